"""What can be read, for those who want to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.load.archives.registry import ARCHIVES
from scriptcheck.load.readers.registry import known_formats

if TYPE_CHECKING:
    from scriptcheck.errors import Problem
    from scriptcheck.language import Text


class Listed(NamedTuple):
    """A format or archive that can be read."""

    name: str
    title: Text
    suffixes: tuple[str, ...]
    extra: str
    """The extra of scriptcheck that it needs; empty where it needs none."""
    is_installed: bool
    """Whether what it needs is there."""
    is_archive: bool
    """Whether it holds files of the others, and cannot be asked for by name."""


class Listing(NamedTuple):
    """All that can be read, and why some of it cannot."""

    formats: tuple[Listed, ...]
    """In the order in which a transcript is tried, archives last."""
    problems: tuple[Problem, ...]
    """What is wrong with formats that other packages bring."""


def list_formats() -> Listing:
    """Return all formats and archives, with those that other packages bring."""
    known = known_formats()
    formats = [
        Listed(form.name, form.title, form.suffixes, form.extra, form.is_installed, False)
        for form in known.formats
    ]
    archives = [
        Listed(archive.name, archive.title, archive.suffixes, "", True, True)
        for archive in ARCHIVES
    ]
    return Listing((*formats, *archives), known.problems)
