"""Made-up outputs of Amazon's services."""

from __future__ import annotations

from typing import Any

from tests.load.samples.sample import ANSWER, ASK, UNNAMED, Sample


def item(content: str, start: str = "", end: str = "", **labels: str) -> dict[str, Any]:
    alternatives = [{"confidence": "0.9", "content": content}]
    if not start:
        return {"alternatives": alternatives, "type": "punctuation", **labels}
    times = {"start_time": start, "end_time": end}
    return {**times, "alternatives": alternatives, "type": "pronunciation", **labels}


def transcribe(**results: object) -> dict[str, object]:
    text = {"transcripts": [{"transcript": "…"}]}
    return {"jobName": "j1", "accountId": "1", "status": "COMPLETED", "results": text | results}


AWS_META = {"job_name": "j1"}


AWS_TRANSCRIBE = [
    Sample(
        "aws-transcribe",
        "neither voices nor channels",
        transcribe(
            items=[
                item("您好", "0.5", "1.0"),
                item("。"),
                item("请讲", "1.2", "1.6"),
                item("OK", "3.0", "3.2"),
                item("bye", "3.2", "3.5"),
            ]
        ),
        [("U", "您好。请讲", 500, 1600), ("U", "OK bye", 3000, 3500)],
        AWS_META,
        ("no-speaker",),
    ),
    Sample(
        "aws-transcribe",
        "voices",
        transcribe(
            items=[
                item("您好", "0.5", "1.0", speaker_label="spk_0"),
                item("。", speaker_label="spk_0"),
                item("你好", "1.1", "1.6", speaker_label="spk_1"),
            ],
            speaker_labels={"speakers": 2, "segments": []},
        ),
        [("Uspk_0", "您好。", 500, 1000), ("Uspk_1", "你好", 1100, 1600)],
        AWS_META,
        UNNAMED,
    ),
    Sample(
        "aws-transcribe",
        "voices in segments alone",
        transcribe(
            items=[item("您好", "0.5", "1.0"), item("你好", "1.1", "1.6")],
            speaker_labels={
                "segments": [
                    {
                        "speaker_label": "spk_0",
                        "items": [{"start_time": "0.5", "speaker_label": "spk_0"}],
                    },
                    {"speaker_label": "spk_1", "items": [{"start_time": "1.1"}]},
                ]
            },
        ),
        [("Uspk_0", "您好", 500, 1000), ("Uspk_1", "你好", 1100, 1600)],
        AWS_META,
        UNNAMED,
    ),
    Sample(
        "aws-transcribe",
        "channels that speak at once",
        transcribe(
            items=[],
            channel_labels={
                "number_of_channels": 2,
                "channels": [
                    {
                        "channel_label": "ch_0",
                        "items": [
                            item("您好", "0.5", "1.0"),
                            item("，"),
                            item("请讲", "1.5", "2.0"),
                            item("好的", "4.0", "4.5"),
                        ],
                    },
                    {"channel_label": "ch_1", "items": [item("喂", "0.8", "0.9")]},
                ],
            },
        ),
        [
            ("Uch_0", "您好，请讲", 500, 2000),
            ("Uch_1", "喂", 800, 900),
            ("Uch_0", "好的", 4000, 4500),
        ],
        AWS_META,
        ("out-of-order", *UNNAMED),
    ),
]


CONTACT = {
    "Channel": "VOICE",
    "JobStatus": "COMPLETED",
    "LanguageCode": "zh-CN",
    "ConversationCharacteristics": {"TotalConversationDurationMillis": 5000},
}


AWS_ANALYTICS = [
    Sample(
        "aws-analytics",
        "Contact Lens",
        CONTACT
        | {
            "CustomerMetadata": {"ContactId": "contact-1"},
            "Participants": [
                {"ParticipantId": "p1", "ParticipantRole": "AGENT"},
                {"ParticipantId": "p2", "ParticipantRole": "CUSTOMER"},
            ],
            "Transcript": [
                {
                    "Id": "1",
                    "ParticipantId": "p1",
                    "Content": ASK,
                    "BeginOffsetMillis": 0,
                    "EndOffsetMillis": 1900,
                },
                {
                    "Id": "2",
                    "ParticipantId": "p2",
                    "Content": ANSWER,
                    "BeginOffsetMillis": 2000,
                    "EndOffsetMillis": 3900,
                },
            ],
        },
        [("A", ASK, 0, 1900), ("C", ANSWER, 2000, 3900)],
        {},
        (),
        "contact-1",
    ),
    Sample(
        "aws-analytics",
        "Call Analytics",
        {
            "JobStatus": "COMPLETED",
            "Transcript": [
                {
                    "Id": "1",
                    "ParticipantRole": "CUSTOMER",
                    "Content": ANSWER,
                    "BeginOffsetMillis": 100,
                    "EndOffsetMillis": 1900,
                    "Items": [
                        {"Content": "我家", "BeginOffsetMillis": 100, "EndOffsetMillis": 500}
                    ],
                }
            ],
        },
        [("C", ANSWER, 100, 1900)],
    ),
    Sample(
        "aws-analytics",
        "a chat",
        CONTACT
        | {
            "Channel": "CHAT",
            "Transcript": [
                {
                    "Id": "0",
                    "Type": "EVENT",
                    "ParticipantRole": "CUSTOMER",
                    "AbsoluteTime": "2024-05-01T02:00:00.000Z",
                },
                {
                    "Id": "1",
                    "Type": "MESSAGE",
                    "Content": "欢迎光临",
                    "ParticipantRole": "SYSTEM",
                    "AbsoluteTime": "2024-05-01T02:00:01.500Z",
                },
                {
                    "Id": "2",
                    "Type": "MESSAGE",
                    "Content": "我是机器人",
                    "ParticipantRole": "CUSTOM_BOT",
                    "AbsoluteTime": "2024-05-01T02:00:02.000Z",
                },
            ],
        },
        [("S", "欢迎光临", 1500, None), ("S", "我是机器人", 2000, None)],
        {"start_time": "2024-05-01T02:00:00+00:00"},
    ),
]


AWS_PCA = [
    Sample(
        "aws-pca",
        "roles by voice",
        {
            "ConversationAnalytics": {
                "GUID": "None",
                "Agent": "王丽",
                "ConversationTime": "2024-05-01 10:00:00.500000",
                "SpeakerLabels": [
                    {"Speaker": "spk_0", "DisplayText": "Agent"},
                    {"Speaker": "spk_1", "DisplayText": "Customer"},
                ],
            },
            "SpeechSegments": [
                {
                    "SegmentStartTime": 0.04,
                    "SegmentEndTime": 1.9,
                    "SegmentSpeaker": "spk_0",
                    "DisplayText": ASK,
                    "WordConfidence": [{"Text": " 您好", "StartTime": 0.04, "EndTime": 0.5}],
                },
                {
                    "SegmentStartTime": 2.0,
                    "SegmentEndTime": 3.0,
                    "SegmentSpeaker": "spk_2",
                    "OriginalText": ANSWER,
                },
            ],
        },
        [("A", ASK, 40, 1900), ("Uspk_2", ANSWER, 2000, 3000)],
        {"agent_name": "王丽", "start_time": "2024-05-01T10:00:00.500"},
        UNNAMED,
    ),
]
