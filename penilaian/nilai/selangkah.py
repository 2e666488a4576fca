"""Who is one step away from another predicate: the smallest change of the results that would move it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import narwhals as nw
import numpy as np
import pandas as pd

from penilaian.aturan import Aturan
from penilaian.aturan.rumus.kebijakan import ambang_rating
from penilaian.aturan.rumus.permenpanrb_6_2022 import HitunganHasil, kuadran, usulan_hasil_kerja
from penilaian.nilai.hasil import Hasil
from penilaian.nilai.kolom import KUADRAN, PREDIKAT, USULAN
from penilaian.nilai.kolom_indikator import KEBIJAKAN, RATING

JARAK_CAPAIAN = 1
"""An achievement this many percentage points from a threshold, or less, counts as near it."""


def selangkah(hasil: Hasil, aturan: Aturan) -> pd.DataFrame:
    """For each employee whether one result (RHK) one rating higher, or lower, would move the proposed predicate.

    Columns: nip, kode_opd, bisa_naik, bisa_turun. Only results that are there
    count; an employee without a proposed predicate is in no step's reach.
    """
    pegawai = hasil.pegawai
    cacah = _cacah(hasil.rhk, pegawai["nip"], aturan)
    perilaku, asal = pegawai["perilaku_kerja"], pegawai["predikat_usulan"]
    umpan_balik = pegawai[["positif", "umpan_balik"]]
    pangkat = {kode: nomor for nomor, kode in enumerate(aturan.nilai(PREDIKAT).kode)}
    arah = {}
    for nama, naik in (("bisa_naik", True), ("bisa_turun", False)):
        pindah = np.zeros(len(pegawai), dtype=bool)
        for geser, mungkin in _geseran(cacah, aturan, naik=naik):
            predikat = _predikat(geser, umpan_balik, perilaku, aturan)
            beda = predikat.map(pangkat).astype("float64") - asal.map(pangkat).astype("float64")
            pindah |= (mungkin & (beda > 0 if naik else beda < 0)).to_numpy(dtype=bool)
        arah[nama] = pindah
    return pegawai[["nip", "kode_opd"]].assign(**arah)


def _cacah(rhk: pd.DataFrame, nip: pd.Series, aturan: Aturan) -> pd.DataFrame:
    """Counts of results by category and rating, one row per employee in the order of ``nip``."""
    isi = rhk.dropna(subset=["rating"]).groupby(["nip", "kategori", "rating"]).size().unstack([1, 2], fill_value=0)
    kolom = pd.MultiIndex.from_product([("utama", "tambahan"), aturan.nilai(RATING).kode])
    return isi.reindex(index=nip, columns=kolom, fill_value=0).fillna(0).astype("int64").reset_index(drop=True)


def _geseran(cacah: pd.DataFrame, aturan: Aturan, *, naik: bool) -> Iterator[tuple[pd.DataFrame, pd.Series]]:
    """Counts with one result moved one rating, and for whom that is possible."""
    kode = aturan.nilai(RATING).kode
    for kategori in ("utama", "tambahan"):
        for bawah, atas in pairwise(kode):
            dari, ke = (bawah, atas) if naik else (atas, bawah)
            geser = cacah.copy()
            geser[kategori, dari] -= 1
            geser[kategori, ke] += 1
            yield geser, cacah[kategori, dari] > 0


def _predikat(cacah: pd.DataFrame, umpan_balik: pd.DataFrame, perilaku: pd.Series, aturan: Aturan) -> pd.Series:
    rendah, tengah, tinggi = aturan.nilai(RATING).kode
    isi = pd.DataFrame(
        {
            "di_atas": cacah["utama", tinggi] + cacah["tambahan", tinggi],
            "sesuai": cacah["utama", tengah] + cacah["tambahan", tengah],
            "di_bawah": cacah["utama", rendah] + cacah["tambahan", rendah],
            "utama": sum((cacah["utama", kode] for kode in (rendah, tengah, tinggi)), start=0),
            "utama_di_bawah": cacah["utama", rendah],
            **{nama: umpan_balik[nama].to_numpy() for nama in umpan_balik},
        }
    )
    bingkai = nw.from_native(isi.assign(perilaku=perilaku.to_numpy()), eager_only=True)
    usulan = usulan_hasil_kerja(
        HitunganHasil(**{str(nama): nw.col(str(nama)) for nama in isi}), aturan.nilai(USULAN)
    ).usulan
    bingkai = bingkai.with_columns(usulan=usulan)
    predikat = kuadran(nw.col("usulan"), nw.col("perilaku"), aturan.nilai(KUADRAN))
    return bingkai.select(predikat=predikat).to_native()["predikat"]


def dekat_ambang(hasil: Hasil, aturan: Aturan) -> pd.DataFrame:
    """How many achievements lie within JARAK_CAPAIAN points of a threshold, on either side.

    Columns: ambang (percent), di_bawah (just short of it), tepat (exactly on it), di_atas.
    """
    capaian = hasil.indikator["capaian"].dropna()
    baris = []
    for ambang in sorted({float(batas) for batas in ambang_rating(aturan.nilai(KEBIJAKAN))}):
        jarak = (capaian - ambang).round(10)
        baris.append(
            {
                "ambang": ambang,
                "di_bawah": int(((jarak < 0) & (jarak >= -JARAK_CAPAIAN)).sum()),
                "tepat": int((jarak == 0).sum()),
                "di_atas": int(((jarak > 0) & (jarak <= JARAK_CAPAIAN)).sum()),
            }
        )
    return pd.DataFrame(baris)
