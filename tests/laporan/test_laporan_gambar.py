from __future__ import annotations

import base64
import io
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from penilaian.galat import GalatData
from penilaian.laporan import (
    Gambar,
    SumbuTegak,
    gambar_batang,
    gambar_batang_bertumpuk,
    gambar_kisi,
    gambar_kurva,
    gambar_matriks,
    gambar_sebaran,
)
from penilaian.laporan.gaya_gambar import LEBAR, bungkus, lebar_teks, susun_baris, warna_tingkat

URUTAN = ["sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang", "belum_ditetapkan"]
PANJANG = "Sekretariat Dinas Pemberdayaan Perempuan dan Perlindungan Anak"


def predikat() -> pd.DataFrame:
    return pd.DataFrame([[12, 61, 5, 2, 0, 20], [10, 80, 4, 1, 1, 4]], index=["Triwulan I", PANJANG], columns=URUTAN)


def capaian() -> tuple[pd.Series, pd.Series]:
    nilai = pd.Series([*np.linspace(80, 110, 30), 400.0, None])
    return nilai, pd.Series(["A"] * 16 + [PANJANG] * 16)


def bertumpuk(data: pd.DataFrame) -> Gambar:
    return gambar_batang_bertumpuk(data, "Predikat", "pegawai", "uji", urutan=URUTAN, label={"baik": "Baik"})


def sebaran() -> Gambar:
    return gambar_sebaran(*capaian(), "Sebaran", "persen", "uji", garis_acuan={90: "ambang", 100: "target"})


def kurva(*isi: pd.Series) -> Gambar:
    garis = {f"Garis {nomor} dengan nama yang panjang": satu for nomor, satu in enumerate(isi)}
    return gambar_kurva(garis, "Kurva", "hari", SumbuTegak("nilai", -50, 250, 50), "uji", garis_acuan={2: "contoh"})


def kisi(data: pd.DataFrame) -> Gambar:
    return gambar_kisi(data, "Kisi", "Hasil kerja", "Perilaku kerja", "uji", urutan=["Baik", "Kurang/misconduct"])


PEMBUAT: dict[str, Callable[[], Gambar]] = {
    "bertumpuk": lambda: bertumpuk(predikat()),
    "batang": lambda: gambar_batang(pd.Series({"A": -1.5, PANJANG: 2.0, "C": None}), "Batang", "poin", "uji"),
    "matriks": lambda: gambar_matriks(pd.DataFrame([[3, 1], [0, 9]]), "Matriks", "Usulan", "Ditetapkan", "uji"),
    "sebaran": sebaran,
    "kurva": lambda: kurva(pd.Series([0.0, None, 300.0]), pd.Series([1.0, -90.0, -90.0]), pd.Series([1.0, 2.0, -80.0])),
    "kisi": lambda: kisi(pd.DataFrame({"Sesuai": ["Baik", "Kurang/misconduct"]}, index=["Di atas", PANJANG])),
}
KOSONG: dict[str, Callable[[], Gambar]] = {
    "bertumpuk": lambda: bertumpuk(predikat().head(0)),
    "bertumpuk nol": lambda: bertumpuk(predikat() * 0),
    "batang": lambda: gambar_batang(pd.Series([None], dtype=float), "B", "poin", "uji"),
    "matriks": lambda: gambar_matriks(pd.DataFrame(), "M", "a", "b", "uji"),
    "kurva": kurva,
    "kurva tanpa nilai": lambda: kurva(pd.Series([None, None], dtype=float)),
    "kisi": lambda: kisi(pd.DataFrame()),
    "sebaran": lambda: gambar_sebaran(pd.Series([], dtype=float), pd.Series([], dtype=str), "S", "persen", "uji"),
}


@pytest.mark.parametrize("nama", PEMBUAT)
def test_gambar_sama_untuk_data_yang_sama(nama: str) -> None:
    assert PEMBUAT[nama]() == PEMBUAT[nama]()


@pytest.mark.parametrize("nama", PEMBUAT)
def test_gambar_selebar_halaman_dan_tidak_terpotong_di_tepi(nama: str) -> None:
    gambar = PEMBUAT[nama]()
    with Image.open(io.BytesIO(gambar.png)) as berkas:
        titik = np.asarray(berkas.convert("L"))
        assert "Software" not in berkas.info
    assert titik.shape == (gambar.tinggi_px, gambar.lebar_px)
    assert gambar.lebar_px == round(LEBAR * 150)
    tepi = np.concatenate([titik[:, :2].ravel(), titik[:, -2:].ravel(), titik[:2].ravel(), titik[-2:].ravel()])
    assert (tepi > 250).all()


