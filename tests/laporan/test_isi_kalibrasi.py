"""What the calibration report shows: it opens on any data that can be scored, adds up, and names nobody."""

import inspect
from types import ModuleType

import pandas as pd
import pytest

from penilaian.galat import GalatParameter
from penilaian.laporan import (
    Gambar,
    Tabel,
    isi_kalibrasi,
    isi_kalibrasi_jejak,
    isi_kalibrasi_keadilan,
    isi_kalibrasi_penilai,
    isi_kalibrasi_permainan,
    isi_kalibrasi_pola,
)
from penilaian.laporan.isi_capaian import PEGAWAI_MINIMUM
from penilaian.laporan.poin import Poin
from penilaian.pribadi.samaran import memuat_nip
from tests.kota_kecil import PERIODE, tulis_kecil

RUANG: tuple[ModuleType, ...] = (
    isi_kalibrasi, isi_kalibrasi_jejak, isi_kalibrasi_keadilan, isi_kalibrasi_penilai, isi_kalibrasi_permainan,
    isi_kalibrasi_pola,
)  # fmt: skip
ISI = {
    nama: fungsi
    for ruang in RUANG
    for nama, fungsi in inspect.getmembers(ruang, inspect.isfunction)
    if fungsi.__module__ == ruang.__name__ and next(iter(inspect.signature(fungsi).parameters), "") == "isi"
    if nama.startswith(("tabel_", "gambar_", "pokok_"))
}
SKENARIO = "data/skenario/ambang_sesuai_95.yaml"


def _buka(folder, akar, periode=PERIODE, kode_opd="kota"):
    return isi_kalibrasi.buka_kalibrasi(
        "04_kalibrasi",
        folder_data=str(folder),
        kode_opd=kode_opd,
        periode=periode,
        berkas_skenario=str(akar / SKENARIO),
    )


def _semua(isi):
    for nama, fungsi in ISI.items():
        lain = ["kode_opd"] if nama == "tabel_menyimpang" else []
        yield nama, fungsi(isi, *lain)


@pytest.fixture(scope="module")
def kota(request):
    akar = request.config.rootpath
    return _buka(akar / "data/contoh", akar, "2025-T4")


def _kosongkan_penetapan(tabel):
    tabel["penetapan"] = tabel["penetapan"].head(0)


def _satu_rating(tabel):
    tabel["penetapan"] = tabel["penetapan"].assign(hasil_kerja="sesuai", perilaku_kerja="sesuai", predikat="baik")


def _tanpa_umpan_balik(tabel):
    tabel["umpan_balik"] = tabel["umpan_balik"].head(0)


def _tanpa_penilai(tabel):
    for nama in ("pegawai", "penetapan"):
        tabel[nama] = tabel[nama].assign(nip_penilai=None)


def _tanpa_realisasi(tabel):
    tabel["realisasi"] = tabel["realisasi"].assign(realisasi=None, alasan_kosong="cuti")


CACAT = {
    "seadanya": None,
    "belum ada penetapan": _kosongkan_penetapan,
    "semua rating sama": _satu_rating,
    "tanpa umpan balik": _tanpa_umpan_balik,
    "tanpa pejabat penilai": _tanpa_penilai,
    "tanpa realisasi": _tanpa_realisasi,
}


@pytest.mark.parametrize("ubah", CACAT.values(), ids=CACAT)
def test_setiap_isi_terbuka_pada_data_yang_sedikit_atau_kosong(tmp_path, ubah, request):
    """Four people, one agency, one period: nearly everything is too little to compute, and says so."""
    isi = _buka(tulis_kecil(tmp_path, ubah), request.config.rootpath)
    for nama, satu in _semua(isi):
        assert isinstance(satu, Tabel | Poin | Gambar), nama
        assert "nan" not in repr(satu).casefold().split(), nama


def test_opd_kecil_pada_periode_pertama_terbuka(request):
    akar = request.config.rootpath
    isi = _buka(akar / "data/contoh", akar, "2024-T1", "inspektorat")
    for nama, satu in _semua(isi):
        assert isinstance(satu, Tabel | Poin | Gambar), nama


