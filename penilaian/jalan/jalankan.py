"""Running a plan: each task to a report on disk, one failure stopping nobody else."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, get_args

from penilaian.berkas import AKHIRAN_SEMENTARA, sebab_berkas
from penilaian.galat import GalatJalan
from penilaian.jalan.catatan import NAMA_CATATAN, Catatan
from penilaian.jalan.kerja import Cara, Pesanan, pesan, segarkan_halaman, yang_tetap
from penilaian.jalan.kunci import kunci_folder, kunci_tugas
from penilaian.jalan.manifes import Manifes, baca_manifes
from penilaian.jalan.pelaksana import PelaksanaPapermill
from penilaian.jalan.pelari import Pelari, PelariBerurutan
from penilaian.jalan.rencana import Tugas
from penilaian.jalan.sidik import sebab_basi, versi_pustaka
from penilaian.jalan.tetangga import periode_ada, sambungkan, tautan_tetangga
from penilaian.laporan.indeks import tulis_indeks
from penilaian.laporan.parameter import KOTA

Nasib = Literal["selesai", "gagal", "tetap"]
"""``tetap``: nothing had changed, the report was left as it is."""
FOLDER_KERJA = ".kerja"


@dataclass(frozen=True)
class HasilTugas:
    """What became of one task."""

    tugas: Tugas
    nasib: Nasib
    manifes: Manifes


@dataclass(frozen=True)
class Pilihan:
    """How a plan is run.

    ``bagian`` shares the folder with other partial runs, and leaves index and neighbours to a whole run.
    ``seluruhnya`` is the whole plan where only a part of it is run: what of it is out of date is told the index.
    """

    cara: Cara = field(default_factory=lambda: Cara(PelaksanaPapermill()))
    pelari: Pelari = field(default_factory=PelariBerurutan)
    ulang: bool = False
    bagian: bool = False
    seluruhnya: Sequence[Tugas] = ()
    lapor: Callable[[HasilTugas], None] = field(default=lambda _: None)


def jalankan_rencana(semua: Sequence[Tugas], folder: Path, pilihan: Pilihan | None = None) -> list[HasilTugas]:
    """Run tasks and write the index; the results come in the order of the tasks.

    A finished report whose inputs, rules, notebook, package and parameters are
    unchanged is left alone unless ``ulang``. A failed one is always tried again.
    Whatever ends this early leaves whole reports, and the next run goes on from there.

    Raises:
        GalatTerkunci: another run holds the folder.
        GalatJalan: the folder cannot be written.
    """
    pilihan = pilihan or Pilihan()
    _buat_folder(folder)
    with kunci_folder(folder, bersama=pilihan.bagian):
        if not pilihan.bagian:
            _bersihkan(folder)
        (folder / FOLDER_KERJA).mkdir(exist_ok=True)
        catatan = pilihan.cara.catatan or Catatan(folder / NAMA_CATATAN)
        pilihan = replace(pilihan, cara=replace(pilihan.cara, catatan=catatan))
        with tempfile.TemporaryDirectory(dir=folder / FOLDER_KERJA) as kerja:
            return _Jalan(folder, pilihan, catatan, Path(kerja)).jalankan(semua)


@dataclass
class _Jalan:
    """One run of a plan while it lasts."""

    folder: Path
    pilihan: Pilihan
    catatan: Catatan
    kerja: Path
    hasil: dict[str, HasilTugas] = field(default_factory=dict)

    def jalankan(self, semua: Sequence[Tugas]) -> list[HasilTugas]:
        mulai = time.monotonic()
        self.catatan.tulis("mulai", jumlah=len(semua), versi=versi_pustaka())
        try:
            with self._milik_sendiri(semua) as sendiri:
                perlu = [satu for satu in self._pesanan(sendiri) if not self._tetap(satu)]
                perlu.sort(key=lambda satu: satu.tugas.kode_opd != KOTA)  # the longest first
                self.pilihan.pelari.jalankan(perlu, self.pilihan.cara, self.kerja, self._selesai)
        finally:
            if not self.pilihan.bagian:
                sambungkan(self.folder)
                tulis_indeks(self.folder, basi=self._basi())
        jumlah = {nasib: sum(satu.nasib == nasib for satu in self.hasil.values()) for nasib in get_args(Nasib)}
        self.catatan.tulis("selesai", **jumlah, durasi_detik=round(time.monotonic() - mulai, 3))
        return [self.hasil[tugas.id] for tugas in semua if tugas.id in self.hasil]

    @contextmanager
    def _milik_sendiri(self, semua: Sequence[Tugas]) -> Iterator[list[Tugas]]:
        """The tasks no other partial run is at."""
        if not self.pilihan.bagian:
            yield list(semua)
            return
        with ExitStack() as tumpukan:
            yield [tugas for tugas in semua if tumpukan.enter_context(kunci_tugas(self.folder, tugas.id))]

    def _pesanan(self, semua: Sequence[Tugas]) -> Iterator[Pesanan]:
        ada = periode_ada(self.folder, [*semua, *self.pilihan.seluruhnya])
        for tugas in semua:
            yield pesan(tugas, self.folder, tautan_tetangga(tugas.notebook, tugas.kode_opd, tugas.periode, ada))

    def _tetap(self, pesanan: Pesanan) -> bool:
        """Whether there is nothing to do, or only the page to make again."""
        if self.pilihan.ulang:
            return False
        if lama := yang_tetap(pesanan):
            self._akhir(HasilTugas(pesanan.tugas, "tetap", lama))
        elif baru := segarkan_halaman(pesanan):
            self._selesai(pesanan, baru)
        return pesanan.tugas.id in self.hasil

    def _selesai(self, pesanan: Pesanan, manifes: Manifes) -> None:
        self._akhir(HasilTugas(pesanan.tugas, manifes.status, manifes))

    def _akhir(self, satu: HasilTugas) -> None:
        self.hasil[satu.tugas.id] = satu
        isi = {"sebab": satu.manifes.sebab, "tindakan": satu.manifes.tindakan} if satu.nasib == "gagal" else {}
        lama = {} if satu.nasib == "tetap" else {"durasi_detik": satu.manifes.durasi_detik}
        self.catatan.tulis(
            "laporan", id=satu.tugas.id, nasib=satu.nasib, percobaan=satu.manifes.percobaan, **lama, **isi
        )
        self.pilihan.lapor(satu)

    def _basi(self) -> dict[str, str]:
        """Reports of the plan that were left out this time and whose inputs have changed, with what changed; empty where nothing has."""
        hasil = {}
        for tugas in self.pilihan.seluruhnya:
            manifes = (
                None if tugas.id in self.hasil else baca_manifes(self.folder / tugas.periode.kode / f"{tugas.id}.json")
            )
            if manifes is not None:
                hasil[tugas.id] = sebab_basi(tugas, manifes)
        return hasil


def _buat_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as galat:
        raise GalatJalan(
            f"Folder hasil {folder.name} {sebab_berkas(galat)}",
            tindakan="periksa nama dan izinnya, atau pilih --keluar lain",
        ) from None


def _bersihkan(folder: Path) -> None:
    """What a killed run has left; nobody else is here, for the folder is locked."""
    shutil.rmtree(folder / FOLDER_KERJA, ignore_errors=True)
    for sisa in [*folder.glob(f".*{AKHIRAN_SEMENTARA}"), *folder.glob(f"*/.*{AKHIRAN_SEMENTARA}")]:
        sisa.unlink(missing_ok=True)
