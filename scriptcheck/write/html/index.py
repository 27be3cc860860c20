"""What the overview needs of all calls, taken up one at a time, and written as ``index.html``."""

from __future__ import annotations

import hashlib
import tempfile
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Self

from scriptcheck.text.visible import visible
from scriptcheck.write.content.page_names import INDEX_FILE
from scriptcheck.write.html.catalogue import Catalogue
from scriptcheck.write.html.places import COLUMNS as PLACE_COLUMNS
from scriptcheck.write.html.rows import COLUMNS
from scriptcheck.write.html.scoring import scoring
from scriptcheck.write.html.shell import index_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from scriptcheck.language import Lang
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.report import ProfileStamp

SCHEMA: Final = "scriptcheck.page/1"


class Index:
    """Keeps the rows of calls in a temporary file until all are there."""

    def __init__(self, profile: Profile | None) -> None:
        self._profile: Final = profile
        self.catalogue: Final = Catalogue(profile)
        self._media: Final[set[str]] = set()
        self._profiles: Final[dict[str, ProfileStamp]] = {}
        self._run: Final = hashlib.sha256()
        self._calls = 0

    def __enter__(self) -> Self:
        self._rows: BinaryIO = tempfile.TemporaryFile()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._rows.close()

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

    def write(self, folder: Path, firsts: Sequence[int], lang: Lang) -> None:
        """Write ``index.html`` into ``folder``, at once or not at all.

        ``firsts`` are the numbers of the first calls in the files of the calls' data.
        """
        unfinished = folder / f"{INDEX_FILE}.tmp"
        with unfinished.open("wb") as stream:
            shared = self._shared(firsts)
            stream.writelines(index_page(shared, self._lines(), self._media, lang))
        unfinished.replace(folder / INDEX_FILE)

    def _shared(self, firsts: Sequence[int]) -> dict[str, Any]:
        return {
            "schema": SCHEMA,
            # The same calls keep what was marked, whatever a changed lexicon says of them.
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
        } | ({"dimensions": own} if (own := self._dimensions()) else {})

    def _dimensions(self) -> dict[str, list[str]]:
        """Return what the profile's own dimensions are called, in both languages."""
        own = self._profile.dimensions if self._profile else {}
        return {name: [each.title, each.title_en] for name, each in own.items()}

    def _lines(self) -> Iterator[bytes]:
        self._rows.seek(0)
        for line in self._rows:
            yield line.rstrip(b"\n")
