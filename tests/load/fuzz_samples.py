"""Fixtures of every format, to be mutated; all of it made up."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from functools import cache
from typing import Any

import pytest

from tests.load.recogniser_samples import SAMPLES

TABLE = [
    [
        "通话编号",
        "角色",
        "内容",
        "开始时间",
        "结束时间",
        "坐席工号",
        "呼叫类型",
        "通话时间",
        "地区",
    ],
    ["1", "客服", "您好，请讲", "0.5", "2", "8023", "呼入", "2024-05-01 10:00:00", "青岛"],
    ["1", "客户", "我的冰箱坏了", "00:00:03", "5", "", "", "", ""],
    ["2", "1", "喂", "2024-05-01 10:00:01", "", "8024", "呼出", "", ""],
]
CANONICAL = {
    "call_id": "1",
    "turns": [
        {"speaker": "agent", "text": "您好", "start_ms": 0, "end_ms": 900},
        {
            "speaker": "SPEAKER_00",
            "text": "你好",
            "words": [{"text": "你", "start_ms": 1, "end_ms": 2}],
        },
    ],
    "meta": {"direction": "inbound", "own": [1.5, None]},
}


@cache
def workbook() -> bytes:
    """Return a workbook, which has the time in it and so must be made once."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in TABLE:
        book.active.append(row)
    book.create_sheet("空").append(["合计", 3.5])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def parquet(rows: list[dict[str, Any]]) -> bytes:
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    stream = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), stream)
    return stream.getvalue()


