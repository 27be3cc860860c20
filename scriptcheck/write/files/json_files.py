"""One JSON file a call."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import msgspec

from scriptcheck.write.content.call_names import CallNames, WantedName
from scriptcheck.write.writer import PieceWriter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import ExitStack
    from pathlib import Path

    from scriptcheck.report import CallReport
    from scriptcheck.write.writer import Pair


def json_files(pairs: Sequence[Pair]) -> list[tuple[WantedName, bytes]]:
    """Return each report, indented for people to read, and the name that its file is to have."""
    return [(WantedName.of(report), _indented(report)) for report, _ in pairs]


class JsonFilesWriter(PieceWriter[list[tuple[WantedName, bytes]]]):
    """Writes each report to a file of its own in a folder, named after the call."""

    def __init__(self, folder: Path) -> None:
        self._folder: Final = folder
        self.maker = json_files

    def begin(self, _opened: ExitStack) -> None:
        """Make ready to write."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._names = CallNames()

    def add(self, piece: list[tuple[WantedName, bytes]]) -> None:
        """Write some files."""
        for wanted, text in piece:
            (self._folder / f"{self._names.name(wanted)}.json").write_bytes(text)


def _indented(report: CallReport) -> bytes:
    try:
        text = msgspec.json.format(report.to_json(), indent=2)
    except msgspec.DecodeError:
        # Half a surrogate is escaped in a report, which msgspec does not take.
        text = json.dumps(report.to_dict(), indent=2).encode()
    return text + b"\n"
