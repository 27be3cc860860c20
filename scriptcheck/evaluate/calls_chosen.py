"""Which calls are scored: those asked for, less those to be left out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scriptcheck.bounded import read_text
from scriptcheck.errors import LoadError, Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.load.files.find import os_problem

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from scriptcheck.evaluate.gold import Gold

_FIX = Text("请检查通话编号。", "Check the id.")


@dataclass(frozen=True, slots=True)
class CallChoice:
    """Ids of calls, as a user names them."""

    only: frozenset[str] | None = None
    """``None`` for all."""
    leave_out: frozenset[str] = frozenset()

    def takes(self, call_id: str) -> bool:
        """Return whether the call is to be scored."""
        return (self.only is None or call_id in self.only) and call_id not in self.leave_out

    def of(self, gold: Gold) -> Gold:
        """Return the labels of the calls to be scored.

        Raises ``UsageError`` where there are none.
        """
        kept = gold.keep(self.takes)
        if not kept.calls:
            message = Text("选中的通话都没有标注。", "None of the calls chosen has labels.")
            raise UsageError(Problem("no-calls-chosen", message, fix=_FIX))
        return kept

    def unknown(self, gold: Gold) -> Iterator[Problem]:
        """Yield a problem for each id named that ``gold`` does not have."""
        for call_id in sorted(((self.only or frozenset()) | self.leave_out) - gold.calls.keys()):
            message = Text(f"标注里没有通话“{call_id}”。", f"No call '{call_id}' has labels.")
            yield Problem("unknown-call", message, fix=_FIX)


def read_call_ids(path: str | os.PathLike[str]) -> frozenset[str]:
    """Return the ids in a UTF-8 file with one a line; blank lines and those with ``#`` are none.

    Raises ``LoadError`` where the file cannot be read.
    """
    source = Path(path).as_posix()
    try:
        text = read_text(Path(path))
    except OSError as error:
        raise LoadError(os_problem(error, source)) from None
    except UnicodeDecodeError:
        message = Text("不是 UTF-8 文本。", "Not text in UTF-8.")
        fix = Text("请另存为 UTF-8。", "Save it as UTF-8.")
        raise LoadError(Problem("not-text", message, source, fix=fix)) from None
    lines = (line.strip() for line in text.splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))
