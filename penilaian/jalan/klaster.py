"""The same plan on a Dask cluster: reports are made by its workers and written here.

Nobody but this process writes into the folder of reports, each report once,
however often the cluster had to make it. Inputs travel to the workers, so that
head and workers need no folder in common.
"""

from __future__ import annotations

import secrets
import time
import warnings
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from pydantic import ValidationError

from penilaian.galat import GalatJalan
from penilaian.jalan.kerja import Cara, Pesanan, catat_hasil
from penilaian.jalan.klaster_barang import barang_tugas, bungkus
from penilaian.jalan.klaster_induk import TOPIK, apa_adanya, kerjakan_jauh, tutup_sesi
from penilaian.jalan.klaster_kiriman import Batas, baca_balasan, tulis_kiriman
from penilaian.jalan.klaster_pasang import pasang, tak_utuh
from penilaian.jalan.klaster_sambung import (
    KlasterHilang,
    buka_klaster,
    pastikan_pekerja_sama,
    tanpa_pekerja,
    terputus,
)
from penilaian.jalan.manifes import Manifes
from penilaian.jalan.pelari import Selesai
from penilaian.jalan.samaran import samarkan_teks

DENYUT_DETIK = 0.5
PERIKSA_DETIK = 2.0
TANPA_PEKERJA_DETIK = 60.0


@dataclass(frozen=True)
class PelariKlaster:
    """On the workers of the Dask scheduler at ``alamat``; limits are of one report.

    Workers have this package, its rules and libraries in the same versions; one that does not is refused.
    ``tunggu_pekerja`` is how many seconds a run waits for workers when all are gone.
    """

    alamat: str
    batas: Batas = field(default_factory=Batas)
    tunggu_pekerja: float = TANPA_PEKERJA_DETIK
    denyut: Callable[[], None] = field(default=lambda: None)

    def jalankan(self, semua: Sequence[Pesanan], cara: Cara, kerja: Path, selesai: Selesai) -> None:
        """Carry out orders, the first ones first; when the cluster is lost on the way, what is left fails.

        Raises:
            GalatParameter: the address is none.
            GalatJalan: the cluster cannot be reached or used; nothing was begun.
        """
        if not semua:
            return
        with buka_klaster(self.alamat) as klien:
            pastikan_pekerja_sama(klien)
            jalan = _Jalan(klien, cara, kerja, selesai, self.denyut, self.tunggu_pekerja)
            try:
                jalan.kirim(semua, replace(self.batas, coba_ulang=cara.coba_ulang))
                jalan.terima_semua()
            except KlasterHilang as galat:
                jalan.gagalkan_sisa(galat)
            finally:
                jalan.bubarkan()


