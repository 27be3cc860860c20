"""Made-up outputs of recognisers that run on one's own machines."""

from __future__ import annotations

from tests.load.samples.sample import ANSWER, ASK, UNNAMED, Sample

STAMPS = [[100, 300], [300, 500], [700, 900]]


FUNASR = [
    Sample(
        "funasr",
        "sentence_info",
        [
            {
                "key": "call_7",
                "text": "您好，好",
                "sentence_info": [
                    {"text": "您好，好", "start": 100, "end": 900, "timestamp": STAMPS, "spk": 0},
                    {
                        "text": "嗯。",
                        "start": 1000,
                        "end": 1200,
                        "timestamp": [[1000, 1200]],
                        "spk": 1,
                    },
                ],
            }
        ],
        [("U0", "您好，好", 100, 900), ("U1", "嗯。", 1000, 1200)],
        {},
        UNNAMED,
        "call_7",
    ),
    Sample(
        "funasr",
        "times of the last character",
        {
            "key": "rand_key_2yW4Acq9GFz6Y",
            "text": "您好，好",
            "sentence_info": [
                {"text": "您好，好", "start": 700, "end": 900, "timestamp": STAMPS, "spk": 0}
            ],
        },
        [("U0", "您好，好", 100, 900)],
        {},
        UNNAMED,
    ),
    Sample(
        "funasr",
        "sentence for text, numbers as text, no voices",
        {"sentence_info": [{"sentence": ASK, "start": "100", "end": "2900", "timestamp": []}]},
        [("U", ASK, 100, 2900)],
        {},
        ("no-speaker",),
    ),
    Sample(
        "funasr",
        "tags",
        {
            "key": "k",
            "text": "<|zh|><|NEUTRAL|><|Speech|><|withitn|>您好 <|HAPPY|>",
            "timestamp": [[0, 200], [200, 400]],
        },
        [("U", "您好", 0, 400)],
        {},
        ("no-speaker",),
        "k",
    ),
    Sample(
        "funasr",
        "the server with seconds",
        {
            "text": ASK + ANSWER,
            "language": "zh",
            "duration": 4.5,
            "segments": [
                {"start": 0.05, "end": 2.5, "text": ASK, "speaker": 0},
                {"start": 3, "end": 5, "text": ANSWER, "speaker": 1},
            ],
        },
        [("U0", ASK, 50, 2500), ("U1", ANSWER, 3000, 5000)],
        {},
        UNNAMED,
    ),
    Sample(
        "funasr",
        "the server with milliseconds, end as start",
        {
            "text": ASK,
            "code": 0,
            "sentences": [
                {"text": ASK, "start": 100, "end": 100},
                {"text": ANSWER, "start": 2900, "end": 2900},
            ],
        },
        [("U", ASK, 100, 100), ("U", ANSWER, 2900, 2900)],
        {},
        ("no-speaker", "times-zero"),
    ),
    Sample(
        "funasr",
        "sentences that break off before the text ends",
        {
            "key": "k",
            "text": "您好，请讲。冰箱不制冷了。",
            "sentence_info": [{"text": "您好，请讲。", "start": 100, "end": 900, "spk": 0}],
        },
        [("U0", "您好，请讲。", 100, 900), ("U", "冰箱不制冷了。", None, None)],
        {},
        (*UNNAMED, "no-speaker", "times-missing"),
        "k",
    ),
    Sample(
        "funasr",
        "the pipeline of 2023",
        {
            "sentences": [
                {"text": "您好", "start": 100, "end": 500, "ts_list": [[100, 300], [300, 500]]}
            ]
        },
        [("U", "您好", 100, 500)],
        {},
        ("no-speaker",),
    ),
]


WHISPER = [
    Sample(
        "whisper",
        "WhisperX",
        {
            "segments": [
                {
                    "start": 0.5,
                    "end": 2.25,
                    "text": " 您好",
                    "speaker": "SPEAKER_00",
                    "words": [
                        {"word": "您", "start": 0.5, "end": 1.0, "score": 0.9},
                        {"word": "好"},
                    ],
                },
                {"start": 3.0, "end": 4.0, "text": "嗯"},
            ],
            "word_segments": [],
            "language": "zh",
        },
        [("USPEAKER_00", "您好", 500, 2250), ("U", "嗯", 3000, 4000)],
        {},
        (*UNNAMED, "no-speaker"),
    ),
    Sample(
        "whisper",
        "Whisper",
        {
            "text": ASK,
            "segments": [{"id": 0, "seek": 0, "start": 0, "end": 3, "text": ASK, "tokens": [1]}],
            "language": "zh",
        },
        [("U", ASK, 0, 3000)],
        {},
        ("no-speaker",),
    ),
    Sample("whisper", "silence", {"segments": [], "language": "zh"}, [], {}, ("no-turns",)),
    Sample(
        "whisper",
        "whisper.cpp",
        {
            "model": {},
            "transcription": [
                {
                    "timestamps": {"from": "00:00:00,000", "to": "00:00:02,500"},
                    "offsets": {"from": 0, "to": 2500},
                    "text": ASK,
                    "speaker": "1",
                }
            ],
        },
        [("U1", ASK, 0, 2500)],
        {},
        UNNAMED,
    ),
]
