"""What people write into the ledger: names on one line, reasons with something in them."""

from __future__ import annotations

import unicodedata

from penilaian.bahasa import angka
from penilaian.galat import GalatRapat

BATAS_NAMA = 200
BATAS_URAIAN = 4_000
_TERLARANG = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Control characters and halves of characters: invisible, and readers differ over them."""
_ARAH = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
"""What turns the direction of text, so that people read something else than what the fingerprint was made of."""


def nama_orang(teks: str) -> str:
    """Who did something, as it is recorded: on one line, single spaces.

    >>> nama_orang("  Siti,   Kepala BKPSDM ")
    'Siti, Kepala BKPSDM'

    Raises:
        GalatRapat: nothing is written, too much, or characters that cannot be seen.
    """
    nama = _periksa(" ".join(teks.split()), "Nama dan jabatan", BATAS_NAMA, wajib=True)
    if any(unicodedata.category(huruf) == "Cf" for huruf in nama):  # two names that look the same would be two people
        raise _tak_terlihat("Nama dan jabatan")
    return nama


def uraian(teks: str, apa: str, *, wajib: bool) -> str:
    """A reason or a remark, lines kept; ``apa`` names it in the error.

    Raises:
        GalatRapat: as `nama_orang`; nothing written is refused only where it is needed.
    """
    return _periksa("\n".join(teks.strip().splitlines()), apa, BATAS_URAIAN, wajib=wajib)


def _periksa(teks: str, apa: str, batas: int, *, wajib: bool) -> str:
    teks = unicodedata.normalize("NFC", teks)
    if wajib and not any(huruf.isalnum() for huruf in teks):
        raise GalatRapat(
            f"{apa} belum ditulis",
            mengapa="setiap catatan rapat menyebut siapa dan mengapa",
            tindakan=f"tulis {apa[0].lower()}{apa[1:]} dengan kata-kata",
        )
    if len(teks) > batas:
        raise GalatRapat(
            f"{apa} terlalu panjang",
            mengapa=f"panjangnya {angka(len(teks))} huruf, paling banyak {angka(batas)}",
            tindakan="ringkas, dan simpan uraian lengkapnya di notulen",
        )
    if any(map(_terlarang, teks)):
        raise _tak_terlihat(apa)
    return teks


def _terlarang(huruf: str) -> bool:
    rusak = unicodedata.category(huruf) in _TERLARANG and huruf not in "\n\t"
    return rusak or unicodedata.bidirectional(huruf) in _ARAH


def _tak_terlihat(apa: str) -> GalatRapat:
    return GalatRapat(
        f"{apa} memuat karakter yang tidak terlihat atau rusak",
        tindakan="ketik ulang tanpa menyalin dari tempat lain",
    )


def tampak(teks: str) -> str:
    r"""A text from a ledger that may be anything, on one line: what a terminal would obey is shown instead.

    >>> tampak("Siti" + chr(27) + "[2J")
    'Siti\\x1b[2J'
    """
    return "".join(huruf if huruf.isprintable() else ascii(huruf)[1:-1] for huruf in teks)
