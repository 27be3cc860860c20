"""Lines packed by Zstandard: a file is one frame after the other, each of some whole lines.

Frames that stand one after the other are one file, for every reader of Zstandard. So a file grows
at its end as a plain one does, and is cut back to the end of a frame.
"""

from __future__ import annotations

import io
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from typing import IO, TYPE_CHECKING, Any, Final, Protocol, cast

from scriptcheck.errors import LoadError, Problem, UsageError
from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUFFIX: Final = ".zst"
_LEVEL: Final = 6
"""Of Zstandard's levels the one from which on a report shrinks by less than it costs."""
_BLOCK: Final = 1 << 20


class _Codec(Protocol):
    """A library that knows Zstandard."""

    def pack(self, data: bytes) -> bytes:
        """Return ``data`` as one frame."""

    def reader(self, file: IO[bytes]) -> IO[bytes]:
        """Return what the frames in ``file`` hold, as it is read."""


class _PythonCodec:
    """Python's own, from 3.14 on."""

    def __init__(self) -> None:
        # Python 3.14 has it, and no type checker of an earlier one knows it.
        from importlib import import_module

        self._zstd: Final[Any] = import_module("compression.zstd")

    def pack(self, data: bytes) -> bytes:
        packed: bytes = self._zstd.compress(data, level=_LEVEL)
        return packed

    def reader(self, file: IO[bytes]) -> IO[bytes]:
        stream = _ErrorsOfPython(self._zstd.ZstdFile(file), self._zstd.ZstdError)
        return io.BufferedReader(stream, _BLOCK)


class _ErrorsOfPython(io.RawIOBase):
    """A stream of Python's own library, with the errors of any other file."""

    def __init__(self, stream: Any, error: type[Exception]) -> None:
        self._stream: Final = stream
        self._errors: Final = (error, EOFError)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            count: int = self._stream.readinto(buffer)
        except self._errors as error:
            raise OSError(str(error)) from error
        return count


class _ArrowCodec:
    """That of pyarrow."""

    def __init__(self) -> None:
        import pyarrow as pa

        self._arrow: Final = pa
        self._codec: Final = pa.Codec("zstd", compression_level=_LEVEL)

    def pack(self, data: bytes) -> bytes:
        packed: bytes = self._codec.compress(data, asbytes=True)
        return packed

    def reader(self, file: IO[bytes]) -> IO[bytes]:
        stream = self._arrow.CompressedInputStream(self._arrow.PythonFile(file, "r"), "zstd")
        return io.BufferedReader(stream, _BLOCK)


@cache
def _codec() -> _Codec:
    if find_spec("compression") is not None and find_spec("compression.zstd") is not None:
        return _PythonCodec()
    if find_spec("pyarrow") is not None:
        return _ArrowCodec()
    message = Text(
        "读写 .zst 文件要用 Python 3.14 以上，或先装 pyarrow。",
        "Files .zst need Python 3.14 or newer, or pyarrow.",
    )
    command = "pip install 'scriptcheck[parquet]'"
    fix = Text(f"请运行 {command}。", f"Run {command}.")
    raise UsageError(Problem("missing-library", message, fix=fix))


def require_zstd() -> None:
    """Raise ``UsageError`` where no library here knows Zstandard."""
    _codec()


def is_packed(path: Path) -> bool:
    """Return whether ``path`` names a file of frames."""
    return path.suffix == SUFFIX


def frame(data: bytes) -> bytes:
    """Return ``data`` as one frame, and nothing as nothing.

    Raises ``UsageError`` where no library here knows Zstandard.
    """
    return _codec().pack(data) if data else b""


def unpacked(frames: bytes) -> bytes:
    """Return what ``frames`` hold; raises as ``frame``, and ``OSError`` where one is broken."""
    return _codec().reader(io.BytesIO(frames)).read() if frames else b""


@contextmanager
def opened(path: Path, size: int | None = None) -> Iterator[IO[bytes]]:
    """Yield the file ``path`` to be read, unpacked where its name says that it is packed.

    With ``size`` no more than its first ``size`` bytes are read. Raises
    ``UsageError`` where no library here knows Zstandard, and ``LoadError`` where a frame is broken.
    """
    with path.open("rb") as file:
        part: IO[bytes] = file if size is None else cast("IO[bytes]", _FirstBytes(file, size))
        if not is_packed(path):
            yield part
        elif not file.peek(1):
            yield io.BytesIO()
        else:
            with _read_whole(path):
                yield _codec().reader(part)


@contextmanager
def _read_whole(path: Path) -> Iterator[None]:
    """Raise ``LoadError`` for the file ``path`` where reading its frames fails."""
    try:
        yield
    except OSError as error:
        # The system's own errors have a number; what a library says of frames has none.
        if error.errno is not None:
            raise
        message = Text(
            "压缩文件损坏或不完整。", f"The packed file is broken or incomplete: {error}."
        )
        fix = Text("请换一份完整的文件。", "Use a whole copy of it.")
        raise LoadError(Problem("broken-archive", message, path.as_posix(), fix=fix)) from error


class _FirstBytes(io.RawIOBase):
    """The first bytes of a file."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file: Final = file
        self._left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read(min(len(buffer), self._left))
        buffer[: len(data)] = data
        self._left -= len(data)
        return len(data)
