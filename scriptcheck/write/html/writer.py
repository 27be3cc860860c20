"""Writes the HTML report as calls come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.rule_selection import ALL_RULES
from scriptcheck.text.visible import visible
from scriptcheck.write.content.call_names import WantedName
from scriptcheck.write.content.page_names import INDEX_FILE, PAGES_FOLDER, PageNames
from scriptcheck.write.html.audio import audio_url, media_source
from scriptcheck.write.html.case_rows import case_row
from scriptcheck.write.html.catalogue import Catalogue
from scriptcheck.write.html.index import Index
from scriptcheck.write.html.packs import Packs
from scriptcheck.write.html.page_data import page_data
from scriptcheck.write.html.rows import row, row_json
from scriptcheck.write.html.scoring import RowScoring
from scriptcheck.write.html.shell import stub_page
from scriptcheck.write.writer import PieceWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import ExitStack
    from pathlib import Path

    from scriptcheck.call import Call
    from scriptcheck.cases.report import CaseReport
    from scriptcheck.language import Lang
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.report import CallReport, ProfileStamp
    from scriptcheck.review import CallReview
    from scriptcheck.rule_selection import RuleSelection
    from scriptcheck.write.html.catalogue import Entries
    from scriptcheck.write.html.page_data import PageData
    from scriptcheck.write.writer import Pair

DATA_FOLDER: Final = "data"


class _Page(NamedTuple):
    """What one call adds to the pages."""

    wanted: WantedName
    data: PageData
    row: list[Any]
    stub: bytes
    """Its file, as it is where the call gets the name that it wants."""


class Pages(NamedTuple):
    """What some reports add to the pages."""

    pages: list[_Page]
    entries: Entries
    """What rules and names stand behind the numbers in them."""
    media: set[str]
    """Sources of recordings."""
    profiles: list[ProfileStamp]


@dataclass(frozen=True, slots=True)
class _PagesMaker:
    folder: Path
    profile: Profile | None
    review: Callable[[CallReport], CallReview] | None
    selection: RuleSelection
    scoring: RowScoring

    def __call__(self, pairs: Sequence[Pair]) -> Pages:
        catalogue = Catalogue(self.profile)
        media: set[str] = set()
        pages = [self._page(report, call, catalogue, media) for report, call in pairs]
        profiles = list(dict.fromkeys(report.profile for report, _ in pairs))
        return Pages(pages, catalogue.entries(), media, profiles)

    def _page(self, report: CallReport, call: Call, catalogue: Catalogue, media: set[str]) -> _Page:
        wanted = WantedName.of(report)
        audio = audio_url(call, self.folder)
        if audio is not None:
            media.add(media_source(audio))
        review = self.review and self.review(report).of(self.selection)
        shown = self.selection.of_report(report)
        return _Page(
            wanted,
            page_data(shown, call, catalogue, audio, review),
            row(shown, call, catalogue, review, self._judged(report, catalogue)),
            _stub(wanted, wanted.stem),
        )

    def _judged(self, report: CallReport, catalogue: Catalogue) -> list[Any]:
        if not report.verdicts:
            return []
        return [catalogue.rule_list(report.verdicts), *self.scoring.judged(report)]


class HtmlWriter(PieceWriter[Pages]):
    """Writes ``index.html`` and ``pages/`` into a folder.

    The data of a call is written as it comes; its row waits in a temporary file, so that memory
    holds nothing of a call but the name of its page. ``profile`` gives the titles of cues, and what
    rules say in the other language; without it, pages show ids and what the reports say. ``lang``
    is the language in which the page opens. ``review`` returns what holds of a call after review,
    where it was reviewed; it can be pickled. Pages show the rules that ``selection`` takes; their
    scores rest on all. Marks are those of ``reviewer``, unless who reviews gives another name.
    """

    wants_all_rules = True

    def __init__(  # noqa: PLR0913  (those of a destination)
        self,
        folder: Path,
        *,
        profile: Profile | None = None,
        lang: Lang = "zh",
        review: Callable[[CallReport], CallReview] | None = None,
        selection: RuleSelection = ALL_RULES,
        reviewer: str = "",
    ) -> None:
        self._folder: Final = folder
        self._profile: Final = profile
        self._lang: Final = lang
        self._reviewer: Final = reviewer
        self.maker = _PagesMaker(folder, profile, review, selection, RowScoring(profile))

    def begin(self, opened: ExitStack) -> None:
        """Make ready to write."""
        pages = self._folder / PAGES_FOLDER
        pages.mkdir(parents=True, exist_ok=True)
        # That of an earlier run would lead into data that is being written over.
        (self._folder / INDEX_FILE).unlink(missing_ok=True)
        self._names = PageNames()
        self._packs = Packs(pages / DATA_FOLDER)
        self._index = opened.enter_context(Index(self._profile, self._reviewer))
        # Also after an error: what was finished until then can be looked at.
        opened.callback(self._finish)
        opened.callback(self._packs.close)

    def add(self, piece: Pages) -> None:
        """Write some pages."""
        numbers = self._index.catalogue.take(piece.entries)
        self._index.take(piece.media, piece.profiles)
        for page in piece.pages:
            path = self._names.page(page.wanted)
            name = path.removeprefix(f"{PAGES_FOLDER}/").removesuffix(".html")
            self._packs.add(page.data.to_json(name, numbers))
            self._index.add(row_json(page.row, name, numbers), name)
            stub = page.stub if name == page.wanted.stem else _stub(page.wanted, name)
            (self._folder / path).write_bytes(stub)

    def add_cases(self, cases: Iterable[CaseReport], /) -> None:
        """Write what the time limits of each case come to."""
        for case in cases:
            self._index.add_case(case_row(case, self._index.catalogue))

    def _finish(self) -> None:
        self._packs.remove_rest()
        self._index.write(self._folder, self._packs.firsts, self._lang)


def _stub(wanted: WantedName, name: str) -> bytes:
    return stub_page(name, visible(wanted.call_id, keep=frozenset()))
