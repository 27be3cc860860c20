"""Conditions in words: ``apology 或 (empathy 且 非 rude)``, as cells have them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.exchange.workbook.settings_text import CellTextError, parse_settings
from scriptcheck.exchange.yaml_text import flow
from scriptcheck.language import Text

if TYPE_CHECKING:
    from scriptcheck.language import Lang

AND, OR, NOT = Text("且", "and"), Text("或", "or"), Text("非", "not")
_PIECES: Final = re.compile(
    r"\s*(?:(?P<all>并且|且|&&?|and\b)|(?P<any>或者|或|\|\|?|or\b)|(?P<not>非|!|！|not\b)"
    r"|(?P<open>[(（])|(?P<close>[)）])|(?P<id>[A-Za-z][A-Za-z0-9_]*)|(?P<brace>[{｛]))",
    re.IGNORECASE,
)
_FIX: Final = Text(
    "请写话术编号，用“且”“或”“非”和括号连起来，如 apology 或 (empathy 且 非 rude)。",
    "Write cue ids joined by 'and', 'or', 'not' and brackets: apology or (empathy and not rude).",
)
_DEEPEST: Final = 30


def condition_text(condition: Any, lang: Lang) -> str:
    """Return ``condition``, as a lexicon writes it, in words.

    ``parse_condition`` reads it back as the same condition.
    """
    match condition:
        case str():
            return condition
        case {"all": [_, _, *_] as parts, **rest} if not rest:
            return f" {AND.to(lang)} ".join(_part(part, lang) for part in parts)
        case {"any": [_, _, *_] as parts, **rest} if not rest:
            return f" {OR.to(lang)} ".join(_part(part, lang) for part in parts)
        case {"not": part, **rest} if not rest:
            return f"{NOT.to(lang)} {_part(part, lang)}"
        case _:
            return flow(condition)


def _part(condition: Any, lang: Lang) -> str:
    text = condition_text(condition, lang)
    match condition:
        case {"all": [_, _, *_], **rest} | {"any": [_, _, *_], **rest} if not rest:
            return f"({text})"
        case _:
            return text


class _Piece(NamedTuple):
    kind: str
    text: str
    column: int


def parse_condition(text: str) -> Any:
    """Return the condition that ``text`` stands for; raises ``CellTextError``."""
    return _Reader(text).whole()


class _Reader:
    """Recursive descent over the words of one condition."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._pieces = self._cut()
        self._index = 0
        self._depth = 0

    def whole(self) -> Any:
        condition = self._joined("any")
        if (piece := self._next()) is not None:
            raise self._error(piece)
        return condition

    def _cut(self) -> list[_Piece]:
        pieces: list[_Piece] = []
        at, end = 0, len(self._text.rstrip())
        while at < end:
            match = _PIECES.match(self._text, at)
            if match is None:
                raise self._error(_Piece("", self._text[at:].strip()[:12], at))
            kind, start = match.lastgroup or "", match.start(match.lastgroup or 0)
            at = self._closed(start) if kind == "brace" else match.end()
            pieces.append(_Piece(kind, self._text[start:at], start))
        return pieces

    def _closed(self, start: int) -> int:
        """Return where the brace at ``start`` is closed, braces in quotes aside."""
        depth, quote = 0, ""
        for index in range(start, len(self._text)):
            char = self._text[index]
            if quote:
                quote = "" if char == quote and self._text[index - 1] != "\\" else quote
            elif char in "\"'":
                quote = char
            elif char in "{｛":
                depth += 1
            elif char in "}｝":
                depth -= 1
                if not depth:
                    return index + 1
        raise CellTextError(
            Text("“{”没有对应的“}”。", "'{' has no '}' after it."),
            Text("请补上“}”。", "Close it with '}'."),
            start,
        )

    def _next(self) -> _Piece | None:
        return self._pieces[self._index] if self._index < len(self._pieces) else None

    def _joined(self, kind: str) -> Any:
        """Return parts joined by ``kind``; what is joined by ``all`` binds closer."""
        parts = [self._factor() if kind == "all" else self._joined("all")]
        while (piece := self._next()) is not None and piece.kind == kind:
            self._index += 1
            parts.append(self._factor() if kind == "all" else self._joined("all"))
        return parts[0] if len(parts) == 1 else {kind: parts}

    def _factor(self) -> Any:
        piece = self._next()
        if piece is None:
            raise CellTextError(
                Text("条件没有写完。", "The condition ends too early."), _FIX, len(self._text)
            )
        self._index += 1
        match piece.kind:
            case "id":
                return piece.text
            case "not":
                return {"not": self._deeper(self._factor)}
            case "brace":
                return parse_settings(piece.text)
            case "open":
                return self._deeper(self._bracketed)
            case _:
                raise self._error(piece)

    def _bracketed(self) -> Any:
        condition = self._joined("any")
        closing = self._next()
        if closing is None or closing.kind != "close":
            at = len(self._text) if closing is None else closing.column
            raise CellTextError(
                Text("左括号没有对应的右括号。", "A bracket is not closed."), _FIX, at
            )
        self._index += 1
        return condition

    def _deeper(self, read: Any) -> Any:
        self._depth += 1
        if self._depth > _DEEPEST:
            message = Text("括号嵌套太深。", "Brackets are nested too deeply.")
            raise CellTextError(message, _FIX)
        found = read()
        self._depth -= 1
        return found

    def _error(self, piece: _Piece) -> CellTextError:
        message = Text(f"条件里看不懂“{piece.text}”。", f"'{piece.text}' is not understood here.")
        return CellTextError(message, _FIX, piece.column)
