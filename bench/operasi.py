"""What a run costs as agencies, employees and periods grow: the figures of docs/operasi.md.

Each line is one `penilaian jalan` from an empty folder on a synthetic city: wall and processor
seconds of the command with its children, the largest memory of one of its processes, and what it
wrote. A straight line through all but the largest case (processor seconds over reports, people and
report-people) is then asked for the largest, which says how far the model can be trusted.

    python bench/operasi.py [--cepat]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

AKAR = Path(__file__).parents[1]
PERIODE = [f"{tahun}-T{triwulan}" for tahun in (2025, 2024) for triwulan in (4, 3, 2, 1)]
KASUS = [
    *((opd, 1500, 1) for opd in (5, 10, 20, 40)),
    *((10, 1500, periode) for periode in (2, 4, 8)),
    *((40, pegawai, 1) for pegawai in (300, 6500, 11_000)),
]
"""Agencies, employees, periods; the last is the largest."""

DIAM = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
CEPAT = [(5, 300, 1), (10, 300, 1), (5, 300, 2), (5, 600, 1), (10, 600, 2)]


@dataclass(frozen=True)
class Ukuran:
    """One run: how much work it was and what it cost."""

    opd: int
    pegawai: int
    periode: int
    laporan: int
    detik: float
    detik_prosesor: float
    memori_mib: float
    tulisan_mib: float

    @property
    def beban(self) -> list[float]:
        """What processor time is taken to grow with: a constant, reports, people read, people reported on."""
        return [1.0, self.laporan, self.pegawai, self.pegawai * self.opd / 40 * self.periode]


@cache
def kota(induk: Path, pegawai: int) -> Path:
    """A synthetic city; data so made is not committed."""
    folder = induk / f"kota-{pegawai}"
    subprocess.run(["penilaian", "contoh", "--ke", folder, "--pegawai", str(pegawai)], env=_lingkungan(), check=True, **DIAM)  # fmt: skip
    return folder


def ukur(induk: Path, opd: int, pegawai: int, periode: int) -> Ukuran:
    data = kota(induk, pegawai)
    kode = [baris.split(",")[0] for baris in (data / "opd.csv").read_text("utf-8").splitlines()[1 : opd + 1]]
    rencana = induk / "rencana.yaml"
    butir = {"notebook": "02_penilaian_opd", "data": str(data), "opd": kode, "periode": PERIODE[:periode]}
    for buku in (AKAR / "notebooks").glob("0*.ipynb"):
        (induk / buku.name).write_bytes(buku.read_bytes())
    rencana.write_text(json.dumps({"laporan": [butir]}), "utf-8")
    with tempfile.TemporaryDirectory(dir=induk) as keluar:
        mulai = time.perf_counter()
        anak = subprocess.Popen(["penilaian", "jalan", rencana, "--keluar", keluar], env=_lingkungan(), **DIAM)
        _, keadaan, pakai = os.wait4(anak.pid, 0)
        detik = time.perf_counter() - mulai
        if keadaan:
            raise SystemExit(f"jalan gagal: {opd} OPD, {pegawai} pegawai, {periode} periode")
        tulisan = sum(berkas.stat().st_size for berkas in Path(keluar).rglob("*") if berkas.is_file())
        laporan = len(list(Path(keluar).glob("2*/02_*.html")))
    return Ukuran(
        opd, pegawai, periode, laporan, detik, pakai.ru_utime + pakai.ru_stime, pakai.ru_maxrss / 1024, tulisan / 2**20
    )


def _lingkungan() -> dict[str, str]:
    bersih = {kunci: nilai for kunci, nilai in os.environ.items() if kunci != "PYTHONDONTWRITEBYTECODE"}
    return bersih | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def utama() -> None:
    pilihan = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    pilihan.add_argument("--cepat", action="store_true", help="kasus kecil saja, untuk mencoba skrip ini")
    kasus = CEPAT if pilihan.parse_args().cepat else KASUS
    print("| OPD | pegawai | periode | laporan | detik | detik prosesor | memori MiB | tulisan MiB |")
    print("|---|---|---|---|---|---|---|---|")
    semua: list[Ukuran] = []
    with tempfile.TemporaryDirectory(prefix="bench-operasi-") as nama:
        for satu in kasus:
            u = ukur(Path(nama), *satu)
            semua.append(u)
            print(
                f"| {u.opd} | {u.pegawai} | {u.periode} | {u.laporan} | {u.detik:.1f} | {u.detik_prosesor:.1f} "
                f"| {u.memori_mib:.0f} | {u.tulisan_mib:.1f} |",
                flush=True,
            )
    *latih, uji = semua
    beban = np.array([u.beban for u in latih])
    bobot, *_ = np.linalg.lstsq(beban, np.array([u.detik_prosesor for u in latih]), rcond=None)
    print(
        "model detik prosesor: {:.2f} + {:.3f} × laporan + {:.5f} × pegawai + {:.5f} × pegawai-laporan".format(*bobot)
    )
    duga = float(np.array(uji.beban) @ bobot)
    print(f"kasus terbesar: diduga {duga:.1f}, diukur {uji.detik_prosesor:.1f}, rasio {duga / uji.detik_prosesor:.2f}")


if __name__ == "__main__":
    utama()
