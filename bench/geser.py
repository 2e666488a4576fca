"""How soon a moved slider shows: the notebook `03_laboratorium` in a real JupyterLab, a city of 6,500 employees.

A headless chromium focuses the slider of a weight and presses an arrow key again and again, each time when the picture
of the press before is there. Measured in the browser: from the key event to the animation frame after the changed
histogram is in the document, through JupyterLab, its websocket, the kernel and back.

    python bench/geser.py [--pegawai 6500] [--tekan 30] [--data FOLDER]
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

AKAR = Path(__file__).parents[1]
sys.path.insert(0, str(AKAR))

from tests.conftest import CHROMIUM, PILIHAN  # noqa: E402
from tests.laboratorium.jupyterlab_nyata import Buku, jupyterlab, siapkan_proyek  # noqa: E402

PANASKAN = 5
"""Presses before the clock counts."""
UKUR = """() => {
  const panel = [...document.querySelectorAll('.papan-panel')].find(p => p.textContent.includes('Sebaran indeks'));
  window.geser = [];
  let mulai = null;
  document.addEventListener('keydown', kejadian => { mulai = kejadian.timeStamp; }, true);
  new MutationObserver(() => {
    const dari = mulai;
    if (dari === null || !panel.querySelector('svg')) return;
    mulai = null;
    requestAnimationFrame(() => window.geser.push(performance.now() - dari));
  }).observe(panel, {childList: true, subtree: true});
}"""


def ukur(halaman: Page, banyak: int) -> list[float]:
    """Milliseconds of each press."""
    halaman.evaluate(UKUR)
    halaman.locator(".noUi-handle").first.focus()
    for nomor in range(banyak + PANASKAN):
        # There and back, so that the weight stays within its range and every press changes something.
        halaman.keyboard.press("ArrowRight" if nomor // 10 % 2 == 0 else "ArrowLeft")
        halaman.wait_for_function("banyak => window.geser.length > banyak", arg=nomor, timeout=20_000)
    hasil: list[float] = halaman.evaluate("window.geser")
    return hasil[PANASKAN:]


def buat_kota(folder: Path, pegawai: int) -> Path:
    perintah = [
        sys.executable,
        "-m",
        "penilaian",
        "contoh",
        "--ke",
        str(folder),
        "--pegawai",
        str(pegawai),
        "--seed",
        "1",
    ]
    jalan = subprocess.run(perintah, cwd=AKAR, capture_output=True, text=True, check=False)
    if jalan.returncode:
        raise SystemExit(f"penilaian contoh: {(jalan.stdout + jalan.stderr)[-2000:]}")
    return folder


def utama() -> None:
    pilihan = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    pilihan.add_argument("--pegawai", type=int, default=6500)
    pilihan.add_argument("--tekan", type=int, default=30)
    pilihan.add_argument("--data", type=Path, help="folder kota contoh yang sudah ada")
    isi = pilihan.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-geser-") as nama:
        folder = Path(nama)
        proyek = siapkan_proyek(AKAR, folder / "proyek", isi.data or buat_kota(folder / "kota", isi.pegawai))
        with jupyterlab(proyek, folder / "jupyterlab") as alamat, sync_playwright() as main:
            peramban = main.chromium.launch(executable_path=str(CHROMIUM), args=list(PILIHAN))
            halaman = peramban.new_page(viewport={"width": 1440, "height": 900})
            buku = Buku(halaman, alamat, proyek / "data" / "skenario")
            buku.buka("notebooks/03_laboratorium.ipynb")
            buku.jalankan_semua()
            buku.selesai()
            kartu = halaman.locator(".papan-kartu b").all_text_contents()
            detik = ukur(halaman, isi.tekan)
            peramban.close()
    print(f"{sum(int(satu.replace('.', '')) for satu in kartu)} pegawai, {len(detik)} geseran, {os.cpu_count()} inti")
    for nama, persen in (
        ("paling cepat", 0),
        ("kuartil bawah", 25),
        ("kuartil atas", 75),
        ("95%", 95),
        ("paling lambat", 100),
    ):
        print(f"{nama:>13} {_kuantil(detik, persen):6.0f} ms")
    print(f"median {statistics.median(detik):.0f} ms")


def _kuantil(nilai: list[float], persen: int) -> float:
    urut = sorted(nilai)
    return urut[round((len(urut) - 1) * persen / 100)]


if __name__ == "__main__":
    if not shutil.which(str(CHROMIUM)):
        raise SystemExit(f"{CHROMIUM} tidak ada; pasang dengan: apt install chromium")
    utama()
