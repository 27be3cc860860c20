"""Transcripts in, calls out: files, folders and standard input in any known format."""

from scriptcheck.load.loader import load_calls

__all__ = ["load_calls"]
