"""Made-up outputs of CLOVA, Oracle and Label Studio, and turns whose speakers stand in objects."""

from __future__ import annotations

from typing import Any

from tests.load.samples.chats import BEGAN, NOTE, SAID, START, START_UTC, TEXTS, name, utc
from tests.load.samples.sample import ANSWER, ASK, UNNAMED, Said, Sample

CLOVA = [
    Sample(
        "clova",
        "voices",
        {
            "result": "COMPLETED",
            "message": "Succeeded",
            "token": "t",
            "segments": [
                {"start": start, "end": start + 900, "text": text, "textEdited": text}
                | {"speaker": {"label": label, "name": voice, "edited": False}}
                | {"diarization": {"label": label}, "words": [[start, start + 900, text]]}
                for start, text, label, voice in ((0, ASK, "1", "A"), (5000, ANSWER, "2", "B"))
            ],
            "text": f"{ASK} {ANSWER}",
        },
        [("UA", ASK, 0, 900), ("UB", ANSWER, 5000, 5900)],
        {},
        UNNAMED,
    )
]


def oracle(text: str, start: float, voice: int) -> list[dict[str, Any]]:
    return [
        {
            "token": char,
            "startTime": f"{start + index / 10:.3f}s",
            "endTime": f"{start + (index + 1) / 10:.3f}s",
            "confidence": "0.9",
            "type": "PUNCTUATION" if char in "，。？" else "WORD",
            "speakerIndex": voice,
        }
        for index, char in enumerate(text)
    ]


ORACLE = [
    Sample(
        "oracle",
        "voices",
        {
            "status": "SUCCESS",
            "transcriptions": [
                {
                    "transcription": ASK + ANSWER,
                    "tokens": [*oracle(ASK, 0, 0), *oracle(ANSWER, 5, 1)],
                    "speakerCount": 2,
                }
            ],
        },
        [
            ("U0", ASK, 0, len(ASK) * 100),
            ("U1", ANSWER, 5000, 5000 + len(ANSWER) * 100),
        ],
        {},
        UNNAMED,
    )
]


def region(number: int, kind: str, value: list[str], start: float) -> dict[str, Any]:
    return {
        "id": f"r{number}",
        "from_name": kind,
        "to_name": "audio",
        "type": kind,
        "value": {"start": start, "end": start + 1, "channel": 0, kind: value},
    }


LABEL_STUDIO = [
    Sample(
        "label-studio",
        "labels and texts",
        {
            "id": 1,
            "annotations": [
                {"was_cancelled": True, "result": [region(9, "text", ["废弃的"], 0)]},
                {
                    "was_cancelled": False,
                    "result": [
                        region(1, "labels", ["坐席"], 0.5),
                        region(1, "text", [ASK], 0.5),
                        region(2, "labels", ["客户"], 2.0),
                        region(2, "text", [ANSWER], 2.0),
                    ],
                },
            ],
            "data": {"audio": "/data/a.wav"},
        },
        [("A", ASK, 500, 1500), ("C", ANSWER, 2000, 3000)],
        {"audio": "/data/a.wav"},
        ("text-left",),
    )
]

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

OTHERS = [
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

FURTHER = [*OTHERS, *WRAPPED, *CLOVA, *ORACLE, *LABEL_STUDIO, *SENDERS, *NOTES]
