"""Made-up turns in JSON whose speakers stand in objects, and notes among messages."""

from __future__ import annotations

from tests.load.samples.chats import BEGAN, NOTE, SAID, START, START_UTC, TEXTS, name, utc
from tests.load.samples.sample import ASK, UNNAMED, Said, Sample

NAMES = {"agent_name": "王丽", "customer_name": "李先生"}
NAMED: list[Said] = [(f"U{name(agent)}", text, at * 1000, None) for agent, text, at in TEXTS]
SENDERS = [
    Sample(
        "json-turns",
        label,
        {"data": [each(agent, text, at) for agent, text, at in TEXTS], **more},
        turns,
        meta,
        warnings,
    )
    for label, each, more, turns, meta, warnings in (
        (
            "a sender with a role",
            lambda agent, text, at: {
                "text": text,
                "sender": {"role": "agent" if agent else "customer", "name": name(agent)},
                "createdAt": utc(at),
            },
            {},
            SAID,
            {"start_time": START_UTC, **NAMES},
            (),
        ),
        (
            "names, and directions of messages",
            lambda agent, text, at: {
                "text": text,
                "richText": f"<p>{text}</p>",
                "senders": [{"actorId": "x", "name": name(agent)}],
                "direction": "OUTGOING" if agent else "INCOMING",
                "channelId": "1000",
                "created_at": BEGAN + at,
            },
            {},
            SAID,
            {"start_time": START, **NAMES},
            (),
        ),
        (
            "sides in words of services",
            lambda agent, text, at: {
                "text": text,
                "participant_type": "internal" if agent else "external",
                "start_time": float(at),
            },
            {},
            SAID,
            {},
            (),
        ),
        (
            "objects within objects",
            lambda agent, text, at: {
                "body": {"contentType": "html", "content": f"<div><p>{text}</p></div>"},
                "from": {"user": {"displayName": name(agent), "userType": "user"}},
                "createdDateTime": utc(at),
            },
            {},
            NAMED,
            {"start_time": START_UTC},
            UNNAMED,
        ),
        (
            "a bot",
            lambda agent, text, at: {
                "event": "bot" if agent else "user",
                "text": text,
                "timestamp": BEGAN + at,
            },
            {},
            [("S" if who == "A" else who, text, at, end) for who, text, at, end in SAID],
            {"start_time": START},
            (),
        ),
    )
]
NOTES = [
    Sample(
        "json-turns",
        "notes and events",
        {
            "data": [
                {"type": "event", "content": "客户加入了会话", "from": "user"},
                *(
                    {"type": "text", "content": text, "from": "operator" if agent else "user"}
                    | {"user": {"nickname": name(agent)}}
                    for agent, text, _ in TEXTS
                ),
                {"type": "note", "content": NOTE, "from": "operator"},
            ]
        },
        [(who, text, None, None) for who, text, _, _ in SAID],
        {**NAMES, "notes": [NOTE], "events": ["客户加入了会话"]},
        ("messages-left",),
    ),
    Sample(
        "json-turns",
        "private messages",
        {
            "data": [
                {"text": ASK, "role": "agent", "is_private": False},
                {"text": NOTE, "role": "agent", "is_private": True},
            ]
        },
        [("A", ASK, None, None)],
        {"notes": [NOTE]},
        ("messages-left",),
    ),
]
