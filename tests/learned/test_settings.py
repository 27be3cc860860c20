"""Settings of layers: value by value, and only as far as the model that they speak of."""

from __future__ import annotations

from pathlib import Path

import pytest

from scriptcheck.lexicon.learned_settings import LearnedSettings, merged

ONE, OTHER = Path("one/learned.model"), Path("other/learned.model")


def settings(**rude: object) -> LearnedSettings:
    return LearnedSettings.model_validate({"cues": {"rude": rude}})


def of_rude(*layers: tuple[LearnedSettings, Path | None]) -> dict[str, object]:
    given = merged(layers).cues.get("rude")
    return {} if given is None else given.model_dump(exclude_none=True)


BASE = settings(match=0.9, suspect=0.6, doubt=0.1)


@pytest.mark.parametrize(
    ("own", "result"),
    [
        ({}, {"match": 0.9, "suspect": 0.6, "doubt": 0.1}),
        ({"match": 0.95}, {"match": 0.95, "suspect": 0.6, "doubt": 0.1}),
        ({"match": "off"}, {"match": "off", "suspect": 0.6, "doubt": 0.1}),
        ({"match": 0.5}, {"match": 0.5, "suspect": 0.5, "doubt": 0.1}),
        ({"suspect": 0.95}, {"match": 0.95, "suspect": 0.95, "doubt": 0.1}),
        ({"suspect": 0.05}, {"match": 0.9, "suspect": 0.05, "doubt": 0.05}),
        ({"doubt": "off"}, {"match": 0.9, "suspect": 0.6, "doubt": "off"}),
    ],
)
def test_what_is_not_given_is_as_the_layer_below_has_it(
    own: dict[str, object], result: dict[str, object]
) -> None:
    assert of_rude((BASE, ONE), (settings(**own), None)) == result


def test_settings_of_one_model_do_not_hold_for_another() -> None:
    assert of_rude((BASE, ONE), (settings(match=0.7), OTHER)) == {"match": 0.7}
    assert of_rude((BASE, ONE), (LearnedSettings(), OTHER)) == {}
    assert of_rude((BASE, ONE), (settings(match=0.7), ONE))["suspect"] == 0.6


@pytest.mark.parametrize(("own", "used"), [({}, False), ({"use": True}, True)])
def test_a_model_stays_off_until_a_layer_switches_it_on(own: dict[str, bool], used: bool) -> None:
    below = LearnedSettings(use=False)
    assert merged([(below, ONE), (LearnedSettings.model_validate(own), None)]).use == used
