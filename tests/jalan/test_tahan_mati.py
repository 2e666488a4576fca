"""A run may be killed at any moment: what is there is whole, and the next run goes on from it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from penilaian.jalan.catatan import baca_catatan
from penilaian.jalan.lingkungan import LINGKUNGAN, dapat_bercabang
from tests.kota_kecil import tulis_kecil

AKAR = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(not dapat_bercabang(), reason="cara hangat hanya untuk Linux")
RENCANA = """
laporan:
  - {notebook: 01_mutu_data, data: data, opd: [kota, '01'], periode: [2025-T4]}
  - {notebook: 02_penilaian_opd, data: data, opd: ['01'], periode: [2025-T4]}
"""
KALI = int(os.environ.get("PENILAIAN_BUNUH", "3"))
"""How often; `make uji-bunuh` does it fifty times."""
ID = "02_penilaian_opd-01-2025-T4"
SEL = 12
"""Cells kept of each notebook: here it matters that they run, not what they say."""


@pytest.fixture
def dasar(tmp_path):
    (tmp_path / "data").mkdir()
    tulis_kecil(tmp_path / "data")
    for nama in ("01_mutu_data", "02_penilaian_opd"):
        nb = nbformat.read(AKAR / "notebooks" / f"{nama}.ipynb", as_version=4)
        nb.cells = nb.cells[:SEL]
        nbformat.write(nb, tmp_path / f"{nama}.ipynb")
    (tmp_path / "rencana.yaml").write_text(RENCANA, "utf-8")
    return tmp_path


def _sisipkan(dasar, kode):
    """One more cell in notebook 02, after the one that reads the data."""
    berkas = dasar / "02_penilaian_opd.ipynb"
    nb = nbformat.read(berkas, as_version=4)
    nb.cells.insert(3, nbformat.v4.new_code_cell(kode))
    nbformat.write(nb, berkas)


def _perintah(dasar, *lain):
    perintah = [sys.executable, "-m", "penilaian", "jalan", "rencana.yaml", "--keluar", "keluar", *lain]
    return {"args": perintah, "cwd": dasar, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}


def _jalan(dasar, *lain):
    return subprocess.run(**_perintah(dasar, *lain), timeout=200, check=False)


def _manifes(dasar):
    return json.loads((dasar / "keluar" / "2025-T4" / f"{ID}.json").read_text("utf-8"))


def _sel_terisi(dasar):
    nb = nbformat.read(dasar / "keluar" / "2025-T4" / f"{ID}.ipynb", as_version=4)
    return [bool(sel.outputs) for sel in nb.cells if sel.cell_type == "code"]


def test_dibunuh_berkali_kali_lalu_dilanjutkan(dasar):
    perintah = [sys.executable, "-m", "tests.jalan.bunuh_acak", str(dasar), str(KALI)]
    jalan = subprocess.run(
        perintah, cwd=AKAR, env={**os.environ, **LINGKUNGAN}, capture_output=True, text=True, timeout=1800, check=False
    )
    assert jalan.returncode == 0, jalan.stderr
    hitung = json.loads(jalan.stdout.splitlines()[-1])
    print(hitung)
    assert hitung["dibunuh"] == KALI
    assert hitung["selesai"] == hitung["laporan"] == 3
    bersih = ("rusak", "hilang", "dikerjakan_lagi", "anak_yatim", "sisa_berkas")
    assert {nama: hitung[nama] for nama in bersih} == dict.fromkeys(bersih, 0)


def test_proses_yang_mati_dicoba_lagi_lalu_meninggalkan_notebook_sampai_di_situ(dasar):
    _sisipkan(dasar, "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    jalan = _jalan(dasar)
    assert jalan.returncode == 1
    assert "2 selesai, 0 tidak berubah, 1 gagal" in jalan.stdout
    manifes = _manifes(dasar)
    assert (manifes["status"], manifes["percobaan"]) == ("gagal", 2)
    assert "sinyal 9" in manifes["sebab"]
    assert _sel_terisi(dasar)[:5] == [False, False, True, False, False]  # parameters, those of the plan, data, death
    peristiwa = [isi["peristiwa"] for isi in baca_catatan(dasar / "keluar" / "catatan.jsonl")]
    assert peristiwa.count("dicoba_lagi") == 1
    assert "Kernel berhenti" in (dasar / "keluar" / "2025-T4" / f"{ID}.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("kode", "pilihan", "sebab"),
    [
        pytest.param(
            *("import time; time.sleep(60)", ("--batas-waktu-sel", "2"), "Satu sel berjalan lebih dari 2 detik"),
            marks=pytest.mark.lengkap,
        ),
        ("import time; time.sleep(60)", ("--batas-waktu", "3"), "Laporan berjalan lebih dari 3 detik"),
        ("x = bytearray(3 * 2**30)", ("--batas-memori", "500"), "Memori habis"),
    ],
)
def test_batas_waktu_dan_memori(dasar, kode, pilihan, sebab):
    _sisipkan(dasar, kode)
    jalan = _jalan(dasar, "--hanya", ID, *pilihan)
    assert (jalan.returncode, _manifes(dasar)["sebab"][: len(sebab)]) == (1, sebab)
    assert _sel_terisi(dasar)[2]


def test_ctrl_c_menghentikan_semua_anak_dan_jalan_berikutnya_melanjutkan(dasar):
    _sisipkan(
        dasar,
        "import time, pathlib; pathlib.Path('mulai').touch(); time.sleep(0 if pathlib.Path('lanjut').exists() else 60)",
    )
    jalan = subprocess.Popen(**_perintah(dasar))
    batas = time.monotonic() + 60
    while not (dasar / "mulai").exists() and time.monotonic() < batas:
        time.sleep(0.05)
    jalan.send_signal(signal.SIGINT)
    _, galat = jalan.communicate(timeout=30)
    assert jalan.returncode == 130
    assert "Dihentikan" in galat
    assert "Traceback" not in galat
    (dasar / "lanjut").touch()
    kedua = _jalan(dasar)
    assert kedua.returncode == 0, kedua.stdout + kedua.stderr
    assert "0 gagal" in kedua.stdout


def test_jalan_kedua_ditolak_selama_yang_pertama_berjalan(dasar):
    _sisipkan(dasar, "import time, pathlib; pathlib.Path('mulai').touch(); time.sleep(60)")
    pertama = subprocess.Popen(**_perintah(dasar))
    try:
        batas = time.monotonic() + 60
        while not (dasar / "mulai").exists() and time.monotonic() < batas:
            time.sleep(0.05)
        kedua = _jalan(dasar)
        assert kedua.returncode == 3
        assert "sedang dipakai" in kedua.stdout + kedua.stderr
    finally:
        pertama.kill()
        pertama.communicate()


@pytest.mark.lengkap
def test_widget_mendapat_kernel(dasar):
    _sisipkan(dasar, "import ipywidgets; ipywidgets.IntSlider(description='uji')")
    jalan = _jalan(dasar, "--hanya", ID)
    assert jalan.returncode == 0, jalan.stdout
    assert "widget-view" in (dasar / "keluar" / "2025-T4" / f"{ID}.ipynb").read_text("utf-8")


SATU_PER_NOTEBOOK = (
    "00_buku_aturan-kota-2025-T4", "01_mutu_data-kota-2025-T4", "02_penilaian_opd-dinkes-2025-T4",
    "03_bukti_metode-kota-2025-T4", "03_desain_indikator-dinkes-2025-T4", "03_laboratorium-kota-2025-T4",
    "04_kalibrasi-dinkes-2025-T4", "08_skenario-kota-2025-T4",
)  # fmt: skip


def test_setiap_notebook_ikut_dibandingkan():
    daftar = {berkas.stem for berkas in (AKAR / "notebooks").glob("[0-9][0-9]_*.ipynb")}
    assert {butir.partition("-")[0] for butir in SATU_PER_NOTEBOOK} == daftar


@pytest.mark.lengkap
def test_cara_hangat_dan_kernel_memberi_berkas_yang_sama_untuk_setiap_notebook(tmp_path):
    """Every notebook of the project, from its own plan: notebook and page, byte for byte."""
    hanya = ["--hanya", ",".join(SATU_PER_NOTEBOOK)]
    perintah = [sys.executable, "-m", "penilaian", "jalan", "notebooks/rencana.yaml", *hanya]
    for nama, lain in (("hangat", []), ("kernel", ["--kernel"])):
        jalan = subprocess.run(
            [*perintah, *lain, "--keluar", tmp_path / nama],
            cwd=AKAR,
            timeout=400,
            check=False,
            capture_output=True,
            text=True,
        )
        assert jalan.returncode == 0, jalan.stdout + jalan.stderr
    hangat, kernel = (
        {b.name: b.read_bytes() for b in (tmp_path / nama).glob("2*/*-*") if b.suffix != ".json"}
        for nama in ("hangat", "kernel")
    )
    assert len(hangat) >= 8
    assert [nama for nama in hangat if hangat[nama] != kernel.get(nama)] == []
