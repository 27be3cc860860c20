"""Bytes to text, and every byte that could not be read reported."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.errors import LoadError, Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.load.encoding.detect import UTF8, detect, plausibility, read_leniently, sample

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES: Final = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030",
    "cp950": "Big5",
    "big5hkscs": "Big5-HKSCS",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
}
# Text encodings by Python's book, but none that a file of Chinese text is in.
_NOT_FOR_FILES: Final = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "mbcs", "oem"}
)
_BROKEN: Final = "\ufffd"
_MOST_BROKEN: Final = 0.1
"""Share of characters that may be broken before the whole is taken for something else."""
_FEW_BROKEN: Final = 3
_CLEARLY_BETTER: Final = 0.5
_SAMPLE: Final = 4096
_THREE_BYTES: Final = "\u0800"
_ASCII: Final = bytes(range(1, 0x80))
_CONTROLS: Final = re.compile("[\x01-\x08\x0e-\x1b\x7f]")


class _Reading(NamedTuple):
    text: str
    broken: int
    """How many U+FFFD stand for bytes that could not be read."""
    is_cut: bool
    """Whether the last character is cut in two, and U+FFFD for that."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Bytes as text."""

    text: str
    """Without byte order mark and NUL characters."""
    encoding: str
    """Python's name of the encoding."""
    flaws: tuple[Problem, ...] = ()
    """What was lost, as warnings of the calls in the text."""


def check_encoding(name: str) -> str:
    """Return Python's name of the encoding ``name``.

    Raises ``UsageError`` where Python knows no such text encoding.
    """
    try:
        codec = codecs.lookup(name)
        "".encode(codec.name)
    except (LookupError, ValueError):
        codec = None
    if codec is None or codec.name.replace("_", "-") in _NOT_FOR_FILES:
        message = Text(f"没有名为“{name}”的文本编码。", f"No text encoding is called '{name}'.")
        fix = Text(
            "可用的有 utf-8、gb18030、big5、utf-16 等；不指定则自动识别。",
            "There are utf-8, gb18030, big5, utf-16 and others; it is recognised without.",
        )
        raise UsageError(Problem("unknown-encoding", message, fix=fix))
    return codec.name


def decode(
    data: bytes,
    *,
    encoding: str | None = None,
    likely: str | None = None,
    source: str = "",
    line: int | None = None,
) -> Decoded:
    """Return ``data`` as text, in ``encoding`` or else in the one that it looks to be in.

    ``likely`` is the encoding of what stands around a short piece. A few broken bytes become
    U+FFFD and flaws of the result. ``source`` and ``line``, where ``data`` begins, are named in
    problems. Raises ``LoadError`` where ``data`` is no text or is not in ``encoding``.
    """
    if encoding is None and likely == UTF8 and (text := _plain_utf8(data)) is not None:
        return Decoded(text, UTF8)
    name = _tell(data, likely) if encoding is None else with_byte_order(encoding, data)
    if name is None:
        raise LoadError(_not_text(source, line))
    reading = _read(data, name)
    if encoding is not None:
        _check_named(data, reading.text, name, source, line)
    return _accept(reading, name, source, line)


def accept_decoded(
    text: str, encoding: str, *, source: str = "", line: int | None = None
) -> Decoded:
    """Return ``text``, in which U+FFFD already stands for what could not be read.

    Raises ``LoadError`` where that is too much.
    """
    reading = _Reading(text.removeprefix("\ufeff"), text.count(_BROKEN), False)
    return _accept(reading, encoding, source, line)


def _accept(reading: _Reading, encoding: str, source: str, line: int | None) -> Decoded:
    if _is_too_broken(reading.text) or _is_binary(reading.text):
        raise LoadError(_not_text(source, line))
    flaws = tuple(_flaws(reading, source, line))
    return Decoded(reading.text.replace("\0", ""), encoding, flaws)


def _tell(data: bytes, likely: str | None) -> str | None:
    if likely is not None and likely != UTF8 and _fits(data, likely):
        # Two bytes may be one letter of UTF-8 by chance, three hardly.
        is_utf8 = _fits(data, UTF8) and max(data.decode(UTF8), default="") >= _THREE_BYTES
        return UTF8 if is_utf8 else likely
    return detect(data) or (UTF8 if _is_mostly_ascii(data) else None)


