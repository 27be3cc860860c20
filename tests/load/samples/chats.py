"""Made-up exports of chats."""

from __future__ import annotations

from typing import Any

from tests.load.samples.sample import ANSWER, ASK, BYE, Said, Sample

BEGAN = 1_714_528_800
START = "2024-05-01T10:00:00+08:00"
START_UTC = "2024-05-01T02:00:00+00:00"
SAID: list[Said] = [("A", ASK, 0, None), ("C", ANSWER, 5000, None), ("A", BYE, 9000, None)]
TEXTS = [(True, ASK, 0), (False, ANSWER, 5), (True, BYE, 9)]
"""Whether the agent speaks, what is said, and how many seconds after the first message."""
META = {"channel": "chat", "agent_name": "王丽", "customer_name": "李先生"}
NOTE = "客户上周也来过。"


def utc(second: int) -> str:
    return f"2024-05-01T02:00:{second:02d}.000Z"


def name(agent: bool) -> str:
    return "王丽" if agent else "李先生"


def telegram(**more: Any) -> dict[str, Any]:
    return {
        "name": "售后咨询",
        "type": "personal_chat",
        "id": 77,
        "messages": [
            {"id": 1, "type": "service", "date": "2024-05-01T10:00:00", "text": "", "action": "x"}
            | {"date_unixtime": str(BEGAN)},
            *(
                {
                    "id": 2 + number,
                    "type": "message",
                    "date": f"2024-05-01T10:00:{second:02d}",
                    "date_unixtime": str(BEGAN + second),
                    "from": name(agent),
                    "from_id": f"user{agent:d}",
                    "text": [text[:2], {"type": "bold", "text": text[2:]}] if agent else text,
                }
                for number, (agent, text, second) in enumerate(TEXTS)
            ),
        ],
    } | more


NAMED: list[Said] = [
    ("U王丽", ASK, 0, None),
    ("U李先生", ANSWER, 5000, None),
    ("U王丽", BYE, 9000, None),
]
TELEGRAM = [
    Sample(
        "telegram",
        "one chat",
        telegram(),
        NAMED,
        {"channel": "chat", "start_time": START, "title": "售后咨询"},
        ("unnamed-speakers", "messages-left"),
    ),
    Sample(
        "telegram",
        "all chats",
        {"about": "x", "chats": {"about": "y", "list": [telegram()]}},
        NAMED,
        {"channel": "chat", "start_time": START, "title": "售后咨询"},
        ("unnamed-speakers", "messages-left"),
    ),
]


def intercom_part(kind: str, agent: bool, body: str | None, second: int) -> dict[str, Any]:
    author = {"type": "admin" if agent else "user", "id": str(agent), "name": name(agent)}
    return {"type": "conversation_part", "part_type": kind, "body": body, "author": author} | {
        "created_at": BEGAN + second,
        "attachments": [],
    }


INTERCOM_CONVERSATION = {
    "type": "conversation",
    "id": "9",
    "created_at": BEGAN,
    "title": None,
    "source": {
        "type": "conversation",
        "delivered_as": "customer_initiated",
        "subject": "",
        "body": f"<p>{ANSWER}</p>",
        "author": {"type": "user", "id": "1", "name": "李先生"},
    },
    "conversation_parts": {
        "type": "conversation_part.list",
        "conversation_parts": [
            intercom_part("assignment", True, None, 2),
            intercom_part("comment", True, f"<p>{ASK}</p>\n<p>A&amp;B</p>", 5),
            intercom_part("note", True, f"<p>{NOTE}</p>", 7),
            intercom_part("close", True, f"<p>{BYE}</p>", 9),
        ],
        "total_count": 4,
    },
}
INTERCOM = [
    Sample(
        "intercom",
        label,
        value,
        [("C", ANSWER, 0, None), ("A", f"{ASK}\nA&B", 5000, None), ("A", BYE, 9000, None)],
        META | {"start_time": START, "notes": [NOTE]},
        ("messages-left",),
    )
    for label, value in (
        ("a conversation", INTERCOM_CONVERSATION),
        ("a list", {"type": "conversation.list", "conversations": [INTERCOM_CONVERSATION]}),
    )
]

