"""The distribution figure: every value as a point, the middle half as a box, one row a group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from penilaian.galat import GalatData
from penilaian.laporan import alt_gambar
from penilaian.laporan.gambar import Gambar, gambar_kosong, jadikan, tersisa, tulis_jumlah
from penilaian.laporan.garis_acuan import gambar_garis, keterangan_garis, ruang_garis
from penilaian.laporan.gaya_gambar import (
    BIRU,
    LANGIT,
    MERAH,
    TINTA,
    Rancangan,
    Susunan,
    angka,
    buat_bidang,
    gaya,
    label_dari,
    lebar_teks,
    pasang_angka,
    pasang_baris,
    susun_baris,
)  # fmt: skip

N_KOTAK = 5
"""Fewer values than this get no box: quartiles of four people describe nobody."""

_EMAS = 0.6180339887498949


@dataclass(frozen=True)
class _Bidang:
    """What all rows share: axes, rows, limits, and how see-through a point is."""

    ax: Axes
    susunan: Susunan
    batas: tuple[float, float]
    pudar: float


@gaya
def gambar_sebaran(
    nilai: pd.Series,
    kelompok: pd.Series,
    judul: str,
    satuan: str,
    sumber: str,
    *,
    garis_acuan: Mapping[float, str] | None = None,
    batas: tuple[float, float] | None = None,
    alt: str | None = None,
    label: Mapping[Any, str] | None = None,
) -> Gambar:
    """Points and boxes of ``nilai`` by ``kelompok`` (same length), groups in order of first appearance.

    Values outside ``batas`` (default: three interquartile ranges around the middle half, and the reference
    lines) are drawn as triangles at the edge and counted under the figure, as are missing values.

    Raises:
        GalatData: the two series differ in length.
    """
    tabel = _pasangkan(nilai, kelompok, judul)
    if tabel["nilai"].notna().sum() == 0:
        return gambar_kosong(judul, sumber, alt)
    garis = dict(garis_acuan or {})
    ringkas = _ringkas(tabel)
    nama = label_dari(ringkas.index, label)
    susunan = susun_baris(nama)
    kiri, kanan = batas or _batas(tabel["nilai"], list(garis))
    margin = max(lebar_teks(angka(n)) for n in [*ringkas["n"], 100]) + 0.25
    catatan = (*_catatan(tabel["nilai"], kiri, kanan), *tersisa(susunan, len(ringkas)))
    keterangan = (
        f"Dalam {satuan}; titik: satu nilai, kotak: separuh tengah, garis tebal: median, "
        f"kolom kanan: jumlah nilai{keterangan_garis(garis)}"
    )
    fig, ax = buat_bidang(
        Rancangan(
            judul, keterangan, sumber, susunan.tinggi, susunan.kiri, margin, catatan, ruang_atas=ruang_garis(garis)
        )
    )  # fmt: skip
    ax.set_xlim(kiri, kanan)
    pasang_angka(ax)
    pasang_baris(ax, susunan)
    gambar_garis(ax, garis)
    bidang = _Bidang(ax, susunan, (kiri, kanan), 0.8 if ringkas["n"].max() <= 150 else 0.5)
    for y, (kunci, baris) in zip(susunan.tengah, ringkas.iterrows(), strict=False):
        isi = tabel.loc[tabel["kelompok"] == kunci, "nilai"].dropna().to_numpy(dtype=float)
        _titik(bidang, np.sort(isi), y)
        if baris["n"] >= N_KOTAK:
            _kotak(ax, baris.clip(kiri, kanan), y, susunan)
    tulis_jumlah(ax, list(ringkas["n"]), susunan)
    bernama = ringkas.set_axis(nama, axis=0)
    return jadikan(fig, judul, alt or alt_gambar.alt_sebaran(judul, bernama, satuan, garis), sumber)


def _pasangkan(nilai: pd.Series, kelompok: pd.Series, judul: str) -> pd.DataFrame:
    if len(nilai) != len(kelompok):
        raise GalatData(
            f"Nilai dan kelompok pada gambar {judul!r} tidak sama panjang",
            mengapa=f"{len(nilai)} nilai, {len(kelompok)} kelompok",
            tindakan="ambil keduanya dari tabel yang sama",
        )
    return pd.DataFrame({"nilai": pd.to_numeric(nilai).to_numpy(dtype=float), "kelompok": kelompok.to_numpy()})


def _ringkas(tabel: pd.DataFrame) -> pd.DataFrame:
    kelompok = tabel.groupby("kelompok", sort=False, observed=True)["nilai"]
    kuartil = {f"q{i}": kelompok.quantile(i / 4) for i in (1, 2, 3)}
    return pd.DataFrame({"n": kelompok.count(), **kuartil}).rename(columns={"q2": "median"})


def _batas(nilai: pd.Series, garis: list[float]) -> tuple[float, float]:
    """Axis limits: the data, but no further than three interquartile ranges from the middle half."""
    q1, q3 = float(nilai.quantile(0.25)), float(nilai.quantile(0.75))
    pagar = 3 * (q3 - q1) or max(abs(q3), 1.0)
    kiri = min([float(max(nilai.min(), q1 - pagar)), *garis])
    kanan = max([float(min(nilai.max(), q3 + pagar)), *garis])
    langkah = 10 ** np.floor(np.log10(max(kanan - kiri, 1e-9))) / 2
    return float(np.floor((kiri - langkah / 5) / langkah) * langkah), float(
        np.ceil((kanan + langkah / 5) / langkah) * langkah
    )


def _catatan(nilai: pd.Series, kiri: float, kanan: float) -> tuple[str, ...]:
    luar = nilai[(nilai < kiri) | (nilai > kanan)]
    kalimat = []
    if len(luar):
        kalimat.append(
            f"{angka(len(luar))} nilai di luar {angka(kiri)} sampai {angka(kanan)} digambar sebagai segitiga di tepi "
            f"(terkecil {angka(luar.min(), 1)}, terbesar {angka(luar.max(), 1)})."
        )
    if nilai.isna().any():
        kalimat.append(f"{angka(int(nilai.isna().sum()))} baris tanpa nilai tidak digambar.")
    return tuple(kalimat)


def _titik(bidang: _Bidang, isi: np.ndarray, y: float) -> None:
    """Points spread over the row by the golden ratio: no chance involved, no two neighbours on top of each other."""
    geser = ((np.arange(len(isi)) * _EMAS) % 1 - 0.5) * bidang.susunan.tebal
    kiri, kanan = bidang.batas
    dalam = (isi >= kiri) & (isi <= kanan)
    rupa: dict[str, Any] = {"linestyle": "", "markeredgewidth": 0, "zorder": 2, "clip_on": False}
    warna: dict[str, Any] = {"color": LANGIT, "alpha": bidang.pudar}
    bidang.ax.plot(isi[dalam], y + geser[dalam], marker="o", markersize=2.6, **warna, **rupa)
    for sisi, tanda, pilih in ((kiri, "<", isi < kiri), (kanan, ">", isi > kanan)):
        if pilih.any():
            tepi = np.full(pilih.sum(), sisi)
            bidang.ax.plot(tepi, y + geser[pilih], marker=tanda, markersize=4.5, color=MERAH, **rupa)


def _kotak(ax: Axes, baris: pd.Series, y: float, susunan: Susunan) -> None:
    atas, bawah = y - susunan.tebal / 2, y + susunan.tebal / 2
    sisi = [baris["q1"], baris["q3"], baris["q3"], baris["q1"], baris["q1"]]
    ax.plot(sisi, [atas, atas, bawah, bawah, atas], color=BIRU, linewidth=1.0, zorder=3)
    ax.plot([baris["median"]] * 2, [atas, bawah], color=TINTA, linewidth=2.2, solid_capstyle="butt", zorder=4)
