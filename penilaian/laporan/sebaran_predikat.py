"""The distribution of predicates as rows to show, with exact shares."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from penilaian.aturan import Aturan, BukuAturan
from penilaian.bahasa import persen
from penilaian.nilai import Hasil
from penilaian.nilai.kolom import BELUM
from penilaian.periode import Periode

NAMA_BELUM = "Belum ada"


def aturan_hasil(hasil: Hasil) -> Aturan:
    """The rules a result was computed with, as its trace holds them."""
    return BukuAturan.dari_rekaman(hasil.jejak.aturan).pada(Periode.urai(hasil.jejak.periode).akhir)


def nama_predikat(hasil: Hasil) -> dict[str, str]:
    """What readers see for each predicate code, and for none."""
    return {**aturan_hasil(hasil).nilai("permenpanrb-6-2022/predikat").nama, BELUM: NAMA_BELUM}


def nama_rating(hasil: Hasil) -> dict[str, str]:
    """What readers see for each rating code."""
    return dict(aturan_hasil(hasil).nilai("permenpanrb-6-2022/rating").nama)


def tabel_sebaran(hasil: Hasil) -> pd.DataFrame:
    """Predicate, decided count and share, proposed count and share; all agencies together."""
    kota, nama = hasil.kota, nama_predikat(hasil)
    semua = int(kota["jumlah"].sum())
    return pd.DataFrame(
        {
            "predikat": kota["predikat"].map(nama),
            "ditetapkan": kota["jumlah"],
            "bagian ditetapkan": [pangsa(jumlah, semua) for jumlah in kota["jumlah"]],
            "bila usulan diikuti": kota["jumlah_usulan"],
            "bagian usulan": [pangsa(jumlah, semua) for jumlah in kota["jumlah_usulan"]],
        }
    )


def pangsa(jumlah: int, semua: int) -> str:
    """A share in percent; of nothing there is none."""
    return persen(Fraction(100 * int(jumlah), semua)) if semua else persen(None)
