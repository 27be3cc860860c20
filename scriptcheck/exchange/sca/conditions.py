"""Conditions and operators as cues and conditions of a lexicon.

What each field means is from these pages of the service's documentation (help.aliyun.com, sca):
检测算子对象说明 (types of operators and their parameters), UploadRule (``check_range``, ``anchor``,
``range``, ``lambda``), GetRuleDetail (``keywordMatchSize``, ``compareOperator``, ``average``) and
OperatorBasicInfo (``In_sentence``, ``Different_role``). Operators that no page names are unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import permutations
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.exchange.sca.regex_template import (
    NoTemplateError,
    plain_words,
    templates_of,
)
from scriptcheck.exchange.workbook.condition_text import parse_condition
from scriptcheck.exchange.workbook.settings_text import CellTextError
from scriptcheck.language import Text
from scriptcheck.lexicon.template import LONGEST_GAP
from scriptcheck.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck.exchange.sca.rule_file import ScaRule

_ROLES: Final = {"客服": "agent", "客户": "customer", "所有": "any", "": "any"}
_MOST_IN_ORDER: Final = 3
"""Words that must all be in one sentence, for which every order is written out."""
_IDS: Final = re.compile(r"[A-Za-z0-9_]+")


class NoEquivalentError(ValueError):
    """A rule asks for what a lexicon cannot say."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


@dataclass(slots=True)
class RuleParts:
    """What one rule becomes."""

    cues: dict[str, dict[str, Any]] = field(default_factory=dict)
    notes: list[Text] = field(default_factory=list)
    """Where what is written is near to what was asked for, not the same."""


