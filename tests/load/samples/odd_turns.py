"""Made-up turns in JSON with odd keys, times and events."""

from __future__ import annotations

from tests.load.samples.chats import BEGAN, SAID, START, START_UTC, TEXTS, name, utc
from tests.load.samples.sample import ANSWER, ASK, UNNAMED, Sample
from tests.load.samples.senders import NAMED

ODD_TURNS = [
    Sample(
        "json-turns",
        "times of no known key",
        {
            "messages": [
                {"sender": name(agent), "content": text, "server_ts": BEGAN + at}
                for agent, text, at in TEXTS
            ]
        },
        [(who, text, None, None) for who, text, _, _ in NAMED],
        {},
        (*UNNAMED, "times-left"),
    ),
    Sample(
        "whisper",
        "numbers of speakers",
        {
            "text": ASK,
            "segments": [{"text": ASK, "start": 0.1, "end": 1.0, "speaker_id": "speaker_1"}],
        },
        [("Uspeaker_1", ASK, 100, 1000)],
        {},
        UNNAMED,
    ),
    Sample(
        "json-turns",
        "channels of roles, and times with their unit",
        {
            "rows": [
                {"channel": "坐席声道" if agent else "客户声道", "phrase": text, "start": f"{at}s"}
                for agent, text, at in TEXTS
            ]
        },
        SAID,
    ),
    Sample(
        "json-turns",
        "texts of JSON",
        {
            "items": [
                {
                    "msg_type": "text",
                    "create_time": str((BEGAN + at) * 1000),
                    "sender": {"id": name(agent), "sender_type": "user"},
                    "body": {"content": f'{{"text": "{text}"}}'},
                }
                for agent, text, at in TEXTS
            ]
        },
        NAMED,
        {"start_time": START},
        UNNAMED,
    ),
    Sample(
        "json-turns",
        "texts in parts and in objects of objects",
        {
            "logs": [
                {"sender": "agent", "content": {"type": "message", "data": {"content": ASK}}},
                {"sender": "customer", "content": [{"type": "audio", "transcript": ANSWER}]},
            ]
        },
        [("A", ASK, None, None), ("C", ANSWER, None, None)],
    ),
    Sample(
        "json-turns",
        "words of paragraphs",
        {
            "paragraphs": [
                {
                    "speaker": name(agent),
                    "words": [
                        {"text": char, "start": at + index / 10, "end": at + (index + 1) / 10}
                        for index, char in enumerate(text)
                    ],
                }
                for agent, text, at in TEXTS
            ]
        },
        [(who, text, at, (at or 0) + len(text) * 100) for who, text, at, _ in NAMED],
        {},
        UNNAMED,
    ),
    Sample(
        "json-turns",
        "pairs",
        {"dialogue": [["客服" if agent else "客户", text] for agent, text, _ in TEXTS]},
        [(who, text, None, None) for who, text, _, _ in SAID],
    ),
    Sample(
        "json-turns",
        "control messages and initiators",
        {
            "data": [
                {"isControlMessage": True, "content": "<addmember/>", "createdAt": utc(0)},
                *(
                    {"initiator": {"type": "AGENT" if agent else "CUSTOMER", "id": "x"}}
                    | {"isControlMessage": False, "createdAt": utc(at)}
                    | {"content": "".join(f"&#{ord(char)};" for char in text)}
                    for agent, text, at in TEXTS
                ),
            ]
        },
        SAID,
        {"start_time": START_UTC, "events": ["<addmember/>"]},
        ("messages-left",),
    ),
    Sample(
        "json-turns",
        "times of 100 nanoseconds",
        {
            "data": [
                {"speaker": name(agent), "text": text}
                | {"offset": at * 10_000_000, "end": at * 10_000_000 + 20_000_000}
                for agent, text, at in TEXTS
            ]
        },
        [(who, text, at, (at or 0) + 2000) for who, text, at, _ in NAMED],
        {},
        (*UNNAMED, "time-unit"),
    ),
]
