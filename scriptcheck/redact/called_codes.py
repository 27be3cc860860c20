"""Codes of letters and figures that are called a number: 序列号是8K2M99XQ7T3P, SN: CN0G8K2M."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.redact.compact import FILLER, MARK
from scriptcheck.redact.contexts import code_words, context_of
from scriptcheck.redact.counting import UNITS
from scriptcheck.redact.kinds import Kind, PersonalSpan
from scriptcheck.redact.reasons import RedactionReason
from scriptcheck.redact.repeated import SaidAgain, pieces_again
from scriptcheck.text.numbers.digits import DIGIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Turn

_CHAR: Final = rf"(?:[A-Za-z]|{DIGIT})"
_GAP: Final = rf"(?:{MARK}|{FILLER}){{0,3}}"
_CODE: Final = re.compile(rf"{_CHAR}(?:{_GAP}{_CHAR}){{2,60}}")
_PIECE: Final = re.compile(rf"{_CHAR}(?:{_GAP}{_CHAR})*")
_ONLY_PIECES: Final = re.compile(rf"(?:{_CHAR}|{MARK}|{FILLER})*")
_LEAD: Final = re.compile(
    r"(?:[\s，,：:#是为就的呢啊嗯有个写着应该我看一下您你好了来报说]|上面|这边|这里|后面){0,10}"
)
"""What stands between such a word and the code."""
_ANSWER: Final = re.compile(
    rf"(?:{_LEAD.pattern})(?P<code>{_CODE.pattern})(?:[吧啊呀的对了哈。.！!，,]|就这个)*"
)
_WORDS: Final = re.compile(r"[A-Za-z]{4,}(?![A-Za-z0-9])")
"""A Latin word, which is no piece of a code."""
_FEWEST: Final = 5
"""Characters of a code that is called so."""
_FEWEST_DIGITS: Final = 2
_ASKED: Final = 3
"""Turns before a code in which somebody may have asked for it."""
_LAST: Final = re.compile(rf"{MARK}+{DIGIT}{{1,3}}$")
_HAN_END: Final = re.compile(r"[\u3400-\u9fff]+$")
_LONGEST: Final = 60


def called_codes(
    turns: Sequence[Turn], latin: Sequence[int], dictated: Sequence[tuple[int, ...]]
) -> Iterator[PersonalSpan]:
    """Yield such codes in ``turns``, also where they are said again.

    ``latin`` have letters, ``dictated`` are ``chains``.
    """
    found: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
    for number in latin:
        text = turns[number].text
        for end in code_words(text):
            lead = _LEAD.match(text, end)
            match = _CODE.match(text, lead.end() if lead else end)
            if match is not None and (place := _whole(text, *match.span())) is not None:
                found.setdefault((number, place[0]), [(number, *place)])
        if len(text) <= _LONGEST and _is_asked(turns, number):
            answer = _ANSWER.fullmatch(text)
            place = _whole(text, *answer.span("code")) if answer else None
            if place is not None:
                found.setdefault((number, place[0]), [(number, *place)])
    for chain in dictated:
        parts = _over_turns(turns, chain)
        if parts:
            found[parts[0][0], parts[0][1]] = parts
    said_again = SaidAgain(turns)
    for first, parts in found.items():
        value = "".join(_alnum(turns[turn].text[start:end]) for turn, start, end in parts)
        again = (
            *said_again.places(value, parts),
            *(pieces_again(turns, parts) if parts[1:] else ()),
        )
        for turn, begin, stop in (*parts, *again):
            yield PersonalSpan(turn, begin, stop, Kind.ORDER_NUMBER, RedactionReason.CODE, first)


def _whole(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the code is that ``text[start:end]`` begins with; ``None`` where it is none."""
    after = text[end : end + 1]
    if after and after in UNITS and (last := _LAST.search(text, start, end)):
        end = last.start()
    # 一 of 一样 is no figure.
    if after and "\u3400" <= after <= "\u9fff" and text[start:end].isascii() is False:
        last = _HAN_END.search(text, start, end)
        end = last.start() if last and last.end() - last.start() == 1 else end
    word = _WORDS.search(text, start, end)
    end = word.start() if word else end
    said = text[start:end].rstrip()
    return (start, start + len(said)) if _is_code(said) else None


def _is_code(said: str) -> bool:
    code = _alnum(said)
    letters = sum(map(str.isascii, filter(str.isalpha, code)))
    return letters > 0 and len(code) >= _FEWEST and len(code) - letters >= _FEWEST_DIGITS


def _over_turns(turns: Sequence[Turn], chain: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return the pieces of a code that is dictated in the turns of ``chain``; none where not."""
    first, text = chain[0], turns[chain[0]].text
    parts: list[tuple[int, int, int]] = []
    for end in code_words(text):
        lead = _LEAD.match(text, end)
        start = lead.end() if lead else end
        piece = _ONLY_PIECES.fullmatch(text, start)
        parts = [(first, start, len(text))] if piece else []
    if not parts and not _is_asked(turns, first):
        return []
    numbers = chain[1:] if parts else chain
    parts += [(number, 0, len(turns[number].text)) for number in numbers]
    pieces: list[tuple[int, int, int]] = []
    for number, start, end in parts:
        match = _PIECE.search(turns[number].text, start, end)
        # iPhone 15的 says of something else.
        if match is not None and _WORDS.search(match[0]) is not None:
            match = None
        if match is None and not pieces:
            return []
        if match is not None:
            pieces.append((number, *match.span()))
    said = "".join(turns[number].text[start:end] for number, start, end in pieces)
    return pieces if len(pieces) > 1 and _is_code(said) else []


def _is_asked(turns: Sequence[Turn], number: int) -> bool:
    """Return whether somebody else asked for a number that has letters, and nothing since."""
    speaker = turns[number].speaker
    for turn in reversed(turns[max(0, number - _ASKED) : number]):
        context = context_of(turn.text)
        if context is not None:
            is_code = context == Kind.ORDER_NUMBER and any(code_words(turn.text))
            return is_code and turn.speaker is not speaker
    return False


def _alnum(text: str) -> str:
    return "".join(filter(str.isalnum, re.sub(FILLER, "", text)))
