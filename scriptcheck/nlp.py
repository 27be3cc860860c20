"""The checker as a component of a spaCy pipeline: ``nlp.add_pipe("scriptcheck")``."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Final

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from srsly import (  # type: ignore[import-untyped]
    msgpack_decoders,
    msgpack_encoders,
)

from scriptcheck.call import Call, Speaker, Turn
from scriptcheck.checker import Checker
from scriptcheck.report import CallReport

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck.language import Lang

SPANS_KEY: Final = "scriptcheck"
"""Under which the hits stand in ``doc.spans``."""

TURNS_KEY: Final = "turns"
"""Under which ``doc.spans`` may say who speaks where, each span labelled with its speaker."""

REPORT: Final = "scriptcheck"
"""The attribute of documents that holds the report: ``doc._.scriptcheck``."""

_PACKED: Final = "__scriptcheck_report__"
"""The key of a packed report: its JSON."""


class ScriptcheckComponent:
    """Checks each document as one call.

    Fills ``doc.spans["scriptcheck"]`` with a span a hit, labelled with its cue, and
    ``doc._.scriptcheck`` with the ``CallReport``. The turns of the call are the spans of
    ``doc.spans["turns"]``, labelled ``agent``, ``customer``, ``unknown`` or ``system``; without
    them the whole document is one turn. Words outside the turns are not checked, and a
    ``UserWarning`` says so.
    """

    def __init__(self, checker: Checker, *, speaker: str = Speaker.AGENT) -> None:
        """Check with ``checker``; ``speaker`` says what documents without turns say."""
        self.checker = checker
        self.speaker = Speaker(speaker)

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with its hits; raises ``ValueError`` where a label is no speaker."""
        starts, turns = self._turns(doc)
        report = self.checker.check(Call("", tuple(turns)))
        spans = []
        for hit in report.cues:
            start = starts[hit.turn]
            # A tokenizer may cut otherwise; whole tokens that hold the hit are marked then.
            span = doc.char_span(
                start + hit.start, start + hit.end, label=hit.cue, alignment_mode="expand"
            )
            if span is not None:
                spans.append(span)
        doc.spans[SPANS_KEY] = SpanGroup(doc, name=SPANS_KEY, spans=spans)
        doc._.set(REPORT, report)
        return doc

    def _turns(self, doc: Doc) -> tuple[list[int], list[Turn]]:
        """Return where each turn begins in the text of ``doc``, and the turns."""
        if TURNS_KEY not in doc.spans:
            return [0], [Turn(self.speaker, doc.text)]
        spans = sorted(doc.spans[TURNS_KEY], key=lambda span: span.start)
        turns = [Turn(_speaker(span.label_), span.text) for span in spans]
        covered = {token.i for span in spans for token in span}
        if left := [token.text for token in doc if token.i not in covered and not token.is_space]:
            warnings.warn(
                f"{len(left)} tokens of the document are in no span of doc.spans['{TURNS_KEY}'] "
                f"and are not checked; the first is '{left[0]}'.",
                stacklevel=2,
            )
        return [span.start_char for span in spans], turns


def _speaker(label: str) -> Speaker:
    """Return the speaker that a span is labelled with; raises ``ValueError`` for other labels."""
    try:
        return Speaker(label)
    except ValueError:
        known = ", ".join(Speaker)
        message = f"A span of doc.spans['{TURNS_KEY}'] has the label '{label}'; use one of {known}."
        raise ValueError(message) from None


@Language.factory(
    "scriptcheck",
    assigns=["doc.spans", f"doc._.{REPORT}"],
    default_config={"profile": "default", "speaker": "agent", "lang": "zh", "variables": {}},
)
def make_component(  # noqa: PLR0913, PLR0917  (spaCy passes each setting as a parameter)
    nlp: Language,  # noqa: ARG001  (spaCy passes the pipeline and the component's name)
    name: str,  # noqa: ARG001
    profile: str,
    speaker: str,
    lang: Lang,
    variables: dict[str, list[str]],
) -> ScriptcheckComponent:
    """Return the component of a pipeline; raises what ``Checker.load`` does."""
    register_extension()
    checker = Checker.load(profile, variables=variables or None, lang=lang)
    return ScriptcheckComponent(checker, speaker=speaker)


def register_extension() -> None:
    """Give documents ``doc._.scriptcheck``, unless they have it: those read from bytes need it."""
    if not Doc.has_extension(REPORT):
        Doc.set_extension(REPORT, default=None)


def report_of(doc: Doc) -> CallReport | None:
    """Return the report on ``doc``; ``None`` where no component has checked it."""
    return doc._.get(REPORT) if Doc.has_extension(REPORT) else None


def _pack(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """Pack a report as JSON, so that ``doc.to_bytes()``, ``DocBin`` and processes can carry it."""
    if isinstance(value, CallReport):
        return {_PACKED: value.to_json()}
    return value if chain is None else chain(value)


def _unpack(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """Return the report that ``_pack`` packed."""
    if isinstance(value, dict) and _PACKED in value:
        return CallReport.from_json(value[_PACKED])
    return value if chain is None else chain(value)


register_extension()
msgpack_encoders.register("scriptcheck", func=_pack)
msgpack_decoders.register("scriptcheck", func=_unpack)
