"""Telling people that a run failed: what, how many, why, where the site is and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from penilaian.bahasa import angka
from penilaian.jalan.manifes import baca_manifes
from penilaian.jalan.samaran import samarkan_teks as samarkan_jalur
from penilaian.pribadi.samaran import samarkan_teks as samarkan_orang

if TYPE_CHECKING:
    from penilaian.jalan.jalankan import HasilTugas

PALING_BANYAK = 30
PALING_PANJANG = 400


@dataclass(frozen=True)
class Kegagalan:
    """One report that failed, why, and what can be done."""

    id: str
    sebab: str
    tindakan: str


@dataclass(frozen=True)
class RingkasanJalan:
    """How a run went: counts of reports made and left as they were, those that failed, seconds, folder.

    ``henti`` says why the run ended early, if it did; ``durasi_detik`` None means that
    the counts are those of the folder as it stands, not of one run.
    """

    selesai: int
    tetap: int
    gagal: tuple[Kegagalan, ...]
    durasi_detik: float | None
    folder: Path
    henti: Kegagalan | None = None

    @property
    def perlu_kabar(self) -> bool:
        return bool(self.gagal or self.henti)


@dataclass(frozen=True)
class Pesan:
    """A message ready to be sent, without personal data, every line one line."""

    pokok: str
    isi: str
    gagal: tuple[Kegagalan, ...]


def ringkasan_jalan(
    hasil: Iterable[HasilTugas], durasi_detik: float, folder: Path, henti: Kegagalan | None = None
) -> RingkasanJalan:
    """How one run went, from what became of its tasks."""
    semua = list(hasil)
    jumlah = Counter(satu.nasib for satu in semua)
    gagal = tuple(
        Kegagalan(satu.tugas.id, satu.manifes.sebab, satu.manifes.tindakan) for satu in semua if satu.nasib == "gagal"
    )
    return RingkasanJalan(jumlah["selesai"], jumlah["tetap"], gagal, durasi_detik, folder, henti)


def ringkasan_folder(folder: Path, henti: Kegagalan | None = None) -> RingkasanJalan:
    """The state of an output folder from its manifests: what is finished, what failed."""
    semua = [manifes for manifes in map(baca_manifes, sorted(folder.glob("*/*.json"))) if manifes]
    gagal = tuple(Kegagalan(satu.id, satu.sebab, satu.tindakan) for satu in semua if satu.status == "gagal")
    return RingkasanJalan(len(semua) - len(gagal), 0, gagal, None, folder, henti)


def susun_pesan(ringkasan: RingkasanJalan, situs: str | None = None, *, uji: bool = False) -> Pesan:
    """The message about a run; ``uji`` marks a trial."""
    bersih = tuple(_bersih(satu) for satu in ringkasan.gagal)
    henti = _bersih(ringkasan.henti) if ringkasan.henti else None
    pokok = "[penilaian] " + ("Uji kabar: " if uji else "") + _pokok(len(bersih), henti)
    return Pesan(pokok, "\n".join(_baris(ringkasan, bersih, henti, situs, uji=uji)) + "\n", bersih)


def _pokok(banyak: int, henti: Kegagalan | None) -> str:
    if henti is not None:
        return f"{henti.id} berhenti" + (f", {angka(banyak)} laporan gagal" if banyak else "")
    return f"{angka(banyak)} laporan gagal" if banyak else "tidak ada laporan yang gagal"


def _baris(
    ringkasan: RingkasanJalan, gagal: tuple[Kegagalan, ...], henti: Kegagalan | None, situs: str | None, *, uji: bool
) -> Iterator[str]:
    if uji:
        yield "Ini pesan percobaan; tidak ada run yang dijalankan."
        yield ""
    if henti is not None:
        yield f"{henti.id} berhenti: {henti.sebab}"
        yield f"Yang perlu dilakukan: {henti.tindakan}"
        yield ""
    yield _jumlah(ringkasan)
    yield ""
    for satu in gagal[:PALING_BANYAK]:
        yield f"- {satu.id}: {satu.sebab}"
    if len(gagal) > PALING_BANYAK:
        yield f"- dan {angka(len(gagal) - PALING_BANYAK)} laporan lain"
    if gagal:
        yield ""
        yield "Yang perlu dilakukan:"
        yield from (f"- {satu}" for satu in _tindakan(gagal))
        yield "- sesudah diperbaiki, jalankan lagi perintah yang sama; yang sudah jadi tidak diulang"
        yield ""
    yield f"Situs laporan: {situs or ringkasan.folder / 'indeks.html'}"


def _jumlah(ringkasan: RingkasanJalan) -> str:
    selesai, gagal = angka(ringkasan.selesai), angka(len(ringkasan.gagal))
    if ringkasan.durasi_detik is None:
        return f"Keadaan folder hasil: {selesai} laporan jadi, {gagal} gagal."
    lama = angka(ringkasan.durasi_detik, 0)
    return f"{selesai} selesai, {angka(ringkasan.tetap)} tidak berubah, {gagal} gagal, dalam {lama} detik."


def _tindakan(gagal: Iterable[Kegagalan]) -> list[str]:
    """What to do, each once, in the order of the failures."""
    semua = list(dict.fromkeys(satu.tindakan for satu in gagal if satu.tindakan))
    return semua[:PALING_BANYAK]


def _bersih(satu: Kegagalan) -> Kegagalan:
    return Kegagalan(_sebaris(satu.id), _sebaris(satu.sebab), _sebaris(satu.tindakan))


def _sebaris(teks: str) -> str:
    """One printable line without NIPs or paths of the machine, of bounded length."""
    tanpa = samarkan_orang(samarkan_jalur(teks))
    rapi = " ".join("".join(huruf if huruf.isprintable() else " " for huruf in tanpa).split())
    return rapi if len(rapi) <= PALING_PANJANG else rapi[: PALING_PANJANG - 1] + "…"
