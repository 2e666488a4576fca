"""The rule book as a report: what it shows is what the book holds."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from penilaian.aturan import Aturan, muat_buku
from penilaian.galat import GalatMasaBerlaku, GalatParameter
from penilaian.laporan import Tabel
from penilaian.laporan import isi_aturan as isi
from penilaian.laporan import isi_aturan_contoh as contoh
from penilaian.laporan import isi_aturan_gambar as gambar
from penilaian.laporan import isi_aturan_kasus as kasus
from penilaian.laporan.isi_aturan_nilai import tabel_nilai
from penilaian.laporan.poin import Poin

FOLDER_KASUS = Path(__file__).parents[1] / "kasus"
HARI = [date(2013, 6, 1), date(2020, 1, 1), date(2021, 7, 1), date(2025, 12, 31)]
SALAH = """
- nama: salah
  ketentuan: kuadran
  masukan: {hasil_kerja: di_atas, perilaku_kerja: di_atas}
  keluaran: {predikat: baik}
  asal: uji
  jenis: tercetak
"""


def pada(hari: date) -> Aturan:
    return muat_buku().pada(hari)


@pytest.fixture(scope="module")
def kini() -> Aturan:
    return pada(date(2025, 12, 31))


@pytest.mark.parametrize("hari", HARI, ids=str)
def test_setiap_ketentuan_berlaku_atau_disebut_sebabnya(hari: date) -> None:
    aturan = pada(hari)
    daftar, tidak = isi.daftar_ketentuan(aturan), isi.daftar_tidak_berlaku(aturan)
    assert sorted([*daftar["kode"], *tidak["kode"]]) == sorted(aturan.ketentuan)
    assert all(tidak["sebab"])
    for kode in tidak["kode"]:
        with pytest.raises(GalatMasaBerlaku):
            aturan.masa(kode)


@pytest.mark.parametrize("hari", HARI, ids=str)
def test_hitungan_keadaan_sama_dengan_bukunya(hari: date) -> None:
    aturan = pada(hari)
    masa = {kode: aturan.masa(kode) for kode in isi.daftar_ketentuan(aturan)["kode"]}
    peraturan = [kode for kode in masa if aturan.ketentuan[kode].sifat == "peraturan"]
    harap = {
        "dibaca": sum(masa[kode].diperiksa is not None for kode in peraturan),
        "belum": sum(masa[kode].diperiksa is None for kode in peraturan),
        "lokal": sum(aturan.ketentuan[kode].sifat == "kebijakan_lokal" for kode in masa),
        "praktik": sum(aturan.ketentuan[kode].sifat == "praktik" for kode in masa),
    }
    hitungan = isi.hitung_keadaan(aturan)
    assert hitungan.sum().to_dict() == {kode: jumlah for kode, jumlah in harap.items() if jumlah}
    semua = isi.tabel_keadaan(aturan).data.iloc[-1]
    assert (semua["peraturan"], semua["jumlah"]) == ("Semua", len(masa))
    assert len(isi.tabel_ketentuan(aturan).isi) == len(hitungan)
    assert sum(len(satu.data) for satu in isi.tabel_ketentuan(aturan).isi) == len(masa)


@pytest.mark.parametrize("hari", HARI, ids=str)
def test_isi_setiap_ketentuan_menjadi_tabel_bersumber(hari: date) -> None:
    aturan = pada(hari)
    berlaku = set(isi.daftar_ketentuan(aturan)["kode"])
    for kode in aturan.ketentuan:
        tabel = tabel_nilai(aturan, kode)
        assert isinstance(tabel, Tabel if kode in berlaku else Poin), kode
        if isinstance(tabel, Tabel):
            assert len(tabel.data)
            assert str(aturan.masa(kode).sitasi) in tabel.sumber
            assert aturan.masa(kode).verifikasi in tabel.sumber
        assert not {"Fraction", "Decimal", "None", "nan"} & set(re.findall(r"\w+", repr(tabel))), kode


def test_hanya_yang_bukan_peraturan_disebut_sifatnya(kini: Aturan) -> None:
    assert "kebijakan lokal, bukan peraturan" in repr(tabel_nilai(kini, "kebijakan/palu"))
    assert "parameternya kebijakan lokal" in repr(tabel_nilai(kini, "permenpanrb-6-2022/usulan_hasil_kerja"))
    assert "peraturan;" not in repr(tabel_nilai(kini, "permenpanrb-6-2022/kuadran"))


def test_matriks_tampil_persis_seperti_selnya(kini: Aturan) -> None:
    kode = "permenpanrb-6-2022/kuadran"
    tabel, nama = tabel_nilai(kini, kode), kini.nilai("permenpanrb-6-2022/predikat").nama
    assert isinstance(tabel, Tabel)
    rating = kini.nilai("permenpanrb-6-2022/rating").nama
    terbaca = tabel.data.set_index("hasil_kerja")
    for baris, sel in kini.nilai(kode).sel.items():
        for kolom, predikat in sel.items():
            assert terbaca.loc[rating[baris], kolom] == nama[predikat]


@pytest.mark.parametrize("hari", HARI, ids=str)
def test_skema_yang_ditandai_adalah_yang_berlaku(hari: date) -> None:
    aturan = pada(hari)
    selama = list(isi.tabel_rezim(aturan).data["selama"])
    ditandai = [satu for satu in selama if "; berlaku pada" in satu]
    assert len(ditandai) == (hari >= date(2014, 1, 1))
    assert [satu.split(";")[0] for satu in selama] == [
        "1 Januari 2014 sampai 30 Juni 2021", "1 Juli 2021 sampai 31 Desember 2021", "sejak 1 Januari 2022",
    ]  # fmt: skip


def test_empat_rumus_untuk_target_10_realisasi_8(kini: Aturan) -> None:
    hasil = [satu.hitung(Fraction(10), Fraction(8)) for satu in contoh.empat_rumus(kini)]
    assert hasil == [80, 120, 125, 96]
    tabel = contoh.tabel_empat_rumus(kini)
    assert list(tabel.data["hasil"]) == ["80", "120", "125", "96"]
    assert list(tabel.data["usulan"]) == [
        "Di bawah ekspektasi", "Di atas ekspektasi", "Di atas ekspektasi", "Sesuai ekspektasi",
    ]  # fmt: skip
    assert "salah arah" in tabel.data["arti"][0]
    assert "PermenPANRB 8/2021" in tabel.data["sumber"][1]
    assert "Permendagri 86/2017" in tabel.data["sumber"][1]
    assert "1,76T" in tabel.data["rumus"][3]


def test_rumus_tetap_dapat_dibandingkan_pada_hari_apa_pun() -> None:
    for hari in HARI:
        assert [satu.hitung(Fraction(10), Fraction(8)) for satu in contoh.empat_rumus(pada(hari))] == [80, 120, 125, 96]


def test_titik_di_tabel_adalah_titik_di_gambar(kini: Aturan) -> None:
    titik = contoh.tabel_titik_rumus(kini).data
    for nomor, rumus in enumerate(contoh.empat_rumus(kini)):
        kurva = gambar._kurva(rumus, Fraction(10))
        for r, nilai in zip(contoh.TITIK, titik[f"rumus_{nomor}"], strict=True):
            assert kurva[float(r)] == pytest.approx(nilai, nan_ok=True)


def test_patahan_dibiarkan_terbuka_di_gambar(kini: Aturan) -> None:
    perka = gambar._kurva(contoh.empat_rumus(kini)[3], Fraction(10))
    assert list(perka[perka.isna()].index) == [pytest.approx(7.575)]


def test_jebakan_dihitung_dengan_dua_cara(kini: Aturan) -> None:
    hemat, penuh, tengah = contoh.tabel_jebakan(kini).data.itertuples(index=False)
    assert hemat.masukan == "waktu 12 menjadi 9,12"
    assert (hemat.tepat.split(":")[0], hemat.lain.split(":")[0]) == ("100", "76")
    assert (penuh.tepat.split(",")[0], penuh.lain.split(",")[0]) == ("100", "99")
    assert "mutu A: bobot 1/9" in tengah.tepat
    assert "mutu B: bobot 0,11" in tengah.lain


def test_kasus_dihitung_per_berkas_dan_jenis() -> None:
    hasil = kasus.jalankan_kasus(FOLDER_KASUS, muat_buku())
    tabel = kasus.tabel_kasus(hasil).data
    assert list(tabel["berkas"]) == [*(berkas.stem for berkas in sorted(FOLDER_KASUS.glob("*.yaml"))), "Semua"]
    semua = tabel.iloc[-1]
    assert semua["lulus"] == tabel["lulus"][:-1].sum()
    assert semua["gagal"] == 0
    assert sum(int(semua[jenis].split()[0].replace(".", "")) for jenis in kasus.JENIS) == semua["lulus"]
    assert "Tidak ada: semua" in repr(kasus.tabel_kasus_gagal(hasil))


def test_kasus_yang_gagal_dan_berkas_yang_rusak_disebut(tmp_path: Path) -> None:
    (tmp_path / "permenpanrb-6-2022.yaml").write_text(SALAH, "utf-8")
    (tmp_path / "rusak.yaml").write_text("bukan daftar", "utf-8")
    bahan = kasus.buka_aturan("00_buku_aturan", periode="2025-T4", folder_kasus=str(tmp_path))
    gagal = kasus.tabel_kasus_gagal(bahan.kasus)
    assert isinstance(gagal, Tabel)
    assert "harap baik, dapat sangat_baik" in gagal.data["beda"][0]
    assert "tidak berisi daftar kasus" in gagal.data["beda"][1]
    assert list(kasus.tabel_kasus(bahan.kasus).data["gagal"]) == [1, 1, 2]
    assert "2 kasus uji gagal" in repr(kasus.pokok_laporan(bahan))
    assert str(tmp_path) not in repr(gagal)


@pytest.mark.parametrize("periode", ["1950", "2013", "2021-S1", "2021-T3", "2025-T4"])
def test_seluruh_isi_dapat_dibuat_untuk_periode_apa_pun(periode: str) -> None:
    bahan = kasus.buka_aturan("00_buku_aturan", periode=periode, folder_kasus=str(FOLDER_KASUS))
    assert repr(isi.tabel_ketentuan(bahan.aturan))
    for buat in (isi.tabel_tidak_berlaku, isi.pokok_aturan, gambar.gambar_keadaan, gambar.gambar_kuadran):
        assert repr(buat(bahan.aturan))
    for buat in (kasus.tabel_laporan_ini, kasus.pokok_laporan, kasus.tabel_sidik):
        assert repr(buat(bahan))


def test_folder_kasus_yang_kosong_dan_notebook_lain_ditolak(tmp_path: Path) -> None:
    with pytest.raises(GalatParameter, match="tidak berisi berkas kasus"):
        kasus.buka_aturan("00_buku_aturan", periode="2025-T4", folder_kasus=str(tmp_path / "tidak-ada"))
    with pytest.raises(GalatParameter, match="tidak dapat dibuka dengan cara ini"):
        kasus.buka_aturan("01_mutu_data", periode="2025-T4", folder_kasus=str(FOLDER_KASUS))
