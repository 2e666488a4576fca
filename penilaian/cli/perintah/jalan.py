"""`penilaian jalan RENCANA`: run a plan."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from penilaian.cli.pengurai import KELUAR_BAIK, KELUAR_TEMUAN, Pengurai, bilangan_positif, jalur
from penilaian.cli.rencana import pilihan_rencana, tugas_dari, tugas_seluruhnya
from penilaian.galat import GalatJalan, GalatParameter, GalatPenilaian, GalatTerkunci

if TYPE_CHECKING:
    from penilaian.jalan.jalankan import HasilTugas, Pilihan
    from penilaian.jalan.kabar import Kegagalan
    from penilaian.jalan.kabar_tujuan import TujuanKabar
    from penilaian.jalan.pelari import Pelari

KELUAR_TERKUNCI = 3


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description=(
            "Jalankan rencana: setiap laporan menjadi halaman HTML, notebook, dan manifes di FOLDER/<periode>/, juga PDF dan XLSX bila disebut di bentuk.\n"
            "Laporan yang masukannya tidak berubah dilewati; jalan yang terhenti dilanjutkan oleh jalan berikutnya.\n"
            "Kode keluar 1 bila ada laporan yang gagal, 3 bila folder sedang dipakai jalan yang lain."
        ),
        contoh="  penilaian jalan notebooks/rencana.yaml --keluar reports\n"
        "  penilaian jalan notebooks/rencana.yaml --keluar reports --periode 2025-T4 --opd dinkes,disdik\n"
        "  penilaian jalan notebooks/rencana.yaml --keluar reports --klaster tls://10.0.0.5:8786",
    )
    pilihan_rencana(urai)
    urai.add_argument(
        "--keluar", metavar="FOLDER", type=jalur, default=Path("reports"), help="folder hasil (bawaan reports)"
    )
    urai.add_argument("--ulang", action="store_true", help="jalankan lagi juga yang tidak berubah")
    urai.add_argument(
        "--kabar", metavar="FILE", type=jalur,
        help="beri tahu menurut berkas kabar ini bila ada laporan yang gagal atau jalannya terhenti",
    )  # fmt: skip
    _pilihan_mesin(urai)
    return urai


def _pilihan_mesin(urai: Pengurai) -> None:
    mesin = urai.add_argument_group("Mesin")
    mesin.add_argument(
        "--klaster", metavar="ALAMAT",
        help="buat laporan di klaster Dask yang penjadwalnya di alamat ini (tcp://… atau tls://…); yang menulis tetap komputer ini",
    )  # fmt: skip
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
    mulai = time.monotonic()
    tujuan = _tujuan_kabar(pilihan)
    sejauh_ini: list[HasilTugas] = []
    try:
        hasil = _jalankan(pilihan, sejauh_ini)
    except Exception as galat:
        _kabarkan(tujuan, pilihan.keluar, sejauh_ini, time.monotonic() - mulai, galat)
        if isinstance(galat, GalatTerkunci):
            print(galat.paragraf(), file=sys.stderr)
            return KELUAR_TERKUNCI
        raise
    detik = time.monotonic() - mulai
    keluar = _ringkas(hasil, pilihan.keluar, detik)
    _kabarkan(tujuan, pilihan.keluar, hasil, detik)
    return keluar


def _jalankan(pilihan: argparse.Namespace, sejauh_ini: list[HasilTugas]) -> list[HasilTugas]:
    """Run the plan and say of each report what became of it; ``sejauh_ini`` has them even where the run ends early."""
    from penilaian.cli.tampilan import kemajuan
    from penilaian.ringan import ringankan

    ringankan()  # before anything that loads papermill
    from penilaian.jalan.jalankan import jalankan_rencana

    _pastikan_sepadan(pilihan)
    semua = tugas_dari(pilihan)
    with kemajuan(beruntai=False) as bilah:
        langkah = bilah.add_task("Menjalankan laporan", total=len(semua))

        def lapor(hasil: HasilTugas) -> None:
            sejauh_ini.append(hasil)
            bilah.advance(langkah)
            bilah.console.print(f"[{len(sejauh_ini)}/{len(semua)}] {_sebut(hasil)}", markup=False)

        return jalankan_rencana(semua, pilihan.keluar, _cara(pilihan, lapor, bilah.refresh))


def _pastikan_sepadan(pilihan: argparse.Namespace) -> None:
    """Raise GalatParameter for options that contradict each other."""
    if pilihan.klaster is not None and pilihan.pekerja is not None:
        raise GalatParameter(
            "--pekerja tidak berlaku bersama --klaster",
            mengapa="banyaknya laporan yang dibuat bersamaan ditentukan pekerja klaster dan utasnya",
            tindakan="hapus --pekerja; atur --nworkers dan --nthreads di `dask worker`",
        )


def _tujuan_kabar(pilihan: argparse.Namespace) -> TujuanKabar | None:
    """Who is told of a failure; read before anything starts, so that a mistake in it is found while somebody is there."""
    if pilihan.kabar is None:
        return None
    from penilaian.jalan.kabar_tujuan import muat_tujuan

    return muat_tujuan(pilihan.kabar)


def _kabarkan(
    tujuan: TujuanKabar | None, folder: Path, hasil: list[HasilTugas], detik: float, galat: Exception | None = None
) -> None:
    """Tell of failures; a message that does not arrive is a warning and a line in the log, and changes nothing else."""
    if tujuan is None:
        return
    from penilaian.jalan.catatan import NAMA_CATATAN, Catatan
    from penilaian.jalan.kabar import ringkasan_jalan
    from penilaian.jalan.kabar_kirim import kirim_kabar

    ringkasan = ringkasan_jalan(hasil, detik, folder, None if galat is None else _henti(galat))
    if not ringkasan.perlu_kabar:
        return
    for satu in kirim_kabar(ringkasan, tujuan):
        print(satu if satu.terkirim else f"Perhatian: {satu}", file=sys.stdout if satu.terkirim else sys.stderr)
        with suppress(GalatJalan):  # no folder to write into is why the run stopped, and is told
            Catatan(folder / NAMA_CATATAN).tulis("kabar", **asdict(satu))


def _henti(galat: Exception) -> Kegagalan:
    """Why a run ended before all reports were done."""
    from penilaian.jalan.kabar import Kegagalan

    if isinstance(galat, GalatPenilaian):
        sebab = GalatPenilaian(galat.apa, di_mana=galat.di_mana, mengapa=galat.mengapa)
        return Kegagalan("penilaian jalan", sebab.paragraf(), galat.tindakan)
    sebab_lain = f"{type(galat).__name__}: {galat}"
    return Kegagalan("penilaian jalan", sebab_lain, "jalankan lagi dengan --rinci dan laporkan keluarannya")


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
    """A cluster if one is named; children of this process where it was started for that; else this process alone."""
    from penilaian.jalan.hangat import hangatkan
    from penilaian.jalan.kolam import jumlah_inti
    from penilaian.jalan.lingkungan import bersiap
    from penilaian.jalan.pelari import PelariBerurutan, PelariSerempak

    if pilihan.klaster is not None:
        return _pelari_klaster(pilihan, denyut)
    if not bersiap():
        return PelariBerurutan()
    pekerja = pilihan.pekerja or jumlah_inti()
    return PelariSerempak(pekerja, pilihan.batas_waktu, pilihan.batas_memori, hangatkan, denyut)


def _pelari_klaster(pilihan: argparse.Namespace, denyut: Callable[[], None]) -> Pelari:
    from penilaian.jalan.klaster import PelariKlaster
    from penilaian.jalan.klaster_kiriman import Batas

    batas = Batas(pilihan.batas_waktu, pilihan.batas_memori, pilihan.batas_waktu_sel, kernel=pilihan.kernel)
    return PelariKlaster(pilihan.klaster, batas, denyut=denyut)


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
