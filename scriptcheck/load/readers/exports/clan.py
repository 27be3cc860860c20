"""Transcripts of CLAN and TalkBank (.cha), in the format that is called CHAT.

A line ``*AGT:`` is what somebody says, ``@`` lines are about the recording, and ``%`` lines
annotate the line above them. What begins with a blank goes on with the line above.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import msgspec

from scriptcheck.call import Speaker
from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.format import Format, empty_file
from scriptcheck.load.readers.text.parted import parted_calls
from scriptcheck.load.roles.labels import role_named
from scriptcheck.load.sentence import Origin, Sentence
from scriptcheck.load.times.moments import MILLISECONDS, Moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.load.transcript import Transcript

_BEGIN: Final = "@Begin"
_BEFORE_BEGIN: Final = ("@UTF8", "@PID:", "@Font:", "@Window:", "@Color words:")
"""What may stand above the beginning."""
_LINE: Final = re.compile(r"(?:\*([^\s:]{1,16})|%([^\s:]{1,16})|@([^:]{1,40})):\s?(.*)", re.DOTALL)
_TIMES: Final = re.compile("\x15(?:[^\x15]{0,200}_)?([0-9]{1,12})_([0-9]{1,12})-?\x15")
_BARE: Final = frozenset({"@UTF8", _BEGIN, "@End"})
_CODES: Final = {
    **dict.fromkeys(("AGT", "AGE", "OPR", "OPE", "CSR", "REP"), Speaker.AGENT),
    **dict.fromkeys(("CUS", "CST", "CLI", "CAL", "CLR", "USR"), Speaker.CUSTOMER),
    **dict.fromkeys(("IVR", "SYS"), Speaker.SYSTEM),
}
"""Of three letters, as speakers have them who are not named."""
_NOT_SAID: Final = re.compile(
    r"\[[^\[\]]{0,200}\]|[<>‹›⌈⌉⌊⌋]|&=\S+|\([0-9]{0,4}\.{1,3}[0-9]{0,3}\)"
    r"|(?<=\S)@[a-z](?:[:$&][a-z:]{1,12})?(?=\s|\Z)|\+(?:[<^+,]|[\"](?=\s))"
)
"""Codes, marks of overlaps, events, pauses, and what kind of word one is."""
_FILLER: Final = re.compile(r"(?<!\S)&[-+~]?(?=\w)")
_TERMINATOR: Final = re.compile(r"\+[./\"!?]{1,4}(?<=[.?!])")
_HAN: Final = "\u3400-\u9fff\uf900-\ufaff，。？！、；：“”"
_GAP: Final = re.compile(
    rf"(?<=[{_HAN}]) (?=[{_HAN}])| (?=[,.?!;](?: |\Z))|(?<=[{_HAN}] [,?!;]) (?=[{_HAN}])"
)
_BLANKS: Final = re.compile(r"\s+")
_NOTHING: Final = frozenset({"", "0", ".", "0.", "?", "!"})
_MOST_NAMES: Final = 5


@dataclass(slots=True)
class _File:
    """What stands between a beginning and the next."""

    first: int
    """Its first line, from 1."""
    header: list[str] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)
    """The code of each speaker, and what is said with its times."""
    left: Counter[str] = field(default_factory=Counter)
    """What kinds of lines annotate others, with the number of each."""
    strange: list[int] = field(default_factory=list)
    """Lines that are none of these."""


def _recognises(transcript: Transcript) -> bool:
    for line in transcript.opening.lstrip("\ufeff \t\r\n").splitlines():
        if line.rstrip() == _BEGIN:
            return True
        if not line.startswith(_BEFORE_BEGIN):
            return False
    return False


def _read(transcript: Transcript) -> Iterator[Call | Problem]:
    decoded = transcript.read()
    files = _files(decoded.text)
    source = transcript.source
    origin = Origin(transcript.call_id, source, source, is_alone=True)
    for number, file in enumerate(files, 1):
        several = len(files) > 1
        call = _call(file, origin.part(number) if several else origin)
        yield from (_bad_line(source, line) for line in file.strange)
        parted = (parted_calls(len(files), source, file.first),) if several else ()
        yield msgspec.structs.replace(call, warnings=(*decoded.flaws, *parted, *call.warnings))


def _files(text: str) -> list[_File]:
    files: list[_File] = []
    for number, line in _logical_lines(text):
        if not files or (line == _BEGIN and files[-1].said):
            files.append(_File(number))
        _add(files[-1], number, line)
    return files


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of ``text`` with their numbers, each with those that go on with it."""
    begun: tuple[int, list[str]] | None = None
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        if begun is not None and line[:1] in {"\t", " "}:
            begun[1].append(line.strip())
        elif line.strip():
            if begun is not None:
                yield begun[0], "\n".join(begun[1])
            begun = number, [line.rstrip()]
    if begun is not None:
        yield begun[0], "\n".join(begun[1])


