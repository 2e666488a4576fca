"""Plans become validated tasks before anything starts."""

import pytest

from penilaian.galat import GalatParameter, GalatPeriode, GalatRencana
from penilaian.jalan.rencana import data_rencana, uraikan_rencana
from penilaian.laporan.parameter import periksa_parameter
from tests.kota_kecil import tulis_kecil

BUKU = "laporan:\n  - {notebook: 00_buku_aturan, opd: [kota], periode: [2025-T4], parameter: {folder_kasus: kasus}}\n"
BAIK = "laporan:\n  - {notebook: 02_penilaian_opd, data: data, opd: ['01'], periode: [2025-T4]}\n"


@pytest.fixture
def dasar(tmp_path):
    data_rencana.cache_clear()
    (tmp_path / "data").mkdir()
    tulis_kecil(tmp_path / "data")
    (tmp_path / "kasus").mkdir()
    for nama in ("00_buku_aturan", "01_mutu_data", "02_penilaian_opd", "08_skenario"):
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
        ("data: data, ", "", "data wajib ada"),
        ("data: data,", "data: data, parameter: {entah: x},", "entah tidak dikenal; yang ada: periode"),
        ("data: data,", "data: data, parameter: {kode_opd: '01'},", "berasal dari data, opd, dan periode"),
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


def test_notebook_tanpa_data_hanya_untuk_kota(dasar):
    (tugas,) = uraikan_rencana(_rencana(dasar, BUKU)).tugas
    assert (tugas.id, tugas.kode_opd, tugas.folder_data, tugas.data) == (
        "00_buku_aturan-kota-2025-T4", "kota", None, None,
    )  # fmt: skip
    assert tugas.parameter.model_dump() == {"periode": "2025-T4", "folder_kasus": "kasus"}
    assert tugas.masukan == {"folder_kasus": (dasar / "kasus").resolve()}


def test_periode_notebook_tanpa_data_tidak_perlu_ada_di_data(dasar):
    (tugas,) = uraikan_rencana(_rencana(dasar, BUKU), periode=["2021-S1"]).tugas
    assert tugas.id == "00_buku_aturan-kota-2021-S1"
    gabung = BUKU + BAIK.removeprefix("laporan:\n")
    assert [t.id for t in uraikan_rencana(_rencana(dasar, gabung), opd=["01"]).tugas] == ["02_penilaian_opd-01-2025-T4"]


def test_jalur_mutlak_di_rencana_menjadi_nisbi(dasar):
    (tugas,) = uraikan_rencana(_rencana(dasar, BUKU.replace("kasus: kasus", f"kasus: {dasar / 'kasus'}"))).tugas
    assert tugas.parameter.folder_kasus == "kasus"


@pytest.mark.parametrize(
    ("lama", "baru", "potongan"),
    [
        ("folder_kasus: kasus", "folder_kasus: entah", "Folder kasus entah tidak ditemukan"),
        ("folder_kasus: kasus", "folder_kasus: 1", "bertanda kutip"),
        ("folder_kasus: kasus", "folder_kasis: kasus", "mungkin maksudnya folder_kasus"),
        ("parameter: {folder_kasus: kasus}", "parameter: kasus", "tulis nama dan teksnya"),
        ("opd: [kota]", "opd: ['01']", "kota"),
        ("opd: [kota]", "opd: semua", "tulis opd"),
        ("periode: [2025-T4]", "periode: semua", "satu per satu"),
        ("periode: [2025-T4]", "periode: [2025-T5]", "tidak dikenal"),
        ("opd: [kota]", "data: data, opd: [kota]", "tidak membaca folder data"),
    ],
)
def test_butir_tanpa_data_yang_salah_ditolak(dasar, lama, baru, potongan):
    assert lama in BUKU
    with pytest.raises((GalatRencana, GalatParameter, GalatPeriode), match=potongan):
        uraikan_rencana(_rencana(dasar, BUKU.replace(lama, baru, 1)))


@pytest.mark.parametrize(
    ("parameter", "potongan"),
    [
        ("{berkas_skenario: skenario.yaml}", None),
        ("{berkas_skenario: entah.yaml}", "Berkas skenario entah.yaml tidak ditemukan"),
        ("{berkas_skenario: kasus}", "Berkas skenario kasus tidak ditemukan"),
        ("{}", "berkas_skenario wajib diisi"),
    ],
)
def test_berkas_di_parameter_ditemukan_sebelum_apa_pun_berjalan(dasar, parameter, potongan):
    (dasar / "skenario.yaml").write_text("x: 1\n", "utf-8")
    isi = BAIK.replace("02_penilaian_opd", "08_skenario").replace("data: data,", f"data: data, parameter: {parameter},")
    if potongan is None:
        (tugas,) = uraikan_rencana(_rencana(dasar, isi)).tugas
        assert tugas.masukan == {"berkas_skenario": (dasar / "skenario.yaml").resolve()}
        assert tugas.parameter.model_dump() == {
            "folder_data": "data", "kode_opd": "01", "periode": "2025-T4", "berkas_skenario": "skenario.yaml",
        }  # fmt: skip
    else:
        with pytest.raises((GalatRencana, GalatParameter), match=potongan):
            uraikan_rencana(_rencana(dasar, isi))
