"""Real exports of quality systems and recognisers, where they are at hand."""

from __future__ import annotations

import pytest

from scriptcheck.load import LoadOptions, load_calls
from tests.conftest import SHARED_CALLS

FORMATS = SHARED_CALLS.parent.parent / "formats"
BOTH, NOBODY = {"agent", "customer"}, {"unknown"}


@pytest.mark.parametrize(
    ("path", "calls", "turns", "speakers", "has_times"),
    [
        ("whisperx/gz_ruralbank_iqc_DERIVED.srt", 1, 55, NOBODY, True),
        ("whisperx/gz_ruralbank_iqc_DERIVED.vtt", 1, 55, NOBODY, True),
        ("whisperx/gz_ruralbank_iqc_DERIVED.tsv", 1, 55, NOBODY, True),
        ("whisperx/gz_ruralbank_iqc_DERIVED.aud", 1, 55, NOBODY, True),
        ("whisperx/gz_ruralbank_iqc_DERIVED.txt", 1, 55, NOBODY, False),
        ("misc_zh/iqc_allContent_li.html", 1, 55, BOTH, True),
        ("misc_zh/bdci_kefu_csv_head.txt", 6, 226, BOTH, False),
        ("misc_zh/citizen_hotline.json", 1, 8, NOBODY, False),
        ("misc_zh/start_end_channel_text.json", 5, 151, NOBODY, True),
    ],
)
def test_real_exports(
    path: str, calls: int, turns: int, speakers: set[str], has_times: bool
) -> None:
    if not FORMATS.exists():
        pytest.skip(f"shared data is absent: {FORMATS}")
    # Who is who is inferred afterwards: this is what the exports say themselves.
    loaded = list(load_calls(FORMATS / path, options=LoadOptions(infer_speakers=False)))
    every = [turn for call in loaded for turn in call.turns]
    assert (len(loaded), len(every)) == (calls, turns)
    assert {turn.speaker.value for turn in every} == speakers
    assert all((turn.start_ms is not None) is has_times for turn in every)


def test_the_same_call_in_every_format_of_whisperx() -> None:
    folder = FORMATS / "whisperx"
    if not folder.exists():
        pytest.skip(f"shared data is absent: {folder}")
    loaded = [
        next(load_calls(folder / f"gz_ruralbank_iqc_DERIVED.{suffix}"))
        for suffix in ("json", "srt", "vtt", "tsv", "aud")
    ]
    first, *others = [[(t.text, t.start_ms, t.end_ms) for t in call.turns] for call in loaded]
    assert all(other == first for other in others)
    labels = [call.meta.get("speaker_labels") for call in loaded]
    assert labels[0] == labels[1] == labels[2] == labels[4]
