"""Numbers as they are spoken and written: digits, rows of digits, cardinals, values with units.

Two readers build on it: ``rules/readback.py`` judges whether an agent said a value back, and must
not misread one; ``redact`` masks whatever may be personal, and must not miss one.
"""
