"""Reports as JUnit XML: a suite a call, a case a rule, for pipelines that show tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from scriptcheck.report import Outcome
from scriptcheck.text.visible import visible
from scriptcheck.write.content.cell_text import one_line
from scriptcheck.write.whole_file import whole_file
from scriptcheck.write.writer import PieceWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import ExitStack
    from pathlib import Path

    from scriptcheck.report import CallReport, Verdict
    from scriptcheck.write.writer import Pair

_HEAD: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_ROOM: Final = 120
"""Characters kept for the counts of the root, which are known only at the end."""

_SKIPPED: Final = frozenset({Outcome.NOT_APPLICABLE, Outcome.UNDECIDABLE})


class Suites(NamedTuple):
    """The suites of some reports."""

    text: bytes
    tests: int
    failures: int


def suites(pairs: Sequence[Pair]) -> Suites:
    """Return a suite for each report."""
    lines: list[str] = []
    tests = failures = 0
    for report, _ in pairs:
        failed = len(report.violations)
        tests += len(report.verdicts)
        failures += failed
        lines.extend(f"{line}\n" for line in _suite(report, failed))
    return Suites("".join(lines).encode(), tests, failures)


class JUnitWriter(PieceWriter[Suites]):
    """Writes a suite for each report, as it comes; the file is there when all are written."""

    def __init__(self, path: Path) -> None:
        self._path: Final = path
        self.maker = suites

    def begin(self, opened: ExitStack) -> None:
        """Make ready to write."""
        part = opened.enter_context(whole_file(self._path))
        self._file = opened.enter_context(part.open("wb"))
        opened.push(self._finish)
        self._tests = self._failures = 0
        self._file.write(_HEAD + _root(""))

    def add(self, piece: Suites) -> None:
        """Write some suites."""
        self._file.write(piece.text)
        self._tests += piece.tests
        self._failures += piece.failures

    def _finish(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is not None:
            return
        self._file.write(b"</testsuites>\n")
        self._file.seek(len(_HEAD))
        self._file.write(_root(f' tests="{self._tests}" failures="{self._failures}" errors="0"'))


def _root(counts: str) -> bytes:
    """Return the start of the root, which is as long without counts as with them."""
    return f"<testsuites{counts.ljust(_ROOM)}>\n".encode()


def _suite(report: CallReport, failures: int) -> Iterator[str]:
    skipped = sum(verdict.verdict in _SKIPPED or bool(verdict.under) for verdict in report.verdicts)
    yield (
        f'  <testsuite name={_quoted(report.call_id)} tests="{len(report.verdicts)}" '
        f'failures="{failures}" errors="0" skipped="{skipped}">'
    )
    yield "    <properties>"
    for name, value in _properties(report):
        yield f"      <property name={_quoted(name)} value={_quoted(value)}/>"
    yield "    </properties>"
    for verdict in report.verdicts:
        yield from _case(verdict, report.call_id)
    yield "  </testsuite>"


def _properties(report: CallReport) -> Iterator[tuple[str, str]]:
    yield "source", report.source
    yield "score", "" if report.score is None else str(report.score)
    yield "passed", "" if report.passed is None else str(report.passed).lower()
    yield "profile", f"{report.profile.name} {report.profile.version}"


def _case(verdict: Verdict, call_id: str) -> Iterator[str]:
    start = f"    <testcase classname={_quoted(call_id)} name={_quoted(verdict.rule)}"
    if verdict.verdict is Outcome.PASS:
        yield f"{start}/>"
        return
    yield f"{start}>"
    if verdict.under:
        message = f"counted under {verdict.under}: {verdict.message}"
        yield f"      <skipped message={_quoted(message)}/>"
    elif verdict.verdict is Outcome.FAIL:
        kind, message = verdict.severity.value, verdict.message
        body = escape("\n".join(map(visible, _told(verdict))))
        yield f"      <failure type={_quoted(kind)} message={_quoted(message)}>{body}</failure>"
    else:
        message = f"{verdict.verdict}: {verdict.message}" if verdict.message else verdict.verdict
        yield f"      <skipped message={_quoted(message)}/>"
    yield "    </testcase>"


def _told(verdict: Verdict) -> Iterator[str]:
    """Yield what proves the violation, and what to do instead, a line each."""
    yield f"{verdict.title} ({verdict.points})"
    if verdict.also:
        yield f"also: {', '.join(verdict.also)}"
    quotes = verdict.clauses or [hit.quote for hit in verdict.evidence]
    for hit, quote in zip(verdict.evidence, quotes, strict=True):
        yield f"turn {hit.turn + 1}: {one_line(quote)}"
    for each in verdict.measured:
        yield f"{each.metric}: {each.value}"
    if not verdict.evidence and verdict.searched is not None and verdict.searched.turns is not None:
        first, last = verdict.searched.turns
        yield f"searched: turns {first + 1}-{last + 1}"
    if verdict.nearest is not None:
        yield f"nearest: turn {verdict.nearest.turn + 1}: {one_line(verdict.nearest.quote)}"
    if verdict.advice:
        yield verdict.advice


def _quoted(text: str) -> str:
    """Return ``text`` as the value of an attribute, which is one line."""
    return quoteattr(one_line(text))
