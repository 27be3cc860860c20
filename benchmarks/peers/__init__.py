"""Other ways to find phrases, each as its documentation advises. One small file a peer."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator


class Peer(Protocol):
    """Finds cues in turns."""

    name: str

    def __init__(self, wordings: dict[str, list[str]]) -> None:
        """Make the peer ready to look for ``wordings``, given by cue."""

    def find(self, turn: str) -> set[str]:
        """Return the cues that match in ``turn``."""


PEERS = ("substring", "aho_corasick", "jieba_rapidfuzz", "spacy_matcher", "fuzzy_regex")


def load(module: str) -> type[Peer]:
    """Return the peer in ``module``; raises ``ImportError`` where its library is missing."""
    peer: type[Peer] = import_module(f"benchmarks.peers.{module}").Finder
    return peer


def installed_peers(wordings: dict[str, list[str]]) -> Iterator[Peer]:
    """Yield each peer, ready to look for ``wordings``; those whose library is missing are named."""
    for module in PEERS:
        try:
            yield load(module)(wordings)
        except ImportError as error:
            sys.stderr.write(f"{module}: {error}\n")
