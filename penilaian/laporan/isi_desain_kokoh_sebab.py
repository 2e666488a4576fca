"""Contents of `03_desain_indikator`: which choice moves an index most, and how alike its variants are."""

from __future__ import annotations

import pandas as pd

from penilaian.bahasa import angka
from penilaian.galat import GalatRumus
from penilaian.indikator.kokoh.rancang import varian_baku
from penilaian.indikator.kokoh.tanpa_satu import tanpa_satu
from penilaian.indikator.kokoh.varian import bandingkan_varian
from penilaian.laporan.gambar import Gambar, gambar_batang
from penilaian.laporan.isi_desain_kokoh import ALAT, NAMA_CARA, IsiKokoh
from penilaian.laporan.poin import Poin
from penilaian.laporan.tabel import Kolom, Tabel

NAMA_FAKTOR = {
    "bobot": "Bobot", "normalisasi": "Normalisasi", "agregasi": "Agregasi", "batas_atas": "Batas atas capaian",
    "hilang": "Data yang hilang",
}  # fmt: skip
BERGERAK_DITAMPILKAN = 10
_JUDUL_SOBOL = "Pilihan mana yang paling menggeser peringkat?"


def gambar_sobol(kokoh: IsiKokoh) -> Gambar | None:
    """Total order indices of the mean shift in rank, the largest first; None where the table says why there are none."""
    data = kokoh.sobol
    if isinstance(data, str):
        return None
    isi = (100 * data.set_index("faktor")["total"]).sort_values(ascending=False, kind="stable")
    return gambar_batang(
        isi, _JUDUL_SOBOL, "persen ragam pergeseran peringkat, termasuk interaksi; jumlahnya dapat melebihi 100",
        kokoh.isi.sumber, label=NAMA_FAKTOR, desimal=0,
    )  # fmt: skip


def tabel_sobol(kokoh: IsiKokoh) -> Tabel | Poin:
    """First and total order with intervals."""
    data = kokoh.sobol
    if isinstance(data, str):
        return Poin(_JUDUL_SOBOL, (data,))
    data = data.sort_values("total", ascending=False, kind="stable").assign(nama=lambda t: t["faktor"].map(NAMA_FAKTOR))
    kolom = (
        Kolom("nama", "Pilihan"), Kolom("orde_satu", "Sendiri", "bilangan"), Kolom("orde_satu_bawah", "Selang, bawah", "bilangan"),
        Kolom("orde_satu_atas", "Selang, atas", "bilangan"), Kolom("total", "Total", "bilangan"),
        Kolom("total_bawah", "Selang, bawah", "bilangan"), Kolom("total_atas", "Selang, atas", "bilangan"),
    )  # fmt: skip
    return Tabel(
        "Uraian ragam pergeseran peringkat (indeks Sobol')", kolom, data, sumber=kokoh.isi.sumber,
        catatan=f"Sendiri: bagian ragam yang hilang bila pilihan itu dipastikan. Total: bagian yang tersisa bila semua pilihan lain dipastikan; selisihnya interaksi. Taksiran dapat sedikit di luar 0 sampai 1. Selang 95% dari bootstrap; {angka(kokoh.titik_sobol * (len(data) + 2))} hitungan indeks.",
    )  # fmt: skip


def tabel_tanpa_satu(kokoh: IsiKokoh) -> Tabel | Poin:
    """Each part of the index left out in turn."""
    judul = "Peringkat tanpa satu bagian indeks"
    if sebab := kokoh.tanpa_indeks():
        return Poin(judul, (sebab,))
    try:
        data = tanpa_satu(kokoh.data, kokoh.goyangan).reset_index()
    except GalatRumus as galat:
        return Poin(judul, (galat.paragraf(),))
    data["nama"] = data["kode"].str.replace("_", " ").str.capitalize()
    data["unit"] = data["unit"].map(lambda satu: kokoh.label.get(satu, satu))
    data["bobot"] = 100 * data["bobot"]
    data = data.sort_values("geser", ascending=False, kind="stable")
    kolom = (
        Kolom("nama", "Perspektif" if kokoh.isi.kota else "Aspek"), Kolom("bobot", "Bobot", "persen"),
        Kolom("geser", "Pergeseran rata-rata", "bilangan", desimal=1, satuan="tempat"), Kolom("geser_terbesar", "Terbesar", "cacah"),
        Kolom("unit", "Yang paling bergeser"), Kolom("berpindah", "Berpindah", "cacah"),
        Kolom("tanpa_peringkat", "Kehilangan peringkat", "cacah"), Kolom("spearman", "Korelasi Spearman", "bilangan"),
    )  # fmt: skip
    return Tabel(
        judul, kolom, data, sumber=kokoh.isi.sumber,
        catatan=f"{ALAT} Bagian yang tidak mengubah peringkat hampir tidak menyumbang; bagian yang mengubah banyak perlu data yang paling terpercaya.",
    )  # fmt: skip


