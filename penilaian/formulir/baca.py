"""Reading official evaluation forms as people fill them in: sheets to :class:`Formulir`, and all that was unclear.

Forms are found by their words, never by fixed places: blank rows and columns,
other column orders and several forms on a sheet make no difference.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from penilaian.data.temuan import Temuan, Tingkat
from penilaian.formulir.baca_isian import (
    LABEL_CAPAIAN,
    LABEL_PREDIKAT,
    LABEL_RATING_HASIL,
    LABEL_RATING_PERILAKU,
    SEBUTAN,
    label_sel,
)
from penilaian.formulir.baca_judul import baca_instansi, baca_periode, baca_pola
from penilaian.formulir.baca_kepala import Kepala, cari_kepala, tentukan_jenis
from penilaian.formulir.baca_kisi import Alamat, Kisi, Sel, lipat, susun_kisi
from penilaian.formulir.baca_orang import PEGAWAI, baca_orang, jangkar
from penilaian.formulir.baca_perilaku import baca_perilaku, baca_tanda_tangan
from penilaian.formulir.baca_pilihan import baca_pilihan
from penilaian.formulir.baca_tabel import akhir_tabel, baca_butir
from penilaian.formulir.bentuk import Formulir, JenisFormulir

_RATING = "permenpanrb-6-2022/rating"
_PREDIKAT = "permenpanrb-6-2022/predikat"
_PREDIKAT_ORGANISASI = "permenpanrb-6-2022/predikat_organisasi"
_AWAL_JUDUL = (
    "evaluasi kinerja", "sasaran kinerja", "dokumen evaluasi", "pendekatan hasil kerja", "bagi pejabat", "periode",
    "nama instansi", "format ",
)  # fmt: skip
_AKHIR_ISI = frozenset({PEGAWAI, "perilaku kerja", *(satu for semua in SEBUTAN.values() for satu in semua)})


@dataclass(frozen=True)
class _Bagian:
    """One form of a sheet: all its rows, and the heading of its first party."""

    kisi: Kisi
    jangkar: Sel


def baca_formulir(
    sel: Mapping[str, pd.DataFrame],
    berkas: str,
    gabungan: Mapping[str, Iterable[tuple[Alamat, Alamat]]] | None = None,
) -> tuple[list[Formulir], list[Temuan]]:
    """All forms of a workbook, sheet by sheet, and what was unclear.

    ``sel`` holds the cells of each sheet, labels from 0. ``gabungan`` are the merged ranges by sheet, each as its
    first and last place (row, column) from 0; without them, cells below a merged one are taken as empty.
    """
    hasil: list[Formulir] = []
    temuan: list[Temuan] = []
    for lembar, isi in sel.items():
        kisi = susun_kisi(isi, berkas, lembar, (gabungan or {}).get(lembar, ()))
        bagian, masalah = _pisahkan(kisi)
        temuan += masalah
        for satu in bagian:
            formulir, masalah = _baca_satu(satu)
            hasil += [] if formulir is None else [formulir]
            temuan += masalah
    return hasil, temuan


def _pisahkan(kisi: Kisi) -> tuple[list[_Bagian], list[Temuan]]:
    """The forms of a sheet, each from its title to before the next one's."""
    awal = jangkar(kisi)
    if not kisi.baris:
        return [], []
    if not awal:
        apa = "Lembar ini tidak berisi formulir dengan blok PEGAWAI YANG DINILAI (nama, jabatan, unit kerja); tidak dibaca"
        return [], [kisi.temuan("catatan", "lembar_bukan_formulir", apa, "abaikan bila memang bukan formulir")]
    ganda = next((kanan for kiri, kanan in pairwise(awal) if kiri.baris == kanan.baris), None)
    if ganda is not None:
        apa = f"Dua formulir bersebelahan di baris {ganda.baris + 1}; lembar ini tidak dibaca karena isinya dapat tertukar"
        return [], [kisi.temuan("galat", "formulir_bersebelahan", apa, "letakkan di lembar sendiri-sendiri", ganda)]
    mulai = [0, *(_awal_judul(kisi, kiri, kanan) for kiri, kanan in pairwise(awal))]
    batas = [*mulai[1:], math.inf]
    return [
        _Bagian(kisi.potong(dari, int(ke) if ke != math.inf else ke), satu)
        for dari, ke, satu in zip(mulai, batas, awal, strict=True)
    ], []


def _awal_judul(kisi: Kisi, sebelum: Sel, jangkar: Sel) -> int:
    """Where the form of ``jangkar`` begins: its first title line after all that belongs to the form before."""
    antara = kisi.potong(sebelum.baris, jangkar.baris)
    isi = max((sel.baris for sel in antara if label_sel(sel) in _AKHIR_ISI), default=sebelum.baris)
    judul = [sel.baris for sel in antara if sel.baris > isi and sel.lipat.startswith(_AWAL_JUDUL)]
    return min(judul, default=jangkar.baris)


