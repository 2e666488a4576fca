"""Notebooks compared: the place of every difference is named."""

import base64
import io

import nbformat
import numpy as np
import pytest
from matplotlib.image import imsave

from penilaian.jalan.verifikasi_rekaman import beda_isi, rekaman_berurutan, rekaman_kini
from penilaian.jalan.verifikasi_sel import beda_notebook
from penilaian.jalan.verifikasi_tabel import TabelTerbaca, beda_tabel, dari_html, dari_json
from penilaian.laporan.tabel import MIME_TABEL

v4 = nbformat.v4


def _png(warna, lebar=4):
    aliran = io.BytesIO()
    imsave(aliran, np.full((3, lebar, 3), warna), format="png")
    return base64.b64encode(aliran.getvalue()).decode()


def _tabel(angka):
    return (
        "<figure><table><caption>Predikat</caption><tr><th>Predikat</th><th>Pegawai</th></tr>"
        f"<tr><th>Baik &amp; sangat baik</th><td>{angka}</td></tr></table></figure>"
    )


def _nb(*data, judul="## 5. Predikat", kode="tabel()"):
    keluaran = [v4.new_output("display_data", data=dict(satu)) for satu in data]
    return v4.new_notebook(cells=[v4.new_markdown_cell(judul), v4.new_code_cell(kode, outputs=keluaran)])


def test_notebook_yang_sama_tidak_berbeda():
    assert beda_notebook(_nb({"text/html": _tabel(1)}), _nb({"text/html": _tabel(1)})) == []


def test_sel_tabel_disebut_dengan_bagian_baris_dan_kolomnya():
    (beda,) = beda_notebook(
        _nb({"text/html": _tabel(19), "text/plain": "Predikat\n19"}),
        _nb({"text/html": _tabel(18), "text/plain": "Predikat\n18"}),
    )
    assert beda.nama == "bagian “5. Predikat”, tabel “Predikat”"
    assert beda.rincian == ("Baik & sangat baik · Pegawai: laporan 19, hitung ulang 18",)
    assert beda.jenis == "angka"


def test_nilai_tercatat_yang_tidak_tampak_tetap_dibandingkan():
    def isi(angka):
        rekaman = {"judul": "T", "kolom": [{"label": "A"}, {"label": "B", "jenis": "persen"}], "baris": [["x", angka]]}
        return {"text/html": _tabel(1), MIME_TABEL: rekaman}

    (beda,) = beda_notebook(_nb(isi(1.04)), _nb(isi(1.01)))
    assert beda.rincian == ("x · B (%): laporan 1.04, hitung ulang 1.01",)


def test_bentuk_keluaran_yang_baru_disebut_sekali_untuk_semua():
    rekaman = {"judul": "T", "kolom": [], "baris": []}
    lama = _nb({"text/plain": "Satu"}, {"text/plain": "Dua"})
    baru = _nb({"text/plain": "Satu", MIME_TABEL: rekaman}, {"text/plain": "Dua", MIME_TABEL: rekaman})
    (beda,) = beda_notebook(lama, baru)
    assert (beda.rincian, beda.jenis) == (("Satu", "Dua"), "isi")


def test_gambar_dibandingkan_pikselnya():
    (beda,) = beda_notebook(_nb({"image/png": _png(0.0)}), _nb({"image/png": _png(1.0)}))
    assert (beda.jenis, beda.baru) == ("gambar", "100,00% piksel berbeda, paling jauh 255 dari 255")
    (beda,) = beda_notebook(_nb({"image/png": _png(0.0)}), _nb({"image/png": _png(0.0, 5)}))
    assert (beda.lama, beda.baru) == ("4 × 3 piksel", "5 × 3 piksel")


@pytest.mark.parametrize("rusak", ["bukan base64!", "QUJD", _png(0.0)[:60], ""])
def test_gambar_rusak_tidak_menghentikan(rusak):
    assert beda_notebook(_nb({"image/png": rusak}), _nb({"image/png": _png(0.0)}))[0].jenis == "gambar"


def test_sel_yang_ditambah_dihapus_dan_ditulis_ulang_disebut():
    lama, baru = _nb({"text/plain": "1"}), _nb({"text/plain": "1"})
    baru.cells.insert(1, v4.new_markdown_cell("Kalimat baru."))
    (beda,) = beda_notebook(lama, baru)
    assert "hanya ada di hitung ulang" in beda.perihal
    (beda,) = beda_notebook(baru, lama)
    assert "hanya ada di laporan" in beda.perihal
    (beda,) = beda_notebook(_nb(kode="a"), _nb(kode="b"))
    assert (beda.perihal, beda.lama, beda.baru) == ("tulisan sel kode", "a", "b")


def test_teks_panjang_ditunjukkan_dari_tempat_bedanya():
    (beda,) = beda_notebook(_nb({"text/plain": "a" * 200 + "1"}), _nb({"text/plain": "a" * 200 + "2"}))
    assert beda.lama.startswith("…")
    assert (beda.lama[-1], beda.baru[-1]) == ("1", "2")


def test_baris_dan_kolom_yang_hilang_atau_kembar_tetap_disebut():
    satu = TabelTerbaca("T", ("A", "A", "B"), (("x", "1", "2"), ("x", "3", "4"), ("y", "5", "6")))
    dua = TabelTerbaca("T", ("A", "A"), (("x", "1"), ("x", "9")))
    beda = {(s.baris, s.kolom): (s.lama, s.baru) for s in beda_tabel(satu, dua)}
    assert beda["x (baris 2)", "A (2)"] == ("3", "9")
    assert beda["x (baris 1)", "B"] == ("2", "")
    assert beda["baris y", ""] == ("y; 5; 6", "")


@pytest.mark.parametrize("isi", [None, [], {}, {"kolom": 1, "baris": []}, {"kolom": [], "baris": {}}])
def test_yang_bukan_rekaman_tabel_bukan_tabel(isi):
    assert dari_json(isi) is None


def test_html_apa_pun_dapat_dibaca():
    assert dari_html("<td>x</td><caption>y") == []
    assert dari_html("<table><td>x</table>")[0].baris == ()
    assert dari_json({"judul": None, "kolom": ["a"], "baris": [1, [{"tanggal": "2026-01-01"}]]}).baris == (
        ("1",),
        ("2026-01-01",),
    )


def test_urutan_kode_yang_hilang_di_manifes_lama_dipulihkan_dari_buku():
    kode = "permenpanrb-6-2022/rating"
    asli = rekaman_kini(kode, "2025-T4")
    terurut = _urut(asli)
    assert beda_isi(terurut, asli) == {}
    butir = rekaman_berurutan({kode: terurut}, "2025-T4")[kode]["masa"][0]["nilai"]["butir"]
    assert list(butir) == list(asli["masa"][0]["nilai"]["butir"])
    assert list(butir) != sorted(butir)


def _urut(isi):
    if isinstance(isi, dict):
        return {nama: _urut(isi[nama]) for nama in sorted(isi)}
    return [_urut(satu) for satu in isi] if isinstance(isi, list) else isi


def test_urutan_yang_berubah_adalah_perbedaan():
    assert beda_isi({"z": 1, "a": 2, "m": 3}, {"a": 2, "z": 1, "m": 3}) == {"urutan": ("z, a, m", "a, z, m")}
