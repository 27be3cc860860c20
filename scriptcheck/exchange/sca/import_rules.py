"""Rules of Alibaba Cloud's conversation analysis made into a chapter of one's own.

``scoreType`` is as 方案维度 (SchemeCheckType) has it, ``level`` and ``effective`` as RuleInfo, and
``targetType`` likewise, of the service's documentation.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.checker import Checker
from scriptcheck.errors import Problem, UsageError
from scriptcheck.examples import run_examples
from scriptcheck.exchange.new_profile import NEW_PROFILE
from scriptcheck.exchange.sca.conditions import ConditionMaker, NoEquivalentError
from scriptcheck.exchange.sca.dialogues import dialogue
from scriptcheck.exchange.sca.rule_file import read_rule_file
from scriptcheck.exchange.written_files import written_files
from scriptcheck.exchange.yaml_text import block
from scriptcheck.language import Text
from scriptcheck.lexicon.layer import PROFILE_FILE

if TYPE_CHECKING:
    import os

    from scriptcheck.exchange.sca.rule_file import ScaRule

_PLUS, _MINUS = 1, 3
"""``scoreType``: points given, and points taken off."""
_LEVELS: Final = {0: "major", 1: "minor", 2: "minor"}
"""``level``: severe, medium and light."""
_TAKEN: Final = frozenset(
    {
        *("name", "rulename", "lambda", "rulelambda", "triggers", "rid", "ridlong", "comments"),
        *("scoretype", "scorenum", "level", "effective", "isdelete", "targettype"),
    }
)
_OF_THEIRS: Final = frozenset(
    {
        *("createempid", "createempname", "createtime", "lastupdateempid", "lastupdateempname"),
        *("lastupdatetime", "ruletype", "configtype", "status", "business", "id", "type"),
        *("businesscategorynamelist", "isonline", "autoreview", "qualitychecktype", "meet"),
    }
)
"""Fields that say who keeps the rule there and how, not what it asks for."""
_FLOW: Final = 11
"""``targetType`` of rules on the steps of a flow."""


class Remark(NamedTuple):
    """Something about one rule of the file."""

    rule: str
    what: Text


@dataclass(frozen=True, slots=True)
class ImportedRules:
    """What became of a file of rules."""

    chapter: Path
    rules: tuple[str, ...]
    """Ids of the rules that were written."""
    cues: int
    near: tuple[Remark, ...]
    """Where what was written is not quite what was asked for."""
    left_out: tuple[Remark, ...]
    """Rules that were not written, with the reason."""
    failing: tuple[str, ...]
    """Ids of cues and rules whose examples do not hold; they need better ones."""


def import_rules(  # noqa: PLR0913  (those of the command)
    rules: str | os.PathLike[str],
    output: str | os.PathLike[str],
    *,
    name: str = "sca",
    severity: str = "minor",
    points: int = -5,
    force: bool = False,
) -> ImportedRules:
    """Write the chapter ``NAME.yaml`` with the rules of a JSON file to the folder ``output``.

    A rule is written as a whole or not at all. ``severity`` and ``points`` are for rules that say
    neither level nor score. The folder becomes a profile over the default one, unless it has one
    already. Raises ``LoadError`` where the file is none of such rules, ``UsageError`` where the
    chapter is there already, unless ``force`` is set, and ``LexiconError`` where the profile cannot
    be used with it; nothing is written then.
    """
    given = read_rule_file(Path(rules))
    home = Path(output)
    chapter, profile = home / f"{name}.yaml", home / PROFILE_FILE
    if chapter.exists() and not force:
        message = Text("已经有这个文件了。", "This file is there already.")
        fix = Text("换一个 --name，或加 --force 覆盖。", "Choose another --name, or say --force.")
        raise UsageError(Problem("exists", message, chapter.as_posix(), fix=fix))
    made = _Chapter(name, severity, points)
    for rule in given:
        made.add(rule)
    data = {"title": "由 SCA 规则导入", "cues": made.cues, "rules": made.rules}
    data = {key: value for key, value in data.items() if value}
    heading = "# 由阿里云智能对话分析的规则导入；写法见 docs/lexicon.zh-CN.md。\n"
    texts: dict[Path, str | bytes] = {chapter: heading + "".join(block(data))}
    if not profile.exists():
        texts[profile] = NEW_PROFILE
    with written_files(texts):
        own = made.cues.keys() | made.rules.keys()
        results = run_examples(Checker.load(home))
        failing = {each.entry for each in results if each.entry in own and not each.ok}
    return ImportedRules(
        chapter,
        tuple(made.rules),
        len(made.cues),
        tuple(made.near),
        tuple(made.left_out),
        tuple(sorted(failing)),
    )


class _Chapter:
    def __init__(self, name: str, severity: str, points: int) -> None:
        self._name, self._severity, self._points = name, severity, points
        self.cues: dict[str, dict[str, Any]] = {}
        self.rules: dict[str, dict[str, Any]] = {}
        self.near: list[Remark] = []
        self.left_out: list[Remark] = []

    def add(self, rule: ScaRule) -> None:
        try:
            self._require_judged(rule)
            maker = ConditionMaker(rule, f"own_{self._name}_{rule.number}")
            condition = maker.condition()
        except NoEquivalentError as error:
            self.left_out.append(Remark(rule.name, error.why))
            return
        cues = {key: _with_examples(cue) for key, cue in maker.parts.cues.items()}
        self.cues |= cues
        self.rules[f"own.{self._name}_{rule.number}"] = self._rule(rule, condition, cues)
        self.near += [Remark(rule.name, note) for note in dict.fromkeys(maker.parts.notes)]

    def _require_judged(self, rule: ScaRule) -> None:
        fields = rule.fields
        if fields.get("isdelete") == 1 or fields.get("effective") == 0:
            raise NoEquivalentError(Text("规则已停用或删除。", "It is off or deleted."))
        if fields.get("targettype") == _FLOW or "graphflow" in fields:
            raise NoEquivalentError(Text("流程规则。", "A rule on the steps of a flow."))

    def _rule(self, rule: ScaRule, condition: Any, cues: dict[str, Any]) -> dict[str, Any]:
        fields = rule.fields
        number = _whole(fields.get("scorenum"))
        is_plus = fields.get("scoretype") == _PLUS and number is not None
        if number is not None and fields.get("scoretype") not in {_PLUS, _MINUS}:
            self._note(
                rule, Text("没写加分还是减分，按减分。", "Points are taken off, as it seems.")
            )
        rest = sorted(
            key
            for key, value in fields.items()
            if key not in _TAKEN | _OF_THEIRS and value not in (None, "", [], {}, 0, False)
        )
        if rest:
            self._note(
                rule, Text(f"没有取的字段：{', '.join(rest)}。", f"Not taken: {', '.join(rest)}.")
            )
        comments = str(fields.get("comments") or "").strip()
        data: dict[str, Any] = {"title": rule.name, "require" if is_plus else "forbid": condition}
        if is_plus:
            data |= {"severity": "info", "points": 0, "scoring": {"plus": number}}
        else:
            level = _LEVELS.get(_whole(fields.get("level")) or 0, self._severity)
            level = level if "level" in fields else self._severity
            points = self._points if number is None else -number
            data |= {"severity": level, "points": points}
        hit = dialogue(condition, cues, holds=True)
        other = dialogue(condition, cues, holds=False)
        kept, broken = (hit, other) if is_plus else (other, hit)
        return data | {
            "message": f"{'没有' if is_plus else ''}命中：{rule.name}",
            "advice": " ".join(comments.split()) or "请按服务规范改进",
            "source": f"SCA {fields.get('rid') or rule.number}",
            "examples": {"pass": [kept], "fail": [broken]},
        }

    def _note(self, rule: ScaRule, what: Text) -> None:
        self.near.append(Remark(rule.name, what))


def _with_examples(cue: dict[str, Any]) -> dict[str, Any]:
    label = {"agent": "客服", "customer": "客户", "any": "客服"}[cue["speaker"]]
    hit = dialogue("it", {"it": cue}, holds=True).partition("\n")[0].removeprefix(f"{label}: ")
    return cue | {"examples": {"hit": [hit], "miss": ["嗯，这样"]}}


def _whole(value: Any) -> int | None:
    try:
        number = int(str(value))
    except ValueError:
        return None
    return min(max(number, 0), 100)
