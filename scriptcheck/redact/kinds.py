"""The kinds of personal data that are looked for."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from scriptcheck.language import Text


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
    kind: str
    """One of ``Kind``, or the name of a kind that another package brings."""
    reason: str
    """What gave it away: a ``RedactionReason``."""
    first: tuple[int, int] | None = None
    """Turn and place where the value begins that this is a piece of; ``None`` where it is whole."""
