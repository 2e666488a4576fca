"""Applying the distribution patterns: the regulation's, without numbers, and the circular's."""

from __future__ import annotations

from typing import Any

from penilaian.aturan.buku import Aturan
from penilaian.aturan.penerapan.daftar import Masukan, kode_sah, menerapkan
from penilaian.aturan.rumus.pola_distribusi import peringatan_pola


@menerapkan("se-menpanrb-3-2023/pola_distribusi", "organisasi", "jumlah", "pimpinan")
@menerapkan("permenpanrb-6-2022/pola_distribusi", "organisasi", "jumlah", "pimpinan")
def _pola_distribusi(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    """``jumlah`` by predicate; ``pimpinan`` is the unit head's own predicate, counted in ``jumlah``."""
    pola, kebijakan = aturan.nilai(kode), aturan.nilai("kebijakan/pola_distribusi")
    jumlah = {predikat: int(masukan["jumlah"].get(predikat, 0)) for predikat in aturan.nilai(pola.predikat).kode}
    if "pimpinan" in masukan and kebijakan.pilihan("pimpinan_unit") == "dikeluarkan":
        jumlah[kode_sah("pimpinan", masukan["pimpinan"], jumlah)] -= 1
    if sum(jumlah.values()) < kebijakan.bilangan("pegawai_paling_sedikit"):
        return {"peringatan": [], "diperiksa": False}
    organisasi = kode_sah("organisasi", masukan["organisasi"], pola.pola)
    return {"peringatan": peringatan_pola(jumlah, organisasi, pola), "diperiksa": True}
