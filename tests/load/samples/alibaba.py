"""Made-up outputs of Alibaba Cloud."""

from __future__ import annotations

from tests.load.samples.sample import ANSWER, ASK, BYE, UNNAMED, Said, Sample


def pascal(channel: object, begin: object, end: object, text: str) -> dict[str, object]:
    sentence = {"ChannelId": channel, "BeginTime": begin, "EndTime": end, "Text": text}
    return sentence | {"SpeechRate": 200, "EmotionValue": 5.0, "SilenceDuration": 0}


def word(text: str, begin: int, end: int, channel: int = 0) -> dict[str, object]:
    return {"ChannelId": channel, "Word": text, "BeginTime": begin, "EndTime": end}


ALIYUN_JOB = {"TaskId": "t1", "StatusText": "SUCCESS", "StatusCode": 21050000, "BizDuration": 9000}


ALIYUN = [
    Sample(
        "aliyun",
        "version 4.0",
        ALIYUN_JOB
        | {"Result": {"Sentences": [pascal(0, 340, 2365, ASK), pascal(1, 2600, 4100, ANSWER)]}},
        [("U0", ASK, 340, 2365), ("U1", ANSWER, 2600, 4100)],
        {"task_id": "t1"},
        UNNAMED,
    ),
    Sample(
        "aliyun",
        "channels one after the other",
        ALIYUN_JOB
        | {
            "Result": {
                "Sentences": [
                    pascal(0, 340, 2365, ASK),
                    pascal(0, 4300, 5000, BYE),
                    pascal(1, 2600, 4100, ANSWER),
                ]
            }
        },
        [("U0", ASK, 340, 2365), ("U1", ANSWER, 2600, 4100), ("U0", BYE, 4300, 5000)],
        {"task_id": "t1"},
        ("out-of-order", *UNNAMED),
    ),
    Sample(
        "aliyun",
        "the result alone",
        {"Result": {"Sentences": [pascal(None, "340", "2365", ASK)]}},
        [("U", ASK, 340, 2365)],
        {},
        ("no-speaker",),
    ),
    Sample(
        "aliyun",
        "version 2.0",
        {
            "result": [{"begin_time": 340, "channel_id": 0, "end_time": 2365, "text": ASK}],
            "task_id": "t2",
            "status_text": "SUCCESS",
        },
        [("U0", ASK, 340, 2365)],
        {"task_id": "t2"},
        UNNAMED,
    ),
    Sample(
        "aliyun",
        "a message about a call",
        {
            "callId": "c77",
            "statusCode": "21050000",
            "sentences": [{"beginTime": 10, "endTime": 900, "channelId": 1, "text": ANSWER}],
        },
        [("U1", ANSWER, 10, 900)],
        {},
        UNNAMED,
        "c77",
    ),
]


TICKET = {
    "tid": "20240501-7",
    "customerId": "k1",
    "customerServiceId": 8023,
    "customerServiceName": "王丽",
    "skillGroupName": "售后",
    "callType": 1,
    "dialogue": [
        {"role": "客服", "identity": "8023", "words": ASK, "begin": 500, "end": 2000},
        {"role": "客户", "words": ANSWER, "begin": 2100, "end": 3500},
        {"role": "系统", "words": "请评价", "begin": 4000, "end": 4500},
    ],
}


TICKET_TURNS: list[Said] = [
    ("A", ASK, 500, 2000),
    ("C", ANSWER, 2100, 3500),
    ("S", "请评价", 4000, 4500),
]


TICKET_META = {
    "agent_id": 8023,
    "agent_name": "王丽",
    "queue": "售后",
    "customer_id": "k1",
    "call_type": 1,
}


TICKETS = [
    Sample(
        "aliyun-tickets",
        "upload",
        {"appKey": "a", "tickets": [TICKET]},
        TICKET_TURNS,
        TICKET_META,
        (),
        "20240501-7",
    ),
    Sample("aliyun-tickets", "one ticket", TICKET, TICKET_TURNS, TICKET_META, (), "20240501-7"),
    Sample(
        "aliyun-tickets",
        "when it was said",
        {
            "tickets": [
                {
                    "dialogue": [
                        {"role": "客户", "words": ANSWER, "begin": 1000, "beginTime": 1714528801000}
                    ]
                }
            ]
        },
        [("C", ANSWER, 1000, None)],
        {"start_time": "2024-05-01T10:00:00+08:00"},
    ),
    Sample(
        "aliyun-tickets",
        "dialogues that come back",
        {
            "Code": "200",
            "Data": {
                "FileId": "f1",
                "Vid": "v1",
                "AudioURL": "example.com/1.wav",
                "Dialogues": [
                    {
                        "Words": ASK,
                        "Role": "客服",
                        "Begin": 0,
                        "End": 1800,
                        "BeginTime": "2024-05-01 10:00:00",
                    }
                ],
            },
        },
        [("A", ASK, 0, 1800)],
        {"start_time": "2024-05-01T10:00:00", "vid": "v1", "audio": "example.com/1.wav"},
        (),
        "f1",
    ),
]
