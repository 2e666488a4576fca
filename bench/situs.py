"""The site of ten thousand reports: building it, building it again after one change, and its first view in Chromium.

Reports are tiny; manifests are as long as a real one. Every figure of the browser is the median over fresh pages from
file://, from the start of navigation: first paint, and the search ready over all rows. The last line, ``rasio``, is a
rebuild after one changed report over the full build, the median of both. Run: python bench/situs.py [--laporan 10000]
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

AKAR = Path(__file__).parents[1]
sys.path.insert(0, str(AKAR))

from penilaian.laporan.indeks import tulis_indeks  # noqa: E402
from penilaian.periode import Periode  # noqa: E402

LAPORAN = 10_000
ULANGAN = 5
HALAMAN = 7
BATAS_DETIK = 1.0
CHROMIUM = Path("/usr/bin/chromium")
PILIHAN = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
OPD = 40
NOTEBOOK = {
    "01_mutu_data": "Mutu data",
    "02_penilaian_opd": "Penilaian kinerja perangkat daerah",
    "03_kalibrasi": "Kalibrasi penilaian",
    "05_umpan_balik": "Umpan balik",
    "08_skenario": "Perbandingan skenario",
}
JEJAK = {f"ketentuan_{nomor}": "pasal, halaman, dan langkah hitungan " * 4 for nomor in range(80)}
TAMPAK = """() => new Promise(selesai => requestAnimationFrame(() => setTimeout(() => selesai({
  cat: performance.getEntriesByName("first-contentful-paint")[0].startTime,
  siap: performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd,
  baris: Array.from(document.querySelectorAll("#terbaru tbody tr")).filter(r => r.getClientRects().length).length,
}), 0)))"""
CARI = """() => { const kotak = document.querySelector("#cari"), mulai = performance.now();
  kotak.value = "dinas 12 kalibrasi"; kotak.dispatchEvent(new Event("input"));
  document.body.getBoundingClientRect(); return performance.now() - mulai; }"""


def buat(folder: Path, jumlah: int) -> None:
    """``jumlah`` finished, provisional and failed reports, newest period first."""
    waktu = Periode.urai("2026-12")
    sisa = jumlah
    while sisa > 0:
        tujuan = folder / waktu.kode
        tujuan.mkdir()
        for nomor in range(min(sisa, OPD * len(NOTEBOOK))):
            _satu(tujuan, waktu, f"opd{nomor % OPD:02d}", list(NOTEBOOK)[nomor // OPD], sisa - nomor)
        sisa -= OPD * len(NOTEBOOK)
        waktu = waktu.sebelumnya()


def _satu(tujuan: Path, waktu: Periode, kode: str, notebook: str, acak: int) -> None:
    nama = f"{notebook}-{kode}-{waktu.kode}"
    gagal = acak % 90 == 7
    isi = {
        "id": nama, "notebook": notebook, "judul": NOTEBOOK[notebook], "kode_opd": kode,
        "nama_opd": f"Dinas Contoh Nomor {int(kode[3:])}", "periode": waktu.kode, "label_periode": waktu.label,
        "status": "gagal" if gagal else "selesai", "sementara": acak % 9 == 2, "sintetis": True, "sidik": "0" * 64,
        "kelas": ("unit", "publik", "individu")[acak % 3], "html": f"{nama}.html", "ipynb": f"{nama}.ipynb",
        "xlsx": f"{nama}.xlsx", "durasi_detik": 1.5, "selesai_pada": f"2026-01-{1 + acak % 28:02d}T02:13:40+08:00",
        "sebab": "Kolom realisasi tidak ada." if gagal else "", "tindakan": "isi kolomnya" if gagal else "",
        "jejak": JEJAK,
    }  # fmt: skip
    (tujuan / f"{nama}.json").write_text(json.dumps(isi), "utf-8")
    for jenis in ("html", "ipynb", "xlsx"):
        (tujuan / f"{nama}.{jenis}").write_text("<p>x</p>", "utf-8")


def lama(kerja: Callable[[], object]) -> float:
    mulai = time.perf_counter()
    kerja()
    return time.perf_counter() - mulai


def ubah_satu(folder: Path, putaran: int) -> None:
    """Make one report of the middle again, as another run would."""
    semua = sorted(folder.glob("2*/*.json"))
    berkas = semua[len(semua) // 2]
    isi = json.loads(berkas.read_text("utf-8"))
    berkas.write_text(json.dumps(isi | {"durasi_detik": float(putaran), "sementara": putaran % 2 == 0}), "utf-8")


def buang(folder: Path) -> None:
    """Take away all that a build has written."""
    for berkas in (*folder.glob("situs/*"), folder / ".situs.json", folder / "indeks.html"):
        berkas.unlink(missing_ok=True)


def bangun(folder: Path) -> float:
    """Seconds of the full build and of a rebuild after one change; returns their ratio."""
    penuh, sebagian = [], []
    for putaran in range(ULANGAN):
        buang(folder)
        penuh.append(lama(lambda: tulis_indeks(folder)))
        ubah_satu(folder, putaran)
        sebagian.append(lama(lambda: tulis_indeks(folder)))
    diam = lama(lambda: tulis_indeks(folder))
    a, b = statistics.median(penuh), statistics.median(sebagian)
    print(f"susun dari nol {a:.2f} s; sesudah satu laporan berubah {b:.2f} s; tanpa perubahan {diam:.2f} s")
    return b / a


def lihat(folder: Path) -> None:
    """The first view and the first search, in fresh pages."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("tampilan pertama dilewati: playwright tidak terpasang")
        return
    if not CHROMIUM.exists():
        print(f"tampilan pertama dilewati: {CHROMIUM} tidak ada")
        return
    with sync_playwright() as main:
        peramban = main.chromium.launch(executable_path=str(CHROMIUM), args=list(PILIHAN))
        ukuran = []
        for _ in range(HALAMAN):
            halaman = peramban.new_page(viewport={"width": 1280, "height": 900})
            halaman.goto((folder / "indeks.html").as_uri())
            ukuran.append((halaman.evaluate(TAMPAK), halaman.evaluate(CARI)))
            hasil = halaman.locator(".cari output").inner_text()
            halaman.close()
        peramban.close()
    cat, siap = (statistics.median(satu[nama] for satu, _ in ukuran) / 1000 for nama in ("cat", "siap"))
    cari = statistics.median(satu for _, satu in ukuran)
    baris = ukuran[0][0]["baris"]
    print(
        f"tampilan pertama {cat:.2f} s dengan {baris} baris; pencarian siap {siap:.2f} s; satu ketikan {cari:.0f} ms ({hasil})"
    )
    print(f"batas {BATAS_DETIK:.0f} s: {'ya' if max(cat, siap) < BATAS_DETIK and baris else 'TIDAK'}")


def utama() -> None:
    pengurai = argparse.ArgumentParser(description=__doc__)
    pengurai.add_argument("--laporan", type=int, default=LAPORAN)
    pilihan = pengurai.parse_args()
    with TemporaryDirectory() as sementara:
        folder = Path(sementara)
        buat(folder, pilihan.laporan)
        rasio = bangun(folder)
        depan = (folder / "indeks.html").stat().st_size
        data = sum(berkas.stat().st_size for berkas in folder.glob("situs/*.js"))
        semua = sum(berkas.stat().st_size for berkas in folder.glob("situs/*"))
        print(
            f"{pilihan.laporan} laporan: indeks {depan / 1024:.0f} kB, data pencarian {data / 1024:.0f} kB, situs {semua / 2**20:.1f} MiB"
        )
        lihat(folder)
    print(f"rasio {rasio:.2f}")


if __name__ == "__main__":
    utama()
