"""A rule in a sentence, for people who look at a sheet of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scriptcheck.exchange.workbook.settings_text import settings_text
from scriptcheck.exchange.workbook.vocabulary import FORMS
from scriptcheck.language import Text
from scriptcheck.metrics.registry import known_metrics, shown_bound
from scriptcheck.rules.registry import rule_specs

if TYPE_CHECKING:
    from scriptcheck.exchange.workbook.content import LexiconContent
    from scriptcheck.language import Lang

_BOUNDS: Final = {
    "at_least": Text("不少于 {}", "at least {}"),
    "at_most": Text("不超过 {}", "at most {}"),
    "over": Text("超过 {}", "over {}"),
    "under": Text("低于 {}", "under {}"),
}
_WINDOWS: Final = {
    "first_agent_turns": Text("客服前 {} 句", "the agent's first {} turns"),
    "last_agent_turns": Text("客服后 {} 句", "the agent's last {} turns"),
    "first_seconds": Text("前 {} 秒", "the first {} seconds"),
    "last_seconds": Text("后 {} 秒", "the last {} seconds"),
    "first_percent": Text("前 {}%", "the first {}%"),
    "last_percent": Text("后 {}%", "the last {}%"),
    "agent_turns": Text("客服 {} 句内", "within {} agent turns"),
    "turns": Text("{} 句内", "within {} turns"),
    "seconds": Text("{} 秒内", "within {} seconds"),
}
_PHASES: Final = {
    "opening": Text("开头", "the opening"),
    "body": Text("中段", "the body"),
    "closing": Text("结尾", "the closing"),
}
_SPEAKERS: Final = {"agent": Text("客服", "the agent"), "customer": Text("客户", "the customer")}


def rule_words(rule: dict[str, Any], content: LexiconContent, lang: Lang) -> str:
    """Return what ``rule``, as a lexicon writes it, asks for."""
    words = _Words(content, lang)
    parts: list[str] = []
    if (when := rule.get("when")) is not None:
        parts.append(words.to("当{}时，", "When {}: ").format(words.condition(when)))
    parts.append(words.form(rule))
    if rule.get("within"):
        parts.append(words.to("（{}）", " ({})").format(words.window(rule["within"])))
    return "".join(parts)


class _Words:
    def __init__(self, content: LexiconContent, lang: Lang) -> None:
        self._content, self._lang = content, lang

    def to(self, zh: str, en: str) -> str:
        return zh if self._lang == "zh" else en

    def form(self, rule: dict[str, Any]) -> str:  # noqa: PLR0911  (one a form)
        match rule:
            case {"require": condition}:
                return self.to("必须有：", "required: ") + self.condition(condition)
            case {"forbid": condition}:
                return self.to("不得有：", "forbidden: ") + self.condition(condition)
            case {"limit": {"metric": _} as bounds}:
                return self.to("限度：", "limit: ") + self.condition(bounds)
            case {"respond": {"to": cue, **rest}}:
                how = [
                    self.to(zh, en).format(self.condition(rest[key]))
                    for key, zh, en in (
                        ("with", "随后要有{}", "must be followed by {}"),
                        ("without", "随后不得有{}", "must not be followed by {}"),
                    )
                    if key in rest
                ]
                return f"{self.cue(cue)}{self.to('之后，', ' ')}{'，'.join(how)}{self._reach(rest)}"
            case {"case": {"from": start, "then": then, **rest}}:
                limit = settings_text({k: v for k, v in rest.items() if k != "each"})
                return self.to(
                    "{}之后的来往里要有{}（{}）", "after {}, a later call with {} ({})"
                ).format(self.condition(start), self.condition(then), limit)
            case {"people": question}:
                return self.to("由人判断：", "people judge: ") + str(question)
            case _:
                form = next((key for key in rule_specs() if key in rule), "")
                word = FORMS.to_word(form, self._lang) or form
                return f"{word}{self.to('：', ': ')}{settings_text(rule[form])}" if form else ""

    def cue(self, name: Any) -> str:
        entry = self._content.cues.get(name)
        title = entry.data.get("title" if self._lang == "zh" else "title_en") if entry else None
        title = title or (entry.data.get("title") if entry else None) or name
        return self.to(f"「{title}」", f"'{title}'")

    def condition(self, condition: Any) -> str:  # noqa: PLR0911  (one a kind)
        match condition:
            case str():
                return self.cue(condition)
            case {"all": list(parts)}:
                return self.to("且", " and ").join(map(self._inner, parts))
            case {"any": list(parts), **rest}:
                least = rest.get("at_least", 1)
                joined = self.to("或", " or ").join(map(self._inner, parts))
                return (
                    joined
                    if least == 1
                    else f"{joined}{self.to(f'（至少 {least} 项）', f' ({least} of them)')}"
                )
            case {"not": part}:
                return self.to("没有", "not ") + self._inner(part)
            case {"cue": cue, **rest}:
                window = rest.get("within")
                return self.cue(cue) + (f"（{self.window(window)}）" if window else "")
            case {"metric": str(metric), **rest}:
                return self._metric(metric, rest)
            case {"meta": name, "is": value}:
                return self.to("通话信息 {} 是 {}", "call data {} is {}").format(name, value)
            case {"spoken": speaker, "characters": count}:
                who = _SPEAKERS.get(speaker, Text(speaker, speaker)).to(self._lang)
                return self.to("{}说满 {} 字", "{} says {} characters or more").format(who, count)
            case _:
                return settings_text(condition)

    def _inner(self, condition: Any) -> str:
        text = self.condition(condition)
        match condition:
            case {"all": [_, _, *_]} | {"any": [_, _, *_]}:
                return self.to(f"（{text}）", f"({text})")
            case _:
                return text

    def _metric(self, name: str, bounds: dict[Any, Any]) -> str:
        metric = known_metrics().get(name)
        title = metric.title.to(self._lang) if metric else name
        said = [
            _BOUNDS[bound]
            .to(self._lang)
            .format(shown_bound(name, value).to(self._lang) if metric else value)
            for bound, value in bounds.items()
            if bound in _BOUNDS
        ]
        return f"{title} {self.to('，', ', ').join(said)}"

    def window(self, window: Any) -> str:
        if not isinstance(window, dict):
            return settings_text(window)
        said = [
            self.to("在{}之后", "after {}").format(self.cue(window["after"]))
            if "after" in window
            else "",
            self.to("在{}之前", "before {}").format(self.cue(window["before"]))
            if "before" in window
            else "",
            _PHASES[window["phase"]].to(self._lang) if window.get("phase") in _PHASES else "",
            self._reach(window),
        ]
        return self.to("，", ", ").join(each for each in said if each)

    def _reach(self, window: dict[Any, Any]) -> str:
        said = [
            words.to(self._lang).format(window[key])
            for key, words in _WINDOWS.items()
            if window.get(key) is not None
        ]
        return self.to("，", ", ").join(said)
