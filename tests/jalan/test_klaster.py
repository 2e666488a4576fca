"""A real scheduler and real workers over TCP: the reports of one machine, whoever dies on the way."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

pytest.importorskip("distributed", reason="extra klaster tidak dipasang")

from penilaian.galat import GalatJalan, GalatParameter
from penilaian.jalan.catatan import baca_catatan
from penilaian.jalan.jalankan import Pilihan, jalankan_rencana
from penilaian.jalan.kerja import Cara, pesan
from penilaian.jalan.klaster import PelariKlaster, _bongkar
from penilaian.jalan.klaster_kiriman import Balasan, Batas
from penilaian.jalan.klaster_sambung import buka_klaster
from penilaian.jalan.manifes import baca_manifes, utuh
from penilaian.jalan.pelaksana import PelaksanaPapermill
from penilaian.jalan.rencana import data_rencana, uraikan_rencana
from penilaian.jalan.sidik import FOLDER_PAKET, sidik_paket
from tests.kota_kecil import tulis_kecil

NOTEBOOK = Path(__file__).parents[2] / "notebooks"
RENCANA = """
laporan:
  - {notebook: 01_mutu_data, data: data, opd: [kota, '01'], periode: [2025-T4]}
  - {notebook: 02_penilaian_opd, data: data, opd: ['01'], periode: [2025-T4]}
