"""A sample as files: the list of it, and a folder of pages for each reviewer."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.errors import LoadError, Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.lexicon.profile import PASS_SCORE
from scriptcheck.report_lines import CallKeys, read_reports
from scriptcheck.sampling.draw import Sample, SampledCall, draw_sample
from scriptcheck.sampling.facts import call_facts
from scriptcheck.sampling.plan import require_distinct
from scriptcheck.sampling.sample_file import read_sample, reviewers_of, sample_csv
from scriptcheck.transcript_lines import calls_of
from scriptcheck.write.again import reports_file, transcripts_beside
from scriptcheck.write.apart import require_apart
from scriptcheck.write.earlier_pages import PAGE_FORMATS, remove_pages
from scriptcheck.write.judged_rules import as_judged
from scriptcheck.write.registry import TRANSCRIPTS_FILE, output_paths, writers
from scriptcheck.write.whole_file import whole_file

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.language import Lang
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.report import CallReport
    from scriptcheck.sampling.plan import SamplePlan
    from scriptcheck.write.writer import PieceWriter

SAMPLE_FILE: Final = "sample.csv"
NO_REVIEWER: Final = "sample"
"""The folder of the pages where no reviewer is named."""


def sample_reports(  # noqa: PLR0913  (those of the command)
    reports: str | os.PathLike[str],
    output: str | os.PathLike[str],
    plan: SamplePlan,
    *,
    transcripts: str | os.PathLike[str] | None = None,
    already: str | os.PathLike[str] | None = None,
    profile: Profile | None = None,
    lang: Lang = "zh",
) -> Sample:
    """Draw calls from ``reports`` by ``plan``, write them to ``output``, and return them.

    ``reports`` is a reports.jsonl that ``check`` wrote, or its folder, with ``transcripts``, by
    default beside it. ``output`` gets ``sample.csv`` and, for each reviewer with calls, a folder of
    the same name with a page, reports and transcripts of these alone; pages of an earlier sample in
    it go. The calls of ``already``, a ``sample.csv`` of before, remain drawn. ``profile``
    says which score passes, and gives the titles of cues. Raises ``UsageError`` where there are no
    transcripts to show, or a file that is read, or that no sample wrote, would be written over,
    and ``LoadError`` where a file is broken or cannot be read.
    """
    source, folder = reports_file(reports), Path(output)
    speech = Path(transcripts) if transcripts is not None else transcripts_beside(source)
    if speech is None:
        raise UsageError(_no_speech(source))
    kept = () if already is None else read_sample(Path(already))
    names = _folders(plan, kept)
    pages = [path for name in names for path in output_paths(PAGE_FORMATS, folder / name)]
    read = [source, speech, *([] if already is None else [already])]
    require_apart([folder / SAMPLE_FILE, *pages], read)
    profile = None if profile is None else as_judged(profile, source)
    pass_score = PASS_SCORE if profile is None else profile.pass_score
    keys = CallKeys()
    facts = (
        call_facts(report, call, number=number, pass_score=pass_score, near=plan.near)
        for report, call, number in _calls(source, speech, keys)
    )
    before = _earlier(folder, names)
    sample = draw_sample(facts, plan, already=kept)
    if sample.calls:
        # The list does not say of pages without calls that a sample wrote them.
        drawn = {name for each in sample.calls for name in each.reviewers or (NO_REVIEWER,)}
        names = tuple(name for name in names if name in drawn)
    removed = _remove_earlier(folder, names, before, read)
    with whole_file(folder / SAMPLE_FILE) as part:
        part.write_bytes(sample_csv(sample))
    named = {who for each in sample.calls for who in each.reviewers}
    for name in names:
        whose = name if name in named else ""
        wanted = {
            (each.call_id, each.number)
            for each in sample.calls
            if name in (each.reviewers or (NO_REVIEWER,))
        }
        with ExitStack() as stack:
            ready: list[PieceWriter[Any]] = [
                stack.enter_context(writer)
                for writer in writers(
                    PAGE_FORMATS, folder / name, lang, profile=profile, reviewer=whose
                )
            ]
            for report, call, number in _calls(source, speech, CallKeys()):
                if (report.call_id, number) in wanted:
                    for writer in ready:
                        writer.write(report, call)
    return sample._replace(removed=removed, repeated=keys.repeated)


def _folders(plan: SamplePlan, kept: Sequence[SampledCall]) -> tuple[str, ...]:
    """Return the names of the folders of pages; raises ``UsageError`` where two are one folder."""
    others = sorted({name for each in kept for name in each.reviewers} - set(plan.reviewers))
    names = (*plan.reviewers, *others)
    require_distinct(names)
    return names if plan.reviewers or NO_REVIEWER in names else (*names, NO_REVIEWER)


def _earlier(folder: Path, names: Sequence[str]) -> set[str]:
    """Return the folders of pages that a sample of before has in ``folder``.

    Raises ``UsageError`` where something else stands where a sample is to go: the pages of a
    check, or a table of somebody's own.
    """
    path = folder / SAMPLE_FILE
    before: set[str] = set()
    if path.is_symlink() or path.exists():
        try:
            earlier = reviewers_of(path)
        except LoadError:
            raise UsageError(_in_the_way(path)) from None
        before = {name for whose in earlier for name in whose or (NO_REVIEWER,)}
        # A sample of no calls has pages too, and does not say whose they are.
        before = before if earlier else {*names}
    for name in names:
        if name in before and not (folder / name).is_symlink():
            continue
        for page in output_paths(PAGE_FORMATS, folder / name):
            if page.is_symlink() or page.exists():
                raise UsageError(_in_the_way(page))
    return before


def _in_the_way(path: Path) -> Problem:
    message = Text(
        "这里已经有别的文件，不是上一次抽样写的。", "Another file is here, which no sample wrote."
    )
    fix = Text("请用 -o 写到别处，或先移走它。", "Give -o another folder, or move it away first.")
    return Problem("file-in-the-way", message, path.as_posix(), fix=fix)


def _remove_earlier(
    folder: Path,
    names: Sequence[str],
    before: set[str],
    read: Sequence[str | os.PathLike[str]],
) -> tuple[str, ...]:
    """Take away the pages of the sample ``before``; return the reviewers who have none now."""
    gone = sorted(before - set(names))
    paths = [path for name in gone for path in output_paths(PAGE_FORMATS, folder / name)]
    require_apart(paths, read)
    for name in (*gone, *names):
        remove_pages(folder / name)
    return tuple(gone)


def _calls(reports: Path, speech: Path, keys: CallKeys) -> Iterator[tuple[CallReport, Call, int]]:
    for report, call in calls_of(read_reports(reports), speech):
        yield report, call, keys.next(report.call_id).number


def _no_speech(source: Path) -> Problem:
    message = Text(
        f"没有找到 {TRANSCRIPTS_FILE}，不知道通话里说了什么。",
        f"There is no {TRANSCRIPTS_FILE} to say what was said.",
    )
    fix = Text("请用 --transcripts 给出。", "Name it with --transcripts.")
    return Problem("transcript-missing", message, source.as_posix(), fix=fix)
