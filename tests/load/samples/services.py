"""Made-up exports of services for customers, and of conversations in a standard container."""

from __future__ import annotations

import json
from typing import Any

from tests.load.samples.chats import BEGAN, META, NOTE, SAID, START, START_UTC, TEXTS, name, utc
from tests.load.samples.sample import ANSWER, ASK, BYE, Said, Sample


def comment(author: int, text: str, second: int, public: bool = True) -> dict[str, Any]:
    return {
        "id": second,
        "type": "Comment",
        "author_id": author,
        "body": text,
        "html_body": f"<div><p>{text}</p></div>",
        "plain_body": text,
        "public": public,
        "created_at": f"2024-05-01T02:00:{second:02d}Z",
    }


COMMENTS = [comment(1 if agent else 2, text, second) for agent, text, second in TEXTS]
PEOPLE = [
    {"id": 1, "name": "王丽", "role": "agent"},
    {"id": 2, "name": "李先生", "role": "end-user"},
]
ZENDESK = [
    Sample(
        "zendesk-ticket",
        "comments with users",
        {"comments": [*COMMENTS, comment(1, NOTE, 30, False)], "users": PEOPLE, "count": 4},
        SAID,
        META | {"start_time": START_UTC, "notes": [NOTE]},
        ("messages-left",),
    ),
    Sample(
        "zendesk-ticket",
        "a ticket",
        {"id": 35, "subject": "冰箱不制冷", "requester_id": 2, "comments": COMMENTS},
        SAID,
        {"channel": "chat", "agent_name": "1", "customer_name": "2", "start_time": START_UTC}
        | {"title": "冰箱不制冷", "case_id": "35"},
    ),
    Sample(
        "zendesk-ticket",
        "comments alone",
        {"comments": COMMENTS, "next_page": None},
        [("U1", ASK, 0, None), ("U2", ANSWER, 5000, None), ("U1", BYE, 9000, None)],
        {"channel": "chat", "start_time": START_UTC},
        ("unnamed-speakers",),
    ),
    *(
        Sample(
            "zendesk-chat",
            label,
            value,
            SAID,
            META | {"start_time": START_UTC},
            ("messages-left",),
        )
        for chat in (
            {
                "id": "1.x",
                "type": "chat",
                "timestamp": utc(0),
                "visitor": {"id": "v", "name": "李先生"},
                "agent_names": ["王丽"],
                "history": [
                    {"type": "chat.memberjoin", "timestamp": utc(0), "name": "王丽"},
                    *(
                        {
                            "type": "chat.msg",
                            "name": name(agent),
                            "msg": text,
                            "timestamp": utc(second),
                        }
                        | (
                            {"sender_type": "Agent", "agent_id": "1"}
                            if agent
                            else {"sender_type": "Visitor"}
                        )
                        for agent, text, second in TEXTS
                    ),
                ],
            },
        )
        for label, value in (
            ("a chat", chat),
            ("chats", {"chats": [chat], "count": 1}),
        )
    ),
]

BODY = (
    '<p align="center">Chat Started: Wednesday, May 01, 2024, 10:00:00 (+0800)</p>'
    '<p align="center">Chat Origin: 官网</p><p align="center">Agent 王丽</p>'
    f"( 0s ) 王丽: {ASK}<br>( 5s ) 李先生: 我家冰箱&quot;不制冷&quot;了。<br>真急人<br>"
    f"( 1h 1m 9s ) 王丽: {BYE}<br>"
)
RECORD = {
    "attributes": {"type": "LiveChatTranscript", "url": "/services/data/x"},
    "Id": "570x",
    "Name": "00000123",
    "Body": BODY,
    "CaseId": "500x",
    "StartTime": "2024-05-01T02:00:00.000+0000",
}
SALESFORCE = [
    Sample(
        "salesforce",
        label,
        value,
        [
            ("A", ASK, 0, None),
            ("C", '我家冰箱"不制冷"了。\n真急人', 5000, None),
            ("A", BYE, 3_669_000, None),
        ],
        META
        | {
            "start_time": START_UTC,
            "case_id": "500x",
            "header": [
                "Chat Started: Wednesday, May 01, 2024, 10:00:00 (+0800)",
                "Chat Origin: 官网",
                "Agent 王丽",
            ],
        },
    )
    for label, value in (
        ("a record", RECORD),
        ("records", {"totalSize": 1, "done": True, "records": [RECORD]}),
    )
]

PARTIES = [
    {"tel": "+861", "name": "李先生", "role": "customer"},
    {"mailto": "a@x", "name": "王丽", "role": "agent"},
]
TRANSCRIPT = {
    "segments": [
        {"start": 0.0, "end": 1.9, "text": ASK, "speaker": "SPEAKER_00"},
        {"start": 2.0, "end": 3.0, "text": ANSWER, "speaker": "SPEAKER_01"},
    ]
}


def vcon(dialog: list[Any], analysis: list[Any]) -> dict[str, Any]:
    return {"vcon": "0.0.2", "uuid": "018b", "created_at": utc(0), "parties": PARTIES} | {
        "dialog": dialog,
        "analysis": analysis,
    }


RECORDING = {"type": "recording", "start": utc(0), "duration": 5, "parties": [0, 1], "url": "x"}
RECOGNISED: list[Said] = [("USPEAKER_00", ASK, 0, 1900), ("USPEAKER_01", ANSWER, 2000, 3000)]
VCON = [
    Sample(
        "vcon",
        "messages",
        vcon(
            [
                {"type": "text", "start": utc(second), "parties": [int(agent), int(not agent)]}
                | {"mediatype": "text/html", "body": f"<p>{text}</p>", "encoding": "none"}
                for agent, text, second in TEXTS
            ],
            [{"type": "summary", "dialog": 0, "body": "x"}],
        ),
        SAID,
        META | {"start_time": START_UTC},
    ),
    *(
        Sample(
            "vcon",
            f"a transcript {label}",
            vcon([RECORDING], [{"type": "transcript", "dialog": 0, "vendor": "x", "body": body}]),
            RECOGNISED,
            {"start_time": utc(0), "agent_name": "王丽", "customer_name": "李先生"},
            ("unnamed-speakers",),
        )
        for label, body in (
            ("in JSON", TRANSCRIPT),
            ("in JSON as text", json.dumps(TRANSCRIPT, ensure_ascii=False)),
        )
    ),
    Sample(
        "vcon",
        "a transcript in text",
        vcon(
            [RECORDING],
            [{"type": "transcript", "dialog": 0, "body": f"客服：{ASK}\n客户：{ANSWER}"}],
        ),
        [("A", ASK, None, None), ("C", ANSWER, None, None)],
        {"start_time": utc(0), "agent_name": "王丽", "customer_name": "李先生"},
    ),
]

LIVEPERSON = [
    Sample(
        "liveperson",
        "records",
        {
            "conversationHistoryRecords": [
                {
                    "info": {"conversationId": "p1", "latestAgentFullName": "王丽"},
                    "messageRecords": [
                        {
                            "type": "TEXT_PLAIN",
                            "messageData": {"msg": {"text": text}},
                            "participantId": str(agent),
                            "timeL": (BEGAN + at) * 1000,
                            "sentBy": "Agent" if agent else "Consumer",
                        }
                        for agent, text, at in TEXTS
                    ],
                }
            ]
        },
        SAID,
        {"channel": "chat", "start_time": START, "agent_name": "王丽"},
    )
]

SERVICES = [*LIVEPERSON, *ZENDESK, *SALESFORCE, *VCON]
