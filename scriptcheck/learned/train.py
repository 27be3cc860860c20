"""Training: from corpora to a model, the same bytes from the same input.

One logistic regression a cue (scikit-learn's liblinear, which is exact and needs no seed), on
counts of n-grams scaled by their rarity and to unit length. Borderline cases count half as cases
and half as none. Thresholds come of cross-validation in which whole batches are left out.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass
from math import log, sqrt
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.learned.corpus import OWN_BATCHES
from scriptcheck.learned.features import MOST_OF_BEFORE, UNKNOWN_PLACE, SeenTurn, features
from scriptcheck.learned.model import (
    CueModel,
    ModelHeader,
    Threshold,
    model_bytes,
    packed_examples,
)
from scriptcheck.learned.scoring import BEFORE, EVENING
from scriptcheck.learned.thresholds import (
    HeldOut,
    Targets,
    choose_thresholds,
    figures,
    labelled_for,
    measured_on,
    speaker_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from scriptcheck.learned.corpus import TrainingTurn

FEWEST_CASES: Final = 30
"""Clear cases without which a cue is not trained."""

FEWEST_TURNS: Final = 2
"""Turns that must have a feature for the model to know it."""

MOST_FEATURES: Final = 195_000
"""Features of a model: those that most turns have, by what the turns count."""

BEFORE_SCALE: Final = 0.5
"""What the customer's turn counts, beside the agent's own."""

REGULARISATION: Final = 30.0
"""Scikit-learn's C; chosen on made-up calls that no model was trained on."""

FOLDS: Final = len(OWN_BATCHES)

FEWEST_LEFT: Final = FEWEST_CASES // 2
"""Clear cases that must be left outside a fold for its turns to be scored."""
EXAMPLES: Final = 400
"""Examples of a cue that a model keeps, to show what a turn is like."""

_NORM_UNIT: Final = 64
"""The square of a scale of 1, as a model keeps it."""

_LARGEST_WEIGHT: Final = 127


@dataclass(frozen=True)
class _Matrix:
    """Turns as rows of scaled features."""

    rows: csr_matrix
    alone: csr_matrix
    """The turns without the customer's turn before."""
    keys: Sequence[int]
    """The feature of each column."""
    norms: Sequence[int]
    """The square of the scale of each, in ``_NORM_UNIT``s."""


def train(  # noqa: PLR0913  (each says another thing, and none needs another)
    turns: Sequence[TrainingTurn],
    *,
    kinds: Mapping[str, str] = MappingProxyType({}),
    targets: Targets | None = None,
    card: Mapping[str, Any] | None = None,
    on_cue: Callable[[str, int, int], None] | None = None,
    with_thresholds: bool = True,
) -> bytes:
    """Return the file of a model trained on ``turns``; ``card`` is added to what it says of itself.

    Cues of one kind, by ``kinds``, share thresholds where these are chosen on whole calls.
    ``on_cue`` is given each cue before it is trained, its number from 1, and how many there are.
    Without thresholds a model only scores, and is trained in a quarter of the time.
    Equal turns in equal order give equal bytes with the same versions of what computes. Raises
    ``UsageError`` where no cue has cases enough, or scikit-learn is not installed.
    """
    require_sklearn()
    cues = trained_cues(turns)
    matrix = _matrix(turns)
    folds = fold_of(turns)
    held_out: list[HeldOut] = []
    fits: dict[str, tuple[NDArray[np.float64], float]] = {}
    for number, cue in enumerate(cues, 1):
        if on_cue is not None:
            on_cue(cue, number, len(cues))
        if with_thresholds:
            scores = _held_out_scores(matrix, turns, cue, folds)
            known = [at for at in measured_on(turns, cue) if at in scores]
            held_out.append(HeldOut(cue, [scores[at] for at in known], [turns[at] for at in known]))
        fits[cue] = _fit(matrix.rows, turns, cue)
    thresholds = dict.fromkeys(cues, Threshold())
    thresholds |= choose_thresholds(held_out, kinds, targets or Targets())
    fitted = _Fitted(
        {cue: weights for cue, (weights, _) in fits.items()},
        {cue: bias for cue, (_, bias) in fits.items()},
        thresholds,
    )
    about = {
        "turns": len(turns),
        "batches": sorted({turn.batch for turn in turns}),
        "cues": {each.cue: figures(each, thresholds[each.cue]) for each in held_out},
        **(card or {}),
    }
    return _pack(matrix, fitted, turns, about)


