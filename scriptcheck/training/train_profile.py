"""A model for a profile: what it is trained on, and the files that it is written to."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.errors import LexiconError, Problem, UsageError
from scriptcheck.evaluate.gold import read_gold
from scriptcheck.language import Text
from scriptcheck.learned.call_corpus import call_turns
from scriptcheck.learned.corpus import OWN_BATCHES, TrainingTurn, numbered_turns
from scriptcheck.learned.model import model_of
from scriptcheck.learned.train import require_sklearn, train
from scriptcheck.lexicon.layer import model_path, shipped_lexicons
from scriptcheck.lexicon.learned_settings import CARD_FILE
from scriptcheck.lexicon.profile import load_profile
from scriptcheck.lexicon.validate import suggestion
from scriptcheck.load import load_calls
from scriptcheck.match.prepared_cue import is_said_by
from scriptcheck.rules.registry import rule_specs
from scriptcheck.training.own_examples import example_hashes, example_turns
from scriptcheck.training.review_turns import labelled_turns
from scriptcheck.write.registry import TRANSCRIPTS_FILE
from scriptcheck.write.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from scriptcheck.learned.thresholds import Targets
    from scriptcheck.lexicon.profile import Profile

OWN_WEIGHT: Final = 5.0
"""How much a turn of the owner counts; one of the shipped corpora counts once."""

CARD_SCHEMA: Final = "scriptcheck.learned/1"

CORPORA_FOLDER: Final = "corpora"

CALLS_FOLDER: Final = "calls"
"""The folder of corpora that holds whole calls."""


_SPEAKERS: Final = {"agent": Text("客服", "agent's"), "customer": Text("客户", "customer's")}

_KINDS: Final = {"near": "wanted", "homophone": "banned", "exact": "banned"}
"""What cues are, by the tolerance of their phrases."""


@dataclass(frozen=True, slots=True)
class Trained:
    """A model that was trained and written."""

    model: Path
    card: Path
    about: Mapping[str, Any]
    """What the card says."""


def train_profile(  # noqa: PLR0913  (those of the command)
    profile: str | Path = "default",
    *,
    labels: Sequence[str | Path] = (),
    calls: Sequence[str | Path] = (),
    corpus: Sequence[str | Path] = (),
    corpora: str | Path | None = None,
    output: str | Path | None = None,
    targets: Targets | None = None,
    on_step: Callable[[Text], None] | None = None,
) -> Trained:
    """Train a model for ``profile``, write it and its card, and return where and what they are.

    It is trained on the corpora in the folder ``corpora``, by default those that are shipped; on
    the examples of the profile; on the review labels in the files ``labels``, whose calls are in
    ``calls``, by default in a ``transcripts.jsonl`` beside each; and on the corpora ``corpus`` of
    one's own. The model is written into the folder ``output``, by default the profile's.
    ``on_step`` is given what is being done. Equal input gives equal bytes. Raises
    ``ScriptcheckError`` with the place of what cannot be used.
    """
    require_sklearn()
    report_step = on_step or _no_words
    path = _destination(profile, output)
    report_step(Text("读方案、语料和标注", "reading profile, corpora and labels"))
    lexicon = load_profile(profile, rule_specs())
    shipped = _corpus_files(corpora)
    calls_of = _corpus_files(corpora, CALLS_FOLDER)
    turns = [each for file in shipped for _, each in numbered_turns(file)]
    turns += [each for file in calls_of for each in call_turns(file)]
    turns = [_known_to(lexicon.cues, each) for each in turns]
    own = _own_turns(lexicon, labels, calls, corpus)
    card = {
        "schema": CARD_SCHEMA,
        "profile": {"name": lexicon.name, "version": lexicon.version},
        "data": {
            "corpora": {file.name: _digest(file) for file in shipped},
            "calls": {file.name: _digest(file) for file in calls_of},
            "corpora_turns": len(turns),
            **{f"{kind}_turns": len(found) for kind, found in own.items()},
        },
        "own_weight": OWN_WEIGHT,
        "examples": example_hashes(lexicon),
        "versions": {name: _version(name) for name in ("scriptcheck", "scikit-learn")},
    }
    turns += _dealt(merged(turn for found in own.values() for turn in found))

    def on_cue(cue: str, number: int, count: int) -> None:
        report_step(Text(f"训练 {number}/{count}：{cue}", f"training {number}/{count}: {cue}"))

    # Those that few turns are labelled for have thresholds of their own.
    sought = {cue for turn in turns for cue in turn.sought}
    kinds = {
        name: f"{cue.speaker} {_KINDS[cue.tolerance]}{' sought' if name in sought else ''}"
        for name, cue in lexicon.cues.items()
    }
    data = train(turns, kinds=kinds, targets=targets, card=card, on_cue=on_cue)
    return _written(path, data)


def merged(turns: Iterable[TrainingTurn]) -> list[TrainingTurn]:
    """Return ``turns``, those with equal text and equal turn before as one, in their order.

    What any of them says is there, is there; each counts ``OWN_WEIGHT`` times its weight, however
    often it was written.
    """
    found: dict[tuple[str, str, str], TrainingTurn] = {}
    for turn in turns:
        key = turn.speaker, turn.text, turn.before
        known = found.get(key)
        found[key] = turn if known is None else _both(known, turn)
    return [
        msgspec.structs.replace(turn, weight=OWN_WEIGHT * turn.weight) for turn in found.values()
    ]


def _both(first: TrainingTurn, other: TrainingTurn) -> TrainingTurn:
    labels = _union(first.labels, other.labels)
    borderline = tuple(x for x in _union(first.borderline, other.borderline) if x not in labels)
    near = _union(first.near, other.near)
    # Labelled for all where one of them is.
    about = _union(first.about, other.about) if first.about and other.about else ()
    return msgspec.structs.replace(
        first,
        labels=labels,
        borderline=borderline,
        near=tuple(cue for cue in near if cue not in labels and cue not in borderline),
        about=about,
        sought=_union(first.sought, other.sought),
        weight=max(first.weight, other.weight),
    )


def _union(first: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*first, *other}))


def _dealt(turns: Iterable[TrainingTurn]) -> Iterator[TrainingTurn]:
    """Yield ``turns``, those without a batch dealt evenly to ``OWN_BATCHES``, cue by cue."""
    counts: Counter[tuple[str, ...]] = Counter()
    for turn in turns:
        if turn.batch:
            yield turn
            continue
        kind = (*turn.labels[:1], *turn.about[:1])
        yield msgspec.structs.replace(turn, batch=OWN_BATCHES[counts[kind] % len(OWN_BATCHES)])
        counts[kind] += 1


def _own_turns(
    profile: Profile,
    labels: Sequence[str | Path],
    calls: Sequence[str | Path],
    corpus: Sequence[str | Path],
) -> dict[str, list[TrainingTurn]]:
    """Return what the owner gives, by where it comes from."""
    reviewed: list[TrainingTurn] = []
    for file in map(Path, labels):
        gold = read_gold(file)
        spoken = load_calls(*map(str, calls or [_transcripts_beside(file)]))
        reviewed += labelled_turns(gold, spoken, profile.cues)
    written = [turn for file in corpus for turn in _checked_turns(Path(file), profile)]
    return {"example": list(example_turns(profile)), "label": reviewed, "own_corpus": written}


def _known_to(cues: Mapping[str, object], turn: TrainingTurn) -> TrainingTurn:
    """Return a turn of the shipped corpora less labels of cues that the profile does not have."""
    return msgspec.structs.replace(
        turn,
        labels=tuple(cue for cue in turn.labels if cue in cues),
        borderline=tuple(cue for cue in turn.borderline if cue in cues),
        sought=tuple(cue for cue in turn.sought if cue in cues),
    )


def _checked_turns(path: Path, profile: Profile) -> Iterator[TrainingTurn]:
    """Yield the turns of a corpus of one's own.

    Raises ``LexiconError`` at a cue that the profile does not have for the turn's speaker.
    """
    for number, turn in numbered_turns(path):
        cues = [name for name, cue in profile.cues.items() if is_said_by(cue, turn.speaker)]
        who = _SPEAKERS[turn.speaker]
        for cue in (*turn.labels, *turn.borderline, *turn.near, *turn.about):
            if cue not in cues:
                message = Text(
                    f"方案里没有{who.zh}说的话术“{cue}”。",
                    f"The profile has no {who.en} cue '{cue}'.",
                )
                fix = suggestion(cue, cues)
                problem = Problem("unknown-cue", message, path.as_posix(), number, fix=fix)
                raise LexiconError(problem)
        yield turn


def _corpus_files(corpora: str | Path | None, within: str = "") -> list[Path]:
    """Return the corpora in a folder, by name; raises ``UsageError`` where there is no folder.

    Those in the folder ``within`` of it, where that is given.
    """
    folder = shipped_lexicons() / CORPORA_FOLDER if corpora is None else Path(corpora)
    if corpora is not None and not folder.is_dir():
        message = Text("没有这个语料文件夹。", "There is no such folder of corpora.")
        fix = Text("请给出放 *.jsonl 的文件夹。", "Name a folder with *.jsonl files.")
        raise UsageError(Problem("no-corpora", message, folder.as_posix(), fix=fix))
    return sorted((folder / within).glob("*.jsonl"))


def _transcripts_beside(labels: Path) -> Path:
    beside = labels.with_name(TRANSCRIPTS_FILE)
    if not beside.is_file():
        message = Text(
            f"标注旁边没有 {TRANSCRIPTS_FILE}，不知道通话里说了什么。",
            f"There is no {TRANSCRIPTS_FILE} beside the labels to say what was said.",
        )
        fix = Text("请用 --calls 给出转写。", "Name the transcripts with --calls.")
        raise UsageError(Problem("transcript-missing", message, labels.as_posix(), fix=fix))
    return beside


def _destination(profile: str | Path, output: str | Path | None) -> Path:
    """Return where the model goes; raises ``UsageError`` where that is in the shipped lexicons."""
    path = model_path(profile)
    if output is not None:
        return Path(output) / path.name
    if path.resolve().is_relative_to(shipped_lexicons().resolve()):
        message = Text(
            "随附的方案不能改，模型要写到自己的文件夹。",
            "Shipped profiles stay as they are; the model needs a folder of your own.",
        )
        fix = Text(
            "请先 scriptcheck init mine，再 scriptcheck lexicon train mine；或用 -o 指定文件夹。",
            "Run 'scriptcheck init mine', then 'scriptcheck lexicon train mine'; or name a folder"
            " with -o.",
        )
        raise UsageError(Problem("shipped-profile", message, str(profile), fix=fix))
    return path


def _written(path: Path, data: bytes) -> Trained:
    header = model_of(memoryview(data)).header
    about = dict(header.card) | {
        "sha256": hashlib.sha256(data).hexdigest(),
        "cues": {
            name: header.card["cues"][name] | {"thresholds": msgspec.to_builtins(cue.threshold)}
            for name, cue in header.cues.items()
        },
    }
    card = path.with_name(CARD_FILE)
    text = json.dumps(about, ensure_ascii=False, indent=1, sort_keys=True)
    with whole_file(path) as model_part, whole_file(card) as card_part:
        model_part.write_bytes(data)
        card_part.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return Trained(path, card, about)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _version(package: str) -> str:
    return version(package)


def _no_words(_words: Text) -> None:
    """Say nothing."""
