"""Chinese surnames, and the titles that stand after them."""

from __future__ import annotations

from typing import Final

COMPOUND: Final = frozenset(
    {
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "司徒",
        "东方",
        "夏侯",
        "尉迟",
        "皇甫",
        "公孙",
        "慕容",
        "令狐",
        "宇文",
        "长孙",
        "轩辕",
        "端木",
        "南宫",
        "西门",
        "独孤",
        "呼延",
        "澹台",
        "闻人",
    }
)
SINGLE: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董潘袁于蔡余杜叶程苏魏吕丁任"
    "沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫"
    "孔汤庞樊葛殷牛骆邢俞翟章鲁安洪温柴褚齐辛耿鲍柳聂庄岳焦倪甘祁涂柯梅包尚季阮詹向施裴靳冉蒋霍凌翁喻"
    "游康兰申路辜符单蓝左宫费冷窦佟房成解苗穆蒲屈卜艾谷胥柏祝阎易文常乔赖费古顺关岑池殷桑桂甄商苑鹿郁车"
    "張劉陳楊黃趙吳孫馬羅鄭許韓馮鄧蕭葉蘇魏呂蔣陸賈韋鄒閆龍賀顧龔錢嚴湯龐齊莊"
)
UNSURE: Final = frozenset("成解向单左路安包白方万于史时石任温严武金高田")
"""Surnames that begin words so often that more than their place must speak for them."""

NO_GIVEN: Final = frozenset(
    "的了啊呀吗呢吧哈哦嗯呃我你您他她它咱是在就有和跟那这要想不也都还会住电手打说对好给让去来到从把被没可请问先然因所但而且或与及等什怎哪谁啥么叫姓名"
)
"""Characters that no given name is likely to go on with."""

COURTESIES: Final = "先生|女士|小姐|太太|夫人|大爷|大妈|大叔|大姐|大哥|阿姨|小伙子"
"""Titles that customers are spoken to by."""
TITLES: Final = (
    f"{COURTESIES}|师傅|工(?![作程号单资])|总(?![是共之])|老师|经理|主任|医生|大夫|老板|叔叔?|姨|姐|哥|局长|校长|处长|科长|"
    "院长|教授|律师|警官|女士"
)

READINGS: Final = {
    "弓长张": "张",
    "立早章": "章",
    "木子李": "李",
    "双木林": "林",
    "耳东陈": "陈",
    "口天吴": "吴",
    "言午许": "许",
    "古月胡": "胡",
    "三横王": "王",
    "三横一竖王": "王",
    "文刀刘": "刘",
    "走肖赵": "赵",
    "小月肖": "肖",
    "草头黄": "黄",
    "大肚黄": "黄",
    "人可何": "何",
    "双人徐": "徐",
    "禾呈程": "程",
    "美女姜": "姜",
    "木易杨": "杨",
    "奔马冯": "冯",
    "两点水冯": "冯",
    "子小孙": "孙",
    "干钩于": "于",
    "人则余": "余",
    "木土杜": "杜",
    "口十叶": "叶",
    "三撇彭": "彭",
    "草头蔡": "蔡",
    "双口吕": "吕",
    "丘山岳": "岳",
    "西早覃": "覃",
    "言身寸谢": "谢",
    "马户驴": "驴",
    "日月明": "明",
    "立日音": "音",
    "王文玟": "玟",
    "千里马马": "马",
    "红军的红": "红",
}
"""How people say which character they mean; surnames above all."""


def surname_at(text: str, place: int) -> int:
    """Return how many characters the surname has that begins at ``place``; 0 where none does."""
    if text[place : place + 2] in COMPOUND:
        return 2
    return int(text[place : place + 1] in SINGLE)
