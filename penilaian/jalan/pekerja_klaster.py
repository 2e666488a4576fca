"""The process that makes reports for a worker of a cluster.

The worker's own process has threads and must not fork; this one has none. It
reads orders from its input and answers each with a line; before an order come
the inputs it is the first to need: a line of JSON with their paths and sizes,
then their archives. It ends with its input, or when the worker is gone, and
takes the inputs with it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TextIO

from penilaian.berkas import sebab_berkas
from penilaian.galat import GalatJalan, GalatPenilaian
from penilaian.jalan.catatan import NAMA_CATATAN, Catatan, baca_catatan
from penilaian.jalan.hangat import hangatkan
from penilaian.jalan.kerja import Cara, Pesanan
from penilaian.jalan.klaster_barang import buka, di_bawah
from penilaian.jalan.klaster_kiriman import Balasan, Batas, Kiriman, baca_kiriman, tulis_balasan
from penilaian.jalan.lingkungan import bersiap
from penilaian.jalan.pelaksana import PelaksanaHangat, PelaksanaPapermill
from penilaian.jalan.pelari import Pelari, PelariBerurutan, PelariSerempak
from penilaian.jalan.rencana import Tugas
from penilaian.jalan.sidik import masukan_tugas, versi_pustaka

_SEBUTAN = {"aturan": "buku aturan", "paket": "program"}


@dataclass(frozen=True)
class Layanan:
    """Answers the orders of one worker; what it has loaded for one it keeps for the next."""

    pekerja: str
    kerja: Path
    denyut: Callable[[], None] = field(default=lambda: None)
    _panas: set[tuple[Path | None, tuple[str, ...]]] = field(default_factory=set)

    @property
    def akar(self) -> Path:
        """Below it inputs are laid out as on the head."""
        return self.kerja / "masukan"

    def terima(self, jalur: str, isi: bytes) -> None:
        """Lay out an input."""
        buka(isi, di_bawah(self.akar, jalur))

    def layani(self, teks: str) -> str:
        """The answer to an order."""
        with tempfile.TemporaryDirectory(dir=self.kerja) as ruang:
            return tulis_balasan(self._kerjakan(baca_kiriman(teks), Path(ruang)))

    def _kerjakan(self, kiriman: Kiriman, ruang: Path) -> Balasan:
        try:
            tugas = kiriman.tugas(self.akar)
            self._pastikan_sama(tugas, kiriman)
        except GalatPenilaian as galat:
            bagian = {nama: getattr(galat, nama) for nama in ("apa", "di_mana", "mengapa", "tindakan")}
            return Balasan(self.pekerja, gagal=bagian)
        pesanan = Pesanan(tugas, ruang / "hasil", kiriman.masukan, kiriman.tautan, kiriman.percobaan)
        catatan = Catatan(ruang / NAMA_CATATAN)
        pelari, cara = self._cara(kiriman.batas, catatan)
        pelari.jalankan([pesanan], cara, ruang, lambda *_: None)
        berkas = {satu.name: satu.read_bytes() for satu in sorted(pesanan.tujuan.iterdir()) if satu.is_file()}
        return Balasan(self.pekerja, berkas, catatan=baca_catatan(catatan.berkas))

    def _cara(self, batas: Batas, catatan: Catatan) -> tuple[Pelari, Cara]:
        """As on one machine: a warm child where this process can fork, a kernel elsewhere."""
        hangat = bersiap() and not batas.kernel
        pelaksana = (PelaksanaHangat if hangat else PelaksanaPapermill)(batas.sel_detik)
        cara = Cara(pelaksana, batas.coba_ulang, catatan)
        if not bersiap():
            return PelariBerurutan(), cara
        return PelariSerempak(1, batas.detik, batas.memori_mib, self._hangatkan, self.denyut), cara

    def _hangatkan(self, semua: Iterable[Tugas]) -> None:
        baru = {(tugas.folder_data, tugas.bentuk): tugas for tugas in semua}
        if baru.keys() - self._panas:
            hangatkan(baru.values())
            self._panas.update(baru)

    def _pastikan_sama(self, tugas: Tugas, kiriman: Kiriman) -> None:
        """Raise GalatJalan unless this machine has the very inputs, rules and versions the order was written for."""
        try:
            kini = masukan_tugas(tugas)
        except OSError as galat:
            raise self._tak_terbaca(tugas, f"{Path(galat.filename or '').name} {sebab_berkas(galat)}") from None
        except GalatPenilaian as galat:
            raise self._tak_terbaca(tugas, galat.apa) from None
        beda = [*_beda(kini, kiriman.masukan), *(f"versi {nama}" for nama in _beda(versi_pustaka(), kiriman.versi))]
        if beda:
            raise GalatJalan(
                f"Pekerja klaster {self.pekerja} melihat masukan yang lain",
                di_mana=tugas.id,
                mengapa=f"berbeda dari saat rencana dimulai: {', '.join(beda)}",
                tindakan="samakan programnya di semua pekerja, atau ulangi bila data sedang diisi",
            )

    def _tak_terbaca(self, tugas: Tugas, sebab: str) -> GalatJalan:
        return GalatJalan(
            f"Pekerja klaster {self.pekerja} tidak dapat membaca masukan laporan",
            di_mana=tugas.id,
            mengapa=sebab,
            tindakan="periksa ruang cakram pekerja itu, lalu jalankan lagi",
        )


def _beda(kini: Mapping[str, str], dulu: Mapping[str, str]) -> list[str]:
    """The names whose fingerprints are not the same, in words."""
    nama = sorted(nama for nama in kini.keys() | dulu.keys() if kini.get(nama) != dulu.get(nama))
    return [_SEBUTAN.get(satu, satu.replace(":", " ")) for satu in nama]


def utama(argumen: list[str]) -> int:
    """Answer orders until there are no more; arguments are the worker's name and a folder for scratch files."""
    pekerja, folder = argumen
    induk = os.getppid()

    def denyut() -> None:
        if os.getppid() != induk:  # the worker was killed: nobody waits for this report
            raise SystemExit(1)

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with _saluran() as (pesanan, jawaban), tempfile.TemporaryDirectory(dir=folder, prefix="penilaian-") as kerja:
        layanan = Layanan(pekerja, Path(kerja), denyut)
        while kepala := pesanan.readline():
            for jalur, panjang in json.loads(kepala).items():
                layanan.terima(jalur, pesanan.read(panjang))
            jawaban.write(layanan.layani(pesanan.readline().decode("utf-8")) + "\n")
            jawaban.flush()
    return 0


@contextmanager
def _saluran() -> Iterator[tuple[BinaryIO, TextIO]]:
    """Input and output of this process, kept from the notebooks: theirs are empty and thrown away."""
    masuk, keluar = os.dup(0), os.dup(1)
    kosong = os.open(os.devnull, os.O_RDWR)
    os.dup2(kosong, 0)
    os.dup2(kosong, 1)
    os.close(kosong)
    with os.fdopen(masuk, "rb") as pesanan, os.fdopen(keluar, "w", encoding="utf-8") as jawaban:
        yield pesanan, jawaban
