"""What the overview needs of all calls, taken up one at a time, and written as ``index.html``."""

from __future__ import annotations

import hashlib
import tempfile
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Self

from scriptcheck.text.visible import visible
from scriptcheck.write.content.page_names import INDEX_FILE
from scriptcheck.write.content.standing import LEAST_CALLS
from scriptcheck.write.html.catalogue import Catalogue
from scriptcheck.write.html.places import COLUMNS as PLACE_COLUMNS
from scriptcheck.write.html.rows import COLUMNS
from scriptcheck.write.html.scoring import scoring
from scriptcheck.write.html.shell import PageRows, index_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from scriptcheck.language import Lang
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.report import ProfileStamp

SCHEMA: Final = "scriptcheck.page/1"


class Index:
    """Keeps the rows of calls and of cases in temporary files until all are there."""

    def __init__(self, profile: Profile | None, reviewer: str = "") -> None:
        self._profile: Final = profile
        self._reviewer: Final = reviewer
        self.catalogue: Final = Catalogue(profile)
        self._media: Final[set[str]] = set()
        self._profiles: Final[dict[str, ProfileStamp]] = {}
        self._run: Final = hashlib.sha256(reviewer.encode())
        self._calls = 0

    def __enter__(self) -> Self:
        self._rows: BinaryIO = tempfile.TemporaryFile()
        self._cases: BinaryIO = tempfile.TemporaryFile()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._rows.close()
        self._cases.close()

    def take(self, media: Iterable[str], profiles: Iterable[ProfileStamp]) -> None:
        """Take note of where recordings are, and of what calls were judged by."""
        self._media.update(media)
        for profile in profiles:
            self._profiles.setdefault(profile.sha256, profile)

    def add(self, row: bytes, page: str) -> None:
        """Take up the row of a call, whose page has the name ``page``."""
        self._rows.write(row + b"\n")
        self._run.update(page.encode() + b"\0")
        self._calls += 1

    def add_case(self, row: bytes) -> None:
        """Take up the row of a case."""
        self._cases.write(row + b"\n")

    def write(self, folder: Path, firsts: Sequence[int], lang: Lang) -> None:
        """Write ``index.html`` into ``folder``, at once or not at all.

        ``firsts`` are the numbers of the first calls in the files of the calls' data.
        """
        unfinished = folder / f"{INDEX_FILE}.tmp"
        with unfinished.open("wb") as stream:
            shared = self._shared(firsts)
            rows = PageRows(_lines(self._rows), _lines(self._cases))
            stream.writelines(index_page(shared, rows, self._media, lang))
        unfinished.replace(folder / INDEX_FILE)

    def _shared(self, firsts: Sequence[int]) -> dict[str, Any]:
        return {
            "schema": SCHEMA,
            # The same calls keep what was marked, whatever a changed lexicon says of them; those
            # who review them blindly in one browser do not see each other's marks.
            "run": self._run.hexdigest()[:16],
            "calls": self._calls,
            "columns": COLUMNS,
            "profiles": [
                {"name": visible(stamp.name), "version": visible(stamp.version), "sha256": sha256}
                for sha256, stamp in self._profiles.items()
            ],
            "title": [self._profile.title, self._profile.title_en] if self._profile else None,
            "pass_score": self._profile.pass_score if self._profile else None,
            "rules": self.catalogue.rules(),
            "cues": self.catalogue.cues(),
            "names": self.catalogue.names(),
            "phrases": self.catalogue.phrases(),
            "rule_lists": self.catalogue.rule_lists(),
            "scoring": scoring(self._profile),
            "place_columns": PLACE_COLUMNS,
            "packs": firsts,
            "sections": self.catalogue.sections(),
            "least_calls": LEAST_CALLS,
        } | self._optional()

    def _optional(self) -> dict[str, Any]:
        """Return what only some pages have."""
        own = {"dimensions": self._dimensions(), "reviewer": self._reviewer}
        return {name: value for name, value in own.items() if value}

    def _dimensions(self) -> dict[str, list[str]]:
        """Return what the profile's own dimensions are called, in both languages."""
        own = self._profile.dimensions if self._profile else {}
        return {name: [each.title, each.title_en] for name, each in own.items()}


def _lines(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    for line in file:
        yield line.rstrip(b"\n")
