"""Parts of numbers that are given by their position, while dictating or after it."""

from __future__ import annotations

import re

import pytest

from scriptcheck.redact import redact
from tests.conftest import call
from tests.redact.marked import check_marked


@pytest.mark.parametrize(
    "said",
    [
        "A 身份证号 / C ⟦330106198805⟧ / C 第七位开始是⟦1989⟧ / C ⟦200015⟧",
        "A 身份证号 / C ⟦330106198805⟧ / A 嗯 / C 第七位开始是⟦1989⟧ / A 嗯 / C ⟦200015⟧",
        "A 身份证号 / C ⟦330106198805⟧ / C 第七位是⟦1989⟧ / C ⟦200015⟧",
        "A 身份证号 / C ⟦330106198805⟧ / A 嗯 / C 不对，中间是⟦19890520⟧ / C ⟦0015⟧",
        "A 身份证号 / C ⟦330106198805⟧ / A 嗯 / C 中间⟦19890520⟧ / A 嗯 / C 后面⟦0015⟧",
        "A 身份证号 / C ⟦330106⟧ / A 嗯 / C 出生年月是⟦19890520⟧ / A 嗯 / C ⟦0015⟧",
        "A 身份证号 / C ⟦330106198805⟧ / A 嗯 / C 哦第七位开始错了，是⟦1989⟧ / A 好 / C ⟦200015⟧",
        (
            "A 身份证号 / C ⟦三三零一零六一九八八零五⟧ / A 嗯 / C 第七位开始是⟦一九八九⟧"
            " / A 嗯 / C ⟦二零零零一五⟧"
        ),
        "A 身份证号 / C ⟦330106198805⟧ / A 嗯 / C 前六位是⟦330108⟧ / A 嗯 / C ⟦200015⟧",
        "A 身份证号 / C ⟦330106198805⟧ / A 嗯 / C 年份是⟦1989⟧ / A 嗯 / C ⟦200015⟧",
        "A 身份证号 / C ⟦330106198805⟧ / A 嗯 / C 后面是⟦200015⟧",
        "A 身份证号 / C ⟦330106198805⟧ / A 嗯 / C 第七到第十位是⟦1989⟧ / A 嗯 / C ⟦200015⟧",
        "A 身份证号 / C ⟦330106198805⟧，第七位开始是⟦1989⟧，后面⟦200015⟧",
        (
            "A 卡号 / C ⟦62220212⟧ / A 嗯 / C 第五位开始是⟦0213⟧ / A 嗯 / C ⟦3456⟧"
            " / A 嗯 / C ⟦7890128⟧"
        ),
        "A 手机号 / C ⟦1381234⟧ / A 嗯 / C 第四位开始是⟦1235⟧ / A 嗯 / C ⟦5678⟧",
        "A 手机号 / C ⟦1381234⟧ / A 嗯 / C 中间是⟦1235⟧ / A 嗯 / C ⟦5678⟧",
        "C 手机⟦13812345678⟧ / A 好 / C 第四位开始是⟦1235⟧",
    ],
)
def test_parts_with_a_position(said: str) -> None:
    check_marked(said)


@pytest.mark.parametrize(
    "said",
    [
        "A 请问几号安装 / C 第七位开始是1989",
        "C 排队第七位是1号",
        "C 第三位开始是2000",
        "C 我排第3位 / A 好 / C 第1位是100元",
        "C 后面是2000块",
        "A 密码几位 / C 前六位是888888",
        "C 电话13812345678 / A 好 / C 后面是2000块",
    ],
)
def test_positions_of_no_number(said: str) -> None:
    turns = said.split(" / ")
    masked = redact(call(*turns)).call.turns
    assert [re.sub(r"\*+", "13812345678", turn.text) for turn in masked] == [t[2:] for t in turns]
