"""One entry of the ledger, and the chain that ties it to every entry before it. Pure: no file, no clock.

The fingerprint of an entry is the SHA-256 of the canonical JSON of all its other fields, the fingerprint of the entry
before it included. Canonical means one text for one content: keys are ASCII and sorted, nothing between the tokens,
UTF-8, and only objects, lists, text, whole numbers up to 2⁵³, true, false and null. There are no fractions, whose
digits differ between programs. Text is hashed as it is stored; the ledger stores it in Unicode form NFC (`rapikan`),
so that the same name typed on two machines is the same name. Anybody can recompute this without this package.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from penilaian.galat import GalatRapat

VERSI_CATATAN = 1
"""Part of what is hashed: another way of hashing would be another version."""
PANGKAL = "0" * 64
"""What the first entry names as the fingerprint before it."""
JENIS = ("buka", "suara", "putusan", "kunci", "buka_kembali", "pengguna", "cabut_pengguna")
_BULAT_TERBESAR = 2**53
_PENULIS = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True)
class Catatan:
    """One entry: ``nomor`` counts from 1 over the whole ledger, ``waktu`` is UTC in ISO 8601 to the second,
    ``sebelum`` the fingerprint of entry ``nomor`` − 1 and ``sidik`` its own.
    """

    nomor: int
    rapat: str
    jenis: str
    isi: Mapping[str, Any]
    oleh: str
    waktu: str
    sebelum: str
    sidik: str


def bentuk_baku(isi: object) -> str:
    """The canonical JSON of a content.

    >>> bentuk_baku({"b": [1, None], "a": "ya"})
    '{"a":"ya","b":[1,null]}'

    Raises:
        GalatRapat: something that has no single form in JSON, such as a fraction or broken text.
    """
    return _PENULIS.encode(_polos(isi))


def sidik_catatan(
    *, nomor: int, rapat: str, jenis: str, isi: Mapping[str, Any], oleh: str, waktu: str, sebelum: str
) -> str:
    """The fingerprint of an entry with these fields, in 64 hexadecimal digits.

    Raises:
        GalatRapat: as `bentuk_baku`.
    """
    return sidik_tertulis(
        nomor=nomor, rapat=rapat, jenis=jenis, isi=bentuk_baku(isi), oleh=oleh, waktu=waktu, sebelum=sebelum
    )


def sidik_tertulis(*, nomor: int, rapat: str, jenis: str, isi: str, oleh: str, waktu: str, sebelum: str) -> str:
    """The same where the content is already written as canonical JSON.

    Raises:
        GalatRapat: broken text in any of the fields.
    """
    lain = bentuk_baku(
        {
            "jenis": jenis,
            "nomor": nomor,
            "oleh": oleh,
            "rapat": rapat,
            "sebelum": sebelum,
            "versi": VERSI_CATATAN,
            "waktu": waktu,
        }
    )
    # "isi" sorts before all other names.
    return hashlib.sha256(f'{{"isi":{_teks(isi)},{lain[1:]}'.encode()).hexdigest()


def sambung(
    kepala: Catatan | None, *, rapat: str, jenis: str, isi: Mapping[str, Any], oleh: str, waktu: str
) -> Catatan:
    """The entry that follows ``kepala`` (None: the first one)."""
    nomor, sebelum = (1, PANGKAL) if kepala is None else (kepala.nomor + 1, kepala.sidik)
    sidik = sidik_catatan(nomor=nomor, rapat=rapat, jenis=jenis, isi=isi, oleh=oleh, waktu=waktu, sebelum=sebelum)
    return Catatan(nomor, rapat, jenis, isi, oleh, waktu, sebelum, sidik)


def utuh(catatan: Catatan) -> bool:
    """Whether an entry still is what its own fingerprint was made of."""
    try:
        sidik = sidik_catatan(
            nomor=catatan.nomor, rapat=catatan.rapat, jenis=catatan.jenis, isi=catatan.isi, oleh=catatan.oleh,
            waktu=catatan.waktu, sebelum=catatan.sebelum,
        )  # fmt: skip
    except GalatRapat:
        return False
    return sidik == catatan.sidik


def periksa_rantai(catatan: Sequence[Catatan]) -> list[str]:
    """What is wrong with a whole ledger's entries in order, the first broken entry first; empty if nothing is.

    Entries cut off at the end leave no trace in what remains: that takes a fingerprint noted elsewhere.
    """
    masalah = []
    nomor, sebelum = 0, PANGKAL
    for satu in catatan:
        if satu.nomor != nomor + 1:
            masalah.append(
                f"catatan {satu.nomor} datang sesudah catatan {nomor}: ada yang dihapus, disisipkan, atau dipindah"
            )
        if not utuh(satu):
            masalah.append(f"catatan {satu.nomor} ({satu.jenis}, {satu.waktu}) isinya tidak cocok dengan sidiknya")
        if satu.sebelum != sebelum:
            masalah.append(f"catatan {satu.nomor} ({satu.jenis}, {satu.waktu}) tidak menyambung ke catatan sebelumnya")
        nomor, sebelum = satu.nomor, satu.sidik
    return masalah


def jam_mundur(catatan: Sequence[Catatan]) -> list[Catatan]:
    """Entries that carry an earlier time than the entry before them: the clock was set back. The order stays certain."""
    return [kini for lalu, kini in pairwise(catatan) if kini.waktu < lalu.waktu]


def rapikan(nilai: Any) -> Any:
    """The same content with all its text in Unicode form NFC."""
    if isinstance(nilai, str):
        return unicodedata.normalize("NFC", nilai)
    if isinstance(nilai, Mapping):
        return {kunci: rapikan(satu) for kunci, satu in nilai.items()}
    if isinstance(nilai, list | tuple):
        return [rapikan(satu) for satu in nilai]
    return nilai


def _polos(nilai: object) -> object:
    """The same as plain JSON values, if every part of it has exactly one form."""
    if nilai is None or isinstance(nilai, bool):
        return nilai
    if isinstance(nilai, str):
        return _teks(nilai)
    if isinstance(nilai, int) and abs(nilai) <= _BULAT_TERBESAR:
        return int(nilai)
    if isinstance(nilai, Mapping):
        if not all(isinstance(kunci, str) and kunci.isascii() for kunci in nilai):
            raise _tak_baku("nama bidang yang bukan teks ASCII")
        return {kunci: _polos(satu) for kunci, satu in nilai.items()}
    if isinstance(nilai, list | tuple):
        return [_polos(satu) for satu in nilai]
    raise _tak_baku(f"nilai berjenis {type(nilai).__name__}")


def _teks(teks: str) -> str:
    """The text, if it can be written as UTF-8."""
    try:
        teks.encode()
    except UnicodeEncodeError:
        raise _tak_baku("teks yang rusak (bukan UTF-8)") from None
    return teks


def _tak_baku(sebab: str) -> GalatRapat:
    return GalatRapat(
        "Isi ini tidak dapat dicatat di buku rapat",
        mengapa=f"memuat {sebab}, yang tidak punya satu bentuk pasti",
        tindakan="tulis ulang isinya sebagai teks biasa",
    )
