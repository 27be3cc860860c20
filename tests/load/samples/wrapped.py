"""Made-up turns in JSON that stand in objects of their own, or are cut in several ways."""

from __future__ import annotations

from tests.load.samples.chats import SAID, START_UTC, TEXTS, name, utc
from tests.load.samples.sample import ANSWER, ASK, UNNAMED, Sample
from tests.load.samples.senders import NAMED, NAMES

WRAPPED = [
    Sample(
        "json-turns",
        "turns in objects of their own",
        {
            "Segments": [
                {
                    "Transcript": {
                        "ParticipantRole": "AGENT" if agent else "CUSTOMER",
                        "Content": text,
                        "BeginOffsetMillis": at * 1000,
                        "EndOffsetMillis": at * 1000 + 900,
                    }
                }
                for agent, text, at in TEXTS
            ]
        },
        [(who, text, at, (at or 0) + 900) for who, text, at, _ in SAID],
    ),
    Sample(
        "json-turns",
        "words and turns of one recording",
        {
            "output": {
                "words": [
                    {"speaker": "S1", "text": text, "start": at, "end": at + 0.5}
                    for text, at in (("您好，", 0.0), ("请问有什么", 0.5), ("可以帮您？", 1.0))
                ],
                "turns_of_all": [{"speaker": "S1", "text": ASK, "start": 0.0, "end": 1.5}],
            }
        },
        [("US1", ASK, 0, 1500)],
        {},
        UNNAMED,
    ),
    Sample(
        "json-turns",
        "an array of calls",
        {
            "userId": "x",
            "conversations": [
                {
                    "id": "k1",
                    "MessageList": [
                        {"content": text, "from": name(agent), "originalarrivaltime": utc(at)}
                        for agent, text, at in TEXTS
                    ],
                }
            ],
        },
        NAMED,
        {"start_time": START_UTC},
        UNNAMED,
        "k1",
    ),
    Sample(
        "json-turns",
        "a conversation with a language model",
        {
            "id": "g1",
            "conversations": [
                {"from": "human", "value": ANSWER},
                {"from": "gpt", "value": ASK},
                {"from": "human", "value": "好"},
            ],
        },
        [("C", ANSWER, None, None), ("S", ASK, None, None), ("C", "好", None, None)],
        {},
        (),
        "g1",
    ),
    Sample(
        "json-turns",
        "microseconds",
        {
            "entries": [
                {"start_timestamp_usec": at * 1_000_000, "text": text}
                | {"role": "AGENT" if agent else "CUSTOMER"}
                for agent, text, at in TEXTS
            ]
        },
        SAID,
    ),
    Sample(
        "funasr",
        "the run-time service",
        {
            "is_final": True,
            "mode": "offline",
            "wav_name": "a",
            "text": ASK,
            "timestamp": "[[0,400],[500,1500]]",
            "stamp_sents": [
                {"text_seg": "您 好", "punc": "，", "start": 0, "end": 400, "ts_list": []},
                {"text_seg": "请 问 有 什 么 可 以 帮 您", "punc": "？", "start": 500, "end": 1500},
            ],
        },
        [("U", "您好，", 0, 400), ("U", "请问有什么可以帮您？", 500, 1500)],
        {},
        ("no-speaker",),
    ),
    *(
        Sample(
            "json-turns",
            label,
            {"data": [each(agent, text, at) for agent, text, at in TEXTS]},
            SAID,
            {"start_time": START_UTC, **meta},
        )
        for label, each, meta in (
            (
                "a flag for each side",
                lambda agent, text, at: {
                    "body": f"<p>{text}</p>",
                    "is_inbound": not agent,
                    "created_at": utc(at),
                },
                {},
            ),
            (
                "a flag, and names in objects",
                lambda agent, text, at: {
                    "body_text": text,
                    "from_agent": agent,
                    "sender": {"id": 1, "name": name(agent)},
                    "sent_at": utc(at),
                },
                NAMES,
            ),
            (
                "first and last names, and users who work there",
                lambda agent, text, at: {
                    "body": f"<p>{text}</p>",
                    "createdBy": {"type": "user", "first": "丽", "last": "王"}
                    if agent
                    else {"type": "customer", "first": "先生", "last": "李"},
                    "createdAt": utc(at),
                },
                NAMES,
            ),
        )
    ),
    Sample(
        "json-turns",
        "authors",
        {"messages": [{"author": name(agent), "body": text} for agent, text, _ in TEXTS]},
        [(who, text, None, None) for who, text, _, _ in NAMED],
        {},
        UNNAMED,
    ),
]
