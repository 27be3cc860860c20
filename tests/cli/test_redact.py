"""``--redact``, and call data on the command line and in the profile."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from pyarrow import parquet

from scriptcheck.write.registry import FORMATS
from tests.redact.test_gate import contents

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.command_line import Done

SAID = "客服：请问您贵姓\n客户：我姓王，电话13812345678\n客服：王先生，13812345679对吗，不知道\n"
MASKS = "*" * 11


@pytest.fixture
def spoken(tmp_path: Path) -> Path:
    (tmp_path / "spoken").mkdir()
    (tmp_path / "spoken" / "8023_x1.txt").write_text(SAID, encoding="utf-8")
    return tmp_path


def test_convert_masks_and_what_it_writes_is_read_again(
    run: Callable[..., Done], spoken: Path
) -> None:
    done = run("convert", "spoken", "-o", "out.jsonl", "--redact")
    assert "隐去个人信息 4 处：电话 2、姓名 2" in done.err
    text = (spoken / "out.jsonl").read_text(encoding="utf-8")
    assert "我姓*，电话" + MASKS in text
    again = run("convert", "out.jsonl", "--redact")
    assert again.out == text
    assert "1381234567" not in run("check", "out.jsonl").out


def test_check_masks_everywhere(run: Callable[..., Done], spoken: Path) -> None:
    done = run("check", "spoken", "-o", "out", "--redact", "--format", "json")
    written = [p.read_text("utf-8") for p in (spoken / "out").rglob("*") if p.is_file()]
    # A report twice, in one file and in its own, and what the run needs to go on.
    assert len(written) == 4
    assert not any("1381234567" in text or "王先生" in text for text in [*written, done.err])
    assert "1381234567" in run("check", "spoken").out


def test_errors_are_masked(run: Callable[..., Done], spoken: Path) -> None:
    (spoken / "bad.csv").write_text("13812345678,1\n13812345678,2\n", encoding="utf-8")
    done = run("check", "bad.csv", "-o", "out", "--redact", "--input-format", "csv")
    reason = json.loads((spoken / "out" / "errors.jsonl").read_text(encoding="utf-8"))["reason"]
    assert MASKS in reason
    assert "138" not in done.err + reason


def test_kinds(run: Callable[..., Done], spoken: Path) -> None:
    out = run("convert", "spoken", "--redact-kinds", "name").out
    assert "我姓*，电话13812345678" in out
    done = run("convert", "spoken", "--redact-kinds", "name,shoe")
    assert (done.code, "unknown-kind" in done.err) == (2, True)
    assert run("check", "spoken", "--redact-kinds", ",").code == 2


def test_eval_masks_what_errors_quote(run: Callable[..., Done], spoken: Path) -> None:
    violation = {"turn": 2, "cue": "rude", "quote": "王先生，13812345679对吗", "certainty": "clear"}
    gold = {"call_id": "8023_x1", "violations": [violation]}
    (spoken / "gold.jsonl").write_text(
        json.dumps(gold, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    plain = run("eval", "gold.jsonl", "--calls", "spoken", "--errors", "--json")
    done = run("eval", "gold.jsonl", "--calls", "spoken", "--errors", "--json", "--redact")
    assert "13812345679" in plain.out
    assert "1381234567" not in done.out + done.err
    assert MASKS in done.out


def test_eval_masks_ids_of_calls_in_errors(run: Callable[..., Done], tmp_path: Path) -> None:
    call = {"call_id": "k13705388246", "turns": [{"speaker": "agent", "text": "您好，不知道"}]}
    gold = {
        "call_id": "k13705388246",
        "rules": {"banned.dont_know": "pass"},
        "violations": [{"turn": 0, "cue": "rude", "quote": "您好", "certainty": "clear"}],
    }
    for name, value in (("calls", call), ("gold", gold)):
        text = json.dumps(value, ensure_ascii=False) + "\n"
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    for options in (("--errors",), ("--errors", "--json")):
        done = run("eval", "gold.jsonl", "--calls", "calls.jsonl", "--redact", *options)
        assert "137053" not in done.out + done.err
        assert done.out.count("k~") > 1


def test_call_data_on_the_command_line_goes_before_the_profile(
    run: Callable[..., Done], spoken: Path
) -> None:
    (spoken / "profile.csv").write_text("id,工号,队列\n8023_x1,1,P\n", encoding="utf-8")
    (spoken / "line.csv").write_text("编号,谁\n8023_x1,2\n", encoding="utf-8")
    own = {
        "name": "own",
        "title": "自己的",
        "title_en": "own",
        "extends": "default",
        "load": {"call_data": "profile.csv", "name_pattern": "*_{team}"},
    }
    (spoken / "own.yaml").write_text(json.dumps(own, ensure_ascii=False), encoding="utf-8")

    def meta(*options: str) -> object:
        return json.loads(run("convert", "spoken", "--profile", "own.yaml", *options).out)["meta"]

    assert meta() == {"agent_id": "1", "queue": "P", "team": "x1"}
    assert meta("--call-data", "line.csv", "--call-data-columns", "agent_id=谁") == {
        "agent_id": "2",
        "team": "x1",
    }
    assert meta("--name-pattern", "{agent_name}_*")["agent_name"] == "8023"  # type: ignore[index]


def test_what_is_wrong_with_call_data(run: Callable[..., Done], spoken: Path) -> None:
    assert run("check", "spoken", "--call-data", "none.csv").code == 2
    done = run("check", "spoken", "--name-pattern", "{agnet_id}")
    assert (done.code, "agent_id" in done.err) == (2, True)
    (spoken / "side.csv").write_text("id,工号\nzz,1\n", encoding="utf-8")
    done = run("convert", "spoken", "--call-data", "side.csv")
    assert (done.code, "unread-call-data" in done.err, "no-call-data 1" in done.err) == (
        0,
        True,
        True,
    )


def test_errors_that_end_the_run_are_masked_too(run: Callable[..., Done], spoken: Path) -> None:
    (spoken / "list.csv").write_text("x13812345678,y\n1,2\n", encoding="utf-8")
    gold = {"call_id": "13812345678", "rules": {}}
    (spoken / "gold.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    side = ("--call-data", "list.csv", "--redact")
    for command in (
        ("check", "spoken", *side),
        ("convert", "spoken", *side),
        ("eval", "gold.jsonl", "--calls", "spoken", *side),
        ("diff", "default", "default", "--calls", "spoken", *side),
    ):
        done = run(*command)
        assert (done.code, "no-call-id-column" in done.err) == (2, True), done.err
        assert "138" not in done.err
    done = run("check", "spoken", "--call-data", "list.csv", "--redact-kinds", "shoe")
    assert "unknown-kind" in done.err


def test_labels_of_calls_that_are_not_there_are_masked(
    run: Callable[..., Done], spoken: Path
) -> None:
    gold = {"call_id": "zz13812345678", "rules": {}}
    (spoken / "gold.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    done = run("eval", "gold.jsonl", "--calls", "spoken", "--redact", "--json")
    assert json.loads(done.out)["calls"]["without_transcript"][0].startswith("zz~")
    assert "138" not in done.out + done.err


MEETING = """WEBVTT

