"""One transcript as a format sees it: its name, its beginning, and its text when asked for."""

from __future__ import annotations

import codecs
from codecs import BOM_UTF8
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Final, Self

import msgspec

from scriptcheck.errors import LoadError, Problem
from scriptcheck.load.encoding.decode import Decoded, accept_decoded, decode, with_byte_order
from scriptcheck.load.encoding.detect import UTF8, read_leniently
from scriptcheck.load.encoding.mixed import decode_mixed
from scriptcheck.load.limits import LARGEST_CALL, LARGEST_FILE, MIB, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import TracebackType

    from scriptcheck.load.readers.json.shape import JsonShape

_BLOCK: Final = 65536
_IN_MEMORY: Final = 16 * MIB
"""Bytes of a pipe that are kept in memory before a temporary file is used."""

_BLANKS: Final = "\ufeff \t\r\n\f\v"
_BLANK_BYTES: Final = _BLANKS.encode()
_DOS_END: Final = "\x1a"
_DOS_ENDS: Final = (b"\0\x1a", b"\x1a\0", b"\x1a")
"""The same in UTF-16 and in encodings whose characters of ASCII are one byte."""
PACKED: Final = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"PAR1", b"\xd0\xcf\x11\xe0")
"""How files begin in which no first line is to be looked for: most hold others, packed."""


@dataclass(frozen=True, slots=True)
class TranscriptPart:
    """Which lines of a transcript some bytes are, and what was learnt from its beginning."""

    first_line: int
    """The number of the first of them, from 1."""
    encoding: str
    """The encoding that is tried first."""


@dataclass(frozen=True, slots=True)
class FormatOptions:
    """What a format may need to know beyond the transcript itself."""

    encoding: str | None = None
    """Python's name of the encoding that the user gave; ``None`` where it is to be recognised."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """The user's column for a field, such as ``{"text": "对话明细"}``."""
    shapes: tuple[JsonShape, ...] = ()
    """Shapes of JSON that other packages bring; they are asked before those of scriptcheck."""
    speakers: frozenset[str] = frozenset()
    """Labels of speakers that the user has given roles."""
    is_named: bool = False
    """Whether the user named the format, and so vouches that it is a transcript."""


