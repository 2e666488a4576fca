"""How fast a plan becomes reports: one of every notebook for the city, and one for each of forty agencies.

Four ways do the same work in one run, pages included, one after the other on an otherwise idle machine:

- ``perintah``: for each report the command ``papermill``, then the command ``jupyter nbconvert``;
- ``kolam``: two processes that call papermill's API, each keeping one exporter;
- ``kami``: the command ``penilaian jalan``, from its start to its end: loading, reading, locks, manifests, index;
- ``lantai``: the floor: the same cells in two plain processes that are warm already (everything
  imported, the data read before the clock starts), outputs formatted and put into our page, nothing recorded.

    python bench/laporan.py [--opd 40] [--tanpa perintah]
"""

from __future__ import annotations

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import nbformat

AKAR = Path(__file__).parents[1]
PROSES = 2
RENCANA = """
laporan:
  - {{notebook: 00_buku_aturan, opd: [kota], periode: [2025-T4], parameter: {{folder_kasus: ../tests/kasus}}}}
  - {{notebook: 01_mutu_data, data: ../data/contoh, opd: [kota], periode: [2025-T4]}}
  - {{notebook: 02_penilaian_opd, data: ../data/contoh, opd: [{opd}], periode: [2025-T4]}}
  - notebook: 08_skenario
    data: ../data/contoh
    opd: [kota]
    periode: [2025-T4]
    parameter: {{berkas_skenario: ../data/skenario/ambang_sesuai_95.yaml}}
"""
"""The page is what all ways make; the other forms of a report are left out."""


def siapkan_folder(folder: Path, jumlah_opd: int) -> Path:
    """Notebooks, data and cases as in the project, and the plan, whose path is given back."""
    for nama in ("notebooks", "data", "tests/kasus"):
        shutil.copytree(AKAR / nama, folder / nama)
    opd = [baris.split(",")[0] for baris in (folder / "data/contoh/opd.csv").read_text("utf-8").splitlines()[1:]]
    rencana = folder / "notebooks" / "bench.yaml"
    rencana.write_text(RENCANA.format(opd=", ".join(opd[:jumlah_opd])), "utf-8")
    return rencana


def tugas_rencana(rencana: Path) -> list[tuple[str, Path, dict[str, Any]]]:
    """Name, notebook and parameters of each report."""
    from penilaian.jalan.rencana import uraikan_rencana

    return [(satu.id, satu.berkas_notebook, satu.parameter.model_dump()) for satu in uraikan_rencana(rencana).tugas]


def perintah(rencana: Path, keluar: Path) -> None:
    for nama, notebook, parameter in tugas_rencana(rencana):
        hasil = keluar / f"{nama}.ipynb"
        isi = keluar / f"{nama}.yaml"
        isi.write_text("".join(f"{kunci}: {nilai!r}\n" for kunci, nilai in parameter.items()), "utf-8")
        _jalankan("papermill", str(notebook), str(hasil), "-f", str(isi), "--cwd", str(notebook.parent))
        _jalankan("jupyter", "nbconvert", "--to", "html", str(hasil))


def kolam(rencana: Path, keluar: Path) -> None:
    with ProcessPoolExecutor(PROSES, mp_context=get_context("spawn")) as pelaksana:
        semua = [(str(notebook), str(keluar / nama), isi) for nama, notebook, isi in tugas_rencana(rencana)]
        list(pelaksana.map(_satu_kolam, semua))


def _satu_kolam(satu: tuple[str, str, dict[str, Any]]) -> None:
    import papermill

    notebook, hasil, parameter = satu
    nb = papermill.execute_notebook(
        notebook, f"{hasil}.ipynb", parameters=parameter, progress_bar=False, cwd=str(Path(notebook).parent)
    )
    Path(f"{hasil}.html").write_text(_pengekspor().from_notebook_node(nb)[0], "utf-8")


@cache
def _pengekspor() -> Any:
    from nbconvert import HTMLExporter

    return HTMLExporter()


def kami(rencana: Path, keluar: Path) -> None:
    _jalankan("penilaian", "jalan", str(rencana), "--keluar", str(keluar))


def lantai(rencana: Path, keluar: Path) -> float:
    """Seconds; a process of its own, for it must be started to be forked."""
    from penilaian.jalan.lingkungan import LINGKUNGAN

    isi = [sys.executable, __file__, "--lantai", str(rencana), str(keluar)]
    jalan = subprocess.run(isi, env=_lingkungan() | LINGKUNGAN, capture_output=True, text=True, check=False)
    if jalan.returncode:
        raise SystemExit(jalan.stderr[-2000:])
    return float(jalan.stdout.splitlines()[-1])


def _lantai_di_sini(rencana: Path, keluar: Path) -> float:
    from penilaian.jalan.hangat import hangatkan
    from penilaian.jalan.rencana import uraikan_rencana

    hangatkan(uraikan_rencana(rencana).tugas)
    semua = tugas_rencana(rencana)
    urut = get_context("fork").Value("i", 0)
    mulai = time.perf_counter()
    anak = [_cabang(lambda: _habiskan(semua, urut, keluar)) for _ in range(PROSES)]
    akhir = [os.waitpid(pid, 0)[1] for pid in anak]
    if any(akhir):
        raise SystemExit("lantai: sebuah proses gagal")
    return time.perf_counter() - mulai


