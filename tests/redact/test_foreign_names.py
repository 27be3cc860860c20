"""Names in Latin letters that are spelled, and of other languages, with their parts.

``⟦⟧`` stand around what is masked, `` / `` between turns.
"""

from __future__ import annotations

import pytest

from tests.redact.marked import check_marked

MASKED = [
    "A 您的英文名怎么拼 / C ⟦J O H N，Smith，S M I T H⟧ / A ⟦John Smith⟧先生",
    "A 您的英文名怎么拼 / C ⟦J O H N⟧",
    "A 英文名怎么写 / C ⟦S M I T H⟧ / A ⟦Smith⟧先生",
    "A 您的名字怎么拼写 / C ⟦J-O-H-N⟧ / A ⟦John⟧您好",
    "A 名字的拼音怎么写 / C ⟦W A N G⟧，⟦X I A O⟧",
    "A 护照上的拼音是什么 / C ⟦ZHANG WEI⟧",
    "A how do you spell your name / C ⟦J O H N, S M I T H⟧ / A Mr. ⟦Smith⟧",
    "A can you spell your last name / C ⟦S-M-I-T-H⟧",
    "A could you spell your first name / C ⟦J⟧ as in ⟦Jack, O, H, N⟧",
    "C 我叫⟦John⟧ / A 怎么拼 / C ⟦J O H N⟧",
    "C 我叫⟦Smith⟧，⟦S M I T H⟧",
    "C my name is ⟦Smith⟧, ⟦S M I T H⟧",
    "A 您的英文名怎么拼 / C ⟦john⟧ / A ⟦John⟧先生",
    "A 英文名是 / C ⟦John Smith⟧",
    "C 我叫⟦热依扎阿里木江⟧ / A ⟦热依扎⟧女士 / C 我叫⟦山本太郎⟧",
    "C 我叫⟦热依扎阿里木江⟧ / A ⟦阿里木江⟧先生",
    "C 我叫⟦热依扎阿里木江⟧ / A ⟦热依扎⟧您好",
    "C 我叫⟦古丽娜尔买买提⟧ / A ⟦古丽娜尔⟧女士",
    "C 我叫⟦迪丽热巴迪力木拉提⟧ / A ⟦迪丽热巴⟧女士",
    "C 我叫⟦山本太郎⟧ / A ⟦山本⟧先生 / A ⟦太郎⟧您好",
    "C 我叫⟦田中一郎⟧ / A ⟦田中⟧先生",
    "C 我叫⟦佐藤健一⟧，你查一下",
    "C 我叫⟦铃木一朗⟧",
    "C 我叫⟦高桥美咲⟧",
    "C 我叫⟦渡边美香⟧ / A ⟦渡边⟧女士",
    "C 我姓⟦佐藤⟧ / A ⟦佐藤⟧女士",
    "C 我叫⟦松本清张⟧",
    "C 我叫⟦井上雄彦⟧",
    "C 我叫⟦小林光一⟧",
    "C 我叫⟦石川遥⟧",
    "C 我叫⟦山口百惠⟧",
    "C 我叫⟦长谷川健⟧",
    "C 我是⟦山本太郎⟧",
    "A ⟦佐藤⟧先生您好",
    "A 您贵姓 / C ⟦佐藤⟧",
]
HARMLESS = [
    "A 网址怎么拼 / C W W W 点 B A I D U",
    "A 型号怎么写 / C B C D 216",
    "C 我用的是W P S和A P P",
    "A 您的英文名怎么拼 / C 不知道",
    "A 怎么拼 / C 拼音的拼",
    "A WIFI名字怎么拼 / C T P L I N K",
    "C U S B 接口坏了",
    "A what is your name / C sorry",
    "A how do you spell your name / C wait a moment please",
    "A your name please / C just a second",
    "A 您的英文名 / C OK",
    "A 邮箱名字怎么拼 / C A B C",
    "C 我是山本公司的",
    "C 我叫山东来的师傅",
    "C 我是石川路的",
    "C 我是中村的",
    "C 我是松本电器的",
    "A 山口先生不在",
    "C 我是中野那边的",
]


@pytest.mark.parametrize("said", MASKED)
def test_foreign_names(said: str) -> None:
    check_marked(said)


@pytest.mark.parametrize("said", HARMLESS)
def test_what_is_no_foreign_name(said: str) -> None:
    check_marked(said)
