"""Applying PermenPANRB 6/2022: the quadrant, the guidance, the pattern without numbers."""

from __future__ import annotations

from typing import Any

from penilaian.aturan.buku import Aturan
from penilaian.aturan.penerapan.daftar import Masukan, bilangan, kode_sah, menerapkan
from penilaian.aturan.rumus import permenpanrb_6_2022

RATING = "permenpanrb-6-2022/rating"


@menerapkan("permenpanrb-6-2022/kuadran", "hasil_kerja", "perilaku_kerja")
def _kuadran(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    sah = aturan.nilai(RATING).kode
    for nama in ("hasil_kerja", "perilaku_kerja"):
        kode_sah(nama, masukan.get(nama), sah)
    predikat = permenpanrb_6_2022.kuadran(masukan["hasil_kerja"], masukan["perilaku_kerja"], aturan.nilai(kode))
    return {"predikat": predikat}


@menerapkan("permenpanrb-6-2022/usulan_hasil_kerja", "utama", "tambahan", "umpan_balik_positif")
def _usulan_hasil_kerja(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    utama, tambahan = (_daftar_rating(masukan[nama]) for nama in ("utama", "tambahan"))
    for rating in utama + tambahan:
        kode_sah("rating", rating, aturan.nilai(RATING).kode)
    hasil = utama + tambahan
    hitungan = permenpanrb_6_2022.HitunganHasil(
        di_atas=hasil.count("di_atas"),
        sesuai=hasil.count("sesuai"),
        di_bawah=hasil.count("di_bawah"),
        utama=len(utama),
        utama_di_bawah=utama.count("di_bawah"),
        positif=bilangan(masukan, "umpan_balik_positif", terendah=0, tertinggi=1),
        umpan_balik=1,
    )
    usulan = permenpanrb_6_2022.usulan_hasil_kerja(hitungan, aturan.nilai(kode))
    return {"usulan": usulan.usulan, "tinjau": usulan.alasan is not None, "alasan": usulan.alasan}


def _daftar_rating(isi: Any) -> list[str]:
    """Ratings as a list, or how many of each: ``{sesuai: 501, di_bawah: 499}``."""
    if isinstance(isi, dict):
        return [str(kode) for kode, jumlah in isi.items() for _ in range(int(jumlah))]
    return list(isi)
