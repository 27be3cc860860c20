"""Where personal data stands in the turns of a call."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from scriptcheck.redact.certain import certain_spans
from scriptcheck.redact.dictation import number_spans
from scriptcheck.redact.english_digits import in_figures
from scriptcheck.redact.installed import all_kinds, installed_spans
from scriptcheck.redact.names import name_spans
from scriptcheck.redact.written import written_spans
from scriptcheck.text.numbers.plain import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scriptcheck.call import Turn
    from scriptcheck.redact.kinds import PersonalSpan


class Known(NamedTuple):
    """What is known to be personal before anybody speaks, as from the call data."""

    numbers: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


def find_personal(
    turns: Sequence[Turn], kinds: Iterable[str] | None = None, known: Known | None = None
) -> tuple[PersonalSpan, ...]:
    """Return the personal data of ``kinds`` in ``turns``, in order; of those that overlap, one.

    All kinds are looked for, so that what is found does not depend on which of them are wanted.
    """
    known = known or Known()
    plain = [plain_text(turn.text) for turn in turns]
    said = [
        turn if each.text == turn.text else msgspec.structs.replace(turn, text=each.text)
        for turn, each in zip(turns, plain, strict=True)
    ]
    own = [
        *written_spans(tuple(said)),
        *_number_spans(said, known.numbers),
        *name_spans(said, known.names).spans,
    ]
    order = all_kinds()
    wanted = set(order if kinds is None else kinds)
    # Whatever else a kind of another package may be taken for, it is masked where it is wanted.
    found = [span for span in _apart(own, order) if span.kind in wanted]
    taken = {(span.turn, span.start, span.end) for span in found}
    # What is said beside a number says more of it than its shape.
    certain = [
        span
        for span in certain_spans(said)
        if span.kind in wanted and (span.turn, span.start, span.end) not in taken
    ]
    found = _apart([*found, *certain], order) if certain else found
    more = [span for span in installed_spans(said) if span.kind in wanted]
    spans = _apart([*more, *found], order[::-1]) if more else found
    return tuple(
        span._replace(start=start, end=end)
        for span in spans
        for start, end in (plain[span.turn].span(span.start, span.end),)
    )


def _number_spans(turns: Sequence[Turn], known: Iterable[str]) -> Iterator[PersonalSpan]:
    """Yield the numbers in ``turns``, those said in English words too."""
    figures = [in_figures(turn.text) for turn in turns]
    said = [
        turn if each.places is None else msgspec.structs.replace(turn, text=each.text)
        for turn, each in zip(turns, figures, strict=True)
    ]
    for span in number_spans(said, known):
        start, end = figures[span.turn].span(span.start, span.end)
        yield span._replace(start=start, end=end)


def _apart(spans: Iterable[PersonalSpan], order: Sequence[str]) -> list[PersonalSpan]:
    """Return ``spans`` in order, of those that overlap the longest, or the first by ``order``.

    The longest of those that overlap says most about what it is.
    """
    apart: list[PersonalSpan] = []
    for span in sorted(
        spans, key=lambda span: (span.turn, span.start, -span.end, order.index(span.kind))
    ):
        last = apart[-1] if apart else None
        if last is None or last.turn != span.turn or span.start >= last.end:
            apart.append(span)
        elif span.end > last.end:
            apart.append(span._replace(start=last.end))
    return apart
