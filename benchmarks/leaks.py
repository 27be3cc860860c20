# ruff: noqa: PLR2004  (shares and sizes that mean nothing elsewhere)
"""Personal data planted in every grouping and spelling, and how much of it redaction lets through.

``python -m benchmarks.leaks`` plants one thing a call. A thing is found if no letter or digit of it
is left; a harmless line is masked if a character of it is.
"""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from benchmarks.planted import bank_card, id_card, mobile, name
from benchmarks.shares import print_shares, share_row
from benchmarks.spellings import MARKS, SPELLINGS, groups, with_run
from scriptcheck import Call, Turn
from scriptcheck.redact import redact
from scriptcheck.text.surnames import COMPOUND

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ACKS: Final = ("嗯", "好", "嗯嗯", "您说", "对", "好的您继续", "然后呢", "嗯您讲", "好的，请继续")
_FILLERS: Final = frozenset("嗯呃啊")


class Planting(NamedTuple):
    """A call with one thing in it."""

    kind: str
    form: str
    call: Call
    places: tuple[tuple[int, int, int], ...]
    """Turn, first character and one past the last, of each part."""


class _Kind(NamedTuple):
    make: Callable[[random.Random], str]
    usual: tuple[tuple[int, ...], ...]
    asks: tuple[str, ...]
    own: tuple[str, ...]
    first: int
    """The first digit that may be another without making the number invalid, as a rule."""


def _landline(rng: random.Random) -> str:
    code = rng.choice(("010", "021", "0532", "0755", "0891", "022"))
    return code + rng.choice("2345678") + "".join(rng.choice("0123456789") for _ in range(7))


_NUMBERS: Final = {
    "phone": _Kind(
        mobile,
        ((11,), (3, 4, 4), (3, 8), (4, 3, 4), (7, 4), (3, 2, 2, 2, 2), (3, 3, 3, 2)),
        ("您的联系电话是多少", "麻烦您报一下手机号码", "请留一个联系方式"),
        ("我电话是", "我的号码", "电话", "手机号", ""),
        3,
    ),
    "landline": _Kind(
        _landline,
        ((12,), (4, 8), (3, 8), (4, 4, 4), (3, 4, 4)),
        ("您家里座机多少", "固定电话是多少呢"),
        ("座机是", "家里电话", ""),
        5,
    ),
    "id_card": _Kind(
        id_card,
        ((18,), (6, 8, 4), (6, 12), (3, 3, 8, 4), (14, 4), (6, 4, 4, 4), (3, 3, 4, 4, 4), (10, 8)),
        ("请报一下您的身份证号码", "机主的证件号是多少", "麻烦报一下身份证"),
        ("身份证号", "我的证件是", "身份证是", ""),
        14,
    ),
    "bank_card": _Kind(
        bank_card,
        ((19,), (4, 4, 4, 4, 3), (4, 4, 4, 4), (6, 13), (6, 6, 7), (8, 8, 3), (4, 12), (4, 15)),
        ("退款到哪张银行卡", "请您报一下卡号", "银行账号是多少"),
        ("卡号是", "银行卡", "工行的卡", "账号"),
        6,
    ),
}
_HAN_ONLY: Final = {"han", "telephone", "ring", "financial", "soldiers", "misheard", "times"}


def plantings(count: int, seed: int) -> Iterator[Planting]:
    """Yield ``count`` plantings of each kind, the same for the same ``seed``."""
    for kind, made in (*_NUMBERS.items(), *_OTHERS.items()):
        rng = random.Random(f"{seed}-{kind}")  # noqa: S311  (nothing depends on it but a table)
        for number in range(count):
            yield (
                _number(rng, kind, made, number)
                if isinstance(made, _Kind)
                else _written(rng, kind, made, number)
            )


