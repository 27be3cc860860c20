"""Made-up outputs of CLOVA, Oracle and Label Studio."""

from __future__ import annotations

from typing import Any

from tests.load.samples.sample import ANSWER, ASK, UNNAMED, Sample

CLOVA = [
    Sample(
        "clova",
        "voices",
        {
            "result": "COMPLETED",
            "message": "Succeeded",
            "token": "t",
            "segments": [
                {"start": start, "end": start + 900, "text": text, "textEdited": text}
                | {"speaker": {"label": label, "name": voice, "edited": False}}
                | {"diarization": {"label": label}, "words": [[start, start + 900, text]]}
                for start, text, label, voice in ((0, ASK, "1", "A"), (5000, ANSWER, "2", "B"))
            ],
            "text": f"{ASK} {ANSWER}",
        },
        [("UA", ASK, 0, 900), ("UB", ANSWER, 5000, 5900)],
        {},
        UNNAMED,
    )
]


def oracle(text: str, start: float, voice: int) -> list[dict[str, Any]]:
    return [
        {
            "token": char,
            "startTime": f"{start + index / 10:.3f}s",
            "endTime": f"{start + (index + 1) / 10:.3f}s",
            "confidence": "0.9",
            "type": "PUNCTUATION" if char in "，。？" else "WORD",
            "speakerIndex": voice,
        }
        for index, char in enumerate(text)
    ]


ORACLE = [
    Sample(
        "oracle",
        "voices",
        {
            "status": "SUCCESS",
            "transcriptions": [
                {
                    "transcription": ASK + ANSWER,
                    "tokens": [*oracle(ASK, 0, 0), *oracle(ANSWER, 5, 1)],
                    "speakerCount": 2,
                }
            ],
        },
        [
            ("U0", ASK, 0, len(ASK) * 100),
            ("U1", ANSWER, 5000, 5000 + len(ANSWER) * 100),
        ],
        {},
        UNNAMED,
    )
]


def region(number: int, kind: str, value: list[str], start: float) -> dict[str, Any]:
    return {
        "id": f"r{number}",
        "from_name": kind,
        "to_name": "audio",
        "type": kind,
        "value": {"start": start, "end": start + 1, "channel": 0, kind: value},
    }


LABEL_STUDIO = [
    Sample(
        "label-studio",
        "labels and texts",
        {
            "id": 1,
            "annotations": [
                {"was_cancelled": True, "result": [region(9, "text", ["废弃的"], 0)]},
                {
                    "was_cancelled": False,
                    "result": [
                        region(1, "labels", ["坐席"], 0.5),
                        region(1, "text", [ASK], 0.5),
                        region(2, "labels", ["客户"], 2.0),
                        region(2, "text", [ANSWER], 2.0),
                    ],
                },
            ],
            "data": {"audio": "/data/a.wav"},
        },
        [("A", ASK, 500, 1500), ("C", ANSWER, 2000, 3000)],
        {"audio": "/data/a.wav"},
        ("text-left",),
    )
]
