"""The kinds of personal data that are looked for."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable


class Kind(StrEnum):
    """What a piece of personal data is."""

    PHONE = "phone"
    """Mobile and landline numbers; not the service lines of companies and authorities."""
    ID_CARD = "id_card"
    BANK_CARD = "bank_card"
    ORDER_NUMBER = "order_number"
    """Of orders, parcels, contracts, accounts; any other number of eight digits or more."""
    EMAIL = "email"
    PLATE = "plate"
    """Number plates of cars."""
    NAME = "name"
    """Names that customers give, and what is said of them afterwards."""


KINDS: Final = tuple(Kind)

TITLES: Final = MappingProxyType(
    {
        Kind.PHONE: Text("电话", "phone"),
        Kind.ID_CARD: Text("身份证号", "ID card"),
        Kind.BANK_CARD: Text("银行卡号", "bank card"),
        Kind.ORDER_NUMBER: Text("单号", "order number"),
        Kind.EMAIL: Text("邮箱", "e-mail"),
        Kind.PLATE: Text("车牌", "plate"),
        Kind.NAME: Text("姓名", "name"),
    }
)


class PersonalSpan(NamedTuple):
    """Personal data in a turn, and why it is taken for that."""

    turn: int
    start: int
    """First character in the turn's text, from 0."""
    end: int
    """One past the last."""
    kind: Kind
    reason: str
    """The code of what gave it away: docs/privacy.md lists them."""


def kinds_named(names: Iterable[str]) -> tuple[Kind, ...]:
    """Return the kinds called ``names``, in their own order; raises ``UsageError``."""
    wanted = set(names)
    listed = "、".join(KINDS)
    for name in sorted(wanted - set(KINDS)):
        message = Text(f"没有“{name}”这一类个人信息。", f"There is no kind '{name}'.")
        fix = Text(f"可用的有 {listed}。", f"There are {listed.replace('、', ', ')}.")
        raise UsageError(Problem("unknown-kind", message, fix=fix))
    if not wanted:
        message = Text("没有写要隐去哪些个人信息。", "No kind is given.")
        fix = Text(f"可用的有 {listed}。", f"There are {listed.replace('、', ', ')}.")
        raise UsageError(Problem("unknown-kind", message, fix=fix))
    return tuple(kind for kind in KINDS if kind in wanted)
