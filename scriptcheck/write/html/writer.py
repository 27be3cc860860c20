"""Writes the HTML report as calls come."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Final, Self

from scriptcheck.text.visible import visible
from scriptcheck.write.html.audio import audio_url
from scriptcheck.write.html.index import Index
from scriptcheck.write.html.packs import Packs
from scriptcheck.write.html.page_data import page_data
from scriptcheck.write.html.shell import stub_page
from scriptcheck.write.page_names import INDEX_FILE, PAGES_FOLDER, PageNames

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from scriptcheck.call import Call
    from scriptcheck.language import Lang
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.report import CallReport

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
        # That of an earlier run would lead into data that is being written over.
        (self._folder / INDEX_FILE).unlink(missing_ok=True)
        self._names = PageNames()
        self._packs = Packs(pages / DATA_FOLDER)
        self._open = ExitStack()
        self._index = self._open.enter_context(Index(self._profile))
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
            self._packs.remove_rest()
            self._index.write(self._folder, self._packs.firsts, self._lang)

    def write(self, report: CallReport, call: Call) -> None:
        """Write the page of ``report`` on ``call``."""
        path = self._names.page(report)
        name = path.removeprefix(f"{PAGES_FOLDER}/").removesuffix(".html")
        audio = audio_url(call, self._folder)
        self._packs.add(page_data(report, call, name, self._index.catalogue, audio))
        self._index.add(report, call, name, audio)
        title = visible(report.call_id, keep=frozenset())
        (self._folder / path).write_bytes(stub_page(name, title))
