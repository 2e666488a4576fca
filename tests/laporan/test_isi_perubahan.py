"""What the section on changes says: the conclusion first, with what is compared, and sums a reader can check."""

import pandas as pd
import pytest

from penilaian.cli.utama import utama
from penilaian.laporan import isi_pembanding, isi_perubahan
from penilaian.laporan.bahan import buka_nilai
from penilaian.laporan.bahan_perubahan import DIHITUNG_ULANG
from penilaian.laporan.isi_capaian import PEGAWAI_MINIMUM
from penilaian.nilai.keadaan import FAKTOR
from penilaian.nilai.perubahan import PREDIKAT_BAIK
from tests.dua_periode import KINI, LALU, tulis_dua_periode
from tests.kota_kecil import CICI

CONTOH = "data/contoh"


def _ubah(folder, periode=KINI, kode_opd="01"):
    isi = buka_nilai("02_penilaian_opd", folder_data=str(folder), kode_opd=kode_opd, periode=periode.kode)
    return isi_perubahan.buka_perubahan(isi)


@pytest.fixture(scope="module")
def dinkes(request):
    return _ubah(request.config.rootpath / CONTOH, kode_opd="dinkes")


@pytest.fixture
def folder(tmp_path):
    return tulis_dua_periode(tmp_path)


def test_kesimpulan_satu_kalimat_lalu_pembanding_dan_yang_belum_lengkap(dinkes):
    utama_, pembanding, sementara = isi_perubahan.kesimpulan_perubahan(dinkes).butir
    assert utama_ == (
        "Capaian rata-rata turun 0,65 poin, dari 94,23% pada Triwulan III 2025 menjadi 93,59% pada Triwulan IV 2025 "
        "(selisih dihitung sebelum dibulatkan); penyumbang terbesar: realisasi pada indikator yang sama (-0,42 poin)."
    )
    assert pembanding == f"Pembanding: Dinas Kesehatan, Triwulan III 2025; {DIHITUNG_ULANG}."
    assert "masih sementara: data 10 pegawai pada Triwulan III 2025 dan 13 pegawai" in sementara


def test_baris_tabel_berjumlah_perubahannya(dinkes):
    data = isi_perubahan.tabel_perubahan(dinkes).data
    for nama in (nama for nama in data if nama not in ("penyebab", "orang")):
        assert data[nama].iloc[:-1].sum() == pytest.approx(data[nama].iloc[-1]), nama


def test_setiap_penyebab_punya_tepat_satu_baris_dan_yang_menyentuh_sedikit_orang_digabung(dinkes):
    baris = isi_perubahan.baris_efek(dinkes.uraian)
    assert sorted(nama for satu in baris for nama in satu.faktor) == sorted(FAKTOR)
    assert all(satu.orang == 0 or satu.orang >= PEGAWAI_MINIMUM for satu in baris)
    assert any(len(satu.faktor) > 1 for satu in baris)


def test_penyebab_yang_tidak_ada_bernilai_nol_dan_disebut_tidak_berubah(dinkes):
    data = isi_perubahan.tabel_perubahan(dinkes).data.set_index("penyebab")
    assert (data.loc["Aturan yang berlaku"] == 0).all()
    assert isi_perubahan.pokok_perubahan(dinkes).butir[-1] == "Tidak berubah: susunan indikator dan aturan."


def test_kelengkapan_kedua_periode_bersebelahan(dinkes):
    data = isi_pembanding.tabel_pembanding(dinkes).data.set_index("hal")
    assert list(data.loc["Tanpa target yang terukur"]) == ["0 dari 243 (0,0%)", "2 dari 260 (0,8%)"]
    assert list(data.loc["Pegawai berhasil sementara"]) == ["10 dari 41 (24,4%)", "13 dari 44 (29,5%)"]


def test_predikat_di_bagian_ini_sama_dengan_di_laporan(dinkes):
    pegawai = dinkes.isi.hasil.pegawai["predikat"].dropna()
    bagian = 100 * pegawai.isin(["baik", "sangat_baik"]).mean()
    assert float(dinkes.uraian.ukuran[PREDIKAT_BAIK].akhir) == pytest.approx(bagian)


def test_tanpa_pembanding_sebabnya_disebut_sekali(folder):
    ubah = _ubah(folder, LALU)
    (satu,) = isi_perubahan.kesimpulan_perubahan(ubah).butir
    assert satu.startswith("Perubahan tidak dapat dihitung. Dinas Uji pada Triwulan II 2025 tidak ada di arsip")
    lain = (
        isi_pembanding.tabel_pembanding(ubah), isi_perubahan.tabel_perubahan(ubah), isi_perubahan.pokok_perubahan(ubah),
        isi_pembanding.tabel_keanggotaan(ubah),
    )  # fmt: skip
    assert {satu.butir for satu in lain} == {("Tidak ada pembanding; sebabnya di awal bagian ini.",)}
    assert "tidak ada data" in isi_perubahan.gambar_perubahan(ubah).alt


def test_asal_arsip_disebut_dengan_versi_dan_statusnya(folder):
    utama(["arsip", str(folder), "--periode", LALU.kode, "--final", "--oleh", "Siti, Kepala BKPSDM"])
    assert "Triwulan III 2025; arsip versi 1, final, " in isi_perubahan.kesimpulan_perubahan(_ubah(folder)).butir[1]


def test_arsip_yang_belum_memuat_semua_opd_tidak_dipakai_untuk_seluruh_kota_dan_itu_disebut(folder):
    for nama, kolom in (("pegawai", "kode_opd"), ("opd", "kode")):
        isi = pd.read_csv(folder / f"{nama}.csv", dtype=str, keep_default_na=False)
        if nama == "opd":
            isi = pd.concat([isi, isi.assign(kode="02", nama="Dinas Lain", kepala="")], ignore_index=True)
        else:
            isi.loc[isi["nip"] == CICI, kolom] = "02"
        isi.to_csv(folder / f"{nama}.csv", index=False)
    assert utama(["arsip", str(folder), "--periode", LALU.kode, "--opd", "01"]) == 0
    kota = _ubah(folder, kode_opd="kota")
    assert kota.asal == f"{DIHITUNG_ULANG}; arsipnya tidak dipakai karena belum memuat OPD 02"
    assert _ubah(folder).asal.startswith("arsip versi 1")
    assert utama(["arsip", str(folder), "--periode", LALU.kode]) == 0
    assert _ubah(folder, kode_opd="kota").asal.startswith("arsip versi 1")
