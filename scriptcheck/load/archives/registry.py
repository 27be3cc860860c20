"""The archives that are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.load.archives.gzip_file import GZIP
from scriptcheck.load.archives.zip_file import ZIP

if TYPE_CHECKING:
    from scriptcheck.load.archives.archive import Archive

ARCHIVES: Final[tuple[Archive, ...]] = (GZIP, ZIP)
