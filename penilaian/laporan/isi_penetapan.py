"""Contents of `02_penilaian_opd`: proposed against decided ratings, and predicates through time."""

from __future__ import annotations

import pandas as pd

from penilaian.bahasa import bagian
from penilaian.laporan.bahan import BahanNilai
from penilaian.laporan.gambar import Gambar, gambar_batang_bertumpuk
from penilaian.laporan.isi_capaian import UNIT_LAIN, kelompokkan_kecil
from penilaian.laporan.matriks import gambar_matriks
from penilaian.laporan.poin import Poin
from penilaian.laporan.sebaran_predikat import nama_predikat, nama_rating, pangsa, tabel_sebaran
from penilaian.laporan.tabel import Kolom, Tabel
from penilaian.nilai.cerita.alasan import uraian_alasan
from penilaian.nilai.kolom import BELUM
from penilaian.periode import Periode

TANPA_ALASAN = "berbeda_tanpa_alasan"
URAIAN_TANPA_ALASAN = "penetapan berbeda dari usulan tanpa alasan tertulis"
JUDUL_TINJAU = "Yang perlu dilihat orang"


def silang_usulan(isi: BahanNilai) -> pd.DataFrame:
    """Counts of employees: proposed rating (rows) by decided rating (columns), both best first."""
    pegawai, kode = isi.hasil.pegawai, list(nama_rating(isi.hasil))[::-1]
    silang = pd.crosstab(pegawai["usulan"], pegawai["hasil_kerja"])
    return silang.reindex(index=kode, columns=kode, fill_value=0)


def gambar_usulan(isi: BahanNilai) -> Gambar:
    """The same as a picture."""
    return gambar_matriks(
        silang_usulan(isi), "Usulan dan penetapan rating hasil kerja", "Usulan dari capaian", "Ditetapkan pejabat penilai",
        isi.bahan.sumber, label=nama_rating(isi.hasil),
    )  # fmt: skip


def tabel_usulan(isi: BahanNilai) -> Tabel:
    """The same as a table, with those who cannot be compared yet."""
    rating, pegawai = nama_rating(isi.hasil), isi.hasil.pegawai
    silang = silang_usulan(isi)
    data = silang.rename(index=rating).rename_axis("usulan").reset_index()
    belum = int((pegawai["usulan"].isna() | pegawai["hasil_kerja"].isna()).sum())
    kolom = (
        Kolom("usulan", "Usulan"),
        *(Kolom(kode, f"Ditetapkan {rating[kode].lower()}", "cacah") for kode in silang.columns),
    )
    return Tabel(
        "Usulan dan penetapan rating hasil kerja",
        kolom,
        data,
        catatan=f"Belum dapat dibandingkan karena usulan atau penetapan belum ada: {bagian(belum, len(pegawai))}.",
        sumber=isi.bahan.sumber,
    )


def tabel_perbedaan(isi: BahanNilai) -> Tabel:
    """How often decisions depart from proposals, in which direction, and with which reason."""
    pegawai = isi.hasil.pegawai
    tingkat = {kode: nomor for nomor, kode in enumerate(nama_rating(isi.hasil))}
    selisih = pegawai["hasil_kerja"].map(tingkat) - pegawai["usulan"].map(tingkat)
    tanpa_alasan = pegawai["alasan_penetapan"].isna()
    n = int(selisih.notna().sum())
    baris = [
        ("Sama dengan usulan", bagian(int((selisih == 0).sum()), n), ""),
        (
            "Lebih tinggi dari usulan",
            bagian(int((selisih > 0).sum()), n),
            bagian(int(((selisih > 0) & tanpa_alasan).sum()), int((selisih > 0).sum())),
        ),
        (
            "Lebih rendah dari usulan",
            bagian(int((selisih < 0).sum()), n),
            bagian(int(((selisih < 0) & tanpa_alasan).sum()), int((selisih < 0).sum())),
        ),
    ]
    data = pd.DataFrame(baris, columns=["hal", "jumlah", "tanpa"])
    return Tabel(
        "Seberapa sering penetapan berbeda dari usulan",
        (Kolom("hal", "Penetapan"), Kolom("jumlah", "Pegawai"), Kolom("tanpa", "Di antaranya tanpa alasan tertulis")),
        data,
        catatan="Pejabat penilai boleh berbeda dari usulan bila umpan balik mendukung dan alasannya dicatat (PermenPANRB 6/2022, lampiran hlm. 194).",
        sumber=isi.bahan.sumber,
    )


def _alasan(isi: BahanNilai) -> pd.DataFrame:
    """One row per employee and reason to look again; a departure without a written reason is one of them."""
    pegawai = isi.hasil.pegawai
    tanpa = pegawai["berbeda"] & pegawai["alasan_penetapan"].isna()
    kode = pegawai["alasan_tinjau"].fillna("").str.split(";")
    baris = [
        (nip, unit, alasan)
        for nip, unit, daftar, beda in zip(pegawai["nip"], pegawai["unit"], kode, tanpa, strict=True)
        for alasan in [*filter(None, daftar), *([TANPA_ALASAN] if beda else [])]
    ]
    return pd.DataFrame(baris, columns=["nip", "unit", "alasan"])


