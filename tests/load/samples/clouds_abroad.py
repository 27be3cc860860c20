"""Made-up outputs of recognisers in clouds outside China."""

from __future__ import annotations

from typing import Any

from tests.load.samples.sample import ANSWER, ASK, UNNAMED, Sample


def _eleven(text: str, start: float, voice: str | None = None, kind: str = "word") -> Any:
    word = {"text": text, "start": start, "end": start + 0.25, "type": kind}
    return word | ({"speaker_id": voice} if voice else {})


ELEVENLABS = [
    Sample(
        "elevenlabs",
        "voices",
        {
            "language_code": "zho",
            "text": "您好。hello world 在",
            "words": [
                _eleven("您", 0.5, "speaker_0"),
                _eleven("好", 0.75, "speaker_0"),
                _eleven("。", 1.0, "speaker_0"),
                _eleven("hello", 1.5, "speaker_1"),
                _eleven(" ", 1.75, "speaker_1", "spacing"),
                _eleven("world", 2.0, "speaker_1"),
                _eleven("(笑声)", 2.25, "speaker_1", "audio_event"),
                _eleven("在", 5.0, "speaker_1"),
            ],
        },
        [
            ("Uspeaker_0", "您好。", 500, 1250),
            ("Uspeaker_1", "hello world", 1500, 2250),
            ("Uspeaker_1", "在", 5000, 5250),
        ],
        {},
        UNNAMED,
    ),
    Sample(
        "elevenlabs",
        "no voices",
        {
            "text": "您好。在",
            "words": [_eleven("您好", 0.5), _eleven("。", 0.75), _eleven("在", 1.0)],
        },
        [("U", "您好。", 500, 1000), ("U", "在", 1000, 1250)],
        {},
        ("no-speaker",),
    ),
]

SONIOX = [
    Sample(
        "soniox",
        "tokens",
        {
            "id": "s",
            "text": "您好 好",
            "tokens": [
                {"text": "您", "start_ms": 100, "end_ms": 200, "speaker": "1"},
                {"text": "好", "start_ms": 200, "end_ms": 300, "speaker": "1"},
                {"text": "嗯", "start_ms": 250, "end_ms": 300, "speaker": "1", "is_final": False},
                {"text": " 好", "start_ms": 400, "end_ms": 500, "speaker": "2"},
                {"text": "<end>", "is_final": True},
            ],
        },
        [("U1", "您好", 100, 300), ("U2", "好", 400, 500)],
        {},
        UNNAMED,
    ),
]

ASSEMBLYAI = [
    Sample(
        "assemblyai",
        "utterances",
        {
            "id": "a-1",
            "status": "completed",
            "audio_url": "https://example.com/1.wav",
            "text": ASK + ANSWER,
            "words": [{"text": ASK, "start": 500, "end": 1400, "speaker": "A"}],
            "utterances": [
                {"speaker": "A", "text": ASK, "start": 500, "end": 1400, "words": []},
                {"speaker": "B", "text": ANSWER, "start": 2000, "end": 2900, "words": []},
            ],
        },
        [("UA", ASK, 500, 1400), ("UB", ANSWER, 2000, 2900)],
        {"task_id": "a-1", "audio": "https://example.com/1.wav"},
        UNNAMED,
    ),
    Sample(
        "assemblyai",
        "words alone",
        {
            "status": "completed",
            "audio_url": "x.wav",
            "text": "您好",
            "utterances": None,
            "words": [
                {"text": "您", "start": 500, "end": 700, "speaker": None},
                {"text": "好", "start": 700, "end": 900, "speaker": None},
            ],
        },
        [("U", "您好", 500, 900)],
        {"audio": "x.wav"},
        ("no-speaker",),
    ),
]

_DEEPGRAM_WORDS = [
    {"word": "您好", "punctuated_word": "您好，", "start": 0.5, "end": 1.0, "speaker": 0},
    {"word": "请讲", "punctuated_word": "请讲。", "start": 1.0, "end": 1.5, "speaker": 0},
    {"word": "在", "start": 2.0, "end": 2.5, "speaker": 1},
]

DEEPGRAM = [
    Sample(
        "deepgram",
        "words with voices",
        {
            "metadata": {"channels": 1},
            "results": {
                "channels": [
                    {"alternatives": [{"transcript": "您好，请讲。在", "words": _DEEPGRAM_WORDS}]}
                ]
            },
        },
        [("U0", "您好，请讲。", 500, 1500), ("U1", "在", 2000, 2500)],
        {},
        UNNAMED,
    ),
    Sample(
        "deepgram",
        "utterances of channels",
        {
            "results": {
                "channels": [{"alternatives": []}, {"alternatives": []}],
                "utterances": [
                    {"start": 0.5, "end": 1.4, "channel": 0, "transcript": ASK, "words": []},
                    {"start": 2, "end": 2.9, "channel": 1, "transcript": ANSWER, "words": []},
                ],
            }
        },
        [("U0", ASK, 500, 1400), ("U1", ANSWER, 2000, 2900)],
        {},
        UNNAMED,
    ),
]


def _google(word: str, start: str, end: str, **more: object) -> dict[str, object]:
    return {"startTime": start, "endTime": end, "word": word} | more


GOOGLE = [
    Sample(
        "google",
        "voices in the last result",
        {
            "results": [
                {
                    "alternatives": [
                        {"transcript": "您好在", "words": [_google("您好", "0.500s", "1s")]}
                    ]
                },
                {
                    "alternatives": [
                        {
                            "transcript": "",
                            "words": [
                                _google("您好", "0.500s", "1s", speakerTag=1),
                                _google("在", "2s", "2.500s", speakerTag=2),
                            ],
                        }
                    ]
                },
            ]
        },
        [("U1", "您好", 500, 1000), ("U2", "在", 2000, 2500)],
        {},
        UNNAMED,
    ),
    Sample(
        "google",
        "channels of an operation",
        {
            "name": "1",
            "done": True,
            "response": {
                "results": [
                    {
                        "alternatives": [
                            {"transcript": ASK, "words": [_google("您好", "0.500s", "1.400s")]}
                        ],
                        "channelTag": 1,
                    },
                    {
                        "alternatives": [{"transcript": ANSWER}],
                        "resultEndTime": "2.900s",
                        "channelTag": 2,
                    },
                ]
            },
        },
        [("U1", ASK, 500, 1400), ("U2", ANSWER, None, 2900)],
        {},
        (*UNNAMED, "times-missing"),
    ),
]
CLOUDS_ABROAD = [
    *ELEVENLABS,
    *SONIOX,
    *ASSEMBLYAI,
    *DEEPGRAM,
    *GOOGLE,
]
