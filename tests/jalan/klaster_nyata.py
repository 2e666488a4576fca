"""A real scheduler and real workers over TCP, for tests."""

import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import nbformat
import psutil
import pytest

from penilaian.jalan.catatan import baca_catatan
from penilaian.jalan.klaster_sambung import buka_klaster
from penilaian.jalan.manifes import baca_manifes, utuh
from penilaian.jalan.rencana import data_rencana
from penilaian.jalan.sidik import sidik_paket
from tests.kota_kecil import tulis_kecil

NOTEBOOK = Path(__file__).parents[2] / "notebooks"
SABAR_DETIK = 100
RENCANA = """
laporan:
  - {notebook: 01_mutu_data, data: data, opd: [kota, '01'], periode: [2025-T4]}
  - {notebook: 02_penilaian_opd, data: data, opd: ['01'], periode: [2025-T4], bentuk: [html, pdf, xlsx]}
"""


def tunggu(syarat, apa):
    batas = time.monotonic() + SABAR_DETIK
    while time.monotonic() < batas:
        if hasil := syarat():
            return hasil
        time.sleep(0.05)
    pytest.fail(f"terlalu lama menunggu {apa}")


@contextmanager
def proses(*argumen, catatan, **lain):
    """A Python process that does not outlive the block, nor do its children."""
    with catatan.open("a") as aliran:
        satu = subprocess.Popen([sys.executable, *argumen], stdout=aliran, stderr=aliran, **lain)
    try:
        yield satu
    finally:
        anak = anak_proses(satu)
        satu.kill()
        satu.wait()
        psutil.wait_procs(anak, timeout=10)
        for sisa in anak:
            if sisa.is_running():
                sisa.kill()


def anak_proses(satu):
    """All processes below this one."""
    try:
        return psutil.Process(satu.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


@contextmanager
def penjadwal_di(folder, *argumen, **lingkungan):
    """The address and the process of a scheduler."""
    alamat = folder / "alamat.json"
    tetap = ("--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(alamat), "--no-dashboard")
    with proses(
        *("-m", "distributed.cli.dask_scheduler", "--idle-timeout", "300", *tetap, *argumen),
        catatan=folder / "penjadwal.txt",
        env={**os.environ, **lingkungan},
    ) as satu:
        yield tunggu(lambda: alamat.is_file() and json.loads(alamat.read_text() or "{}"), "penjadwal")["address"], satu


@contextmanager
def pekerja_di(penjadwal, nama, folder, **lingkungan):
    """The process of a worker with one thread; it starts in an empty folder of its own."""
    (folder / nama).mkdir()
    with proses(
        *("-m", "distributed.cli.dask_worker", penjadwal, "--name", nama, "--local-directory", str(folder / nama)),
        *("--nworkers", "1", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--death-timeout", "60"),
        catatan=folder / f"{nama}.txt",
        env={**os.environ, **lingkungan},
        cwd=folder / nama,
    ) as satu:
        yield satu


def tunggu_pekerja(penjadwal, jumlah):
    with buka_klaster(penjadwal) as klien:
        tunggu(lambda: len(klien.nthreads()) == jumlah, f"{jumlah} pekerja")


def tulis_dasar(folder):
    """A folder with a small city, the project's notebooks and a plan of three reports."""
    data_rencana.cache_clear()
    sidik_paket.cache_clear()
    (folder / "data").mkdir()
    tulis_kecil(folder / "data")
    for berkas in NOTEBOOK.glob("*.ipynb"):
        shutil.copy(berkas, folder)
    (folder / "rencana.yaml").write_text(RENCANA, "utf-8")
    return folder


def ganti_isi(dasar, sel, *notebook):
    """Small notebooks that do this and nothing else; ``folder`` is in them the folder of the plan."""
    for nama in notebook or ("01_mutu_data", "02_penilaian_opd"):
        berkas = dasar / f"{nama}.ipynb"
        nb = nbformat.read(berkas, as_version=4)
        parameter = next(satu for satu in nb.cells if "parameters" in satu.metadata.get("tags", []))
        isi = f"from pathlib import Path\nfolder = Path({str(dasar)!r})\n{sel}"
        nb.cells = [nb.cells[0], parameter, nbformat.v4.new_code_cell(isi)]
        nbformat.write(nb, berkas)


CATAT = "with (folder / 'jejak.txt').open('a') as jejak:\n    jejak.write(f'{kode_opd}\\n')\n"
TUNGGU = f"{CATAT}import time\nfor _ in range(1200):\n    if (folder / 'lanjut').exists():\n        break\n    time.sleep(0.05)"


def jejak(dasar):
    """Of each notebook that has begun, the agency."""
    return (dasar / "jejak.txt").read_text().split() if (dasar / "jejak.txt").is_file() else []


def peristiwa(folder, nama):
    return [isi for isi in baca_catatan(folder / "catatan.jsonl") if isi["peristiwa"] == nama]


def pastikan_utuh(folder, jumlah):
    """So many reports, each whole, and nothing half-written."""
    manifes = [baca_manifes(berkas) for berkas in folder.glob("2*/*.json")]
    assert len(manifes) == jumlah
    assert all(satu and utuh(satu, folder / satu.periode) for satu in manifes)
    assert not list(folder.rglob(".*.tulis"))


def isi_laporan(folder):
    """All files of reports by name; times and durations left out."""
    hasil = {}
    for berkas in folder.glob("2*/*"):
        isi = berkas.read_bytes()
        if berkas.suffix == ".json":
            isi = {k: v for k, v in json.loads(isi).items() if k not in ("durasi_detik", "selesai_pada")}
        hasil[berkas.name] = isi
    return hasil
