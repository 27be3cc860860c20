"""The column of what is said, by its cells, where no list knows its name: 时间, 角色, 说了啥."""

from __future__ import annotations

import re
from statistics import fmean
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.call import Speaker
from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.columns import find_columns, is_duration
from scriptcheck.load.readers.exports.cell_text import plain
from scriptcheck.load.readers.text.dialogue_text import is_dialogue
from scriptcheck.load.roles.labels import role_named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.load.readers.exports.table_row import TableRow

_HAN: Final = re.compile("[\u3400-\u9fff]")
_NAME: Final = re.compile(r"(?=.*[^\W\d])[\w /()（）\-·]{1,16}")
_NOTE: Final = re.compile(
    r"备注|備註|说明|說明|描述|地址|摘要|小结|小結|总结|總結|关键词|關鍵詞|标签|標籤|意见|意見|评语|評語"
    r"|点评|點評|评价|評價|建议|建議|翻译|翻譯|译文|譯文|原因|名称|名稱|姓名|标题|標題|主题|主題|公司|部门|部門"
    r"|质检|質檢|规则|規則|扣分|情绪|情緒|意图|意圖"
    r"|note|remark|comment|summary|title|subject|name|address|translat|reason",
    re.IGNORECASE,
)
"""What the name of a column has that speaks of a call, or of a turn, and is not what is said."""
_BOTH: Final = frozenset({Speaker.AGENT, Speaker.CUSTOMER})
_FEWEST_ROWS: Final = 2
_LONGEST_ID: Final = 12
_MOST_SPEAKERS: Final = 4
_SENTENCE: Final = 5
"""Characters that one cell has at least; names of people have fewer."""
_CLEAR: Final = 2
"""How many times as long as in the next column the cells are."""


class TextGuess(NamedTuple):
    """What a table whose column of text has an unknown name seems to be."""

    number: int
    """The row that names the columns."""
    given: Mapping[str, str]
    """Names of columns by field, as if the user had given them."""
    rivals: tuple[str, ...] = ()
    """Names of columns of which any might hold what is said; then none is chosen."""


def guess_text(rows: Sequence[TableRow], given: Mapping[str, str]) -> TextGuess | None:
    """Return which columns of ``rows`` hold what is said and who says it, by what they hold.

    There has to be a heading, below which a column has roles or a few labels, and one alone has
    sentences; or below which one has dialogues. ``given`` names columns of fields.
    """
    if "text" in given:
        return None
    for number, row in enumerate(rows):
        names = [plain(cell) for cell in row.spread()]
        if not _are_names(names):
            continue
        below = [[plain(cell) for cell in each.spread()] for each in rows[number + 1 :]]
        columns = find_columns(names, given)
        if set(given) <= set(columns) and (guess := _guess(number, names, columns, below)):
            return guess._replace(given={**given, **guess.given})
    return None


def guessed(guess: TextGuess, source: str, line: int) -> tuple[Problem, ...]:
    """Return the warning that the columns of ``guess`` were known by their cells alone."""
    name, speaker = guess.given["text"], guess.given.get("speaker")
    zh = f"，把“{speaker}”当作说话人" if speaker else ""
    en = f", and '{speaker}' for who says it" if speaker else ""
    message = Text(
        f"列名“{name}”不认识；按各行写的内容，把它当作说话内容{zh}。",
        f"The column '{name}' has no known name; by what stands in it, it was taken for what is"
        f" said{en}.",
    )
    fix = Text(
        f"请核对；写明 --columns text={name} 就不再提醒。",
        f"Check it; with --columns text={name} there is no warning.",
    )
    return (Problem("text-column-guessed", message, source, line, fix=fix),)


def unclear(guess: TextGuess, source: str, line: int) -> Problem:
    """Return the problem of a table in which several columns might hold what is said."""
    message = Text(
        f"看不出哪一列是说话内容，列名都不认识：“{'”“'.join(guess.rivals)}”。",
        f"Several columns might hold what is said, and none has a known name:"
        f" {', '.join(guess.rivals)}.",
    )
    name = guess.rivals[0]
    fix = Text(f"请指定，如 --columns text={name}。", f"Say which, as in --columns text={name}.")
    return Problem("no-columns", message, source, line, fix=fix)


def _are_names(names: Sequence[str]) -> bool:
    """Return whether ``names`` may be those of columns: short, different, and no roles."""
    written = list(filter(None, names))
    return (
        len(written) > 1
        and len(set(written)) == len(written)
        and all(_NAME.fullmatch(name) for name in written)
        and not any(role_named(name) for name in written if not find_columns([name], {}))
    )


def _guess(
    number: int, names: Sequence[str], columns: Mapping[str, int], below: Sequence[Sequence[str]]
) -> TextGuess | None:
    free = [
        index
        for index, name in enumerate(names)
        if name and index not in columns.values() and not is_duration(name)
    ]
    dialogues = [index for index in free if _are_dialogues(_column(below, index))]
    if len(dialogues) == 1:
        return TextGuess(number, {"text": names[dialogues[0]]})
    speaker = _speaker(free, columns, below)
    if speaker is None or len(below) < _FEWEST_ROWS:
        return None
    lengths = {
        index: fmean(map(len, cells))
        for index in free
        if index != speaker
        and _NOTE.search(names[index]) is None
        and _are_sentences(cells := _column(below, index), len(below))
    }
    if not lengths:
        return None
    best = max(lengths, key=lengths.__getitem__)
    rivals = [index for index in lengths if lengths[index] * _CLEAR > lengths[best]]
    if len(rivals) > 1:
        return TextGuess(number, {}, tuple(names[index] for index in rivals))
    own = {} if "speaker" in columns else {"speaker": names[speaker]}
    return TextGuess(number, {"text": names[best], **own})


def _column(rows: Sequence[Sequence[str]], index: int) -> list[str]:
    return [row[index] for row in rows if index < len(row) and row[index]]


def _are_dialogues(cells: Sequence[str]) -> bool:
    return bool(cells) and sum(map(is_dialogue, cells)) * 2 > len(cells)


def _speaker(
    free: Sequence[int], columns: Mapping[str, int], below: Sequence[Sequence[str]]
) -> int | None:
    """Return the column of who speaks: one of roles, or of a known name with a few labels.

    One of an unknown name needs others of known ones, so that a text with commas is no table.
    """
    known = columns.get("speaker")
    if known is not None:
        cells = _column(below, known)
        labels = set(cells)
        is_few = 1 < len(labels) <= _MOST_SPEAKERS and all(map(_is_label, labels))
        return known if _are_roles(cells) or (is_few and len(labels) < len(cells)) else None
    others = (index for index in free if _are_roles(_column(below, index)))
    return next(others, None) if columns else None


def _are_roles(cells: Sequence[str]) -> bool:
    """Return whether ``cells`` name roles, those of both sides among them."""
    roles = list(map(role_named, cells))
    return None not in roles and set(roles) >= _BOTH


def _is_label(cell: str) -> bool:
    return role_named(cell) is not None or (cell.isascii() and len(cell) <= _LONGEST_ID)


def _are_sentences(cells: Sequence[str], count: int) -> bool:
    """Return whether ``cells``, of ``count`` rows, have varied Chinese text."""
    said = sum(_HAN.search(cell) is not None for cell in cells)
    is_long = max(map(len, cells), default=0) >= _SENTENCE
    return is_long and said * 2 >= count and len(set(cells)) * 2 > len(cells)