class ConditionMaker:
    """Makes the conditions of one rule, and the cues that they need."""

    def __init__(self, rule: ScaRule, prefix: str) -> None:
        self._rule, self._prefix = rule, prefix
        self.parts = RuleParts()
        self._made: dict[tuple[str, str], dict[str, Any] | str] = {}
        self._open: set[str] = set()

    def condition(self) -> Any:
        """Return what the rule's ``lambda`` asks for; raises ``NoEquivalentError``."""
        fields = self._rule.fields
        expression = fields.get("lambda") or fields.get("rulelambda")
        if not expression and isinstance(fields.get("triggers"), list):
            expression = "||".join(map(str, fields["triggers"]))
        if not expression:
            raise NoEquivalentError(Text("没有 lambda。", "It has no 'lambda'."))
        return self._expression(str(expression), self._of_condition)

    def _expression(self, text: str, leaf: Callable[[str], Any]) -> Any:
        """Return the condition of ``text``, such as ``(1||2)&&!3``, with ``leaf`` for each id."""
        try:
            tree = parse_condition(_IDS.sub(lambda match: f"x{match[0]}", text))
        except CellTextError as error:
            why = Text(f"看不懂 lambda“{text}”。", f"The lambda '{text}' is not understood.")
            raise NoEquivalentError(why) from error
        return _filled(tree, leaf)

    def _of_condition(self, cid: str) -> Any:
        given = self._rule.conditions.get(cid)
        if given is None:
            raise NoEquivalentError(Text(f"没有条件“{cid}”。", f"There is no condition '{cid}'."))
        if cid in self._open:
            raise NoEquivalentError(Text("条件互相依赖。", "Conditions need each other."))
        self._open.add(cid)
        found = self._expression_of(cid, given)
        self._open.discard(cid)
        return found

    def _expression_of(self, cid: str, given: dict[str, Any]) -> Any:
        operators = {
            str(each.get("oid", "")): each
            for each in given.get("operators") or ()
            if isinstance(each, dict)
        }
        checked = given.get("checkrange")
        where = _Where(self, cid, checked if isinstance(checked, dict) else {})
        expression = given.get("lambda") or given.get("operlambda") or "&&".join(operators)

        def leaf(oid: str) -> Any:
            if oid not in operators:
                why = Text(f"没有算子“{oid}”。", f"There is no operator '{oid}'.")
                raise NoEquivalentError(why)
            return self._of_operator(cid, oid, operators[oid], where)

        return self._expression(str(expression), leaf)

    def _of_operator(self, cid: str, oid: str, operator: dict[str, Any], where: _Where) -> Any:
        kind, param = str(operator.get("type", "")), operator.get("param")
        param = param if isinstance(param, dict) else {}
        makers: dict[str, Callable[[], Any]] = {
            "HIT_ANY_KEYWORDS": lambda: self._keywords(cid, oid, param, where, 1),
            "INCLUDE_KEYWORDS": lambda: self._keywords(cid, oid, param, where, -1),
            "REGULAR_EXPRESSION": lambda: self._regex(cid, oid, param, where),
            "SIMILAR_MATCH": lambda: self._similar(cid, oid, param, where),
            "INTERVAL_GREATER": lambda: _silence(param, where),
            "SPEECH_SPEED_CHECK": lambda: self._speed(param, where),
        }
        if kind not in makers:
            why = Text(f"算子 {kind or '（无类型）'} 没有对应的写法。", f"Nothing is like {kind}.")
            raise NoEquivalentError(why)
        return makers[kind]()

    def cue(self, key: str, phrases: list[str], title: str, where: _Where, **more: Any) -> str:
        """Return the id of a cue with ``phrases``, made for the operator ``key``."""
        name = f"{self._prefix}_{len(self.parts.cues) + 1}"
        self.parts.cues[name] = {
            "title": title,
            "speaker": where.speaker,
            "tolerance": "exact",
            **more,
            "phrases": phrases,
            "boundary": "none",
            "negation": "keep",
            "source": f"SCA {key}",
        }
        return name

    def _keywords(
        self, cid: str, oid: str, param: dict[str, Any], where: _Where, default: int
    ) -> Any:
        words = _words(param.get("keywords"))
        needed = param.get("keywordmatchsize", default)
        if not isinstance(needed, int) or needed > len(words) or needed < -1:
            why = Text(
                f"keywordMatchSize 是 {needed}，关键词有 {len(words)} 个。",
                f"keywordMatchSize is {needed}, of {len(words)} keywords.",
            )
            raise NoEquivalentError(why)
        key = f"{cid}/{oid}"
        if needed in {0, 1} or len(words) == 1:
            found = where.on(self.cue(key, words, _title(words), where))
            return {"not": found} if needed == 0 else found
        count = len(words) if needed == -1 else needed
        if not param.get("insentence"):
            each = [where.on(self.cue(key, [word], _title([word]), where)) for word in words]
            return {"all": each} if count == len(words) else {"any": each, "at_least": count}
        if count != len(words) or count > _MOST_IN_ORDER:
            why = Text(
                f"一句话里要有 {len(words)} 个词中的 {count} 个，没有对应的写法。",
                f"{count} of {len(words)} words in one sentence cannot be said.",
            )
            raise NoEquivalentError(why)
        self.parts.notes.append(
            Text(
                f"一句话里的几个词之间最多隔 {LONGEST_GAP} 个字。",
                f"Words of one sentence are at most {LONGEST_GAP} characters apart.",
            )
        )
        gap = f"..{{{LONGEST_GAP}}}"
        orders = [gap.join(order) for order in permutations(words)]
        return where.on(self.cue(key, orders, _title(words), where))

    def _regex(self, cid: str, oid: str, param: dict[str, Any], where: _Where) -> Any:
        expression = str(param.get("regex") or "")
        if param.get("notregex"):
            raise NoEquivalentError(Text("有排除表达式 notRegex。", "It has a 'notRegex'."))
        try:
            phrases = templates_of(expression)
        except NoTemplateError as error:
            why = Text(f"正则“{expression}”写不成模板。", f"No template says '{expression}'.")
            raise NoEquivalentError(why) from error
        if f"..{{{LONGEST_GAP}}}" in "".join(phrases):
            self.parts.notes.append(
                Text(
                    f"正则里不限长的间隔写成最多 {LONGEST_GAP} 个字。",
                    f"Gaps without a limit are at most {LONGEST_GAP} characters.",
                )
            )
        return where.on(self.cue(f"{cid}/{oid}", phrases, _title([expression]), where))

    def _similar(self, cid: str, oid: str, param: dict[str, Any], where: _Where) -> Any:
        sentences = _words(param.get("similarlysentences"))
        self.parts.notes.append(
            Text(
                "相似度匹配写成“相近”（near）：只容许一两个字的出入，意思相近的说法要自己补。",
                "Sentences alike become phrases with 'near': a character or two may differ; add"
                " wordings that mean the same.",
            )
        )
        cue = self.cue(f"{cid}/{oid}", sentences, _title(sentences), where, tolerance="near")
        return where.on(cue)

    def _speed(self, param: dict[str, Any], where: _Where) -> Any:
        velocity = param.get("velocityinmint")
        if where.speaker == "customer" or where.is_bound or not isinstance(velocity, int):
            why = Text(
                "只能限制客服整通的语速。", "Only the agent's rate in a whole call is known."
            )
            raise NoEquivalentError(why)
        if not param.get("average"):
            self.parts.notes.append(
                Text("单句的语速写成整通的平均语速。", "The rate is that of the whole call.")
            )
        bound = "under" if param.get("compareoperator") == "lt" else "over"
        return {"metric": "agent_chars_per_min", bound: velocity, "unknown": False}


