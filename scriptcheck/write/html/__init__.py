"""The HTML report: one page to open from disk, and the data of the calls beside it."""

from scriptcheck.write.html.writer import HtmlWriter

__all__ = ["HtmlWriter"]
