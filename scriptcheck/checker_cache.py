"""Compiled checkers kept in the user's cache, since to compile a lexicon takes seconds."""

from __future__ import annotations

import gc
import os
import pickle
import sys
import time
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from scriptcheck.entry_points import installed_entry_points
from scriptcheck.errors import ScriptcheckError
from scriptcheck.lexicon.layer import lexicon_files
from scriptcheck.lexicon.learned_settings import MODEL_FILE
from scriptcheck.metrics.registry import GROUP as METRICS_GROUP
from scriptcheck.rules.registry import GROUP, OWN, forms
from scriptcheck.user_cache import cache_folder, entry_name, read_cached, write_cached

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Made = TypeVar("Made")

_KIND: Final = "checker"
_COMPILED_WITH: Final = ("pydantic", "opencc", "jieba")
"""Packages whose objects or data go into what is compiled."""
_IMPORTED_NS: Final = time.time_ns()
_CODE: Final = (".py", ".so", ".pyd", ".txt", ".yaml")


def cached(
    make: Callable[[], Made],
    reference: str | Path,
    *,
    variables: Mapping[str, Sequence[str]] | None,
    lang: str,
) -> Made:
    """Return what ``make`` returns, now or earlier, for the profile ``reference``.

    Raises what ``make`` raises.
    """
    name = _entry_name(reference, variables, lang) if cache_folder() is not None else None
    if name is None:
        return make()
    kept: Made | None = _read(name)
    if kept is not None:
        return kept
    made = make()
    # Files that were changed meanwhile must not pass for those that were compiled.
    if name == _entry_name(reference, variables, lang):
        _write(name, made)
    return made


def _read(name: str) -> Made | None:
    data = read_cached(name)
    if data is None:
        return None
    try:
        with no_collection():
            kept: Made = pickle.loads(data)  # noqa: S301  (only the user could have written it)
    except Exception:  # noqa: BLE001  (whatever is wrong with it, it can be made again)
        return None
    return kept


def _write(name: str, made: object) -> None:
    try:
        data = pickle.dumps(made, protocol=pickle.HIGHEST_PROTOCOL)
    except Exception:  # noqa: BLE001  (an installed form may hold what cannot be pickled)
        return
    write_cached(name, data)


@contextmanager
def no_collection() -> Iterator[None]:
    """Hold the garbage collector off, which adds half or more to the time of many new objects."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _entry_name(
    reference: str | Path, variables: Mapping[str, Sequence[str]] | None, lang: str
) -> str | None:
    """Return the name for all that decides what is compiled; ``None`` where it cannot be read."""
    if (program := _program()) is None:
        return None
    given = sorted(f"{name}={tuple(words)!r}" for name, words in (variables or {}).items())
    try:
        lexicon = list(_lexicon(reference))
    except (ScriptcheckError, OSError):
        return None
    return entry_name(_KIND, *program, lang, *given, *lexicon)


def _lexicon(reference: str | Path) -> Iterator[str]:
    """Yield where each file of the lexicon lies, which messages say, and what stands in it."""
    for path in lexicon_files(reference):
        yield path.as_posix()
        yield path.absolute().as_posix()
        if path.name == MODEL_FILE:
            status = path.stat()
            yield f"{status.st_size} {status.st_mtime_ns}"
        else:
            yield path.read_bytes().decode("latin-1")


@cache
def _program() -> tuple[str, ...] | None:
    """Return what distinguishes this Python and this state of the code, with what is installed.

    ``None`` where files of code have changed since this process began to import them.
    """
    code = list(_code())
    if max(changed for _, _, changed in code) > _IMPORTED_NS:
        return None
    files = (f"{path} {size} {changed}" for path, size, changed in code)
    machine = os.uname().machine if hasattr(os, "uname") else ""
    packages = (f"{name} {version(name)}" for name in _COMPILED_WITH)
    return (sys.version, sys.platform, machine, *packages, *files, *_plugins())


def _code() -> Iterator[tuple[str, int, int]]:
    """Yield each file of code with its size and the moment of its last change."""
    for folder, folders, names in os.walk(Path(__file__).parent):
        folders.sort()
        for name in sorted(names):
            if name.endswith(_CODE):
                path = os.path.join(folder, name)  # noqa: PTH118  (many files)
                status = os.stat(path)  # noqa: PTH116
                yield path, status.st_size, status.st_mtime_ns


def _plugins() -> Iterator[str]:
    for group in (GROUP, METRICS_GROUP):
        for entry in installed_entry_points(group):
            yield f"{entry.name} {entry.value} {entry.dist.version if entry.dist else ''}"
    for key, form in forms().items():
        # A form that is being written changes without its version.
        path = getattr(sys.modules.get(form.spec.__module__), "__file__", None)
        if form not in OWN and path is not None:
            yield f"{key} {path} {Path(path).stat().st_mtime_ns}"
