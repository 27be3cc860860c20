"""Which language help texts and usage errors are in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.language import Lang

_OPTION: Final = "--lang"
_VARIABLE: Final = "SCRIPTCHECK_LANG"
_LOCALE: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The variables of the locale, the one that counts first, as POSIX has them."""


def help_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """Return the language that ``--lang`` names, else ``SCRIPTCHECK_LANG``, else the locale.

    Chinese unless one of them says English. ``--lang`` counts wherever it stands, since help is
    asked for before options are read.
    """
    named = _given(arguments) or environment.get(_VARIABLE, "").strip().lower()
    if named in ("zh", "en"):
        return "en" if named == "en" else "zh"
    locale = next((value for name in _LOCALE if (value := environment.get(name))), "")
    return "en" if locale.lower().startswith("en") else "zh"


def _given(arguments: Sequence[str]) -> str:
    for at, argument in enumerate(arguments):
        name, sign, value = argument.partition("=")
        if name == _OPTION:
            return value if sign else "".join(arguments[at + 1 : at + 2])
    return ""
