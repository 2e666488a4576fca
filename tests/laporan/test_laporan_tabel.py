from __future__ import annotations

import json
from datetime import date
from fractions import Fraction

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from penilaian.galat import GalatData
from penilaian.laporan import Kolom, Tabel
from penilaian.laporan.tabel import MIME_TABEL
from penilaian.pribadi.kelas import Kelas

KOLOM = (Kolom("unit", "Unit kerja"), Kolom("n", "Pegawai", "cacah"), Kolom("capaian", "Capaian", "persen"))


def isi(**lain: object) -> pd.DataFrame:
    return pd.DataFrame({"unit": ["A", None], "n": [1234, 5], "capaian": [85.55, None]} | lain)


def bentuk_tertulis(tabel: Tabel) -> list[str]:
    bundel = tabel._repr_mimebundle_()
    return [bundel["text/html"], bundel["text/plain"]]


def sop(tabel: Tabel) -> BeautifulSoup:
    return BeautifulSoup(tabel._repr_mimebundle_()["text/html"], "html.parser")


def test_isi_data_tidak_menjadi_html() -> None:
    html = sop(Tabel("<b>Judul</b>", KOLOM, isi(unit=["<script>alert(1)</script>", "&"]), catatan="<i>", sumber="<u>"))
    assert not html.find(["script", "b", "i", "u"])
    assert html.find("th", scope="row").get_text() == "<script>alert(1)</script>"


def test_nilai_yang_hilang_ditulis_sebagai_garis() -> None:
    baris = sop(Tabel("T", KOLOM, isi())).select("tbody tr")[1]
    assert [sel.get_text() for sel in baris.find_all(["th", "td"])] == ["–", "5", "–"]


def test_angka_memakai_bentuk_indonesia_dan_satuan_ada_di_kepala() -> None:
    html = sop(Tabel("T", (*KOLOM, Kolom("lama", "Lama", "bilangan", 1, "hari")), isi(lama=[1000.26, 2])))
    assert [th.get_text() for th in html.select("thead th")] == ["Unit kerja", "Pegawai", "Capaian (%)", "Lama (hari)"]
    assert html.select_one("tbody .angka").get_text() == "1.234"
    assert "1.000,3" in html.get_text()


def test_tabel_terbaca_oleh_pembaca_layar() -> None:
    html = sop(Tabel("Judul tabel", KOLOM, isi()))
    assert html.caption.get_text() == "Judul tabel"
    assert all(th["scope"] == "col" for th in html.select("thead th"))
    assert len(html.select("tbody th[scope=row]")) == 2
    assert not html.find(id=True)


def test_kolom_pertama_bisa_bukan_judul_baris() -> None:
    assert not sop(Tabel("T", KOLOM, isi(), baris_judul=False)).select("tbody th")


def test_baris_yang_tidak_ditampilkan_disebut_jumlahnya() -> None:
    banyak = pd.concat([isi()] * 600, ignore_index=True)
    tabel = Tabel("T", KOLOM, banyak, jumlah_baris_maks=10)
    assert len(sop(tabel).select("tbody tr")) == 10
    for bentuk in bentuk_tertulis(tabel):
        assert "Ditampilkan 10 baris pertama dari 1.200; 1.190 baris lainnya tidak ditampilkan." in bentuk


def test_teks_rata_tanpa_alamat_memori_dan_selalu_sama() -> None:
    tabel = Tabel("T", KOLOM, isi(), sumber="uji")
    teks = tabel._repr_mimebundle_()["text/plain"]
    assert teks == repr(tabel) == repr(Tabel("T", KOLOM, isi(), sumber="uji"))
    assert "0x" not in teks
    assert teks.splitlines()[1:4] == [
        "Unit kerja  Pegawai  Capaian (%)",
        "----------  -------  -----------",
        "A             1.234         85,6",
    ]


def test_teks_panjang_dibungkus_di_terminal() -> None:
    teks = repr(Tabel("T", KOLOM, isi(unit=["kata " * 40, "B"])))
    assert max(map(len, teks.splitlines())) < 80


def test_tabel_kosong_mengatakannya() -> None:
    tabel = Tabel("T", KOLOM, isi().head(0))
    assert all("Tidak ada data." in bentuk for bentuk in bentuk_tertulis(tabel))


def test_teks_di_kolom_angka_tetap_tampil() -> None:
    assert "&lt;5" in Tabel("T", KOLOM, isi(n=["<5", 12]))._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize(
    ("nilai", "tulisan"), [(True, "Ya"), (date(2026, 11, 23), "23 November 2026"), (pd.NaT, "–"), ("  ", "–")]
)
def test_nilai_bukan_angka_ditulis_untuk_pembaca(nilai: object, tulisan: str) -> None:
    assert sop(Tabel("T", (Kolom("x", "X"),), pd.DataFrame({"x": [nilai]}))).find("th", scope="row").text == tulisan


def test_pecahan_tepat_ditulis_sebagai_bilangan() -> None:
    tabel = Tabel("T", (Kolom("x", "X", "bilangan"),), pd.DataFrame({"x": [Fraction(1, 3)]}))
    assert "0,33" in repr(tabel)


def test_kolom_yang_tidak_ada_disebut_bersama_yang_ada() -> None:
    with pytest.raises(GalatData, match=r"Kolom salah tidak ada.*unit, n, capaian"):
        Tabel("T", (Kolom("salah", "Salah"),), isi())


def test_rekaman_memuat_nilai_utuh_yang_ditampilkan_saja() -> None:
    data = pd.DataFrame(
        {
            "unit": ["=A1", " "], "n": [7, "<5"], "capaian": [Fraction(1, 3), float("nan")], "hari": [date(2026, 11, 23), None],
            "nip": [199001012015031007, 199001012015031008], "ya": [True, False], "rahasia": ["x", "y"],
        }
    )  # fmt: skip
    kolom = (*KOLOM, Kolom("hari", "Hari"), Kolom("nip", "NIP", pribadi=True), Kolom("ya", "Ya"))
    bundel = Tabel("T", kolom, data, sumber="uji", kelas=Kelas.INDIVIDU)._repr_mimebundle_()
    rekaman = json.loads(json.dumps(bundel[MIME_TABEL], allow_nan=False))
    assert rekaman["baris"] == [
        ["=A1", 7, 1 / 3, {"tanggal": "2026-11-23"}, "199001012015031007", True],
        [None, "<5", None, None, "199001012015031008", False],
    ]
    assert rekaman["keterangan"] == ["Sumber: uji."]
    assert rekaman == bundel[MIME_TABEL]


def test_rekaman_berhenti_di_baris_terakhir_yang_ditampilkan() -> None:
    banyak = pd.concat([isi()] * 6, ignore_index=True)
    rekaman = Tabel("T", KOLOM, banyak, jumlah_baris_maks=3)._repr_mimebundle_()[MIME_TABEL]
    assert (len(rekaman["baris"]), rekaman["jumlah_baris"]) == (3, 12)
