"""Compiled checkers kept between commands, since compiling a lexicon takes longer than one call.

What is kept is a pickle in the user's own cache folder, as Python keeps what it compiles beside its
sources. It is read only where nobody else could have written it.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import stat
import sys
import tempfile
from contextlib import suppress
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scriptcheck.checker import Checker
from scriptcheck.lexicon.profile import load_profile
from scriptcheck.rules.registry import rule_specs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.language import Lang
    from scriptcheck.lexicon.profile import Profile

SWITCH: Final = "SCRIPTCHECK_CACHE"
"""The environment's word on the folder: another one, or ``off``."""

_MOST_KEPT: Final = 8
"""Checkers kept: some profiles in some languages, not every state of a lexicon in the making."""

_OTHERS_MAY_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH


def cached_checker(
    profile: str | Path, *, variables: Mapping[str, Sequence[str]], lang: Lang
) -> Checker:
    """Return what ``Checker.load`` returns, compiled by an earlier command where there was one.

    Raises as ``Checker.load`` does.
    """
    loaded = load_profile(profile, rule_specs(), variables=variables)
    folder = _folder()
    if folder is None:
        return Checker(loaded, lang=lang)
    path = folder / f"{_key(loaded, lang)}.pickle"
    checker = _read(path)
    if checker is None:
        checker = Checker(loaded, lang=lang)
        _write(checker, path)
    # What does not change reports, such as where side files lie, is not part of the key.
    checker.profile = loaded
    return checker


def _folder() -> Path | None:
    given = os.environ.get(SWITCH)
    if given is not None:
        return None if given in {"", "off"} else Path(given)
    from platformdirs import user_cache_path

    return user_cache_path("scriptcheck", appauthor=False)


def _key(profile: Profile, lang: str) -> str:
    parts = [sys.version, profile.name, profile.version, profile.sha256, lang, *_code()]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _code() -> Iterator[str]:
    """Yield what tells one state of the code from another, that of plug-ins included."""
    import scriptcheck

    root = Path(scriptcheck.__file__).parent
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            if name.endswith((".py", ".so", ".pyd", ".txt")):
                status = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118  (many files)
                yield f"{name} {status.st_size} {status.st_mtime_ns}"
    for group in ("scriptcheck.rules", "scriptcheck.metrics"):
        for entry in sorted(entry_points(group=group)):
            yield f"{entry.value} {entry.dist.version if entry.dist else ''}"


def _read(path: Path) -> Checker | None:
    try:
        with path.open("rb") as file:
            if not _is_ours(os.fstat(file.fileno())) or not _is_ours(path.parent.stat()):
                return None
            checker = pickle.load(file)  # noqa: S301  (only the user could have written it)
    except Exception:  # noqa: BLE001  (whatever is wrong with it, it can be made again)
        return None
    return checker if isinstance(checker, Checker) else None


def _is_ours(status: os.stat_result) -> bool:
    """Return whether nobody but the user could have written what has ``status``."""
    if not hasattr(os, "geteuid"):  # Windows keeps the folder to its user
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & _OTHERS_MAY_WRITE


def _write(checker: Checker, path: Path) -> None:
    # A full disk or a home that cannot be written costs time, and nothing else.
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(path.parent.stat()):
            return
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".new")
        with os.fdopen(handle, "wb") as file:
            pickle.dump(checker, file, protocol=5)
        Path(name).replace(path)
        kept = sorted(path.parent.glob("*.pickle"), key=lambda each: each.stat().st_mtime)
        for old in kept[:-_MOST_KEPT]:
            old.unlink(missing_ok=True)
