"""Turns that are numbered, in a column such as 序号 or ``seq``, and may stand in another order."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.language import Text
from scriptcheck.load.call_data.mangled import whole_id
from scriptcheck.load.readers.exports.cell_text import plain
from scriptcheck.text.simplify import simplify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.exports.table import Table
    from scriptcheck.load.readers.exports.table_row import TableRow
    from scriptcheck.load.sentence import Origin

_NAMES: Final = (
    "序号 轮次 轮次号 句序 句序号 顺序号 句子序号 对话序号 消息序号 话轮 话轮序号 "
    "seq seqno sequence sequenceno sequencenumber turn turnno turnid turnindex turnnumber "
    "sentenceid sentenceno sentenceindex sentenceorder msgseq messageseq lineno"
)
NAMES: Final = frozenset(_NAMES.split())
"""Names of columns and keys that number the turns of a call."""
_OF_ROWS: Final = frozenset({"序号", "lineno"})
"""Those of them that may number the rows of the table as they stand, and are asked last."""
_MARKS: Final = re.compile(r"[\s_\-./]+")
_NUMBER: Final = re.compile(r"第?\s*([0-9]{1,18})\s*(?:[句轮輪条條行.、号號]|[轮輪]次)?")
"""A number of a turn; longer ones are ids."""


class NumberedOrder(NamedTuple):
    """What the numbers of turns say of their order."""

    name: str
    """The column or key that numbers them."""
    places: list[int] | None = None
    """The places of the turns in the order of their numbers; ``None`` where they stay."""


def numbered_order(
    names: Iterable[str], numbers: Callable[[str], Sequence[str]]
) -> NumberedOrder | None:
    """Return what one of ``names`` says of the order of turns, where it contradicts theirs.

    ``numbers`` gives what the turns have under a name. They are sorted by whole numbers of which
    none is missing, and none stands twice; by others it is only known that something is wrong.
    """
    known = {name: bare for name in names if (bare := _bare(name)) in NAMES}
    name = min(known, key=lambda each: known[each] in _OF_ROWS, default=None)
    if name is None:
        return None
    read = [_NUMBER.fullmatch(text.strip()) for text in numbers(name)]
    found = [int(each[1]) for each in read if each is not None]
    if all(one <= other for one, other in pairwise(found)):
        return None
    if len(found) < len(read) or len(set(found)) < len(found):
        return NumberedOrder(name)
    return NumberedOrder(name, sorted(range(len(found)), key=found.__getitem__))


def numbers_in(table: Table, rows: Sequence[TableRow], name: str) -> list[str]:
    """Return what each of ``rows`` of ``table`` has in the column ``name``."""
    index = table.names.index(name)
    return [whole_id(plain(row.cells[index])) if index < len(row.cells) else "" for row in rows]


def order_warning(order: NumberedOrder, origin: Origin) -> Problem:
    """Return the warning that turns were sorted by their numbers, or contradict them."""
    name = order.name
    if order.places is not None:
        message = Text(
            f"句子没有按“{name}”排列，又没有时间，已按“{name}”排序。",
            f"The sentences were not in the order of '{name}', and have no times; they have been"
            " sorted by it.",
        )
        return origin.problem("out-of-order", message)
    message = Text(
        f"句子没有按“{name}”排列，又没有时间；“{name}”有重复或不全，没有据此排序，先后可能不对。",
        f"The sentences are not in the order of '{name}', and have no times; its numbers stand"
        " there twice or are missing, so that the order was left and may be wrong.",
    )
    fix = Text(
        "请按说话先后排序后重新导出；如果是几通电话，请用 --columns call_id=列名 指明通话编号。",
        "Export them in the order in which they were said; if they are several calls, say which"
        " column tells them apart: --columns call_id=NAME.",
    )
    return origin.problem("order-doubtful", message, fix)


def _bare(name: str) -> str:
    bare = _MARKS.sub("", name).casefold()
    return bare if bare.isascii() else simplify(bare)
