"""Contents of `02_penilaian_opd`: proposed against decided ratings, and predicates through time."""

from __future__ import annotations

import pandas as pd

from penilaian.bahasa import bagian, samarkan_nip
from penilaian.laporan.bahan import BahanNilai
from penilaian.laporan.gambar import Gambar, gambar_batang_bertumpuk
from penilaian.laporan.matriks import gambar_matriks
from penilaian.laporan.sebaran_predikat import nama_predikat, nama_rating, pangsa, tabel_sebaran
from penilaian.laporan.tabel import Kolom, Tabel
from penilaian.nilai.jelaskan import uraian_alasan
from penilaian.nilai.kolom import BELUM
from penilaian.periode import Periode

BARIS_TINJAU = 40


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


def tabel_alasan_tinjau(isi: BahanNilai) -> Tabel:
    """Why proposals need a person to look, with counts."""
    alasan = isi.hasil.pegawai["alasan_tinjau"].value_counts().rename_axis("kode").reset_index(name="jumlah")
    data = alasan.assign(alasan=[uraian_alasan(kode).capitalize() for kode in alasan["kode"]]).sort_values(
        ["jumlah", "kode"], ascending=[False, True]
    )
    return Tabel(
        "Usulan yang perlu ditinjau orang",
        (Kolom("alasan", "Sebab"), Kolom("jumlah", "Pegawai", "cacah")),
        data,
        catatan="Panduan peraturan tidak menyebut rating untuk campuran hasil ini; usulannya hanya titik awal.",
        sumber=isi.bahan.sumber,
    )


def tabel_pegawai_tinjau(isi: BahanNilai) -> Tabel:
    """Who to look at: proposal, bounds and decision, NIP masked."""
    pegawai = isi.hasil.pegawai
    rating = nama_rating(isi.hasil)
    perlu = pegawai[pegawai["tinjau"] | (pegawai["berbeda"] & pegawai["alasan_penetapan"].isna())]
    perlu = perlu.sort_values(["unit", "jabatan", "nip"])
    sebab = [
        uraian_alasan(kode) if pd.notna(kode) else "penetapan berbeda dari usulan tanpa alasan tertulis"
        for kode in perlu["alasan_tinjau"]
    ]
    data = pd.DataFrame(
        {
            "nip": perlu["nip"].map(samarkan_nip),
            "unit": perlu["unit"],
            "jabatan": perlu["jabatan"],
            "usulan": perlu["usulan"].map(rating),
            "ditetapkan": perlu["hasil_kerja"].map(rating),
            "sebab": sebab,
        }
    )
    kolom = (
        Kolom("nip", "NIP"), Kolom("unit", "Unit"), Kolom("jabatan", "Jabatan"), Kolom("usulan", "Usulan"),
        Kolom("ditetapkan", "Ditetapkan"), Kolom("sebab", "Mengapa ditinjau"),
    )  # fmt: skip
    return Tabel(
        "Pegawai yang perlu dilihat lagi",
        kolom,
        data,
        catatan="NIP disamarkan, hanya tiga digit terakhir. Rincian: penilaian jelaskan NIP.",
        sumber=isi.bahan.sumber,
        jumlah_baris_maks=BARIS_TINJAU,
    )


def tabel_predikat(isi: BahanNilai) -> Tabel:
    """Predicates from decided ratings, and apart from them what the proposals would give."""
    kolom = (
        Kolom("predikat", "Predikat"), Kolom("ditetapkan", "Pegawai", "cacah"), Kolom("bagian ditetapkan", "Bagian"),
        Kolom("bila usulan diikuti", "Bila usulan diikuti", "cacah"), Kolom("bagian usulan", "Bagian (usulan)"),
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


def tabel_riwayat(isi: BahanNilai) -> Tabel:
    """The same as a table: counts, and the share of the two best predicates."""
    nama, riwayat = nama_predikat(isi.hasil), isi.riwayat
    jumlah = riwayat.sum(axis=1)
    data = riwayat.assign(
        jumlah=jumlah,
        baik_ke_atas=[pangsa(int(b[:2].sum()), int(n)) for b, n in zip(riwayat.to_numpy(), jumlah, strict=True)],
    )
    data = data.rename(index=_label_periode(isi)).rename_axis("periode").reset_index()
    kolom = (
        Kolom("periode", "Periode"),
        *(Kolom(kode, nama[kode], "cacah") for kode in riwayat.columns),
        Kolom("jumlah", "Pegawai", "cacah"),
        Kolom("baik_ke_atas", "Baik ke atas"),
    )
    return Tabel(
        "Predikat dari periode ke periode", kolom, data, sumber=f"data {isi.bahan.data.asal}, {isi.bahan.nama}"
    )
