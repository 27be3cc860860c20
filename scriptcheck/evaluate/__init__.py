"""How well a lexicon finds what people found: reports compared with calls labelled by hand."""

from scriptcheck.evaluate.baseline import compare, read_baseline
from scriptcheck.evaluate.changes import Changes
from scriptcheck.evaluate.evaluation import Evaluation, evaluation_schema
from scriptcheck.evaluate.gold import Gold, read_gold
from scriptcheck.evaluate.run import evaluate

__all__ = [
    "Changes",
    "Evaluation",
    "Gold",
    "compare",
    "evaluate",
    "evaluation_schema",
    "read_baseline",
    "read_gold",
]
