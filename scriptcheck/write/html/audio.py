"""Which recordings a page may play: those that cannot run anything or call anybody in secret."""

from __future__ import annotations

import os.path
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from scriptcheck.call import Call

_LOCAL_HOSTS: Final = frozenset({"", "localhost"})
_DRIVE: Final = ":"


def audio_url(call: Call, folder: Path) -> str | None:
    """Return the URL of the recording that ``call`` names, as a page in ``folder`` may use it.

    It is ``http:``, ``https:`` or ``file:`` on this machine, or a path without ``..``: taken from
    the transcript's folder where the recording lies there, and from ``folder`` otherwise. ``None``
    where the call data names no such thing: ``javascript:``, ``data:``, a share on another machine,
    to which Windows would send the user's credentials, and all that cannot be distinguished from
    these.
    """
    named: Any = call.meta.get("audio")
    if not isinstance(named, str) or not named.isprintable() or not named.strip():
        return None
    named = named.strip()
    try:
        parts = urlsplit(named)
    except ValueError:
        return None
    if parts.scheme in {"http", "https"}:
        return named if parts.hostname and "\\" not in named else None
    if parts.scheme == "file":
        local = parts.netloc in _LOCAL_HOSTS and not parts.path.startswith("//")
        return named if local and "\\" not in named else None
    return _relative(named, call.source, folder)


def media_source(url: str) -> str:
    """Return what a content security policy must allow for ``url`` to be played."""
    scheme, separator, _ = url.partition("://")
    return f"{scheme.lower()}:" if separator else "'self' file:"


def _relative(named: str, source: str, folder: Path) -> str | None:
    path = PurePosixPath(named.replace("\\", "/"))
    if not path.parts or path.is_absolute() or ".." in path.parts or _DRIVE in path.parts[0]:
        return None
    beside = Path(source).parent / path
    if source and _is_file(beside):
        return quote(Path(os.path.relpath(beside, folder)).as_posix())
    return quote(path.as_posix())


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
