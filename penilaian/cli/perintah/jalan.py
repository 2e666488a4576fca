"""`penilaian jalan RENCANA`: run a plan."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from penilaian.cli.pengurai import KELUAR_BAIK, KELUAR_TEMUAN, Pengurai, jalur
from penilaian.cli.rencana import pilihan_rencana, tugas_dari

if TYPE_CHECKING:
    from penilaian.jalan.jalankan import HasilTugas


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description=(
            "Jalankan rencana: setiap laporan menjadi halaman HTML, notebook, dan manifes di FOLDER/<periode>/.\n"
            "Laporan yang masukannya tidak berubah dilewati. Kode keluar 1 bila ada laporan yang gagal."
        ),
        contoh="  penilaian jalan notebooks/rencana.yaml --keluar reports\n"
        "  penilaian jalan notebooks/rencana.yaml --keluar reports --periode 2025-T4 --opd dinkes,disdik",
    )
    pilihan_rencana(urai)
    urai.add_argument(
        "--keluar", metavar="FOLDER", type=jalur, default=Path("reports"), help="folder hasil (bawaan reports)"
    )
    urai.add_argument("--ulang", action="store_true", help="jalankan lagi juga yang tidak berubah")
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    from penilaian.bahasa import angka
    from penilaian.cli.tampilan import kemajuan
    from penilaian.jalan.jalankan import jalankan_rencana

    semua = tugas_dari(pilihan)
    with kemajuan() as bilah:
        langkah = bilah.add_task("Menjalankan laporan", total=len(semua))
        nomor = 0

        def lapor(hasil: HasilTugas) -> None:
            nonlocal nomor
            nomor += 1
            bilah.advance(langkah)
            lama = "" if hasil.nasib == "tetap" else f", {angka(hasil.manifes.durasi_detik, 1)} detik"
            bilah.console.print(f"[{nomor}/{len(semua)}] {hasil.tugas.id}: {hasil.nasib}{lama}", markup=False)

        hasil = jalankan_rencana(semua, pilihan.keluar, ulang=pilihan.ulang, lapor=lapor)
    return _ringkas(hasil, pilihan.keluar)


def _ringkas(hasil: list[HasilTugas], folder: Path) -> int:
    jumlah = {nasib: sum(satu.nasib == nasib for satu in hasil) for nasib in ("selesai", "tetap", "gagal")}
    for satu in hasil:
        if satu.nasib == "gagal":
            print(f"GAGAL {satu.tugas.id}: {satu.manifes.sebab}")
    print(f"{jumlah['selesai']} selesai, {jumlah['tetap']} tidak berubah, {jumlah['gagal']} gagal.")
    print(f"Buka {folder / 'indeks.html'}")
    return KELUAR_TEMUAN if jumlah["gagal"] else KELUAR_BAIK