def trained_cues(turns: Sequence[TrainingTurn]) -> list[str]:
    """Return the cues with cases enough, in order; raises ``UsageError`` where there is none."""
    counts = Counter(cue for turn in turns for cue in turn.labels)
    cues = sorted(cue for cue, count in counts.items() if count >= FEWEST_CASES)
    if not cues:
        message = Text(
            f"没有一个话术有 {FEWEST_CASES} 个以上的例句。",
            f"No cue has {FEWEST_CASES} cases or more.",
        )
        fix = Text("请再写一些例句。", "Write more examples.")
        raise UsageError(Problem("too-few-cases", message, fix=fix))
    return cues


def fold_of(turns: Sequence[TrainingTurn]) -> list[int]:
    """Return for each turn the fold that it is held out in; a batch is held out as a whole.

    The largest batch goes first, each into the fold that has fewest turns; ``OWN_BATCHES`` go into
    one fold each.
    """
    sizes = Counter(turn.batch for turn in turns)
    filled = [0] * FOLDS
    where = {batch: fold for fold, batch in enumerate(OWN_BATCHES)}
    for batch, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        if batch in where:
            continue
        where[batch] = min(range(FOLDS), key=lambda fold: (filled[fold], fold))
        filled[where[batch]] += size
    return [where[turn.batch] for turn in turns]


def _matrix(turns: Sequence[TrainingTurn]) -> _Matrix:
    """Return the counts as rows, scaled by the features' rarity and to unit length.

    What is left out here is unknown to the model. It must not be left out later: a turn's length
    is that of the features that are known, in training as when it is scored.
    """
    found = [Counter(features(turn.seen())) for turn in turns]
    having = Counter(feature for counts in found for feature in counts)
    kept = _known_features(turns, found, having)
    column = {feature: number for number, feature in enumerate(kept)}
    norms = [_norm(kind, having[kind, key], len(found)) for kind, key in kept]
    nothing = {each: 1 for each in features(SeenTurn("", "", UNKNOWN_PLACE)) if each[0] == BEFORE}
    alone = [
        {each: n for each, n in counts.items() if each[0] != BEFORE} | nothing for counts in found
    ]
    keys = [key for _, key in kept]
    return _Matrix(_rows(found, column, norms), _rows(alone, column, norms), keys, norms)


def _known_features(
    turns: Sequence[TrainingTurn],
    found: Sequence[Mapping[tuple[int, int], int]],
    having: Mapping[tuple[int, int], int],
) -> list[tuple[int, int]]:
    """Return the features that most of ``turns`` have, in order; ``found`` has those of each."""
    counting: defaultdict[tuple[int, int], float] = defaultdict(float)
    for turn, counts in zip(turns, found, strict=True):
        for feature in counts:
            if having[feature] >= FEWEST_TURNS:
                counting[feature] += turn.weight
    ranked = sorted(counting, key=lambda feature: (-counting[feature], feature))
    return sorted(ranked[:MOST_FEATURES], key=_by_hash)


def _rows(
    found: Sequence[Mapping[tuple[int, int], int]],
    column: Mapping[tuple[int, int], int],
    norms: Sequence[int],
) -> csr_matrix:
    import numpy as np
    from scipy.sparse import csr_matrix

    scales = [sqrt(norm / _NORM_UNIT) for norm in norms]
    values, columns, ends = array("d"), array("i"), array("i", [0])
    for counts in found:
        known = [(column[each], count) for each, count in counts.items() if each in column]
        known.sort()
        length = sqrt((EVENING + sum(count * norms[at] for at, count in known)) / _NORM_UNIT)
        columns.extend(at for at, _ in known)
        values.extend(count * scales[at] / length for at, count in known)
        ends.append(len(columns))
    shape = (len(found), len(column))
    return csr_matrix((np.array(values), np.array(columns), np.array(ends)), shape=shape)


def _by_hash(feature: tuple[int, int]) -> int:
    return feature[1]


def _norm(kind: int, having: int, turns: int) -> int:
    """Return the square of the scale of a feature that ``having`` of ``turns`` have."""
    scale = log(1 + turns / having) * (BEFORE_SCALE if kind == BEFORE else 1.0)
    return max(1, round(scale * scale * _NORM_UNIT))


def _fit(
    rows: csr_matrix, turns: Sequence[TrainingTurn], cue: str
) -> tuple[NDArray[np.float64], float]:
    """Return the weights and the bias of ``cue``."""
    import numpy as np
    from scipy.sparse import vstack
    from sklearn.linear_model import LogisticRegression

    known = labelled_for(turns, cue)
    rows, turns = rows[known], [turns[at] for at in known]
    share = np.array([turn.share(cue) for turn in turns])
    weight = np.array([turn.weight for turn in turns])
    open_ = (share > 0) & (share < 1)
    # A borderline turn stands twice, as a case and as none.
    both = vstack([rows, rows[np.flatnonzero(open_)]]).tocsr()
    is_case = np.concatenate([share > 0, np.zeros(int(open_.sum()), dtype=bool)])
    counts = np.concatenate(
        [weight * np.where(share > 0, share, 1.0), (weight * (1 - share))[open_]]
    )
    model = LogisticRegression(C=REGULARISATION, solver="liblinear", tol=3e-3, max_iter=300)
    model.fit(both, is_case, sample_weight=counts)
    return model.coef_[0], float(model.intercept_[0])


