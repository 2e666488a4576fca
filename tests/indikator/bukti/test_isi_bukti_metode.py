"""The proof of methods: every truth is computed again, and one that does not agree is seen, never raised."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from penilaian.galat import GalatParameter
from penilaian.laporan import isi_bukti_metode as m
from penilaian.laporan.bukti_hitung import RUMUS, TAI
from penilaian.laporan.gambar import Gambar
from penilaian.laporan.poin import Poin

FOLDER = Path(__file__).parents[3] / "data" / "nyata" / "tai"


@cache
def _buka(folder: Path = FOLDER) -> m.IsiBukti:
    return m.buka_bukti("03_bukti_metode", periode="2025-T4", folder_kebenaran=str(folder))


@pytest.fixture(scope="module")
def isi() -> m.IsiBukti:
    return _buka()


@pytest.fixture
def rusak(tmp_path: Path) -> Callable[[str, str, str], m.IsiBukti]:
    """Open a copy of the folder in which one text has been replaced."""

    def ganti(nama: str, semula: str, menjadi: str) -> m.IsiBukti:
        folder = tmp_path / "tai"
        shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
        teks = (folder / nama).read_text("utf-8")
        assert semula in teks
        (folder / nama).write_text(teks.replace(semula, menjadi, 1), "utf-8")
        return _buka(folder)

    return ganti


def test_setiap_kebenaran_lulus(isi: m.IsiBukti) -> None:
    gagal = {bukti.kode: (bukti.galat, bukti.nilai.to_string()) for bukti in isi.bukti if not bukti.lulus}
    assert not gagal


def test_semua_rumus_yang_dikenal_punya_kasus(isi: m.IsiBukti) -> None:
    assert {satu.rumus for satu in isi.berkas.kasus} == set(RUMUS)
    assert set(isi.berkas.terbit.kebenaran) == set(TAI)


def test_ringkasan_menyebut_semua_lulus(isi: m.IsiBukti) -> None:
    data = m.tabel_bukti_ringkas(isi).data
    assert len(data) == len(isi.bukti) == 32
    assert set(data["hasil"]) == {"Lulus"}
    assert m.pokok_bukti(isi).butir[0].startswith("Semua 158 nilai dari 32 kebenaran acuan cocok")


def test_setiap_nilai_berdiri_sendiri_dengan_nama_yang_dapat_dibaca(isi: m.IsiBukti) -> None:
    data = m.tabel_bukti_nilai(isi).data
    assert len(data) == data["hasil"].eq("Lulus").sum() == 158
    assert {"Finlandia", "Telepon (log)", "amerika serikat"} <= set(data["butir"])
    baris = data[data["butir"] == "Ekspor teknologi"].iloc[1]
    assert (baris["terbit"], baris["dihitung"], baris["selisih"], baris["toleransi"]) == (
        "-0,1080", "-0,1100", "0,0020", "0,007",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("semula", "menjadi", "apa"),
    [
        ("exports: 0.774", "exports: 0.779", "Alfa Cronbach bila satu indikator dibuang"),
        ("Korea: 5, Netherlands: 6,", "Korea: 6, Netherlands: 5,", "Peringkat, bobot sama, patokan HDR 2001"),
        ('"8": 0.9}', '"9": 0.9}', "Nilai eigen matriks korelasi, % ragam"),
    ],
)
def test_yang_tidak_cocok_tampak_gagal_dan_disebut_di_pokok(rusak, semula: str, menjadi: str, apa: str) -> None:
    isi = rusak("terbit.yaml", semula, menjadi)
    ringkas = m.tabel_bukti_ringkas(isi).data.set_index("apa")
    assert ringkas.loc[apa, "hasil"] == "Gagal"
    assert (ringkas["hasil"] == "Lulus").sum() == 31
    nilai = m.tabel_bukti_nilai(isi).data
    assert set(nilai.loc[nilai["hasil"] == "Gagal", "apa"]) == {apa}
    pokok = m.pokok_bukti(isi).butir[0]
    assert pokok.startswith("GAGAL: ")
    assert apa in pokok


@pytest.mark.parametrize(
    ("semula", "menjadi", "sebab"),
    [
        ("rumus: bobot_pca", "rumus: bobot_pcaa", "tidak ada rumus dengan nama itu"),
        ("y: [1, 3, 2, 4]", "y: [1, 1, 1, 1]", "nilainya sama untuk semua unit"),
        ("y: [1, 3, 2, 4]", "y: [1, 3, 2]", "masukan tidak sesuai rumusnya"),
        ("cara: z}", "cara: zz}", "zz"),
        ("[a, b, 2], [a, c, 6], [b, c, 3]", "[a, b, 2], [a, c, 6]", "b dan c"),
        ("bobot: {x: 1, y: 1}, cara: terendah", "cara: terendah", "masukan tidak sesuai rumusnya"),
    ],
)
def test_rumus_yang_menolak_tampak_gagal_dengan_sebabnya(rusak, semula: str, menjadi: str, sebab: str) -> None:
    isi = rusak("kasus_metode.yaml", semula, menjadi)
    gagal = [teks for teks in m.tabel_bukti_ringkas(isi).data["hasil"] if teks != "Lulus"]
    assert len(gagal) == 1
    assert gagal[0].startswith("Gagal: ")
    assert sebab in gagal[0]
    assert "–" in set(m.tabel_bukti_nilai(isi).data["dihitung"])
    assert "GAGAL" in m.pokok_bukti(isi).butir[0]


@pytest.mark.parametrize(
    ("nama", "semula", "menjadi", "disebut"),
    [
        ("terbit.yaml", "toleransi: 0.15", "toleransi: banyak", "kebenaran.nilai_eigen.toleransi"),
        ("terbit.yaml", "toleransi: 0.15", "tolerasi: 0.15", "kebenaran.nilai_eigen.tolerasi"),
        ("terbit.yaml", "negara: {Finland: Finlandia, ", "negara: {", "Finland tidak ada di kedua berkas"),
        ("terbit.yaml", "kebenaran:", "kebenaran: [", "indentasi"),
        ("kasus_metode.yaml", 'a: "4/7"', 'a: "4/0"', r"bagian kasus\.\d+\.nilai\.a tidak sesuai bentuknya"),
        ("terbit.yaml", "bawah: 1, atas: 901", "bawah: 0, atas: 901", r"bagian indikator\.telephones_log tidak sesuai"),
        ("terbit.yaml", "bawah: 0, atas: 994", "bawah: 994, atas: 0", r"bagian indikator\.patents tidak sesuai"),
        ("tai.csv", "Finland,187", "Finland,banyak", "bukan tabel angka"),
    ],
)
def test_berkas_yang_tidak_terbaca_ditolak_dan_disebut(
    rusak, nama: str, semula: str, menjadi: str, disebut: str
) -> None:
    with pytest.raises(GalatParameter, match=disebut) as galat:
        rusak(nama, semula, menjadi)
    assert nama in galat.value.apa


def test_folder_yang_tidak_ada_ditolak(tmp_path: Path) -> None:
    with pytest.raises(GalatParameter, match="berkas tidak ada"):
        _buka(tmp_path)


def test_peringkat_tercetak_dengan_patokan_dan_min_maks(isi: m.IsiBukti) -> None:
    data = m.tabel_peringkat_tai(isi).data.set_index("negara")
    assert len(data) == 23
    assert (data["terbit"] == data["patokan"]).all()
    assert (data["terbit"] == data["min_maks"]).sum() == 11
    assert data.loc["Norwegia", ["terbit", "patokan", "min_maks", "pindah"]].tolist() == [12, 12, 4, 8]
    anggaran = m.tabel_peringkat_tai(isi, "anggaran").data
    assert (anggaran["terbit"] == anggaran["patokan"]).all()
    assert (
        "23 dari 23 (100,0%) negara bila dinormalkan dengan patokan, dan pada 11 dari 23" in m.pokok_bukti(isi).butir[1]
    )


def test_patokan_menyusutkan_telepon_yang_diregangkan_sampel(isi: m.IsiBukti) -> None:
    """(log10 901 − 2.73) / log10 901: all countries lie in the top twelfth between the goalposts."""
    data = m.tabel_patokan(isi).data.set_index("nama")
    assert data.loc["Telepon (log)", "bentang"] == pytest.approx(100 * (2.954725 - 2.73) / 2.954725, abs=1e-4)
    assert data["bentang"].between(0, 100).all()


def test_gambar_punya_teks_alternatif_dari_datanya(isi: m.IsiBukti) -> None:
    gambar = m.gambar_peringkat_tai(isi)
    assert "11 tidak berpindah" in gambar.alt
    assert "Norwegia dari 12 ke 4" in gambar.alt
    assert gambar.sumber == isi.sumber
    assert gambar.png == m.gambar_peringkat_tai(isi).png


def test_tanpa_bobot_peringkat_tidak_dikarang(rusak) -> None:
    isi = rusak("terbit.yaml", "  anggaran: {patents: 11,", "  anggaran: {patents: 12,")
    assert isinstance(m.tabel_peringkat_tai(isi, "anggaran"), Poin)
    assert isinstance(m.gambar_peringkat_tai(isi, "anggaran"), Gambar)
    assert "kosong" in m.gambar_peringkat_tai(isi, "anggaran").alt
    assert "Bobot berjumlah 101" in " ".join(m.tabel_bukti_ringkas(isi).data["hasil"])
    assert "Peringkat dengan bobot alokasi anggaran tidak dapat dihitung." in m.pokok_bukti(isi).butir


def test_peringkat_tercetak_yang_bukan_bilangan_bulat_tampak_gagal(rusak) -> None:
    isi = rusak("terbit.yaml", "Hungary: 22, Slovenia: 23}", "Hungary: 22, Slovenia: 22.5}")
    assert isinstance(m.tabel_peringkat_tai(isi), Poin)
    assert "GAGAL: 1 dari 158" in m.pokok_bukti(isi).butir[0]


def test_asal_menyebut_ingatan_dan_yang_tidak_diuji(isi: m.IsiBukti) -> None:
    data = m.tabel_asal(isi).data
    assert (data["hal"] == "Tidak diuji").sum() == 2
    assert data.set_index("hal").loc["Patokan", "asal"].startswith("diingat dari Human Development Report 2001")
    assert "ingatan" in " ".join(data["hal"])


@pytest.mark.parametrize(
    "tabel", [m.tabel_laporan_ini, m.tabel_sidik, m.tabel_asal, m.tabel_patokan, m.tabel_bukti_nilai]
)
def test_semua_tabel_tampil_dan_terbuka_untuk_umum(isi: m.IsiBukti, tabel) -> None:
    satu = tabel(isi)
    assert satu.kelas.value == "publik"
    assert not satu.data.empty
    assert isinstance(satu.data, pd.DataFrame)
    assert not {"nan", "None", "<NA>"} & set(repr(satu).split())
