"""What a report starts from: only periods whose scheme it can tell."""

import pytest

from penilaian.galat import GalatParameter
from penilaian.laporan.bahan import buka, buka_nilai
from tests.kota_2021 import PERIODE, S1, S2, TAHUN, tulis_2021
from tests.kota_kecil import PERIODE as KINI
from tests.kota_kecil import tulis_kecil


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return str(tulis_2021(tmp_path_factory.mktemp("kota_2021")))


@pytest.mark.parametrize(
    ("periode", "aturan"),
    [
        (S1, "Semester I 2021 dinilai menurut Perka BKN 1/2013"),
        (S2, "PermenPANRB 8/2021"),
        (TAHUN, "masa peralihan 2021"),
    ],
)
def test_laporan_nilai_menolak_skema_lama_dan_menyebut_jalan_lain(folder, periode, aturan):
    with pytest.raises(GalatParameter, match="Laporan ini untuk penilaian menurut PermenPANRB 6/2022") as galat:
        buka_nilai("02_penilaian_opd", folder_data=folder, kode_opd="01", periode=periode)
    assert aturan in galat.value.mengapa
    assert f"penilaian hitung FOLDER --periode {periode}" in galat.value.tindakan


@pytest.mark.parametrize("periode", PERIODE)
def test_laporan_mutu_data_menerima_periode_apa_pun(folder, periode):
    assert len(buka("01_mutu_data", folder_data=folder, kode_opd="01", periode=periode).irisan.tabel["pegawai"])


def test_laporan_nilai_tetap_terbuka_untuk_skema_sekarang(tmp_path):
    folder = str(tulis_kecil(tmp_path))
    isi = buka_nilai("02_penilaian_opd", folder_data=folder, kode_opd="01", periode=KINI)
    assert isi.hasil.jejak.skema == "permenpanrb_6_2022"
    assert list(isi.riwayat.index) == [KINI]
