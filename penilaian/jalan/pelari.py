"""Who carries out orders: this process, one after the other, or children of it, several at once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from penilaian.bahasa import angka
from penilaian.jalan.anak import bersiap_bercabang
from penilaian.jalan.kerja import Cara, Pesanan, catat_hasil, coba_lagi, kerjakan
from penilaian.jalan.kolam import Akhir, Kolam
from penilaian.jalan.manifes import Manifes, baca_manifes, tulis_manifes
from penilaian.jalan.mesin import baca_catatan
from penilaian.jalan.pelaksana import NAMA_CATATAN, NotebookGagal, berhenti, waktu_habis
from penilaian.jalan.rencana import Tugas

_HASIL = "hasil.json"
Selesai = Callable[[Pesanan, Manifes], None]


class Pelari(Protocol):
    """Carries out orders; ``selesai`` hears of each, in the process that called."""

    def jalankan(self, semua: Sequence[Pesanan], cara: Cara, kerja: Path, selesai: Selesai) -> None: ...


class PelariBerurutan:
    """In this process, one after the other."""

    def jalankan(self, semua: Sequence[Pesanan], cara: Cara, kerja: Path, selesai: Selesai) -> None:
        for pesanan in semua:
            selesai(pesanan, kerjakan(pesanan, cara, kerja))


@dataclass(frozen=True)
class PelariSerempak:
    """In children of this process, ``pekerja`` at a time.

    Nothing may have started threads or drawn with pyplot here before; ``hangatkan``
    loads what children should find ready. Limits are of one report.
    """

    pekerja: int
    batas_detik: float | None = None
    batas_memori_mib: int | None = None
    hangatkan: Callable[[Iterable[Tugas]], None] = field(default=lambda _: None)
    denyut: Callable[[], None] = field(default=lambda: None)

    def jalankan(self, semua: Sequence[Pesanan], cara: Cara, kerja: Path, selesai: Selesai) -> None:
        if not semua:
            return
        self.hangatkan([satu.tugas for satu in semua])
        bersiap_bercabang()

        def di_anak(pesanan: Pesanan) -> None:
            ruang = kerja / str(os.getpid())
            ruang.mkdir()
            tulis_manifes(kerjakan(pesanan, cara, ruang), ruang / _HASIL)

        def berakhir(pesanan: Pesanan, akhir: Akhir) -> Pesanan | None:
            ruang = kerja / str(akhir.pid)
            manifes = baca_manifes(ruang / _HASIL) if akhir.sebab == "selesai" else None
            gagal = None if manifes else self._gagal(pesanan, akhir, ruang)
            shutil.rmtree(ruang, ignore_errors=True)
            if gagal and gagal.coba_lagi and pesanan.percobaan <= cara.coba_ulang:
                return coba_lagi(pesanan, gagal, cara)
            if manifes is None:
                manifes = catat_hasil(pesanan, gagal.nb if gagal else None, gagal, akhir.mulai)
            selesai(pesanan, manifes)
            return None

        Kolam(di_anak, berakhir, self.pekerja, self.batas_detik, self.batas_memori_mib, self.denyut).jalankan(semua)

    def _gagal(self, pesanan: Pesanan, akhir: Akhir, ruang: Path) -> NotebookGagal:
        """Why a child left no result: what its notes tell, then how it ended."""
        nb, batas_sel = baca_catatan(next(ruang.glob(f"*/{NAMA_CATATAN}"), ruang / NAMA_CATATAN))
        if batas_sel is not None:
            return waktu_habis(pesanan.tugas.id, batas_sel, nb)
        if akhir.sebab == "waktu":
            return NotebookGagal(
                f"Laporan berjalan lebih dari {angka(self.batas_detik or 0, 0)} detik",
                nb,
                di_mana=pesanan.tugas.id,
                tindakan="periksa apakah datanya jauh lebih besar dari biasanya, atau naikkan --batas-waktu",
            )
        if akhir.kode < 0:
            return berhenti(pesanan.tugas.id, nb, f"prosesnya dihentikan sinyal {-akhir.kode}")
        return berhenti(pesanan.tugas.id, nb, f"prosesnya keluar dengan kode {akhir.kode}")
