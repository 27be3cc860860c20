"""The checker as a component of a spaCy pipeline: ``nlp.add_pipe("scriptcheck")``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from scriptcheck.call import Call, Speaker, Turn
from scriptcheck.checker import Checker

if TYPE_CHECKING:
    from scriptcheck.language import Lang
    from scriptcheck.report import CallReport

SPANS_KEY: Final = "scriptcheck"
"""Under which the hits stand in ``doc.spans``."""

TURNS_KEY: Final = "turns"
"""Under which ``doc.spans`` may say who speaks where, each span labelled with its speaker."""

REPORT: Final = "scriptcheck"
"""The attribute of documents that holds the report: ``doc._.scriptcheck``."""


class ScriptcheckComponent:
    """Checks each document as one call.

    Fills ``doc.spans["scriptcheck"]`` with a span a hit, labelled with its cue, and
    ``doc._.scriptcheck`` with the ``CallReport``. The turns of the call are the spans of
    ``doc.spans["turns"]``, labelled ``agent``, ``customer``, ``unknown`` or ``system``; without
    them the whole document is one turn.
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
        turns = [Turn(Speaker(span.label_), span.text) for span in spans]
        return [span.start_char for span in spans], turns


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
    if not Doc.has_extension(REPORT):
        Doc.set_extension(REPORT, default=None)
    checker = Checker.load(profile, variables=variables or None, lang=lang)
    return ScriptcheckComponent(checker, speaker=speaker)


def report_of(doc: Doc) -> CallReport | None:
    """Return the report on ``doc``; ``None`` where no component has checked it."""
    return doc._.get(REPORT) if Doc.has_extension(REPORT) else None
