"""The formats that can be read, and which of them a transcript is in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scriptcheck.did_you_mean import did_you_mean
from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.load.archives.registry import ARCHIVES
from scriptcheck.load.readers.canonical.shape import CANONICAL
from scriptcheck.load.readers.chats.chat_text import CHAT_TEXT
from scriptcheck.load.readers.exports.annotations import CTM, ELAN, STM, TEXTGRID
from scriptcheck.load.readers.exports.ass import ASS
from scriptcheck.load.readers.exports.chat_messages import CHAT_MESSAGES
from scriptcheck.load.readers.exports.clan import CLAN
from scriptcheck.load.readers.exports.delimited import CSV
from scriptcheck.load.readers.exports.expanded import EXPANDED
from scriptcheck.load.readers.exports.html_page import HTML
from scriptcheck.load.readers.exports.json_turns import JSON_TURNS
from scriptcheck.load.readers.exports.label_studio import LABEL_STUDIO
from scriptcheck.load.readers.exports.parquet import PARQUET
from scriptcheck.load.readers.exports.subtitles import SBV, SRT, VTT
from scriptcheck.load.readers.exports.ttml import TTML
from scriptcheck.load.readers.exports.workbook import XLSX
from scriptcheck.load.readers.installed import installed_formats
from scriptcheck.load.readers.json.files import JSON, JSON_LINES, shape_format
from scriptcheck.load.readers.json.shapes import CHATS, SHAPES
from scriptcheck.load.readers.text.plain_text import PLAIN_TEXT
from scriptcheck.load.readers.text.word import DOCX

if TYPE_CHECKING:
    from scriptcheck.load.readers.format import Format
    from scriptcheck.load.readers.json.shape import JsonShape
    from scriptcheck.load.transcript import Transcript

FORMATS: Final[tuple[Format, ...]] = (
    XLSX,
    PARQUET,
    DOCX,
    CHAT_MESSAGES,
    CHAT_TEXT,
    JSON_LINES,
    JSON,
    *map(shape_format, SHAPES),
    TEXTGRID,
    ELAN,
    TTML,
    ASS,
    VTT,
    SRT,
    SBV,
    STM,
    CTM,
    CLAN,
    HTML,
    EXPANDED,
    CSV,
    PLAIN_TEXT,
)
"""In the order in which they are asked; where two recognise a transcript, the first reads it."""

TRANSCRIPT_SUFFIXES: Final = frozenset[str]().union(
    *(form.suffixes for form in FORMATS), *(archive.suffixes for archive in ARCHIVES)
)
"""Suffixes of the files that are read from folders."""


@dataclass(frozen=True, slots=True)
class Formats:
    """All formats of one run."""

    formats: tuple[Format, ...]
    """In the order in which they are asked: those of other packages first, but for shapes of JSON,
    which are asked about what JSON holds."""
    shapes: tuple[JsonShape, ...] = ()
    """The shapes of JSON that other packages bring."""
    problems: tuple[Problem, ...] = ()
    """Why formats of other packages cannot be used."""

    @property
    def suffixes(self) -> frozenset[str]:
        """Suffixes of the files that are read from folders, lower case, with the dot."""
        return TRANSCRIPT_SUFFIXES.union(*(form.suffixes for form in self.formats))

    def choose(self, transcript: Transcript) -> Format:
        """Return the format of ``transcript``: by content, else by suffix, else plain text."""
        by_content = (form for form in self.formats if form.recognises(transcript))
        by_suffix = (form for form in self.formats if transcript.suffix in form.suffixes)
        return next(by_content, None) or next(by_suffix, PLAIN_TEXT)

    def named(self, name: str) -> Format:
        """Return the format called ``name``; raises ``UsageError`` where there is none."""
        for form in self.formats:
            if form.name == name:
                return form
        message = Text(f"没有名为“{name}”的格式。", f"No format is called '{name}'.")
        names = [form.name for form in self.formats]
        there = Text(f"可用的有 {'、'.join(names)}。", f"There are {', '.join(names)}.")
        fix = did_you_mean(name, names, then=there)
        raise UsageError(Problem("unknown-input-format", message, fix=fix))


def known_formats() -> Formats:
    """Return the formats of scriptcheck and those that other packages bring."""
    taken = {form.name for form in FORMATS} | {archive.name for archive in ARCHIVES}
    installed = installed_formats(taken)
    # Behind JSON, to which what only its suffix shows to be JSON belongs.
    behind = FORMATS.index(JSON) + 1
    formats = (
        *installed.formats,
        *FORMATS[:behind],
        *map(shape_format, installed.shapes),
        *FORMATS[behind:],
    )
    return Formats(formats, installed.shapes, installed.problems)


def recogniser_names() -> Text:
    """Return the names of the recognisers whose output can be read, as people read them."""
    others = (CANONICAL, JSON_TURNS, LABEL_STUDIO, *CHATS)
    titles = [shape.title for shape in SHAPES if shape not in others]
    return Text("、".join(each.zh for each in titles), ", ".join(each.en for each in titles))


def choose_format(transcript: Transcript) -> Format:
    """Return which format of scriptcheck's own ``transcript`` is in."""
    return Formats(FORMATS).choose(transcript)