class Transcript:
    """An open file or standard input, which is read once and no further than it must be."""

    def __init__(  # noqa: PLR0913  (each says another thing about the one file)
        self,
        stream: IO[bytes],
        *,
        source: str,
        call_id: str,
        suffix: str = "",
        options: FormatOptions | None = None,
        part: TranscriptPart | None = None,
    ) -> None:
        self.source: Final = source
        """The path as the user would name it."""
        self.call_id = call_id
        """The id of a call that says none itself."""
        self.suffix: Final = suffix
        """Lower case, with the dot; empty where there is none."""
        self.options: Final = options or FormatOptions()
        self.is_stream: Final = not stream.seekable()
        """Whether it comes in while it is read, as out of a pipe."""
        self.head, self.is_first_line = _beginning_of(stream, is_stream=self.is_stream)
        """At least the first line that is not blank, and as a rule 64 KiB; and whether it is that
        line alone, a JSON object in a stream, after which ``read_ahead`` reads on."""
        self._stream = stream
        self._part: Final = part
        self._spool: IO[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of what was put aside; the stream itself is for its owner to close."""
        if self._spool is not None:
            self._spool.close()

    def read_ahead(self) -> None:
        """Make ``head`` what it is of a file, where the first line does not say enough."""
        if self.is_first_line:
            self.head = _first_lines(self._stream, self.head)
            self.is_first_line = False
            vars(self).pop("opening", None)
            vars(self).pop("_beginning", None)

    @property
    def is_part(self) -> bool:
        """Whether it is some lines of a transcript, not all of it."""
        return self._part is not None

    @cached_property
    def opening(self) -> str:
        """``head`` as text; raises ``LoadError`` where it is none."""
        return self._beginning.text

    def read(self, at_most: int | None = None) -> Decoded:
        """Return all of the text.

        Raises ``LoadError`` where it is none or has more than ``at_most`` bytes, as a rule those
        of the largest call, and ``OSError``.
        """
        data = self._bytes(LARGEST_CALL if at_most is None else at_most)
        if self.options.encoding is not None:
            return decode(data, encoding=self.options.encoding, source=self.source)
        try:
            decoded = decode(data, source=self.source)
        except LoadError:
            if (mixed := decode_mixed(data, source=self.source)) is None:
                raise
            return mixed
        # A line of UTF-8 may pass for GB18030, which then has no broken bytes.
        likely = decoded.encoding
        if likely == "gb18030" or any(flaw.code == "broken-bytes" for flaw in decoded.flaws):
            return decode_mixed(data, likely=likely, source=self.source) or decoded
        return decoded

    def _bytes(self, at_most: int) -> bytes:
        blocks, size = [self.head], len(self.head)
        # To ask for all at once would set aside as much memory as the largest call may have.
        while size <= at_most and (block := self._stream.read(_BLOCK)):
            blocks.append(block)
            size += len(block)
        if size > at_most:
            raise LoadError(too_large(self.source, at_most))
        return _ended(b"".join(blocks))

    def lines(self) -> Iterator[tuple[int, Decoded | Problem]]:
        """Yield each line that is not blank with its number, from 1, without reading ahead.

        A line in another encoding than the others is told by itself; one that is no text, or
        longer than any call, is a problem.
        """
        first = self._part.first_line if self._part is not None else 1
        for number, line in enumerate(self._raw_lines(), first):
            if line is None:
                yield number, too_large(self.source, LARGEST_CALL, number)
                continue
            if not line.strip():
                continue
            try:
                decoded = self._decode_line(line, number)
            except LoadError as error:
                yield number, error.problems[0]
                continue
            if decoded.text.strip(_BLANKS):
                yield number, decoded

    @property
    def has_byte_lines(self) -> bool:
        """Whether line breaks are one byte; raises ``LoadError`` where it is no text."""
        return "\n".encode(self._beginning.encoding) == b"\n"

    def parts(self, size: int, most_lines: int) -> Iterator[tuple[TranscriptPart, bytes] | Problem]:
        """Return the transcript in parts of whole lines, each of about ``size`` bytes or fewer.

        None has more than ``most_lines`` lines, and none blank lines alone, unless all are. A part
        and its bytes make a transcript of their
        own, whose lines keep their numbers. A line longer than any call is a problem. Only for
        transcripts that ``has_byte_lines``. May raise ``LoadError`` and ``OSError``.
        """
        encoding = self._beginning.encoding
        lines: list[bytes] = []
        first, held, is_empty = 1, 0, True
        try:
            for number, line in enumerate(self._raw_lines(), 1):
                if isinstance(line, bytes):
                    lines.append(line)
                    held += len(line) + 1
                if held >= size or len(lines) >= most_lines or (line is None and lines):
                    # Blank lines by themselves would be a file in which nothing stands.
                    if any(map(_has_text, lines)):
                        yield TranscriptPart(first, encoding), b"\n".join(lines)
                        is_empty = False
                    lines, first, held = [], number + 1, 0
                if line is None:
                    yield too_large(self.source, LARGEST_CALL, number)
                    lines, first, is_empty = [], number + 1, False
        except LoadError:
            # The lines before the damage of an archive are whole.
            if any(map(_has_text, lines)):
                yield TranscriptPart(first, encoding), b"\n".join(lines)
            raise
        if (is_empty and held) or any(map(_has_text, lines)):
            yield TranscriptPart(first, encoding), b"\n".join(lines)

    def file(self) -> IO[bytes]:
        """Return the transcript as a file of bytes, at its beginning, in which one can go back.

        Afterwards ``read`` and ``lines`` are at an end. Raises ``LoadError`` where it is larger
        than any that must be read as a whole.
        """
        if not self._stream.seekable():
            self._put_aside()
        self._stream.seek(0)
        return self._stream

    def _put_aside(self) -> None:
        self._spool = spool = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  (close does it)
        size = spool.write(self.head)
        while block := self._stream.read(_BLOCK):
            size += spool.write(block)
            if size > LARGEST_FILE:
                raise LoadError(too_large(self.source, LARGEST_FILE))
        self._stream = spool

    @cached_property
    def _beginning(self) -> Decoded:
        if self._part is not None:
            return Decoded("", self._part.encoding)
        end = self.head.rfind(b"\n") + 1
        # A block may end within a character, and that is no flaw of the file.
        whole = self.head[:end] if len(self.head) >= _BLOCK and end else self.head
        try:
            return decode(whole, encoding=self.options.encoding, source=self.source)
        except LoadError as error:
            if error.problems[0].code != "not-text":
                raise
            # One bad line must not hide the good ones after it.
            if not whole.lstrip().startswith(b"{"):
                mixed = None
                if self.options.encoding is None:
                    mixed = decode_mixed(whole, source=self.source)
                if mixed is None:
                    raise
                return mixed
            encoding = with_byte_order(self.options.encoding or UTF8, whole)
            return Decoded(read_leniently(whole, encoding), encoding)

    def _decode_line(self, line: bytes | str, number: int) -> Decoded:
        likely = self._beginning.encoding
        if isinstance(line, str):
            return accept_decoded(line, likely, source=self.source, line=number)
        return decode(
            line, encoding=self.options.encoding, likely=likely, source=self.source, line=number
        )

    def _raw_lines(self) -> Iterator[bytes | str | None]:
        """Yield lines; ``None`` in place of one that is too long."""
        if not self.has_byte_lines:
            yield from self._decoded_lines()
            return
        for line in self._byte_lines():
            if line is None:
                yield None
            else:
                # A carriage return alone ends lines too; JSON never has one within a line.
                yield from line.rstrip(b"\r\n").split(b"\r")

    def _byte_lines(self) -> Iterator[bytes | None]:
        *lines, rest = self.head.split(b"\n")
        yield from lines
        is_long, skipped = False, 0
        while piece := self._stream.readline(LARGEST_CALL):
            is_long = is_long or len(rest) + len(piece) > LARGEST_CALL
            rest = b"" if is_long else rest + piece
            skipped += len(piece) if is_long else 0
            if skipped > LARGEST_FILE:
                # A device may have neither a line break nor an end.
                raise LoadError(too_large(self.source, LARGEST_FILE))
            if piece.endswith(b"\n"):
                yield None if is_long else rest
                rest, is_long, skipped = b"", False, 0
        if rest or is_long:
            yield None if is_long else _ended(rest)

    def _decoded_lines(self) -> Iterator[str | None]:
        """Yield lines of an encoding whose line breaks are not one byte."""
        decoder = codecs.getincrementaldecoder(self._beginning.encoding)("replace")
        pieces: list[str] = []
        length = 0
        for block in chain([self.head], iter(partial(self._stream.read, _BLOCK), b"")):
            piece, *more = decoder.decode(block).split("\n")
            length += len(piece)
            # What a line is too long for is let go of at once.
            pieces = [*pieces, piece] if length <= LARGEST_CALL else []
            if length > LARGEST_FILE and not more:
                raise LoadError(too_large(self.source, LARGEST_FILE))
            if more:
                yield "".join(pieces) if length <= LARGEST_CALL else None
                yield from more[:-1]
                pieces, length = more[-1:], len(more[-1])
        last = "".join(pieces) + decoder.decode(b"", final=True)
        yield last.removesuffix(_DOS_END) if length <= LARGEST_CALL else None


def _has_text(line: bytes) -> bool:
    return bool(line.strip(_BLANK_BYTES))


def _ended(data: bytes) -> bytes:
    """Return ``data`` without the mark by which programs of DOS and Windows end a file."""
    for mark in _DOS_ENDS:
        if data.endswith(mark):
            return data.removesuffix(mark)
    return data


def _beginning_of(stream: IO[bytes], *, is_stream: bool) -> tuple[bytes, bool]:
    """Return the first 64 KiB of ``stream``, or its first line alone where that is JSON.

    What writes JSON Lines into a pipe may wait for the report on a call before the next.
    """
    head = b""
    if is_stream:
        read: list[bytes] = []
        length = 0
        while length <= LARGEST_CALL:
            line = stream.readline(LARGEST_CALL)
            read.append(line)
            length += len(line)
            if not line or not line.isspace():
                break
        head = b"".join(read)
        if not read[-1]:
            return head, False
        if _is_json_line(head):
            return head, True
    return _first_lines(stream, head), False


def _is_json_line(line: bytes) -> bool:
    """Return whether ``line`` is an object of JSON and a line break."""
    text = line.removeprefix(BOM_UTF8).strip()
    if not (line.endswith(b"\n") and text.startswith(b"{")):
        return False
    try:
        msgspec.json.decode(text, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True


def _first_lines(stream: IO[bytes], head: bytes = b"") -> bytes:
    """Return the first 64 KiB of ``stream``, and more until they hold a whole line.

    ``head`` is what was read of it before.
    """
    blocks: list[bytes] = []
    begun, size = False, 0
    block = head + stream.read(_BLOCK - len(head) % _BLOCK)
    while block:
        blocks.append(block)
        size += len(block)
        written = block if begun else block.lstrip()
        begun = begun or bool(written)
        if b"\n" in written or blocks[0].startswith(PACKED) or size > LARGEST_CALL:
            break
        block = stream.read(_BLOCK)
    return b"".join(blocks)