@pytest.mark.parametrize("nama", PEMBUAT)
def test_bundel_membawa_teks_pengganti_judul_dan_sumber(nama: str) -> None:
    gambar = PEMBUAT[nama]()
    data, metadata = gambar._repr_mimebundle_()
    assert base64.b64decode(data["image/png"]) == gambar.png
    assert data["text/plain"] == f"Gambar: {gambar.judul}. {gambar.alt}"
    assert metadata["image/png"]["alt"] == gambar.alt
    assert metadata["image/png"]["sumber"] == "uji"
    assert 640 <= metadata["image/png"]["width"] <= 645


@pytest.mark.parametrize("nama", KOSONG)
def test_data_kosong_menjadi_gambar_yang_mengatakannya(nama: str) -> None:
    gambar = KOSONG[nama]()
    assert "tidak ada data" in gambar.alt
    assert gambar.png.startswith(b"\x89PNG")


def test_teks_pengganti_menyebut_angka_dari_data() -> None:
    assert "Triwulan I (100 pegawai): sangat_baik 12,0%, Baik 61,0%" in bertumpuk(predikat()).alt
    assert "median" in sebaran().alt
    assert "ambang (90) dan target (100)" in sebaran().alt
    assert "sama pada 12 (92,3%)" in PEMBUAT["matriks"]().alt
    assert "C –" in PEMBUAT["batang"]().alt
    assert "Garis 1 dengan nama yang panjang: 1,0 pada 0 dan -90,0 pada 2" in PEMBUAT["kurva"]().alt
    assert "Hasil kerja di atas, menurut perilaku kerja: sesuai Baik." in PEMBUAT["kisi"]().alt


def test_teks_pengganti_sendiri_dipakai() -> None:
    assert gambar_batang(pd.Series({"A": 1}), "J", "poin", "uji", alt="Kalimat sendiri.").alt == "Kalimat sendiri."


def test_banyak_baris_diringkas_dalam_teks_pengganti() -> None:
    data = pd.concat([predikat().head(1)] * 30).set_axis([f"Unit {i}" for i in range(30)])
    alt = bertumpuk(data).alt
    assert "Seluruhnya:" in alt
    assert len(alt) < 400


def test_tingkat_asing_dan_jumlah_negatif_ditolak() -> None:
    with pytest.raises(GalatData, match="Tingkat istimewa tidak ada dalam urutan"):
        bertumpuk(predikat().assign(istimewa=1))
    with pytest.raises(GalatData, match="negatif"):
        bertumpuk(-predikat())


def test_nilai_dan_kelompok_harus_sama_panjang() -> None:
    with pytest.raises(GalatData, match="tidak sama panjang"):
        gambar_sebaran(pd.Series([1.0]), pd.Series(["a", "b"]), "S", "persen", "uji")


def test_garis_yang_tidak_dapat_dibedakan_ditolak() -> None:
    with pytest.raises(GalatData, match="berisi 5 garis"):
        kurva(*[pd.Series([1.0, 2.0])] * 5)


def test_warna_tingkat_berbeda_dan_yang_belum_ditetapkan_kelabu_berarsir() -> None:
    warna = warna_tingkat(URUTAN, "belum_ditetapkan")
    assert len({satu.isi for satu in warna.values()}) == len(URUTAN)
    assert warna["belum_ditetapkan"].arsir
    assert warna_tingkat(["a", "b", "c"])["a"] == warna["sangat_baik"]


def test_label_panjang_dibungkus_tanpa_kehilangan_huruf() -> None:
    baris = bungkus(f"{PANJANG} {'x' * 80}", 2.0)
    assert all(lebar_teks(satu) <= 2.0 for satu in baris)
    assert "".join(baris).replace(" ", "") == (PANJANG + "x" * 80).replace(" ", "")


def test_baris_yang_tidak_muat_di_halaman_disebut() -> None:
    susunan = susun_baris([PANJANG] * 100)
    assert len(susunan.label) < 100
    assert susunan.tinggi <= 8.3
    assert (
        gambar_batang(pd.Series(range(100), index=[f"{PANJANG} {i}" for i in range(100)]), "B", "x", "u").tinggi_px
        < 1600
    )


def test_gambar_tidak_terpengaruh_setelan_notebook() -> None:
    import matplotlib

    semula = PEMBUAT["batang"]()
    with matplotlib.rc_context({"font.size": 30, "savefig.bbox": "tight", "axes.facecolor": "red"}):
        assert PEMBUAT["batang"]() == semula