def tabel_varian(kokoh: IsiKokoh) -> Tabel | Poin:
    """Each variant against the index of the policy."""
    judul = "Rancangan lain dibandingkan dengan rancangan dasar"
    if sebab := kokoh.tanpa_indeks():
        return Poin(judul, (sebab,))
    try:
        hasil = bandingkan_varian(kokoh.data, varian_baku(kokoh.isi.desain, kokoh.kode, kokoh.bobot))
    except GalatRumus as galat:
        return Poin(judul, (galat.paragraf(),))
    dasar, *lain = hasil.peringkat.columns
    geser = hasil.peringkat[lain].sub(hasil.peringkat[dasar], axis=0).abs()
    data = pd.DataFrame(
        {
            "varian": [_nama_varian(satu) for satu in lain],
            "spearman": hasil.spearman.loc[dasar, lain].to_numpy(),
            "kendall": hasil.kendall.loc[dasar, lain].to_numpy(),
            "rata": geser.mean().to_numpy(),
            "terbesar": geser.max().to_numpy(),
            "sama": (geser == 0).sum().to_numpy(),
        }
    )
    kolom = (
        Kolom("varian", "Yang diganti"), Kolom("spearman", "Spearman", "bilangan"), Kolom("kendall", "Kendall", "bilangan"),
        Kolom("rata", "Pergeseran rata-rata", "bilangan", desimal=1, satuan="tempat"), Kolom("terbesar", "Terbesar", "cacah"),
        Kolom("sama", f"{kokoh.satuan} tetap", "cacah"),
    )  # fmt: skip
    return Tabel(
        judul,
        kolom,
        data,
        catatan=f"{ALAT} Setiap baris mengganti satu pilihan saja. Korelasi 1: urutannya sama.",
        sumber=kokoh.isi.sumber,
    )


def tabel_bergerak(kokoh: IsiKokoh) -> Tabel | Poin:
    """Units that move most between the variants."""
    judul = f"{kokoh.satuan[:1].upper()}{kokoh.satuan[1:]} yang peringkatnya paling bergantung pada rancangan"
    if sebab := kokoh.tanpa_indeks():
        return Poin(judul, (sebab,))
    try:
        hasil = bandingkan_varian(kokoh.data, varian_baku(kokoh.isi.desain, kokoh.kode, kokoh.bobot))
    except GalatRumus as galat:
        return Poin(judul, (galat.paragraf(),))
    urut = hasil.peringkat.iloc[:, 0].rename("dasar")
    data = hasil.bergerak.join(urut).dropna(subset=["rentang"])
    data.insert(0, "nama", [kokoh.label.get(str(satu), str(satu)) for satu in data.index])
    kolom = (
        Kolom("nama", "OPD" if kokoh.isi.kota else "Unit kerja"), Kolom("dasar", "Rancangan dasar", "cacah"),
        Kolom("terbaik", "Terbaik", "cacah"), Kolom("terburuk", "Terburuk", "cacah"), Kolom("rentang", "Selisih", "cacah", satuan="tempat"),
    )  # fmt: skip
    return Tabel(
        judul, kolom, data, catatan=f"{ALAT} Di antara {angka(hasil.peringkat.shape[1])} rancangan di tabel sebelumnya, termasuk yang dasar.",
        sumber=kokoh.isi.sumber, jumlah_baris_maks=BERGERAK_DITAMPILKAN,
    )  # fmt: skip


def _nama_varian(nama: str) -> str:
    jenis, _, cara = nama.partition(" ")
    return f"{jenis}: {NAMA_CARA[cara]}" if cara in NAMA_CARA else nama
