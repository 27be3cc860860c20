"""Made-up outputs of services that write words, monologues or phrases, each with a voice."""

from __future__ import annotations

from typing import Any

from tests.load.samples.sample import ANSWER, ASK, BYE, UNNAMED, Said, Sample


def watson(*voices: tuple[float, int], final: bool = True) -> dict[str, Any]:
    stamps = [["您好", 0.5, 0.9], ["%HESITATION", 1.0, 1.1], ["请讲", 1.2, 1.6], ["冰箱", 2.0, 2.4]]
    best = {"transcript": "您好 %HESITATION 请讲 冰箱 ", "timestamps": stamps}
    labels = [{"from": at, "to": at + 0.4, "speaker": voice} for at, voice in voices]
    result = {"final": final, "alternatives": [best]}
    return {"result_index": 0, "results": [result]} | ({"speaker_labels": labels} if labels else {})


def spoken(content: str, start: float, end: float, speaker: str | None) -> dict[str, Any]:
    best = {"content": content, "confidence": 1} | ({"speaker": speaker} if speaker else {})
    return {"type": "word", "start_time": start, "end_time": end, "alternatives": [best]}


def phrase(text: str, start: int, length: int, purpose: str) -> dict[str, Any]:
    return {
        "text": text,
        "decoratedText": text,
        "startTimeMs": start,
        "duration": {"milliseconds": length},
        "participantPurpose": purpose,
    }


def recalled(text: str, start: object, end: object) -> dict[str, Any]:
    return {"text": text, "start_timestamp": start, "end_timestamp": end}


def timed(start: float, end: float) -> dict[str, Any]:
    return {"word": "x", "start": start, "end": end}


VOICED: list[Said] = [("U0", "您好请讲", 500, 1600), ("U1", "冰箱", 2000, 2400)]
BEGAN = 1_714_528_800_000