"""
SABAR_DETIK = 120
CATAT = "with open('jejak.txt', 'a') as jejak:\n    jejak.write(f'{kode_opd}\\n')"
TUNGGU = (
    CATAT
    + "\nimport os, time\nfor _ in range(1200):\n    if os.path.exists('lanjut'):\n        break\n    time.sleep(0.05)"
)


def _tunggu(syarat, apa):
    batas = time.monotonic() + SABAR_DETIK
    while time.monotonic() < batas:
        if hasil := syarat():
            return hasil
        time.sleep(0.05)
    pytest.fail(f"terlalu lama menunggu {apa}")


@contextmanager
def _proses(*argumen, catatan, **lain):
    with catatan.open("a") as aliran:
        proses = subprocess.Popen([sys.executable, *argumen], stdout=aliran, stderr=aliran, **lain)
    try:
        yield proses
    finally:
        proses.kill()
        proses.wait()


def _pekerja(penjadwal, nama, folder, **lingkungan):
    return _proses(
        *("-m", "distributed.cli.dask_worker", penjadwal, "--name", nama, "--local-directory", str(folder / nama)),
        *("--nworkers", "1", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--death-timeout", "60"),
        catatan=folder / f"{nama}.txt",
        env={**os.environ, **lingkungan},
        cwd=folder,
    )


@pytest.fixture(scope="module")
def penjadwal(tmp_path_factory):
    folder = tmp_path_factory.mktemp("penjadwal")
    alamat = folder / "alamat.json"
    argumen = ("--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(alamat), "--idle-timeout", "300")
    with _proses(
        *("-m", "distributed.cli.dask_scheduler", "--dashboard-address", ":0", *argumen), catatan=folder / "catatan.txt"
    ):
        yield _tunggu(lambda: alamat.is_file() and json.loads(alamat.read_text() or "{}"), "penjadwal")["address"]


def _jumlah_pekerja(penjadwal, jumlah):
    with buka_klaster(penjadwal) as klien:
        _tunggu(lambda: len(klien.nthreads()) == jumlah, f"{jumlah} pekerja")


@pytest.fixture(scope="module")
def klaster(penjadwal, tmp_path_factory):
    """Two workers."""
    folder = tmp_path_factory.mktemp("pekerja")
    with _pekerja(penjadwal, "satu", folder), _pekerja(penjadwal, "dua", folder):
        _jumlah_pekerja(penjadwal, 2)
        yield penjadwal


@pytest.fixture
def dasar(tmp_path):
    data_rencana.cache_clear()
    sidik_paket.cache_clear()
    (tmp_path / "data").mkdir()
    tulis_kecil(tmp_path / "data")
    for berkas in NOTEBOOK.glob("*.ipynb"):
        shutil.copy(berkas, tmp_path)
    (tmp_path / "rencana.yaml").write_text(RENCANA, "utf-8")
    return tmp_path


def _ganti_isi(dasar, sel):
    """Small notebooks that do this and nothing else."""
    for nama in ("01_mutu_data", "02_penilaian_opd"):
        berkas = dasar / f"{nama}.ipynb"
        nb = nbformat.read(berkas, as_version=4)
        parameter = next(satu for satu in nb.cells if "parameters" in satu.metadata.get("tags", []))
        nb.cells = [nb.cells[0], parameter, nbformat.v4.new_code_cell(sel)]
        nbformat.write(nb, berkas)


def _jalan(dasar, alamat, folder="keluar", **pilihan):
    tugas = uraikan_rencana(dasar / "rencana.yaml").tugas
    pelari = PelariKlaster(alamat, Batas(detik=100))
    return jalankan_rencana(tugas, dasar / folder, Pilihan(Cara(PelaksanaPapermill()), pelari, **pilihan))


def _jejak(dasar):
    return (dasar / "jejak.txt").read_text().split() if (dasar / "jejak.txt").is_file() else []


def _pastikan_utuh(folder, jumlah):
    manifes = [baca_manifes(berkas) for berkas in folder.glob("2*/*.json")]
    assert len(manifes) == jumlah
    assert all(satu and utuh(satu, folder / satu.periode) for satu in manifes)
    assert not [berkas for berkas in folder.rglob(".*") if berkas.name.endswith(".tulis")]


def _isi(folder):
    """All files of reports; times and durations left out."""
    hasil = {}
    for berkas in folder.glob("2*/*"):
        isi = berkas.read_bytes()
        if berkas.suffix == ".json":
            isi = {k: v for k, v in json.loads(isi).items() if k not in ("durasi_detik", "selesai_pada")}
        hasil[berkas.name] = isi
    return hasil


def test_laporan_dari_klaster_sama_byte_demi_byte_dengan_satu_mesin(dasar, klaster):
    tugas = uraikan_rencana(dasar / "rencana.yaml").tugas[1:]
    pelari = PelariKlaster(klaster)
    hasil = jalankan_rencana(tugas, dasar / "keluar", Pilihan(Cara(PelaksanaPapermill()), pelari))
    assert [satu.nasib for satu in hasil] == ["selesai", "selesai"], [satu.manifes.sebab for satu in hasil]
    jalankan_rencana(tugas, dasar / "lokal")
    assert _isi(dasar / "keluar") == _isi(dasar / "lokal")
    assert len(_isi(dasar / "keluar")) == 6
    catatan = baca_catatan(dasar / "keluar" / "catatan.jsonl")
    assert {isi["pekerja"] for isi in catatan if isi["peristiwa"] == "dari_pekerja"} <= {"satu", "dua"}
    kedua = jalankan_rencana(
        tugas, dasar / "keluar", Pilihan(Cara(PelaksanaPapermill()), PelariKlaster("tcp://mati:1"))
    )
    assert [satu.nasib for satu in kedua] == ["tetap", "tetap"]


def test_pekerja_yang_dimatikan_hanya_mengulang_yang_sedang_dikerjakannya(dasar, klaster, tmp_path_factory):
    _ganti_isi(dasar, TUNGGU)
    folder = tmp_path_factory.mktemp("pekerja")
    with _pekerja(klaster, "korban", folder) as korban:
        _jumlah_pekerja(klaster, 3)
        awal = []

        def bunuh():
            if not awal and len(_jejak(dasar)) == 3:  # each worker is at one
                awal.append(time.monotonic())
                korban.send_signal(signal.SIGKILL)
                korban.wait()
                (dasar / "lanjut").touch()

        tugas = uraikan_rencana(dasar / "rencana.yaml").tugas
        pelari = PelariKlaster(klaster, denyut=bunuh)
        hasil = jalankan_rencana(tugas, dasar / "keluar", Pilihan(Cara(PelaksanaPapermill()), pelari))
    assert awal
    assert [satu.nasib for satu in hasil] == ["selesai"] * 3, [satu.manifes.sebab for satu in hasil]
    assert len(_jejak(dasar)) == 4, "satu laporan diulang, tidak lebih"
    selesai = [isi["id"] for isi in baca_catatan(dasar / "keluar" / "catatan.jsonl") if isi["peristiwa"] == "laporan"]
    assert len(selesai) == len(set(selesai)) == 3
    _pastikan_utuh(dasar / "keluar", 3)
    _jumlah_pekerja(klaster, 2)


def test_jalan_yang_dihentikan_diteruskan_jalan_berikutnya(dasar, klaster):
    _ganti_isi(dasar, TUNGGU.replace("if os", "if kode_opd == 'kota' or os"))

    def hentikan(hasil):
        assert hasil.tugas.kode_opd == "kota"
        raise KeyboardInterrupt

    mulai = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        _jalan(dasar, klaster, lapor=hentikan)
    assert time.monotonic() - mulai < 55, "tidak menunggu laporan yang sedang dikerjakan"
    _pastikan_utuh(dasar / "keluar", 1)
    assert (dasar / "keluar" / "indeks.html").is_file()
    (dasar / "lanjut").touch()
    assert [satu.nasib for satu in _jalan(dasar, klaster)] == ["tetap", "selesai", "selesai"]
    _pastikan_utuh(dasar / "keluar", 3)


def test_jalan_yang_dimatikan_tidak_meninggalkan_yang_setengah_jadi(dasar, klaster):
    _ganti_isi(dasar, TUNGGU.replace("if os", "if kode_opd == 'kota' or os"))
    program = dasar / "program.py"
    program.write_text(
        "import sys\nfrom pathlib import Path\n"
        "from penilaian.jalan.jalankan import Pilihan, jalankan_rencana\n"
        "from penilaian.jalan.klaster import PelariKlaster\n"
        "from penilaian.jalan.rencana import uraikan_rencana\n"
        "tugas = uraikan_rencana(Path('rencana.yaml')).tugas\n"
        "jalankan_rencana(tugas, Path('keluar'), Pilihan(pelari=PelariKlaster(sys.argv[1])))\n"
    )
    with _proses(str(program), klaster, cwd=dasar, catatan=dasar / "keluaran.txt"):
        manifes = dasar / "keluar" / "2025-T4" / "01_mutu_data-kota-2025-T4.json"
        _tunggu(lambda: manifes.is_file() and len(_jejak(dasar)) == 3, "laporan pertama")
    _pastikan_utuh(dasar / "keluar", 1)
    (dasar / "lanjut").touch()
    assert [satu.nasib for satu in _jalan(dasar, klaster)] == ["tetap", "selesai", "selesai"]
    _pastikan_utuh(dasar / "keluar", 3)


def test_pekerja_dengan_program_lain_ditolak_sebelum_apa_pun_berjalan(dasar, klaster, tmp_path_factory):
    _ganti_isi(dasar, CATAT)
    folder = tmp_path_factory.mktemp("lain")
    shutil.copytree(FOLDER_PAKET, folder / "penilaian", ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / "penilaian" / "galat.py").open("a") as berkas:
        berkas.write("\n")
    with _pekerja(klaster, "lain", folder, PYTHONPATH=str(folder)):
        _jumlah_pekerja(klaster, 3)
        with pytest.raises(GalatJalan, match=r"1 pekerja klaster tidak sama.*127\.0\.0\.1.*isi program lain"):
            _jalan(dasar, klaster)
    assert not _jejak(dasar)
    assert not list((dasar / "keluar").glob("2*/*"))
    _jumlah_pekerja(klaster, 2)


def test_proses_yang_mati_di_pekerja_dicoba_lagi(dasar, klaster):
    """The report's own process the first time, the one that makes reports for the worker the second."""
    _ganti_isi(
        dasar,
        CATAT + "\nimport os\nn = open('jejak.txt').read().split().count(kode_opd)\n"
        "if n == 1:\n    os._exit(3)\nif n == 2:\n    os.kill(os.getppid(), 9)\n    os._exit(3)",
    )
    tugas = uraikan_rencana(dasar / "rencana.yaml").tugas[:1]
    (hasil,) = jalankan_rencana(tugas, dasar / "keluar", Pilihan(pelari=PelariKlaster(klaster)))
    assert hasil.nasib == "selesai", hasil.manifes.sebab
    assert _jejak(dasar) == ["kota"] * 3


