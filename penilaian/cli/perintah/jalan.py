"""`penilaian jalan RENCANA`: run a plan."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from penilaian.cli.pengurai import KELUAR_BAIK, KELUAR_TEMUAN, Pengurai, bilangan_positif, jalur
from penilaian.cli.rencana import pilihan_rencana, tugas_dari, tugas_seluruhnya

if TYPE_CHECKING:
    from penilaian.jalan.jalankan import HasilTugas, Pilihan
    from penilaian.jalan.pelari import Pelari

KELUAR_TERKUNCI = 3


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description=(
            "Jalankan rencana: setiap laporan menjadi halaman HTML, notebook, dan manifes di FOLDER/<periode>/.\n"
            "Laporan yang masukannya tidak berubah dilewati; jalan yang terhenti dilanjutkan oleh jalan berikutnya.\n"
            "Kode keluar 1 bila ada laporan yang gagal, 3 bila folder sedang dipakai jalan yang lain."
        ),
        contoh="  penilaian jalan notebooks/rencana.yaml --keluar reports\n"
        "  penilaian jalan notebooks/rencana.yaml --keluar reports --periode 2025-T4 --opd dinkes,disdik",
    )
    pilihan_rencana(urai)
    urai.add_argument(
        "--keluar", metavar="FOLDER", type=jalur, default=Path("reports"), help="folder hasil (bawaan reports)"
    )
    urai.add_argument("--ulang", action="store_true", help="jalankan lagi juga yang tidak berubah")
    _pilihan_mesin(urai)
    return urai


def _pilihan_mesin(urai: Pengurai) -> None:
    mesin = urai.add_argument_group("Mesin")
    mesin.add_argument(
        "--pekerja",
        metavar="N",
        type=bilangan_positif,
        help="laporan yang dibuat bersamaan (bawaan: sebanyak inti prosesor)",
    )
    mesin.add_argument(
        "--kernel", action="store_true", help="satu kernel Jupyter untuk setiap laporan: lebih lambat, hasilnya sama"
    )
    mesin.add_argument(
        "--batas-waktu",
        metavar="DETIK",
        type=bilangan_positif,
        help="batas waktu satu laporan (bawaan 1800)",
        default=1800,
    )
    mesin.add_argument(
        "--batas-waktu-sel",
        metavar="DETIK",
        type=bilangan_positif,
        help="batas waktu satu sel (bawaan 600)",
        default=600,
    )
    mesin.add_argument(
        "--batas-memori", metavar="MIB", type=bilangan_positif, help="batas tambahan memori satu laporan"
    )
    mesin.add_argument(
        "--coba-ulang", metavar="N", type=int, choices=range(10), default=1,
        help="berapa kali dicoba lagi bila prosesnya mati, 0-9 (bawaan 1)",
    )  # fmt: skip
    mesin.add_argument(
        "--bagian", action="store_true",
        help="sebagian rencana, bersama jalan --bagian yang lain; indeks ditulis oleh jalan tanpa --bagian atau `penilaian situs`",
    )  # fmt: skip


def jalankan(pilihan: argparse.Namespace) -> int:
    from penilaian.cli.tampilan import kemajuan
    from penilaian.galat import GalatTerkunci
    from penilaian.jalan.jalankan import jalankan_rencana

    mulai = time.monotonic()
    semua = tugas_dari(pilihan)
    with kemajuan(beruntai=False) as bilah:
        langkah = bilah.add_task("Menjalankan laporan", total=len(semua))
        nomor = 0

        def lapor(hasil: HasilTugas) -> None:
            nonlocal nomor
            nomor += 1
            bilah.advance(langkah)
            bilah.console.print(f"[{nomor}/{len(semua)}] {_sebut(hasil)}", markup=False)

        try:
            hasil = jalankan_rencana(semua, pilihan.keluar, _cara(pilihan, lapor, bilah.refresh))
        except GalatTerkunci as galat:
            bilah.console.print(galat.paragraf(), markup=False)
            return KELUAR_TERKUNCI
    return _ringkas(hasil, pilihan.keluar, time.monotonic() - mulai)


def _cara(pilihan: argparse.Namespace, lapor: Callable[[HasilTugas], None], denyut: Callable[[], None]) -> Pilihan:
    from penilaian.jalan.jalankan import Pilihan
    from penilaian.jalan.kerja import Cara
    from penilaian.jalan.lingkungan import bersiap
    from penilaian.jalan.pelaksana import PelaksanaHangat, PelaksanaPapermill

    hangat = bersiap() and not pilihan.kernel
    pelaksana = (PelaksanaHangat if hangat else PelaksanaPapermill)(pilihan.batas_waktu_sel)
    return Pilihan(
        Cara(pelaksana, pilihan.coba_ulang),
        _pelari(pilihan, denyut),
        pilihan.ulang,
        pilihan.bagian,
        tugas_seluruhnya(pilihan),
        lapor,
    )


def _pelari(pilihan: argparse.Namespace, denyut: Callable[[], None]) -> Pelari:
    """Children of this process where it was started for that, else this process alone."""
    from penilaian.jalan.hangat import hangatkan
    from penilaian.jalan.kolam import jumlah_inti
    from penilaian.jalan.lingkungan import bersiap
    from penilaian.jalan.pelari import PelariBerurutan, PelariSerempak

    if not bersiap():
        return PelariBerurutan()
    pekerja = pilihan.pekerja or jumlah_inti()
    return PelariSerempak(pekerja, pilihan.batas_waktu, pilihan.batas_memori, hangatkan, denyut)


def _sebut(hasil: HasilTugas) -> str:
    from penilaian.bahasa import angka

    lama = "" if hasil.nasib == "tetap" else f", {angka(hasil.manifes.durasi_detik, 1)} detik"
    return f"{hasil.tugas.id}: {hasil.nasib}{lama}"


def _ringkas(hasil: list[HasilTugas], folder: Path, detik: float) -> int:
    from penilaian.bahasa import angka

    jumlah = {nasib: sum(satu.nasib == nasib for satu in hasil) for nasib in ("selesai", "tetap", "gagal")}
    for satu in hasil:
        if satu.nasib == "gagal":
            print(f"GAGAL {satu.tugas.id}: {satu.manifes.sebab}")
    print(
        f"{jumlah['selesai']} selesai, {jumlah['tetap']} tidak berubah, {jumlah['gagal']} gagal, dalam {angka(detik, 0)} detik."
    )
    print(f"Buka {folder / 'indeks.html'}")
    return KELUAR_TEMUAN if jumlah["gagal"] else KELUAR_BAIK
