"""A comparison as files: all of it as JSON, the changes as CSV, and some of them as a page."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.diff.page import SAMPLE, sampled, write_sample
from scriptcheck.write.again import reports_file, transcripts_beside
from scriptcheck.write.apart import require_apart
from scriptcheck.write.content.cell_text import no_formula
from scriptcheck.write.earlier_pages import PAGE_FORMATS, remove_pages
from scriptcheck.write.in_the_way import require_own
from scriptcheck.write.registry import output_paths

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from scriptcheck.diff.difference import MatchDifference, RunDifference, VerdictDifference
    from scriptcheck.language import Lang
    from scriptcheck.lexicon.profile import Profile

DIFF_FILE: Final = "diff.json"
CHANGES_FILE: Final = "changes.csv"


class ChangeRow(NamedTuple):
    """A changed verdict with one of its causes; a verdict without any has a row as well."""

    call_id: str
    source: str
    rule: str
    title: str
    kind: str
    severity: str
    before: str
    after: str
    points_before: int
    points_after: int
    found_by: str
    """``new`` or ``old``: the side that has the match."""
    cue: str
    turn: int | None
    quote: str
    phrase: str
    dropped: str


def write_diff(  # noqa: PLR0913  (those of the command)
    difference: RunDifference,
    output: str | os.PathLike[str],
    *,
    old: str | os.PathLike[str],
    new: str | os.PathLike[str],
    sample: int = SAMPLE,
    seed: str = "",
    profile: Profile | None = None,
    lang: Lang = "zh",
) -> int | None:
    """Write ``difference`` to the folder ``output``; return how many verdicts its page shows.

    It gets ``diff.json``, ``changes.csv``, and a page to review with ``sample`` of the verdicts
    that changed, drawn by ``seed``; ``None`` where there is no page, for want of transcripts or of
    changes. The page of an earlier comparison goes. ``old`` and ``new`` are what was compared;
    ``profile`` gives the titles of cues. Raises ``UsageError`` where a file that is read would be
    written over.
    """
    folder, sides = Path(output), (reports_file(old), reports_file(new))
    require_diff_apart(folder, sides)
    if (folder / DIFF_FILE).exists():
        remove_pages(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / DIFF_FILE).write_bytes(difference.to_json() + b"\n")
    (folder / CHANGES_FILE).write_bytes(changes_csv(difference.changes))
    chosen = sampled(difference, sample, seed)
    if not chosen:
        return None
    shown = write_sample(chosen, *sides, folder, profile=profile, lang=lang)
    return len(chosen) if shown else None


def require_diff_apart(output: Path, read: Iterable[str | os.PathLike[str]]) -> None:
    """Raise ``UsageError`` where a comparison in the folder ``output`` would go over what is read.

    So it is where the folder is that of a check, or has such files that no comparison wrote.
    ``read`` are transcripts, or files of reports, which are read with what was said beside them.
    """
    sources = [Path(each) for each in read]
    said = [beside for each in sources if (beside := transcripts_beside(each)) is not None]
    files = [output / DIFF_FILE, output / CHANGES_FILE, *output_paths(PAGE_FORMATS, output)]
    require_apart(files, [*sources, *said])
    require_own(output, DIFF_FILE, [path.name for path in output_paths(PAGE_FORMATS, output)])


def changes_csv(changes: Iterable[VerdictDifference]) -> bytes:
    """Return ``changes`` as CSV for Excel and scripts, as violations.csv has it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(ChangeRow._fields)
    for change in changes:
        for row in _rows(change):
            writer.writerow(no_formula(v) if isinstance(v, str) and v else v for v in row)
    return BOM_UTF8 + text.getvalue().encode()


def _rows(change: VerdictDifference) -> Iterator[ChangeRow]:
    causes: tuple[MatchDifference | None, ...] = change.causes or (None,)
    for cause in causes:
        yield ChangeRow(
            call_id=change.call_id,
            source=change.source,
            rule=change.rule,
            title=change.title,
            kind=change.kind.value,
            severity=change.severity.value,
            before=change.before.value if change.before else "",
            after=change.after.value if change.after else "",
            points_before=change.points_before,
            points_after=change.points_after,
            found_by="" if cause is None else "new" if cause.in_new else "old",
            cue=cause.cue if cause else "",
            turn=cause.turn if cause else None,
            quote=cause.quote if cause else "",
            phrase=cause.phrase if cause else "",
            dropped=cause.dropped if cause else "",
        )
