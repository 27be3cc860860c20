"""Made-up outputs with an array for each channel, and with the same dialogue in several forms."""

from __future__ import annotations

from typing import Any

from tests.load.samples.sample import ANSWER, ASK, BYE, UNNAMED, Said, Sample

SAID = ((0, 0.0, ASK), (1, 3.0, ANSWER), (0, 6.0, BYE), (1, 9.0, "好。"))
TURNS: list[Said] = [
    (f"U{side}", text, int(start * 1000), int(start * 1000) + 2000) for side, start, text in SAID
]
DIALOGUE = "\n".join(f"{'客户' if side else '客服'}: {text}" for side, _, text in SAID)


def file_or(text: str) -> dict[str, Any]:
    return {"Content": text} if text else {"Attachments": [{}]}


def array(side: int) -> list[dict[str, Any]]:
    return [
        {"start": start, "end": start + 2.0, "text": text}
        for each, start, text in SAID
        if each == side
    ]


CHANNELS = [
    Sample(
        "channel-arrays",
        "named",
        [{"channel": side, "segments": array(side)} for side in (0, 1)],
        TURNS,
        {},
        UNNAMED,
    ),
    Sample(
        "channel-arrays",
        "named, with files",
        [
            {"file": f"{side}.wav", "channel": side, "language": "zh", "segments": array(side)}
            for side in (0, 1)
        ],
        TURNS,
        {},
        UNNAMED,
    ),
    Sample("channel-arrays", "bare", [array(0), array(1)], TURNS, {}, UNNAMED),
    Sample(
        "channel-arrays",
        "in an object",
        {"callId": "7", "channels": [{"segments": array(side)} for side in (0, 1)]},
        TURNS,
        {},
        UNNAMED,
        "7",
    ),
    Sample(
        "json-turns",
        "turns and their text",
        {
            "call_id": "7",
            "transcripts": [
                {"user": "客服" if side == 0 else "客户", "text": text} for side, _, text in SAID
            ],
            "concatenated_transcript": DIALOGUE,
        },
        [("A" if side == 0 else "C", text, None, None) for side, _, text in SAID],
        {"concatenated_transcript": DIALOGUE},
        (),
        "7",
    ),
    Sample(
        "json-turns",
        "microseconds from 1970",
        {
            "entries": [
                {"start_timestamp_usec": f"{1714528800 + at}000000", "text": text, "role": role}
                for at, text, role in ((0, ASK, "AGENT"), (5, ANSWER, "CUSTOMER"))
            ]
        },
        [("A", ASK, 0, None), ("C", ANSWER, 5000, None)],
        {"start_time": "2024-05-01T10:00:00+08:00"},
    ),
    Sample(
        "aws-analytics",
        "chat with a file",
        {
            "ContactId": "c1",
            "Transcript": [
                {"Id": text or "3", "ParticipantRole": role, "Type": kind, "AbsoluteTime": at}
                | file_or(text)
                for role, kind, at, text in (
                    ("AGENT", "MESSAGE", "2024-05-01T10:00:01Z", ASK),
                    ("CUSTOMER", "MESSAGE", "2024-05-01T10:00:05Z", ANSWER),
                    ("CUSTOMER", "ATTACHMENT", "2024-05-01T10:00:06Z", ""),
                )
            ],
        },
        [("A", ASK, 0, None), ("C", ANSWER, 4000, None)],
        {"start_time": "2024-05-01T10:00:01+00:00"},
        ("messages-left",),
        call_id="c1",
    ),
    *(
        Sample(
            "json-turns",
            f"times called {start}",
            {"lines": [{start: 0, end: 900, "text": ASK, "role": "agent"}]},
            [("A", ASK, 0, 900)],
        )
        for start, end in (
            ("start_offset_ms", "end_offset_ms"),
            ("startTimeMillis", "endTimeMillis"),
            ("offset_ms", "end_ms"),
        )
    ),
]