def test_tidak_satu_pun_menyebut_nip_atau_nama(kota):
    nama_orang = set(kota.bahan.data.tabel["pegawai"]["nama"])
    for nama, satu in _semua(kota):
        teks = repr(satu)
        assert not memuat_nip(teks), nama
        assert not any(orang in teks for orang in nama_orang), nama


def test_periode_sebelum_2022_ditolak_dengan_sebab(tmp_path, request):
    def mundurkan(tabel):
        for isi in tabel.values():
            if "periode" in isi:
                isi["periode"] = "2021-S2"
        tabel["skp"]["lingkup"] = None

    folder = tulis_kecil(tmp_path, mundurkan)
    with pytest.raises(GalatParameter, match="PermenPANRB 6/2022"):
        _buka(folder, request.config.rootpath, "2021-S2")


def test_delapan_periode_sejenis_dipakai_yang_ditinjau_terakhir(kota):
    assert kota.kalibrasi.daftar_periode == [f"{tahun}-T{n}" for tahun in (2024, 2025) for n in range(1, 5)]
    assert set(kota.kalibrasi.kini["periode"]) == {"2025-T4"}


def test_opd_diurutkan_dari_yang_terjauh_dari_pola_surat_edaran(kota):
    tabel = isi_kalibrasi_pola.tabel_urutan(kota)
    assert tabel.data["bagian_surat_edaran"].dropna().is_monotonic_decreasing
    assert (tabel.data["pegawai"] >= PEGAWAI_MINIMUM).all()
    assert "bukan kuota" in tabel.catatan


def test_peringatan_pola_menyebut_sitasi_dan_tidak_mengubah_predikat(kota):
    sebelum = kota.kalibrasi.kini["predikat"].copy()
    tabel = isi_kalibrasi_pola.tabel_peringatan_pola(kota)
    assert "SE MenPANRB 3/2023" in tabel.catatan
    assert "PermenPANRB 6/2022" in tabel.catatan
    pd.testing.assert_series_equal(kota.kalibrasi.kini["predikat"], sebelum)


def test_silang_usulan_berjumlah_semua_yang_dapat_dibandingkan(kota):
    kini = kota.kalibrasi.kini
    banyak = int((kini["usulan"].notna() & kini["hasil_kerja"].notna()).sum())
    data = isi_kalibrasi_pola.tabel_silang(kota).data
    assert data.drop(columns="usulan").to_numpy().sum() == banyak


def test_alasan_yang_jarang_digabung_dan_jumlahnya_tetap(kota):
    data = isi_kalibrasi_pola.tabel_alasan(kota).data
    semua = data["lebih_tinggi"] + data["lebih_rendah"]
    assert (semua[data["alasan"] != "alasan lain"] >= PEGAWAI_MINIMUM).all()
    kini = kota.kalibrasi.kini.dropna(subset=["usulan", "hasil_kerja"])
    beda = kini[kini["usulan"] != kini["hasil_kerja"]]
    assert semua.sum() == beda["alasan_penetapan"].notna().sum()


def test_satu_atasan_satu_tim_disebut_tidak_terhubung(kota):
    data = isi_kalibrasi_penilai.tabel_keterhubungan(kota).data.set_index("rancangan")
    assert "tidak terhubung sama sekali" in data.loc["Penetapan, periode ini", "arti"]


def test_tabel_ketentuan_memuat_kebijakan_kalibrasi_dan_kedua_lapis_pola(kota):
    judul = " ".join(isi_kalibrasi_jejak.tabel_ketentuan(kota).data["sitasi"])
    assert "SE MenPANRB 3/2023" in judul
    batas = isi_kalibrasi_jejak.tabel_batas(kota).data
    assert len(batas) == len(kota.kalibrasi.aturan.nilai("kebijakan/kalibrasi").butir)


@pytest.mark.parametrize(
    ("tertinggi", "langkah"), [(969, 200), (7, 1), (0, 1), (4, 1), (5, 1), (40, 10), (41, 10), (1_000_000, 200_000)]
)
def test_langkah_sumbu_memberi_empat_sampai_sepuluh_tanda(tertinggi, langkah):
    assert isi_kalibrasi_permainan.langkah_sumbu(float(tertinggi)) == langkah
