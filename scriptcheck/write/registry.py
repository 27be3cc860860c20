"""The formats that reports can be written in."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.did_you_mean import did_you_mean
from scriptcheck.errors import Problem, UsageError, require_lang, require_names, wrong_type
from scriptcheck.language import Text
from scriptcheck.rule_selection import ALL_RULES
from scriptcheck.write.content.page_names import INDEX_FILE, PAGES_FOLDER
from scriptcheck.write.content.section_scores import ScorecardSections
from scriptcheck.write.content.unsure import UnsureCandidates
from scriptcheck.write.files.json_files import JsonFilesWriter
from scriptcheck.write.files.jsonl import JsonLinesWriter, PackedLinesWriter
from scriptcheck.write.files.transcripts import TranscriptsWriter
from scriptcheck.write.installed import installed_output_formats
from scriptcheck.write.output_format import Destination, OutputFormat, Speech
from scriptcheck.zstd import SUFFIX, require_zstd

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from scriptcheck.language import Lang
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.report import CallReport
    from scriptcheck.review import CallReview
    from scriptcheck.rule_selection import RuleSelection
    from scriptcheck.write.installed import InstalledFormats
    from scriptcheck.write.writer import PieceWriter

REPORTS_FILE: Final = "reports.jsonl"
PACKED_REPORTS_FILE: Final = f"{REPORTS_FILE}{SUFFIX}"
TRANSCRIPTS_FILE: Final = "transcripts.jsonl"
ERRORS_FILE: Final = "errors.jsonl"
CASES_FILE: Final = "cases.jsonl"
CALLS_FOLDER: Final = "calls"
CSV_FILE: Final = "violations.csv"
SUSPECTS_FILE: Final = "suspects.csv"
CASES_CSV_FILE: Final = "cases.csv"
WORKBOOK_FILE: Final = "scriptcheck.xlsx"
JUNIT_FILE: Final = "junit.xml"
MARKDOWN_FILE: Final = "summary.md"
CALLS_PARQUET: Final = "calls.parquet"
VIOLATIONS_PARQUET: Final = "violations.parquet"
RUN_FOLDER: Final = ".run"
"""What a run needs to go on after it was stopped; no folder of transcripts shows it."""
MANIFEST_FILE: Final = "manifest.json"
JOURNAL_FILE: Final = "journal.jsonl"


def _packed(to: Destination) -> PieceWriter[Any]:
    require_zstd()
    return PackedLinesWriter(to.folder / PACKED_REPORTS_FILE)


def _csv(to: Destination) -> PieceWriter[Any]:
    from scriptcheck.write.files.violations_csv import CsvWriter

    return CsvWriter(
        to.folder / CSV_FILE,
        to.folder / SUSPECTS_FILE,
        to.folder / CASES_CSV_FILE,
        sections=ScorecardSections.of(to.profile),
    )


def _xlsx(to: Destination) -> PieceWriter[Any]:
    from scriptcheck.write.excel.workbook import WorkbookWriter

    return WorkbookWriter(
        to.folder / WORKBOOK_FILE,
        to.lang,
        pages="html" in to.formats,
        sections=ScorecardSections.of(to.profile),
        review=to.review,
        unsure=UnsureCandidates(to.profile),
    )


def _html(to: Destination) -> PieceWriter[Any]:
    from scriptcheck.write.html import HtmlWriter

    return HtmlWriter(
        to.folder,
        profile=to.profile,
        lang=to.lang,
        review=to.review,
        selection=to.selection,
        reviewer=to.reviewer,
    )


def _junit(to: Destination) -> PieceWriter[Any]:
    from scriptcheck.write.files.junit import JUnitWriter

    return JUnitWriter(to.folder / JUNIT_FILE)


def _markdown(to: Destination) -> PieceWriter[Any]:
    from scriptcheck.write.files.markdown import MarkdownWriter

    return MarkdownWriter(
        to.folder / MARKDOWN_FILE,
        to.lang,
        sections=ScorecardSections.of(to.profile),
        review=to.review,
    )


def _parquet(to: Destination) -> PieceWriter[Any]:
    from scriptcheck.write.files.parquet import ParquetWriter

    return ParquetWriter(
        to.folder / CALLS_PARQUET,
        to.folder / VIOLATIONS_PARQUET,
        sections=ScorecardSections.of(to.profile),
    )


FORMATS: Final[Mapping[str, OutputFormat]] = MappingProxyType(
    {
        "jsonl": OutputFormat(
            Text("报告，一行一通", "reports, a line each"),
            (REPORTS_FILE,),
            lambda to: JsonLinesWriter(to.folder / REPORTS_FILE),
        ),
        "jsonl.zst": OutputFormat(
            Text("报告，一行一通，用 Zstandard 压缩", "reports, a line each, packed by Zstandard"),
            (PACKED_REPORTS_FILE,),
            _packed,
        ),
        "transcripts": OutputFormat(
            Text("通话内容，一行一通", "what was said, a line a call"),
            (TRANSCRIPTS_FILE,),
            lambda to: TranscriptsWriter(to.folder / TRANSCRIPTS_FILE),
            Speech.NEEDED,
        ),
        "csv": OutputFormat(
            Text("违规表和请人看的表，一行一条", "violations and suspects, a row each"),
            (CSV_FILE, SUSPECTS_FILE, CASES_CSV_FILE),
            _csv,
            Speech.WANTED,
        ),
        "xlsx": OutputFormat(
            Text("Excel 工作簿", "an Excel workbook"),
            (WORKBOOK_FILE,),
            _xlsx,
            Speech.WANTED,
        ),
        "html": OutputFormat(
            Text("网页报告，从磁盘打开，可以复核", "pages to open from disk and to review in"),
            (INDEX_FILE, PAGES_FOLDER),
            _html,
            Speech.NEEDED,
        ),
        "json": OutputFormat(
            Text("报告，一个文件一通", "reports, a file each"),
            (CALLS_FOLDER,),
            lambda to: JsonFilesWriter(to.folder / CALLS_FOLDER),
        ),
        "junit": OutputFormat(
            Text("给流水线用的 JUnit XML", "JUnit XML, for pipelines"), (JUNIT_FILE,), _junit
        ),
        "markdown": OutputFormat(
            Text("发到群里的摘要", "a summary for a chat"),
            (MARKDOWN_FILE,),
            _markdown,
            Speech.WANTED,
        ),
        "parquet": OutputFormat(
            Text("给数据分析用的表", "tables for data analysis"),
            (CALLS_PARQUET, VIOLATIONS_PARQUET),
            _parquet,
            Speech.WANTED,
            library="pyarrow",
            extra="parquet",
        ),
    }
)
"""Scriptcheck's own formats by name."""

