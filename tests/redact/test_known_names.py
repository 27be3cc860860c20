"""Names of call data are masked however the call writes them, in time that does not explode."""

from __future__ import annotations

import pytest

from scriptcheck import Call, Turn
from scriptcheck.redact import known_names, redact
from scriptcheck.redact.find import Known
from scriptcheck.redact.keys import redact_key
from scriptcheck.redact.known_names import KnownNames
from scriptcheck.text.sound import sound_alike


def masked(text: str, name: str, key: str = "客户姓名") -> str:
    """Return ``text``, said by nobody known, of a call whose customer has ``name``."""
    return redact(Call("c", [Turn("agent", text)], {key: name})).call.turns[0].text


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("欧阳丽娟", "歐陽麗娟女士您好", "****女士您好"),
        ("歐陽麗娟", "找欧阳丽娟", "找****"),
        ("欧阳丽娟", "找欧 阳 丽 娟", "找* * * *"),
        ("王  丽", "是王丽吗", "是**吗"),
        ("JACKSON WANG", "找 Jackson Wang 吗", "找 ******* **** 吗"),
        ("Jackson Wang", "找jackson  wang吗", "找*******  ****吗"),
        ("赵敏/周芷若", "找赵敏或者周芷若", "找**或者***"),
        ("司徒静（女士）", "找司徒静", "找***"),
    ],
)
def test_names_written_otherwise(name: str, text: str, expected: str) -> None:
    assert masked(text, name) == expected


def test_small_letters_within_a_word_are_no_name() -> None:
    assert masked("i want the android app", "AN") == "i want the android app"


@pytest.mark.parametrize(
    ("name", "text"),
    [("An", "Android手机"), ("A5", "型号A55"), ("Lee", "XLee")],
)
def test_a_part_of_a_word_or_a_number_is_no_name(name: str, text: str) -> None:
    assert masked(text, name) == text


def test_ids_get_a_code_for_a_name_written_otherwise() -> None:
    key = redact_key("rec/歐陽麗娟-1.wav", ["name"], Known(names=frozenset({"欧阳丽娟"})))
    assert "歐" not in key
    assert "娟" not in key
    assert key.startswith("rec/~")


def test_few_names_are_compared_by_their_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = 0
    real = sound_alike

    def counting(one: str, other: str) -> bool:
        nonlocal counted
        counted += 1
        return real(one, other)

    monkeypatch.setattr(known_names, "sound_alike", counting)
    names = [f"王{chr(0x4E00 + n)}{chr(0x5000 + n)}" for n in range(2000)]
    text = "，".join(names[:200])
    found = {text[start:end] for start, end in KnownNames(names).places(text)}
    assert found >= set(names[:200])
    # Each with each would be some million comparisons.
    assert counted < 100_000
