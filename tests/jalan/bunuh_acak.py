"""Kill a run of the plan at random moments, again and again, then let it finish: `python -m tests.jalan.bunuh_acak FOLDER N`.

Prints one JSON object of counts. The runner is forked from this process, which
is warm, so that a kill comes anywhere from the first file to the last.
"""

from __future__ import annotations

import ctypes
import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from penilaian.jalan.catatan import baca_catatan
from penilaian.jalan.hangat import hangatkan
from penilaian.jalan.jalankan import Pilihan, jalankan_rencana
from penilaian.jalan.kerja import Cara
from penilaian.jalan.manifes import baca_manifes, utuh
from penilaian.jalan.pelaksana import PelaksanaHangat
from penilaian.jalan.pelari import PelariSerempak
from penilaian.jalan.rencana import uraikan_rencana

BIJI = 5


def utama(folder: Path, jumlah: int) -> dict[str, int]:
    tugas = uraikan_rencana(folder / "rencana.yaml").tugas
    hangatkan(tugas)
    _jadi_pengasuh()
    keluar = folder / "keluar"
    acuan = _acuan(tugas, folder)
    acak = random.Random(BIJI)
    hitung = {"dibunuh": 0, "sempat_selesai": 0, "rusak": 0, "dikerjakan_lagi": 0, "anak_yatim": 0, "hilang": 0}
    putaran: set[str] = set()
    lama = acuan["detik"]
    while hitung["dibunuh"] < jumlah:
        sebelum = _selesai(keluar)
        pid = _mulai(tugas, keluar)
        mati = time.monotonic() + acak.uniform(0.0, lama)
        while time.monotonic() < mati and os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            time.sleep(0.002)
        os.kill(pid, signal.SIGKILL)
        _, keadaan = os.waitpid(pid, 0)
        hitung["dibunuh" if os.WIFSIGNALED(keadaan) else "sempat_selesai"] += 1
        hitung["anak_yatim"] += _yatim()
        kini = _selesai(keluar)
        hitung["hilang"] += len(sebelum - kini)
        hitung["rusak"] += _rusak(keluar, kini, acuan["isi"])
        putaran |= kini
        if len(kini) == len(tugas):  # all done: begin anew, so that kills keep falling into work
            hitung["dikerjakan_lagi"] += _dikerjakan_lagi(keluar)
            _kosongkan(keluar)
    jalankan_rencana(tugas, keluar, _pilihan())
    hitung["dikerjakan_lagi"] += _dikerjakan_lagi(keluar)
    hitung["rusak"] += _rusak(keluar, _selesai(keluar), acuan["isi"])
    hitung["laporan"], hitung["selesai"] = len(tugas), len(_selesai(keluar))
    hitung["sisa_berkas"] = sum(1 for berkas in keluar.rglob(".*.tulis")) + sum(
        1 for _ in (keluar / ".kerja").iterdir()
    )
    return hitung


def _pilihan() -> Pilihan:
    return Pilihan(Cara(PelaksanaHangat()), PelariSerempak(2))


def _mulai(tugas: tuple, keluar: Path) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            jalankan_rencana(tugas, keluar, _pilihan())
        finally:
            os._exit(0)
    return pid


def _acuan(tugas: tuple, folder: Path) -> dict:
    """The files of a run that nobody disturbs, and how long it takes."""
    mulai = time.monotonic()
    pid = _mulai(tugas, folder / "acuan")
    os.waitpid(pid, 0)
    detik = time.monotonic() - mulai
    isi = {
        berkas.name: berkas.read_bytes()
        for berkas in (folder / "acuan").rglob("*-*")
        if berkas.suffix in (".html", ".ipynb") and berkas.parent.parent == folder / "acuan"
    }
    return {"detik": detik, "isi": isi}


def _selesai(keluar: Path) -> set[str]:
    """Reports whose manifest says that they are finished."""
    semua = [baca_manifes(berkas) for berkas in keluar.glob("*/*.json")]
    return {satu.id for satu in semua if satu and satu.status == "selesai"}


def _rusak(keluar: Path, selesai: set[str], acuan: dict[str, bytes]) -> int:
    """Finished reports whose notebook is not that of an undisturbed run, and manifests that cannot be read.

    A page may be older or newer than its manifest for a moment, when links to
    its neighbours are mended: it is then made again from its notebook.
    """
    jumlah = sum(1 for berkas in keluar.glob("*/*.json") if baca_manifes(berkas) is None)
    for nama in selesai:
        (berkas,) = keluar.glob(f"*/{nama}.json")
        manifes = baca_manifes(berkas)
        buku = berkas.with_suffix(".ipynb").read_bytes()
        halaman = berkas.with_suffix(".html").read_bytes()
        baik = utuh(manifes, berkas.parent) or halaman == acuan[f"{nama}.html"]
        jumlah += not (baik and buku == acuan[f"{nama}.ipynb"])
    return jumlah


def _dikerjakan_lagi(keluar: Path) -> int:
    """Reports that were executed again after they had been logged as finished."""
    kali: dict[str, int] = {}
    for isi in baca_catatan(keluar / "catatan.jsonl"):
        if isi["peristiwa"] == "laporan" and isi["nasib"] == "selesai" and isi["durasi_detik"]:
            kali[isi["id"]] = kali.get(isi["id"], 0) + 1
    return sum(satu - 1 for satu in kali.values())


def _kosongkan(keluar: Path) -> None:
    for berkas in [*keluar.glob("*/*-*"), keluar / "catatan.jsonl"]:
        if berkas.is_file():
            berkas.unlink()


def _jadi_pengasuh() -> None:
    """Children of a killed runner become ours instead of vanishing from sight (PR_SET_CHILD_SUBREAPER)."""
    ctypes.CDLL(None, use_errno=True).prctl(36, 1, 0, 0, 0)


def _yatim() -> int:
    """Children of a killed runner that live on; the system may need a moment to end them."""
    batas = time.monotonic() + 2
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return 0
        if pid == 0:
            if time.monotonic() > batas:
                return sum(1 for berkas in Path("/proc").glob("[0-9]*/stat") if _induk(berkas) == os.getpid())
            time.sleep(0.02)


def _induk(stat: Path) -> int:
    try:
        return int(stat.read_text().rsplit(")", 1)[1].split()[1])
    except (OSError, IndexError):
        return 0


if __name__ == "__main__":
    _hasil = utama(Path(sys.argv[1]), int(sys.argv[2]))
    print(json.dumps(_hasil))
