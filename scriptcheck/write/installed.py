"""Output formats that other packages bring, found by their entry points."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.entry_points import PlugInKind
from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.write.output_format import OutputFormat

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from importlib.metadata import EntryPoint

GROUP: Final = "scriptcheck.writers"
"""The group of the entry points: each is called as the format is, and names an ``OutputFormat``."""
_PLUG_IN: Final = PlugInKind(GROUP, Text("自定义输出格式", "installed output format"), "bad-format")


class InstalledFormats(NamedTuple):
    """The output formats that other packages bring, by name."""

    formats: Mapping[str, OutputFormat]
    problems: Mapping[str, Problem]
    """Why some cannot be used; where one has the name of another, why neither is."""


def installed_output_formats(names: Collection[str], files: Collection[str]) -> InstalledFormats:
    """Return the output formats of other packages, in the order of their names.

    None may be called as one of ``names``, nor write one of ``files``, nor what another writes.
    """
    formats: dict[str, OutputFormat] = {}
    problems: dict[str, Problem] = {}
    taken = set(files)
    for entry in _PLUG_IN.entry_points():
        found = _load(entry, taken)
        if entry.name in names or entry.name in formats:
            found = _PLUG_IN.unusable(
                entry, Text("已经有同名的格式", "there is a format of this name")
            )
        if isinstance(found, Problem):
            problems[entry.name] = found
        else:
            formats[entry.name] = found
            taken.update(found.files)
    return InstalledFormats(formats, problems)


def _load(entry: EntryPoint, taken: Collection[str]) -> OutputFormat | Problem:
    try:
        found = _PLUG_IN.load(entry)
    except UsageError as error:  # few runs need it
        return error.problems[0]
    if not isinstance(found, OutputFormat):
        kind = type(found).__name__
        why = Text(f"它是 {kind}，不是 OutputFormat", f"it is {kind}, no OutputFormat")
        return _PLUG_IN.unusable(entry, why)
    for name in found.files:
        if PurePath(name).name != name:
            why = Text(f"“{name}”不是文件名", f"'{name}' is not the name of a file")
            return _PLUG_IN.unusable(entry, why)
        if name in taken:
            why = Text(f"{name} 是别的格式写的", f"{name} is written by another format")
            return _PLUG_IN.unusable(entry, why)
    return found
