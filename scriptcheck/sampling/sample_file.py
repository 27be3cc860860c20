"""The list of a sample, sample.csv, written for Excel and read as Excel may have saved it."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Final

from scriptcheck.bounded import read_whole
from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.call_data.mangled import KEPT, is_mangled
from scriptcheck.load.encoding.decode import decode
from scriptcheck.report_lines import unreadable
from scriptcheck.sampling.draw import Sample, SampledCall
from scriptcheck.sampling.facts import Stratum
from scriptcheck.sampling.plan import is_folder
from scriptcheck.write.content.cell_text import no_formula

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_HEADER: Final = ("call_id", "number", "group", "stratum", "reviewers")
_BETWEEN: Final = " / "
_DELIMITERS: Final = (",", ";", "\t")
"""What Excel writes between cells, which depends on the settings of the system."""
_CHANCE: Final = 3
"""Zeros that stand in place of lost digits, in all ids together, from which on it is no chance."""


def sample_csv(sample: Sample) -> bytes:
    """Return ``sample`` as CSV, a row a call, for Excel and for ``read_sample``.

    Calls of before that are not there any more stand at the end: they remain drawn.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(_HEADER)
    for each in (*sample.calls, *sample.missing):
        names = _BETWEEN.join(each.reviewers)
        cells = (each.call_id, each.number, each.group, each.stratum.value, names)
        writer.writerow(no_formula(cell) if isinstance(cell, str) else cell for cell in cells)
    return BOM_UTF8 + text.getvalue().encode()


def read_sample(path: Path) -> tuple[SampledCall, ...]:
    """Return the calls in a ``sample.csv``, in its order; raises ``LoadError``.

    It may have been saved by Excel in another encoding, with other marks between cells; where that
    has cost ids their last digits, it is refused.
    """
    rows = tuple(_rows(path))
    if (line := _mangled([call.call_id for call in rows])) is not None:
        raise LoadError(_mangled_id(rows[line - 2].call_id, path, line))
    return rows


def reviewers_of(path: Path) -> list[tuple[str, ...]]:
    """Return who got each call of a ``sample.csv``; raises ``LoadError``."""
    return [call.reviewers for call in _rows(path)]


def _rows(path: Path) -> list[SampledCall]:
    try:
        text = decode(read_whole(path), source=path.as_posix()).text.removeprefix("\ufeff")
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        # Without a row, a file of another kind would pass for a sample of nothing.
        _ = [(rows.fieldnames or []).index(name) for name in _HEADER]
        return list(map(_sampled, rows))
    except OSError as error:
        raise LoadError(unreadable(error, path)) from error
    except (LoadError, ValueError, KeyError, TypeError, AttributeError, csv.Error) as error:
        message = Text("这不是 sample.csv。", "This is no sample.csv.")
        fix = Text("请给出 sample 写的 sample.csv。", "Name a sample.csv that 'sample' wrote.")
        raise LoadError(Problem("not-a-sample", message, path.as_posix(), fix=fix)) from error


def _delimiter(text: str) -> str:
    head = text.split("\n", 1)[0]
    return max(_DELIMITERS, key=head.count)


def _sampled(row: Mapping[str, str]) -> SampledCall:
    """Return the call in ``row``; raises ``ValueError`` where it names no folders of reviewers."""
    # An apostrophe keeps spreadsheets from taking an id for a formula.
    names = tuple(name for name in _bare(row["reviewers"]).split(_BETWEEN) if name)
    if not all(map(is_folder, names)):
        raise ValueError(names)
    place = _bare(row["call_id"]), int(row["number"]), _bare(row["group"])
    return SampledCall(*place, Stratum(row["stratum"]), names)


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and no_formula(cell[1:]) == cell else cell


def _mangled(ids: Sequence[str]) -> int | None:
    """Return the first line whose id has lost its last digits; ``None`` where none has."""
    shortened = next((line for line, each in enumerate(ids, 2) if is_mangled(each)), None)
    if shortened is not None:
        return shortened
    lost = dict(_lost_digits(ids))
    is_chance = sum(map(len, lost.values())) < _CHANCE or any(
        tail.strip("0") for tail in lost.values()
    )
    return None if is_chance else min(lost)


def _lost_digits(ids: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the line of each id that has more digits than Excel keeps, and what is beyond."""
    for line, each in enumerate(ids, 2):
        if each.isascii() and each.isdecimal() and len(each) > KEPT:
            yield line, each[KEPT:]


def _mangled_id(call_id: str, path: Path, line: int) -> Problem:
    message = Text(
        f"通话编号成了“{call_id}”：Excel 保存时丢掉了后面的数字。",
        f"The call id has become '{call_id}': Excel lost its last digits when it saved the file.",
    )
    fix = Text(
        "请给出 sample 原来写的 sample.csv；要在 Excel 里看，请用“数据”菜单里的“从文本/CSV”导入，"
        "并把 call_id 列设为文本。",
        "Name the sample.csv as 'sample' wrote it. To look at it in Excel, import it by 'From"
        " Text/CSV' of the menu 'Data', with the column call_id as text.",
    )
    return Problem("mangled-id", message, path.as_posix(), line, fix=fix)
