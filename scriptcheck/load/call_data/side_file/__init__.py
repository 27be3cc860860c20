"""Call data in a file beside the transcripts, such as the list of calls of a switchboard."""

from scriptcheck.load.call_data.side_file.side_file import SideFile, read_side_file

__all__ = ["SideFile", "read_side_file"]