def _number(rng: random.Random, kind: str, made: _Kind, number: int) -> Planting:
    digits = made.make(rng)
    spelling = rng.choice(tuple(SPELLINGS))
    if spelling == "times":
        digits = with_run(rng, digits, made.first)
    if kind == "id_card" and digits.endswith("X") and spelling in _HAN_ONLY:
        digits = digits[:-1] + rng.choice("Xx叉")
    parts = groups(rng, digits, made.usual)
    over_turns = rng.random() < 0.5 and len(parts) > 1
    said = [SPELLINGS[spelling](rng, part) for part in parts]
    is_asked = over_turns or rng.random() < 0.5
    lines: list[tuple[str, str]] = [("agent", "您好，请讲"), ("customer", "我想问一下")]
    if is_asked:
        lines.append(("agent", rng.choice(made.asks)))
    lead = rng.choice(made.own) if not is_asked or rng.random() < 0.4 else ""
    if over_turns:
        form = "turns"
        for index, part in enumerate(said):
            lines.append(("customer", f"{lead if index == 0 else ''}⟦{part}⟧"))
            lines.append(("agent", rng.choice(_ACKS)))
    else:
        mark = rng.choice(MARKS) if len(said) > 1 else ""
        form = "one group" if len(said) == 1 else f"groups {mark!r}"
        tail = rng.choice(("", "", "。", "，对的", "，你记一下", "这个", "对吧"))
        lines.append(("customer", f"{lead}⟦{mark.join(said)}⟧{tail}"))
    lines.append(("agent", "好的，请稍等"))
    return _planting(kind, f"{spelling}, {form}", lines, number)


def _planting(kind: str, form: str, lines: list[tuple[str, str]], number: int) -> Planting:
    turns: list[Turn] = []
    places: list[tuple[int, int, int]] = []
    for speaker, text in lines:
        plain, begin = "", 0
        for letter in text:
            if letter == "⟦":
                begin = len(plain)
            elif letter == "⟧":
                places.append((len(turns), begin, len(plain)))
            else:
                plain += letter
        turns.append(Turn(speaker, plain))  # type: ignore[arg-type]
    return Planting(kind, form, Call(f"{kind}-{number}", tuple(turns)), tuple(places))


_LATIN: Final = (
    "Jack", "Mary", "John", "Peter Wang", "Tony", "Amy Li", "McDonald", "Anna-Maria", "David",
    "ELLEN", "Lucy Chen", "kevin", "O'Brien",
)  # fmt: skip
_DOTTED: Final = (
    "吐尔逊江·买买提", "阿依古丽·艾山", "买买提·吐尔逊", "古丽娜尔·阿不都", "卓玛·央金",
    "约翰·史密斯",
    "巴特尔•额尔德尼", "努尔买买提・艾力", "热合曼．肉孜", "赛福鼎‧艾则孜",
)  # fmt: skip
_LONG: Final = ("阿不都热合曼", "吐尔逊江", "买买提明", "热依汗古丽", "阿力木江", "尼格买提")


def _email(rng: random.Random) -> str:
    user = rng.choice(("zhangsan", "li.ming", "wang_xf", "haoyun88", "a-b")) + str(
        rng.randint(1, 999)
    )
    host = rng.choice(("qq.com", "163.com", "126.com", "sina.com.cn", "gmail.com", "huawei.com"))
    return f"{user}@{host}"


