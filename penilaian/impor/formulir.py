"""Official evaluation forms (PermenPANRB 6/2022, Formats C and A) as a source of our tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from penilaian.data.baca import Mentah
from penilaian.data.kamus import muat_kamus
from penilaian.data.nilai_sel import pengurai_kolom
from penilaian.data.temuan import Temuan
from penilaian.data.uraian import GalatUrai
from penilaian.formulir.baca import baca_formulir
from penilaian.formulir.baca_csv import baca_csv, kenali_csv
from penilaian.formulir.baca_kisi import Alamat, lipat
from penilaian.formulir.baca_orang import PEGAWAI
from penilaian.formulir.bentuk import Formulir, Orang
from penilaian.impor.bacaan import Bacaan, BerkasMasuk, Konteks, susun_mentah
from penilaian.impor.formulir_baris import Baris, Hasil, baris_formulir
from penilaian.impor.formulir_indikator import susun_calon
from penilaian.impor.formulir_peta import peta_formulir

NAMA = "formulir"
JUDUL = "Formulir evaluasi kinerja atau SKP (PermenPANRB 6/2022)"
URUTAN = 50
_BARIS_TANDA = 40
_BUKU_KERJA = (".xlsx", ".xlsm")
_NIP = re.compile(r"(?<![0-9])[0-9]{18}(?![0-9])")
_KOLOM: Mapping[str, tuple[str, ...]] = {
    "skp": ("nip", "periode", "kode_indikator", "kategori", "teks_target"),
    "realisasi": ("nip", "periode", "kode_indikator", "teks_realisasi", "bukti"),
    "umpan_balik": ("nomor", "nip", "periode", "dari", "peran", "jenis_sasaran", "sasaran", "nada", "isi"),
    "penetapan": ("nip", "periode", "hasil_kerja", "perilaku_kerja", "predikat", "nip_penilai", "waktu"),
}


def kenali(berkas: BerkasMasuk) -> bool:
    """A workbook with "PEGAWAI YANG DINILAI" near the top of a sheet, or a CSV with the headings of Format C.1.3."""
    if berkas.akhiran == ".csv":
        return kenali_csv(berkas.isi)
    if berkas.akhiran not in _BUKU_KERJA:
        return False
    return any(
        isinstance(nilai, str) and PEGAWAI in lipat(nilai)
        for sel in berkas.sel.values()
        for nilai in sel.head(_BARIS_TANDA).to_numpy(dtype=object).ravel()
    )


def baca(berkas: BerkasMasuk, konteks: Konteks) -> Bacaan:
    """All forms of a file as rows of ``skp``, ``realisasi``, ``umpan_balik`` and ``penetapan``."""
    formulir, temuan = _baca_csv(berkas) if berkas.akhiran == ".csv" else _baca_buku(berkas)
    utuh = [satu for satu in formulir if not _bergalat(satu, formulir, temuan)]
    temuan += [_dilewati(satu, berkas.nama) for satu in formulir if satu not in utuh]
    hasil = [baris_formulir(satu, konteks, berkas.nama) for satu in utuh]
    calon = susun_calon(satu for bagian in hasil for satu in bagian.calon)
    temuan += [satu for bagian in hasil for satu in bagian.temuan]
    temuan += _organisasi(formulir, berkas.nama)
    temuan += [] if calon is None else [_perlu_dilengkapi(len(calon), berkas.nama)]
    return Bacaan(
        tabel=_susun_tabel(hasil, berkas.nama),
        temuan=tuple(temuan),
        peta=peta_formulir(satu.jenis for satu in formulir),
        calon_indikator=calon,
    )


def _baca_buku(berkas: BerkasMasuk) -> tuple[list[Formulir], list[Temuan]]:
    return baca_formulir(berkas.sel, berkas.nama, _gabungan(berkas))


def _gabungan(berkas: BerkasMasuk) -> dict[str, Sequence[tuple[Alamat, Alamat]]]:
    buku = berkas.buku.excel.book
    return {lembar: buku.get_sheet_by_name(lembar).merged_cell_ranges or () for lembar in berkas.sel}


def _baca_csv(berkas: BerkasMasuk) -> tuple[list[Formulir], list[Temuan]]:
    """The one form of a CSV file, whose employee stands in the file's name only."""
    formulir, temuan = baca_csv(berkas.isi, berkas.nama)
    if formulir is None:
        return [], temuan
    nip = sorted(set(_NIP.findall(Path(berkas.nama).name)))
    if len(nip) != 1:
        apa = (
            "CSV ini tidak menyebut pegawainya, dan nama berkasnya tidak memuat tepat satu NIP 18 digit; tidak diimpor"
        )
        tindakan = "beri nama berkas yang memuat NIP pegawainya, misalnya skp-<NIP>.csv"
        return [], [*temuan, Temuan("galat", "nip_kosong", apa, tindakan, berkas=berkas.nama)]
    try:
        sah = str(pengurai_kolom(muat_kamus()["pegawai"].kolom["nip"], (), None, ".csv")(nip[0]))
    except GalatUrai as galat:
        apa = f"{galat.apa} (di nama berkas); {galat.mengapa}"
        return [], [*temuan, Temuan("galat", galat.kode, apa, galat.tindakan, berkas=berkas.nama)]
    return [replace(formulir, pegawai=Orang(nip=sah))], temuan


