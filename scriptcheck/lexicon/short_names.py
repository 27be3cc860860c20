"""Short forms of a company's name, by which its agents answer: 亮贝壳 for 亮贝壳牙科."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

KINDS: Final = (
    *("牙科", "口腔", "眼镜", "药房", "医院", "诊所", "母婴", "教育", "驾校", "健身", "幼儿园"),
    *("银行", "保险", "财险", "车险", "人寿", "证券", "基金", "金融", "消费金融", "信用卡"),
    *("热力", "供热", "燃气", "水务", "自来水", "供电", "电力", "通信", "宽带", "网络", "电信"),
    *("快递", "速递", "速运", "快运", "物流", "货运", "搬家", "航空", "客运", "租车", "出行"),
    *("家电", "电器", "家居", "家装", "家政", "净水", "厨电", "电梯", "物业", "公寓", "酒店"),
    *("超市", "商城", "生鲜", "优选", "外卖", "旅行", "旅游", "科技", "软件", "集团", "公司"),
    *("有限公司", "股份有限公司", "客服", "客服中心", "热线", "服务热线", "平台"),
)
"""What companies do, at the end of their names."""

SHORTEST: Final = 3
"""Characters of a short form at least: of two, most are words of their own (第一保险)."""


def with_short_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return ``names``, and after them the short forms of those that end in what they do."""
    known = dict.fromkeys(names)
    for name in tuple(known):
        for kind in KINDS:
            short = name.removesuffix(kind)
            if short != name and len(short) >= SHORTEST:
                known.setdefault(short)
    return tuple(known)
