"""A lexicon whose parts depend on each other in every way, and random calls to match by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scriptcheck import Call, Turn
from tests.conftest import cue, rule

if TYPE_CHECKING:
    import random

WINDOWS: list[dict[str, Any]] = [
    {"first_agent_turns": 2},
    {"last_agent_turns": 2},
    {"phase": "opening"},
    {"phase": "body"},
    {"phase": "closing"},
    {"first_percent": 40},
    {"last_percent": 40},
    {"first_seconds": 5},
    {"last_seconds": 5},
    {"first_seconds": 9, "last_percent": 70},
    {"after": "hold"},
    {"before": "hold"},
    {"after": "hold", "turns": 2},
    {"before": "hold", "turns": 2},
    {"after": "hold", "agent_turns": 1},
    {"before": "hold", "agent_turns": 2},
    {"after": "hold", "seconds": 4},
    {"before": "hold", "seconds": 4},
    {"after": "late", "before": "early", "turns": 3},
    {"after": "remedied"},
    {"before": "remedied", "agent_turns": 3},
    {"after": "hold", "phase": "body", "turns": 4},
    {"after": "hold", "before": "hold", "agent_turns": 2},
]


def cues() -> dict[str, object]:
    """Return cues that depend on each other in every way that a lexicon can say."""
    found: dict[str, object] = {
        "opening_sign": cue("您好", within={"first_agent_turns": 2}),
        "ending_sign": cue("再见", within={"last_agent_turns": 2}),
        "hold": cue("请稍等", "稍等一下"),
        "sorry": cue("对不起"),
        "said": cue("好的", speaker="any", negation="keep"),
        "early": cue("您好", within={"first_agent_turns": 3}, tolerance="near"),
        "late": cue("再见", within={"last_agent_turns": 2}),
        "harmless": cue("大麻", unless=["大麻烦"]),
        "remedied": cue("不知道", "滚", remedy={"cue": ["sorry", "single"], "agent_turns": 1}),
        "at_once": cue("闭嘴", remedy={"cue": "chained", "agent_turns": 0}),
        "chained": cue("对不起", within={"after": "remedied", "turns": 4}),
        "echoed": cue("核对一下", repetition={"characters": 3, "turn_characters": 6}),
        "echoed_near": cue(
            "核对一下",
            repetition={"characters": 2},
            within={"before": "said", "turns": 2},
            speaker="agent",
        ),
        "single": cue("明白", {"text": "收到", "within": {"after": "hold", "turns": 2}}),
        "short": cue({"text": "可以", "turn_characters": 4, "within": {"last_agent_turns": 3}}),
    }
    for number, window in enumerate(WINDOWS):
        found[f"window{number}"] = cue("好的", "滚", within=window, speaker="any")
    return found


def rules() -> dict[str, object]:
    """Return rules of the forms that raise events before the end, with windows of every kind."""
    found: dict[str, object] = {
        "sorry_in_between": rule(forbid={"all": ["remedied", {"not": "sorry"}]}),
        "some": rule(forbid={"any": ["remedied", "harmless", "at_once"], "at_least": 2}),
        "cut": rule(require="early", within={"first_agent_turns": 2}, needs=["opening", "ending"]),
        "when": rule(require="sorry", when="remedied", within={"after": "remedied", "turns": 2}),
        "unless": rule(forbid="harmless", undecidable_when="sorry"),
        "outbound": rule(forbid="hold", when={"meta": "direction", "is": "outbound"}),
        "slow": rule(forbid={"all": ["hold", {"metric": "longest_silence_ms", "over": 2000}]}),
        "waited": rule(
            require="sorry", when={"metric": "silence_ms", "over": 1}, within={"first_seconds": 8}
        ),
        "again": rule(
            repeat={"characters": 3, "times": 2, "besides": ["hold"], "unless": ["said"]}
        ),
        "again_in": rule(repeat={"characters": 3, "times": 2}, within={"last_percent": 60}),
        "again_when": rule(repeat={"characters": 2, "times": 2, "alike": 0.6}, when="sorry"),
        "answer": rule(respond={"to": "remedied", "with": "sorry", "turns": 2}),
        "no_answer": rule(respond={"to": "hold", "without": "remedied", "seconds": 4}),
        "answer_all": rule(
            respond={"to": "said", "with": {"any": ["sorry", "hold"]}, "agent_turns": 1},
            within={"last_agent_turns": 3},
        ),
        "answer_far": rule(
            respond={
                "to": "hold",
                "with": {"all": ["sorry", {"cue": "late", "within": {"after": "early"}}]},
                "turns": 3,
            }
        ),
        "answer_undone": rule(respond={"to": "hold", "with": "remedied", "turns": 1}),
        "answer_out": rule(respond={"to": "hold", "with": "short", "turns": 2}),
        "answer_in_time": rule(respond={"to": "hold", "with": "sorry", "seconds": 4}),
        "answer_again": rule(
            respond={"to": "said", "with": "short", "turns": 2}, within={"before": "remedied"}
        ),
        "anywhere": rule(require="sorry"),
        "late": rule(require="sorry", within={"last_agent_turns": 2}),
        "windows": rule(
            require={"all": [{"cue": "sorry", "within": {"after": "hold", "turns": 3}}, "late"]},
            within={"after": "hold"},
        ),
    }
    for number, window in enumerate(WINDOWS):
        found[f"forbid{number}"] = rule(forbid="said", within=window)
        found[f"require{number}"] = rule(require="sorry", within=window)
        found[f"own{number}"] = rule(
            require={"any": [{"cue": "sorry", "within": window}, {"not": "remedied"}]},
            within={"first_agent_turns": 4},
        )
    return found


SAID = [
    "您好",
    "喂您好",
    "请稍等",
    "稍等一下",
    "对不起",
    "好的",
    "好的好的",
    "不知道",
    "滚",
    "闭嘴",
    "闭嘴，对不起",
    "再见",
    "大麻",
    "大麻烦",
    "人民路五十二号",
    "人民路五十二",
    "核对一下",
    "核对核对一下",
    "明白",
    "收到",
    "可以",
    "这个您要自己去问一下",
    "这个您要自己去问",
    "",
    "嗯",
    "hello how are you today my friend",
]


def random_call(rng: random.Random, length: int) -> Call:
    """Return a call of ``length`` turns, with times as transcripts have them: some, or bad ones."""
    speakers = rng.choice([["agent", "customer"], ["agent", "customer", "unknown", "system"]])
    timed, now, turns = rng.choice(["always", "never", "mostly", "anyhow"]), 0, []
    for _ in range(length):
        start = now + rng.choice([0, 200, 1500, 4000, 12_000])
        now = start + rng.choice([0, 800, 2500])
        has_time = timed != "never" and (timed != "mostly" or rng.random() < 0.9)
        if timed == "anyhow":
            start = rng.randrange(-1000, 20_000)
        text = "，".join(rng.choice(SAID) for _ in range(rng.choice([1, 1, 1, 2, 3])))
        who: Any = rng.choice(speakers)
        turns.append(Turn(who, text, *((start, now) if has_time else ())))
    meta = {"direction": rng.choice(["outbound", "inbound", None]), "dropped": rng.random() < 0.2}
    return Call("made", tuple(turns), meta)
