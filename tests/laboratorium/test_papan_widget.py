"""The board of widgets without a browser: one change, one computation, and everything in step."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

pytest.importorskip("ipywidgets")

from penilaian.aturan import muat_buku
from penilaian.aturan.skenario import baca_skenario
from penilaian.indikator.bahan import KEBIJAKAN_INDEKS
from penilaian.laboratorium import papan
from penilaian.laboratorium.papan import MIME_WIDGET, Papan, ada_pemirsa
from penilaian.laboratorium.papan_widget import PapanWidget
from penilaian.laboratorium.setelan import setelan_aturan
from penilaian.laboratorium.simpan import setelan_skenario
from penilaian.laboratorium.tampilan import PANEL, Tampilan


@pytest.fixture
def meja(isi, lapangan, tmp_path):
    buku, periode = muat_buku(), isi.bahan.periode
    return PapanWidget(
        lapangan, setelan_aturan(isi.aturan_skenario), tuas=buku.tuas(KEBIJAKAN_INDEKS, periode.akhir), buku=buku,
        periode=periode, folder=tmp_path,
    )  # fmt: skip


def _panel(meja):
    return {nama: satu.value for nama, satu in meja._panel.items()}


def _semua(widget):
    yield widget
    for anak in getattr(widget, "children", ()):
        yield from _semua(anak)


def _tombol(meja, teks):
    satu = next(w for w in _semua(meja.widget) if type(w).__name__ == "Button" and w.description == teks)
    satu.click()
    return satu


def test_penggeser_kotak_dan_gambar_selalu_sama(meja, lapangan):
    meja.kendali._geser["bobot_kuantitas"].value = 30.0
    assert meja.kendali._kotak["bobot_kuantitas"].value == 30.0
    meja.kendali._kotak["ambang_sesuai"].value = 85.5
    assert meja.kendali._geser["ambang_sesuai"].value == 85.5
    meja.kendali._pilih["agregasi"].value = "terendah"
    meja.kendali._pilih["arah_biaya"].value = "turun"
    setelan = meja.setelan
    assert (setelan.bobot[0], setelan.ambang_sesuai, setelan.agregasi) == (30, Fraction("85.5"), "terendah")
    assert setelan.arah == ("naik", "naik", "naik", "turun")
    assert _panel(meja) == Tampilan(lapangan, setelan).panel()


def test_satu_geseran_satu_hitungan(meja, monkeypatch):
    dihitung = []
    asli = Tampilan.perbarui
    monkeypatch.setattr(Tampilan, "perbarui", lambda diri, s: (dihitung.append(s), asli(diri, s))[1])
    meja.kendali._geser["bobot_waktu"].value = 50.0
    assert len(dihitung) == 1
    _tombol(meja, "Kembali ke aturan yang berlaku")
    assert len(dihitung) == 2


def test_kembali_dan_samakan(meja, lapangan):
    awal = meja.setelan
    meja.kendali._geser["bobot_waktu"].value = 90.0
    assert "bukan 100" in _panel(meja)["ringkas"]
    _tombol(meja, "Samakan jumlah menjadi 100")
    assert meja.setelan.jumlah_bobot == 100
    _tombol(meja, "Kembali ke aturan yang berlaku")
    assert meja.setelan == lapangan.semula
    _tombol(meja, "Kembali ke skenario")
    assert meja.setelan == awal


def test_tombol_samakan_hanya_hidup_bila_perlu(meja):
    tombol = next(w for w in _semua(meja.widget) if getattr(w, "description", "") == "Samakan jumlah menjadi 100")
    assert tombol.disabled
    meja.kendali._geser["bobot_waktu"].value = 90.0
    assert not tombol.disabled


def test_setelan_tanpa_arti_diberi_pesan_dan_gambar_tetap(meja):
    sebelum = _panel(meja)
    meja.kendali._geser["ambang_sesuai"].value = 130.0
    assert 'role="alert"' in meja._pesan.value
    assert "setelan sah terakhir" in meja._pesan.value
    assert _panel(meja) == sebelum
    meja.kendali._geser["ambang_sesuai"].value = 92.5
    assert meja._pesan.value == ""
    assert _panel(meja) == sebelum


def test_skenario_disimpan_dengan_tanggal_hari_ini_dan_tidak_ditimpa(meja, isi, tmp_path):
    meja.kendali._geser["batas_atas"].value = 110.0
    _tombol(meja, "Simpan skenario")
    assert "Belum diisi: judul, penyusun, alasan" in meja._pesan_simpan.value
    for nama, teks in {"judul": "Uji", "penyusun": "Tim", "alasan": "Mencoba", "nama": "uji"}.items():
        meja._isian[nama].value = teks
    _tombol(meja, "Simpan skenario")
    assert 'role="status"' in meja._pesan_simpan.value
    skenario = baca_skenario(tmp_path / "uji.yaml")
    assert skenario.tanggal == date.today()  # noqa: DTZ011
    assert setelan_skenario(muat_buku(), skenario, isi.bahan.periode) == meja.setelan
    _tombol(meja, "Simpan skenario")
    assert "sudah ada" in meja._pesan_simpan.value
    meja._isian["ganti"].value = True
    _tombol(meja, "Simpan skenario")
    assert 'role="status"' in meja._pesan_simpan.value
    assert meja._isian["ganti"].value is False


def test_bobot_yang_tidak_berjumlah_100_tidak_tersimpan(meja, tmp_path):
    meja.kendali._geser["bobot_waktu"].value = 31.0
    for nama in ("judul", "penyusun", "alasan", "nama"):
        meja._isian[nama].value = "uji"
    _tombol(meja, "Simpan skenario")
    assert "Jumlah bobot 101, bukan 100" in meja._pesan_simpan.value
    assert list(tmp_path.iterdir()) == []


def test_pilihan_daftar_hanya_mengganti_panelnya(meja):
    sebelum = _panel(meja)
    pilihan = {w.description: w for w in _semua(meja.widget) if type(w).__name__ == "Dropdown"}
    pilihan["Urutkan menurut"].value = "pangsa_atas"
    pilihan["Rinci menurut"].value = "unit"
    berbeda = {nama for nama, isi in _panel(meja).items() if isi != sebelum[nama]}
    assert berbeda == {"peringkat", "rincian"}


def test_setiap_kendali_bernama_dan_berbahasa_indonesia(meja):
    bernama = {"BoundedFloatText", "Dropdown", "Text", "Textarea", "Checkbox", "Button"}
    kendali = [w for w in _semua(meja.widget) if type(w).__name__ in bernama]
    assert len(kendali) == 8 + 5 + 3 + 4 + 1 + 4
    assert all(w.description for w in kendali)
    assert len({w.description for w in kendali}) == len(kendali)
    assert not any(type(w).__name__ == "Output" for w in _semua(meja.widget))


class _Kernel:
    kernel = object()
    user_ns: dict[str, str] = {}  # noqa: RUF012


@pytest.mark.parametrize(
    ("cangkang", "sesi", "nama", "ada"),
    [
        (None, "buku.ipynb", {}, False),
        (_Kernel, "", {}, False),
        (_Kernel, "buku.ipynb", {}, True),
        (_Kernel, "", {"__vsc_ipynb_file__": "buku.ipynb"}, True),
    ],
    ids=["tanpa_kernel", "dijalankan_sendiri", "jupyterlab", "vscode"],
)
def test_widget_hanya_bila_ada_yang_melihat(monkeypatch, isi, cangkang, sesi, nama, ada):
    import IPython

    satu = cangkang and cangkang()
    if satu:
        satu.user_ns = nama
    monkeypatch.setattr(IPython, "get_ipython", lambda: satu)
    monkeypatch.setenv("JPY_SESSION_NAME", sesi)
    assert ada_pemirsa() is ada
    assert (MIME_WIDGET in Papan(isi)._repr_mimebundle_()) is ada


def test_tanpa_ipywidgets_tabel_dan_galat_yang_jelas(monkeypatch, isi):
    from penilaian.galat import GalatData

    monkeypatch.setattr(papan, "find_spec", lambda _: None)
    monkeypatch.setattr(papan, "ada_pemirsa", lambda: True)
    assert MIME_WIDGET not in Papan(isi)._repr_mimebundle_()
    with pytest.raises(GalatData, match="lab"):
        _ = Papan(isi).widget


def test_modul_papan_tidak_memuat_ipywidgets():
    """The extra `laporan` has none."""
    import subprocess
    import sys

    kode = "import sys, penilaian.laboratorium.papan; raise SystemExit('ipywidgets' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", kode], check=False).returncode == 0


def test_setelan_awal_adalah_skenario(meja, isi, lapangan):
    assert meja.setelan == setelan_aturan(isi.aturan_skenario)
    assert _panel(meja) == Tampilan(lapangan, meja.setelan).panel()
    assert set(_panel(meja)) == set(PANEL)