VOICES = [
    # The first label of the third word was taken back.
    Sample(
        "watson",
        "voices of words",
        watson((0.5, 0), (1.0, 0), (1.2, 1), (1.2, 0), (2.0, 1)),
        VOICED,
        {},
        UNNAMED,
    ),
    Sample(
        "watson", "no voices", watson(), [("U", "您好请讲冰箱", 500, 2400)], {}, ("no-speaker",)
    ),
    Sample(
        "watson",
        "a job",
        {
            "id": "w1",
            "status": "completed",
            "results": [watson((0.5, 0), (1.2, 0), (2.0, 1))],
        },
        VOICED,
        {"task_id": "w1"},
        UNNAMED,
    ),
    Sample(
        "revai",
        "monologues",
        {
            "monologues": [
                {
                    "speaker": 0,
                    "elements": [
                        {"type": "text", "value": "您好", "ts": 0.5, "end_ts": 0.9},
                        {"type": "punct", "value": "，"},
                        {"type": "text", "value": "请讲", "ts": 1.2, "end_ts": 1.6},
                    ],
                },
                {
                    "speaker": 1,
                    "speaker_info": {"display_name": "客户"},
                    "elements": [{"type": "text", "value": ANSWER, "ts": 2.0, "end_ts": 3.0}],
                },
            ]
        },
        [("U0", "您好，请讲", 500, 1600), ("C", ANSWER, 2000, 3000)],
        {},
        UNNAMED,
    ),
    Sample(
        "speechmatics",
        "voices",
        {
            "format": "2.9",
            "metadata": {"type": "transcription"},
            "job": {"id": "j1"},
            "results": [
                spoken(ASK, 0, 1.9, "S1"),
                spoken(ANSWER, 2, 3, "S2"),
                spoken("嗯", 5, 5.2, "UU"),
            ],
        },
        [("US1", ASK, 0, 1900), ("US2", ANSWER, 2000, 3000), ("U", "嗯", 5000, 5200)],
        {"job_id": "j1"},
        (*UNNAMED, "no-speaker"),
    ),
    Sample(
        "speechmatics",
        "channels one after the other",
        {
            "format": "2.9",
            "metadata": {"type": "transcription"},
            "results": [
                spoken(ASK, 0, 1.9, None) | {"channel": "agent"},
                spoken(BYE, 4, 5, None) | {"channel": "agent"},
                spoken(ANSWER, 2, 3, None) | {"channel": "customer"},
            ],
        },
        [("A", ASK, 0, 1900), ("C", ANSWER, 2000, 3000), ("A", BYE, 4000, 5000)],
    ),
    Sample(
        "voicebase",
        "turns among the words",
        {
            "mediaId": "m1",
            "transcript": {
                "words": [
                    {"p": 0, "s": 0, "e": 0, "m": "turn", "w": "Agent"},
                    {"p": 1, "s": 0, "e": 900, "w": "您好"},
                    {"p": 2, "s": 900, "e": 950, "m": "punc", "w": "。"},
                    {"p": 3, "s": 2000, "e": 2000, "m": "turn", "w": "Caller"},
                    {"p": 4, "s": 2000, "e": 3000, "w": ANSWER},
                ]
            },
        },
        [("A", "您好。", 0, 950), ("C", ANSWER, 2000, 3000)],
        {"task_id": "m1"},
    ),
    Sample(
        "genesys",
        "times from 1970",
        {
            "conversationId": "g1",
            "participants": [{"participantPurpose": "internal"}],
            "transcripts": [
                {
                    "startTime": BEGAN,
                    "phrases": [
                        phrase(ASK, BEGAN, 1900, "internal"),
                        phrase(ANSWER, BEGAN + 2000, 1000, "external"),
                    ],
                }
            ],
        },
        [("A", ASK, 0, 1900), ("C", ANSWER, 2000, 3000)],
        {"start_time": "2024-05-01T10:00:00+08:00"},
        (),
        "g1",
    ),
    Sample(
        "genesys",
        "times of the recording",
        {"transcripts": [{"phrases": [phrase(ASK, 500, 1400, "internal")]}]},
        [("A", ASK, 500, 1900)],
    ),
    Sample(
        "gong",
        "a call",
        {
            "callTranscripts": [
                {
                    "callId": "7",
                    "transcript": [
                        {
                            "speakerId": "64",
                            "topic": "x",
                            "sentences": [{"start": 0, "end": 1900, "text": ASK}],
                        },
                        {
                            "speakerId": "65",
                            "sentences": [{"start": 2000, "end": 3000, "text": ANSWER}],
                        },
                    ],
                }
            ]
        },
        [("U64", ASK, 0, 1900), ("U65", ANSWER, 2000, 3000)],
        {},
        UNNAMED,
        "7",
    ),
    Sample(
        "recall",
        "participants",
        [
            {
                "participant": {"id": 1, "name": "客服"},
                "words": [
                    recalled("您好，", {"relative": 0.5}, {"relative": 0.9}),
                    recalled("请讲", {"relative": 1.2}, {"relative": 1.6}),
                ],
            },
            {
                "participant": {"id": 2, "name": None},
                "words": [recalled(ANSWER, {"relative": 2.0}, {"relative": 3.0})],
            },
        ],
        [("A", "您好，请讲", 500, 1600), ("U2", ANSWER, 2000, 3000)],
        {},
        UNNAMED,
    ),
    Sample(
        "recall",
        "older, with numbers for moments",
        [
            {"speaker": "甲", "words": [recalled(ASK, 0.5, 1.9)]},
            {"speaker": "乙", "words": [recalled(ANSWER, 2.0, 3.0)]},
        ],
        [("U甲", ASK, 500, 1900), ("U乙", ANSWER, 2000, 3000)],
        {},
        UNNAMED,
    ),
    Sample(
        "vosk",
        "utterances",
        [
            {
                "text": "您好 请讲",
                "result": [
                    {"word": "您好", "start": 0.5, "end": 0.9, "conf": 1},
                    {"word": "请讲", "start": 1.2, "end": 1.6, "conf": 1},
                ],
            },
            {"text": ""},
            {"text": "冰箱", "result": [{"word": "冰箱", "start": 2.0, "end": 2.4, "conf": 1}]},
        ],
        [("U", "您好请讲", 500, 1600), ("U", "冰箱", 2000, 2400)],
        {},
        ("no-speaker",),
    ),
    Sample(
        "json-turns",
        "times of words alone",
        {
            "transcript_object": [
                {"role": "agent", "content": ASK, "words": [timed(0.5, 0.9), timed(1.0, 1.9)]},
                {"role": "user", "content": ANSWER, "words": [timed(2.0, 3.0)]},
            ]
        },
        [("A", ASK, 500, 1900), ("C", ANSWER, 2000, 3000)],
    ),
    Sample(
        "json-turns",
        "contents in parts",
        {
            "messages": [
                {"role": "agent", "content": [{"type": "text", "text": ASK}]},
                {"role": "user", "content": [{"type": "text", "text": ANSWER}]},
            ]
        },
        [("A", ASK, None, None), ("C", ANSWER, None, None)],
    ),
    Sample(
        "json-turns",
        "seconds within the call",
        {
            "transcript": [
                {"role": "agent", "message": ASK, "time_in_call_secs": 0},
                {"role": "user", "message": ANSWER, "time_in_call_secs": 2},
            ]
        },
        [("A", ASK, 0, None), ("C", ANSWER, 2000, None)],
    ),
    Sample(
        "deepgram",
        "paragraphs without words",
        {
            "results": {
                "channels": [
                    {
                        "alternatives": [
                            {
                                "transcript": ASK + ANSWER,
                                "words": [],
                                "paragraphs": {
                                    "paragraphs": [
                                        {
                                            "speaker": 0,
                                            "sentences": [{"text": ASK, "start": 0, "end": 1.9}],
                                        },
                                        {
                                            "speaker": 1,
                                            "sentences": [{"text": ANSWER, "start": 2, "end": 3}],
                                        },
                                    ]
                                },
                            }
                        ]
                    }
                ]
            }
        },
        [("U0", ASK, 0, 1900), ("U1", ANSWER, 2000, 3000)],
        {},
        UNNAMED,
    ),
]