def _cabang(kerja: Callable[[], None]) -> int:
    pid = os.fork()
    if pid:
        return pid
    kode = 1
    try:
        kerja()
        kode = 0
    finally:
        os._exit(kode)


def _habiskan(semua: list[tuple[str, Path, dict[str, Any]]], urut: Any, keluar: Path) -> None:
    while True:
        with urut.get_lock():
            nomor, urut.value = urut.value, urut.value + 1
        if nomor >= len(semua):
            return
        _satu_lantai(*semua[nomor], keluar)


def _satu_lantai(nama: str, notebook: Path, parameter: dict[str, Any], keluar: Path) -> None:
    from IPython.core.formatters import DisplayFormatter

    from penilaian.laporan.html import ke_html

    os.chdir(notebook.parent)
    nb = nbformat.read(notebook, as_version=4)
    keluaran: list[Any] = []
    pembentuk = DisplayFormatter()

    def tampilkan(*semua: Any) -> None:
        for nilai in semua:
            if nilai is not None:
                keluaran.append(nbformat.v4.new_output("display_data", pembentuk.format(nilai)[0]))

    ruang: dict[str, Any] = {"__name__": "__main__", "display": tampilkan}
    for sel in nb.cells:
        if sel.cell_type != "code":
            continue
        keluaran.clear()
        _jalankan_sel(sel.source, ruang, tampilkan)
        if "parameters" in sel.metadata.get("tags", []):
            ruang |= parameter
        sel.outputs = list(keluaran)
    (keluar / f"{nama}.html").write_text(ke_html(nb, judul=nama, konteks={}), "utf-8")


def _jalankan_sel(kode: str, ruang: dict[str, Any], tampilkan: Callable[[Any], None]) -> None:
    """The cell's statements; the value of a last expression is shown, as in a notebook."""
    pohon = ast.parse(kode)
    terakhir = pohon.body.pop() if pohon.body and isinstance(pohon.body[-1], ast.Expr) else None
    exec(compile(pohon, "sel", "exec"), ruang)
    if isinstance(terakhir, ast.Expr):
        tampilkan(eval(compile(ast.Expression(terakhir.value), "sel", "eval"), ruang))


def _lingkungan() -> dict[str, str]:
    """With compiled bytecode for everybody."""
    bersih = {kunci: nilai for kunci, nilai in os.environ.items() if kunci != "PYTHONDONTWRITEBYTECODE"}
    return bersih | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def _jalankan(*isi: str) -> None:
    jalan = subprocess.run(isi, env=_lingkungan(), capture_output=True, text=True, check=False)
    if jalan.returncode:
        raise SystemExit(f"{isi[0]}: {(jalan.stdout + jalan.stderr)[-2000:]}")


@contextmanager
def _folder_hasil(jumlah: int) -> Iterator[Path]:
    """A folder for one way; fails unless every report has its page in it."""
    with tempfile.TemporaryDirectory(prefix="bench-laporan-") as nama:
        yield Path(nama)
        ada = len([*Path(nama).glob("0*.html"), *Path(nama).glob("2*/0*.html")])
        if ada != jumlah:
            raise SystemExit(f"hanya {ada} dari {jumlah} laporan jadi")


def utama() -> None:
    pilihan = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    pilihan.add_argument("--opd", type=int, default=40)
    pilihan.add_argument("--tanpa", choices=("perintah", "kolam"), action="append", default=[])
    pilihan.add_argument("--lantai", nargs=2, type=Path, help=argparse.SUPPRESS)
    isi = pilihan.parse_args()
    if isi.lantai:
        print(_lantai_di_sini(*isi.lantai))
        return
    cara: dict[str, Callable[[Path, Path], float | None]] = {
        "perintah": perintah, "kolam": kolam, "kami": kami, "lantai": lantai,
    }  # fmt: skip
    detik = dict.fromkeys(cara, float("nan"))
    with tempfile.TemporaryDirectory(prefix="bench-laporan-") as nama:
        rencana = siapkan_folder(Path(nama), isi.opd)
        jumlah = len(tugas_rencana(rencana))
        print(f"{jumlah} laporan, {os.cpu_count()} inti")
        for satu, kerja in cara.items():
            if satu in isi.tanpa:
                continue
            with _folder_hasil(jumlah) as keluar:
                mulai = time.perf_counter()
                sendiri = kerja(rencana, keluar)
                detik[satu] = sendiri if sendiri is not None else time.perf_counter() - mulai
            print(f"{satu:>9} {detik[satu]:7.1f} s  {detik[satu] / jumlah:6.2f} s/laporan", flush=True)
    dua, tiga = detik["perintah"] / detik["kami"], detik["kolam"] / detik["kami"]
    print(f"rasio {dua:.2f} {tiga:.2f} {detik['kami'] / detik['lantai']:.2f}")


if __name__ == "__main__":
    utama()
