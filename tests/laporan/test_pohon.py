"""The tree figure and what the design report says about tree and measurability."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from penilaian.indikator.keterukuran_data import KRITERIA_DATA
from penilaian.indikator.pohon import susun_pohon
from penilaian.indikator.pohon_periksa import periksa_pohon
from penilaian.laporan import isi_desain_pohon, isi_desain_ukur
from penilaian.laporan.gambar import Gambar
from penilaian.laporan.gaya_gambar import DPI, LEBAR
from penilaian.laporan.pohon import BarisPohon, gambar_pohon
from penilaian.laporan.tabel import Tabel, html_tabel
from penilaian.pribadi.samaran import memuat_nip
from tests.indikator.keterukuran.ukur_uji import bahan as bahan_ukur
from tests.indikator.keterukuran.ukur_uji import baris
from tests.indikator.struktur.pohon_uji import bahan, tanam

TINGGI_A4 = 10.1
"""Inches between the margins of an A4 page, less a heading."""


class Isi(SimpleNamespace):
    """What the functions ask of an :class:`IsiDesain`."""

    __hash__ = object.__hash__


def isi(desain, *, kota: bool = False) -> Isi:
    nama = dict(zip(desain.opd["kode"], desain.opd["nama"], strict=True))
    return Isi(desain=desain, kota=kota, nama_opd=nama, sumber="data uji", bahan=SimpleNamespace(sumber="data uji"))


def pohon_acak(banyak: int) -> list[BarisPohon]:
    """A tree of long names, each branch complete before the next."""
    acak = np.random.default_rng(7)
    anak: dict[str | None, list[str]] = {None: ["n0"]}
    for nomor in range(1, banyak):
        anak.setdefault(f"n{acak.integers(0, max(1, nomor // 3))}", []).append(f"n{nomor}")
    hasil: list[BarisPohon] = []

    def jalan(kode: str, induk: str | None, dalam: int) -> None:
        label = " ".join(["Persentase layanan yang selesai"] * int(acak.integers(1, 9)))
        hasil.append(BarisPohon(len(hasil) + 1, kode, induk, dalam, label, ("pelaksana", "12"), garis="langsung"))
        for satu in anak.get(kode, []):
            jalan(satu, kode, dalam + 1)

    jalan("n0", None, 0)
    return hasil


@pytest.fixture(scope="module")
def dua_ratus() -> tuple[Gambar, ...]:
    return gambar_pohon(
        pohon_acak(200), "Pohon", "data uji", kepala=("Pemegang", "Orang"), keterangan="Uji", alt="Dua ratus simpul."
    )


def test_dua_ratus_simpul_dibagi_ke_halaman_a4_tanpa_ada_yang_hilang(dua_ratus):
    assert len(dua_ratus) > 3
    rentang = [tuple(map(int, re.search(r"baris (\d+) sampai (\d+)", satu.alt).groups())) for satu in dua_ratus]
    assert rentang[0][0] == 1
    assert rentang[-1][1] == 200
    assert all(a[1] + 1 == b[0] for a, b in pairwise(rentang))
    for nomor, satu in enumerate(dua_ratus, start=1):
        assert Image.open(io.BytesIO(satu.png)).size == (satu.lebar_px, satu.tinggi_px)
        assert satu.lebar_px == round(LEBAR * DPI)
        assert satu.tinggi_px / DPI <= TINGGI_A4
        assert satu.judul == f"Pohon (bagian {nomor} dari {len(dua_ratus)})"
        assert satu.alt.startswith("Dua ratus simpul.")


def test_gambar_sama_setiap_kali():
    isi_baris = pohon_acak(12)
    a, b = (gambar_pohon(isi_baris, "P", "s", kepala=("A", "B"), keterangan="", alt="x") for _ in range(2))
    assert [satu.png for satu in a] == [satu.png for satu in b]
    assert len(a) == 1
    assert "bagian" not in a[0].judul


def test_pohon_kosong_mengatakan_kosong():
    (satu,) = gambar_pohon([], "Pohon", "data uji", kepala=("A",), keterangan="", alt="")
    assert "tidak ada data" in satu.alt


def test_baris_melipat_yang_sama_dan_menandai_temuan():
    rusak = tanam({"ubah": {"d1-l2": {"uraian": "Jumlah berkas warga yang dijawab", "satuan": "berkas"}}})
    pohon = susun_pohon(rusak)
    satu = {b.kode: b for b in isi_desain_pohon.baris_indikator(pohon, periksa_pohon(rusak, pohon))}
    assert satu["d1-l1"].label.endswith("× 2")
    assert satu["d1-l1"].anggota == ("d1-l1", "d1-l2")
    assert satu["d1-l1"].tanda
    assert not satu["d1-p1"].tanda
    assert sum(len(b.anggota) for b in satu.values()) == len(pohon.simpul)


def test_teks_pengganti_memuat_susunan():
    pohon = susun_pohon(bahan())
    alt = isi_desain_pohon.alt_pohon(pohon, periksa_pohon(bahan(), pohon))
    for kata in (
        "2 sasaran daerah",
        "14 indikator",
        "tingkat 1 berisi 4",
        "tingkat 4 berisi 4",
        "tidak langsung 10",
        "0 indikator mempunyai temuan",
    ):
        assert kata in alt


@pytest.mark.parametrize("kota", [False, True])
def test_semua_isi_pohon_tanpa_nip(kota):
    satu = isi(tanam({"ubah": {"d1-l1": {"kode_induk": None}}}), kota=kota)
    gambar = isi_desain_pohon.gambar_pohon_indikator(satu)
    tabel = [
        getattr(isi_desain_pohon, nama)(satu)
        for nama in ("tabel_pohon", "tabel_jumlah_temuan", "tabel_temuan_pohon", "tabel_matriks_peran")
    ]
    assert all(isinstance(isinya, Tabel) for isinya in tabel)
    semua = [*map(html_tabel, tabel), *(g.alt + g.judul for g in gambar), repr(isi_desain_pohon.pokok_pohon(satu))]
    assert not any(memuat_nip(teks) for teks in semua)
    assert "tanpa induk 1" in semua[-1]
    assert int(tabel[1].data["jumlah"].sum()) == len(tabel[2].data) == 1


def test_opd_bersusunan_sama_dilipat_di_gambar_kota():
    baris_kota = isi_desain_pohon.baris_jabatan(susun_pohon(bahan()))
    assert [(b.label, b.kanan) for b in baris_kota] == [
        ("Dinas Uji … × 2", ("14", "10")), ("Kepala Dinas × 2", ("4", "2")), ("Sekretaris × 2", ("4", "2")),
        ("Kepala Seksi Loket × 2", ("2", "2")), ("Petugas Loket × 2", ("4", "4")),
    ]  # fmt: skip


def _lemah(pegawai: int):
    """One indicator on which everybody has the same capaian in each of four quarters, held by so many people."""
    kuartal = ("2025-T1", "2025-T2", "2025-T3", "2025-T4")
    return isi(bahan_ukur(*(baris("x", [96.0] * pegawai, periode=satu) for satu in kuartal)))


@pytest.mark.parametrize(("pegawai", "tampil"), [(5, True), (4, False)])
def test_data_kurang_dari_lima_pegawai_tidak_ditampilkan(pegawai, tampil):
    satu = _lemah(pegawai)
    lemah = isi_desain_ukur.tabel_indikator_lemah(satu).data
    assert bool(lemah["kriteria"].isin(KRITERIA_DATA).any()) is tampil
    huruf = isi_desain_ukur.tabel_kriteria(satu).data.iloc[0]
    assert huruf["nilai_sama"] == ("L" if tampil else "*")
    assert huruf["kestabilan"] == "–", "what cannot be judged is never good"


@pytest.mark.parametrize("kota", [False, True])
def test_gambar_dan_tabel_keterukuran(kota):
    satu = _lemah(6)
    satu.kota = kota
    gambar = (isi_desain_ukur.gambar_jumlah_kriteria(satu), *isi_desain_ukur.gambar_matriks_kriteria(satu))
    jumlah = isi_desain_ukur.tabel_jumlah_kriteria(satu).data
    assert (jumlah[["baik", "lemah", "belum", "tidak_ditampilkan"]].sum(axis=1) == 1).all()
    assert "tidak bernilai sama 1 lemah" in gambar[1].alt
    teks = [
        html_tabel(isi_desain_ukur.tabel_kriteria(satu)),
        html_tabel(isi_desain_ukur.tabel_indikator_lemah(satu)),
        repr(isi_desain_ukur.pokok_keterukuran(satu)),
    ]
    assert "bukan pegawainya" in teks[-1]
    assert not any(memuat_nip(isinya) for isinya in (*teks, *(g.alt for g in gambar)))


def test_matriks_bersimbol_terbaca_tanpa_warna():
    (halaman,) = isi_desain_ukur.gambar_matriks_kriteria(_lemah(6))
    kelabu = np.asarray(Image.open(io.BytesIO(halaman.png)).convert("L"))
    # The dark ground of a weak cell stays far from that of a good one on a grey print.
    assert (kelabu < 110).sum() > 4 * 200
