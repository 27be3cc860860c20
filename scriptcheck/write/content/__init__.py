"""What several formats show: totals, rows of violations, call data, names of files, words."""
