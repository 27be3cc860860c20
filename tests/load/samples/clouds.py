"""Made-up outputs of further recognisers in Chinese clouds."""

from __future__ import annotations

from tests.load.samples.sample import ANSWER, ASK, BYE, UNNAMED, Sample


def _dashscope(begin: int, text: str, **more: object) -> dict[str, object]:
    return {"begin_time": begin, "end_time": begin + 900, "text": text, "words": []} | more


DASHSCOPE = [
    Sample(
        "dashscope",
        "channels",
        {
            "file_url": "https://example.com/1.wav",
            "properties": {"channels": [0, 1]},
            "transcripts": [
                {
                    "channel_id": 0,
                    "text": ASK + BYE,
                    "sentences": [
                        _dashscope(
                            500,
                            ASK,
                            words=[
                                {
                                    "begin_time": 500,
                                    "end_time": 700,
                                    "text": "您好",
                                    "punctuation": "，",
                                }
                            ],
                        ),
                        _dashscope(4000, BYE),
                    ],
                },
                {"channel_id": 1, "text": ANSWER, "sentences": [_dashscope(2000, ANSWER)]},
            ],
        },
        [("U0", ASK, 500, 1400), ("U1", ANSWER, 2000, 2900), ("U0", BYE, 4000, 4900)],
        {"audio": "https://example.com/1.wav"},
        UNNAMED,
    ),
    Sample(
        "dashscope",
        "voices on one channel",
        {
            "transcripts": [
                {
                    "channel_id": 0,
                    "sentences": [
                        _dashscope(500, ASK, speaker_id=0),
                        _dashscope(2000, ANSWER, speaker_id=1),
                    ],
                }
            ]
        },
        [("U0", ASK, 500, 1400), ("U1", ANSWER, 2000, 2900)],
        {},
        UNNAMED,
    ),
]


def _volcengine(begin: int, text: str, **additions: object) -> dict[str, object]:
    times = {"start_time": begin, "end_time": begin + 900}
    return times | {"text": text, "additions": additions, "words": []}


VOLCENGINE = [
    Sample(
        "volcengine",
        "AUC with voices",
        {
            "resp": {
                "code": 1000,
                "message": "Success",
                "id": "job-1",
                "text": ASK + ANSWER,
                "utterances": [
                    _volcengine(500, ASK, speaker="1", channel_id="1"),
                    _volcengine(2000, ANSWER, speaker="2", channel_id="1"),
                ],
            }
        },
        [("U1", ASK, 500, 1400), ("U2", ANSWER, 2000, 2900)],
        {"task_id": "job-1"},
        UNNAMED,
    ),
    Sample(
        "volcengine",
        "the big model with channels",
        {
            "audio_info": {"duration": 5000},
            "result": {
                "text": ASK + ANSWER,
                "utterances": [
                    _volcengine(500, ASK, channel_id="1"),
                    _volcengine(2000, ANSWER, channel_id="2"),
                ],
            },
        },
        [("U1", ASK, 500, 1400), ("U2", ANSWER, 2000, 2900)],
        {},
        UNNAMED,
    ),
    Sample(
        "volcengine",
        "a list of results without voices",
        {
            "reqid": "r",
            "result": [
                {"text": ASK, "utterances": [{"text": ASK, "start_time": 1, "end_time": 900}]}
            ],
        },
        [("U", ASK, 1, 900)],
        {},
        ("no-speaker",),
    ),
]


BAIDU = [
    Sample(
        "baidu",
        "pieces",
        {
            "log_id": 1,
            "tasks_info": [
                {
                    "task_status": "Success",
                    "task_id": "b-1",
                    "task_result": {
                        "result": [ASK + ANSWER],
                        "audio_duration": 5000,
                        "detailed_result": [
                            {"res": [ASK], "begin_time": 500, "end_time": 1400, "words_info": []},
                            {"res": ANSWER, "begin_time": 2000, "end_time": 2900},
                        ],
                    },
                }
            ],
        },
        [("U", ASK, 500, 1400), ("U", ANSWER, 2000, 2900)],
        {"task_id": "b-1"},
        ("no-speaker",),
    ),
]


def _tingwu(start: int, text: str, sentence: int) -> list[dict[str, object]]:
    return [
        {"Id": at, "SentenceId": sentence, "Start": start + at * 100, "End": start + at * 100 + 90}
        | {"Text": char}
        for at, char in enumerate(text)
    ]


TINGWU = [
    Sample(
        "tingwu",
        "paragraphs",
        {
            "TaskId": "tw-1",
            "Transcription": {
                "AudioInfo": {"Duration": 5000},
                "Paragraphs": [
                    {
                        "ParagraphId": "p0",
                        "SpeakerId": "1",
                        "Words": [*_tingwu(100, "您好。", 0), *_tingwu(2000, "请讲。", 1)],
                    },
                    {"ParagraphId": "p1", "SpeakerId": "2", "Words": _tingwu(3000, "你好", 2)},
                ],
            },
        },
        [("U1", "您好。", 100, 390), ("U1", "请讲。", 2000, 2290), ("U2", "你好", 3000, 3190)],
        {"task_id": "tw-1"},
        UNNAMED,
    ),
]

CLOUDS = [
    *DASHSCOPE,
    *VOLCENGINE,
    *BAIDU,
    *TINGWU,
]
