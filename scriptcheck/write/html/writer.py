"""Writes the HTML report as calls come."""

from __future__ import annotations

import hashlib
import tempfile
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Self

from scriptcheck.text.visible import visible
from scriptcheck.write.html.audio import audio_url, media_source
from scriptcheck.write.html.catalogue import Catalogue
from scriptcheck.write.html.encode import script_json
from scriptcheck.write.html.packs import Packs
from scriptcheck.write.html.page_data import page_data
from scriptcheck.write.html.places import COLUMNS as PLACE_COLUMNS
from scriptcheck.write.html.rows import COLUMNS, row
from scriptcheck.write.html.shell import index_page, stub_page
from scriptcheck.write.page_names import INDEX_FILE, PAGES_FOLDER, PageNames

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from scriptcheck.call import Call
    from scriptcheck.language import Lang
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.report import CallReport, ProfileStamp

SCHEMA: Final = "scriptcheck.page/1"
DATA_FOLDER: Final = "data"


class HtmlWriter:
    """Writes ``index.html`` and ``pages/`` into a folder.

    The data of a call is written as it comes; its row waits in a temporary file, so that memory
    holds nothing of a call but the name of its page. ``profile`` gives the titles of cues, and what
    rules say in the other language; without it, pages show ids and what the reports say. ``lang``
    is the language in which the page opens.
    """

    def __init__(self, folder: Path, *, profile: Profile | None = None, lang: Lang = "zh") -> None:
        self._folder: Final = folder
        self._profile: Final = profile
        self._lang: Final = lang
        self._open: ExitStack

    def __enter__(self) -> Self:
        pages = self._folder / PAGES_FOLDER
        pages.mkdir(parents=True, exist_ok=True)
        self._names = PageNames()
        self._catalogue = Catalogue(self._profile)
        self._media: set[str] = set()
        self._profiles: dict[str, ProfileStamp] = {}
        self._run = hashlib.sha256()
        self._calls = 0
        self._open = ExitStack()
        self._rows: BinaryIO = self._open.enter_context(tempfile.TemporaryFile())
        self._packs = Packs(pages / DATA_FOLDER)
        self._open.callback(self._packs.close)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._open:
            # Also after an error: what was finished until then can be looked at.
            self._packs.close()
            self._write_index()

    def write(self, report: CallReport, call: Call) -> None:
        """Write the page of ``report`` on ``call``."""
        path = self._names.page(report)
        name = path.removeprefix(f"{PAGES_FOLDER}/").removesuffix(".html")
        audio = audio_url(call, self._folder)
        if audio is not None:
            self._media.add(media_source(audio))
        self._profiles.setdefault(report.profile.sha256, report.profile)
        self._packs.add(page_data(report, call, name, self._catalogue, audio))
        self._rows.write(script_json(row(report, call, name, self._catalogue)) + b"\n")
        title = visible(report.call_id, keep=frozenset())
        (self._folder / path).write_bytes(stub_page(name, title))
        self._run.update(name.encode() + b"\0")
        self._calls += 1

    def _write_index(self) -> None:
        unfinished = self._folder / f"{INDEX_FILE}.tmp"
        with unfinished.open("wb") as stream:
            stream.writelines(index_page(self._shared(), self._lines(), self._media, self._lang))
        unfinished.replace(self._folder / INDEX_FILE)

    def _shared(self) -> dict[str, Any]:
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
            "rules": self._catalogue.rules(),
            "cues": self._catalogue.cues(),
            "names": self._catalogue.names(),
            "phrases": self._catalogue.phrases(),
            "place_columns": PLACE_COLUMNS,
            "packs": self._packs.firsts,
        }

    def _lines(self) -> Iterator[bytes]:
        self._rows.seek(0)
        for line in self._rows:
            yield line.rstrip(b"\n")
