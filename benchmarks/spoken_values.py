# ruff: noqa: PLR2004  (shares and sizes that mean nothing elsewhere)
"""Amounts, dates, times and numbers in all their spoken forms, and calls that say them back.

``python -m benchmarks.spoken_values`` has a customer dictate a value in one form and an agent say
it back in another, rightly or with one value changed, and counts how often ``phone.readback`` is
right.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from benchmarks.planted import mobile
from benchmarks.shares import print_shares, share_row
from benchmarks.spellings import SPELLINGS, groups, with_run
from scriptcheck import Call, Checker, Turn

if TYPE_CHECKING:
    from collections.abc import Callable

_HAN: Final = "零一二三四五六七八九"
_TEN_THOUSAND, _HUNDRED_MILLION = 10_000, 100_000_000


def han_number(number: int, *, two: str = "二", short: bool = False) -> str:
    """Return ``number``, below 10^12, with its units: 一万零三百.

    ``two`` stands for 2 before 百, 千, 万 and 亿; ``short`` leaves out the last unit, as in 三万二.
    """
    if number == 0:
        return "零"
    said = _sections(number, two)
    if said.startswith("一十"):
        said = said[1:]
    units = "十百千万亿"
    if (
        short
        and len(said) >= 4
        and said[-1] in "百千"
        and said[-3] in units
        and units.index(said[-3]) == units.index(said[-1]) + 1
    ):
        return said[:-1]
    if short and len(said) >= 4 and said[-1] == "十" and said[-3] == "百":
        return said[:-1]
    return said


def _sections(number: int, two: str) -> str:
    for unit, name in ((_HUNDRED_MILLION, "亿"), (_TEN_THOUSAND, "万")):
        if number >= unit:
            high, low = divmod(number, unit)
            head = two if high == 2 else _sections(high, two)
            zero = "零" if low and low < unit // 10 else ""
            return head + name + (zero + _sections(low, two) if low else "")
    said, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            said += "零" if gap and said else ""
            said += (two if digit == 2 and power >= 100 else _HAN[digit]) + name
            gap = False
        else:
            gap = True
    return said


def amount_forms(fen: int) -> list[str]:
    """Return how a sum of ``fen`` hundredths may be said or written, with a unit."""
    yuan, rest = divmod(fen, 100)
    jiao, last = divmod(rest, 10)
    plain = f"{yuan}" if not rest else f"{yuan}.{jiao}" if not last else f"{yuan}.{rest:02}"
    han = [han_number(yuan), han_number(yuan, two="两"), han_number(yuan, two="两", short=True)]
    forms = [
        f"{plain}元",
        f"{plain}块",
        f"{plain}块钱",
        f"{yuan:,}{plain[len(str(yuan)) :]}元",
        f"￥{plain}",
    ]
    forms.append("".join(chr(ord(c) + 0xFEE0) for c in plain) + "元")
    tail = "" if not rest else "点" + _HAN[jiao] + (_HAN[last] if last else "")
    forms += [f"{each}{tail}元" for each in han[:2]] + [f"{han[1]}{tail}块"]
    if not rest:
        forms += [f"{each}块" for each in han] + [f"{each}块钱" for each in han] + [f"{han[0]}元钱"]
        if yuan % 1000 == 0 and yuan >= _TEN_THOUSAND:
            forms += [f"{yuan / 10000:g}万元", f"{yuan / 10000:g}万"[:None] + "块"]
    elif yuan:
        for each in (*han[:2], str(yuan)):
            forms += [f"{each}块{_HAN[jiao]}毛{_HAN[last]}"] if jiao and last else []
            forms += (
                [f"{each}块{_HAN[jiao]}毛{_HAN[last]}分", f"{each}元{_HAN[jiao]}角{_HAN[last]}分"]
                if jiao and last
                else []
            )
            forms += (
                [
                    f"{each}块{_HAN[jiao]}",
                    f"{each}块{_HAN[jiao]}毛",
                    f"{each}元{_HAN[jiao]}角",
                    f"{each}块{jiao}",
                ]
                if not last
                else []
            )
            forms += (
                [
                    f"{each}块零{_HAN[last]}",
                    f"{each}块零{_HAN[last]}分",
                    f"{each}元零{_HAN[last]}分",
                ]
                if not jiao
                else []
            )
        forms += [f"{han[1]}块半"] if rest == 50 else []
    else:
        forms += (
            [f"{_HAN[jiao]}毛{_HAN[last]}", f"{_HAN[jiao]}角{_HAN[last]}分"]
            if jiao and last
            else []
        )
        forms += (
            [f"{_HAN[jiao]}毛", f"{_HAN[jiao]}毛钱", f"{_HAN[jiao]}角"] if jiao and not last else []
        )
        forms += [f"{_HAN[last]}分钱"] if not jiao else []
    return forms


def bare_forms(fen: int) -> list[str]:
    """Return how a sum may be said without a unit, where it is said in full."""
    yuan, rest = divmod(fen, 100)
    plain = f"{yuan}" if not rest else f"{fen / 100:.2f}".rstrip("0")
    forms = [plain] if yuan >= 100 or rest else []
    if not rest and yuan > 10:
        forms += [han_number(yuan), han_number(yuan, two="两")]
    if rest and yuan:
        jiao, last = divmod(rest, 10)
        forms.append(han_number(yuan) + "点" + _HAN[jiao] + (_HAN[last] if last else ""))
    return forms


def date_forms(year: int, month: int, day: int, *, with_year: bool) -> list[str]:
    """Return how a date may be said or written."""
    short = [f"{month}月{day}日", f"{month}月{day}号", f"{han_number(month)}月{han_number(day)}号"]
    short += [f"{han_number(month)}月{han_number(day)}日", f"{month}月份{day}号"]
    if not with_year:
        return [*short, f"{han_number(day)}号", f"{day}号"]
    spelled = "".join(_HAN[int(c)] for c in str(year))
    long = [
        f"{year}年{short[0]}",
        f"{year}年{short[1]}",
        f"{spelled}年{short[2]}",
        f"{year}-{month:02}-{day:02}",
    ]
    return [*long, f"{year}/{month}/{day}", f"{year}.{month}.{day}", f"{year % 100:02}年{short[0]}"]


def time_forms(hour: int, minute: int) -> list[str]:
    """Return how a time from 6 in the morning on may be said or written."""
    part = (
        "早上"
        if hour < 9
        else "上午"
        if hour < 12
        else "中午"
        if hour == 12
        else "下午"
        if hour < 18
        else "晚上"
    )
    twelve = hour if hour <= 12 else hour - 12
    names = [han_number(twelve) if twelve != 2 else "两", str(twelve)]
    if minute == 0:
        tails = ["点", "点钟", "点整"]
    else:
        zero = "零" if minute < 10 else ""
        tails = [
            f"点{zero}{han_number(minute)}分",
            f"点{zero}{han_number(minute)}",
            f"点{minute}分",
        ]
        tails += (
            ["点半"]
            if minute == 30
            else ["点一刻"]
            if minute == 15
            else ["点三刻"]
            if minute == 45
            else []
        )
    return [f"{part}{each}{tail}" for each in names for tail in tails] + [
        f"{hour}:{minute:02}",
        f"{hour}点{minute or ''}{'分' if minute else ''}",
    ]


def _amount(rng: random.Random) -> tuple[str, str, str]:
    size = rng.choice((100, 1000, 10_000, 100_000, 10_000_000))
    fen = rng.choice(
        (rng.randint(10, size), 100 * rng.randint(3, max(4, size // 10)), 1000 * rng.randint(1, 99))
    )
    fen += 200 if fen in {100, 200} else 0
    other = fen + rng.choice((1, 10, 100, 1000, 10_000) if fen % 100 else (100, 1000, 10_000))
    forms, others = amount_forms(fen), amount_forms(other)
    said, back = rng.choice(forms), rng.choice(forms)
    if (bare := bare_forms(fen)) and rng.random() < 0.3:
        back = rng.choice(bare)
    return said, back, rng.choice(others)


def _date(rng: random.Random) -> tuple[str, str, str]:
    year, month, day = rng.randint(2015, 2026), rng.randint(1, 12), rng.randint(1, 28)
    said = date_forms(year, month, day, with_year=rng.random() < 0.5)[:7]
    back = date_forms(year, month, day, with_year=False)
    other = date_forms(year, month, day % 28 + 1, with_year=False)
    return rng.choice(said), rng.choice(back), rng.choice(other)


def _time(rng: random.Random) -> tuple[str, str, str]:
    hour, minute = rng.randint(7, 20), rng.choice((0, 0, 5, 10, 15, 20, 30, 40, 45, 50))
    forms = time_forms(hour, minute)
    return rng.choice(forms), rng.choice(forms), rng.choice(time_forms(hour + 1, minute))


def _digits(rng: random.Random) -> tuple[str, str, str]:
    digits = with_run(rng, mobile(rng), 3) if rng.random() < 0.4 else mobile(rng)
    at = rng.randrange(3, 11)
    wrong = digits[:at] + str((int(digits[at]) + rng.randint(1, 9)) % 10) + digits[at + 1 :]
    return _spelt(rng, digits), _spelt(rng, digits), _spelt(rng, wrong)


def _spelt(rng: random.Random, digits: str) -> str:
    spelling = rng.choice(tuple(SPELLINGS))
    parts = groups(rng, digits, ((11,), (3, 4, 4), (3, 8), (7, 4)))
    return rng.choice(("", " ", "-", "，", "，嗯，", ".")).join(
        SPELLINGS[spelling](rng, part) for part in parts
    )


_KINDS: Final[dict[str, tuple[str, Callable[[random.Random], tuple[str, str, str]]]]] = {
    "amount": ("交了多少钱", _amount),
    "date": ("您什么时候方便", _date),
    "time": ("您什么时候方便", _time),
    "phone": ("您的电话是多少", _digits),
}


def measure(count: int, seed: int) -> dict[str, Any]:
    """Return the share of calls judged rightly by kind: said back rightly, and wrongly."""
    checker = Checker.load()
    rows, errors = [], []
    for kind, (asked, make) in _KINDS.items():
        rng = random.Random(f"{seed}-{kind}")  # noqa: S311  (nothing depends on it but a table)
        right: Counter[bool] = Counter()
        for number in range(count):
            said, back, wrong = make(rng)
            for is_right, restated in ((True, back), (False, wrong)):
                lines = [
                    ("agent", "您好，客服中心，请讲"),
                    ("customer", "我想问一下"),
                    ("agent", asked),
                ]
                lines += [
                    ("customer", said),
                    ("agent", f"{restated}，对吗"),
                    ("customer", "对"),
                    ("agent", "好的，感谢来电，再见"),
                ]
                call = Call(f"{kind}-{number}", tuple(Turn(s, t) for s, t in lines))  # type: ignore[arg-type]
                verdict = next(
                    v for v in checker.check(call).verdicts if v.rule == "phone.readback"
                )
                is_well = verdict.verdict == ("pass" if is_right else "fail")
                right[is_right] += is_well
                if not is_well:
                    errors.append(
                        f"{kind}\t{is_right}\t{said}\t{restated}\t{verdict.verdict}\t{verdict.message}"
                    )
        rows += [
            share_row(f"{kind}, said back rightly", right[True], count),
            share_row(f"{kind}, said back wrongly", right[False], count),
        ]
    return {"count": count, "seed": seed, "rows": rows, "errors": errors}


def main() -> None:
    """Measure and print a table in Markdown, or JSON."""
    print_shares(
        measure,
        lambda measured: measured["rows"],
        header="| what | n | judged rightly | 95 % |",
        count=150,
        about=__doc__,
    )


if __name__ == "__main__":
    main()
