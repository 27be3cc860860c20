"""The file that spark-submit runs.

It lies in a folder of its own, since Python looks for modules first where its script lies.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

SCRIPT: Final = Path(__file__).parent / "scriptcheck_spark.py"
