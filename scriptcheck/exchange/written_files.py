"""Text files changed together: all of them, or none."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from scriptcheck.bounded import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_BOM: Final = "\ufeff"


def text_if_any(path: Path) -> str:
    """Return the text of ``path`` as ``read_text`` does; empty where there is no such file."""
    return read_text(path) if path.exists() else ""


@contextmanager
def written_files(texts: Mapping[Path, str | bytes]) -> Iterator[None]:
    """Have ``texts`` written, and what was there before back where the block fails.

    A file that begins with a byte order mark, or ends its lines as Windows does, goes on doing so.
    """
    before = {path: path.read_bytes() if path.exists() else None for path in texts}
    made: list[Path] = []
    try:
        for path, text in texts.items():
            _make_folder(path.parent, made)
            data = text if isinstance(text, bytes) else _encoded(text, before[path])
            _write(path, data)
        yield
    except BaseException:
        for path, content in before.items():
            with suppress(OSError):
                if content is None:
                    path.unlink(missing_ok=True)
                else:
                    path.write_bytes(content)
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        raise


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        # Of a disk that is full the system does not say which file it could not go on writing.
        error.filename = error.filename or path.as_posix()
        raise


def _make_folder(folder: Path, made: list[Path]) -> None:
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    made.extend(reversed(missing))


def _encoded(text: str, before: bytes | None) -> bytes:
    if before is not None:
        if b"\r\n" in before and before.count(b"\r\n") == before.count(b"\n"):
            text = text.replace("\n", "\r\n")
        if before.startswith(_BOM.encode()):
            text = _BOM + text
    return text.encode()
