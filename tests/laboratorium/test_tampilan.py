"""What the board shows: the numbers of the field, in well-formed and labelled pictures, the same on every run."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings

from penilaian.galat import GalatSkenario
from penilaian.laboratorium import kembaran
from penilaian.laboratorium.gambar_svg import _AWAL, susun_tingkap
from penilaian.laboratorium.hitung_indeks import KELAS, TANPA
from penilaian.laboratorium.lapangan import LAIN, Kelompok, Lapangan, banding_peringkat, keadaan, perpindahan, silang
from penilaian.laboratorium.papan import MIME_WIDGET, Papan
from penilaian.laboratorium.setelan import setelan_aturan
from penilaian.laboratorium.svg_dasar import dua_baris
from penilaian.laboratorium.tampilan import PANEL, Tampilan
from penilaian.laporan.gaya_gambar import lebar_teks
from penilaian.laporan.isi_laboratorium import buka_laboratorium, tabel_aspek, tabel_laboratorium_ini
from tests.laboratorium.conftest import CONTOH, setelan_acak

SVG = "{http://www.w3.org/2000/svg}"


def _svg(html: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(satu) for satu in re.findall(r"<svg.*?</svg>", html, re.S)]


@pytest.fixture
def tampilan(isi, lapangan):
    return Tampilan(lapangan, setelan_aturan(isi.aturan_skenario))


@settings(max_examples=30)
@given(setelan=setelan_acak())
def test_setiap_gambar_xml_yang_sah_dan_berlabel(lapangan, setelan):
    tampilan = Tampilan(lapangan, setelan)
    tampilan.semua = True
    for ukuran in ("rata_rata", "pangsa_atas"):
        tampilan.ukuran = ukuran
        gambar = _svg("".join(tampilan.panel().values()))
        assert len(gambar) == 3
        for satu in gambar:
            assert satu.get("role") == "img"
            assert [anak.tag for anak in list(satu)[:2]] == [f"{SVG}title", f"{SVG}desc"]
            assert all((anak.text or "").strip() for anak in list(satu)[:2])
            for anak in satu.iter():
                assert all("nan" not in nilai for nilai in anak.attrib.values())


def test_semua_panel_html_yang_sah(tampilan):
    for isi in tampilan.panel().values():
        assert ElementTree.fromstring(isi).get("class") == "papan-isi"


def test_kartu_dan_gambar_menyebut_jumlah_yang_sama(tampilan):
    cacah = tampilan.kini.cacah_kelas
    assert re.findall(r"<b>([\d.]+)</b>", tampilan.ringkas()) == [str(n) for n in cacah]
    uraian = _svg(tampilan.kelas())[0].find(f"{SVG}desc").text
    assert f"atas {cacah[0]}, tengah {cacah[1]}, bawah {cacah[2]}, dan tanpa indeks {cacah[3]}" in uraian


def test_batang_sebaran_berjumlah_semua_pegawai_dengan_indeks(tampilan):
    tingkap = susun_tingkap(tampilan.semula, tampilan.kini)
    nilai = tampilan.kini.indeks.nilai
    assert tingkap.cacah(nilai).sum() == (~np.isnan(nilai)).sum()
    tepi = tingkap.tepi
    assert tingkap.cacah(np.array([tepi[3], tepi[3] + 1e-6])).nonzero()[0].tolist() == [2, 3]


def test_silang_dan_rincian_berjumlah_sama(lapangan, tampilan):
    isi = silang(tampilan.semula, tampilan.kini)
    np.testing.assert_array_equal(isi.sum(axis=1), tampilan.semula.cacah_kelas)
    np.testing.assert_array_equal(isi.sum(axis=0), tampilan.kini.cacah_kelas)
    naik = int(np.tril(isi[:TANPA, :TANPA], -1).sum())
    turun = int(np.triu(isi[:TANPA, :TANPA], 1).sum())
    for kelompok in (lapangan.jabatan, lapangan.unit):
        rinci = perpindahan(tampilan.semula, tampilan.kini, kelompok)
        assert (sum(s.naik for s in rinci), sum(s.turun for s in rinci)) == (naik, turun)
        assert sum(s.kehilangan for s in rinci) == isi[:TANPA, TANPA].sum()
        assert sum(s.jumlah for s in rinci) == len(lapangan.capaian)


def test_tidak_ada_kelompok_kecil_dan_tidak_ada_nip(isi, lapangan, tampilan):
    for kelompok in (lapangan.jabatan, lapangan.unit):
        assert np.bincount(kelompok.kode).min() >= 5
    tampilan.semua, tampilan.pengelompokan = True, "unit"
    semua = "".join(tampilan.panel().values()) + repr(Papan(isi)) + repr(tabel_laboratorium_ini(isi))
    assert not any(nip in semua for nip in isi.capaian.index)
    assert LAIN not in [satu.kelompok for satu in banding_peringkat(tampilan.semula, tampilan.kini, "rata_rata")]


def test_kelompok_dengan_sedikit_indeks_tidak_diberi_peringkat(lapangan):
    capaian = np.full((10, 4), 95.0)
    capaian[:2] = np.nan
    unit = Kelompok("Unit kerja", ("A", "B"), np.repeat([0, 1], 5))
    kecil = Lapangan(capaian, unit, unit, lapangan.semula)
    awal = keadaan(kecil, kecil.semula)
    assert [satu.kelompok for satu in banding_peringkat(awal, awal, "rata_rata")] == ["B"]


def test_bobot_relatif_dikatakan(tampilan, lapangan):
    tampilan.perbarui(replace(lapangan.semula, bobot=(Fraction(50), Fraction(25), Fraction(25), Fraction(25))))
    teks = tampilan.ringkas()
    assert "Jumlah bobot 125, bukan 100" in teks
    assert "kuantitas 40,0%" in teks
    tampilan.perbarui(lapangan.semula)
    assert "bukan 100" not in tampilan.ringkas()
    assert "Setelan sama dengan aturan yang berlaku" in tampilan.ringkas()


def test_setelan_yang_ditolak_tidak_mengubah_gambar(tampilan, lapangan):
    sebelum = tampilan.panel()
    for ubah in ({"bobot": (Fraction(0),) * 4}, {"ambang_sesuai": Fraction(150)}):
        with pytest.raises(GalatSkenario):
            tampilan.perbarui(replace(lapangan.semula, **ubah))
    assert tampilan.panel() == sebelum


def test_hanya_ambang_yang_bergeser_indeksnya_tidak_dihitung_lagi(tampilan):
    indeks = tampilan.kini.indeks
    tampilan.perbarui(replace(tampilan.kini.setelan, ambang_sesuai=Fraction(80)))
    assert tampilan.kini.indeks is indeks
    tampilan.perbarui(replace(tampilan.kini.setelan, batas_atas=Fraction(100)))
    assert tampilan.kini.indeks is not indeks


def test_perbarui_sama_dengan_mulai_dari_awal(tampilan, lapangan):
    for ubah in ({"agregasi": "terendah"}, {"ambang_sesuai": Fraction(80)}, {"arah": ("turun", *("naik",) * 3)}):
        baru = replace(tampilan.kini.setelan, **ubah)
        tampilan.perbarui(baru)
        assert tampilan.panel() == Tampilan(lapangan, baru).panel()


def test_nama_dari_data_tidak_menjadi_tanda(lapangan):
    jahat = '<script>alert("x")</script> & Co'
    unit = Kelompok("OPD", (jahat,), np.zeros(len(lapangan.capaian), dtype=np.intp))
    tampilan = Tampilan(replace(lapangan, unit=unit), lapangan.semula)
    tampilan.pengelompokan = "unit"
    semua = "".join(tampilan.panel().values())
    assert "<script" not in semua
    assert "&lt;script" in semua


def test_nama_opd_muat_di_kiri_sumbu_peringkat(isi):
    """In the widest font of the usual ones; a pixel is 1/96 inch, a point 1/72."""
    for nama in isi.nama_opd.values():
        baris = dua_baris(nama)
        assert "…" not in baris[-1]
        for satu in baris:
            assert 96 * lebar_teks(satu, 12 * 72 / 96) <= _AWAL - 12


def test_byte_yang_sama_setiap_kali(isi, lapangan):
    setelan = setelan_aturan(isi.aturan_skenario)
    assert Tampilan(lapangan, setelan).panel() == Tampilan(lapangan, setelan).panel()
    satu, dua = kembaran.bandingkan_setelan(isi), kembaran.bandingkan_setelan(isi)
    assert kembaran.gambar_sebaran_indeks(satu).png == kembaran.gambar_sebaran_indeks(dua).png


def test_kembaran_memuat_angka_papan(isi, tampilan):
    banding = kembaran.bandingkan_setelan(isi)
    kelas = kembaran.tabel_kelompok_indeks(banding).data
    assert kelas["semula"].tolist() == tampilan.semula.cacah_kelas.tolist()
    assert kelas["menjadi"].tolist() == tampilan.kini.cacah_kelas.tolist()
    lintas = kembaran.tabel_lintas_ambang(banding).data[list(KELAS)].to_numpy()
    np.testing.assert_array_equal(lintas, silang(tampilan.semula, tampilan.kini))
    sebaran = kembaran.tabel_sebaran_indeks(banding).data
    assert sebaran["median"].tolist() == [
        float(np.nanmedian(satu.indeks.nilai)) for satu in (tampilan.semula, tampilan.kini)
    ]


def test_di_luar_notebook_papan_adalah_tabel(isi):
    isi_keluaran = Papan(isi)._repr_mimebundle_()
    assert MIME_WIDGET not in isi_keluaran
    assert "text/html" in isi_keluaran
    assert repr(Papan(isi)) == isi_keluaran["text/plain"]


@pytest.mark.parametrize("kode_opd", ["dinkes", "setda"])
def test_satu_opd_diperingkat_menurut_unit(kode_opd):
    isi = buka_laboratorium("03_laboratorium", **{**CONTOH, "kode_opd": kode_opd})
    banding = kembaran.bandingkan_setelan(isi)
    assert banding.semula.lapangan.unit.judul == "Unit kerja"
    for tabel in (Papan(isi).tabel, tabel_aspek(isi), kembaran.tabel_peringkat_unit(banding)):
        assert repr(tabel)
    assert kembaran.gambar_peringkat_unit(banding).png
    assert len(Tampilan(banding.semula.lapangan, banding.menjadi.setelan).panel()) == len(PANEL)
