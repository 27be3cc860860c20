"""Proposals written into a profile's own chapter, each with its example."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.checker import Checker
from scriptcheck.errors import LexiconError, Problem, UsageError
from scriptcheck.examples import run_examples
from scriptcheck.exchange.workbook.own_files import OwnFiles
from scriptcheck.exchange.workbook.state import read_state
from scriptcheck.exchange.written_files import text_if_any, written_files
from scriptcheck.exchange.yaml_edit import edited
from scriptcheck.language import Text
from scriptcheck.lexicon.layer import shipped_profiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scriptcheck.exchange.workbook.state import LexiconState
    from scriptcheck.suggest.suggest import Proposal

OWN_CHAPTER: Final = "own.yaml"
_HEADING: Final = "# 由 scriptcheck lexicon suggest 写成；写法见 docs/lexicon.zh-CN.md。\n"


@dataclass(frozen=True, slots=True)
class Applied:
    """What was written."""

    files: tuple[Path, ...]
    proposals: tuple[Proposal, ...]


def apply_proposals(profile: str | Path, proposals: Sequence[Proposal]) -> Applied:
    """Write the phrases of ``proposals`` and their examples into the folder of ``profile``.

    A cue of one's own gets them where it stands, with comments and order kept; one that is
    inherited gets an entry with ``mode: extend`` in the chapter ``own.yaml``. Raises ``UsageError``
    where ``profile`` is a shipped one, and ``LexiconError`` where an example of a cue would not
    hold with them; nothing is written then.
    """
    if str(profile) in shipped_profiles():
        message = Text(
            f"“{profile}”是自带的方案，不能写。", f"'{profile}' is shipped, and is not changed."
        )
        fix = Text(
            "请用 scriptcheck init 建自己的方案，再写 --profile 文件夹。",
            "Make one of your own with 'scriptcheck init', and name its folder as --profile.",
        )
        raise UsageError(Problem("shipped-profile", message, fix=fix))
    state = read_state(profile)
    files = OwnFiles(state.home, state, state.content(), is_new=False)
    for proposal in proposals:
        _add(proposal, state, files)
    texts: dict[Path, str | bytes] = {}
    for path, data in sorted(files.data.items()):
        texts[path] = edited(text_if_any(path) or _HEADING, data, path.as_posix())
    if texts:
        with written_files(texts):
            _require_examples(profile, {proposal.cue for proposal in proposals})
    return Applied(tuple(texts), tuple(proposals))


def _add(proposal: Proposal, state: LexiconState, files: OwnFiles) -> None:
    entry = state.found["cues"][proposal.cue]
    is_own = files.has(entry)
    path = Path(entry.document.source) if is_own else state.home / OWN_CHAPTER
    cues: dict[str, Any] = files.chapter(path).setdefault("cues", {})
    own: dict[str, Any] = cues.setdefault(proposal.cue, {"mode": "extend"})
    own["phrases"] = _with(own.get("phrases"), proposal.template)
    examples = own.setdefault("examples", {})
    examples["hit"] = _with(examples.get("hit"), proposal.example)


def _with(listed: list[Any] | None, item: str) -> list[Any]:
    found = list(listed or ())
    return found if item in found else [*found, item]


def _require_examples(profile: str | Path, cues: Iterable[str]) -> None:
    """Raise ``LexiconError`` where an example of ``cues`` does not hold."""
    checker = Checker.load(profile, cache=False)
    wrong = [each for each in run_examples(checker, entries=set(cues)) if not each.ok]
    if wrong:
        raise LexiconError(
            *(
                Problem(
                    "example-fails",
                    Text(
                        f"“{each.entry}”的例句“{each.text}”不成立：{each.found.zh}",
                        f"The example '{each.text}' of '{each.entry}' fails: {each.found.en}",
                    ),
                    each.place.source,
                    each.place.line,
                    each.place.column,
                    Text("请不用这一条。", "Leave this proposal out."),
                )
                for each in wrong
            )
        )
