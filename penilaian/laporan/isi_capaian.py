"""Contents of `02_penilaian_opd`: who it is about, how complete the data is, what was achieved."""

from __future__ import annotations

import pandas as pd

from penilaian.aturan.rumus.capaian import GALAT_CAPAIAN
from penilaian.bahasa import angka, bagian
from penilaian.laporan.bahan import BahanNilai, tabel_identitas
from penilaian.laporan.gambar import Gambar
from penilaian.laporan.poin import Poin
from penilaian.laporan.sebaran import gambar_sebaran
from penilaian.laporan.sebaran_predikat import aturan_hasil, nama_rating
from penilaian.laporan.tabel import Kolom, Tabel
from penilaian.nilai.kolom_indikator import KEBIJAKAN

PEGAWAI_MINIMUM = 5
"""Groups of fewer people are put together: a number about one of them would point at a person."""
UNIT_LAIN = "Unit kecil, digabung"
INDIKATOR_LAIN = "Indikator dengan sedikit pegawai, digabung"
UNIT_DIGAMBAR = 16
LABEL_JENIS = {"pns": "PNS", "pppk": "PPPK", "pppk_paruh_waktu": "PPPK paruh waktu"}
LABEL_JABATAN = {
    "jpt": "Jabatan pimpinan tinggi",
    "administrator": "Administrator",
    "pengawas": "Pengawas",
    "pelaksana": "Pelaksana",
    "fungsional": "Fungsional",
}


def tabel_laporan_ini(isi: BahanNilai) -> Tabel:
    """Agency, period, organisation predicate, and whether the result is provisional."""
    organisasi = isi.bahan.irisan.tabel["kinerja_organisasi"]
    if organisasi.empty:
        predikat = "belum ada"
    else:
        asal = " (hasil tahun lalu)" if organisasi.iloc[0]["asal"] == "tahun_lalu" else ""
        predikat = str(organisasi.iloc[0]["predikat"]).replace("_", " ").capitalize() + asal
    status = "sementara: ada yang belum lengkap, lihat bagian 2" if isi.hasil.sementara else "lengkap"
    pegawai = angka(len(isi.hasil.pegawai))
    return tabel_identitas(isi.bahan, {"Pegawai": pegawai, "Predikat organisasi": predikat, "Status hasil": status})


def tabel_susunan_pegawai(isi: BahanNilai) -> Tabel:
    """Employees by kind of position and kind of employment."""
    pegawai = isi.hasil.pegawai
    silang = pd.crosstab(pegawai["jenis_jabatan"], pegawai["jenis"])
    silang = silang.reindex(
        index=[kode for kode in LABEL_JABATAN if kode in silang.index],
        columns=[kode for kode in LABEL_JENIS if kode in silang],
    )
    data = silang.assign(jumlah=silang.sum(axis=1)).rename(index=LABEL_JABATAN).rename_axis("jabatan").reset_index()
    kolom = (
        Kolom("jabatan", "Jenis jabatan"),
        *(Kolom(kode, LABEL_JENIS[kode], "cacah") for kode in silang.columns),
        Kolom("jumlah", "Jumlah", "cacah"),
    )
    return Tabel("Pegawai yang dinilai", kolom, data, sumber=isi.bahan.sumber)


def tabel_kelengkapan_opd(isi: BahanNilai) -> Tabel:
    """What is there and what is missing, and what that does to the result."""
    pegawai, indikator = isi.hasil.pegawai, isi.hasil.indikator
    n, m = len(pegawai), len(indikator)
    kosong = indikator["capaian"].isna() & indikator["galat"].isna()
    berbeda = (pegawai["usulan_terburuk"] != pegawai["usulan_terbaik"]) & pegawai["usulan_terburuk"].notna()
    baris = [
        ("Indikator dengan capaian", bagian(int(indikator["capaian"].notna().sum()), m), "dipakai"),
        ("Realisasi kosong", bagian(int(kosong.sum()), m), "tidak dihitung; hasil pegawainya sementara"),
        ("Capaian tanpa persentase", bagian(int(indikator["galat"].notna().sum()), m), "sebabnya di bawah; tidak ikut median dan rata-rata"),
        ("Pegawai tanpa SKP", bagian(int((pegawai["jumlah_indikator"] == 0).sum()), n), "tidak dapat diusulkan"),
        ("Pegawai tanpa umpan balik atas hasil kerja", bagian(int((pegawai["umpan_balik"] == 0).sum()), n), "panduan rating tidak dapat diterapkan penuh"),
        ("Usulan yang masih dapat berubah", bagian(int(berbeda.sum()), n), "batas terburuk dan terbaiknya berbeda; tunggu datanya lengkap"),
        ("Pegawai belum ditetapkan", bagian(int(pegawai["predikat"].isna().sum()), n), "belum punya predikat; tetap terhitung dalam jumlah"),
    ]  # fmt: skip
    data = pd.DataFrame(baris, columns=["hal", "jumlah", "akibat"])
    kolom = (Kolom("hal", "Hal"), Kolom("jumlah", "Jumlah"), Kolom("akibat", "Akibatnya"))
    return Tabel("Kelengkapan data", kolom, data, sumber=isi.bahan.sumber)


