"""The same plan on a Dask cluster: reports are made by its workers and written here.

Nobody but this process writes into the folder of reports, each report once,
however often the cluster had to make it.
"""

from __future__ import annotations

import secrets
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from pydantic import ValidationError

from penilaian.berkas import tulis_utuh
from penilaian.galat import GalatJalan
from penilaian.jalan.kerja import Cara, Pesanan, catat_hasil, folder_notebook, galat_tulis
from penilaian.jalan.klaster_induk import kerjakan_jauh, tutup_sesi
from penilaian.jalan.klaster_kiriman import Balasan, Batas, baca_balasan, tulis_kiriman
from penilaian.jalan.klaster_sambung import buka_klaster, pastikan_pekerja_sama, tanpa_pekerja, terputus
from penilaian.jalan.manifes import Manifes, baca_manifes, sidik_berkas, tulis_manifes
from penilaian.jalan.pelari import Selesai
from penilaian.jalan.samaran import samarkan_teks
from penilaian.jalan.sidik import sidik_tugas

DENYUT_DETIK = 0.5
PERIKSA_DETIK = 5.0
TANPA_PEKERJA_DETIK = 60.0
"""How long a cluster may be without workers before a run gives up."""


@dataclass(frozen=True)
class PelariKlaster:
    """On the workers of the Dask scheduler at ``alamat``; limits are of one report.

    Workers have this package in this version and see notebooks and data at the
    same paths; one that does not is refused, or fails its report by name.
    """

    alamat: str
    batas: Batas = field(default_factory=Batas)
    tls: Path | None = None
    denyut: Callable[[], None] = field(default=lambda: None)

    def jalankan(self, semua: Sequence[Pesanan], cara: Cara, kerja: Path, selesai: Selesai) -> None:
        """Carry out orders, the first ones first.

        Raises:
            GalatJalan: the cluster cannot be reached or used, or is lost on the way; what was finished stays.
        """
        if not semua:
            return
        with buka_klaster(self.alamat, self.tls) as klien:
            pastikan_pekerja_sama(klien)
            jalan = _Jalan(klien, cara, kerja, selesai, self.denyut)
            try:
                jalan.kirim(semua, replace(self.batas, coba_ulang=cara.coba_ulang))
                jalan.terima_semua()
            finally:
                jalan.bubarkan()


@dataclass
class _Jalan:
    """One run on a cluster while it lasts."""

    klien: Any
    cara: Cara
    kerja: Path
    selesai: Selesai
    denyut: Callable[[], None]
    sesi: str = field(default_factory=lambda: secrets.token_hex(8))
    mulai: float = field(default_factory=time.monotonic)
    menunggu: dict[str, tuple[Any, Pesanan]] = field(default_factory=dict)
    tiba: SimpleQueue[str] = field(default_factory=SimpleQueue)
    diperiksa: float = field(default_factory=time.monotonic)
    ada_pekerja: float = field(default_factory=time.monotonic)

    def kirim(self, semua: Sequence[Pesanan], batas: Batas) -> None:
        for nomor, pesanan in enumerate(semua):
            masa_depan = self.klien.submit(
                kerjakan_jauh,
                self.sesi,
                tulis_kiriman(pesanan, batas),
                key=f"laporan-{pesanan.tugas.id}-{self.sesi}",
                pure=False,
                retries=batas.coba_ulang,
                priority=-nomor,
            )
            self.menunggu[masa_depan.key] = masa_depan, pesanan
            masa_depan.add_done_callback(lambda satu: self.tiba.put(satu.key))

    def terima_semua(self) -> None:
        while self.menunggu:
            self.denyut()
            try:
                kunci = self.tiba.get(timeout=DENYUT_DETIK)
            except Empty:
                self._pastikan_ada_pekerja()
                continue
            masa_depan, pesanan = self.menunggu[kunci]
            manifes = self._terima(masa_depan, pesanan)
            if manifes is None:
                self.tiba.put(kunci)
                continue
            del self.menunggu[kunci]
            masa_depan.release()
            self.selesai(pesanan, manifes)

    def bubarkan(self) -> None:
        """Take back what is not done and end what workers keep for this run, as far as they can be reached."""
        with suppress(OSError, ValueError, RuntimeError):
            self.klien.cancel([masa_depan for masa_depan, _ in self.menunggu.values()])
            self.klien.run(tutup_sesi, self.sesi, wait=False, on_error="ignore")

    def _terima(self, masa_depan: Any, pesanan: Pesanan) -> Manifes | None:
        """What became of an order; None if the worker that knew it has died since, and another is at it."""
        try:
            balasan = baca_balasan(masa_depan.result(timeout=PERIKSA_DETIK))
        except TimeoutError:
            return None
        except ValidationError:
            return self._gagal(pesanan, _tak_utuh(pesanan, ""))
        except Exception as galat:  # noqa: BLE001 -- whatever a worker raised; the other reports are made
            if masa_depan.status != "error":  # taken back by a scheduler that is gone or was started anew
                raise terputus() from None
            return self._gagal(pesanan, _mati(pesanan, galat))
        for isi in balasan.catatan if self.cara.catatan else ():
            self._catat(**isi)
        self._catat("dari_pekerja", id=pesanan.tugas.id, pekerja=balasan.pekerja)
        if balasan.gagal:
            return self._gagal(pesanan, GalatJalan(**balasan.gagal))
        return self._pasang(balasan, pesanan)

    def _catat(self, peristiwa: str, **isi: Any) -> None:
        if self.cara.catatan is not None:
            self.cara.catatan.tulis(peristiwa, **{nama: nilai for nama, nilai in isi.items() if nama != "waktu"})

    def _pasang(self, balasan: Balasan, pesanan: Pesanan) -> Manifes:
        """Write the files of a report as if it had been made here."""
        try:
            with tempfile.TemporaryDirectory(dir=self.kerja) as ruang:
                manifes = _bongkar(balasan, pesanan, Path(ruang))
                if manifes is None:
                    return self._gagal(pesanan, _tak_utuh(pesanan, balasan.pekerja))
                return _tulis(replace(manifes, folder_notebook=folder_notebook(pesanan)), Path(ruang), pesanan)
        except OSError as galat:
            return self._gagal(pesanan, galat_tulis(galat, pesanan.tujuan))

    def _gagal(self, pesanan: Pesanan, galat: GalatJalan) -> Manifes:
        return catat_hasil(pesanan, None, galat, self.mulai)

    def _pastikan_ada_pekerja(self) -> None:
        kini = time.monotonic()
        if kini - self.diperiksa < PERIKSA_DETIK:
            return
        self.diperiksa = kini
        try:
            ada = bool(self.klien.nthreads())
        except (OSError, ValueError):
            raise terputus() from None
        self.ada_pekerja = kini if ada else self.ada_pekerja
        if kini - self.ada_pekerja > TANPA_PEKERJA_DETIK:
            raise tanpa_pekerja(TANPA_PEKERJA_DETIK)