def _held_out_scores(
    matrix: _Matrix, turns: Sequence[TrainingTurn], cue: str, folds: Sequence[int]
) -> dict[int, float]:
    """Return the score of turns by a model that has not seen their batch, by their number.

    A turn has none where the other batches hold too little to train on.
    """
    import numpy as np

    scores: dict[int, float] = {}
    for fold in range(FOLDS):
        inner = [at for at, each in enumerate(folds) if each != fold]
        outer = [at for at, each in enumerate(folds) if each == fold]
        trained_on = [turns[at] for at in inner]
        if not outer or not _can_train(trained_on, cue):
            continue
        weights, bias = _fit(matrix.rows[inner], trained_on, cue)
        alone = matrix.alone[outer] @ weights + bias
        found = np.minimum(matrix.rows[outer] @ weights + bias, alone + MOST_OF_BEFORE)
        scores |= zip(outer, map(float, found), strict=True)
    return scores


def _can_train(turns: Sequence[TrainingTurn], cue: str) -> bool:
    """Return whether ``turns`` hold cases of ``cue`` enough, and turns without it."""
    known = [turns[at] for at in labelled_for(turns, cue)] if turns else []
    cases = sum(cue in turn.labels for turn in known)
    return cases >= FEWEST_LEFT and any(turn.share(cue) < 1 for turn in known)


@dataclass(frozen=True)
class _Fitted:
    """What was learned of each cue."""

    weights: Mapping[str, NDArray[np.float64]]
    """Of the scaled features."""
    biases: Mapping[str, float]
    thresholds: Mapping[str, Threshold]


def _pack(
    matrix: _Matrix, fitted: _Fitted, turns: Sequence[TrainingTurn], card: Mapping[str, Any]
) -> bytes:
    """Return the file of the model: its weights as integers, in an open hash table."""
    import numpy as np

    cues = list(fitted.weights)
    scales = np.sqrt(np.array(matrix.norms) / _NORM_UNIT)
    table = np.array([fitted.weights[cue] * scales for cue in cues])
    units = np.abs(table).max(axis=1) / _LARGEST_WEIGHT
    whole = np.rint(table / units[:, None]).astype(np.int8).T
    slots = 1 << (len(matrix.keys) * 4 // 3).bit_length()
    keys, norms = np.zeros(slots, np.uint64), np.zeros(slots, np.uint16)
    weights = np.zeros((slots, len(cues)), np.int8)
    taken = bytearray(slots)
    for row, key in enumerate(matrix.keys):
        slot = (key ^ (key >> 32)) & (slots - 1)
        while taken[slot]:
            slot = (slot + 1) & (slots - 1)
        taken[slot] = 1
        keys[slot], norms[slot], weights[slot] = key, matrix.norms[row], whole[row]
    examples = packed_examples({cue: _examples(turns, cue) for cue in cues})
    header = ModelHeader(
        cues={
            cue: CueModel(
                _rounded(units[number] * sqrt(_NORM_UNIT)),
                _rounded(fitted.biases[cue]),
                fitted.thresholds[cue],
                speaker_of(turns, cue),
            )
            for number, cue in enumerate(cues)
        },
        slots=slots,
        example_bytes=len(examples),
        card=dict(card),
    )
    return model_bytes(header, keys.tobytes(), norms.tobytes(), weights.tobytes(), examples)


def _rounded(value: float) -> float:
    return float(f"{value:.6g}")


def _examples(turns: Sequence[TrainingTurn], cue: str) -> list[str]:
    """Return clear cases of ``cue`` to show, shortest first: they say what they are cases of."""
    found = sorted({turn.text for turn in turns if cue in turn.labels}, key=lambda t: (len(t), t))
    step = max(1, len(found) // EXAMPLES)
    return found[::step][:EXAMPLES]


def require_sklearn() -> None:
    """Raise ``UsageError`` where scikit-learn is not installed."""
    try:
        import sklearn  # noqa: F401
    except ImportError as error:
        message = Text("训练要用 scikit-learn，还没有安装。", "Training needs scikit-learn.")
        fix = Text(
            "请安装：pip install 'scriptcheck[train]'。", "pip install 'scriptcheck[train]'."
        )
        raise UsageError(Problem("no-sklearn", message, fix=fix)) from error
