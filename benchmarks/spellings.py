# ruff: noqa: PLR2004  (shares and sizes that mean nothing elsewhere)
"""Numbers as recognisers and people write them: every spelling, grouping and mark, from a seed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

TABLES: Final = {
    "han": "零一二三四五六七八九",
    "telephone": "零幺二三四五六七八九",
    "ring": "〇幺二三四五六七八九",
    "full_width": "０１２３４５６７８９",
    "financial": "零壹贰叁肆伍陆柒捌玖",
    "soldiers": "洞幺两三四五六拐八勾",
    "misheard": "灵要二三四五六七八九",
}
_INVISIBLE: Final = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_TIMES: Final = ("", "", "两两2", "三三3", "四四4", "五五5", "六六6", "七七7", "八八8")


def _table(name: str) -> Callable[[random.Random, str], str]:
    table = TABLES[name]
    return lambda _rng, text: "".join(table[int(c)] if c.isdigit() else c for c in text)


def _plain(_rng: random.Random, text: str) -> str:
    return text


def _mixed(rng: random.Random, text: str) -> str:
    han = _table("telephone")(rng, text)
    return "".join(
        one if rng.random() < 0.5 else other for one, other in zip(text, han, strict=True)
    )


def _spaced(_rng: random.Random, text: str) -> str:
    return " ".join(text)


def _invisible(rng: random.Random, text: str) -> str:
    return "".join(c + (rng.choice(_INVISIBLE) if rng.random() < 0.4 else "") for c in text)


def _times(rng: random.Random, text: str) -> str:
    """Return ``text`` with each digit that stands three times or more in a row said as N个d."""
    base = rng.choice(("telephone", "plain", "han"))
    spell = SPELLINGS[base]
    said, place = "", 0
    while place < len(text):
        stop = place
        while stop < len(text) and text[stop] == text[place] and stop - place < 8:
            stop += 1
        count = stop - place
        if count >= 3:
            said += rng.choice(_TIMES[count]) + "个" + spell(rng, text[place])
            place = stop
        else:
            said += spell(rng, text[place])
            place += 1
    return said


SPELLINGS: Final[dict[str, Callable[[random.Random, str], str]]] = {
    "plain": _plain,
    **{name: _table(name) for name in TABLES},
    "mixed": _mixed,
    "spaced": _spaced,
    "invisible": _invisible,
    "times": _times,
}
"""How digits may be spelled; other characters, such as the X of an ID card, stay."""

MARKS: Final = ("", " ", "-", ".", "/", "—", "，", "、", "，嗯，", "　", " - ", "。", "–")
"""What may stand between two groups of a number in one turn."""


def groups(rng: random.Random, text: str, usual: tuple[tuple[int, ...], ...]) -> list[str]:
    """Return ``text`` cut into groups: one of the ``usual`` ways, or any."""
    if rng.random() < 0.6:
        sizes = list(rng.choice(usual))
    else:
        sizes, left = [], len(text)
        while left:
            sizes.append(min(left, rng.choice((1, 2, 3, 3, 4, 4, 5, 6, 7, 8, 9, 10, 12, 14))))
            left -= sizes[-1]
    cut, place = [], 0
    for size in sizes:
        if text[place : place + size]:
            cut.append(text[place : place + size])
        place += size
    return [*cut, text[place:]] if text[place:] else cut


def with_run(rng: random.Random, text: str, first: int) -> str:
    """Return ``text`` with three to five equal digits somewhere from ``first`` on."""
    size = min(rng.choice((3, 3, 4, 5)), len(text) - first - 1)
    place = rng.randrange(first, len(text) - size)
    return text[:place] + rng.choice("0123456789") * size + text[place + size :]
