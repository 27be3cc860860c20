"""Sentences of the command line in Chinese, by their English."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from scriptcheck_cli.help.chinese import HELP
from scriptcheck_cli.help.chinese_errors import ERRORS

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLACE: Final = re.compile(r"\{(\w+)\}")


def help_in_chinese(text: str) -> str | None:
    """Return the help text ``text`` in Chinese; ``None`` where there is none."""
    return _translated(text, "help")


def error_in_chinese(text: str) -> str:
    """Return the usage error ``text`` in Chinese, or as it is where its kind is not known."""
    return _translated(text, "error") or f"{text} "


def _translated(text: str, kind: str) -> str | None:
    flat = " ".join(text.split())
    for pattern, chinese in _patterns(kind):
        match = pattern.fullmatch(flat)
        if match is not None:
            return _filled(chinese, match.groupdict())
    return None


def _filled(text: str, words: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda place: _plain(words[place[1]]), text)


def _plain(words: str) -> str:
    """Return names that Typer quotes, without quotes and as Chinese lists them."""
    return words.replace("'", "").replace(", ", "、").replace(" or ", "、").replace(" and ", "、")


@cache
def _patterns(kind: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    texts: Mapping[str, str] = HELP if kind == "help" else ERRORS
    return tuple((_pattern(english), chinese) for english, chinese in texts.items())


def _pattern(english: str) -> re.Pattern[str]:
    """Return what matches ``english``, each ``{name}`` standing for any words."""
    parts = _PLACE.split(" ".join(english.split()))
    # Literal text and names of places take turns.
    return re.compile(
        "".join(
            f"(?P<{part}>.+?)" if number % 2 else re.escape(part)
            for number, part in enumerate(parts)
        )
    )
