"""Made-up outputs of Recurrent.ai and Huawei Cloud."""

from __future__ import annotations

from typing import Any

from tests.load.samples.sample import ANSWER, ASK, UNNAMED, Sample


def segment(kind: str | None, channel: int | None, begin: int, end: int, text: str) -> Any:
    times = {"begin_time": begin, "end_time": end, "text": text}
    return times | {"channel_id": channel, "speaker_type": kind}


TRANSCRIPT = {
    "source_id": "s1",
    "status": "SUCCESS",
    "segments": [segment("s", 0, 0, 1900, ASK), segment("c", 1, 2000, 3000, ANSWER)],
}


RCRAI = [
    Sample(
        "rcrai",
        "a transcript with call data",
        TRANSCRIPT
        | {
            "url": "http://example.com/1.mp3",
            "timestamp": 1714528800,
            "staff": {"id": "9", "name": "王丽", "roles": [], "dept": {"id": "1", "name": "一组"}},
            "customer": {"id": "k1", "phone": "1"},
        },
        [("A", ASK, 0, 1900), ("C", ANSWER, 2000, 3000)],
        {
            "agent_id": "9",
            "agent_name": "王丽",
            "team": "一组",
            "customer_id": "k1",
            "start_time": "2024-05-01T10:00:00+08:00",
            "audio": "http://example.com/1.mp3",
        },
        (),
        "s1",
    ),
    Sample(
        "rcrai",
        "channels, of which the manual says who is who",
        {"source_id": 5, "segments": [segment(None, 1, 0, 900, ANSWER)]},
        [("C", ANSWER, 0, 900)],
        {},
        (),
        "5",
    ),
    Sample(
        "rcrai",
        "live",
        {
            "call_id": "live-1",
            "events": [],
            "sentences": [
                {"begin_ms": 1880, "end_ms": 2894, "speaker": 1, "text": ANSWER},
                {"begin_ms": 1770, "end_ms": 2784, "speaker": 0, "text": ASK},
            ],
        },
        [("U0", ASK, 1770, 2784), ("U1", ANSWER, 1880, 2894)],
        {},
        ("out-of-order", *UNNAMED),
        "live-1",
    ),
]


def sis(role: str | None, start: int, end: int, text: str) -> dict[str, object]:
    result: dict[str, object] = {"text": text, "score": 0.9}
    if role:
        result["analysis_info"] = {"role": role, "emotion": "NORMAL", "speed": 5.1}
    else:
        result["word_info"] = [{"start_time": start, "end_time": end, "word": text}]
    return {"start_time": start, "end_time": end, "result": result}


HUAWEI_JOB = {
    "status": "FINISHED",
    "create_time": "2024-05-01T02:00:00.000Z",
    "start_time": "2024-05-01T02:00:01.000Z",
    "audio_duration": 5000,
    "segments": [sis("AGENT", 0, 1900, ASK), sis("USER", 2000, 3000, ANSWER)],
}


HUAWEI = [
    Sample(
        "huawei",
        "roles",
        HUAWEI_JOB,
        [("A", ASK, 0, 1900), ("C", ANSWER, 2000, 3000)],
    ),
    Sample(
        "huawei",
        "a quality check",
        {"asr_result": HUAWEI_JOB},
        [("A", ASK, 0, 1900), ("C", ANSWER, 2000, 3000)],
    ),
    Sample(
        "huawei",
        "no roles",
        {"job_id": "h1", "segments": [sis(None, 0, 1900, ASK)]},
        [("U", ASK, 0, 1900)],
        {"job_id": "h1"},
        ("no-speaker",),
    ),
]
