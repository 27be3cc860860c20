"""Slim reports: without what the lexicon says, which a reader fills in again."""

from scriptcheck.slim.fill_in import filled_in
from scriptcheck.slim.make import slim_line
from scriptcheck.slim.wording import Wording

__all__ = ["Wording", "filled_in", "slim_line"]
