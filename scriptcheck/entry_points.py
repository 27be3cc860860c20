"""What other packages bring, by the group of their entry points."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILE: Final = "entry_points.txt"
_OURS: Final = "[scriptcheck."
"""What stands in the file of a package that extends scriptcheck."""


@dataclass(frozen=True, slots=True)
class PlugInKind:
    """A kind of object that other packages bring, each by an entry point."""

    group: str
    """The group of the entry points."""
    title: Text
    """What problems call one, such as ``installed metric``."""
    code: str
    """The code of the problem where one cannot be used."""

    def entry_points(self) -> list[metadata.EntryPoint]:
        """Return those that are installed, sorted by name, then by value."""
        return installed_entry_points(self.group)

    def load(self, entry: metadata.EntryPoint) -> Any:
        """Return what ``entry`` names; raises ``UsageError`` where it cannot be imported."""
        try:
            return load_entry_point(entry)
        except Exception as error:
            why = Text(f"导入失败：{error!r}", f"it cannot be imported: {error!r}")
            raise UsageError(self.unusable(entry, why)) from error

    def unusable(self, entry: metadata.EntryPoint, why: Text) -> Problem:
        """Return the problem that what ``entry`` names cannot be used, and why."""
        message = Text(
            f"{self.title.zh}“{entry.name}”不能用：{why.zh}。",
            f"The {self.title.en} '{entry.name}' cannot be used: {why.en}.",
        )
        fix = Text("请修正或卸载提供它的包。", "Fix or uninstall the package that brings it.")
        return Problem(self.code, message, entry.value, fix=fix)


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
    try:
        return metadata.entry_points()
    except Exception:  # noqa: BLE001  (the files of any package may be damaged in any way)
        return metadata.EntryPoints(_one_by_one())


def _one_by_one() -> Iterator[metadata.EntryPoint]:
    """Yield the entry points of each package that has readable ones.

    Raises ``UsageError`` where those of a package that extends scriptcheck are not readable: what
    it brings, such as a kind of personal data, must not be missing without a word.
    """
    seen: set[str] = set()
    for package in metadata.distributions():
        name, text = "", ""
        try:
            name = package.name
            text = package.read_text(_FILE) or ""
            found = [] if name in seen else [*package.entry_points]
        except Exception as error:
            if _OURS not in text:
                continue
            why = f"{_FILE}: {error!r}"
            message = Text(f"包“{name}”已损坏：{why}。", f"The package '{name}' is damaged: {why}.")
            fix = Text("请重新安装或卸载它。", "Install it anew, or uninstall it.")
            raise UsageError(Problem("damaged-package", message, name, fix=fix)) from error
        seen.add(name)
        yield from found
