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
        "赫连",
        "淳于",
        "单于",
        "太史",
        "申屠",
        "仲孙",
        "钟离",
        "鲜于",
        "闾丘",
        "司空",
        "公冶",
        "宗政",
        "濮阳",
        "乐正",
        "拓跋",
        "百里",
        "东郭",
        "南门",
        "羊舌",
        "梁丘",
        "左丘",
        "完颜",
        "纳兰",
        "叶赫",
        "达奚",
    }
)
SINGLE: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董潘袁于蔡余杜叶程苏魏吕丁任"
    "沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫"
    "孔汤庞樊葛殷牛骆邢俞翟章鲁安洪温柴褚齐辛耿鲍柳聂庄岳焦倪甘祁涂柯梅包尚季阮詹向施裴靳冉蒋霍凌翁喻"
    "游康兰申路辜符单蓝左宫费冷窦佟房成解苗穆蒲屈卜艾谷胥柏祝阎易文常乔赖费古顺关岑池殷桑桂甄商苑鹿郁车"
    "童颜伍盛卓纪席简饶臧尤戚廉茅娄卿栾蔺濮奚湛狄虞昝裘缪贲嵇荀芮羿邴糜隗仲钭戎郜蓟鄂莘逄姬郦郤璩扈郏晏茹宦戈庾暨匡寇"
    "阙殳夔厍晁敖訾阚鞠巢蒯竺逯桓仝冼邝揭綦谌佘邸郄郗芦苟卫仇惠封储牧秋伊宁厉景韶屠蒙苍劳雍寿燕冀浦农慕慎衡禄蔚隆巩融"
    "楼练粟麦曲危华皮郁杭羊班幸怀边容沃盖储刁郎滕毕邬禹谈舒项闵"
    "宗诸吉钮巫宓祖宿邰贡瞿欧尧荆阴酆亓蔄缑睢牟蹇撖仉肇"
    "張劉陳楊黃趙吳孫馬羅鄭許韓馮鄧蕭葉蘇魏呂蔣陸賈韋鄒閆龍賀顧龔錢嚴湯龐齊莊"
)
WORDS: Final = frozenset(
    "和时那都能有后终通全明平元计伏国强干应宣师利越须查相习连步公红益养沙居广满海年爱墨哈从束仰暴堵扶籍咸索印薄司水云昌"
    "凤花卞汲宰鱼丰勾毋弘东荣党敬撒汝晋商乐米贝麻支管经滑家松"
    "井富乌巴弓山蓬双闻别充空乜权代於么"
)
"""Surnames that are words: they are surnames only where they are said to be."""
NEVER_ALONE: Final = frozenset("和那都能有后应从别经家代")
"""Those of them that stand before 先生 in other senses: 那先生您看, 和先生一起."""
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


def surname_at(text: str, place: int, *, or_word: bool = False) -> int:
    """Return how many characters the surname has that begins at ``place``; 0 where none does.

    One that is a word of the language as well counts with ``or_word``.
    """
    if text[place : place + 2] in COMPOUND:
        return 2
    first = text[place : place + 1]
    return int(first in SINGLE or (or_word and first in WORDS))
