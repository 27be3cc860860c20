"""One JSON file a call."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Self

import msgspec

from scriptcheck.write.call_names import CallNames

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from scriptcheck.call import Call
    from scriptcheck.report import CallReport


class JsonFilesWriter:
    """Writes each report to a file of its own in a folder, named after the call."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names = CallNames()

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._names = CallNames()

    def write(self, report: CallReport, _call: Call) -> None:
        """Write ``report`` to its file, indented for people to read."""
        try:
            text = msgspec.json.format(report.to_json(), indent=2)
        except msgspec.DecodeError:
            # Half a surrogate is escaped in a report, which msgspec does not take.
            text = json.dumps(report.to_dict(), indent=2).encode()
        (self._folder / f"{self._names.name(report)}.json").write_bytes(text + b"\n")