USERS = [
    {"id": "a@x", "name": "王丽", "type": "agent"},
    {"id": "c1", "name": "李先生", "type": "customer"},
]
THREAD = {
    "id": "T1",
    "events": [
        {"id": "0", "type": "system_message", "text": "正在接入", "created_at": utc(0)},
        *(
            {
                "id": f"{second}",
                "type": "message",
                "text": text,
                "author_id": "a@x" if agent else "c1",
                "created_at": utc(second),
                "visibility": "all",
            }
            for agent, text, second in TEXTS
        ),
        {"id": "w", "type": "message", "text": NOTE, "author_id": "a@x", "created_at": utc(9)}
        | {"visibility": "agents"},
        {"id": "f", "type": "file", "author_id": "c1", "created_at": utc(9), "url": "x"},
    ],
}
# What a system says before all others has no author, and the shape is known by the messages.
THREAD["events"][0]["author_id"] = ""  # type: ignore[index]
LIVECHAT_META = META | {"start_time": START_UTC, "notes": [NOTE]}
LIVECHAT = [
    *(
        Sample(
            "livechat",
            label,
            value,
            [("S", "正在接入", 0, None), *SAID],
            LIVECHAT_META,
            ("messages-left",),
        )
        for label, value in (
            ("a chat", {"id": "Q1", "users": USERS, "thread": THREAD}),
            ("threads in a chat", {"id": "Q1", "users": USERS, "threads": [THREAD]}),
            ("archives", {"chats": [{"id": "Q1", "users": USERS, "thread": THREAD}]}),
        )
    ),
    Sample(
        "livechat",
        "the older interface",
        {
            "chats": [
                {
                    "type": "chat",
                    "id": "M1",
                    "visitor_name": "李先生",
                    "messages": [
                        {
                            "author_name": name(agent),
                            "text": text,
                            "date": "Wed, 05/01/24 10:00:00 am",
                            "timestamp": BEGAN + second,
                            "user_type": "agent" if agent else "visitor",
                        }
                        for agent, text, second in TEXTS
                    ],
                }
            ],
            "total": 1,
        },
        SAID,
        META | {"start_time": START},
    ),
]


FRESHCHAT = [
    Sample(
        "freshchat",
        "messages, the newest first",
        {
            "messages": [
                {"message_parts": [{"image": {"url": "x"}}], "actor_type": "user"}
                | {"actor_id": "u", "message_type": "normal", "created_time": utc(12)},
                *(
                    {
                        "message_parts": [{"text": {"content": text}}],
                        "actor_type": "agent" if agent else "user",
                        "actor_id": "g" if agent else "u",
                        "message_type": "normal",
                        "created_time": utc(second),
                        "conversation_id": "v1",
                    }
                    for agent, text, second in reversed(TEXTS)
                ),
            ],
        },
        SAID,
        {"channel": "chat", "agent_name": "g", "customer_name": "u", "start_time": START_UTC},
        ("messages-left",),
    )
]

TAWK_CHAT = {
    "id": "k1",
    "visitor": {"name": "李先生", "city": "广州"},
    "messages": [
        {"sender": {"t": "s"}, "type": "msg", "msg": "欢迎光临", "time": utc(0)},
        *(
            {
                "sender": {"t": "a" if agent else "v", "n": name(agent)},
                "type": "msg",
                "msg": text,
                "time": utc(second),
            }
            for agent, text, second in TEXTS
        ),
    ],
}
TAWK = [
    Sample(
        "tawk",
        label,
        value,
        [("S", "欢迎光临", 0, None), *SAID],
        META | {"start_time": START_UTC},
    )
    for label, value in (
        ("a chat", TAWK_CHAT),
        ("the webhook", {"event": "chat:transcript_created", "chat": TAWK_CHAT}),
    )
]

CHATWOOT = [
    Sample(
        "chatwoot",
        label,
        {
            key: [
                {"content": "会话已分配给王丽", "message_type": 2, "private": False}
                | {"created_at": BEGAN, "content_type": "text"},
                *(
                    {
                        "content": text,
                        "message_type": 1 if agent else 0,
                        "private": False,
                        "created_at": BEGAN + second,
                        "sender": {"name": name(agent), "type": "user" if agent else "contact"},
                    }
                    for agent, text, second in TEXTS
                ),
                {"content": NOTE, "message_type": 1, "private": True, "created_at": BEGAN + 9}
                | {"sender": {"name": "王丽", "type": "user"}},
            ]
        },
        SAID,
        META | {"start_time": START, "notes": [NOTE], "events": ["会话已分配给王丽"]},
        ("messages-left",),
    )
    for label, key in (("messages of the interface", "payload"), ("a webhook", "messages"))
]

SLACK = [
    Sample(
        "slack",
        label,
        value,
        [("U王丽", ASK, 0, None), ("U李先生", "A&B @王 " + ANSWER, 5000, None)],
        {"channel": "chat", "start_time": START, "events": ["@U2 has joined"]},
        ("unnamed-speakers", "messages-left"),
    )
    for messages in (
        [
            {"type": "message", "user": "U1", "text": ASK, "ts": f"{BEGAN}.000000"}
            | {"user_profile": {"real_name": "王丽", "display_name": ""}},
            {"type": "message", "subtype": "channel_join", "user": "U2"}
            | {"text": "<@U2> has joined", "ts": f"{BEGAN + 2}.000000"},
            {"type": "message", "user": "U2", "text": "A&amp;B <@U1|@王> " + ANSWER}
            | {"ts": f"{BEGAN + 5}.000000", "user_profile": {"display_name": "李先生"}},
        ],
    )
    for label, value in (
        ("the messages of a day", messages),
        ("a page of the interface", {"ok": True, "messages": messages, "has_more": False}),
    )
]

CHATS = [*SLACK, *TELEGRAM, *INTERCOM, *LIVECHAT, *FRESHCHAT, *TAWK, *CHATWOOT]
