"""Kinds of personal data that other packages bring, found by their entry points."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from scriptcheck.did_you_mean import did_you_mean
from scriptcheck.entry_points import PlugInKind
from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.redact.kinds import KINDS, TITLES, PersonalSpan
from scriptcheck.redact.reasons import RedactionReason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from importlib.metadata import EntryPoint

    from scriptcheck.call import Turn

GROUP: Final = "scriptcheck.redaction_kinds"
"""The group of the entry points; each names a ``RedactionKind``."""
_PLUG_IN: Final = PlugInKind(
    GROUP,
    Text("自定义的个人信息种类", "installed kind of personal data"),
    "bad-redaction-kind",
)


@runtime_checkable
class RedactionKind(Protocol):
    """A kind of personal data that another package finds."""

    @property
    def name(self) -> str:
        """What ``--redact-kinds`` and reports call it, such as ``passport``."""

    @property
    def title(self) -> Text:
        """What summaries call it."""

    def find(self, turns: Sequence[Turn], /) -> Iterable[tuple[int, int, int]]:
        """Return where it stands: the number of the turn, the first character, one past the last.

        The turns are those of a call, or one that has a text of another kind, such as a value of
        the call data. Full-width figures and letters are plain in them, and invisible characters
        are gone.
        """


@cache
def installed_kinds() -> tuple[RedactionKind, ...]:
    """Return the kinds of other packages, in the order of their names.

    Raises ``UsageError`` where one cannot be used: what it finds would otherwise be written.
    """
    found: dict[str, RedactionKind] = {}
    for entry in _PLUG_IN.entry_points():
        kind = _loaded(entry)
        if kind.name in found or kind.name in set(KINDS):
            why = Text(f"已经有名为 {kind.name} 的种类", f"there is a kind '{kind.name}' already")
            raise UsageError(_PLUG_IN.unusable(entry, why))
        found[kind.name] = kind
    return tuple(found[name] for name in sorted(found))


def all_kinds() -> tuple[str, ...]:
    """Return the names of all kinds: scriptcheck's own, then those of other packages."""
    return (*KINDS, *(kind.name for kind in installed_kinds()))


def kind_title(name: str) -> Text:
    """Return what summaries call the kind ``name``."""
    own = {kind.value: title for kind, title in TITLES.items()}
    return own.get(name) or next(k.title for k in installed_kinds() if k.name == name)


def installed_spans(turns: Sequence[Turn]) -> Iterator[PersonalSpan]:
    """Yield what the kinds of other packages find.

    Raises ``ValueError`` for no place in a turn, and where a kind fails: without its own words,
    which may quote what it was to mask.
    """
    for kind in installed_kinds():
        for place in _found(kind, turns):
            if not _is_place(place, turns):
                raise ValueError(f"{kind.name} found {place!r}, which is no place")
            turn, start, end = place
            yield PersonalSpan(turn, start, end, kind.name, RedactionReason.INSTALLED)


def _found(kind: RedactionKind, turns: Sequence[Turn]) -> list[tuple[int, int, int]]:
    try:
        return list(kind.find(turns))
    except (Exception, SystemExit) as error:  # noqa: BLE001  (it is another's code)
        why = f"the redaction kind {kind.name} failed: {type(error).__name__}"
    raise ValueError(why)


def _is_place(place: object, turns: Sequence[Turn]) -> bool:
    match place:
        case (int(turn), int(start), int(end)) if 0 <= turn < len(turns):
            return 0 <= start < end <= len(turns[turn].text)
    return False


def kinds_named(names: Iterable[str]) -> tuple[str, ...]:
    """Return the kinds called ``names``, in their own order; raises ``UsageError``."""
    wanted, known = set(names), all_kinds()
    listed = "、".join(known)
    for name in sorted(wanted - set(known)):
        message = Text(f"没有“{name}”这一类个人信息。", f"There is no kind '{name}'.")
        there = Text(f"可用的有 {listed}。", f"There are {listed.replace('、', ', ')}.")
        fix = did_you_mean(name, known, then=there)
        raise UsageError(Problem("unknown-kind", message, fix=fix))
    if not wanted:
        message = Text("没有写要隐去哪些个人信息。", "No kind is given.")
        fix = Text(f"可用的有 {listed}。", f"There are {listed.replace('、', ', ')}.")
        raise UsageError(Problem("unknown-kind", message, fix=fix))
    return tuple(kind for kind in known if kind in wanted)


def checked_kinds(kinds: Iterable[str]) -> tuple[str, ...]:
    """Return ``kinds``, none, one name or several, in their own order; raises ``UsageError``.

    A name that is misspelt would else let through what it was to mask.
    """
    names = (kinds,) if isinstance(kinds, str) else tuple(kinds)
    return kinds_named(names) if names else ()


def _loaded(entry: EntryPoint) -> RedactionKind:
    kind = _PLUG_IN.load(entry)
    if not isinstance(kind, RedactionKind) or isinstance(kind, type):
        why = Text(f"它不是 RedactionKind：{kind!r}", f"it is no RedactionKind: {kind!r}")
        raise UsageError(_PLUG_IN.unusable(entry, why))
    return kind
