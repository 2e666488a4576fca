"""The rows of all sources into the stored tables, and what that would change; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from penilaian.data.kamus import muat_kamus
from penilaian.data.simpanan import JumlahBaris
from penilaian.data.tabel import tabel_kosong
from penilaian.data.temuan import Temuan
from penilaian.data.ubah import TabelBaca
from penilaian.impor.bersama import susun_babak
from penilaian.impor.gabung import DuaBentuk, Gabungan, gabungkan, letak_kunci
from penilaian.impor.olah import Terbaca, baris_galat, pilih_baris

DUA_BENTUK: Mapping[str, tuple[DuaBentuk, ...]] = {
    "skp": ((("target", "target_bawah", "target_atas"), "teks_target"),),
    "realisasi": ((("realisasi",), "teks_realisasi"),),
}
"""Numbers and the text a form has in their place."""


@dataclass(frozen=True)
class Perubahan:
    """What one source does to one table."""

    terbaca: Terbaca
    tabel: str
    jumlah: JumlahBaris
    bertentangan: int
    dilewati: int
    """Rows left out because of errors."""


@dataclass(eq=False)
class Masukan:
    """The tables as they would be, and the way there."""

    tabel: dict[str, pd.DataFrame]
    perubahan: list[Perubahan] = field(default_factory=list)
    temuan: list[Temuan] = field(default_factory=list)
    beda: list[pd.DataFrame] = field(default_factory=list)
    berubah: set[str] = field(default_factory=set)
    tersentuh: dict[str, pd.DataFrame] = field(default_factory=dict)
    """Keys that sources of this import have said something about."""


@dataclass(frozen=True, eq=False)
class _Bagian:
    """The good rows of one table of one source."""

    terbaca: Terbaca
    tabel: TabelBaca
    dilewati: int


def masukkan(
    tersimpan: Mapping[str, pd.DataFrame], semua: Sequence[Terbaca], hanya: frozenset[str], *, ganti: bool
) -> Masukan:
    """Put all sources into the tables, in their order; ``hanya`` limits the tables where it is not empty.

    Sources of one kind go in together: thousands of forms are one step, not thousands.
    """
    masukan = Masukan(dict(tersimpan))
    kelompok: dict[tuple[str, str, frozenset[str]], list[_Bagian]] = {}
    for terbaca in semua:
        for tabel in terbaca.tabel:
            if not hanya or tabel.asal.tabel in hanya:
                buruk = baris_galat(terbaca, tabel)
                bagian = _Bagian(terbaca, pilih_baris(tabel, ~buruk), int(buruk.sum()))
                kelompok.setdefault((terbaca.jenis, tabel.asal.tabel, tabel.tanpa), []).append(bagian)
    for bersama in kelompok.values():
        for sekali in _tanpa_kunci_ganda(bersama):
            _masukkan_sekali(masukan, sekali, ganti=ganti)
    return masukan


def _tanpa_kunci_ganda(bagian: list[_Bagian]) -> list[list[_Bagian]]:
    """Parts in as few rounds as no key is twice in one: each row meets what another source said about it."""
    kunci = list(muat_kamus()[bagian[0].tabel.asal.tabel].kunci)
    return [[bagian[urut] for urut in babak] for babak in susun_babak([satu.tabel.frame[kunci] for satu in bagian])]


def _masukkan_sekali(masukan: Masukan, bagian: Sequence[_Bagian], *, ganti: bool) -> None:
    nama = bagian[0].tabel.asal.tabel
    kunci = list(muat_kamus()[nama].kunci)
    frame = pd.concat([satu.tabel.frame for satu in bagian], ignore_index=True)
    dibawa = [kolom for kolom in muat_kamus()[nama].kolom if kolom not in bagian[0].tabel.tanpa]
    lama, kosong_diam = masukan.tabel.get(nama, tabel_kosong(nama)), bagian[0].terbaca.kosong_diam
    dua_bentuk = DUA_BENTUK.get(nama, ())
    gabungan = gabungkan(lama, frame, kunci, dibawa, ganti=ganti, kosong_diam=kosong_diam, dua_bentuk=dua_bentuk)
    tersentuh = masukan.tersentuh.get(nama, frame.loc[[], kunci])
    lebih_dulu = gabungan.bertentangan & (letak_kunci(tersentuh, frame, kunci) >= 0)
    letak = letak_kunci(gabungan.frame, frame, kunci)
    for satu, potong in _potongan(bagian):
        masukan.temuan += _antarsumber(satu.tabel, lebih_dulu[potong])
        masukan.temuan += _wajib_kosong(satu.tabel, gabungan.frame, letak[potong])
        masukan.perubahan.append(_perubahan(satu, gabungan, potong, ganti=ganti))
    if len(gabungan.beda):
        masukan.beda.append(_beda_berkas(gabungan.beda, bagian, kunci))
    masukan.tabel[nama] = gabungan.frame
    if gabungan.baru.any() or gabungan.dilengkapi.any() or (ganti and gabungan.bertentangan.any()):
        masukan.berubah.add(nama)
    masukan.tersentuh[nama] = pd.concat([tersentuh, frame[kunci]], ignore_index=True).drop_duplicates()


def _potongan(bagian: Sequence[_Bagian]) -> Iterator[tuple[_Bagian, slice]]:
    """Each part with its place among the rows of all."""
    mulai = 0
    for satu in bagian:
        yield satu, slice(mulai, mulai + len(satu.tabel.frame))
        mulai += len(satu.tabel.frame)


def _perubahan(satu: _Bagian, gabungan: Gabungan, potong: slice, *, ganti: bool) -> Perubahan:
    baru, dilengkapi, bertentangan = (
        int(topeng[potong].sum()) for topeng in (gabungan.baru, gabungan.dilengkapi, gabungan.bertentangan)
    )
    jumlah = JumlahBaris(
        baru=baru,
        dilengkapi=dilengkapi,
        diganti=bertentangan if ganti else 0,
        sama=len(satu.tabel.frame) - baru - dilengkapi - bertentangan,
    )
    return Perubahan(satu.terbaca, satu.tabel.asal.tabel, jumlah, bertentangan, satu.dilewati)


def _antarsumber(tabel: TabelBaca, kena: np.ndarray) -> list[Temuan]:
    """Two sources of one import that contradict: neither is newer, so nothing may replace the other."""
    apa = f"Baris tabel {tabel.asal.tabel} ini bertentangan dengan sumber lain dalam impor yang sama"
    tindakan = "putuskan mana yang benar, lalu impor sumber itu saja, atau perbaiki salah satunya"
    return [
        tabel.asal.temuan("galat", "sumber_bertentangan", apa, tindakan, posisi=int(posisi))
        for posisi in np.flatnonzero(kena)
    ]


def _wajib_kosong(tabel: TabelBaca, frame: pd.DataFrame, letak: np.ndarray) -> list[Temuan]:
    """Required values that neither this source nor the store has: one finding a column, with its first row."""
    temuan = []
    for kolom, isi in muat_kamus()[tabel.asal.tabel].kolom.items():
        if not isi.wajib or kolom not in tabel.tanpa:
            continue
        kosong = np.flatnonzero(frame[kolom].isna().to_numpy()[letak])
        if len(kosong):
            apa = f"{isi.label} wajib diisi, tetapi sumber ini tidak memuatnya: {len(kosong)} baris tidak lengkap"
            tindakan = f"impor dulu, atau sekaligus, sumber yang memuat kolom {kolom} tabel {tabel.asal.tabel}"
            satu = tabel.asal.temuan("galat", "kolom_belum_lengkap", apa, tindakan, posisi=int(kosong[0]), kolom=kolom)
            temuan.append(satu)
    return temuan


def _beda_berkas(beda: pd.DataFrame, bagian: Sequence[_Bagian], kunci: list[str]) -> pd.DataFrame:
    """The differences with the source each comes from, and the key as one text."""
    asal = pd.concat([satu.tabel.frame[kunci].assign(berkas=satu.terbaca.berkas) for satu in bagian], ignore_index=True)
    lengkap = beda.merge(asal, on=kunci, how="left", validate="many_to_one")
    teks = lengkap[kunci].astype("str").agg(" · ".join, axis=1)
    lengkap = lengkap.assign(tabel=bagian[0].tabel.asal.tabel, kunci=teks)
    return lengkap[["berkas", "tabel", "kunci", "kolom", "lama", "baru"]]