class _Where:
    """Where in a call a condition looks: whose sentences, and which of them."""

    def __init__(self, maker: ConditionMaker, cid: str, checked: dict[str, Any]) -> None:
        role = str(checked.get("role") or "")
        if role not in _ROLES:
            raise NoEquivalentError(Text(f"角色“{role}”。", f"The role '{role}'."))
        self.speaker = _ROLES[role]
        self._maker, self._cid, self._checked = maker, cid, checked
        self._window: dict[str, Any] | None = None
        for key in ("absolute", "allsentencessatisfy"):
            if checked.get(key):
                raise NoEquivalentError(Text(f"检查范围里的 {key}。", f"'{key}' of the range."))

    @property
    def is_bound(self) -> bool:
        """Whether it is a part of the call."""
        return bool(self._checked.get("range") or self._checked.get("anchor"))

    def on(self, cue: str) -> Any:
        """Return the condition that ``cue`` matches there."""
        window = self._found_window()
        return {"cue": cue, "within": window} if window else cue

    def _found_window(self) -> dict[str, Any]:
        if self._window is None:
            limits, anchor = self._checked.get("range"), self._checked.get("anchor")
            if isinstance(anchor, dict) and anchor:
                self._window = self._anchored(anchor, limits)
            elif isinstance(limits, dict) and limits:
                self._window = self._counted(limits)
            else:
                self._window = {}
        return self._window

    def _counted(self, limits: dict[str, Any]) -> dict[str, Any]:
        first, last = limits.get("from", 1), limits.get("to", -1)
        if (first, last) == (1, -1):
            return {}
        if self.speaker == "agent" and first == 1 and isinstance(last, int) and last > 0:
            return {"first_agent_turns": last}
        if self.speaker == "agent" and last == -1 and isinstance(first, int) and first < 0:
            return {"last_agent_turns": -first}
        who = {"agent": "客服", "customer": "客户", "any": "所有角色"}[self.speaker]
        why = Text(
            f"检测范围 {first}～{last}（{who}）没有对应的写法。",
            f"The range {first} to {last} of {self.speaker} cannot be said.",
        )
        raise NoEquivalentError(why)

    def _anchored(self, anchor: dict[str, Any], limits: Any) -> dict[str, Any]:
        location = {"AFTER": "after", "BEFORE": "before"}.get(str(anchor.get("location")))
        if location is None:
            why = Text(f"前置条件的位置 {anchor.get('location')}。", f"'{anchor.get('location')}'.")
            raise NoEquivalentError(why)
        if anchor.get("hittime", -1) not in {0, -1}:
            self._maker.parts.notes.append(
                Text("前置条件的第几次命中不分。", "Which hit of the anchor it is is left open.")
            )
        found = self._maker._of_condition(str(anchor.get("cid", "")))
        if not isinstance(found, str):
            why = Text("前置条件不是单独一组词。", "The anchor is no single list of words.")
            raise NoEquivalentError(why)
        window: dict[str, Any] = {location: found}
        if isinstance(limits, dict) and limits:
            first, last = limits.get("from", 1), limits.get("to", -1)
            if first != 1 or not isinstance(last, int) or last < -1 or last == 0:
                why = Text(
                    f"前置条件后的 {first}～{last} 句。", f"{first} to {last} of the anchor."
                )
                raise NoEquivalentError(why)
            if last > 0:
                window["agent_turns" if self.speaker == "agent" else "turns"] = last
        return window


def _silence(param: dict[str, Any], where: _Where) -> Any:
    interval = param.get("interval")
    if (
        param.get("compareoperator", "gt") != "gt"
        or where.is_bound
        or not isinstance(interval, int)
    ):
        raise NoEquivalentError(
            Text("静音只能写成整通里超过多久。", "Silence can be too long in a call, no more.")
        )
    of_agent = where.speaker == "agent" and param.get("differentrole")
    metric = "longest_answer_delay_ms" if of_agent else "longest_silence_ms"
    return {"metric": metric, "over": interval, "unknown": False}


def _filled(tree: Any, leaf: Callable[[str], Any]) -> Any:
    match tree:
        case str():
            return leaf(tree.removeprefix("x"))
        case {"all": list(parts)}:
            return {"all": [_filled(part, leaf) for part in parts]}
        case {"any": list(parts)}:
            return {"any": [_filled(part, leaf) for part in parts]}
        case {"not": part}:
            return {"not": _filled(part, leaf)}
    raise NoEquivalentError(Text("看不懂 lambda。", "The lambda is not understood."))


def _words(given: Any) -> list[str]:
    words = [plain_words(str(word)) for word in given] if isinstance(given, list) else []
    kept = list(dict.fromkeys(word for word in words if fold(word).text))
    if not kept:
        raise NoEquivalentError(Text("没有关键词。", "There are no words."))
    return kept


def _title(words: list[str]) -> str:
    more = f"等 {len(words)} 个" if len(words) > 1 else ""
    return f"说“{words[0][:20]}”{more}"
