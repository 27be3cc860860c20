"""``python -m scriptcheck_cli``."""

from scriptcheck_cli import run

run()
