"""Cells that a spreadsheet will not run: text that begins like a formula gets an apostrophe before it."""

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(text: str) -> str:
    """OWASP's advice on CSV injection: neutralise by the first sign, also behind spaces."""
    return f"'{text}" if text.startswith(_DANGEROUS) or text.lstrip().startswith(_DANGEROUS) else text