00:01.000 --> 00:04.000
<v 海尔小美>您好，海尔客服，请问有什么可以帮您？

00:05.000 --> 00:08.000
<v 周慧敏>我家冰箱坏了，你们怎么回事

00:09.000 --> 00:12.000
<v 海尔小美>周慧敏您好，不知道
"""


def test_a_customers_label_is_nowhere(run: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "meeting.vtt").write_text(MEETING, encoding="utf-8")
    done = run("convert", "meeting.vtt", "--redact")
    assert "周慧敏" not in done.out + done.err
    assert json.loads(done.out)["meta"]["speaker_labels"] == ["海尔小美", "***", "海尔小美"]
    run("check", "meeting.vtt", "-o", "out", "--redact")
    written = [path.read_text("utf-8", "replace") for path in _files(tmp_path / "out")]
    assert not any("周慧敏" in text for text in written)
    assert any("speakers-inferred" in text for text in written)


NAMED = """王丽娟：您好，海尔客服，请问有什么可以帮您
周慧敏：我姓周，电话13812345678，序列号是8K2M99XQ7T3P，车牌沪A，97583
王丽娟：周慧敏女士您好，不知道
周慧敏：邮箱zhang
王丽娟：嗯
周慧敏：艾特163点com
王丽娟：滚
"""
LEAKS = ("周慧敏", "13812345678", "8K2M99XQ7T3P", "97583", "zhang", "艾特163")


@pytest.mark.parametrize("command", ["check", "convert"])
def test_no_file_of_a_run_has_what_is_masked(
    command: str, run: Callable[..., Done], tmp_path: Path
) -> None:
    folder = tmp_path / "周慧敏"
    folder.mkdir()
    (folder / "周慧敏_1.txt").write_text(NAMED, encoding="utf-8")
    speakers = ("--speakers", "周慧敏=customer,王丽娟=agent", "--redact")
    every = ",".join(name for name in FORMATS if name != "jsonl.zst")
    out = "out/calls.jsonl" if command == "convert" else "out"
    formats = ("--format", every) if command == "check" else ()
    (tmp_path / "out").mkdir()
    done = run(command, "周慧敏/周慧敏_1.txt", "-o", out, *speakers, *formats)
    assert not [leak for leak in LEAKS if leak in done.out + done.err]
    written = dict(contents(tmp_path / "out"))
    for path in (tmp_path / "out").rglob("*.parquet"):
        rows = parquet.read_table(path).to_pylist()
        written[f"{path.name} read"] = str(rows).encode()
    found = {(name, leak) for name, data in written.items() for leak in LEAKS if _has(data, leak)}
    assert written
    assert not found
    if command == "check":
        again = run(command, "周慧敏/周慧敏_1.txt", "-o", out, *speakers, *formats, "--resume")
        assert again.code == done.code


def test_a_run_that_is_not_redacted_keeps_its_settings(
    run: Callable[..., Done], spoken: Path
) -> None:
    run("check", "spoken", "-o", "out", "--speakers", "周慧敏=customer,0=agent")
    manifest = (spoken / "out" / ".run" / "manifest.json").read_text("utf-8")
    assert '"周慧敏": "customer"' in manifest
    run("check", "spoken", "-o", "red", "--speakers", "周慧敏=customer,0=agent", "--redact")
    manifest = json.loads((spoken / "red" / ".run" / "manifest.json").read_text("utf-8"))
    assert manifest["load_options"]["speakers"]["0"] == "agent"
    assert manifest["paths"] == ["spoken"]
    assert "周慧敏" not in str(manifest)


def _has(data: bytes, leak: str) -> bool:
    escaped = json.dumps(leak)[1:-1].encode()
    return leak.encode() in data or escaped in data or leak.encode("utf-16-le") in data


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
