"""Made-up outputs with an array for each channel, and with the same dialogue in several forms."""

from __future__ import annotations

from typing import Any

from tests.load.samples.sample import ANSWER, ASK, BYE, UNNAMED, Said, Sample

SAID = ((0, 0.0, ASK), (1, 3.0, ANSWER), (0, 6.0, BYE), (1, 9.0, "好。"))
TURNS: list[Said] = [
    (f"U{side}", text, int(start * 1000), int(start * 1000) + 2000) for side, start, text in SAID
]
DIALOGUE = "\n".join(f"{'客户' if side else '客服'}: {text}" for side, _, text in SAID)


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
]
