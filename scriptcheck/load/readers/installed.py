"""Formats that other packages bring, found by their entry points."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path, PurePath
from traceback import extract_tb
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from scriptcheck.call import Call
from scriptcheck.entry_points import PlugInKind
from scriptcheck.errors import LoadError, Problem, ScriptcheckError, UsageError
from scriptcheck.language import Text
from scriptcheck.load.readers.format import Format
from scriptcheck.load.readers.json.shape import JsonShape, JsonValue

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator
    from importlib.metadata import EntryPoint

GROUP: Final = "scriptcheck.formats"
"""The group of the entry points; each names a ``Format`` or a ``JsonShape``."""
_PLUG_IN: Final = PlugInKind(GROUP, Text("自定义格式", "installed format"), "bad-format")

_SCRIPTCHECK: Final = Path(__file__).parents[2]
"""Where scriptcheck's own code is."""

T = TypeVar("T")


class Installed(NamedTuple):
    """What other packages bring."""

    formats: tuple[Format, ...]
    shapes: tuple[JsonShape, ...]
    problems: tuple[Problem, ...]
    """Why some of it cannot be used."""


def installed_formats(taken: Container[str]) -> Installed:
    """Return the formats of other packages, in the order of their names.

    None may have a name that is ``taken``. What such a format raises of its own becomes a
    ``LoadError``, so that it spoils no more than the transcript at hand.
    """
    formats: list[Format] = []
    shapes: list[JsonShape] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for entry in _PLUG_IN.entry_points():
        found = _load(entry)
        if not isinstance(found, Problem) and (found.name in taken or found.name in seen):
            found = _clash(entry, found.name)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        seen.add(found.name)
        if isinstance(found, Format):
            formats.append(_guarded_format(found))
        else:
            shapes.append(_guarded_shape(found))
    return Installed(tuple(formats), tuple(shapes), tuple(problems))


def _load(entry: EntryPoint) -> Format | JsonShape | Problem:
    try:
        found = _PLUG_IN.load(entry)
    except UsageError as error:  # one run need not need it
        return error.problems[0]
    if not isinstance(found, Format | JsonShape):
        kind = type(found).__name__
        why = f"{kind}, no Format or JsonShape"
        return _PLUG_IN.unusable(
            entry, Text(f"它是 {kind}，不是 Format 或 JsonShape", f"it is {why}")
        )
    return found


def _guarded_format(form: Format) -> Format:
    return replace(
        form,
        recognises=partial(_ask, form.name, form.recognises),
        read=partial(_read, form.name, form.read),
    )


def _guarded_shape(shape: JsonShape) -> JsonShape:
    return replace(
        shape,
        fits=partial(_ask, shape.name, shape.fits),
        read=partial(_read, shape.name, shape.read),
    )


def _ask(name: str, ask: Callable[[T], bool], about: T) -> bool:
    try:
        return bool(ask(about))
    except (ScriptcheckError, OSError):
        raise
    except (Exception, SystemExit) as error:
        raise LoadError(_failed(name, error)) from error


def _read(
    name: str, read: Callable[[T], Iterator[Call | Problem]], what: T
) -> Iterator[Call | Problem]:
    try:
        for item in read(what):
            yield _checked(name, item)
    except (ScriptcheckError, OSError):
        raise
    except (Exception, SystemExit) as error:
        failed = _failed(name, error)
        if isinstance(what, JsonValue):  # a file may hold many, of which this one is amiss
            failed = what.problem(failed.code, failed.message, fix=failed.fix)
        raise LoadError(failed) from error


def _checked(name: str, item: object) -> Call | Problem:
    if isinstance(item, Call | Problem):
        return item
    kind = type(item).__name__
    raise LoadError(_failed(name, TypeError(f"{kind} in place of a Call or Problem")))


def _failed(name: str, error: BaseException) -> Problem:
    at = _place_in_code(error)
    message = Text(
        f"自定义格式 {name} 出错：{error!r}{at and f'（{at}）'}。",
        f"The installed format {name} failed: {error!r}{at and f' ({at})'}.",
    )
    fix = Text("请联系这个格式的作者。", "Tell the authors of that format.")
    return Problem("format-failed", message, fix=fix)


def _place_in_code(error: BaseException) -> str:
    """Return the file and line of the format's code that ``error`` comes from; empty if unknown."""
    paths = ((PurePath(frame.filename), frame.lineno) for frame in extract_tb(error.__traceback__))
    own = [f"{path.name}:{line}" for path, line in paths if _SCRIPTCHECK not in path.parents]
    return own[-1] if own else ""


def _clash(entry: EntryPoint, name: str) -> Problem:
    return _PLUG_IN.unusable(
        entry, Text(f"已经有名为 {name} 的格式", f"there is a format called {name} already")
    )
