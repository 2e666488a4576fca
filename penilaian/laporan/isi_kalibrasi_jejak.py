"""Contents of `04_kalibrasi`: the provisions behind the review, and the limits it marks by."""

from __future__ import annotations

from penilaian.kalibrasi.bahan import KEBIJAKAN
from penilaian.laporan.isi_kalibrasi import IsiKalibrasi
from penilaian.laporan.isi_ketentuan import tabel_batas_kebijakan, tabel_ketentuan_dipakai
from penilaian.laporan.tabel import Tabel
from penilaian.nilai.pola import KEBIJAKAN_POLA, LAPIS


def tabel_batas(isi: IsiKalibrasi) -> Tabel:
    """The numbers of the local policy by which something is marked, grouped or left out."""
    return tabel_batas_kebijakan(isi.kalibrasi.aturan, KEBIJAKAN, "Batas yang dipakai tinjauan ini")


def tabel_ketentuan(isi: IsiKalibrasi) -> Tabel:
    """Every provision of the review and of the results it looks at, with citation and verification."""
    kode = {*isi.hasil.jejak.aturan, *LAPIS.values(), KEBIJAKAN_POLA, KEBIJAKAN}
    return tabel_ketentuan_dipakai(isi.kalibrasi.aturan, kode, "Ketentuan di balik tinjauan")
