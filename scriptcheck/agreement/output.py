"""Where raters disagree, as CSV."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from typing import TYPE_CHECKING

from scriptcheck.write.content.cell_text import no_formula

if TYPE_CHECKING:
    from scriptcheck.agreement.agree import Agreement


def disagreements_csv(agreement: Agreement) -> bytes:
    """Return the disagreements as CSV for Excel: a row for each, a column for each rater.

    ``yes`` says that the rule fails or the cue is said; a cell is empty where the rater said
    nothing.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    head = ("call_id", "kind", "entry", "turn")
    writer.writerow([*head, *map(no_formula, agreement.raters)])
    words = {True: "yes", False: "no", None: ""}
    for each in agreement.disagreements:
        ratings = [words[each.ratings.get(rater)] for rater in agreement.raters]
        place = (no_formula(each.call_id), each.kind, no_formula(each.entry), each.turn)
        writer.writerow([*place, *ratings])
    return BOM_UTF8 + text.getvalue().encode()
