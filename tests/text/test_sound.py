"""How characters sound: readings, the stated confusions, and where the readings come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from scriptcheck.text import sound
from scriptcheck.text.sound import all_readings, confused_with, sound_alike, sound_nearly_alike
from tests.text.readings_source import table


@pytest.mark.parametrize(
    ("char", "syllables"),
    [
        ("行", {"xing", "hang"}),
        ("了", {"le", "liao"}),
        ("重", {"zhong", "chong"}),
        ("女", {"nv"}),
        ("a", set()),
        ("9", set()),
        ("，", set()),
    ],
)
def test_readings(char: str, syllables: set[str]) -> None:
    assert set(sound.readings(char)) == syllables


@pytest.mark.parametrize(
    ("one", "other", "alike", "nearly"),
    [
        ("后", "候", True, True),
        ("行", "航", True, True),
        ("行", "形", True, True),
        ("航", "形", False, False),
        ("了", "料", True, True),
        ("是", "四", False, True),
        ("在", "摘", False, True),
        ("从", "虫", False, True),
        ("你", "里", False, True),
        ("热", "乐", False, True),
        ("福", "湖", False, True),
        ("飞", "灰", False, True),
        ("发", "花", False, True),
        ("犯", "换", False, True),
        ("安", "昂", False, True),
        ("人", "仍", False, True),
        ("金", "京", False, True),
        ("见", "江", False, True),
        ("关", "光", False, True),
        ("生", "森", False, True),
        ("您", "你", False, False),
        ("九", "9", False, False),
        ("天", "电", False, False),
        ("哈", "花", False, False),
    ],
)
def test_sounding_alike(one: str, other: str, alike: bool, nearly: bool) -> None:
    for first, second in ((one, other), (other, one)):
        assert sound_alike(first, second) is alike
        assert sound_nearly_alike(first, second) is nearly


def test_confusions_go_both_ways() -> None:
    syllables = {syllable for each in all_readings().values() for syllable in each}
    for syllable in syllables:
        for other in confused_with(syllable) & syllables:
            assert syllable in confused_with(other)


def test_every_stated_confusion_is_heard_in_some_character() -> None:
    syllables = {syllable for each in all_readings().values() for syllable in each}
    for pairs in (sound.CONFUSED_INITIALS, sound.CONFUSED_FINALS, sound.CONFUSED_GLIDES):
        for one, other in pairs:
            assert any(
                one in syllable
                and syllable.replace(one, other, 1) in confused_with(syllable) & syllables
                for syllable in syllables
            ), (one, other)


def test_the_table_is_what_its_source_makes() -> None:
    shipped = Path(sound.__file__ or "").with_name("readings.txt").read_text(encoding="utf-8")
    assert shipped == table(), "say: python tests/text/readings_source.py > …/readings.txt"
