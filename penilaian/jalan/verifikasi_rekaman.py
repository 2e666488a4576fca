"""Provisions as a trace recorded them, against those of the rule book now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from penilaian.aturan import muat_buku
from penilaian.galat import GalatPenilaian
from penilaian.periode import Periode

TIDAK_ADA = "tidak ada"
_PANJANG = 120


def rekaman_kini(kode: str, periode: str) -> Any:
    """What a trace would record of a provision today; None if the rule book no longer has it."""
    try:
        waktu = Periode.urai(periode)
        return muat_buku().rekaman([kode], waktu.awal, waktu.akhir)[kode]
    except GalatPenilaian:
        return None


def rekaman_berurutan(rekaman: Mapping[str, Any], periode: str) -> dict[str, Any]:
    """The recorded provisions with the order of their codes, which is part of their meaning.

    A manifest with sorted keys has lost it (a list of ratings would begin with ``di_atas``): there the
    order is that of the rule book now.
    """
    return {
        kode: _urutkan_seperti(isi, rekaman_kini(kode, periode)) if _terurut(isi) else isi
        for kode, isi in rekaman.items()
    }


def _terurut(isi: Any) -> bool:
    """Whether every key stands in alphabetical order, as only sorting leaves them."""
    return all(list(satu) == sorted(satu, key=str) for satu in _peta(isi))


def _peta(isi: Any) -> Iterator[dict[Any, Any]]:
    if isinstance(isi, dict):
        yield isi
    for satu in isi.values() if isinstance(isi, dict) else isi if isinstance(isi, list) else ():
        yield from _peta(satu)


def _urutkan_seperti(isi: Any, acuan: Any) -> Any:
    if isinstance(isi, dict) and isinstance(acuan, dict):
        nama = dict.fromkeys((*(satu for satu in acuan if satu in isi), *isi))
        return {satu: _urutkan_seperti(isi[satu], acuan.get(satu)) for satu in nama}
    if isinstance(isi, list) and isinstance(acuan, list) and len(isi) == len(acuan):
        return [_urutkan_seperti(satu, dua) for satu, dua in zip(isi, acuan, strict=True)]
    return isi


def beda_isi(lama: Any, baru: Any, tempat: str = "") -> dict[str, tuple[str, str]]:
    """Where two nested values differ, by dotted place, with both texts; the order of keys counts unless it was lost.

    >>> beda_isi({"a": {"b": "90"}}, {"a": {"b": "95"}})
    {'a.b': ('90', '95')}
    """
    if isinstance(lama, dict) and isinstance(baru, dict):
        pasangan = [(str(k), lama.get(k), baru.get(k)) for k in sorted({*lama, *baru}, key=str)]
    elif isinstance(lama, list) and isinstance(baru, list) and len(lama) == len(baru):
        pasangan = [(str(n), a, b) for n, (a, b) in enumerate(zip(lama, baru, strict=True), 1)]
    else:
        return {} if lama == baru else {tempat or "isi": (_ringkas(lama), _ringkas(baru))}
    hasil: dict[str, tuple[str, str]] = {}
    for nama, a, b in pasangan:
        hasil |= beda_isi(a, b, f"{tempat}.{nama}" if tempat else nama)
    return hasil or _beda_urutan(lama, baru, tempat)


def _beda_urutan(lama: Any, baru: Any, tempat: str) -> dict[str, tuple[str, str]]:
    if not isinstance(lama, dict) or list(lama) == list(baru) or list(lama) == sorted(lama, key=str):
        return {}
    urutan = [_ringkas(", ".join(map(str, isi))) for isi in (lama, baru)]
    return {f"urutan {tempat}".strip(): (urutan[0], urutan[1])}


def _ringkas(nilai: Any) -> str:
    if nilai is None:
        return TIDAK_ADA
    teks = str(nilai)
    return teks if len(teks) <= _PANJANG else f"{teks[: _PANJANG - 1]}…"


def sitasi_rekaman(isi: Any) -> str:
    """The citations of a recorded provision, latest last."""
    masa = isi.get("masa") if isinstance(isi, dict) else None
    sitasi = [satu.get("sitasi") for satu in masa if isinstance(satu, dict)] if isinstance(masa, list) else []
    return "; ".join(
        ", ".join(str(satu[k]) for k in ("peraturan", "tempat", "halaman") if satu.get(k))
        for satu in sitasi
        if isinstance(satu, dict)
    )
