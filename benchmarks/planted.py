"""Made-up calls with personal data planted in them, and with what only looks like it.

Everything is drawn from one seeded generator. Numbers are valid by their check digits and belong to
nobody that we know of; names are put together from common characters.
"""

from __future__ import annotations

import random
from typing import Final, NamedTuple

from stdnum import luhn
from stdnum.cn import ric

from benchmarks.decoys import CHAT, DECOYS
from benchmarks.spellings import TABLES
from scriptcheck import Call, Turn
from scriptcheck.redact import Kind

SPOKEN: Final = TABLES["telephone"]
_ONES: Final = TABLES["han"]
_WIDE: Final = TABLES["full_width"]
_SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡"
    "贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱"
    "汤尹黎易常武乔贺赖龚文"
)
_GIVEN: Final = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红建国志海波宁贵福生新元嘉琪子轩浩宇"
    "梓涵欣怡思雨晨佳慧雪莹鹏飞斌辉亮春梅兰凤洁玲燕"
)
_PROVINCES: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青川宁琼"
_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_REGIONS: Final = ("110101", "310104", "370202", "440106", "510104", "320106", "330102", "420102")
_ACKS: Final = ("嗯", "好", "嗯嗯", "您说", "对", "好的您继续", "是", "然后呢", "嗯您讲")
FILLERS: Final = frozenset("嗯呃啊")
"""Characters within a planted number that need not be masked."""
_HOMOPHONES: Final = {"幺": "要", "零": "灵"}

FORMS: Final = ("written", "spoken", "over turns", "garbled")


class Plant(NamedTuple):
    """Personal data at a place of a call."""

    kind: Kind
    form: str
    """How it is said: one of ``FORMS``."""
    places: tuple[tuple[int, int, int], ...]
    """Turn, first character and one past the last, of each part."""


class Planted(NamedTuple):
    """A call and what is planted in it."""

    call: Call
    plants: tuple[Plant, ...]
    decoys: tuple[tuple[str, int, int, int], ...]
    """What kind of harmless thing, and its turn, first character and one past the last."""