def _full(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def _emails(rng: random.Random) -> tuple[str, list[tuple[str, str]]]:
    plain = _email(rng)
    form = rng.choice(("plain", "wide at", "wide", "spaced", "invisible", "said", "said han"))
    user, _, host = plain.partition("@")
    dotted = host.replace(".", "点")
    spoken = user.replace(".", "点").replace("_", "下划线")
    number = SPELLINGS["telephone"](rng, "".join(rng.choice("0123456789") for _ in range(9)))
    said = {
        "plain": plain,
        "wide at": plain.replace("@", "＠").replace(".com", rng.choice((".com", "．com"))),
        "wide": _full(plain),
        "spaced": f"{user} @ {host}",
        "invisible": f"{user}\u200b@\u200b{host}",
        "said": f"{spoken}{rng.choice(('艾特', '爱特', '哎特', '小老鼠', 'at'))}{dotted}",
        "said han": f"{number}艾特qq点{rng.choice(('com', '康姆'))}",
    }[form]
    if form == "said":
        said = said.replace("at", " at ") if "at" in said and "艾" not in said else said
    lead = rng.choice(("邮箱是", "发票发到", "我的邮箱", "你发我邮件", ""))
    return form, [("agent", "您的邮箱是多少"), ("customer", f"{lead}⟦{said}⟧")]


def _plates(rng: random.Random) -> tuple[str, list[tuple[str, str]]]:
    city = rng.choice("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青川宁琼")
    letter = rng.choice("ABCDEFGH")
    tail = "".join(rng.choice("0123456789") for _ in range(5))
    if rng.random() < 0.4:
        place = rng.randrange(5)
        tail = tail[:place] + rng.choice("ABCDEFGHJK") + tail[place + 1 :]
    if rng.random() < 0.3:
        tail = rng.choice("DF") + tail
    forms = ("plain", "dot", "space", "wide", "lower", "telephone", "invisible", "spelt")
    form = rng.choice((*forms, "explained"))
    said = {
        "plain": city + letter + tail,
        "dot": f"{city}{letter}·{tail}",
        "space": f"{city}{letter} {tail}",
        "wide": city + _full(letter + tail),
        "lower": city + (letter + tail).lower(),
        "telephone": city + letter + SPELLINGS["telephone"](rng, tail),
        "explained": f"{city}{letter}，{rng.choice(('安全', '开心', '你好'))}的{letter}，{tail}",
        "invisible": city + letter + "\u200b" + tail[:2] + "\u200d" + tail[2:],
        "spelt": f"{_REGION[city]}的{city}{letter}{tail}"
        if city in _REGION
        else city + letter + tail,
    }[form]
    return form, [("customer", f"{rng.choice(('车牌号', '车牌是', '我的车是'))}⟦{said}⟧")]


_REGION: Final = {
    "川": "四川",
    "京": "北京",
    "苏": "江苏",
    "浙": "浙江",
    "津": "天津",
    "宁": "宁夏",
}


def _names(rng: random.Random) -> tuple[str, list[tuple[str, str]]]:
    form = rng.choice(("latin", "dotted", "long", "han", "han", "in talk", "in talk", "spelled"))
    if form == "in talk":
        return _name_in_talk(rng)
    if form == "spelled":
        letters = "⟧ ⟦".join(rng.choice(("JOHN", "SMITH", "WANG", "LILY", "OBRIEN")))
        asked = rng.choice(("您的英文名怎么拼", "how do you spell your name", "护照上的拼音是什么"))
        return form, [("agent", asked), ("customer", f"⟦{letters}⟧")]
    known = {"latin": _LATIN, "dotted": _DOTTED, "long": _LONG}
    who = rng.choice(known[form]) if form in known else name(rng)
    how = rng.randrange(6)
    lines = [
        [
            (
                "agent",
                rng.choice(("请问怎么称呼", "怎么称呼您家人", "请问您的姓名", "您叫什么名字")),
            ),
            ("customer", f"⟦{who}⟧"),
        ],
        [("customer", f"我叫⟦{who}⟧，你帮我查一下")],
        [("agent", f"请问是机主⟦{who}⟧本人吗"), ("customer", "是的")],
        [
            ("customer", f"是我妈的名字，⟦{who}⟧")
            if rng.random() < 0.5
            else ("customer", f"是我妈的名字⟦{who}⟧")
        ],
        [
            ("agent", rng.choice(("收件人是谁", "联系人叫什么", "请问收件人是哪位"))),
            ("customer", f"⟦{who}⟧"),
        ],
        [
            ("customer", f"我叫⟦{who}⟧"),
            ("agent", f"好的，⟦{who}⟧{rng.choice(('先生', '女士'))}您好"),
        ],
    ][how]
    return f"{form} {how}", lines


def _name_in_talk(rng: random.Random) -> tuple[str, list[tuple[str, str]]]:
    """Return a name that is denied, given in pieces, or given for somebody else."""
    who = name(rng)
    first, rest = (who[:2], who[2:]) if who[:2] in COMPOUND else (who[0], who[1:])
    own = rng.choice(
        ("我妈叫", "法人代表叫", "被保险人是", "寄件人是", "收件人改成", "房东叫", "我不叫")
    )
    lines = [
        [("agent", f"请问是⟦{who}⟧先生吗"), ("customer", f"我不是⟦{who}⟧")],
        [("agent", f"您是机主⟦{who}⟧本人吗"), ("customer", f"不是，⟦{who}⟧是我哥")],
        [
            ("agent", "您贵姓"),
            ("customer", f"姓⟦{first}⟧"),
            ("agent", rng.choice(("名字呢", "叫什么", "全名是"))),
            ("customer", f"⟦{rest}⟧"),
        ],
        [("customer", f"{own}⟦{who}⟧")],
        [
            ("customer", f"我叫⟦{who}⟧"),
            ("agent", "嗯"),
            ("customer", f"不对不对，是⟦{first}{name(rng)[-1]}⟧"),
        ],
    ]
    number = rng.randrange(len(lines))
    return f"in talk {number}", lines[number]


def _orders(rng: random.Random) -> tuple[str, list[tuple[str, str]]]:
    size = rng.choice((5, 6, 8, 10, 12, 15))
    digits = rng.choice("2346789") + "".join(rng.choice("0123456789") for _ in range(size - 1))
    form = rng.choice(
        ("plain", "telephone", "full_width", "spaced", "letters", "spaced letters", "turns")
    )
    if form in {"letters", "spaced letters"}:
        code = rng.choice(("SF", "JD", "YT", "HR", "ZTO"))
        while len(digits) < 8:
            digits += rng.choice("0123456789")
        said = (" ".join(code) + " " if "spaced" in form else code) + digits
    elif form == "turns":
        said = "⟧|⟦".join(groups(rng, digits, ((4, 4), (3, 3), (4, 4, 4))))
    else:
        said = SPELLINGS[form](rng, digits)
    lead = rng.choice(("订单号是", "单号", "工单号", "运单号", "快递单号是"))
    lines = [("agent", "请提供一下单号")]
    for index, part in enumerate(f"⟦{said}⟧".split("|")):
        lines += [("customer", (lead if index == 0 else "") + part), ("agent", "嗯")]
    return f"{form} {len(digits)}", lines


_OTHERS: Final = {"email": _emails, "plate": _plates, "name": _names, "order_number": _orders}


def _written(rng: random.Random, kind: str, make: Any, number: int) -> Planting:
    form, lines = make(rng)
    return _planting(kind, form, [("agent", "您好，请讲"), *lines, ("agent", "好的")], number)


_LINES: Final = Path(__file__).with_name("harmless.txt").read_text("utf-8").splitlines()
"""Lines in which nothing is personal; ``|`` stands between a question and its answer, ``#`` and
``{d}``, ``{m}``, ``{y}`` for numbers."""
_ASKED_HARMLESS: Final = tuple(line.split("|") for line in _LINES if "|" in line)
_HARMLESS: Final = tuple(line for line in _LINES if "|" not in line)


def harmless(count: int, seed: int) -> Iterator[tuple[str, Call, int]]:
    """Yield ``count`` calls with a harmless line each: its form, the call, and its turn."""
    rng = random.Random(f"{seed}-harmless")  # noqa: S311
    for number in range(count):
        lines = [("agent", "您好，请讲")]
        if rng.random() < 0.1:
            asked, form = rng.choice(_ASKED_HARMLESS)
            lines += [("agent", asked), ("customer", form)]
        else:
            form = rng.choice(_HARMLESS)
            text = form.replace("#", str(rng.randint(100, 9999)))
            while "{" in text:
                text = text.replace("{d}", str(rng.randint(1, 9)), 1)
                text = text.replace("{m}", str(rng.randint(1, 12)), 1)
                text = text.replace("{y}", str(rng.randint(10, 28)), 1)
            lines.append((rng.choice(("customer", "customer", "agent")), text))
        turns = tuple(Turn(speaker, text) for speaker, text in lines)  # type: ignore[arg-type]
        yield form, Call(f"harmless-{number}", turns), len(turns) - 1


def measure(count: int, seed: int) -> dict[str, Any]:
    """Return recall by kind, the share of harmless lines left alone, and what went wrong."""
    found: Counter[tuple[str, bool]] = Counter()
    missed: list[str] = []
    for each in plantings(count, seed):
        masked = redact(each.call).call
        left = [
            letter
            for turn, start, end in each.places
            for letter in masked.turns[turn].text[start:end]
            if letter.isalnum() and letter not in _FILLERS and letter != "个"
        ]
        found[each.kind, not left] += 1
        if left:
            said = " / ".join(turn.text for turn in each.call.turns[1:-1])
            seen = " / ".join(turn.text for turn in masked.turns[1:-1])
            missed.append(f"{each.kind}\t{each.form}\t{said}\t{seen}")
    alone: Counter[bool] = Counter()
    for form, call, turn in harmless(10 * count, seed):
        after = redact(call).call.turns[turn].text
        alone[after == call.turns[turn].text] += 1
        if after != call.turns[turn].text:
            missed.append(f"harmless\t{form}\t{call.turns[turn].text}\t{after}")
    kinds = (*_NUMBERS, *_OTHERS)
    return {
        "count": count,
        "seed": seed,
        "recall": [share_row(kind, found[kind, True], count) for kind in kinds],
        "left alone": share_row("harmless", alone[True], 10 * count),
        "errors": missed,
    }


def main() -> None:
    """Measure and print tables in Markdown, or JSON."""
    print_shares(
        measure,
        lambda measured: (*measured["recall"], measured["left alone"]),
        header="| kind | n | share | 95 % |",
        count=300,
        about=__doc__,
    )


if __name__ == "__main__":
    main()
