"""Taking out of error texts what must not travel with a report: paths of the machine and NIPs."""

from __future__ import annotations

import re

from penilaian.bahasa import samarkan_nip

_JALUR = re.compile(r"(?:[A-Za-z]:)?(?:[\\/][^\\/\s:\"'()\[\]\x1b,]+){2,}")
_NIP = re.compile(r"(?<!\d)\d{18}(?!\d)")


def samarkan_teks(teks: str) -> str:
    """Paths shortened to their last part, NIPs to their last three digits.

    >>> samarkan_teks("File /a/b/c.py: NIP 188503121908031001")
    'File …/c.py: NIP …001'
    """
    tanpa_jalur = _JALUR.sub(lambda cocok: "…/" + re.split(r"[\\/]", cocok[0])[-1], teks)
    return _NIP.sub(lambda cocok: samarkan_nip(cocok[0]), tanpa_jalur)
