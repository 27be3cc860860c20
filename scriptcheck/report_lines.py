"""Reports read back from the files that hold them, a line each."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple, cast, get_args

from scriptcheck.bounded import bounded_lines
from scriptcheck.checker import Checker
from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Lang, Text
from scriptcheck.lexicon.layer import shipped_profiles
from scriptcheck.load.files.find import os_problem
from scriptcheck.report import CallReport
from scriptcheck.zstd import opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scriptcheck.slim import Wording


_JSON_PATH: Final = re.compile(r"at `(\$[^`]*)`")
"""How the decoder says where a value is wrong."""
SLIM: Final = b'{"schema":"scriptcheck.slim/'
"""What slim reports begin with."""


def place_in_json(error: Exception) -> str:
    """Return where in its line ``error`` says that a value is wrong, in Chinese; empty if nowhere.

    The decoder's own words are English.
    """
    found = _JSON_PATH.search(str(error))
    return f"（{found[1]} 不对）" if found else ""


class CallKey(NamedTuple):
    """A call of a file: several of its calls may have the same id."""

    call_id: str
    number: int
    """How many with this id come before it."""


class CallKeys:
    """Gives each call of a file its key, in the order of the file."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def next(self, call_id: str) -> CallKey:
        """Return the key of the next call, which has the id ``call_id``."""
        self._seen[call_id] += 1
        return CallKey(call_id, self._seen[call_id] - 1)

    @property
    def repeated(self) -> tuple[str, ...]:
        """The ids that more than one call has had so far, sorted."""
        return tuple(sorted(call_id for call_id, count in self._seen.items() if count > 1))


@dataclass(frozen=True, slots=True)
class StoredForm:
    """How reports stand in files: in full, or slim, and then with what fills them in again."""

    wording: Wording | None = None

    @classmethod
    def of(cls, checker: Checker, form: str) -> StoredForm:
        """Return the form ``full`` or ``slim`` of the reports that ``checker`` makes."""
        if form == "full":
            return cls()
        from scriptcheck.slim import Wording

        return cls(Wording.of(checker))

    def line(self, report: CallReport) -> bytes:
        """Return ``report`` as it stands in the file."""
        if self.wording is None:
            return report.to_json()
        from scriptcheck.slim import slim_line

        return slim_line(report, self.wording)

    def report(self, line: bytes) -> CallReport:
        """Return the report that stands as ``line`` in the file."""
        return decoded(line, self.wording)


def decoded(line: bytes, wording: Wording | None = None) -> CallReport:
    """Return the report that is ``line``, in full or slim.

    ``wording`` is what a slim one is filled in by; ``None`` is for that of the shipped profile by
    the name that the report gives. Raises ``ValueError`` where ``line`` is no report, and
    ``LoadError`` where it is slim, and was made by another lexicon or version.
    """
    if not line.startswith(SLIM):
        return CallReport.from_json(line)
    from scriptcheck.slim.fill_in import filled_in, read_slim

    slim = read_slim(line)
    return filled_in(slim, wording or _shipped(slim.profile.name, slim.lang))


def slim_lang(line: bytes) -> Lang | None:
    """Return the language of the slim report that ``line`` is; ``None`` where it is none."""
    if not line.startswith(SLIM):
        return None
    from scriptcheck.slim.fill_in import read_slim

    try:
        lang = read_slim(line).lang
    except ValueError:
        return None
    return cast("Lang", lang) if lang in get_args(Lang) else None


@cache
def _shipped(profile: str, lang: str) -> Wording:
    from scriptcheck.slim.fill_in import SLIM_FIX
    from scriptcheck.slim.wording import Wording

    if profile not in shipped_profiles() or lang not in get_args(Lang):
        message = Text(
            f"这是精简报告，要用写它的方案“{profile}”补全。",
            f"It is a slim report, which the lexicon '{profile}' that it was made by fills in.",
        )
        raise LoadError(Problem("slim-report-differs", message, fix=SLIM_FIX))
    return Wording.of(Checker.load(profile, lang=cast("Lang", lang)))


def read_reports(path: Path, wording: Wording | None = None) -> Iterator[CallReport]:
    """Yield the reports in ``path``, in their order; empty lines are passed over.

    ``path`` may be packed by Zstandard (``.zst``), and its reports may be slim; ``wording`` is as
    for ``decoded``. Raises ``LoadError`` that names the line where one is no report, or a slim one
    that cannot be filled in, and where the file cannot be read.
    """
    for number, line in lines_of(path):
        yield report_of(line, path, number, wording)


def lines_of(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of ``path`` that are not empty, with their numbers from 1.

    Raises ``LoadError`` where the file cannot be read.
    """
    try:
        with opened(path) as file:
            for number, line in enumerate(bounded_lines(file), 1):
                if line.strip():
                    yield number, line
    except OSError as error:
        raise LoadError(unreadable(error, path)) from error


def unreadable(error: OSError, path: Path) -> Problem:
    """Return the problem of the file ``path``, which cannot be read."""
    return replace(os_problem(error, path.as_posix()), code="unreadable")


def report_of(line: bytes, path: Path, number: int, wording: Wording | None = None) -> CallReport:
    """Return the report that is ``line``, which ``path`` has as its ``number``.

    Raises ``LoadError`` where it is none, or cannot be filled in from ``wording``.
    """
    try:
        return decoded(line, wording)
    except LoadError as error:
        problems = (replace(each, source=path.as_posix(), line=number) for each in error.problems)
        raise LoadError(*problems) from None
    except ValueError as error:
        where = place_in_json(error)
        message = Text(f"这一行不是报告{where}。", f"This line is no report: {error}.")
        fix = Text("请给出 check 写的 reports.jsonl。", "Name a reports.jsonl that 'check' wrote.")
        raise LoadError(
            Problem("not-a-report", message, path.as_posix(), number, fix=fix)
        ) from error