def tabel_alasan_tinjau(isi: BahanNilai) -> Tabel | Poin:
    """Why results need a person to look, with counts; one employee can have several reasons."""
    alasan = _alasan(isi)
    if alasan.empty:
        return Poin(
            JUDUL_TINJAU, ("Tidak ada: setiap usulan mengikuti panduan dan setiap perbedaan beralasan tertulis.",)
        )
    data = (
        alasan.groupby("alasan")
        .size()
        .reset_index(name="jumlah")
        .sort_values(["jumlah", "alasan"], ascending=[False, True])
    )
    data["sebab"] = [URAIAN_TANPA_ALASAN if kode == TANPA_ALASAN else uraian_alasan(kode) for kode in data["alasan"]]
    data["sebab"] = data["sebab"].str[:1].str.upper() + data["sebab"].str[1:]
    orang = alasan["nip"].nunique()
    return Tabel(
        JUDUL_TINJAU,
        (Kolom("sebab", "Sebab"), Kolom("jumlah", "Pegawai", "cacah")),
        data,
        catatan=f"{bagian(orang, len(isi.hasil.pegawai))} pegawai; seorang pegawai dapat punya beberapa sebab.",
        sumber=isi.bahan.sumber,
    )


def tabel_tinjau_unit(isi: BahanNilai) -> Tabel | Poin:
    """In which units they are; names are for the assessor alone."""
    alasan, pegawai = _alasan(isi), isi.hasil.pegawai
    if alasan.empty:
        return Poin("Di unit mana", ("Tidak ada yang perlu dilihat lagi.",))
    orang = pegawai.assign(
        unit=kelompokkan_kecil(pegawai, "unit", UNIT_LAIN),
        dilihat=pegawai["nip"].isin(alasan["nip"]),
        tanpa=pegawai["nip"].isin(alasan.loc[alasan["alasan"] == TANPA_ALASAN, "nip"]),
    )
    data = (
        orang.groupby("unit")
        .agg(pegawai=("nip", "size"), dilihat=("dilihat", "sum"), tanpa=("tanpa", "sum"))
        .reset_index()
    )
    data = data.sort_values(["tanpa", "dilihat", "unit"], ascending=[False, False, True])
    kolom = (
        Kolom("unit", "Unit kerja"), Kolom("pegawai", "Pegawai", "cacah"), Kolom("dilihat", "Perlu dilihat lagi", "cacah"),
        Kolom("tanpa", "Berbeda dari usulan tanpa alasan", "cacah"),
    )  # fmt: skip
    return Tabel(
        "Di unit mana",
        kolom,
        data,
        catatan="Nama sengaja tidak dicetak. Pejabat penilai melihatnya dengan `penilaian hitung FOLDER --periode P --opd KODE --tinjau`.",
        sumber=isi.bahan.sumber,
    )


def tabel_predikat(isi: BahanNilai) -> Tabel:
    """Predicates from decided ratings, and apart from them what the proposals would give."""
    kolom = (
        Kolom("predikat", "Predikat"), Kolom("ditetapkan", "Pegawai", "cacah"), Kolom("bagian ditetapkan", "Persentase"),
        Kolom("bila usulan diikuti", "Bila usulan diikuti", "cacah"), Kolom("bagian usulan", "Persentase (usulan)"),
    )  # fmt: skip
    return Tabel(
        "Predikat kinerja pegawai",
        kolom,
        tabel_sebaran(isi.hasil),
        catatan="Predikat berasal dari rating yang ditetapkan. Kolom usulan hanya pembanding dan memakai perilaku kerja yang ditetapkan.",
        sumber=isi.bahan.sumber,
    )


def _label_periode(isi: BahanNilai) -> dict[str, str]:
    return {kode: Periode.urai(kode).label for kode in isi.riwayat.index}


def gambar_predikat(isi: BahanNilai) -> Gambar:
    """Predicates through the periods."""
    return gambar_batang_bertumpuk(
        isi.riwayat, "Predikat dari periode ke periode", "pegawai", f"data {isi.bahan.data.asal}, {isi.bahan.nama}",
        label={**nama_predikat(isi.hasil), **_label_periode(isi)}, tanpa_nilai=BELUM,
    )  # fmt: skip


def baik_ke_atas(riwayat: pd.DataFrame) -> list[str]:
    """Share of the two best predicates among the decided, per period: who is undecided counts neither way."""
    ditetapkan = riwayat.drop(columns=BELUM)
    return [pangsa(int(baris[:2].sum()), int(baris.sum())) for baris in ditetapkan.to_numpy()]


def tabel_riwayat(isi: BahanNilai) -> Tabel:
    """The same as a table: counts, and the share of the two best predicates."""
    nama, riwayat = nama_predikat(isi.hasil), isi.riwayat
    data = riwayat.assign(jumlah=riwayat.sum(axis=1), baik_ke_atas=baik_ke_atas(riwayat))
    data = data.rename(index=_label_periode(isi)).rename_axis("periode").reset_index()
    kolom = (
        Kolom("periode", "Periode"),
        *(Kolom(kode, nama[kode], "cacah") for kode in riwayat.columns),
        Kolom("jumlah", "Pegawai", "cacah"),
        Kolom("baik_ke_atas", "Baik ke atas, dari yang ditetapkan"),
    )
    return Tabel(
        "Predikat dari periode ke periode", kolom, data, sumber=f"data {isi.bahan.data.asal}, {isi.bahan.nama}"
    )
