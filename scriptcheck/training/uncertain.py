"""The turns of which a model is least sure, as a page to review: whose labels teach it most."""

from __future__ import annotations

import heapq
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.learned.evidence import Explainer, span
from scriptcheck.learned.features import ANSWERS
from scriptcheck.learned.model import confidence
from scriptcheck.learned.source import LearnedSource, seen_turn
from scriptcheck.lexicon.profile import load_profile
from scriptcheck.report import Suspect
from scriptcheck.report_lines import read_reports
from scriptcheck.rules.registry import rule_specs
from scriptcheck.text.call_text import CallText
from scriptcheck.transcript_lines import calls_of
from scriptcheck.write.again import reports_file, transcripts_beside
from scriptcheck.write.apart import require_apart
from scriptcheck.write.in_the_way import require_no_check
from scriptcheck.write.registry import TRANSCRIPTS_FILE, output_paths, writers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.language import Lang
    from scriptcheck.learned.model import Threshold
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.report import CallReport

MOST: Final = 100

UNCERTAIN_FOLDER: Final = "uncertain"

_FORMATS: Final = ("jsonl", "transcripts", "html")


class UncertainTurn(NamedTuple):
    """A turn whose score for a cue lies near one of the thresholds."""

    distance: float
    """From the nearest threshold, in logits."""
    call: int
    """The number of the call among the reports, from 0."""
    turn: int
    cue: str
    score: float
    text: str
    """The folded text of the turn."""


def write_uncertain(  # noqa: PLR0913  (those of the command)
    reports: str | Path,
    output: str | Path | None = None,
    *,
    profile: str | Path = "default",
    transcripts: str | Path | None = None,
    most: int = MOST,
    lang: Lang = "zh",
) -> int:
    """Write a page to review with the turns nearest the thresholds, and return how many they are.

    ``reports`` is a reports.jsonl that ``check`` wrote, or its folder, with ``transcripts``, by
    default beside it. The page goes into the folder ``output``, by default ``uncertain`` by the
    reports; what it exports, ``train_profile`` takes as labels, and the page's transcripts.jsonl as
    their calls. Raises ``ScriptcheckError`` where ``profile`` has no model, something cannot be
    read, or the folder is that of a check.
    """
    source = reports_file(reports)
    said = Path(transcripts) if transcripts is not None else transcripts_beside(source)
    if said is None:
        message = Text(
            f"没有找到 {TRANSCRIPTS_FILE}，不知道通话里说了什么。",
            f"There is no {TRANSCRIPTS_FILE} to say what was said.",
        )
        fix = Text("请用 --transcripts 给出。", "Name it with --transcripts.")
        raise UsageError(Problem("transcript-missing", message, source.as_posix(), fix=fix))
    folder = source.parent / UNCERTAIN_FOLDER if output is None else Path(output)
    require_apart(output_paths(_FORMATS, folder), [source, said])
    require_no_check(folder)
    lexicon = load_profile(profile, rule_specs())
    learned = _source(lexicon)
    calls = (call for _, call in calls_of(read_reports(source), said))
    chosen = uncertain_turns(calls, learned, most)
    by_call: dict[int, list[UncertainTurn]] = {}
    for each in chosen:
        by_call.setdefault(each.call, []).append(each)
    page = _Page(lexicon, learned, lang)
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        ready = [stack.enter_context(w) for w in writers(_FORMATS, folder, lang, profile=lexicon)]
        for number, (report, call) in enumerate(calls_of(read_reports(source), said)):
            if number in by_call:
                shown = page.report(report, call, by_call[number])
                for writer in ready:
                    writer.write(shown, call)
    return len(chosen)


def uncertain_turns(
    calls: Iterable[Call], source: LearnedSource, most: int = MOST
) -> list[UncertainTurn]:
    """Return the turns of ``calls`` nearest the thresholds of ``source``, at most ``most``.

    The nearest of each cue come first, then the second of each, and so on; a text counts once a
    cue. They are in the order of the calls.
    """
    nearest: dict[str, dict[str, UncertainTurn]] = {}
    for number, call in enumerate(calls):
        for each in _in_call(number, call, source):
            found = nearest.setdefault(each.cue, {})
            found[each.text] = min(each, found.get(each.text, each))
            if len(found) > 4 * most:
                kept = heapq.nsmallest(most, found.values())
                nearest[each.cue] = {one.text: one for one in kept}
    ranked = [heapq.nsmallest(most, found.values()) for _, found in sorted(nearest.items())]
    chosen: dict[tuple[int, int, str], UncertainTurn] = {}
    for place in range(max(map(len, ranked), default=0)):
        for each in sorted(row[place] for row in ranked if place < len(row)):
            if len(chosen) < most:
                chosen[each.call, each.turn, each.cue] = each
    return [chosen[key] for key in sorted(chosen)]


def _in_call(number: int, call: Call, source: LearnedSource) -> Iterator[UncertainTurn]:
    text, speakers = CallText.of(call), [turn.speaker.value for turn in call.turns]
    own_turns = dict.fromkeys(ANSWERS, 0)
    for at, folded in enumerate(text.turns):
        speaker = speakers[at]
        if speaker not in own_turns:
            continue
        own_turns[speaker] += 1
        if not folded.text:
            continue
        seen = seen_turn(text, speakers, at, own_turns[speaker] - 1)
        for cue, known in source.model.cues.items():
            if known.speaker != speaker:
                continue
            score = source.model.score(seen, cue)
            distance = _distance(score, source.thresholds[cue])
            if distance is not None:
                yield UncertainTurn(distance, number, at, cue, score, folded.text)


def _distance(score: float, threshold: Threshold) -> float | None:
    known = [each for each in (threshold.match, threshold.suspect) if each is not None]
    return min((abs(score - each) for each in known), default=None)


class _Page:
    """Makes reports that show nothing but uncertain turns, so that nothing sways who labels."""

    def __init__(self, profile: Profile, source: LearnedSource, lang: Lang) -> None:
        self._profile, self._source, self._lang = profile, source, lang
        self._explainer = Explainer(source.model)

    def report(self, report: CallReport, call: Call, turns: Sequence[UncertainTurn]) -> CallReport:
        return msgspec.structs.replace(
            report,
            score=None,
            passed=None,
            dimensions={},
            verdicts=(),
            cues=(),
            suppressed=(),
            suspects=tuple(self._suspect(each, call) for each in turns),
        )

    def _suspect(self, each: UncertainTurn, call: Call) -> Suspect:
        text = CallText.of(call)
        start, end = span(self._source.model, each.cue, text.turns[each.turn])
        sure = confidence(each.score)
        evidence = self._explainer.evidence(each.cue, each.text, each.score, sure)
        cue = self._profile.cues.get(each.cue)
        title = each.cue if cue is None else cue.name(self._lang)
        quote = call.turns[each.turn].text[start:end]
        speaker = call.turns[each.turn].speaker.value
        return Suspect(each.cue, speaker, each.turn, start, end, quote, title, evidence)


def _source(profile: Profile) -> LearnedSource:
    if profile.model is None:
        message = Text(
            f"方案“{profile.name}”没有学得的模型。", f"The profile '{profile.name}' has no model."
        )
        fix = Text("请先 scriptcheck lexicon train。", "Run 'scriptcheck lexicon train' first.")
        raise UsageError(Problem("no-model", message, fix=fix))
    return LearnedSource(profile.model, profile.learned.cues, profile.forbidden, profile.rivals)