def _add(file: _File, number: int, line: str) -> None:
    found = _LINE.match(line)
    if found is not None and found[1]:
        file.said.append((found[1], found[4]))
    elif found is not None and found[2]:
        file.left[f"%{found[2]}"] += 1
    elif line.startswith("@"):
        if line not in _BARE:
            file.header.append(_BLANKS.sub(" ", line))
    else:
        file.strange.append(number)


def _call(file: _File, origin: Origin) -> Call:
    if not file.said:
        raise LoadError(empty_file(origin.file))
    names, roles = _participants(file.header)
    sentences = [_sentence(code, text, names, roles) for code, text in file.said]
    call = make_call(
        sentences, origin, ms_per_unit=MILLISECONDS, meta={"header": file.header or None}
    )
    return msgspec.structs.replace(call, warnings=(*call.warnings, *_warnings(file, origin)))


def _participants(header: Sequence[str]) -> tuple[dict[str, str], dict[str, Speaker]]:
    """Return the names and the roles that ``header`` gives to codes of speakers.

    ``AGT 客服 Agent`` is a code, perhaps a name, and a role.
    """
    names, roles = dict[str, str](), dict[str, Speaker]()
    for line in header:
        key, _, value = line.partition(":")
        for each in value.split(",") if key == "@Participants" else ():
            code, *words = each.split() or [""]
            if len(words) > 1:
                names[code] = " ".join(words[:-1]).replace("_", " ")
            known = (role for word in reversed(words) if (role := role_named(word)))
            if (role := next(known, None)) is not None:
                roles[code] = role
    return names, roles


def _sentence(code: str, text: str, names: dict[str, str], roles: dict[str, Speaker]) -> Sentence:
    times = [(int(start), int(end)) for start, end in _TIMES.findall(text)]
    start = Moment(min(begin for begin, _ in times)) if times else None
    end = Moment(max(until for _, until in times)) if times else None
    role = roles.get(code) or _CODES.get(code.upper())
    return Sentence(_spoken(_TIMES.sub("", text)), names.get(code, code), role, start, end)


def _spoken(text: str) -> str:
    """Return what is said in ``text``, without the marks of those who wrote it down."""
    bare = _FILLER.sub("", _NOT_SAID.sub("", text))
    bare = _TERMINATOR.sub(lambda found: found[0][-1], bare)
    said = _GAP.sub("", _BLANKS.sub(" ", bare).strip())
    return "" if said in _NOTHING else said


def _warnings(file: _File, origin: Origin) -> Iterator[Problem]:
    if file.left:
        kinds = ", ".join(sorted(file.left)[:_MOST_NAMES])
        count = file.left.total()
        message = Text(
            f"有 {count} 行标注（{kinds}）不是说的话，没有读入。",
            f"{count} lines annotate others ({kinds}); they are no speech and were not read.",
        )
        yield Problem("text-left", message, origin.file, file.first)


def _bad_line(source: str, line: int) -> Problem:
    message = Text(
        "这一行不合本文件的写法，没有读入。", "This line is not as the others; not read."
    )
    return Problem("bad-annotation", message, source, line)


CLAN: Final = Format(
    "clan",
    (".cha",),
    _recognises,
    _read,
    Text("CLAN、TalkBank 的 CHAT 转写", "CHAT transcripts of CLAN and TalkBank"),
)
