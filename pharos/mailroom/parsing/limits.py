"""How much of a letter is read. A bigger letter is refused, a stranger one is read up to the cap and marked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Caps that keep one hostile letter from costing more than an ordinary large one."""

    letter_bytes: int = 35 * 1024 * 1024
    header_bytes: int = 256 * 1024
    header_lines: int = 2_000
    header_value: int = 64 * 1024
    parts: int = 1_000
    depth: int = 40
    addresses: int = 500
    references: int = 200
    text_characters: int = 1_000_000
    quote_lines: int = 20_000
    html_characters: int = 500_000
    html_depth: int = 250
    attachments: int = 200
    attachment_bytes: int = 64 * 1024 * 1024
    name_characters: int = 150
    zip_entries: int = 5_000
    unpacked_bytes: int = 1024 * 1024 * 1024
    unpacked_ratio: int = 200


DEFAULT_LIMITS = Limits()
