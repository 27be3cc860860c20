"""Words or characters one by one, put together to what each speaker says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.moments import milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scriptcheck.load.times.moments import Time

_PAUSE_MS: Final = 1500
"""Silence after which the same speaker begins another turn: waits must stay visible."""

_SHORTEST_SENTENCE_MS: Final = 300
_SENTENCE_ENDS: Final = ("。", "？", "！", "?", "!")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, character or mark as a recogniser gives it."""

    text: str
    """With the blanks that belong to it, where the recogniser writes them."""
    label: str = ""
    start: Time = None
    end: Time = None


def sentences_of(tokens: Iterable[Token], *, ms_per_unit: float) -> Iterator[Sentence]:
    """Yield what ``tokens`` say: a sentence for each stretch of one speaker without a pause.

    Where no token has a speaker, the end of a sentence divides too.
    """
    tokens = [token for token in tokens if token.text]
    has_labels = any(token.label for token in tokens)
    held: list[Token] = []
    for token in tokens:
        if held and _begins(held, token, ms_per_unit, has_labels=has_labels):
            yield _sentence(held)
            held = []
        held.append(token)
    if held:
        yield _sentence(held)


def join(texts: Iterable[str]) -> str:
    """Return ``texts`` as one, with a blank between two words of Latin letters."""
    joined = ""
    for text in texts:
        is_apart = joined[-1:].isascii() and text[:1].isascii() and text[:1].isalnum()
        blank = " " if is_apart and joined[-1:].isalnum() else ""
        joined += blank + text
    return joined


def _begins(held: Sequence[Token], token: Token, ms_per_unit: float, *, has_labels: bool) -> bool:
    """Return whether ``token`` begins another sentence than that of ``held``."""
    if not any(char.isalnum() for char in token.text):
        # A mark or blank belongs to what stands before it.
        return False
    last = next((each for each in reversed(held) if each.text.strip()), held[-1])
    if has_labels and token.label and token.label != held[0].label:
        return True
    end, start = milliseconds(last.end, ms_per_unit), milliseconds(token.start, ms_per_unit)
    pause = start - end if start is not None and end is not None else 0
    if pause >= _PAUSE_MS:
        return True
    is_over = last.text.rstrip().endswith(_SENTENCE_ENDS)
    return is_over and (not has_labels or pause >= _SHORTEST_SENTENCE_MS)


def _sentence(held: Sequence[Token]) -> Sentence:
    has_blanks = any(token.text != token.text.strip() for token in held)
    texts = [token.text for token in held]
    timed = [token for token in held if token.start is not None]
    ended = [token for token in held if token.end is not None]
    return Sentence(
        ("".join(texts) if has_blanks else join(texts)).strip(),
        next((token.label for token in held if token.label), ""),
        start=timed[0].start if timed else None,
        end=ended[-1].end if ended else None,
        words=tuple(
            (token.text.strip(), token.start, token.end) for token in held if token.text.strip()
        ),
    )
