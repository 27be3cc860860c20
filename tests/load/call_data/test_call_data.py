"""Call data from side files: what is read, what goes first, and what is reported."""

from __future__ import annotations

import gzip
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from scriptcheck import LoadError, Problem, UsageError
from scriptcheck.load import LoadOptions, load_calls
from scriptcheck.load.call_data.side_file.side_file import read_side_file
from scriptcheck.load.call_data.values import call_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.load.conftest import Loaded

SAID = "客服：您好\n客户：你好\n"
CANONICAL = {"call_id": "a", "turns": [{"speaker": "agent", "text": "您好"}]}
RECORD = {
    "录音编号": "a",
    "工号": "8023",
    "坐席姓名": "王丽",
    "班组": "一班",
    "技能组": "售后",
    "工单号": "G1",
    "客户编号": "C1",
    "通话时间": "2024/5/1 10:20:30",
    "振铃时长(秒)": 12,
    "挂机方": "客户",
    "呼叫方向": "呼入",
    "是否掉线": "否",
    "录音地址": "a.wav",
    "备注": "好",
}
META = {
    "agent_id": "8023",
    "agent_name": "王丽",
    "team": "一班",
    "queue": "售后",
    "case_id": "G1",
    "customer_id": "C1",
    "start_time": "2024-05-01T10:20:30",
    "ring_ms": 12000,
    "hangup_by": "customer",
    "direction": "inbound",
    "dropped": False,
    "audio": "a.wav",
    "备注": "好",
}


def side(folder: Path, content: str | bytes, name: str = "side.csv") -> str:
    data = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(data)
    return name


def csv(*rows: str) -> str:
    return "\n".join(rows) + "\n"


@pytest.fixture(autouse=True)
def _call(folder: Path) -> None:
    (folder / "a.txt").write_text(SAID, encoding="utf-8")


@pytest.mark.parametrize("kind", ["csv", "tsv", "xlsx", "parquet", "json", "keyed", "jsonl", "gz"])
def test_every_kind_of_side_file(folder: Path, load: Callable[..., Loaded], kind: str) -> None:
    names, cells = list(RECORD), [str(value) for value in RECORD.values()]
    table = csv(",".join(names), ",".join(cells))
    match kind:
        case "xlsx":
            openpyxl = pytest.importorskip("openpyxl")
            book = openpyxl.Workbook()
            book.active.append(["通话清单"])
            book.active.append(names)
            book.active.append(list(RECORD.values()))
            book.create_sheet("说明").append(["没有通话"])
            book.save(folder / "side.xlsx")
            name = "side.xlsx"
        case "parquet":
            pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
            pq.write_table(
                pa.table({key: [value] for key, value in RECORD.items()}), "side.parquet"
            )
            name = "side.parquet"
        case "json":
            name = side(folder, json.dumps([RECORD]), "side.json")
        case "keyed":
            rest = {key: value for key, value in RECORD.items() if key != "录音编号"}
            name = side(folder, json.dumps({"a": rest}), "side.json")
        case "jsonl":
            name = side(folder, json.dumps(RECORD) + "\n" + json.dumps({"id": "b"}), "side.jsonl")
        case "tsv":
            name = side(folder, table.replace(",", "\t"), "side.tsv")
        case "gz":
            name = side(folder, gzip.compress(table.encode("gb18030")), "side.csv.gz")
        case _:
            name = side(folder, table)
    loaded = load("a.txt", call_data=name)
    assert (loaded.problems, loaded.warnings) == ([], [])
    found = loaded.calls[0].meta
    if kind in {"csv", "tsv", "gz"}:
        assert found == META
    else:
        assert found == META | {"ring_ms": 12000}


@pytest.mark.parametrize(
    ("said", "unit", "ms"),
    [
        (12, None, 12000),
        ("12", None, 12000),
        ("1200", None, 1200),
        ("00:00:12", None, 12000),
        ("12秒", None, 12000),
        ("1分5秒", None, 65000),
        ("850ms", None, 850),
        ("12", 1.0, 12),
        ("2.5", 1000.0, 2500),
        ("很久", None, "很久"),
    ],
)
def test_how_long_it_rang(said: object, unit: float | None, ms: object) -> None:
    assert call_data({"ring_ms": said}, ring_unit=unit) == {"ring_ms": ms}