def _plain_utf8(data: bytes) -> str | None:
    """Return ``data`` as text where it is UTF-8 in which there is nothing to look into."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return text if _BROKEN not in text and text.replace("\t", "").isprintable() else None


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeError:
        return False
    return True


def _read(data: bytes, encoding: str) -> _Reading:
    try:
        text, broken, is_cut = data.decode(encoding), 0, False
    except UnicodeError:
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        text = decoder.decode(data)
        broken = text.count(_BROKEN)
        end = decoder.decode(b"", final=True)
        text, is_cut = text + end, bool(end)
    return _Reading(text.removeprefix("\ufeff"), broken, is_cut)


def _check_named(data: bytes, text: str, named: str, source: str, line: int | None) -> None:
    """Raise ``LoadError`` where ``data`` is not in the encoding that the user named."""
    found = detect(data)
    if found is None or found == named:
        likelier = False
    else:
        # ASCII says nothing, however much of it stands before the rest.
        as_told = "".join(islice((char for char in text if not char.isascii()), _SAMPLE))
        as_found = plausibility(read_leniently(sample(data), found))
        likelier = as_found > plausibility(as_told) + _CLEARLY_BETTER
    if not (likelier or _is_too_broken(text)):
        return
    looks = Text(f"，看起来是 {encoding_name(found)}", f"; it looks like {encoding_name(found)}")
    zh, en = looks if found and likelier else ("", "")
    message = Text(
        f"文件不是 {encoding_name(named)} 编码{zh}。",
        f"The file is not in {encoding_name(named)}{en}.",
    )
    fix = Text(
        "请不指定编码（自动识别），或指定正确的编码。",
        "Leave the encoding out to have it told, or name the right one.",
    )
    raise LoadError(Problem("wrong-encoding", message, source, line, fix=fix))


def with_byte_order(encoding: str, data: bytes) -> str:
    """Return ``encoding``, with the byte order of ``data`` if it leaves that open."""
    if encoding not in {"utf-16", "utf-32"}:
        return encoding
    found = detect(data) or ""
    return found if found.startswith(encoding) else f"{encoding}-le"


def encoding_name(encoding: str | None) -> str:
    """Return the usual name of what Python calls ``encoding``."""
    return _NAMES.get(encoding or "", encoding or "")


def _is_mostly_ascii(data: bytes) -> bool:
    return len(data.translate(None, _ASCII)) <= len(data) * _MOST_BROKEN


def _is_too_broken(text: str) -> bool:
    # A few broken characters say nothing about a short text.
    return text.count(_BROKEN) > max(_FEW_BROKEN, len(text) * _MOST_BROKEN)


def _is_binary(text: str) -> bool:
    return len(_CONTROLS.findall(text)) > len(text) * _MOST_BROKEN


def _flaws(reading: _Reading, source: str, line: int | None) -> Iterator[Problem]:
    text = reading.text
    if nuls := text.count("\0"):
        message = Text(f"去掉了 {nuls} 个空字符（NUL）。", f"{nuls} NUL characters were taken out.")
        yield Problem("nul-characters", message, source, *_place(text, text.index("\0"), line))
    if reading.broken:
        message = Text(
            f"有 {reading.broken} 处字节无法识别，以 � 代替。",
            f"Bytes in {reading.broken} places could not be read and became �.",
        )
        fix = Text("请重新导出这个文件。", "Export the file again.")
        yield Problem(
            "broken-bytes", message, source, *_place(text, text.index(_BROKEN), line), fix
        )
    if reading.is_cut:
        message = Text(
            "文件在一个字符中间断开，末尾的残缺字符以 � 代替。",
            "The file ends in the middle of a character, which became �.",
        )
        fix = Text("请检查文件是否完整。", "Check whether the file is complete.")
        yield Problem("cut-off", message, source, *_place(text, len(text) - 1, line), fix)


def _place(text: str, offset: int, line: int | None) -> tuple[int, int]:
    """Return line and column of ``offset`` in ``text``, which begins at ``line``."""
    before = text[:offset]
    return (line or 1) + before.count("\n"), offset - before.rfind("\n")


def _not_text(source: str, line: int | None) -> Problem:
    message = Text(
        "不是文本，或者编码无法识别。", "Not text, or text in an encoding that cannot be told."
    )
    fix = Text(
        "Word、PDF 等请另存为 .txt；如果是文本，请指定编码（--encoding）。",
        "Save Word or PDF files as .txt; if it is text, name its encoding (--encoding).",
    )
    return Problem("not-text", message, source, line, fix=fix)
