"""Alternative texts: what a figure shows, as Indonesian sentences computed from its data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from penilaian import bahasa
from penilaian.bahasa import awal_kecil, daftar_kata
from penilaian.laporan.gaya_gambar import angka

persen: Callable[..., str] = bahasa.persen

RINCI_MAKS = 6
"""Up to so many rows every row is told; above that the extremes."""


def alt_kosong(judul: str) -> str:
    return f"Gambar “{judul}” kosong: tidak ada data."


def alt_bertumpuk(judul: str, data: pd.DataFrame, satuan: str) -> str:
    """``data`` carries the labels readers see in index and columns."""
    jumlah = data.sum(axis=1)
    awal = f"Diagram batang bertumpuk “{judul}” untuk {angka(len(data))} baris, {angka(jumlah.sum())} {satuan}."
    if len(data) <= RINCI_MAKS:
        tiap = zip(data.iterrows(), jumlah, strict=True)
        rinci = "; ".join(f"{nama} ({angka(n)} {satuan}): {_bagian(baris)}" for (nama, baris), n in tiap)
        return f"{awal} {rinci}."
    bagian = data.div(jumlah.where(jumlah > 0), axis=0)
    pertama = data.columns[0]
    tinggi, rendah = bagian[pertama].idxmax(), bagian[pertama].idxmin()
    return (
        f"{awal} Seluruhnya: {_bagian(data.sum())}. Bagian {pertama} tertinggi pada {tinggi} "
        f"({persen(100 * bagian[pertama].max())}) dan terendah pada {rendah} "
        f"({persen(100 * bagian[pertama].min())})."
    )


def alt_matriks(judul: str, data: pd.DataFrame, label_baris: str, label_kolom: str, satuan: str) -> str:
    jumlah, kolom_kecil = data.sum().sum(), awal_kecil(label_kolom)
    kalimat = [f"Matriks “{judul}” berisi {angka(jumlah)} {satuan}."]
    bersama = [nama for nama in data.index if nama in data.columns]
    if bersama:
        sama = sum(data.loc[nama, nama] for nama in bersama if pd.notna(data.loc[nama, nama]))
        kalimat.append(f"{label_baris} dan {kolom_kecil} sama pada {angka(sama)} ({persen(100 * sama / jumlah)}).")
    for nama, baris in data.iterrows():
        isi = [f"{kolom} {angka(n)}" for kolom, n in baris.items() if pd.notna(n)]
        kalimat.append(f"{label_baris} {nama}; {kolom_kecil}: {daftar_kata(isi)}.")
    return " ".join(kalimat)


def alt_sebaran(judul: str, ringkas: pd.DataFrame, satuan: str, garis: Mapping[float, str]) -> str:
    """``ringkas`` has one row a group with ``n``, ``q1``, ``median``, ``q3``."""
    acuan = daftar_kata([f"{nama} ({angka(x)})" for x, nama in garis.items()])
    awal = (
        f"Diagram sebaran “{judul}” ({satuan}) untuk {angka(len(ringkas))} kelompok, {angka(ringkas['n'].sum())} nilai."
    )
    ditandai = f" Garis acuan: {acuan}." if acuan else ""
    if len(ringkas) <= RINCI_MAKS:
        return f"{awal} {'; '.join(_sebar(nama, baris) for nama, baris in ringkas.iterrows())}.{ditandai}"
    tinggi, rendah = ringkas["median"].idxmax(), ringkas["median"].idxmin()
    return (
        f"{awal} Median tertinggi pada {tinggi} ({angka(ringkas['median'].max(), 1)}), "
        f"terendah pada {rendah} ({angka(ringkas['median'].min(), 1)}).{ditandai}"
    )


def alt_batang(judul: str, nilai: pd.Series, satuan: str, teks: Sequence[str]) -> str:
    """``teks`` holds the values as they are written in the figure."""
    awal = f"Diagram batang “{judul}” ({satuan}) untuk {angka(len(nilai))} baris."
    ada = nilai.dropna()
    if len(nilai) <= RINCI_MAKS or ada.empty:
        return f"{awal} {'; '.join(f'{nama} {isi}' for nama, isi in zip(nilai.index, teks, strict=True))}."
    tulisan = dict(zip(nilai.index, teks, strict=True))
    return (
        f"{awal} Tertinggi {ada.idxmax()} ({tulisan[ada.idxmax()]}), terendah {ada.idxmin()} ({tulisan[ada.idxmin()]})."
    )


def _bagian(hitungan: pd.Series) -> str:
    jumlah = hitungan.sum()
    if not jumlah:
        return "tidak ada data"
    return daftar_kata([f"{nama} {persen(100 * n / jumlah)}" for nama, n in hitungan.items() if n > 0])


def _sebar(nama: object, baris: pd.Series) -> str:
    if not baris["n"]:
        return f"{nama}: tidak ada nilai"
    return (
        f"{nama}: median {angka(baris['median'], 1)}, separuh nilai antara {angka(baris['q1'], 1)} "
        f"dan {angka(baris['q3'], 1)}, {angka(baris['n'])} nilai"
    )