@dataclass
class _Jalan:
    """One run on a cluster while it lasts. ``tiba`` holds what Dask's own thread hears: keys that are done, notes."""

    klien: Any
    cara: Cara
    kerja: Path
    selesai: Selesai
    denyut: Callable[[], None]
    tunggu_pekerja: float
    sesi: str = field(default_factory=lambda: secrets.token_hex(8))
    mulai: float = field(default_factory=time.monotonic)
    menunggu: dict[str, tuple[Any, Pesanan]] = field(default_factory=dict)
    barang: dict[Path, Any] = field(default_factory=dict)
    tiba: SimpleQueue[str | dict[str, str]] = field(default_factory=SimpleQueue)
    pelaku: dict[str, str] = field(default_factory=dict)
    sebab: dict[str, str] = field(default_factory=dict)
    kali: Counter[str] = field(default_factory=Counter)
    diperiksa: float = field(default_factory=time.monotonic)
    ada_pekerja: float = field(default_factory=time.monotonic)

    def kirim(self, semua: Sequence[Pesanan], batas: Batas) -> None:
        self.klien.subscribe_topic(TOPIK, self._dengar)
        for nomor, pesanan in enumerate(semua):
            nama = pesanan.tugas.id
            try:
                barang = {str(jalur): self._kirim_barang(jalur) for jalur in barang_tugas(pesanan.tugas)}
            except GalatJalan as galat:
                self.selesai(pesanan, self._gagal(pesanan, galat))
                continue
            masa_depan = self.klien.submit(
                kerjakan_jauh,
                *(self.sesi, nama, tulis_kiriman(pesanan, batas), barang),
                key=f"laporan-{nama}-{self.sesi}",
                pure=False,
                retries=batas.coba_ulang,
                priority=-nomor,
            )
            self.menunggu[masa_depan.key] = masa_depan, pesanan
            masa_depan.add_done_callback(lambda satu: self.tiba.put(satu.key))

    def _kirim_barang(self, jalur: Path) -> Any:
        """An input on the cluster, sent once; the scheduler can have it made again where the worker that had it dies."""
        if jalur not in self.barang:
            kunci = f"masukan-{len(self.barang)}-{self.sesi}"
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # Dask finds large inputs unusual
                self.barang[jalur] = self.klien.submit(apa_adanya, bungkus(jalur), key=kunci, pure=False)
        return self.barang[jalur]

    def _dengar(self, peristiwa: tuple[float, dict[str, str]]) -> None:
        """In Dask's thread: pass on what a worker tells of this run."""
        if peristiwa[1]["sesi"] == self.sesi:
            self.tiba.put(peristiwa[1])

    def terima_semua(self) -> None:
        """Write what comes back until nothing is waited for. Raises KlasterHilang."""
        while self.menunggu:
            self.denyut()
            self._pastikan_ada_pekerja()
            with suppress(Empty):
                satu = self.tiba.get(timeout=DENYUT_DETIK)
                if isinstance(satu, dict):
                    self._catat_mulai(satu)
                else:
                    self._terima(satu)

    def _terima(self, kunci: str) -> None:
        masa_depan, pesanan = self.menunggu[kunci]
        manifes = self._hasil(masa_depan, pesanan)
        if manifes is None:
            self.tiba.put(kunci)
            return
        del self.menunggu[kunci]
        masa_depan.release()
        self.selesai(pesanan, manifes)

    def gagalkan_sisa(self, galat: GalatJalan) -> None:
        """Nobody will make what is still waited for: each of these reports says so."""
        for _, pesanan in self.menunggu.values():
            self.selesai(pesanan, self._gagal(pesanan, galat))

    def bubarkan(self) -> None:
        """Take back what is not done and end what workers keep for this run, as far as they can be reached."""
        if self.klien.status != "running":
            return
        with suppress(OSError, ValueError, RuntimeError):
            self.klien.unsubscribe_topic(TOPIK)
            self.klien.cancel([masa_depan for masa_depan, _ in self.menunggu.values()], force=True)
            self.klien.run(tutup_sesi, self.sesi, wait=False, on_error="ignore")

    def _hasil(self, masa_depan: Any, pesanan: Pesanan) -> Manifes | None:
        """What became of an order; None if the worker that knew it has died since, and another is at it."""
        try:
            balasan = baca_balasan(masa_depan.result(timeout=PERIKSA_DETIK))
        except TimeoutError:
            return None
        except ValidationError:
            return self._gagal(pesanan, tak_utuh(pesanan, ""))
        except Exception as galat:  # noqa: BLE001 -- whatever a worker raised; the other reports are made
            if masa_depan.status != "error":  # taken back by a scheduler that is gone or was started anew
                raise terputus() from None
            return self._gagal(pesanan, _mati(pesanan, galat))
        for isi in balasan.catatan:
            self._catat(**isi)
        self._catat("dari_pekerja", id=pesanan.tugas.id, pekerja=balasan.pekerja)
        try:
            if balasan.gagal:
                raise GalatJalan(**balasan.gagal)
            return pasang(balasan, pesanan, self.kerja, max(1, self.kali[pesanan.tugas.id]))
        except GalatJalan as galat:
            return self._gagal(pesanan, galat)

    def _catat_mulai(self, kabar: Mapping[str, str]) -> None:
        """A worker has begun a report, or its process died (``mati`` says how); begun again is a retry."""
        nama, pekerja = kabar["id"], kabar["pekerja"]
        if kabar["mati"]:
            self.sebab[nama] = f"pekerja klaster {pekerja}: {samarkan_teks(kabar['mati'])}"
            return
        if lama := self.pelaku.get(nama):
            sebab = self.sebab.pop(nama, f"pekerja klaster {lama} hilang sebelum hasilnya diterima")
            self._catat("dicoba_lagi", id=nama, percobaan=self.kali[nama], sebab=sebab, pekerja=pekerja)
        self.pelaku[nama] = pekerja
        self.kali[nama] += 1

    def _catat(self, peristiwa: str, **isi: Any) -> None:
        if self.cara.catatan is not None:
            self.cara.catatan.tulis(peristiwa, **{nama: nilai for nama, nilai in isi.items() if nama != "waktu"})

    def _gagal(self, pesanan: Pesanan, galat: GalatJalan) -> Manifes:
        kali = max(pesanan.percobaan, self.kali[pesanan.tugas.id])
        return catat_hasil(replace(pesanan, percobaan=kali), None, galat, self.mulai)

    def _pastikan_ada_pekerja(self) -> None:
        """Raise KlasterHilang if there is no scheduler, or has been no worker for too long."""
        if self.klien.status != "running":
            raise terputus()
        kini = time.monotonic()
        if kini - self.diperiksa < min(PERIKSA_DETIK, self.tunggu_pekerja):
            return
        self.diperiksa = kini
        try:
            ada = bool(self.klien.nthreads())
        except (OSError, ValueError):
            raise terputus() from None
        self.ada_pekerja = kini if ada else self.ada_pekerja
        if kini - self.ada_pekerja > self.tunggu_pekerja:
            raise tanpa_pekerja(self.tunggu_pekerja)


def _mati(pesanan: Pesanan, galat: Exception) -> GalatJalan:
    """A report that took its workers along, or that none could begin."""
    return GalatJalan(
        "Pekerja klaster berhenti sebelum laporan selesai",
        di_mana=pesanan.tugas.id,
        mengapa=samarkan_teks(f"{type(galat).__name__}: {galat}"),
        tindakan="periksa memori dan catatan pekerjanya, lalu jalankan lagi",
    )
