"""Calls whose fields are lists, as ``groupby("call_id").agg(list)`` writes them."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

SPEAKERS = ["客服", "客户", "客服"]
SAID = ["您好，请讲", "你烦不烦", "请您稍等"]
TURNS = [("agent", SAID[0]), ("customer", SAID[1]), ("agent", SAID[2])]


def spoken(found: Loaded) -> list[list[tuple[str, str]]]:
    return [[(turn.speaker.value, turn.text) for turn in call.turns] for call in found.calls]


@pytest.mark.parametrize(
    "written",
    [
        (json.dumps(SPEAKERS, ensure_ascii=False), json.dumps(SAID, ensure_ascii=False)),
        (repr(SPEAKERS), repr(SAID)),
        # NumPy shows no commas.
        ("['客服' '客户' '客服']", "['您好，请讲' '你烦不烦' '请您稍等']"),
    ],
    ids=["json", "python", "numpy"],
)
def test_cells_of_a_table(written: tuple[str, str], load_bytes: Callable[..., Loaded]) -> None:
    cells = [f'"{each.replace(chr(34), chr(34) * 2)}"' for each in written]
    rows = [",".join((call_id, *cells)) for call_id in ("C1", "C2")]
    text = "\n".join(("call_id,speaker,text", *rows)) + "\n"
    found = load_bytes(text.encode(), "x.csv")
    assert [call.call_id for call in found.calls] == ["C1", "C2"]
    assert spoken(found) == [TURNS, TURNS]


def test_columns_of_parquet(load_bytes: Callable[..., Loaded]) -> None:
    table = pa.table({"call_id": ["C1"], "speaker": [SPEAKERS], "text": [SAID]})
    sink = io.BytesIO()
    pq.write_table(table, sink)
    assert spoken(load_bytes(sink.getvalue(), "x.parquet")) == [TURNS]


def test_lists_of_other_lengths_are_reported(load_bytes: Callable[..., Loaded]) -> None:
    text = "call_id,speaker,text\nC1,\"['客服','客户']\",\"['您好','坏了','再见']\"\n"
    found = load_bytes(text.encode(), "x.csv")
    assert "lists-differ" in {*found.codes, *found.warnings}
    assert all("坏了" not in turn.text for call in found.calls for turn in call.turns)