def _bongkar(balasan: Balasan, pesanan: Pesanan, ruang: Path) -> Manifes | None:
    """The files of an answer in a scratch folder, and their manifest; None unless it is the answer to this order."""
    nama = pesanan.tugas.id
    if not set(balasan.berkas) <= {f"{nama}.{akhiran}" for akhiran in ("html", "ipynb", "json", "pdf", "xlsx")}:
        return None
    for satu, isi in balasan.berkas.items():
        (ruang / satu).write_bytes(isi)
    manifes = baca_manifes(ruang / pesanan.berkas_manifes.name)
    if manifes is None or (manifes.id, manifes.sidik) != (nama, sidik_tugas(pesanan.tugas, pesanan.masukan)):
        return None
    lengkap = {*manifes.berkas, pesanan.berkas_manifes.name} == set(balasan.berkas)
    return (
        manifes if lengkap and all(sidik_berkas(ruang / satu) == isi for satu, isi in manifes.berkas.items()) else None
    )


def _tulis(manifes: Manifes, asal: Path, pesanan: Pesanan) -> Manifes:
    """Each file by atomic rename, the manifest last; no notebook of an earlier run stays beside a page without one."""
    pesanan.tujuan.mkdir(parents=True, exist_ok=True)
    if manifes.ipynb not in manifes.berkas:
        (pesanan.tujuan / manifes.ipynb).unlink(missing_ok=True)
    for nama in sorted(manifes.berkas, reverse=True):  # the notebook before the page
        with tulis_utuh(pesanan.tujuan / nama) as aliran:
            aliran.write((asal / nama).read_bytes())
    tulis_manifes(manifes, pesanan.berkas_manifes)
    return manifes


def _tak_utuh(pesanan: Pesanan, pekerja: str) -> GalatJalan:
    return GalatJalan(
        f"Jawaban pekerja klaster {pekerja} tidak utuh atau bukan untuk laporan ini",
        di_mana=pesanan.tugas.id,
        tindakan="periksa versi program di pekerja itu, lalu jalankan lagi",
    )


def _mati(pesanan: Pesanan, galat: Exception) -> GalatJalan:
    """A report that took its workers along, or that none could begin."""
    return GalatJalan(
        "Pekerja klaster berhenti sebelum laporan selesai",
        di_mana=pesanan.tugas.id,
        mengapa=samarkan_teks(f"{type(galat).__name__}: {galat}"),
        tindakan="periksa memori dan catatan pekerjanya, lalu jalankan lagi",
    )
