"""Made-up outputs of iFlytek."""

from __future__ import annotations

import json

from tests.load.samples.sample import ANSWER, ASK, UNNAMED, Sample


def best(voice: str, begin: str, end: str, *words: tuple[str, str, int, int]) -> dict[str, object]:
    ws = [
        {"cw": [{"w": text, "wp": kind, "wc": "1.0"}], "wb": first, "we": last}
        for text, kind, first, last in words
    ]
    return {"st": {"bg": begin, "ed": end, "rl": voice, "sc": "0.9", "rt": [{"ws": ws}]}}


def iflytek(*sentences: dict[str, object], **fields: object) -> dict[str, object]:
    result = {"lattice": [{"json_1best": json.dumps(item)} for item in sentences]} | fields
    info = {"orderId": "o1", "status": 4, "failType": 0}
    content = {"orderInfo": info, "orderResult": json.dumps(result, ensure_ascii=False)}
    return {"code": "000000", "descInfo": "success", "content": content}


HELLO = best("1", "50", "900", ("您好", "n", 1, 40), ("，", "p", 40, 40), ("", "g", 40, 40))


FRIDGE = best("2", "1000", "2500", ("冰箱", "n", 0, 50), ("坏了", "n", 51, 90))


IFLYTEK_META = {"order_id": "o1"}


IFLYTEK = [
    Sample(
        "iflytek",
        "voices",
        iflytek(HELLO, FRIDGE),
        [("U1", "您好，", 50, 900), ("U2", "冰箱坏了", 1000, 2500)],
        IFLYTEK_META,
        UNNAMED,
    ),
    Sample(
        "iflytek",
        "channels",
        iflytek(
            HELLO,
            FRIDGE,
            label={"rl_track": [{"rl": "1", "track": "L"}, {"rl": "2", "track": "R"}]},
        ),
        [("UL", "您好，", 50, 900), ("UR", "冰箱坏了", 1000, 2500)],
        IFLYTEK_META,
        UNNAMED,
    ),
    Sample(
        "iflytek",
        "what was said rather than what was smoothed",
        iflytek(
            HELLO,
            lattice2=[{"begin": "50", "json_1best": best("0", "50", "99", ("嗯", "s", 1, 3))}],
        ),
        [("U", "嗯", 50, 99)],
        IFLYTEK_META,
        ("no-speaker",),
    ),
    Sample(
        "iflytek",
        "the older service",
        {
            "ok": 0,
            "err_no": 0,
            "failed": None,
            "data": json.dumps(
                [
                    {"bg": "0", "ed": "1800", "onebest": ASK, "speaker": "1"},
                    {"bg": "2000", "ed": "3500", "onebest": ANSWER, "speaker": "2"},
                ]
            ),
        },
        [("U1", ASK, 0, 1800), ("U2", ANSWER, 2000, 3500)],
        {},
        UNNAMED,
    ),
]
