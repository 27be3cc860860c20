"""Reports to files, one format a file.

``writers`` returns the writers of some formats for a folder. Whoever writes a format of their own
needs ``OutputFormat`` and ``PieceWriter``; docs/reports.md says how it is installed. Formats are in
``files``, ``excel`` and ``html``; ``content`` has what several of them show.
"""

from scriptcheck.write.content.cell_text import one_line
from scriptcheck.write.content.markdown_text import escape_markdown
from scriptcheck.write.output_format import Destination, OutputFormat, Speech
from scriptcheck.write.registry import output_formats, writers
from scriptcheck.write.whole_file import whole_file
from scriptcheck.write.writer import Pair, PieceWriter, Writer

__all__ = [
    "Destination",
    "OutputFormat",
    "Pair",
    "PieceWriter",
    "Speech",
    "Writer",
    "escape_markdown",
    "one_line",
    "output_formats",
    "whole_file",
    "writers",
]