def test_laporan_yang_gagal_di_pekerja_gagal_dengan_sebab_yang_sama(dasar, klaster):
    _ganti_isi(dasar, "1 / 0")
    tugas = uraikan_rencana(dasar / "rencana.yaml").tugas[:1]
    jalankan_rencana(tugas, dasar / "keluar", Pilihan(pelari=PelariKlaster(klaster)))
    jalankan_rencana(tugas, dasar / "lokal")
    assert _isi(dasar / "keluar") == _isi(dasar / "lokal")
    assert "ZeroDivisionError" in json.loads(next((dasar / "keluar").glob("2*/*.json")).read_text("utf-8"))["sebab"]


def test_pekerja_yang_melihat_data_lain_menggagalkan_laporannya_dengan_menyebut_namanya(dasar, klaster):
    tugas = uraikan_rencana(dasar / "rencana.yaml").tugas[2]
    pesanan = pesan(tugas, dasar / "keluar", {})
    lain = replace(pesanan, masukan={**pesanan.masukan, "tabel:pegawai": "lain"})
    hilang = replace(pesanan, tugas=replace(tugas, id="02_lain-01-2025-T4", folder_data=dasar / "tak_ada"))
    hilang = replace(hilang, tugas=_TugasHilang(**vars(hilang.tugas)))
    hasil = {}
    PelariKlaster(klaster).jalankan(
        [lain, hilang], Cara(PelaksanaPapermill()), dasar, lambda satu, manifes: hasil.update({satu.tugas.id: manifes})
    )
    assert {satu.status for satu in hasil.values()} == {"gagal"}
    sebab = hasil[tugas.id].sebab
    assert "melihat masukan yang lain" in sebab
    assert "tabel pegawai" in sebab
    assert "Pekerja klaster satu" in sebab or "Pekerja klaster dua" in sebab
    assert "tidak dapat membaca masukan" in hasil["02_lain-01-2025-T4"].sebab