def _susun_tabel(hasil: Iterable[Hasil], berkas: str) -> tuple[Mentah, ...]:
    """The rows by table and sheet; what several forms of a file say in the same words stands once."""
    kelompok: dict[tuple[str, str | None], list[Baris]] = {}
    ada: set[tuple[object, ...]] = set()
    for satu in (baris for bagian in hasil for baris in bagian.baris):
        kunci = (satu.tabel, *satu.isi.items())
        if kunci not in ada:
            ada.add(kunci)
            kelompok.setdefault((satu.tabel, satu.lembar), []).append(satu)
    return tuple(
        susun_mentah(
            tabel,
            berkas,
            lembar,
            [satu.nomor for satu in baris],
            {kolom: [satu.isi[kolom] for satu in baris] for kolom in _KOLOM[tabel]},
        )
        for (tabel, lembar), baris in sorted(
            kelompok.items(), key=lambda butir: (list(_KOLOM).index(butir[0][0]), butir[0][1] or "")
        )
    )


def _organisasi(formulir: Iterable[Formulir], berkas: str) -> list[Temuan]:
    jumlah = sum(satu.capaian_organisasi is not None for satu in formulir)
    if not jumlah:
        return []
    apa = f"Capaian kinerja organisasi di {jumlah} formulir tidak diimpor: formulir tidak menyebut apakah predikat itu dari tahun ini atau tahun lalu"
    tindakan = "isi tabel kinerja_organisasi dari keputusan capaian kinerja organisasi"
    return [Temuan("catatan", "capaian_organisasi_tidak_diimpor", apa, tindakan, berkas=berkas)]


def _bergalat(satu: Formulir, semua: Sequence[Formulir], temuan: Iterable[Temuan]) -> bool:
    """Whether an error stands inside a form: then nothing of it is taken, for a part of a form is no form."""
    akhir = min((lain.baris for lain in semua if lain.lembar == satu.lembar and lain.baris > satu.baris), default=None)
    return any(
        butir.tingkat == "galat"
        and butir.lembar == satu.lembar
        and (butir.baris is None or (butir.baris >= satu.baris and (akhir is None or butir.baris < akhir)))
        for butir in temuan
    )


def _dilewati(satu: Formulir, berkas: str) -> Temuan:
    apa = "Formulir ini memuat temuan tingkat galat, sehingga tidak satu barisnya pun diimpor"
    tindakan = "perbaiki temuan lain di formulir ini, lalu impor lagi"
    return Temuan("galat", "formulir_tidak_utuh", apa, tindakan, berkas=berkas, lembar=satu.lembar, baris=satu.baris)


def _perlu_dilengkapi(jumlah: int, berkas: str) -> Temuan:
    apa = f"{jumlah} indikator di formulir belum ada di katalog; arahnya (naik atau turun) tidak tertulis di formulir dan tidak ditebak"
    tindakan = "tulis templatnya dengan --katalog-baru BERKAS, isi arah dan kolom lain yang kosong, lalu impor berkas itu bersama formulir ini"
    return Temuan("galat", "indikator_perlu_dilengkapi", apa, tindakan, tabel="indikator", berkas=berkas)
