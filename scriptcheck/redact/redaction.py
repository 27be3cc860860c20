"""A call redacted: what is masked in it, and in whatever is written about it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from scriptcheck.call import Call, Speaker, Turn
from scriptcheck.errors import Problem, require_type, wrong_type
from scriptcheck.language import Text
from scriptcheck.redact.call_data import coded_keys, known_of_call, redact_meta
from scriptcheck.redact.digits import digit_pieces
from scriptcheck.redact.find import Known, find_personal
from scriptcheck.redact.installed import all_kinds, checked_kinds
from scriptcheck.redact.keys import redact_key
from scriptcheck.redact.kinds import Kind, PersonalSpan
from scriptcheck.redact.labels import label_names, redact_labels
from scriptcheck.redact.mask import mask, mask_all
from scriptcheck.redact.plain_data import plain_data
from scriptcheck.redact.problem import redact_problem
from scriptcheck.redact.reports import ReportMasks, redact_report
from scriptcheck.redact.text import masked_text
from scriptcheck.report import CallReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scriptcheck.call import Word
    from scriptcheck.language import Lang

_BESIDE = ("quotes", "events", "notes")
"""Call data that hold what messages say which are no turns."""
_MEANT = 4
"""Digits from which on a number said again in a message means the one in the call."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """A call before and after, and why."""

    original: Call
    call: Call
    """The call redacted; each text is as long as before."""
    spans: tuple[PersonalSpan, ...]
    """What is masked in the turns, in order."""
    kinds: tuple[str, ...]
    words: tuple[str, ...]
    """What is masked, as texts may have it: numbers in figures and as they are said, names."""

    @property
    def counts(self) -> Mapping[str, int]:
        """How many values there are of each kind; one that is dictated in pieces counts once."""
        found = Counter(
            kind
            for kind, _ in {
                (span.kind, span.first or (span.turn, span.start)) for span in self.spans
            }
        )
        return {kind: found[kind] for kind in all_kinds() if kind in found}

    @property
    def masks(self) -> ReportMasks:
        """What is masked, for what is said about the call."""
        return ReportMasks(self.original, self.call, self.kinds, self.words)

    def quoted(self, quote: str, turns: Iterable[int] = ()) -> str:
        """Return ``quote``, which stands in one of ``turns`` or is about the call, masked."""
        masks = self.masks
        for turn in turns:
            if 0 <= turn < len(self.call.turns):
                quote = masks.said(turn, quote)
        return masks.text(quote)

    def report(self, report: CallReport, lang: Lang = "zh") -> CallReport:
        """Return ``report`` on the original call with all that it quotes redacted.

        ``quote`` is ``text[start:end]`` of the redacted call, as it was of the original.
        """
        require_type("report", report, CallReport, Text("CallReport", "a CallReport"))
        return redact_report(report, self.masks, self.call.warnings, lang)


def redact(call: Call, kinds: Iterable[str] | None = None) -> Redaction:
    """Return ``call`` with personal data of ``kinds`` masked, and what was masked.

    Without ``kinds``, all are, those that other packages bring too.

    Each character and digit becomes ``*``, so that places stay. Redacting what is redacted changes
    nothing. In ids and names of files a code stands for what is personal, of which the call is
    warned (``personal-id``). Raises ``UsageError`` where a kind is unknown.
    """
    if not isinstance(call, Call):
        raise wrong_type("call", call, Text("Call", "a Call"))
    wanted = all_kinds() if kinds is None else checked_kinds(kinds)
    original, call = call, msgspec.structs.replace(call, meta=plain_data(call.meta))
    labels = label_names(call)
    known = known_of_call(call, labels)
    spans: list[PersonalSpan] = []
    # What other messages said is masked by what the turns show, as if it were turns.
    beside = _texts_beside(call)
    count = len(call.turns)
    turns = (*call.turns, *(Turn(Speaker.UNKNOWN, text) for text in _flat(beside)))
    # What is masked may leave something else that looks personal, such as the end of a long number.
    while found := find_personal(turns, wanted, known):
        masked = tuple(_masked(turns, found))
        if masked == turns:
            break
        spans += (span for span in found if span.turn < count)
        turns = masked
    texts = iter([turn.text for turn in turns[count:]])
    meta = call.meta | {key: list(islice(texts, len(own))) for key, own in beside.items()}
    redacted = msgspec.structs.replace(
        call,
        call_id=redact_key(call.call_id, wanted, known),
        source=redact_key(call.source, wanted, known),
        turns=turns[:count],
        meta=redact_meta(meta, wanted, known) | redact_labels(call, wanted, known, labels),
    )
    warnings = [redact_problem(warning, wanted, known) for warning in call.warnings]
    if keys := coded_keys(call, redacted):
        warnings.append(_personal_id(redacted, keys))
    redacted = msgspec.structs.replace(redacted, warnings=tuple(warnings))
    return Redaction(
        original, redacted, tuple(sorted(spans)), wanted, tuple(_words(call, spans, known, wanted))
    )


def _texts_beside(call: Call) -> dict[str, list[str]]:
    """Return the texts of ``call`` that are no turns, by their key of the call data."""
    own = {key: call.meta.get(key) for key in _BESIDE}
    return {
        key: texts
        for key, texts in own.items()
        if isinstance(texts, list) and all(isinstance(text, str) for text in texts)
    }


def _flat(texts: Mapping[str, list[str]]) -> Iterator[str]:
    for each in texts.values():
        yield from each


def _masked(turns: tuple[Turn, ...], spans: Iterable[PersonalSpan]) -> Iterator[Turn]:
    of_turn: dict[int, list[PersonalSpan]] = {}
    for span in spans:
        of_turn.setdefault(span.turn, []).append(span)
    for number, turn in enumerate(turns):
        if number not in of_turn:
            yield turn
            continue
        text = masked_text(turn.text, of_turn[number])
        words = tuple(_masked_words(turn, text)) if turn.words else ()
        yield msgspec.structs.replace(turn, text=text, words=words)


def _masked_words(turn: Turn, text: str) -> Iterator[Word]:
    """Yield the words of ``turn`` as they stand in its masked ``text``.

    A word that is not found in its turn, as where a recogniser writes figures there and characters
    here, may be what is masked, and is masked as a whole.
    """
    place = 0
    for word in turn.words:
        at = turn.text.find(word.text, place)
        if at < 0:
            yield msgspec.structs.replace(word, text=mask(word.text))
            continue
        place = at + len(word.text)
        yield msgspec.structs.replace(word, text=text[at:place])


def _words(
    call: Call, spans: Iterable[PersonalSpan], known: Known, kinds: tuple[str, ...]
) -> Iterator[str]:
    """Yield what is masked, the longest first."""
    found: set[str] = set()
    if Kind.NAME in kinds:
        found |= known.names
    if Kind.PHONE in kinds:
        found |= known.numbers
    for span in spans:
        said = call.turns[span.turn].text[span.start : span.end]
        digits = "".join(piece.digits for piece in digit_pieces(said) if piece is not None)
        if span.kind is Kind.NAME:
            found |= {said} if len(said) > 1 else set()
        else:
            found |= {each for each in (said, digits) if len(each) >= _MEANT}
    yield from sorted(
        (each for each in found if each != mask_all(each)), key=lambda w: (-len(w), w)
    )


def _personal_id(call: Call, keys: list[str]) -> Problem:
    names = ", ".join(keys)
    message = Text(
        f"{names} 里像有个人信息，已换成代号。",
        f"{names} seem to hold personal data; a code stands for it.",
    )
    fix = Text(
        "要按原来的编号查找，请给文件改名，或用 --name-pattern 取不含个人信息的通话编号。",
        "To find calls by their ids, rename the files, or take an id from them by --name-pattern.",
    )
    return Problem("personal-id", message, call.source, fix=fix)