class _Builder:
    """Turns with marks around what is planted: ⟦…⟧ in the text become places."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []
        self.plants: list[Plant] = []
        self.decoys: list[tuple[str, int, int, int]] = []

    def say(self, speaker: str, text: str) -> list[tuple[int, int, int]]:
        """Add a turn; return the places that are marked in ``text``."""
        plain, places, begin = "", [], 0
        for letter in text:
            if letter == "⟦":
                begin = len(plain)
            elif letter == "⟧":
                places.append((len(self.turns), begin, len(plain)))
            else:
                plain += letter
        self.turns.append(Turn(speaker, plain))  # type: ignore[arg-type]
        return places

    def plant(self, kind: Kind, form: str, *lines: tuple[str, str]) -> None:
        """Add turns in all marked places of which one thing is said, in one form."""
        places = [place for speaker, text in lines for place in self.say(speaker, text)]
        self.plants.append(Plant(kind, form, tuple(places)))

    def each(self, kind: Kind, form: str, *lines: tuple[str, str]) -> None:
        """Add turns of which each marked place counts by itself."""
        for speaker, text in lines:
            self.plants += [Plant(kind, form, (place,)) for place in self.say(speaker, text)]

    def decoy(self, what: str, speaker: str, text: str) -> None:
        """Add a turn with something harmless."""
        self.decoys += [(what, *place) for place in self.say(speaker, text)]


def planted_calls(count: int, seed: int) -> list[Planted]:
    """Return ``count`` calls, the same for the same ``seed``."""
    rng = random.Random(seed)  # noqa: S311  (nothing depends on it but a table)
    return [_call(rng, number) for number in range(count)]


def _call(rng: random.Random, number: int) -> Planted:
    builder = _Builder()
    builder.say("agent", rng.choice(_OPENINGS))
    builder.say("customer", rng.choice(_COMPLAINTS))
    scenes = rng.sample(_SCENES, 4) + rng.choices(DECOYS, k=5) + rng.choices(CHAT, k=3)
    rng.shuffle(scenes)
    for scene in scenes:
        scene(builder, rng)
    builder.say("agent", rng.choice(_CLOSINGS))
    call = Call(f"made-up-{number}", tuple(builder.turns))
    return Planted(call, tuple(builder.plants), tuple(builder.decoys))


_OPENINGS: Final = (
    "您好，这里是海尔客服，请问有什么可以帮您？",
    "您好工号8023为您服务",
    "您好，很高兴为您服务，我是客服小丽",
)
_COMPLAINTS: Final = (
    "你好我家冰箱不制冷了",
    "我想查一下话费",
    "喂你好，洗衣机漏水",
    "我要投诉你们",
    "我那个套餐想改一下",
)
_CLOSINGS: Final = ("感谢您的来电，再见", "请您稍后对服务做出评价", "好的再见")


def _digits(rng: random.Random, count: int, first: str = "123456789") -> str:
    return rng.choice(first) + "".join(rng.choice("0123456789") for _ in range(count - 1))


def mobile(rng: random.Random) -> str:
    """Return a mobile number."""
    return "1" + rng.choice("3456789") + _digits(rng, 9, "0123456789")


def id_card(rng: random.Random) -> str:
    """Return the number of an ID card with a right check letter."""
    birth = f"{rng.randint(1950, 2004)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    body = rng.choice(_REGIONS) + birth + _digits(rng, 3, "0123456789")
    return body + ric.calc_check_digit(body + "0")


def bank_card(rng: random.Random) -> str:
    """Return a card number with a right check digit."""
    body = rng.choice(("6222", "6217", "6228", "4367", "5187", "3568")) + _digits(
        rng, rng.choice((11, 14)), "0123456789"
    )
    return body + luhn.calc_check_digit(body)


def name(rng: random.Random) -> str:
    """Return a name."""
    return rng.choice(_SURNAMES) + "".join(rng.choices(_GIVEN, k=rng.choice((1, 2, 2))))


def _written(rng: random.Random, digits: str) -> str:
    form = rng.randrange(5)
    if form == 0:
        return digits.translate(str.maketrans("0123456789", _WIDE))
    if form == 1:
        return _grouped(digits, " ", rng)
    if form == 2:  # noqa: PLR2004  (one of five)
        return _grouped(digits, "-", rng)
    return digits


def _grouped(digits: str, mark: str, rng: random.Random) -> str:
    return mark.join(_groups(digits, rng))


def _groups(digits: str, rng: random.Random) -> list[str]:
    if len(digits) == 11:  # noqa: PLR2004  (as mobile numbers are said)
        return rng.choice(
            (
                [digits[:3], digits[3:7], digits[7:]],
                [digits[:4], digits[4:7], digits[7:]],
                [digits[:3], digits[3:5], digits[5:7], digits[7:9], digits[9:]],
            )
        )
    size = rng.choice((3, 4, 4, 6))
    return [digits[place : place + size] for place in range(0, len(digits), size)]


def _spoken(rng: random.Random, digits: str) -> str:
    table = SPOKEN if rng.random() < 0.7 else _ONES  # noqa: PLR2004
    return "".join(letter if not letter.isdigit() else table[int(letter)] for letter in digits)


def _spoken_with_fillers(rng: random.Random, digits: str) -> str:
    said = [_spoken(rng, group) for group in _groups(digits, rng)]
    marks = rng.choice(("，", " ", "", "，嗯，", "呃", "。"))
    return marks.join(said)


def _garbled(rng: random.Random, digits: str) -> str:
    """Return ``digits`` as a recogniser mishears them: one lost, doubled, or another letter."""
    said = _spoken(rng, digits)
    place = rng.randrange(2, len(said) - 1)
    how = rng.randrange(3)
    if how == 0:
        return said[:place] + said[place + 1 :]
    if how == 1:
        return said[:place] + said[place] + said[place:]
    return "".join(_HOMOPHONES.get(letter, letter) for letter in said)


def _number(  # noqa: PLR0913, PLR0917  (a scene in one call)
    builder: _Builder,
    rng: random.Random,
    kind: Kind,
    digits: str,
    asks: tuple[str, ...],
    own: tuple[str, ...],
) -> None:
    """Plant ``digits``: written, spoken in one turn, over several, or garbled."""
    form = rng.choice(FORMS)
    if form != "written":
        digits = digits.replace("X", rng.choice("X叉x"))
    asked = rng.random() < 0.7  # noqa: PLR2004
    if asked:
        builder.say("agent", rng.choice(asks))
    lead = "" if asked and rng.random() < 0.5 else rng.choice(own)  # noqa: PLR2004
    after = rng.choice(("", "", "。", "，对的", "，你记一下", "这个"))
    if form == "over turns":
        groups = _groups(digits, rng) if rng.random() < 0.8 else list(digits)  # noqa: PLR2004
        lines: list[tuple[str, str]] = []
        for index, group in enumerate(groups):
            said = group if rng.random() < 0.3 else _spoken(rng, group)  # noqa: PLR2004
            lines.append(("customer", f"{lead if index == 0 else ''}⟦{said}⟧"))
            lines.append(("agent", rng.choice(_ACKS)))
        builder.plant(kind, form, *lines)
    else:
        said = {
            "written": _written,
            "spoken": _spoken_with_fillers,
            "garbled": _garbled,
        }[form](rng, digits)
        builder.plant(kind, form, ("customer", f"{lead}⟦{said}⟧{after}"))
    if rng.random() < 0.5:  # noqa: PLR2004
        back = digits if rng.random() < 0.5 else _spoken(rng, digits)  # noqa: PLR2004
        builder.plant(
            kind,
            "read back",
            (
                "agent",
                rng.choice(("跟您核对一下", "好的", "您的号码是"))
                + f"⟦{back}⟧{rng.choice(('对吗', '是吧', ''))}",
            ),
        )
        builder.say("customer", rng.choice(("对", "对的没错", "嗯")))


def _phone(builder: _Builder, rng: random.Random) -> None:
    asks = ("您的联系电话是多少", "麻烦您报一下手机号码", "留个电话给我", "请问您来电的号码是哪个")
    own = ("我电话是", "你打我这个手机", "我的号码", "电话", "你记一下，")
    _number(builder, rng, Kind.PHONE, mobile(rng), asks, own)


def _landline(builder: _Builder, rng: random.Random) -> None:
    digits = rng.choice(("010", "021", "0532", "0755")) + _digits(rng, 8, "2345678")
    asks = ("您家里座机多少", "固定电话是多少呢")
    _number(builder, rng, Kind.PHONE, digits, asks, ("座机是", "家里电话", "我家固话是"))


def _id(builder: _Builder, rng: random.Random) -> None:
    asks = ("请提供一下您的身份证号码", "机主的证件号是多少", "麻烦报一下身份证")
    _number(builder, rng, Kind.ID_CARD, id_card(rng), asks, ("身份证号", "我的证件是", "身份证是"))


def _card(builder: _Builder, rng: random.Random) -> None:
    asks = ("退款到哪张银行卡", "请您报一下卡号", "银行账号是多少")
    _number(builder, rng, Kind.BANK_CARD, bank_card(rng), asks, ("卡号是", "银行卡", "工行的卡"))


def _order(builder: _Builder, rng: random.Random) -> None:
    asks = ("订单号您方便提供一下吗", "请问工单编号是多少", "快递单号发我一下")
    own = ("订单号是", "单号", "我那个工单是", "运单号")
    if rng.random() < 0.3:  # noqa: PLR2004
        code = rng.choice(("HR", "SF", "JD", "YT", "DD-")) + _digits(rng, rng.choice((8, 12)))
        builder.plant(Kind.ORDER_NUMBER, "written", ("customer", f"{rng.choice(own)}⟦{code}⟧"))
        return
    digits = _digits(rng, rng.choice((8, 9, 10, 12, 13, 15)), "2346789")
    _number(builder, rng, Kind.ORDER_NUMBER, digits, asks, own)


def _email(builder: _Builder, rng: random.Random) -> None:
    user = rng.choice(("zhangsan", "li.ming", "wang_xf", "haoyun", "abc")) + _digits(rng, 3)
    host = rng.choice(("qq.com", "163.com", "126.com", "sina.com.cn", "gmail.com"))
    lead = rng.choice(("邮箱是", "发票发到", "我的邮箱", "你发我邮件"))
    if rng.random() < 0.5:  # noqa: PLR2004
        builder.plant(Kind.EMAIL, "written", ("customer", f"{lead}⟦{user}@{host}⟧"))
        return
    number = rng.random() < 0.6  # noqa: PLR2004
    said = (
        _spoken(rng, _digits(rng, 9)) if number else user.replace("_", "下划线").replace(".", "点")
    )
    site = rng.choice(("qq点com", "QQ点com", "幺六三点com", "163点com", "一二六点康姆"))
    at = rng.choice(("艾特", "@", "艾特", "小老鼠"))
    builder.plant(Kind.EMAIL, "spoken", ("customer", f"{lead}⟦{said}{at}{site}⟧"))


def _plate(builder: _Builder, rng: random.Random) -> None:
    city = rng.choice(_PROVINCES) + rng.choice("ABCDEFGH")
    electric = rng.random() < 0.3  # noqa: PLR2004
    tail = (rng.choice("DF") + _digits(rng, 5)) if electric else _digits(rng, 5, "0123456789")
    if not electric and rng.random() < 0.4:  # noqa: PLR2004
        place = rng.randrange(5)
        tail = tail[:place] + rng.choice(_LETTERS) + tail[place + 1 :]
    lead = rng.choice(("车牌号", "车牌是", "我的车是", "师傅的车", "登记的车牌"))
    if rng.random() < 0.5:  # noqa: PLR2004
        mark = rng.choice(("", "", "·", " "))
        builder.plant(Kind.PLATE, "written", ("customer", f"{lead}⟦{city}{mark}{tail}⟧"))
    else:
        said = city[0] + (city[1].lower() if rng.random() < 0.5 else city[1]) + _spoken(rng, tail)  # noqa: PLR2004
        builder.plant(Kind.PLATE, "spoken", ("customer", f"{lead}⟦{said}⟧"))


def _full_name(builder: _Builder, rng: random.Random) -> None:
    who = name(rng)
    line = rng.choice(
        (
            "我叫⟦{}⟧",
            "我叫⟦{}⟧，你查一下",
            "我的名字是⟦{}⟧",
            "机主是⟦{}⟧",
            "联系人写⟦{}⟧吧",
            "户名⟦{}⟧",
            "登记的名字叫⟦{}⟧。",
            "我是⟦{}⟧，昨天打过电话",
        )
    )
    if rng.random() < 0.4:  # noqa: PLR2004
        builder.say("agent", rng.choice(("请问您的姓名是", "您叫什么名字", "机主姓名是什么")))
        line = rng.choice(("⟦{}⟧", "⟦{}⟧。", "叫⟦{}⟧", "嗯⟦{}⟧", "我是⟦{}⟧"))
    builder.each(Kind.NAME, "introduced", ("customer", line.format(who)))
    if rng.random() < 0.6:  # noqa: PLR2004
        back = rng.choice(("⟦{}⟧是吧", "好的⟦{}⟧先生", "⟦{}⟧女士您好", "我看到是⟦{}⟧的名下"))
        builder.each(Kind.NAME, "said back", ("agent", back.format(who)))
        builder.each(
            Kind.NAME, "said back", ("agent", f"⟦{who[0]}⟧{rng.choice(('先生', '女士'))}请稍等")
        )


def _surname(builder: _Builder, rng: random.Random) -> None:
    who = rng.choice(_SURNAMES)
    builder.say("agent", rng.choice(("请问您贵姓", "怎么称呼您", "您贵姓呢", "先生您贵姓")))
    line = rng.choice(
        (
            "我姓⟦{}⟧",
            "免贵姓⟦{}⟧",
            "姓⟦{}⟧",
            "⟦{}⟧",
            "嗯，姓⟦{}⟧。",
            "我是⟦{}⟧工",
            "叫我⟦{}⟧老师就行",
            "⟦{}⟧先生",
        )
    )
    builder.each(Kind.NAME, "introduced", ("customer", line.format(who)))
    back = rng.choice(("好的⟦{}⟧先生", "⟦{}⟧女士，请问", "⟦{}⟧小姐您好", "那⟦{}⟧先生麻烦您"))
    builder.each(Kind.NAME, "said back", ("agent", back.format(who)))


def _spelt(builder: _Builder, rng: random.Random) -> None:
    reading, _ = rng.choice(
        (
            ("弓长张", "张"),
            ("立早章", "章"),
            ("木子李", "李"),
            ("耳东陈", "陈"),
            ("口天吴", "吴"),
            ("言午许", "许"),
            ("双木林", "林"),
        )
    )
    builder.say("agent", rng.choice(("您贵姓", "是哪个字呢", "请问是哪几个字")))
    builder.each(
        Kind.NAME, "spelt", ("customer", rng.choice(("⟦{}⟧", "⟦{}⟧。", "就是⟦{}⟧")).format(reading))
    )


_SCENES: Final = (
    _phone,
    _phone,
    _landline,
    _id,
    _card,
    _order,
    _email,
    _plate,
    _full_name,
    _surname,
    _spelt,
)
