"""What other packages bring, by the group of their entry points."""

from __future__ import annotations

import sys
from functools import lru_cache
from importlib import metadata
from typing import Any


def installed_entry_points(group: str) -> list[metadata.EntryPoint]:
    """Return the entry points of ``group``, sorted by name, then by value."""
    found: metadata.EntryPoints = _all(tuple(sys.path)).select(group=group)
    return sorted(found, key=lambda entry: (entry.name, entry.value))


def load_entry_point(entry: metadata.EntryPoint) -> Any:
    """Return what ``entry`` names; whatever its import raises is an ``Exception``.

    A package that ends the program, as ``sys.exit`` does, would else end it without a word.
    """
    try:
        return entry.load()
    except (Exception, KeyboardInterrupt):
        raise
    except BaseException as error:
        raise ImportError(repr(error)) from error


@lru_cache(maxsize=1)
def _all(_path: tuple[str, ...]) -> Any:
    """Return all entry points; each reading of a group would read those of every package."""
    return metadata.entry_points()
