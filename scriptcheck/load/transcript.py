"""One transcript as a format sees it: its name, its beginning, and its text when asked for."""

from __future__ import annotations

import codecs
from functools import partial
from itertools import chain
from typing import IO, TYPE_CHECKING, Final

from scriptcheck.errors import LoadError
from scriptcheck.load.detect_encoding import UTF8, read_leniently
from scriptcheck.load.encoding import Decoded, accept_decoded, decode, with_byte_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.errors import Problem

_BLOCK: Final = 65536
_BLANKS: Final = "\ufeff \t\r\n\f\v"


class Transcript:
    """An open file or standard input, which is read once and no further than it must be."""

    def __init__(
        self,
        stream: IO[bytes],
        *,
        source: str,
        call_id: str,
        suffix: str = "",
        encoding: str | None = None,
    ) -> None:
        self.source: Final = source
        """The path as the user would name it."""
        self.call_id: Final = call_id
        """The id of a call that says none itself."""
        self.suffix: Final = suffix
        """Lower case, with the dot; empty where there is none."""
        self.head: Final = _first_lines(stream)
        """At least the first line that is not blank, and as a rule 64 KiB."""
        self._stream: Final = stream
        self._told: Final = encoding
        beginning = self._decode_head()
        self.opening: Final = beginning.text
        """``head`` as text."""
        self._encoding: Final = beginning.encoding

    def read(self) -> Decoded:
        """Return all of the text; raises ``LoadError`` where it is none, and ``OSError``."""
        data = self.head + self._stream.read()
        return decode(data, encoding=self._told, source=self.source)

    def lines(self) -> Iterator[tuple[int, Decoded | Problem]]:
        """Yield each line that is not blank with its number, from 1, without reading ahead.

        A line in another encoding than the others is told by itself; one that is no text is a
        problem.
        """
        for number, line in enumerate(self._raw_lines(), 1):
            try:
                decoded = self._decode_line(line, number)
            except LoadError as error:
                yield number, error.problems[0]
                continue
            if decoded.text.strip(_BLANKS):
                yield number, decoded

    def _decode_head(self) -> Decoded:
        end = self.head.rfind(b"\n") + 1
        # A block may end within a character, and that is no flaw of the file.
        whole = self.head[:end] if len(self.head) >= _BLOCK and end else self.head
        try:
            return decode(whole, encoding=self._told, source=self.source)
        except LoadError as error:
            # One bad line must not hide the good ones after it.
            if error.problems[0].code != "not-text" or not whole.lstrip().startswith(b"{"):
                raise
            encoding = with_byte_order(self._told or UTF8, whole)
            return Decoded(read_leniently(whole, encoding), encoding)

    def _decode_line(self, line: bytes | str, number: int) -> Decoded:
        if isinstance(line, str):
            return accept_decoded(line, self._encoding, source=self.source, line=number)
        return decode(
            line, encoding=self._told, likely=self._encoding, source=self.source, line=number
        )

    def _raw_lines(self) -> Iterator[bytes | str]:
        if "\n".encode(self._encoding) != b"\n":
            return self._decoded_lines()
        # A carriage return alone ends lines too; JSON never has one within a line.
        return chain.from_iterable(line.rstrip(b"\r\n").split(b"\r") for line in self._byte_lines())

    def _byte_lines(self) -> Iterator[bytes]:
        *lines, rest = self.head.split(b"\n")
        yield from lines
        for line in self._stream:
            yield rest + line
            rest = b""
        if rest:
            yield rest

    def _decoded_lines(self) -> Iterator[str]:
        """Yield lines of an encoding whose line breaks are not one byte."""
        decoder = codecs.getincrementaldecoder(self._encoding)("replace")
        pieces: list[str] = []
        for block in chain([self.head], iter(partial(self._stream.read, _BLOCK), b"")):
            piece, *more = decoder.decode(block).split("\n")
            pieces.append(piece)
            if more:
                yield "".join(pieces)
                yield from more[:-1]
                pieces = more[-1:]
        yield "".join(pieces) + decoder.decode(b"", final=True)


def _first_lines(stream: IO[bytes]) -> bytes:
    """Return the first 64 KiB of ``stream``, and more until they hold a whole line."""
    blocks = []
    begun = False
    while block := stream.read(_BLOCK):
        blocks.append(block)
        written = block if begun else block.lstrip()
        begun = begun or bool(written)
        if b"\n" in written:
            break
    return b"".join(blocks)
