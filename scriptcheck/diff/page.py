"""Some of the verdicts that changed, drawn by a seed, on a page where people mark them."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

import msgspec

from scriptcheck.diff.call_difference import call_difference, place_of
from scriptcheck.diff.difference import ChangeKind
from scriptcheck.diff.pairs import report_pairs
from scriptcheck.language import Text
from scriptcheck.match.findings import sort_key
from scriptcheck.report_lines import CallKeys, read_reports
from scriptcheck.seeded import lowest
from scriptcheck.transcript_lines import calls_of
from scriptcheck.write.again import transcripts_beside
from scriptcheck.write.earlier_pages import PAGE_FORMATS
from scriptcheck.write.registry import writers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from scriptcheck.call import Call
    from scriptcheck.diff.difference import RunDifference, VerdictDifference
    from scriptcheck.diff.pairs import ReportPair
    from scriptcheck.language import Lang
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.report import CallReport, Verdict
    from scriptcheck.report_lines import CallKey

SAMPLE: Final = 20
"""Changed verdicts on the page where nothing is said."""


KINDS: Final = {
    ChangeKind.NEWLY_FAILING: Text("新判违规", "newly failing"),
    ChangeKind.NO_LONGER_FAILING: Text("不再违规", "no longer failing"),
    ChangeKind.OTHER_OUTCOME: Text("结论改变", "other verdict"),
    ChangeKind.WEIGHT: Text("轻重改变", "other weight"),
    ChangeKind.EVIDENCE: Text("依据改变", "other evidence"),
}


def sampled(difference: RunDifference, count: int, seed: str) -> list[VerdictDifference]:
    """Return ``count`` of the verdicts that changed their outcome, as ``seed`` draws them."""
    changed = [each for each in difference.changes if each.kind.is_of_outcome]
    return lowest(changed, count, seed, lambda each: (each.call_id, each.rule))


def write_sample(  # noqa: PLR0913  (each says another thing)
    chosen: list[VerdictDifference],
    old: Path,
    new: Path,
    folder: Path,
    *,
    profile: Profile | None,
    lang: Lang,
) -> bool:
    """Write a page that shows ``chosen`` to ``folder``; return whether it could be made.

    ``old`` and ``new`` are the files of reports. The page needs transcripts.jsonl beside one of
    them. A call shows the failing side of each verdict: that of ``old`` where it no longer fails.
    """
    home = next((each for each in (new, old) if transcripts_beside(each)), None)
    speech = None if home is None else transcripts_beside(home)
    if home is None or speech is None:
        return False
    wanted: dict[str, dict[str, VerdictDifference]] = {}
    for each in chosen:
        wanted.setdefault(each.call_id, {})[each.rule] = each
    pairs = {pair.key: pair for pair in report_pairs(old, new) if pair.key.call_id in wanted}
    with ExitStack() as stack:
        ready = [
            stack.enter_context(w) for w in writers(PAGE_FORMATS, folder, lang, profile=profile)
        ]
        for key, call in _calls(home, speech):
            shown = _shown(pairs[key], wanted[key.call_id], lang) if key in pairs else None
            if shown is not None:
                for writer in ready:
                    writer.write(shown, call)
    return True


def _calls(reports: Path, speech: Path) -> Iterator[tuple[CallKey, Call]]:
    keys = CallKeys()
    for report, call in calls_of(read_reports(reports), speech):
        yield keys.next(report.call_id), call


def _of_each_other(verdicts: list[Verdict]) -> list[Verdict]:
    """Return ``verdicts`` that name none as counted with them that is not among them."""
    there = {each.rule for each in verdicts}
    return [
        msgspec.structs.replace(
            each,
            also=tuple(rule for rule in each.also if rule in there),
            under=each.under if each.under in there else "",
        )
        for each in verdicts
    ]


def _shown(
    pair: ReportPair, changes: Mapping[str, VerdictDifference], lang: Lang
) -> CallReport | None:
    """Return the report that shows ``changes`` and nothing else; ``None`` where there are none."""
    _, old, new = pair
    if old is None or new is None:
        return None
    verdicts: list[Verdict] = []
    # Another call with the same id need not have changed in the same way.
    kinds = {each.rule: each.kind for each in call_difference(old, new)}
    for rule, change in sorted(changes.items()):
        if kinds.get(rule) is not change.kind:
            continue
        side = old if change.kind is ChangeKind.NO_LONGER_FAILING else new
        verdict = next((each for each in side.verdicts if each.rule == rule), None)
        if verdict is not None:
            kind = KINDS[change.kind].to(lang)
            verdicts.append(
                msgspec.structs.replace(verdict, message=f"【{kind}】{verdict.message}")
            )
    if not verdicts:
        return None
    verdicts = _of_each_other(verdicts)
    cues = {place_of(each): each for verdict in verdicts for each in verdict.evidence}
    return msgspec.structs.replace(
        new,
        score=None,
        passed=None,
        dimensions={},
        verdicts=tuple(verdicts),
        cues=tuple(sorted(cues.values(), key=sort_key)),
        suppressed=(),
        suspects=(),
    )
