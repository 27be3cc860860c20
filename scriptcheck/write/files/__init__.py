"""The formats that are a file or two; Excel and the pages have a folder each."""
