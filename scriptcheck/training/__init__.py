"""Models trained on corpora, examples and review labels, and turns that are worth a label."""

from scriptcheck.training.train_profile import Trained, train_profile
from scriptcheck.training.uncertain import uncertain_turns, write_uncertain

__all__ = ["Trained", "train_profile", "uncertain_turns", "write_uncertain"]
