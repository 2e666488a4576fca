"""Contents of `03_desain_indikator`: the provisions behind the report, its limits, and the steps of the results it looks at."""

from __future__ import annotations

from penilaian.aturan import muat_buku
from penilaian.indikator.bahan import KEBIJAKAN, KEBIJAKAN_INDEKS
from penilaian.laporan.bahan import BahanNilai
from penilaian.laporan.isi_desain import IsiDesain
from penilaian.laporan.isi_jejak import tabel_langkah
from penilaian.laporan.isi_ketentuan import tabel_batas_kebijakan, tabel_ketentuan_dipakai
from penilaian.laporan.tabel import Tabel
from penilaian.nilai.riwayat import riwayat_predikat


def tabel_batas_desain(isi: IsiDesain) -> Tabel:
    """The numbers of the local policy by which an indicator is called weak and an index is disturbed."""
    return tabel_batas_kebijakan(isi.desain.aturan, KEBIJAKAN, "Batas dan besar goyangan yang dipakai")


def tabel_ketentuan_desain(isi: IsiDesain) -> Tabel:
    """Every provision of the report and of the results it looks at, with citation and verification."""
    kode = {*isi.hasil.jejak.aturan, KEBIJAKAN, KEBIJAKAN_INDEKS}
    return tabel_ketentuan_dipakai(isi.desain.aturan, kode, "Ketentuan di balik laporan")


def tabel_langkah_desain(isi: IsiDesain) -> Tabel:
    """The steps from the tables to the results of the period."""
    riwayat = riwayat_predikat(isi.bahan.data, isi.bahan.periode, muat_buku())
    return tabel_langkah(BahanNilai(isi.bahan, isi.hasil, riwayat))
