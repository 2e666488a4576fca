"""Applying PermenPANRB 38/2018: Indeks Profesionalitas ASN."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from penilaian.aturan.buku import Aturan
from penilaian.aturan.penerapan.daftar import Masukan, bilangan, kode_sah, menerapkan
from penilaian.aturan.rumus import permenpanrb_38_2018 as rumus
from penilaian.aturan.rumus.pita import golongkan
from penilaian.galat import GalatRumus

PERATURAN = "permenpanrb-38-2018"
DATA = ("pendidikan", "kelompok", "diklat", "jp_teknis", "seminar", "nilai_kinerja", "hukuman")


@menerapkan(f"{PERATURAN}/ip_asn", "nilai", *DATA)
def _ip_asn(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    """The index of one employee's data, or the band of an index."""
    if "nilai" in masukan:
        if set(masukan) & set(DATA):
            raise GalatRumus("masukan_ganda", "isi nilai indeks, atau data keempat dimensinya")
        nilai = bilangan(masukan, "nilai", terendah=0, tertinggi=100)
        return {"nilai": nilai, "kategori": golongkan(nilai, aturan.nilai(kode))}
    skor = {
        "kualifikasi": _dari_tabel("kualifikasi", "pendidikan", masukan, aturan),
        "kompetensi": _kompetensi(masukan, aturan),
        "kinerja": rumus.skor_kinerja(
            bilangan(masukan, "nilai_kinerja", terendah=0),
            aturan.nilai(f"{PERATURAN}/kinerja"),
            aturan.nilai(f"{PERATURAN}/skor_kinerja"),
        ),
        "disiplin": _dari_tabel("disiplin", "hukuman", masukan, aturan),
    }
    hasil = rumus.ip_asn(**skor, kategori=aturan.nilai(kode))
    return {**skor, "nilai": hasil.nilai, "kategori": hasil.kategori}


def _dari_tabel(tabel: str, kunci: str, masukan: Masukan, aturan: Aturan) -> Fraction:
    nilai = aturan.nilai(f"{PERATURAN}/{tabel}")
    return nilai.angka(kode_sah(kunci, masukan[kunci], nilai.baris), "nilai") or Fraction(0)


def _kompetensi(masukan: Masukan, aturan: Aturan) -> Fraction:
    tabel = aturan.nilai(f"{PERATURAN}/kompetensi")
    return rumus.skor_kompetensi(
        kode_sah("kelompok", masukan["kelompok"], tabel.baris),
        diklat=_ya(masukan, "diklat"),
        jp_teknis=bilangan(masukan, "jp_teknis", terendah=0),
        seminar=_ya(masukan, "seminar"),
        kompetensi=tabel,
    )


def _ya(masukan: Masukan, nama: str) -> bool:
    if not isinstance(masukan[nama], bool):
        raise GalatRumus("bukan_ya_tidak", f"{nama} harus true atau false, bukan {masukan[nama]!r}")
    return bool(masukan[nama])
