"""The sectors that the trades of the made-up calls belong to: calls of one trade are too few."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

SECTORS: Final = MappingProxyType(
    {
        "insurance": Text("保险", "insurance"),
        "bank": Text("银行、贷款、证券", "banks, loans, shares"),
        "health": Text("医疗、药店、宠物医院", "hospitals, chemists, vets"),
        "utilities": Text("水、电、燃气、供暖", "water, power, gas, heating"),
        "parcels": Text("快递、外卖、物流、搬家", "parcels, delivery, freight, moving"),
        "travel": Text("旅游、酒店、交通", "travel, hotels, transport"),
        "cars": Text("汽车、停车、拖车", "cars, parking, towing"),
        "telephone": Text("电话、宽带、电视、线上平台", "telephone, internet, TV, platforms"),
        "learning": Text("教育、托育、驾校", "education, child care, driving schools"),
        "makers": Text("厂家、家电、维修", "makers of goods, repairs"),
        "homes": Text("物业、租房、装修、家具", "property, rent, furnishing"),
        "leisure": Text("健身、美容、剧院、家政", "sports, beauty, theatres, home help"),
        "public": Text("政务和公共服务热线", "public offices and hotlines"),
        "shops": Text("商店、网店", "shops"),
        "other": Text("其他", "others"),
    }
)
"""What each sector is called."""

_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "insurance": "insurance 保险 寿险 车险 财险 重疾险",
        "makers": "maker repair maintenance leasing rental appliance"
        " 维修 售后 家电 安装 智能门锁 电脑 空调 厂家",
        "bank": "bank loan securities fund 信用卡 催收 分期 银行 贷款"
        " metals 证券 消费金融 信用社 基金 期货",
        "health": "hospital clinic 药房 救护 dental drug pharmacy hearing eyewear optical"
        " health physical 医 牙科 口腔 体检 康复 疫苗 助听器 眼镜 配镜 药店",
        "utilities": "heating power/gas gas water sewage solar electricity 燃气 供暖 电力"
        " 水务 自来水 热力 天然气",
        "parcels": "express parcel cold-chain freight moving grocery milk courier delivery"
        " 快递 搬家 配送 外卖 物流 送奶 跑腿 货运 搬运",
        "leisure": "gym swimming housekeeping baby-sitter"
        " 演出 滑雪 canteen funeral wedding cinema ticketing 健身 瑜伽"
        " 美容 婚庆 剧院 剧场 影院 家政 殡葬 游泳 羽毛球 拳击 台球",
        "travel": "travel visa coach 单车 hotel ferry airline airport rail bus ride theme sharing"
        " train"
        " 旅 酒店 机票 地铁 航空 高铁 铁路 公交 民宿 客运 网约车"
        " 景区 邮轮 旅舍 大巴 度假 签证 动物园",
        "cars": "car vehicle parking charging ETC 车险 汽车 拖车 二手车 租车 洗车"
        " 充电桩 电动车 摩托车 充电宝",
        "homes": "property estate 电梯 furniture decoration co-working housing 物业 租房 公寓 房产"
        " 装修 家具 家居 地板 全屋定制 窗帘",
        "shops": "shop store flower food dealer clothes 网店 商城 直销 超市"
        " 电商 二手 直播 母婴 奶粉 以旧换新",
        "telephone": "telecom TV broadband mobile software platform game streaming recycling"
        " 通信 电信"
        " 宽带 话费 手机卡 视频 游戏 平台 电视 流量卡 物联网 会议软件",
        "learning": "education kindergarten 幼儿园 school university tutoring"
        " 招生 教育 学校 驾校 托育 编程 网课 培训",
        "public": "hotline museum office pension city"
        " 税 热线 12345 社保 公积金 图书馆 人才 医保局 不动产",
    }
)
"""Words in the names of its trades; the first sector with such a word is that of a trade."""


def sector(trade: str) -> str:
    """Return the id of the sector of ``trade``; ``other`` where none is known."""
    sectors = (name for name, words in _WORDS.items() if any(w in trade for w in words.split()))
    return next(sectors, "other")