DEFAULT_FORMATS: Final = ("jsonl", "transcripts", "csv", "xlsx", "html")
"""What is written where nothing is said."""


def output_formats() -> Mapping[str, OutputFormat]:
    """Return scriptcheck's own formats, then those that other packages bring, by name."""
    return {**FORMATS, **_installed().formats}


def unusable_formats() -> tuple[Problem, ...]:
    """Return why formats that other packages bring cannot be used."""
    return tuple(_installed().problems.values())


def _installed() -> InstalledFormats:
    files = {file for form in FORMATS.values() for file in form.files}
    return installed_output_formats(FORMATS, {*files, ERRORS_FILE, CASES_FILE, RUN_FOLDER})


def require_known(formats: Sequence[str]) -> None:
    """Raise ``UsageError`` unless ``formats`` are some of ``output_formats()``, and usable here."""
    known, problems = output_formats(), _installed().problems
    unusable = [problems[name] for name in formats if name in problems]
    if unusable:
        raise UsageError(*unusable)
    unknown = [name for name in formats if name not in known]
    if formats and not unknown:
        for name in formats:
            _require_usable(name, known[name])
        return
    if unknown:
        message = Text(f"没有输出格式“{unknown[0]}”。", f"There is no format '{unknown[0]}'.")
    else:
        message = Text("没有写输出格式。", "No format is given.")
    listed = ", ".join(known)
    there = Text(f"可用的有：{listed}。", f"There are: {listed}.")
    fix = did_you_mean(unknown[0], known, then=there) if unknown else there
    raise UsageError(Problem("unknown-format", message, fix=fix))


def _require_usable(name: str, form: OutputFormat) -> None:
    if form.usable:
        return
    message = Text(f"输出 {name} 要先装 {form.library}。", f"Format {name} needs {form.library}.")
    wanted = f"'scriptcheck[{form.extra}]'" if form.extra else form.library
    command = f"pip install {wanted}"
    fix = Text(f"请运行 {command}。", f"Run {command}.")
    raise UsageError(Problem("missing-library", message, fix=fix))


_A_PROFILE: Final = Text(
    "方案本身，即 Checker 的 profile，或者 None",
    "the profile itself, as Checker.load(…).profile, or None",
)


def writers(  # noqa: PLR0913  (each says another thing of what is written)
    formats: Sequence[str],
    folder: Path,
    lang: Lang = "zh",
    *,
    profile: Profile | None = None,
    review: Callable[[CallReport], CallReview] | None = None,
    selection: RuleSelection = ALL_RULES,
    reviewer: str = "",
) -> list[PieceWriter[Any]]:
    """Return the writers of ``formats`` for ``folder``, one a format.

    ``lang`` is the language of headings, ``profile`` what the calls were judged by, ``review``
    returns what holds of a call after review, where there was one, and can be pickled.
    ``selection`` says which rules are written, to writers that are given reports with all, and
    ``reviewer`` who is to review them. Raises ``UsageError`` where ``formats`` is empty, or names a
    format that is unknown or that cannot be used here.
    """
    formats = require_names("formats", formats)
    require_known(formats)
    require_lang(lang)
    if profile is not None and not hasattr(profile, "scorecard"):
        raise wrong_type("profile", profile, _A_PROFILE)
    names = tuple(dict.fromkeys(formats))
    to = Destination(Path(folder), lang, names, profile, review, selection, reviewer)
    known = output_formats()
    return [known[name].writer(to) for name in names]


def output_paths(formats: Sequence[str], folder: Path) -> list[Path]:
    """Return the files and folders that ``formats``, which are known, write to ``folder``."""
    known = output_formats()
    return [folder / file for name in formats for file in known[name].files]


def with_transcripts(formats: Sequence[str]) -> list[str]:
    """Return ``formats``, and the transcripts where one cannot be made again without them."""
    known = output_formats()
    needed = any(known[name].speech is Speech.NEEDED for name in formats)
    return [*formats, *(["transcripts"] if needed and "transcripts" not in formats else [])]