class _TugasHilang(type(uraikan_rencana(NOTEBOOK / "rencana.yaml").tugas[0])):
    """Data that this machine has read and the workers cannot find."""

    data = None


def test_penjadwal_yang_tidak_ada_gagal_dalam_hitungan_detik(dasar):
    with socket.socket() as kosong:
        kosong.bind(("127.0.0.1", 0))
        alamat = f"tcp://127.0.0.1:{kosong.getsockname()[1]}"
    mulai = time.monotonic()
    with pytest.raises(GalatJalan, match="tidak dapat dihubungi") as galat:
        _jalan(dasar, alamat)
    assert time.monotonic() - mulai < 30
    assert "dask scheduler" in galat.value.tindakan


def test_penjadwal_tanpa_pekerja_ditolak(dasar, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sepi")
    alamat = folder / "alamat.json"
    argumen = ("--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(alamat), "--dashboard-address", ":0")
    with _proses("-m", "distributed.cli.dask_scheduler", *argumen, catatan=folder / "catatan.txt"):
        sendiri = _tunggu(lambda: alamat.is_file() and json.loads(alamat.read_text() or "{}"), "penjadwal")["address"]
        with pytest.raises(GalatJalan, match="tidak punya pekerja"):
            _jalan(dasar, sendiri)


@pytest.mark.parametrize("alamat", ["tls://127.0.0.1:1", "127.0.0.1:1"])
def test_alamat_dan_sertifikat_harus_sepasang(tmp_path, alamat):
    folder = None if alamat.startswith("tls") else tmp_path
    with pytest.raises(GalatParameter, match="harus dipakai bersama"), buka_klaster(alamat, folder):
        pass


def test_sertifikat_yang_tidak_ada_disebut(tmp_path):
    with pytest.raises(GalatParameter, match=r"ca\.pem, cert\.pem, key\.pem"), buka_klaster("tls://a:1", tmp_path):
        pass


def test_tanpa_dask_disebut_cara_memasangnya(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(GalatJalan, match="uv sync --extra klaster"), buka_klaster("a:1"):
        pass


@pytest.mark.parametrize("berkas", [{"../x.html": b""}, {"lain.json": b"{}"}, {}])
def test_jawaban_yang_bukan_untuk_pesanan_ini_tidak_ditulis(dasar, berkas):
    pesanan = pesan(uraikan_rencana(dasar / "rencana.yaml").tugas[0], dasar / "keluar", {})
    (dasar / "ruang").mkdir()
    assert _bongkar(Balasan("satu", berkas), pesanan, dasar / "ruang") is None
    assert not (dasar / "x.html").exists()
