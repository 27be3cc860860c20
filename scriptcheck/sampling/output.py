"""A sample as files: the list of it, and a folder of pages for each reviewer."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.errors import LoadError, Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.lexicon.profile import PASS_SCORE
from scriptcheck.report_lines import read_reports
from scriptcheck.sampling.draw import Sample, draw_sample
from scriptcheck.sampling.facts import call_facts
from scriptcheck.transcript_lines import calls_of
from scriptcheck.write.again import transcripts_beside
from scriptcheck.write.content.cell_text import no_formula
from scriptcheck.write.registry import REPORTS_FILE, TRANSCRIPTS_FILE, writers

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

_HEADER: Final = ("call_id", "number", "group", "stratum", "reviewers")
_FORMATS: Final = ("jsonl", "transcripts", "html")
_BETWEEN: Final = " / "


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
    default beside it. ``output`` gets ``sample.csv`` and, for each reviewer, a folder of the same
    name with a page, reports and transcripts of the calls for him or her alone. The calls of
    ``already``, a ``sample.csv`` of before, remain drawn. ``profile`` says which score passes, and
    gives the titles of cues. Raises ``UsageError`` where there are no transcripts to show, and
    ``LoadError`` where a file is broken or cannot be read.
    """
    source, folder = Path(reports), Path(output)
    source = source / REPORTS_FILE if source.is_dir() else source
    speech = Path(transcripts) if transcripts is not None else transcripts_beside(source)
    if speech is None:
        raise UsageError(_no_speech(source))
    names = plan.reviewers or (NO_REVIEWER,)
    _require_apart(folder, names, {source.parent.resolve(), speech.parent.resolve()})
    kept = () if already is None else read_sample(Path(already))
    pass_score = PASS_SCORE if profile is None else profile.pass_score
    facts = (
        call_facts(report, call, number=number, pass_score=pass_score, near=plan.near)
        for report, call, number in _calls(source, speech)
    )
    sample = draw_sample(facts, plan, already=kept)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SAMPLE_FILE).write_bytes(sample_csv(sample))
    for name in names:
        wanted = {
            (each.call_id, each.number)
            for each in sample.calls
            if not plan.reviewers or name in each.reviewers
        }
        with ExitStack() as stack:
            ready: list[PieceWriter[Any]] = [
                stack.enter_context(writer)
                for writer in writers(_FORMATS, folder / name, lang, profile=profile)
            ]
            for report, call, number in _calls(source, speech):
                if (report.call_id, number) in wanted:
                    for writer in ready:
                        writer.write(report, call)
    return sample


def sample_csv(sample: Sample) -> bytes:
    """Return ``sample`` as CSV, a row a call, for Excel and for ``read_sample``."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(_HEADER)
    for each in sample.calls:
        names = _BETWEEN.join(each.reviewers)
        cells = (each.call_id, each.number, each.group, each.stratum.value, names)
        writer.writerow(no_formula(cell) if isinstance(cell, str) else cell for cell in cells)
    return BOM_UTF8 + text.getvalue().encode()


def read_sample(path: Path) -> frozenset[tuple[str, int]]:
    """Return the calls in a ``sample.csv``, by id and number; raises ``LoadError``."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        # An apostrophe keeps spreadsheets from taking an id for a formula.
        return frozenset((_bare(row["call_id"]), int(row["number"])) for row in rows)
    except OSError as error:
        message = Text(f"读不了：{error.strerror}。", f"It cannot be read: {error.strerror}.")
        raise LoadError(Problem("unreadable", message, path.as_posix())) from error
    except (ValueError, KeyError, TypeError, csv.Error) as error:
        message = Text("这不是 sample.csv。", "This is no sample.csv.")
        fix = Text("请给出 sample 写的 sample.csv。", "Name a sample.csv that 'sample' wrote.")
        raise LoadError(Problem("not-a-sample", message, path.as_posix(), fix=fix)) from error


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and no_formula(cell[1:]) == cell else cell


def _calls(reports: Path, speech: Path) -> Iterator[tuple[CallReport, Call, int]]:
    seen: Counter[str] = Counter()
    for report, call in calls_of(read_reports(reports), speech):
        yield report, call, seen[report.call_id]
        seen[report.call_id] += 1


def _require_apart(folder: Path, names: Sequence[str], read: set[Path]) -> None:
    """Raise ``UsageError`` where pages would go over what is read."""
    for name in names:
        if (folder / name).resolve() in read:
            message = Text("会盖掉要读的文件。", "It would overwrite a file to be read.")
            fix = Text("请用 -o 换一个文件夹。", "Choose another folder with -o.")
            place = (folder / name).as_posix()
            raise UsageError(Problem("output-in-input", message, place, fix=fix))


def _no_speech(source: Path) -> Problem:
    message = Text(
        f"没有找到 {TRANSCRIPTS_FILE}，不知道通话里说了什么。",
        f"There is no {TRANSCRIPTS_FILE} to say what was said.",
    )
    fix = Text("请用 --transcripts 给出。", "Name it with --transcripts.")
    return Problem("transcript-missing", message, source.as_posix(), fix=fix)
