"""Who says the turns of an array in JSON, whatever key holds it, plainly or in an object.

A key that names both sides goes first, then the one that surely names speakers, then any that
tells several people apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.call import Speaker
from scriptcheck.load.columns import find_columns
from scriptcheck.load.readers.exports.table import plain
from scriptcheck.load.roles.labels import role_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SENDERS: Final = ("sender", "from", "author", "participant", "user", "senders", "actor", "event")
_OTHERS: Final = (*_SENDERS, "direction", "name", "nickname", "username", "displayname")
"""Keys, without case and underscores, that may say who speaks beside those that surely do."""
_ROLES: Final = ("role", "type", "participantRole", "speakerRole", "userType")
_NAMES: Final = (
    *("name", "displayName", "display_name", "fullName", "real_name", "nickname", "username"),
    *("label", "id", "email"),
)
_SIDES: Final = {
    **dict.fromkeys(("admin", "staff", "internal", "outgoing", "outbound"), Speaker.AGENT),
    **dict.fromkeys(
        ("visitor", "contact", "end-user", "external", "incoming", "inbound"), Speaker.CUSTOMER
    ),
}
_BOTS: Final = frozenset({"bot", "chatbot"})
_USER: Final = "user"
"""What services call both whoever works there and whoever writes to them."""
_DEEPEST: Final = 2
_LONGEST: Final = 40


class Sender(NamedTuple):
    """Who says a turn."""

    label: str
    speaker: Speaker | None = None
    """The role, where the label says it in other words than labels of speakers have."""


def holds_sender(turn: Mapping[str, Any]) -> bool:
    """Return whether an object in ``turn`` says who speaks."""
    return any(isinstance(turn.get(key), dict) and _sender(turn[key]).label for key in _SENDERS)


def senders(turns: Sequence[Mapping[str, Any]], given: str | None) -> list[Sender]:
    """Return who says each of ``turns``; ``given`` is the user's key for it."""
    if given is not None:
        return [_sender(turn.get(given)) for turn in turns]
    known = list(_known_keys(turns))
    others = [key for key in _keys(turns) if key not in known and _bare(key) in _OTHERS]
    others.sort(key=lambda key: _OTHERS.index(_bare(key)))
    ways = [_Way(turns, key, is_known=True) for key in known]
    names = [_Way(turns, key, is_known=False) for key in others]
    best = next((way for way in (*ways, *names) if way.names_both), None)
    if best is None:
        ways += names
        found = next((way for way in ways if way.tells_apart), ways[0] if ways else None)
        return found.senders if found is not None else [Sender("")] * len(turns)
    # A name says who it is, and the other key which side that is on.
    named = next((way for way in names if way is not best and way.tells_apart), best)
    return [
        Sender(name.label or side.label, side.speaker or role_named(side.label))
        for name, side in zip(named.senders, best.senders, strict=True)
    ]


class _Way:
    """What one key says of who speaks."""

    def __init__(self, turns: Sequence[Mapping[str, Any]], key: str, *, is_known: bool) -> None:
        self.senders: Final = [_sender(turn.get(key), with_bots=not is_known) for turn in turns]
        labels = [each.label for each in self.senders]
        sides = {each.speaker or role_named(each.label) for each in self.senders if each.label}
        others = {Speaker.AGENT, Speaker.SYSTEM} if not is_known else {Speaker.AGENT}
        self.names_both: Final = Speaker.CUSTOMER in sides and bool(sides & others)
        distinct = {label for label in labels if label}
        is_repeated = len(distinct) < sum(map(bool, labels))
        is_name = is_repeated and max(map(len, distinct), default=0) <= _LONGEST
        is_one_role = len(distinct) == 1 and sides != {None}
        is_several = len(distinct) > 1 and (is_known or is_name)
        self.tells_apart: Final = is_several or (is_known and is_one_role)


def _keys(turns: Sequence[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(key for turn in turns for key in turn))


def _bare(key: str) -> str:
    return key.replace("_", "").casefold()


def _known_keys(turns: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the keys that are known to name speakers, the surest first."""
    keys = _keys(turns)
    while (index := find_columns(keys, {}).get("speaker")) is not None:
        yield keys.pop(index)


def side_named(label: str) -> Speaker | None:
    """Return the role that ``label`` names, be it in words of labels or of services."""
    return role_named(label) or _side(label, with_bots=True)


def _side(label: str, *, with_bots: bool) -> Speaker | None:
    word = label.casefold()
    if with_bots and word in _BOTS:
        return Speaker.SYSTEM
    return _SIDES.get(word)


def _sender(item: Any, *, with_bots: bool = False, depth: int = 0) -> Sender:
    """Return who ``item`` is: a label, or an object with a role, a name or both."""
    if isinstance(item, list):
        item = item[0] if item else None
    if not isinstance(item, dict):
        label = "" if isinstance(item, bool) else plain(item)
        return Sender(label, _side(label, with_bots=with_bots))
    words = [word for key in _ROLES if isinstance(word := item.get(key), str)]
    roles = (role_named(word) for word in words if word.casefold() != _USER)
    role = next((role for role in roles if role is not None), None)
    names = (item.get(key) for key in _NAMES)
    named = (str(each) for each in names if isinstance(each, str | int) and each is not True)
    if label := next((each for each in named if each.strip()), ""):
        return Sender(label, role)
    if role is not None:
        return Sender(role.value, role)
    inner = [each for each in item.values() if isinstance(each, dict)] if depth < _DEEPEST else []
    found = (_sender(each, with_bots=with_bots, depth=depth + 1) for each in inner)
    return next((each for each in found if each.label), Sender(""))
