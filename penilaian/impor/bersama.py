"""Many small tables of one kind converted and checked at once: thousands of forms cost little more than one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from penilaian.data.baca import Mentah
from penilaian.data.kamus import muat_kamus
from penilaian.data.skema import periksa_skema
from penilaian.data.temuan import Asal, Temuan
from penilaian.data.ubah import TabelBaca, ubah_tabel

_BERGANTUNG_KOLOM = frozenset({"bilangan", "bulat"})
"""Types of which one value helps to read another of its column: those of two files must not mix."""


@dataclass(frozen=True)
class _AsalBersama(Asal):
    """Rows of several sheets: ``bagian`` says of which one each row is, ``asli`` where they come from."""

    bagian: np.ndarray
    asli: tuple[Asal, ...]

    def tempat(self, posisi: int) -> tuple[str, str | None, int]:
        asli = self.asli[self.bagian[posisi]]
        return asli.berkas, asli.lembar, int(self.baris[posisi])


def olah_bersama(semua: Sequence[Mentah]) -> list[tuple[TabelBaca, list[Temuan]]]:
    """Convert and check tables; the result stands in the order given, each as if converted alone.

    Required columns that a source does not carry may stand in the store already; they are judged there.
    """
    hasil: dict[int, tuple[TabelBaca, list[Temuan]]] = {}
    for kelompok in _kelompokkan(semua):
        isi = [semua[urut] for urut in kelompok]
        hasil |= dict(zip(kelompok, _olah_sekali(isi) if len(isi) > 1 else [_olah(isi[0])], strict=True))
    return [hasil[urut] for urut in range(len(semua))]


def _kelompokkan(semua: Sequence[Mentah]) -> list[list[int]]:
    """Positions of tables that may be converted together: same shape, no value that depends on its column, no key twice."""
    kelompok: dict[tuple[object, ...], list[int]] = {}
    for urut, mentah in enumerate(semua):
        kamus = muat_kamus()[mentah.asal.tabel].kolom
        bergantung = any(kamus[nama].tipe in _BERGANTUNG_KOLOM for nama in kamus.keys() - mentah.tanpa)
        bentuk = (type(mentah), mentah.asal.tabel, mentah.tanpa, mentah.dialek, mentah.bentuk)
        kelompok.setdefault((urut, *bentuk) if bergantung else bentuk, []).append(urut)
    return [bagian for isi in kelompok.values() for bagian in _tanpa_kunci_ganda(semua, isi)]


def _tanpa_kunci_ganda(semua: Sequence[Mentah], urut: list[int]) -> list[list[int]]:
    kunci = list(muat_kamus()[semua[urut[0]].asal.tabel].kunci)
    return [[urut[di] for di in babak] for babak in susun_babak([semua[satu].frame[kunci] for satu in urut])]


def susun_babak(kunci: Sequence[pd.DataFrame]) -> list[list[int]]:
    """Positions in rounds, each part in the first round that has none of its keys yet."""
    babak: list[tuple[set[tuple[str, ...]], list[int]]] = []
    for urut, satu in enumerate(kunci):
        milik = set(satu.astype("str").itertuples(index=False, name=None))
        tempat = next((isi for isi in babak if isi[0].isdisjoint(milik)), None)
        if tempat is None:
            tempat = (set(), [])
            babak.append(tempat)
        tempat[0].update(milik)
        tempat[1].append(urut)
    return [posisi for _, posisi in babak]


def _olah(mentah: Mentah) -> tuple[TabelBaca, list[Temuan]]:
    tabel, temuan = ubah_tabel(mentah)
    skema = [satu for satu in periksa_skema(tabel) if not (satu.kode == "wajib_kosong" and satu.kolom in tabel.tanpa)]
    return tabel, temuan + skema


def _olah_sekali(semua: Sequence[Mentah]) -> list[tuple[TabelBaca, list[Temuan]]]:
    panjang = [len(satu.frame) for satu in semua]
    asal = _AsalBersama(
        semua[0].asal.tabel,
        semua[0].asal.berkas,
        None,
        np.concatenate([satu.asal.baris for satu in semua]),
        np.repeat(np.arange(len(semua)), panjang),
        tuple(satu.asal for satu in semua),
    )
    frame = pd.concat([satu.frame for satu in semua], ignore_index=True)
    tabel, temuan = _olah(replace(semua[0], asal=asal, frame=frame))
    milik: dict[tuple[str, str | None], list[Temuan]] = {}
    for satu in temuan:
        milik.setdefault((str(satu.berkas), satu.lembar), []).append(satu)
    batas = np.cumsum([0, *panjang])
    return [
        (_potong(tabel, mentah, int(mulai), int(akhir)), milik.get((mentah.asal.berkas, mentah.asal.lembar), []))
        for mentah, mulai, akhir in zip(semua, batas[:-1], batas[1:], strict=True)
    ]


def _potong(tabel: TabelBaca, mentah: Mentah, mulai: int, akhir: int) -> TabelBaca:
    gagal = frozenset((posisi - mulai, kolom) for posisi, kolom in tabel.gagal if mulai <= posisi < akhir)
    return TabelBaca(mentah.asal, tabel.frame.iloc[mulai:akhir].reset_index(drop=True), gagal, tabel.tanpa)
