"""A sample of everything that a lexicon can say, every form of rule included."""

from __future__ import annotations

from typing import Any, Final

from scriptcheck.lexicon.rule_models import ProfileFile

Fields = dict[str, Any]

TITLE: Final[Fields] = {"title": "名称：甲, 乙", "title_en": "Title # 1"}
CUE: Final[Fields] = {
    **TITLE,
    "mode": None,
    "speaker": "any",
    "phrases": ["真抱歉"],
    "tokens": [{"pattern": [{"POS": "VERB"}], "near": "抱歉", "note": "动词", "note_en": "verb"}],
    "repetition": {"characters": 4, "turn_characters": 9, "containing": ["[抱歉|歉意]"]},
    "within": {"first_agent_turns": 3},
    "unless": ["真抱歉了", "不 抱歉"],
    "tolerance": "near",
    "edits": 2,
    "boundary": "word",
    "negation": "keep",
    "quoting": "drop",
    "asking": "drop",
    "supposing": "condition",
    "subject": "agent",
    "remit": "drop",
    "reported": False,
    "remedy": {"cue": "plain", "agent_turns": 1},
    "call_data": "company",
    "rival": "plain",
    "examples": {"hit": ["【真抱歉】"], "miss": ["您好"]},
    "source": "手册 4.3: 第 2 条",
}
PHRASE: Final[Fields] = {
    "text": "万分抱歉",
    "tolerance": "exact",
    "edits": 0,
    "boundary": "none",
    "within": {"phase": "closing"},
    "turn_characters": 12,
    "clause_characters": 8,
    "note": "少说, 少用",
    "note_en": "rare",
}
RULE: Final[Fields] = {
    **TITLE,
    "mode": None,
    "dimension": "tone",
    "severity": "fatal",
    "points": -7,
    "scoring": {"weight": 4},
    "message": "没有说: 抱歉",
    "message_en": "No regret",
    "advice": "说一声\n再说一声",
    "advice_en": "Say so",
    "source": "1",
}
CALL_RULE: Final[Fields] = {
    "within": {"last_percent": 20.5, "after": "plain", "seconds": 3},
    "when": {"all": ["plain", {"not": {"cue": "other", "rest_characters": 0}}]},
    "undecidable_when": {"meta": "队列", "is": ["A", 1, True], "unknown": False},
    "undecidable_reason": "不清楚",
    "undecidable_reason_en": "unclear",
    "needs": ["opening"],
    "channels": ["phone"],
    "valid_from": "2026-01-01",
    "valid_to": "2026-12-31",
    "same_as": ["own.other"],
}
PAIR: Final[Fields] = {
    "pass": ["客户: 你好", {"text": "客服: 真抱歉", "meta": {"队列": "A", "秒": 3}}],
    "fail": ["客服: 嗯"],
    "not_applicable": ["客服: 啊"],
    "undecidable": ["客服: 哦"],
}
FORMS: Final[dict[str, Fields]] = {
    "require": {
        "require": {"any": ["plain", {"metric": "ring_count", "over": 1}, "other"], "at_least": 2}
    },
    "forbid": {
        "forbid": {
            "cue": "plain",
            "apart_from": ["other"],
            "within": {"turns": 2, "before": "other"},
        },
        "taken_back_by": "other",
        "put_right_by": {"cues": ["other"], "unless": ["plain"]},
    },
    "order": {
        "order": [
            {"steps": ["plain", {"cue": "other", "within": {"phase": "body"}}], "strict": True}
        ]
    },
    "respond": {"respond": {"to": "plain", "without": {"not": "other"}, "agent_turns": 2}},
    "limit": {"limit": {"metric": "longest_silence_ms", "at_most": 20000}},
    "readback": {
        "readback": {
            "of": ["phone"],
            "asked_by": "plain",
            "secret": ["other"],
            "confirming": ["plain"],
            "assent": "other",
            "agent_turns": 4,
            "customer_turns": 1,
        }
    },
    "repeat": {
        "repeat": {
            "speaker": "customer",
            "times": 4,
            "characters": 6,
            "alike": 0.9,
            "unless": ["plain"],
        }
    },
    "case": {
        "case": {"from": "plain", "then": {"not": "other"}, "within_hours": 1.5, "each": True},
        "examples": {
            "pass": [[{"text": "客服: 真抱歉", "meta": {"call_id": "1"}}, "客服: 嗯"]],
            "fail": [["客服: 嗯"]],
        },
    },
    "people": {
        "people": '语气是否友好: 请打分，{不} 要 "猜"',
        "people_en": "Was it: friendly?",
        "examples": {"not_applicable": ["客服: 啊"], "undecidable": ["客服: 哦"]},
    },
}
SETTINGS: Final[Fields] = {
    "severity": "info",
    "points": -2,
    "dimension": "care",
    "scoring": {"weight": 9},
    "at_least": 5,
    "at_most": 45000,
}
PROFILE: Final[Fields] = {
    "name": "mine",
    "version": "2.10",
    **TITLE,
    "variables": {"company": ["海尔", "我司"]},
    "words": ["卡萨帝", "三翼鸟"],
    "rules": {
        "exclude": ["own.case"],
        "settings": {
            "own.limit": SETTINGS,
            # It has scoring, points and a dimension of its own, of which this changes some.
            "own.require": {"scoring": {"weight": None, "plus": 3}},
        },
    },
    "pass_score": 0,
    "least_speech": 0,
    "dimensions": {
        "tone": {"title": "语气", "title_en": "Tone"},
        "care": {"title": "保证"},
        "plain": {"title": "plain, 的"},
    },
    "dimension_rules": 2,
    "scorecard": {
        "method": "weights",
        "sections": {"first": {**TITLE, "rules": ["own.l*", "own.require"], "floor": 0}},
    },
    "load": {
        "columns": {"text": "说的话"},
        "speakers": {"坐席": "agent"},
        "call_data": "calls.csv",
        "call_data_columns": {"call_id": "流水号"},
        "name_pattern": "{call_id}_{agent_id}",
    },
    "learned": {"use": True, "cues": {"plain": {"match": 0.9, "suspect": "off"}}},
    "review": {"appeal_days": 0},
}
UNWRITTEN: Final = {
    # Which profile it lies over is said by the folder, and which chapters it reads.
    ProfileFile: {"extends", "lexicons"},
}


def rule(form: str) -> Fields:
    """Return a rule of ``form`` with all that it can say."""
    shared = RULE if form == "case" else {**RULE, **CALL_RULE, "examples": PAIR}
    said = {key: value for key, value in {**shared, **FORMS[form]}.items() if value is not None}
    if form == "case":
        said.pop("scoring")
    return said


def chapter() -> Fields:
    plain = {
        "title": "平",
        "phrases": ["平常", "{company}"],
        "examples": {"hit": ["平常"], "miss": ["不"]},
    }
    other = {**plain, "phrases": ["别的", "{you}"], "examples": {"hit": ["别的"], "miss": ["不"]}}
    full = {key: value for key, value in CUE.items() if value is not None}
    full["phrases"] = [*CUE["phrases"], PHRASE]
    return {
        **TITLE,
        "source": "手册",
        "variables": {"you": ["您", "你"]},
        "cues": {"plain": plain, "other": other, "opening_sign": plain, "full": full},
        "rules": {
            "own.other": {**rule("require"), "same_as": []},
            **{f"own.{form}": rule(form) for form in FORMS},
        },
    }