def tabel_tanpa_persentase(isi: BahanNilai) -> Tabel | Poin:
    """Which achievements have no percentage, why, and which rating local policy gives them."""
    butir = _butir(isi)
    butir = butir[butir["galat"].notna()]
    if butir.empty:
        return Poin("Capaian tanpa persentase", ("Tidak ada: semua realisasi yang terisi punya persentase.",))
    butir = butir.assign(rating=butir["rating"].map(nama_rating(isi.hasil)).fillna("belum ada; perlu diputuskan orang"))
    data = butir.groupby(["uraian", "galat", "rating"]).size().reset_index(name="jumlah")
    data["sebab"] = data["galat"].map(GALAT_CAPAIAN)
    kolom = (
        Kolom("uraian", "Indikator"), Kolom("sebab", "Sebab"), Kolom("rating", "Usulan rating indikator"),
        Kolom("jumlah", "Pegawai", "cacah"),
    )  # fmt: skip
    return Tabel("Capaian tanpa persentase", kolom, data, sumber=isi.bahan.sumber)


def _butir(isi: BahanNilai) -> pd.DataFrame:
    pegawai = isi.hasil.pegawai[["nip", "unit", "jenis_jabatan"]]
    indikator = isi.hasil.indikator.drop(columns=["satuan"])
    kamus = isi.bahan.data.tabel["indikator"][["kode", "uraian", "satuan"]]
    return indikator.merge(pegawai, on="nip", validate="many_to_one").merge(
        kamus, left_on="kode_indikator", right_on="kode", validate="many_to_one"
    )


def kelompokkan_kecil(butir: pd.DataFrame, kolom: str, lain: str) -> pd.Series:
    """The column with groups of fewer than PEGAWAI_MINIMUM people put together under one name.

    >>> butir = pd.DataFrame({"unit": list("aaaaaabbbbbbc"), "nip": range(13)})
    >>> list(kelompokkan_kecil(butir, "unit", "lain").value_counts().items())
    [('lain', 7), ('b', 6)]
    """
    orang = butir.groupby(kolom)["nip"].nunique().sort_values(kind="stable")
    kecil = int((orang < PEGAWAI_MINIMUM).sum())
    # What is put together must not be small itself: take in the next smallest group if it is.
    if kecil and orang.iloc[:kecil].sum() < PEGAWAI_MINIMUM:
        kecil += 1
    return butir[kolom].where(~butir[kolom].isin(orang.index[:kecil]), lain)


def _rekap(butir: pd.DataFrame, kunci: list[str], rating: dict[str, str]) -> pd.DataFrame:
    """Per group: people, targets, how many can be computed, median, and the shares of the ratings there are."""
    kelompok = butir.groupby(kunci, sort=True)
    rekap = kelompok.agg(
        pegawai=("nip", "nunique"), janji=("nip", "size"), terhitung=("capaian", "count"), median=("capaian", "median"), berrating=("rating", "count")
    )  # fmt: skip
    for kode in rating:
        jumlah = (butir["rating"] == kode).groupby([butir[k] for k in kunci]).sum()
        rekap[kode] = (100 * jumlah / rekap["berrating"]).where(rekap["berrating"] > 0)
    return rekap.reset_index().sort_values(["median", *kunci])


def _kolom_rekap(rating: dict[str, str]) -> tuple[Kolom, ...]:
    return (
        Kolom("pegawai", "Pegawai", "cacah"),
        Kolom("janji", "Target", "cacah"),
        Kolom("terhitung", "Dapat dihitung", "cacah"),
        Kolom("median", "Median capaian", "persen"),
        *(
            Kolom(kode, nama.removesuffix(" ekspektasi"), "persen", desimal=0)
            for kode, nama in reversed(rating.items())
        ),
    )


