"""Made-up turns in JSON of other systems."""

from __future__ import annotations

from tests.load.samples.sample import ANSWER, ASK, UNNAMED, Sample

JSON_TURNS = [
    Sample(
        "json-turns",
        "an array of turns in Chinese",
        [
            {"角色": "客服", "内容": ASK, "开始时间(ms)": 0, "结束时间(ms)": 1800},
            {"角色": "客户", "内容": ANSWER, "开始时间(ms)": 2000, "结束时间(ms)": 3500},
        ],
        [("A", ASK, 0, 1800), ("C", ANSWER, 2000, 3500)],
    ),
    Sample(
        "json-turns",
        "messages in an object with call data",
        {
            "id": "m-1",
            "坐席工号": 8023.0,
            "方向": "呼入",
            "通话时间": "2024/5/1 10:00:00",
            "挂机方": "客户",
            "score": 5,
            "messages": [
                {"role": "agent", "content": ASK, "begin": "00:00:00.500"},
                {"role": "user", "content": ANSWER, "begin": "00:02"},
                {"role": "assistant", "content": None},
                {"role": "bot", "content": "好"},
            ],
        },
        [("A", ASK, 500, None), ("C", ANSWER, 2000, None), ("Ubot", "好", None, None)],
        {
            "agent_id": 8023,
            "direction": "inbound",
            "start_time": "2024-05-01T10:00:00",
            "hangup_by": "customer",
            "score": 5,
        },
        (*UNNAMED, "times-missing"),
        "m-1",
    ),
    Sample(
        "json-turns",
        "deeper",
        {"code": 0, "data": {"list": [{"speaker": "0", "text": ASK, "start": 0.5, "end": 2.5}]}},
        [("U0", ASK, 500, 2500)],
        {},
        UNNAMED,
    ),
    Sample(
        "json-turns",
        "moments",
        {
            "turns_of": [
                {"speaker": "客服", "text": ASK, "time": "2024-05-01 10:00:01"},
                {"speaker": "客户", "text": ANSWER, "time": "2024-05-01 10:00:03"},
            ]
        },
        [("A", ASK, 0, None), ("C", ANSWER, 2000, None)],
        {"start_time": "2024-05-01T10:00:01"},
    ),
    Sample(
        "json-turns",
        "counts from 1970",
        [
            {"speaker": "客服", "text": ASK, "timestamp": 1714528800000},
            {"speaker": "客户", "text": ANSWER, "timestamp": "1714528802500"},
        ],
        [("A", ASK, 0, None), ("C", ANSWER, 2500, None)],
        {"start_time": "2024-05-01T10:00:00+08:00"},
    ),
    Sample(
        "json-turns",
        "roles as keys",
        {"17596_4b58": [{"citizen": ANSWER}, {"客服": ASK}]},
        [("Ucitizen", ANSWER, None, None), ("A", ASK, None, None)],
        {},
        UNNAMED,
        "17596_4b58",
    ),
    Sample(
        "json-turns",
        "a chain of times and channels",
        {"ab12|7": f"340_2365_A_{ASK}2600_4100_B_{ANSWER}5000_5100_A_"},
        [("UA", ASK, 340, 2365), ("UB", ANSWER, 2600, 4100)],
        {},
        UNNAMED,
        "ab12|7",
    ),
    Sample(
        "json-turns",
        "labels in one text",
        {"id": 7, "content": f"【坐席】{ASK}【客户】{ANSWER}", "abstract": "报修"},
        [("A", ASK, None, None), ("C", ANSWER, None, None)],
        {"abstract": "报修"},
        (),
        "7",
    ),
    Sample(
        "json-turns",
        "an array for each role",
        {
            "id": "r-1",
            "agent": [
                {"text": ASK, "start": 0.5, "end": 2.5},
                {"text": "好的。", "start": 6.5, "end": 7.5},
            ],
            "customer": [{"text": ANSWER, "start": 3.5, "end": 6}],
        },
        [("A", ASK, 500, 2500), ("C", ANSWER, 3500, 6000), ("A", "好的。", 6500, 7500)],
        {},
        (),
        "r-1",
    ),
    Sample(
        "json-turns",
        "an array for each role without times",
        {"客服": [{"content": ASK}], "客户": [{"content": ANSWER}]},
        [("A", ASK, None, None), ("C", ANSWER, None, None)],
        {},
        ("order-unknown",),
    ),
    Sample(
        "json-turns",
        "an array for each channel",
        {
            "left": {"sentences": [{"text": ASK, "bg": "100", "ed": "900"}]},
            "right": {"sentences": [{"text": ANSWER, "bg": "1200", "ed": "2000"}]},
        },
        [("Uleft", ASK, 100, 900), ("Uright", ANSWER, 1200, 2000)],
        {},
        UNNAMED,
    ),
    Sample(
        "json-turns",
        "times one step deeper",
        [
            {"role": "客服", "text": ASK, "time": {"start": "00:00:00,180", "end": "00:00:02"}},
            {"role": "客户", "text": ANSWER, "time": {"start": "00:00:03,400", "end": "00:05"}},
        ],
        [("A", ASK, 180, 2000), ("C", ANSWER, 3400, 5000)],
    ),
    Sample(
        "json-turns",
        "pairs of times",
        [{"speaker": "客服", "text": ASK, "timestamp": [0.5, 2.5]}],
        [("A", ASK, 500, 2500)],
    ),
    Sample(
        "json-turns",
        "both sides in one object",
        {
            "id": "p-1",
            "content": [
                {"客服": ASK, "用户": ANSWER, "turn": 1},
                {"客服": "好的。", "用户": "", "turn": 2},
            ],
        },
        [("A", ASK, None, None), ("C", ANSWER, None, None), ("A", "好的。", None, None)],
        {},
        (),
        "p-1",
    ),
    Sample(
        "json-turns",
        "several utterances a turn",
        {
            "id": "u-1",
            "turns": [
                {"sender": "客服", "utterances": ["", ASK, "请讲"]},
                {"sender": "customer", "utterances": [ANSWER]},
            ],
        },
        [("A", f"{ASK}\n请讲", None, None), ("C", ANSWER, None, None)],
        {},
        (),
        "u-1",
    ),
    Sample(
        "json-turns",
        "messages in an object by id",
        {"391": {"messages": [{"role": "usr", "content": ANSWER}], "type": "报修"}},
        [("Uusr", ANSWER, None, None)],
        {"type": "报修"},
        UNNAMED,
        "391",
    ),
    Sample(
        "json-turns",
        "words one by one",
        {
            "words_of_call": [
                {"speaker": "客服", "text": char, "start": at / 5, "end": (at + 1) / 5}
                for at, char in enumerate(ASK)
            ]
        },
        [("A", ASK, 0, 2600)],
    ),
    Sample(
        "json-turns",
        "what is left is named",
        {
            "messages": [{"role": "客服", "content": ASK}],
            "extra": {"other": [{"who": "客户", "said": ANSWER}]},
            "plan": [{"at": {"starttime": 1.5}}, {"at": {"starttime": 2.5}}],
        },
        [("A", ASK, None, None)],
        {},
        ("text-left", "times-left"),
    ),
]
