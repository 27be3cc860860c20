"""Where in a folder of reports the HTML page of each call is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from scriptcheck.write.content.call_names import CallNames

if TYPE_CHECKING:
    from scriptcheck.write.content.call_names import WantedName

INDEX_FILE: Final = "index.html"
PAGES_FOLDER: Final = "pages"


class PageNames:
    """Knows the page of each call.

    Whatever links to pages goes through the same reports in the same order, with a ``PageNames`` of
    its own, and comes to the names that the pages have.
    """

    def __init__(self) -> None:
        self._names: Final = CallNames()

    def page(self, wanted: WantedName) -> str:
        """Return the page of a call, from the folder of reports: ``pages/NAME.html``.

        It is a path with ``/``, not yet a URL: see ``page_url``.
        """
        return f"{PAGES_FOLDER}/{self._names.name(wanted)}.html"


def page_url(page: str) -> str:
    """Return ``page`` as a URL relative to the folder of reports, for a link."""
    return quote(page)
