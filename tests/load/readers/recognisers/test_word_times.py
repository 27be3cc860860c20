"""Times of words, which go to the sentences that they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck import Word
from tests.load.readers.recognisers.reading import load_one, name
from tests.load.recogniser_samples import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded


def test_words_have_times(load_bytes: Callable[..., Loaded]) -> None:
    by_name = {name(sample): sample.value for sample in SAMPLES}
    for key, number, words in (
        ("tencent: details", 0, (Word("您好", 120, 520), Word("请问", 520, 920))),
        ("iflytek: voices", 0, (Word("您好", 60, 450), Word("，", 450, 450))),
        (
            "funasr: sentence_info",
            0,
            (Word("您", 100, 300), Word("好", 300, 500), Word("好", 700, 900)),
        ),
        ("whisper: WhisperX", 0, (Word("您", 500, 1000), Word("好"))),
        ("aws-transcribe: voices", 1, (Word("你好", 1100, 1600),)),
        ("aws-analytics: Call Analytics", 0, (Word("我家", 100, 500),)),
        ("aws-pca: roles by voice", 0, (Word("您好", 40, 500),)),
        ("azure: durations", 0, (Word("您好", 61000, 61500),)),
        ("azure: fast transcription", 0, (Word("您好", 40, 440),)),
        ("azure-conversation: roles, numbers and times", 0, (Word("您好", 0, 400),)),
        ("huawei: no roles", 0, (Word("您好，请问有什么可以帮您？", 0, 1900),)),
    ):
        call = load_one(load_bytes, by_name[key])
        assert call.turns[number].words == words, key


def test_words_go_to_the_sentences_of_their_channel(load_bytes: Callable[..., Loaded]) -> None:
    def part(channel: int, begin: int, **fields: object) -> dict[str, object]:
        return {"ChannelId": channel, "BeginTime": begin, "EndTime": begin + 100} | fields

    value = {
        "TaskId": "t",
        "StatusText": "SUCCESS",
        "Result": {
            "Sentences": [
                part(0, 100, Text="甲"),
                part(1, 150, Text="乙"),
                part(0, 900, Text="丙"),
            ],
            "Words": [
                part(0, 50, Word="早"),
                part(0, 120, Word="甲"),
                part(1, 160, Word="乙"),
                part(0, 950, Word="丙"),
                part(7, 950, Word="无"),
            ],
        },
    }
    words = [[word.text for word in turn.words] for turn in load_one(load_bytes, value).turns]
    assert words == [["早", "甲"], ["乙"], ["丙"]]