def _baca_satu(bagian: _Bagian) -> tuple[Formulir | None, list[Temuan]]:
    kisi = bagian.kisi
    judul = kisi.potong(0, bagian.jangkar.baris)
    teks_judul = lipat(" ".join(sel.teks for sel in judul))
    kepala = cari_kepala(kisi.potong(bagian.jangkar.baris + 1))
    if "dokumen evaluasi" in teks_judul:
        apa = "Dokumen Evaluasi (Format D) hanya mengulang isi formulir evaluasi; tidak dibaca"
        return None, [kisi.temuan("catatan", "dokumen_evaluasi", apa, "impor formulir evaluasinya", bagian.jangkar)]
    if kepala is None:
        apa = "Tabel HASIL KERJA dengan kolom RENCANA HASIL KERJA tidak ditemukan, sehingga formulir ini tidak dibaca"
        tindakan = "pastikan judul kolomnya seperti di format resmi"
        return None, [kisi.temuan("galat", "tabel_hasil_kerja_tidak_ada", apa, tindakan, bagian.jangkar)]
    jenis, temuan = tentukan_jenis(kisi, teks_judul, kepala)
    if jenis is None:
        return None, temuan
    return _susun(bagian, judul, kepala, jenis)


def _susun(bagian: _Bagian, judul: Kisi, kepala: Kepala, jenis: JenisFormulir) -> tuple[Formulir | None, list[Temuan]]:
    kisi, atas = bagian.kisi, bagian.kisi.potong(0, kepala.awal)
    akhir = akhir_tabel(kisi, kepala)
    ekor = kisi.potong(akhir) if akhir is not None else kisi.potong(0, 0)
    dinilai = jenis != "SKP"
    rating_hasil, masalah_hasil = baca_pilihan(ekor, LABEL_RATING_HASIL, _RATING, wajib=dinilai)
    rating_perilaku, masalah_perilaku = baca_pilihan(ekor, LABEL_RATING_PERILAKU, _RATING, wajib=dinilai)
    # Where both ratings are decided the form is one of record: what else a person must decide may not stay open.
    putus = dinilai and rating_hasil is not None and rating_perilaku is not None
    ragu: Tingkat = "galat" if putus else "peringatan"
    pegawai, penilai, temuan = baca_orang(kisi, bagian.jangkar, _akhir_orang(atas, kepala), dinilai=putus)
    butir, masalah = baca_butir(kisi.potong(0, math.inf if akhir is None else akhir), kepala, jenis)
    if pegawai.nip is None and pegawai.nama is None and not butir:
        apa = "Formulir ini masih kosong (tanpa nama, NIP, dan hasil kerja); tidak dibaca"
        return None, [kisi.temuan("catatan", "formulir_kosong", apa, "abaikan bila memang contoh", bagian.jangkar)]
    temuan += masalah
    periode, teks_periode = baca_periode(atas, judul)
    capaian, masalah = baca_pilihan(_luar_tabel(atas, ekor), LABEL_CAPAIAN, _PREDIKAT_ORGANISASI, wajib=False)
    temuan += [*masalah, *masalah_hasil, *masalah_perilaku]
    predikat, masalah = baca_pilihan(ekor, LABEL_PREDIKAT, _PREDIKAT, wajib=putus, ragu=ragu)
    temuan += masalah
    perilaku, masalah = baca_perilaku(_tabel_perilaku(ekor))
    temuan += masalah
    tempat, tanggal, masalah = baca_tanda_tangan(_bagian_tanda_tangan(ekor), ragu=ragu)
    return Formulir(
        jenis=jenis,
        pegawai=pegawai,
        penilai=penilai,
        butir=tuple(butir),
        periode=periode,
        teks_periode=teks_periode,
        instansi=baca_instansi(judul),
        capaian_organisasi=capaian,
        pola_distribusi=baca_pola(_luar_tabel(atas, ekor)),
        rating_hasil=rating_hasil,
        perilaku=tuple(perilaku),
        rating_perilaku=rating_perilaku,
        predikat=predikat,
        tempat=tempat,
        tanggal=tanggal,
        lembar=kisi.lembar,
        baris=kisi.awal + 1,
    ), temuan + masalah


def _akhir_orang(atas: Kisi, kepala: Kepala) -> int:
    """The blocks of the parties end where the organisation's achievement or the table begins."""
    label = {*SEBUTAN[LABEL_CAPAIAN], "hasil kerja", "pola distribusi"}
    return min((sel.baris for sel in atas if label_sel(sel) in label), default=kepala.awal)


def _luar_tabel(atas: Kisi, ekor: Kisi) -> Kisi:
    return Kisi(atas.berkas, atas.lembar, (*atas.baris, *ekor.baris), atas.gabungan)


def _tabel_perilaku(ekor: Kisi) -> Kisi:
    awal = [sel.baris for sel in ekor if label_sel(sel) in ("perilaku kerja", "perilaku kerja pegawai")]
    akhir = [sel.baris for sel in ekor if label_sel(sel) in SEBUTAN[LABEL_RATING_PERILAKU]]
    penutup = [sel.baris for sel in ekor if label_sel(sel) in SEBUTAN[LABEL_PREDIKAT] or label_sel(sel) == PEGAWAI]
    batas = min(akhir + penutup, default=math.inf)
    return ekor.potong(awal[0], batas) if awal else ekor.potong(0, 0)


def _bagian_tanda_tangan(ekor: Kisi) -> Kisi:
    label = {*SEBUTAN[LABEL_RATING_PERILAKU], *SEBUTAN[LABEL_PREDIKAT]}
    akhir = max((sel.baris for sel in ekor if label_sel(sel) in label), default=ekor.awal - 1)
    return ekor.potong(akhir + 1)