def archive(*members: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members:
            packed.writestr(zipfile.ZipInfo(name, (2024, 5, 1, 0, 0, 0)), data)
    return stream.getvalue()


TEXT = (
    "工号：8023\n[00:01] 客服：您好\n客户 00:03：你好\n说话人2：嗯\n[00:07 - 00:05] 请讲\n".encode()
)
CSV = "\n".join(",".join(row) for row in TABLE).encode()
SRT = (
    "1\n00:00:01,000 --> 00:00:02,000\n客服：您好\n\n"
    "2\n00:00:03,000 --> 00:00:04,000\n<i>王丽：好\n10</i>\n"
).encode()
VTT = (
    "WEBVTT - x\n\nNOTE y\n\n"
    "00:01.000 --> 00:02.000 align:start\n<v 客服>您好</v>\n[客户] 你好 &amp;\n"
).encode()
HTML = (
    "<html><h1>录音</h1><ul><li start=500 end=2000>坐席：您好</li><li class='silences'>6S</li>"
    "<li data-role=customer begin='x'>你好<br>好</li></ul></html>"
).encode()
HTML_TABLE = (
    "<table><tr><th>角色<th>内容</tr><tr><td>客服<td>您好</tr><tr><td>客户<td>好</table>"
).encode()
ASS = (
    "[Script Info]\n[Events]\nFormat: Start, End, Name, Text\n"
    "Dialogue: 0:00:01.00,0:00:02.00,客服,{\\i1}您好,\\N请讲\n"
).encode()
TEXTGRID = (
    'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n2\n<exists>\n1\n'
    '"IntervalTier"\n"客服"\n0\n2\n1\n0\n2\n"您好"\n'
).encode()
ELAN = (
    '<?xml version="1.0"?><ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="a" '
    'TIME_VALUE="5"/></TIME_ORDER><TIER TIER_ID="客服"><ANNOTATION><ALIGNABLE_ANNOTATION '
    'TIME_SLOT_REF1="a" TIME_SLOT_REF2="b"><ANNOTATION_VALUE>您好</ANNOTATION_VALUE>'
    "</ALIGNABLE_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>"
).encode()
STM = ";; x\nc 1 客服 0.5 2 <o> 您好\nc 1 客户 2.5 3 你好\n".encode()
CTM = "c 1 0.5 0.2 您 0.9\nc 2 0.8 0.2 你 0.9\n".encode()
CLAN = (
    "@UTF8\n@Begin\n@Participants:\tAGT 客服 Agent, CUS Customer\n"
    "*AGT:\t您好 , <这里 是> [/] 客服 . \x15300_2900\x15\n%mor:\tx\n"
    "*CUS:\t&-嗯 0 .\n\t好 +...\n@End\n"
).encode()
EXPANDED_ROWS = [
    "-[ RECORD 1 ]--\ncall_id | 1\nspeaker | 客服\ncontent | 您好+\n | 请讲\n(1 row)\n".encode(),
    "***** 1. row *****\nspeaker: 客服\ncontent: 您好\n请讲\n1 row in set (0.0 sec)\n".encode(),
]
LINES = b"\n".join(json.dumps(value).encode() for value in (CANONICAL, SAMPLES[0].value))

MESSAGES = "\n".join(
    json.dumps(message)
    for message in (
        {
            "msgid": "1",
            "from": "wmAbCdEfGhIjKlMnOp",
            "tolist": ["wang"],
            "msgtime": 1714528800000,
            "msgtype": "text",
            "text": {"content": "您好"},
        },
        {
            "msgid": "2",
            "from": "wang",
            "tolist": ["wmAbCdEfGhIjKlMnOp"],
            "msgtype": "mixed",
            "mixed": {"item": [{"type": "text", "content": '{"content": "好"}'}]},
        },
        {
            "msg_id": "3",
            "from": "a",
            "to": "b",
            "timestamp": "5",
            "payload": {"bodies": [{"type": "txt", "msg": "您好"}]},
        },
    )
).encode()

DOCX = archive(
    ("[Content_Types].xml", b"<Types/>"),
    (
        "word/document.xml",
        "<w:p><w:r><w:t>客服：您好</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:t>客户</w:t></w:p>"
        "</w:tc><w:tc><w:p><w:t>你好</w:t></w:p></w:tc></w:tr></w:tbl>".encode(),
    ),
)
SBV = "0:00:00.599,0:00:04.160\n客服：您好\n\n0:00:05.000,0:00:06.500\n客户：你好\n".encode()
TTML = (
    '<tt xmlns="http://www.w3.org/ns/ttml" ttp:frameRate="25"><head><ttm:agent xml:id="a">'
    "<ttm:name>客服</ttm:name></ttm:agent></head><body>"
    '<p begin="00:00:01:12" end="2.5s" ttm:agent="a">您好<br/>请讲</p>'
    '<p begin="9t">客户：好</p></body></tt>'
).encode()
CHAT_TEXTS = [
    "5/1/24, 10:00 - 已加密。\n5/1/24, 10:00 - 王丽: 您好\n5/1/24, 10:01 PM - 李: 图片已忽略\n",
    "[31/5/24 上午10:00:00] 王丽: 您好\n[31/5/24 下午10:00:05] 李先生: 你好\n",
    "[LINE] x\n2024/05/01（三）\n10:00\t王丽\t您好\n10:01\t李先生\t你好\n",
    "2024-05-01 10:00:00 王丽(10001)\n您好\n2024-05-01 10:00:05 李(20002)\n你好\n",
    "王丽 05-01 10:00\n您好\n李先生 2月30日 10:01\n你好\n王丽 05-01 10:02\n好\n",
    "10:00:03\t From 王丽 to 所有人:\n\t您好\n10:00:05 From 李先生 : 你好\n",
]
FILES: dict[str, list[bytes]] = {
    "docx": [DOCX],
    "sbv": [SBV],
    "ttml": [TTML],
    "chat-text": [text.encode() for text in CHAT_TEXTS],
    "text": [TEXT, TEXT.decode().encode("gb18030"), TEXT.decode().encode("utf-16")],
    "csv": [CSV, "0|【坐席】您好【客户】你好|x\n1|【坐席】喂【客户】喂|y".encode()],
    "srt": [SRT],
    "vtt": [VTT],
    "chat-messages": [MESSAGES],
    "ass": [ASS],
    "textgrid": [TEXTGRID],
    "elan": [ELAN],
    "stm": [STM],
    "ctm": [CTM],
    "clan": [CLAN],
    "expanded": EXPANDED_ROWS,
    "html": [HTML, HTML_TABLE],
    "json": [json.dumps([CANONICAL, SAMPLES[5].value]).encode()],
    "jsonl": [LINES],
    "gzip": [gzip.compress(TEXT, mtime=0), gzip.compress(LINES, mtime=0)],
    "zip": [archive(("a/1.txt", TEXT), ("b.csv.gz", gzip.compress(CSV, mtime=0)))],
}
VALUES: dict[str, list[Any]] = {"canonical": [CANONICAL]}
for sample in SAMPLES:
    VALUES.setdefault(sample.shape, []).append(sample.value)

NASTY: list[Any] = [
    *(None, True, False, 0, -1, 1, 2**53, 10**30, 1.5, -0.0, 1e308),
    *(
        "",
        "客服",
        "0",
        "1.5",
        "-1",
        "nan",
        "\x00",
        "00:01",
        "2024-05-01 10:00",
        "{",
        "[]",
        "【坐席】a【客户】b",
    ),
    *([], {}, [[]], [{}], {"": ""}, [None], ["x"], [1, 2], {"text": "x"}),
]
