"""Samples that recognisers wrote, where they are shared."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck.load import load_calls
from tests.conftest import SHARED_CALLS
from tests.load.readers.recognisers.reading import load_one

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

FORMATS = SHARED_CALLS.parent.parent / "formats"
REAL = {
    "aliyun_filetrans/tech-doc.block7.json": 1,
    "aliyun_filetrans/tech-doc.block8.json": 1,
    "aliyun_filetrans/tech-doc.block10.json": 0,
    "aliyun_filetrans/tech-doc.block12.json": 0,
    "aliyun_filetrans/tech-doc.block15.json": 1,
    "aliyun_filetrans/tech-doc.block17.json": 1,
    "aws_contact_lens/contact-lens-example-output-files-chat.block0.json": 31,
    "aws_contact_lens/contact-lens-voice_original_repaired.json": 10,
    "aws_contact_lens/contact-lens-voice_redacted_repaired.json": 10,
    "aws_pca/testfile.json": 12,
    "aws_transcribe/how-input.block0.json": 1,
    "aws_transcribe/standard_zh-CN_example.json": 7,
    "aws_transcribe/tca_call_analytics_repaired.json": 4,
    "azure/Json_input_customer_support.json": 17,
    "iflytek/ifasr_new_getResult_official_example.json": 1,
    "rcrai/realtime_qc_ws_mock_trimmed.json": 8,
    "rcrai/transcript_doc_example.json": 2,
    "tencent_asr/DescribeTaskStatus_success.json": 1,
    "whisperx/gz_ruralbank_iqc_DERIVED.json": 55,
}


@pytest.mark.parametrize(("path", "turns"), REAL.items())
def test_real_samples(path: str, turns: int) -> None:
    if not FORMATS.exists():
        pytest.skip(f"shared data is absent: {FORMATS}")
    problems: list[str] = []
    calls = list(load_calls(FORMATS / path, on_problem=lambda p: problems.append(p.code)))
    assert [len(call.turns) for call in calls] == ([turns] if turns else [])
    assert problems == ([] if turns else ["not-transcribed"])
    assert (
        all(turn.start_ms is not None for call in calls for turn in call.turns) or "azure" in path
    )


def test_real_sentences_of_funasr(load_bytes: Callable[..., Loaded]) -> None:
    path = FORMATS / "funasr" / "real_sentence_info_excerpts.json"
    if not path.exists():
        pytest.skip(f"shared data is absent: {path}")
    pieces = json.loads(path.read_text(encoding="utf-8"))
    for key, sentences in pieces.items():
        if isinstance(sentences, list):
            call = load_one(load_bytes, [{"key": key, "text": "…", "sentence_info": sentences}])
            assert [turn.start_ms for turn in call.turns] == [
                s["timestamp"][0][0] for s in sentences
            ]
            assert [turn.end_ms for turn in call.turns] == [
                s["timestamp"][-1][1] for s in sentences
            ]
            assert all(turn.words for turn in call.turns)