@pytest.mark.parametrize(
    ("field", "said", "value"),
    [
        ("start_time", "20240501102030", "2024-05-01T10:20:30"),
        ("start_time", 20240501102030, "2024-05-01T10:20:30"),
        ("start_time", "20249901102030", "20249901102030"),
        ("start_time", "20240501102030123", "2024-05-01T10:20:30.123"),
        ("start_time", "20249901102030123", "20249901102030123"),
        ("dropped", "是", True),
        ("dropped", 0, False),
        ("dropped", "maybe", "maybe"),
        ("ring_count", "3声", 3),
        ("ring_count", "3", 3),
    ],
)
def test_values(field: str, said: object, value: object) -> None:
    assert call_data({field: said}) == {field: value}


def test_a_call_is_found_by_the_end_of_its_id(folder: Path, load: Callable[..., Loaded]) -> None:
    (folder / "calls" / "2024").mkdir(parents=True)
    (folder / "calls" / "2024" / "0501.txt").write_text(SAID, encoding="utf-8")
    name = side(folder, csv("id,工号", "0501,8023"))
    (call,) = load("calls", call_data=name).calls
    assert (call.call_id, call.meta) == ("2024/0501", {"agent_id": "8023"})


@pytest.mark.parametrize(
    ("name", "row"),
    [("a.txt", "a\u2060"), ("a\u200b1.txt", "a1"), ("a1.txt", "a\u00ad1"), ("e\u03011.txt", "é1")],
)
def test_ids_that_look_alike_are_found(
    folder: Path, load: Callable[..., Loaded], name: str, row: str
) -> None:
    (folder / name).write_text(SAID, encoding="utf-8")
    loaded = load(name, call_data=side(folder, csv("id,工号", f"{row},80\u200b23")))
    assert (loaded.calls[0].meta, loaded.warnings) == ({"agent_id": "8023"}, [])


def test_values_that_look_alike_are_no_conflict(folder: Path, load: Callable[..., Loaded]) -> None:
    said = {**CANONICAL, "meta": {"agent_id": "80\u200b23", "team": "一班\ufeff"}}
    (folder / "a.json").write_text(json.dumps(said), encoding="utf-8")
    loaded = load("a.json", call_data=side(folder, csv("id,工号,班组", "a,8023,一班")))
    assert loaded.warnings == []


def test_columns_are_named(folder: Path, load: Callable[..., Loaded]) -> None:
    name = side(folder, csv("甲,乙", "a,8023"))
    loaded = load("a.txt", call_data=name, call_data_columns={"call_id": "甲", "agent_id": "乙"})
    assert loaded.calls[0].meta == {"agent_id": "8023"}
    with pytest.raises(LoadError, match="no-call-id-column"):
        load("a.txt", call_data=name)
    with pytest.raises(LoadError, match="no-call-id-column"):
        load("a.txt", call_data=name, call_data_columns={"call_id": "甲", "agent_id": "丙"})
    with pytest.raises(UsageError, match="unknown-column"):
        load("a.txt", call_data=name, call_data_columns={"text": "甲"})


def test_a_column_without_a_name_has_its_number(folder: Path, load: Callable[..., Loaded]) -> None:
    side(folder, csv(",录音编号,,工号,", "0,a,重要,8023,"))
    assert load("a.txt", call_data="side.csv").calls[0].meta == {"列3": "重要", "agent_id": "8023"}


