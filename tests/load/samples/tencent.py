"""Made-up outputs of Tencent Cloud."""

from __future__ import annotations

import json

from tests.load.samples.sample import ANSWER, ASK, UNNAMED, Said, Sample


def tencent(task: dict[str, object]) -> dict[str, object]:
    data = {"TaskId": 9, "Status": 2, "StatusStr": "success", "AudioDuration": 4.5, "ErrorMsg": ""}
    return {"Response": {"RequestId": "r", "Data": data | task}}


DETAIL = {
    "FinalSentence": ASK,
    "SliceSentence": "您好 请问",
    "StartMs": 20,
    "EndMs": 2380,
    "SpeakerId": 0,
    "Words": [
        {"OffsetStartMs": 100, "OffsetEndMs": 500, "Word": "您好"},
        {"OffsetStartMs": 500, "OffsetEndMs": 900, "Word": "请问"},
    ],
}


SECOND = {"FinalSentence": ANSWER, "StartMs": 2500, "EndMs": 4000, "SpeakerId": 1, "Words": None}


LINES = f"[0:0.020,0:2.380,0]  {ASK}\n[1:2.500,1:4.000,1]  {ANSWER}\n"


LINE_TURNS: list[Said] = [("U0", ASK, 20, 2380), ("U1", ANSWER, 62500, 64000)]


TENCENT = [
    Sample(
        "tencent",
        "details",
        tencent({"Result": LINES, "ResultDetail": [DETAIL, SECOND]}),
        [("U0", ASK, 20, 2380), ("U1", ANSWER, 2500, 4000)],
        {"task_id": 9},
        UNNAMED,
    ),
    Sample(
        "tencent",
        "role names",
        tencent(
            {
                "ResultDetail": [
                    DETAIL | {"SpeakerRoleName": "客服"},
                    SECOND | {"SpeakerRoleName": "客户"},
                ]
            }
        ),
        [("A", ASK, 20, 2380), ("C", ANSWER, 2500, 4000)],
        {"task_id": 9},
    ),
    Sample(
        "tencent",
        "channels",
        tencent(
            {"ResultDetail": [{"FinalSentence": ASK, "StartMs": 0, "EndMs": 9, "ChannelId": 1}]}
        ),
        [("U1", ASK, 0, 9)],
        {"task_id": 9},
        UNNAMED,
    ),
    Sample(
        "tencent",
        "lines",
        tencent({"Result": LINES, "ResultDetail": None}),
        LINE_TURNS,
        {"task_id": 9},
        UNNAMED,
    ),
    Sample(
        "tencent",
        "lines of one voice",
        tencent({"Result": "[0:0.020,0:2.380]  您好。\n没有时间的一行"}),
        [("U", "您好。", 20, 2380), ("U", "没有时间的一行", None, None)],
        {"task_id": 9},
        ("no-speaker", "times-missing"),
    ),
    Sample(
        "tencent",
        "the data alone",
        {"TaskId": 9, "StatusStr": "success", "ResultDetail": [DETAIL]},
        [("U0", ASK, 20, 2380)],
        {"task_id": 9},
        UNNAMED,
    ),
    Sample(
        "tencent",
        "callback",
        {
            "code": 0,
            "requestId": 77,
            "audioUrl": "https://example.com/1.wav",
            "text": LINES,
            "audioTime": 70.5,
            "resultDetail": json.dumps([DETAIL]),
        },
        [("U0", ASK, 20, 2380)],
        {"task_id": 77, "audio": "https://example.com/1.wav"},
        (*UNNAMED, "text-left"),
    ),
    Sample(
        "tencent",
        "callback with lines",
        {"code": 0, "requestId": 77, "text": LINES, "audioTime": 70.5, "resultDetail": ""},
        LINE_TURNS,
        {"task_id": 77},
        UNNAMED,
    ),
]
