"""Characters that no reader sees, and some that turn the order of what one sees."""

from __future__ import annotations

import re

_PEMBALIK = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
PEMBALIK = re.compile(f"[{_PEMBALIK}]")
"""Marks of writing direction: text on a screen may differ from what it holds."""
TAK_TERLIHAT = re.compile(
    f"[{_PEMBALIK}\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u180e\u200b\u200c\u2028\u2029\u2060-\u2064\u206a-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
    # The joiner is part of many an emoji.
    "|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d"
)


def perlihatkan(teks: str) -> str:
    """The text with its invisible characters by name.

    >>> perlihatkan("Ani" + chr(0x202E))
    'Ani⟨U+202E⟩'
    """
    return TAK_TERLIHAT.sub(lambda cocok: f"⟨U+{ord(cocok.group()):04X}⟩", teks)