@pytest.mark.parametrize(
    ("lines", "data"),
    [
        (("工号,工号", "8023,8024"), {"agent_id": "8023"}),
        (("工号,工号", "-,8024"), {"agent_id": "8024"}),
        (("备注,备注", "甲,乙"), {"备注": "甲"}),
        (("agent_id,Agent ID", "8023,8024"), {"agent_id": "8023", "Agent ID": "8024"}),
        (("工号,agent_id", "8023,8024"), {"agent_id": "8023"}),
    ],
)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_first_of_columns_of_one_name_is_read(
    folder: Path,
    load: Callable[..., Loaded],
    kind: str,
    lines: tuple[str, str],
    data: dict[str, str],
) -> None:
    names, cells = lines
    rows = [f"id,{names}", f"a,{cells}", f"b,{cells}"]
    if kind == "xlsx":
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        for row in rows:
            book.worksheets[0].append(row.split(","))
        book.save(folder / "side.xlsx")
    else:
        side(folder, csv(*rows))
    notices: list[Problem] = []
    loaded = load("a.txt", call_data=f"side.{kind}", on_notice=notices.append)
    assert (loaded.calls[0].meta, loaded.warnings, loaded.problems) == (data, [], [])
    assert [notice.code for notice in notices] == ["duplicate-column", "unread-call-data"]
    for part in (*names.split(","), "columns 2, 3; 2 is read"):
        assert part in notices[0].message.en


def test_keys_of_one_name_in_a_side_file(folder: Path, load: Callable[..., Loaded]) -> None:
    rows = [{"id": name, "工号": "8023", "agent_id": "8024"} for name in ("a", "b")]
    notices: list[Problem] = []
    name = side(folder, json.dumps(rows), "side.json")
    (call,) = load("a.txt", call_data=name, on_notice=notices.append).calls
    assert call.meta == {"agent_id": "8023"}
    assert [notice.code for notice in notices] == ["duplicate-column", "unread-call-data"]


def test_what_is_wrong_with_rows_is_told(folder: Path, load: Callable[..., Loaded]) -> None:
    name = side(
        folder,
        csv("id,工号,坐席,挂机方", "a,8023,#N/A,火星", "a,8024,,", "2.02E+13,1,,", ",1,,", "b,-,,"),
    )
    notices: list[Problem] = []
    loaded = load("a.txt", call_data=name, on_notice=notices.append)
    assert [(p.code, p.line) for p in loaded.problems] == [("mangled-id", 4), ("no-call-id", 5)]
    assert loaded.warnings == ["call-data-rows-differ", "bad-cell", "meta-value"]
    assert all(w.source == "side.csv" and w.line == 2 for w in loaded.calls[0].warnings)
    assert loaded.calls[0].meta == {"agent_id": "8023", "hangup_by": "火星"}
    assert [(p.code, "b" in p.message.zh) for p in notices] == [("unread-call-data", True)]


@pytest.mark.parametrize(
    ("column", "ring_ms", "warnings"),
    [("振铃时长(分钟)", 120_000, []), ("振铃时长(拍)", 2_000, ["time-unit"])],
)
def test_the_unit_in_the_name_of_a_column(
    folder: Path, load: Callable[..., Loaded], column: str, ring_ms: int, warnings: list[str]
) -> None:
    loaded = load("a.txt", call_data=side(folder, csv(f"id,{column}", "a,2")))
    assert (loaded.calls[0].meta, loaded.warnings) == ({"ring_ms": ring_ms}, warnings)


def test_rows_fill_each_other_in(folder: Path, load: Callable[..., Loaded]) -> None:
    loaded = load(
        "a.txt", call_data=side(folder, csv("id,工号,队列", "a,8023,", "a,,售后", "a,8023,"))
    )
    assert loaded.calls[0].meta == {"agent_id": "8023", "queue": "售后"}
    assert loaded.warnings == []


def test_a_call_without_a_row_is_warned_of(folder: Path, load: Callable[..., Loaded]) -> None:
    assert load("a.txt", call_data=side(folder, csv("id,工号", "b,1"))).warnings == ["no-call-data"]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        ("[{", "s.json", "json-truncated"),
        ('{"a": 5}', "s.json", "bad-call-data"),
        ("[5]", "s.json", "bad-row"),
        ("说话,内容\n1,2\n", "s.csv", "no-call-id-column"),
        ("", "s.csv", "empty-file"),
        (b"PK\x03\x04xl/workbook.xml", "s.xlsx", "not-text"),
        (b"PAR1broken", "s.parquet", "damaged-parquet"),
    ],
)
def test_a_side_file_that_cannot_be_read(
    folder: Path, content: str | bytes, name: str, code: str
) -> None:
    with pytest.raises(LoadError) as caught:
        load_calls("a.txt", options=LoadOptions(call_data=side(folder, content, name)))
    assert caught.value.problems[0].code == code
    assert caught.value.problems[0].source == name


