"""Turns of a call on a terminal, with what matters in them underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.call import Speaker, Turn
from scriptcheck.language import Text
from scriptcheck.match.reasons import learned_text
from scriptcheck_cli.console import one_line
from scriptcheck_cli.views.excerpt import excerpt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.text import Text as RichText

    from scriptcheck.call import Call
    from scriptcheck.language import Lang
    from scriptcheck.report import CueMatch, Edit, Nearest, SuppressedMatch, Suspect

SPEAKERS: Final = {
    Speaker.AGENT: Text("客服", "agent"),
    Speaker.CUSTOMER: Text("客户", "customer"),
    Speaker.UNKNOWN: Text("未知", "unknown"),
    Speaker.SYSTEM: Text("系统", "system"),
}
BETWEEN: Final = Text("；", "; ")
LISTED: Final = Text("、", ", ")
GUTTER: Final = "bright_blue"
BAR: Final = " │ "

_EDITS: Final = {
    "homophone": Text("同音", "homophone"),
    "confusion": Text("近音", "confusion"),
    "missing": Text("缺", "missing"),
    "added": Text("多", "added"),
    "changed": Text("不同", "changed"),
    "stutter": Text("重复", "stutter"),
    "hesitation": Text("停顿", "hesitation"),
}
_NEAREST: Final = Text("最接近，相似度 {:.0%}", "nearest, {:.0%} alike")
_LACKS: Final = Text("缺：{}", "lacks: {}")
_STYLES: Final = {"^": "bold red", "~": "yellow"}
_NARROWEST: Final = 10
"""Cells of a line of words at least, however narrow the terminal."""


class Marked(NamedTuple):
    """Part of a turn that is to be underlined."""

    number: int
    """The number of the turn."""
    turn: Turn
    start: int
    end: int
    note: str = ""
    sign: str = "^"


class Layout(NamedTuple):
    """How lines are laid out."""

    margin: int
    """Cells that numbers of turns take."""
    width: int
    """Cells of a line."""
    lang: Lang

    def room(self, turn: Turn) -> int:
        """Return how many cells are left for what is said in ``turn``."""
        from rich.cells import cell_len

        return self.width - self.margin - len(BAR) - cell_len(self.who(turn))

    def who(self, turn: Turn) -> str:
        """Return who speaks, ahead of what is said."""
        return f"{SPEAKERS[turn.speaker].to(self.lang)}: "


def heard_mark(hit: CueMatch, call: Call, lang: Lang) -> Marked:
    """Return ``hit`` for underlining, with how it differs from its phrase."""
    learned = "" if hit.learned is None else one_line(learned_text(hit.learned).to(lang))
    notes = (_edits(hit.edits, lang), one_line(hit.note), _value(hit), learned)
    note = BETWEEN.to(lang).join(filter(None, notes))
    if hit.turn < len(call.turns):
        return Marked(hit.turn, call.turns[hit.turn], hit.start, hit.end, note)
    # What was said is not at hand, only what is quoted of it.
    return Marked(hit.turn, Turn(Speaker(hit.speaker), hit.quote), 0, len(hit.quote), note)


def suspect_mark(suspect: Suspect, call: Call, lang: Lang) -> Marked:
    """Return ``suspect`` for underlining, with what it is similar to and how sure that is."""
    note = one_line(learned_text(suspect.learned).to(lang))
    if suspect.turn < len(call.turns):
        turn = call.turns[suspect.turn]
        return Marked(suspect.turn, turn, suspect.start, suspect.end, note, "~")
    turn = Turn(Speaker(suspect.speaker), suspect.quote)
    return Marked(suspect.turn, turn, 0, len(suspect.quote), note, "~")


def dropped_mark(dropped: SuppressedMatch, call: Call) -> Marked:
    """Return the candidate ``dropped`` for underlining, with what decided that."""
    note = one_line(dropped.detail)
    if dropped.turn < len(call.turns):
        turn = call.turns[dropped.turn]
        return Marked(dropped.turn, turn, dropped.start, dropped.end, note, "~")
    turn = Turn(Speaker(dropped.speaker), dropped.quote)
    return Marked(dropped.turn, turn, 0, len(dropped.quote), note, "~")


def nearest_mark(nearest: Nearest, call: Call, lang: Lang) -> Marked:
    """Return ``nearest`` for underlining, with how near it is and what it lacks."""
    note = _NEAREST.to(lang).format(nearest.similarity)
    if nearest.lacks:
        lacks = LISTED.to(lang).join(map(one_line, nearest.lacks))
        note += BETWEEN.to(lang) + _LACKS.to(lang).format(lacks)
    turn = Turn(Speaker.UNKNOWN, nearest.quote)
    if nearest.turn < len(call.turns):
        turn = call.turns[nearest.turn]
    start = max(0, turn.text.find(nearest.quote))
    return Marked(nearest.turn, turn, start, start + len(nearest.quote), note, "~")


def _value(hit: CueMatch) -> str:
    """Return the value that was understood, where evidence is of values."""
    return f"= {one_line(hit.phrase)}" if hit.how == "value" else ""


def _edits(edits: Iterable[Edit], lang: Lang) -> str:
    shown = []
    for edit in edits:
        kind = _EDITS[edit.kind].to(lang) if edit.kind in _EDITS else edit.kind
        words = "→".join(filter(None, (edit.said, edit.expected)))
        shown.append(one_line(f"{kind} {words}"))
    return LISTED.to(lang).join(shown)


def marked_lines(marks: Iterable[Marked], layout: Layout) -> Iterator[RichText]:
    """Yield each turn with its marks underlined, and the notes beside or below.

    Marks that follow each other in one turn share its line where that is wide enough.
    """
    group: list[Marked] = []
    for mark in marks:
        if group and not _share(group, mark, layout):
            yield from _underlined(group, layout)
            group = []
        group.append(mark)
    if group:
        yield from _underlined(group, layout)


def _share(group: Sequence[Marked], mark: Marked, layout: Layout) -> bool:
    from rich.cells import cell_len

    first, last = group[0], group[-1]
    return (
        (mark.number, mark.sign) == (last.number, last.sign)
        and mark.start >= last.end
        # A note stands behind the mark that it is about.
        and not any(each.note for each in group)
        and cell_len(one_line(mark.turn.text[first.start : mark.end])) <= layout.room(mark.turn)
    )


def _underlined(group: Sequence[Marked], layout: Layout) -> Iterator[RichText]:
    from rich.cells import cell_len
    from rich.text import Text as RichText

    first, last = group[0], group[-1]
    turn, who, style = first.turn, layout.who(first.turn), _STYLES[first.sign]
    shown = excerpt(turn, first.start, last.end, layout.room(turn))
    spoken = RichText.assemble((who, "dim"), shown.before)
    signs = RichText(" " * cell_len(who + shown.before))
    if len(group) == 1:
        spoken.append(shown.marked, style=style)
        signs.append(first.sign * max(1, cell_len(shown.marked)), style=style)
    else:
        end = first.start
        for mark in group:
            between = one_line(turn.text[end : mark.start])
            quote = one_line(turn.text[mark.start : mark.end])
            spoken.append(between).append(quote, style=style)
            signs.append(" " * cell_len(between)).append(
                mark.sign * max(1, cell_len(quote)), style=style
            )
            end = mark.end
    spoken.append(shown.after)
    yield numbered(str(first.number + 1), layout, spoken)
    yield from _noted(signs, last.note, cell_len(who), style, layout)


def _noted(
    signs: RichText, words: str, indent: int, style: str, layout: Layout
) -> Iterator[RichText]:
    """Yield the line of ``signs`` with the note beside it, or below where that is too narrow."""
    from rich.text import Text as RichText

    note = RichText(f" {words}" if words else "", style=style)
    if signs.cell_len + note.cell_len <= layout.width - layout.margin - len(BAR):
        yield numbered("", layout, RichText.assemble(signs, note))
        return
    yield numbered("", layout, signs)
    gutter = RichText.assemble(" " * layout.margin, (BAR, GUTTER), " " * indent)
    for row in wrapped(RichText(words, style=style), layout.width - gutter.cell_len):
        yield RichText.assemble(gutter, row)


def numbered(number: str, layout: Layout, line: RichText) -> RichText:
    """Return ``line`` behind the number of its turn."""
    from rich.text import Text as RichText

    return RichText.assemble((number.rjust(layout.margin), GUTTER), (BAR, GUTTER), line)


def hanging(lead: str, line: RichText, width: int) -> Iterator[RichText]:
    """Yield ``line`` wrapped, its lines below each other after ``lead``."""
    from rich.text import Text as RichText

    for number, row in enumerate(wrapped(line, width - len(lead))):
        yield RichText.assemble(" " * len(lead) if number else lead, row)


def wrapped(line: RichText, width: int) -> Iterator[RichText]:
    """Yield ``line`` in as many lines as ``width`` needs."""
    from rich.console import Console

    for part in line.wrap(Console(), max(_NARROWEST, width), overflow="fold"):
        part.rstrip()
        yield part
