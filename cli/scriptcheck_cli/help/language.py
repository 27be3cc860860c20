"""Which language help texts and usage errors are in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.language import Lang

_OPTION: Final = "--lang"
_LANGUAGES: Final = ("zh", "en")
_VARIABLE: Final = "SCRIPTCHECK_LANG"
_LOCALE: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The variables of the locale, the one that counts first, as POSIX has them."""


def help_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """Return the language that ``--lang`` names, else ``SCRIPTCHECK_LANG``, else the locale.

    Chinese unless one of them says English. ``--lang`` counts wherever it stands, since help is
    asked for before options are read.
    """
    named = _given(arguments) or environment.get(_VARIABLE, "").strip().lower()
    if named in _LANGUAGES:
        return "en" if named == "en" else "zh"
    locale = next((value for name in _LOCALE if (value := environment.get(name))), "")
    return "en" if locale.lower().startswith("en") else "zh"


def language_at_the_end(command: Any, arguments: Sequence[str]) -> list[str]:
    """Return ``arguments`` of ``command`` with ``--lang`` where the command meant takes it.

    People write it before the name of a command as well. Of a group of commands, which has help
    alone, it is taken out.
    """
    end = arguments.index("--") if "--" in arguments else len(arguments)
    value, rest = "", list(arguments[:end])
    while (at := _place(rest)) is not None:
        _, sign, given = rest[at].partition("=")
        given = given if sign else "".join(rest[at + 1 : at + 2])
        if given not in _LANGUAGES:
            return list(arguments)
        value = given
        del rest[at : at + (1 if sign else 2)]
    for argument in rest:
        command = getattr(command, "commands", {}).get(argument, command)
    takes = value and any(_OPTION in each.opts for each in command.params)
    return [*rest, *([_OPTION, value] if takes else ()), *arguments[end:]]


def _place(arguments: Sequence[str]) -> int | None:
    names = (argument.partition("=")[0] for argument in arguments)
    return next((at for at, name in enumerate(names) if name == _OPTION), None)


def _given(arguments: Sequence[str]) -> str:
    for at, argument in enumerate(arguments):
        name, sign, value = argument.partition("=")
        if name == _OPTION:
            return value if sign else "".join(arguments[at + 1 : at + 2])
    return ""