def _unit(isi: BahanNilai) -> pd.DataFrame:
    butir = _butir(isi)
    return butir.assign(unit=kelompokkan_kecil(butir, "unit", UNIT_LAIN))


def gambar_capaian_unit(isi: BahanNilai) -> Gambar:
    """Every achievement by unit, lowest median first; of many units the two ends."""
    butir = _unit(isi)
    urut = list(butir.groupby("unit")["capaian"].median().sort_values(na_position="first").index)
    tampil = urut if len(urut) <= UNIT_DIGAMBAR else urut[: UNIT_DIGAMBAR // 2] + urut[-UNIT_DIGAMBAR // 2 :]
    judul = "Capaian indikator per unit"
    if len(tampil) < len(urut):
        judul += f": {UNIT_DIGAMBAR // 2} terendah dan {UNIT_DIGAMBAR // 2} tertinggi dari {len(urut)} unit"
    butir = butir[butir["unit"].isin(tampil)].assign(
        urutan=lambda b: b["unit"].map({unit: nomor for nomor, unit in enumerate(tampil)})
    )
    butir = butir.sort_values(["urutan", "nip", "kode_indikator"], ignore_index=True)
    kebijakan = aturan_hasil(isi.hasil).nilai(KEBIJAKAN)
    garis = {
        float(kebijakan.bilangan("ambang_sesuai")): "ambang sesuai",
        float(kebijakan.bilangan("ambang_di_atas")): "target",
    }
    return gambar_sebaran(butir["capaian"], butir["unit"], judul, "persen target", isi.bahan.sumber, garis_acuan=garis)


def tabel_capaian_unit(isi: BahanNilai) -> Tabel:
    """Achievement by unit, lowest median first."""
    rating = nama_rating(isi.hasil)
    return Tabel(
        "Capaian per unit",
        (Kolom("unit", "Unit kerja"), *_kolom_rekap(rating)),
        _rekap(_unit(isi), ["unit"], rating),
        catatan="Rating indikator adalah usulan menurut kebijakan lokal, bukan peraturan. Persentasenya dari yang punya rating.",
        sumber=isi.bahan.sumber,
    )


def tabel_indikator_pimpinan(isi: BahanNilai) -> Tabel | Poin:
    """The leader's indicators one by one: what the organisation promised and achieved."""
    butir = _butir(isi)
    butir = butir[butir["jenis_jabatan"] == "jpt"]
    if butir.empty:
        return Poin("Indikator pimpinan", ("Tidak ada pejabat pimpinan tinggi dengan SKP pada periode ini.",))
    tunggal = butir["bawah"] == butir["atas"]
    target = [
        angka(b) if t else f"{angka(b)}–{angka(a)}"
        for b, a, t in zip(butir["bawah"], butir["atas"], tunggal, strict=True)
    ]
    data = butir.assign(target=target, rating=butir["rating"].map(nama_rating(isi.hasil))).sort_values("kode_indikator")
    kolom = (
        Kolom("uraian", "Indikator"), Kolom("satuan", "Satuan"), Kolom("arah", "Arah"), Kolom("target", "Target"),
        Kolom("realisasi", "Realisasi", "bilangan"), Kolom("capaian", "Capaian", "persen"), Kolom("rating", "Usulan rating"),
    )  # fmt: skip
    return Tabel(
        "Indikator pimpinan",
        kolom,
        data,
        catatan="Arah naik: makin tinggi makin baik; turun: makin rendah makin baik.",
        sumber=isi.bahan.sumber,
    )


def tabel_capaian_indikator(isi: BahanNilai) -> Tabel | Poin:
    """The employees' indicators, lowest median first; those of few people together."""
    rating = nama_rating(isi.hasil)
    butir = _butir(isi)
    butir = butir[butir["jenis_jabatan"] != "jpt"]
    if butir.empty:
        return Poin("Indikator pegawai", ("Tidak ada indikator pegawai selain pimpinan.",))
    lain = kelompokkan_kecil(butir, "uraian", INDIKATOR_LAIN)
    for kolom in ("satuan", "arah"):
        butir[kolom] = butir[kolom].where(lain != INDIKATOR_LAIN, "–")
    data = _rekap(butir.assign(uraian=lain), ["uraian", "satuan", "arah"], rating)
    return Tabel(
        "Indikator pegawai",
        (Kolom("uraian", "Indikator"), Kolom("satuan", "Satuan"), Kolom("arah", "Arah"), *_kolom_rekap(rating)),
        data,
        sumber=isi.bahan.sumber,
    )
