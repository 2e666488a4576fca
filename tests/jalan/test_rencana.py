"""Plans become validated tasks before anything starts."""

import pytest

from penilaian.galat import GalatParameter, GalatPeriode, GalatRencana
from penilaian.jalan.rencana import data_rencana, uraikan_rencana
from penilaian.laporan.parameter import periksa_parameter
from tests.kota_kecil import tulis_kecil

BAIK = "laporan:\n  - {notebook: 02_penilaian_opd, data: data, opd: ['01'], periode: [2025-T4]}\n"


@pytest.fixture
def dasar(tmp_path):
    data_rencana.cache_clear()
    (tmp_path / "data").mkdir()
    tulis_kecil(tmp_path / "data")
    for nama in ("01_mutu_data", "02_penilaian_opd"):
        (tmp_path / f"{nama}.ipynb").write_text("{}")
    return tmp_path


def _rencana(dasar, isi=BAIK):
    berkas = dasar / "rencana.yaml"
    berkas.write_text(isi, "utf-8")
    return berkas


def test_satu_identitas_untuk_satu_laporan(dasar):
    (tugas,) = uraikan_rencana(_rencana(dasar)).tugas
    assert tugas.id == "02_penilaian_opd-01-2025-T4"
    assert tugas.parameter.model_dump() == {"folder_data": "data", "kode_opd": "01", "periode": "2025-T4"}
    assert uraikan_rencana(_rencana(dasar), hanya=[tugas.id]).tugas == (tugas,)


def test_semua_berarti_setiap_opd_dan_periode_di_data(dasar):
    isi = "laporan:\n  - {notebook: 02_penilaian_opd, data: data, opd: semua, periode: semua}\n"
    assert [t.id for t in uraikan_rencana(_rencana(dasar, isi)).tugas] == ["02_penilaian_opd-01-2025-T4"]


@pytest.mark.parametrize(
    ("pilihan", "galat", "potongan"),
    [
        ({"opd": ["02"]}, GalatParameter, "OPD 02 tidak dikenal"),
        ({"periode": ["2025-T3"]}, GalatParameter, "yang mirip: 2025-T4"),
        ({"periode": ["2025-T5"]}, GalatPeriode, "tidak dikenal"),
        ({"hanya": ["02_penilaian_opd-01-2025-T1"]}, GalatParameter, "02_penilaian_opd-01-2025-T4"),
    ],
)
def test_pilihan_yang_tidak_ada_disebut_dengan_yang_ada(dasar, pilihan, galat, potongan):
    with pytest.raises(galat, match=potongan):
        uraikan_rencana(_rencana(dasar), **pilihan)


@pytest.mark.parametrize(
    ("lama", "baru", "potongan"),
    [
        ("notebook: 02_penilaian_opd", "notebook: 02_penilaian_opt", "02_penilaian_opd"),
        ("data: data", "data: entah", "Folder data entah tidak ditemukan"),
        ("opd: ['01']", "opd: [01]", "bertanda kutip"),
        ("opd: ['01']", "opd: dinkes", "bertanda kutip"),
        ("periode: [2025-T4]", "periode: [2025]", "bertanda kutip"),
        ("opd: ['01'], ", "", "wajib ada"),
        ("data: data,", "data: data, entah: 1,", "tidak dikenal"),
        ("laporan:", "laporan: []\nlain:", "tidak dikenal"),
        (
            "laporan:",
            "laporan:\n  - {notebook: 02_penilaian_opd, data: data, opd: ['01'], periode: [2025-T4]}",
            "dua kali",
        ),
    ],
)
def test_rencana_yang_salah_ditolak(dasar, lama, baru, potongan):
    assert lama in BAIK
    with pytest.raises((GalatRencana, GalatParameter), match=potongan):
        uraikan_rencana(_rencana(dasar, BAIK.replace(lama, baru, 1)))


@pytest.mark.parametrize(
    ("isi", "potongan"),
    [
        ({"kode_opdd": "01"}, "mungkin maksudnya kode_opd"),
        ({"kode_opd": 1}, "harus teks"),
        ({"periode": "2025-T9"}, "2025-T4"),
        ({"periode": None}, "harus teks"),
    ],
)
def test_parameter_yang_salah_ditolak_sebelum_kernel(isi, potongan):
    with pytest.raises(GalatParameter, match=potongan):
        periksa_parameter("02_penilaian_opd", {"folder_data": "x", "kode_opd": "01", "periode": "2025-T4"} | isi)


def test_parameter_yang_kurang_disebut():
    with pytest.raises(GalatParameter, match="periode wajib diisi"):
        periksa_parameter("02_penilaian_opd", {"folder_data": "x", "kode_opd": "01"})


def test_pasangan_tanpa_pegawai_disebut(dasar):
    opd = (dasar / "data" / "opd.csv").open("a")
    opd.write("02,Dinas Sepi,dinas,\n")
    opd.close()
    uraian = uraikan_rencana(_rencana(dasar), opd=["01", "02"])
    assert [satu.parameter.kode_opd for satu in uraian.tugas] == ["01"]
    assert uraian.tanpa_data == (("02", "2025-T4"),)


@pytest.mark.parametrize("kode", ["../luar", "a" * 60, "kota"])
def test_kode_opd_yang_tidak_aman_sebagai_nama_berkas_ditolak(dasar, kode):
    berkas = dasar / "data" / "opd.csv"
    berkas.write_text(berkas.read_text("utf-8").replace("01,", f"{kode},", 1), "utf-8")
    with pytest.raises(GalatRencana, match="nama berkas"):
        uraikan_rencana(_rencana(dasar, BAIK.replace("'01'", f"'{kode}'")))
