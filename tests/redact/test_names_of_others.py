"""Names that are asked for, denied, corrected, misheard and given for others, over turns.

``⟦⟧`` stand around what is masked, `` / `` between turns.
"""

from __future__ import annotations

import re

import pytest

from scriptcheck.redact import redact
from tests.conftest import call

MASKED = [
    "A 请问是⟦张伟⟧先生吗 / C 不是",
    "A 请问您是⟦李梅⟧女士吗 / C 我不是⟦李梅⟧，我是她女儿",
    "A 您是⟦陈志强⟧吧 / C 你打错了，我不叫⟦陈志强⟧",
    "A 喂，是⟦陈志强⟧吗 / C 打错了",
    "A 请问是不是⟦王丽娟⟧ / C 不是",
    "A 请问⟦王丽娟⟧在家吗 / C 不在",
    "A 请问是⟦童大林⟧吗 / C 是",
    "A 请问是⟦秦洋⟧先生吗 / C 我不是⟦秦洋⟧",
    "A 您是机主⟦黄军国⟧本人吗 / C 不是，⟦黄军国⟧是我哥",
    "A 您贵姓 / C 姓⟦张⟧ / A 全名是 / C ⟦涵⟧",
    "A 您好，请问是⟦欧阳娜娜⟧女士吗 / C 不是",
    "A 麻烦找一下⟦王丽娟⟧ / C 不在",
    "A 请问您是机主⟦王丽娟⟧吗 / C 不是，我不认识⟦王丽娟⟧",
    "A 您是户主⟦赵玉兰⟧的家人吗 / C 是",
    "A 您和⟦赵玉兰⟧是什么关系 / C 她是我妈",
    "A 请问⟦赵玉兰⟧是您什么人 / C 我妈",
    "C 我不叫⟦李建国⟧，我叫⟦李建业⟧",
    "C 我又不是⟦李建国⟧，你找错人了",
    "A 您贵姓 / C ⟦王⟧ / A 名字呢 / C ⟦建国⟧ / A ⟦王建国⟧先生",
    "A 您贵姓 / C 免贵姓⟦欧阳⟧ / A 全名呢 / C ⟦娜娜⟧ / A ⟦欧阳娜娜⟧女士",
    "A 您贵姓 / C 姓⟦李⟧ / A ⟦李⟧什么 / C ⟦晓明⟧ / A ⟦李晓明⟧先生",
    "A 姓名报一下 / C ⟦王⟧ / A 嗯 / C ⟦建⟧ / A 嗯 / C ⟦国⟧ / A ⟦王建国⟧先生",
    "A 怎么称呼 / C 我姓⟦周⟧ / A 后面两个字呢 / C ⟦国平⟧ / A ⟦周国平⟧先生",
    "A 您贵姓 / C 姓⟦王⟧ / A 名字是 / C 叫⟦芳⟧ / A ⟦王芳⟧女士",
    "C 我叫⟦李小民⟧ / A ⟦李晓明⟧ / C 不是⟦李晓明⟧，是⟦李小民⟧",
    "C 我叫⟦李小民⟧ / A ⟦李小明⟧对吗 / C 不对，⟦李小民⟧",
    "A 您贵姓 / C ⟦陈志强⟧ / A ⟦陈志祥⟧ / C ⟦陈志强⟧",
    "C 我叫⟦李小民⟧，哦说错了，应该是⟦李晓明⟧",
    "C 收件人是⟦李小民⟧，错了，改成⟦李晓明⟧",
    "C 名字错了，不是⟦李小民⟧，是⟦李晓明⟧",
    "C 我姓⟦陈⟧ / A ⟦程⟧先生 / C 不是⟦程⟧，是⟦陈⟧",
    "C 我叫⟦陈志强⟧ / A ⟦程志强⟧先生您好",
    "C 我叫⟦陈志强⟧ / A ⟦程志祥⟧先生您好",
    "C 我岳父叫⟦刘国强⟧",
    "C 我丈母娘叫⟦刘桂芳⟧",
    "C 我妈是⟦刘桂芳⟧",
    "C 法人是⟦刘国强⟧",
    "C 法定代表人叫⟦刘国强⟧",
    "C 业主是⟦王大林⟧",
    "C 被保险人叫⟦陈志强⟧",
    "C 乘机人是⟦陈子涵⟧",
    "C 登记在我爸⟦刘国强⟧名下",
    "C 用的是我老公⟦刘国强⟧的名字",
    "A 请问您是 / C ⟦王建国⟧",
    "C 联系人改一下，改成⟦陈志强⟧",
    "C 名字改成⟦陈志强⟧",
    "C 过户给⟦陈志强⟧",
    "C 写⟦陈志强⟧就行",
    "C 户主变更为⟦陈志强⟧",
    "C 联系人⟦陈志强⟧，电话⟦13812345678⟧",
    "A 登记的是⟦何美丽⟧对吗 / C 对",
    "A 预留姓名⟦何美丽⟧对吗 / C 对",
    "A 显示的是⟦何美丽⟧，是您本人吗 / C 对",
    "A 收件人这边写的是⟦何美丽⟧ / C 对",
    "A 跟您核对一下，⟦何美丽⟧女士 / C 对",
    "A ⟦时⟧女士您好",
    "A 好的，⟦花⟧先生",
    "A ⟦伍⟧老师您好",
    "A 好的⟦王⟧老师 / C 您好⟦王⟧老师",
    "A 请问是⟦向⟧女士吗",
    "C 我叫⟦金星⟧，你查一下",
    "C 我叫⟦车晓⟧",
]
HARMLESS = [
    *("C 老板是南方人", "C 我老公是高级工程师", "C 我妈是白内障", "C 老板叫我来的"),
    *("C 经理叫你们处理", "C 他叫水果店送的", "A 请问是安装完成了吗", "A 请问是全新机吗"),
    *("A 是白色的吗", "A 是高清的吗", "A 请问是金卡会员吗", "A 是马上要吗", "A 您是常客吗"),
    *("A 找一下何时方便", "A 联系安装师傅", "A 登记成功", "A 登记时间是明天", "C 改成高温"),
    *("C 换成常温", "C 改为安静模式", "C 不是白色，是黄色", "C 不是周一，是周二"),
    *("C 不是高温，是低温", "C 不是黄金，是白金", "C 我不是业主", "C 用的是康佳的"),
    *("C 是任何人的名字", "C 在金牌名下", "C 房东是万科", "C 业主是单位", "C 姓名时间都写了"),
    *("C 机主常年在外", "C 车主车子坏了", "A 请问单子在吗", "A 请问何时方便"),
    *("A 型号是什么 / C 格力", "A 公司名字呢 / C 海尔", "A 您是 / C 业主", "A 哪位 / C 喂"),
    *("C 跟您许诺的", "C 你莫信", "C 和平安的人说", "C 转给高级客服", "C 写好了"),
    *("C 我叫车接的", "C 我叫楼下的人", "C 我叫纪检来", "C 我叫毛病出在你们那儿"),
    *("C 我向女士道歉", "A 由于先生不在家", "A 对于先生反映的问题", "A 这位先生您好"),
    *("A 老先生您好", "C 和老师说了", "C 向老师请教", "C 安老师傅来了", "C 他班主任老师"),
    *("A 我是豆豆的班主任林老师", "C 换成蒋老师先试一节", "A 暑期班小彭老师", "C 跟数学张老师沟通"),
    *("C 我和先生一起去", "A 那先生您稍等", "A 经先生同意", "A 平时先生在家"),
]


@pytest.mark.parametrize("said", MASKED)
def test_names_that_come_up(said: str) -> None:
    turns = said.split(" / ")
    masked = redact(call(*(re.sub("[⟦⟧]", "", turn) for turn in turns))).call.turns
    hidden = (re.sub("⟦(.*?)⟧", lambda part: "*" * len(part[1]), turn[2:]) for turn in turns)
    assert [turn.text for turn in masked] == list(hidden)


@pytest.mark.parametrize("said", HARMLESS)
def test_what_only_looks_so(said: str) -> None:
    turns = said.split(" / ")
    assert [turn.text for turn in redact(call(*turns)).call.turns] == [turn[2:] for turn in turns]


def test_a_question_for_something_else_is_none_for_a_given_name() -> None:
    turns = ["A 您贵姓", "C 姓王", "A 型号是什么", "C 格力", "A 品牌名呢", "C 海尔"]
    assert [turn.text for turn in redact(call(*turns)).call.turns][3:] == [
        "格力",
        "品牌名呢",
        "海尔",
    ]