def test_a_side_file_that_is_not_there(folder: Path) -> None:
    with pytest.raises(LoadError, match="not-found"):
        load_calls("a.txt", options=LoadOptions(call_data="nothing.csv"))


def test_the_transcript_goes_first_then_the_side_file_then_the_name(
    folder: Path, load: Callable[..., Loaded]
) -> None:
    call = CANONICAL | {"meta": {"agent_id": "1", "queue": None}}
    (folder / "3_N_T.json").write_text(json.dumps(call), encoding="utf-8")
    name = side(folder, csv("id,工号,技能组", "a,2,S"))
    loaded = load("3_N_T.json", call_data=name, name_pattern="{agent_id}_{queue}_{team}")
    assert loaded.calls[0].meta == {"agent_id": "1", "queue": "S", "team": "T"}
    (warning,) = loaded.calls[0].warnings
    assert (warning.code, "agent_id, queue" in warning.message.en) == ("call-data-conflict", True)


@pytest.mark.parametrize(
    ("other", "agrees"),
    [
        ("2024-05-01 10:20:59", True),
        ("2024-05-01T10:20:30+08:00", True),
        ("2024-05-01 10:22:30", False),
    ],
)
def test_start_times_agree_within_a_minute(
    folder: Path, load: Callable[..., Loaded], other: str, agrees: bool
) -> None:
    call = CANONICAL | {"meta": {"start_time": "2024-05-01T10:20:30"}}
    (folder / "c.json").write_text(json.dumps(call), encoding="utf-8")
    loaded = load("c.json", call_data=side(folder, csv("id,通话时间", f"a,{other}")))
    assert loaded.warnings == ([] if agrees else ["call-data-conflict"])


def test_many_rows_are_not_kept_in_memory(folder: Path) -> None:
    import tracemalloc

    rows = (f"{number:08d},8023,售后,{'x' * 200}" for number in range(20_000))
    name = side(folder, csv("id,工号,技能组,备注", *rows, "a,1,,"))
    read_side_file(side(folder, csv("id,工号", "a,1"), "small.csv"), columns={})
    tracemalloc.start()
    found = read_side_file(name, columns={}).find("a")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found is not None
    assert found.data == {"agent_id": "1"}
    assert peak < 2_000_000


def test_a_document_of_another_program_is_no_side_file(
    folder: Path, load: Callable[..., Loaded]
) -> None:
    with zipfile.ZipFile(folder / "d.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office:document-content/>")
    with pytest.raises(LoadError) as raised:
        load("a.txt", call_data="d.ods")
    assert raised.value.problems[0].code == "unread-document"


def folders(root: Path, *names: str) -> Path:
    for name in names:
        path = root / "f" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SAID, encoding="utf-8")
    return root / "f"


def test_a_row_that_names_the_files_of_several_calls_is_given_to_none(tmp_path: Path) -> None:
    folder = folders(tmp_path, "a/1", "b/1", "a/2", "3", "c/3")
    rows = side(tmp_path, "通话编号,工号\n1,8023\n2,8024\n3,8025\n")
    notices: list[Problem] = []
    calls = list(load_calls(folder, options=LoadOptions(call_data=rows), on_notice=notices.append))
    assert {call.call_id: call.meta.get("agent_id") for call in calls} == {
        "3": "8025",
        "a/1": None,
        "a/2": "8024",
        "b/1": None,
        "c/3": None,
    }
    told = {call.call_id: [warning.code for warning in call.warnings] for call in calls}
    assert told["a/1"] == told["b/1"] == told["c/3"] == ["ambiguous-call-data"]
    assert not told["a/2"] + told["3"]
    assert [notice.code for notice in notices] == ["ambiguous-call-data"]


def test_rows_on_several_calls_of_archives_are_reported_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a/1.txt", SAID)
        packed.writestr("b/1.txt", SAID)
    rows = side(tmp_path, "通话编号,工号\n1,8023\n")
    notices: list[Problem] = []
    assert list(load_calls(path, options=LoadOptions(call_data=rows), on_notice=notices.append))
    assert [notice.code for notice in notices] == ["ambiguous-call-data"]
