"""e-Kinerja's SKP report: which SKP documents there are, and how far each has come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from penilaian.bahasa import angka
from penilaian.data.baca import Mentah
from penilaian.data.sebutan import kutip
from penilaian.data.temuan import Temuan
from penilaian.impor.bacaan import Bacaan, BerkasMasuk, Konteks, Petakan, susun_mentah
from penilaian.impor.ekinerja.hari import tanggal_kolom, temuan_hari
from penilaian.impor.ekinerja.isian import Isian
from penilaian.impor.ekinerja.jawaban import berjudul_skp, isian_json, jenis_laporan
from penilaian.impor.ekinerja.lembar import cari_lembar, isian_lembar, tahun_lembar, tanpa_kepala
from penilaian.impor.ekinerja.medan import Medan
from penilaian.impor.ekinerja.nilai import id_teks
from penilaian.impor.ekinerja.opd import tentukan_opd
from penilaian.impor.ekinerja.saring import tanpa_catatan, tanpa_plt
from penilaian.impor.ekinerja.waktu import periode_berbeda, periode_dari_pengguna
from penilaian.periode import Periode

NAMA = "ekinerja_skp"
JUDUL = "laporan SKP e-Kinerja BKN"
URUTAN = 30

_TABEL = "dokumen_skp"
_Bahan = tuple[list[tuple[Isian, tuple[int, ...]]], list[Temuan], list[Petakan]]
"""The rows of each sheet with the years its title names, findings, and the mapping."""
_KOSONG = "kolom itu di tabel dokumen_skp tidak diisi dari berkas ini"
_MEDAN = (
    Medan("skp_id", ((_TABEL, "id_skp"),), perlu="wajib"),
    Medan("nip", ((_TABEL, "nip"),), perlu="wajib"),
    Medan("skp_status", ((_TABEL, "status"),), "", ("status",), "wajib"),
    Medan("skp_unor_induk", ((_TABEL, "kode_opd"),), "nama OPD menjadi kode", ("unor_induk",), "penting", _KOSONG),
    Medan("skp_unor", ((_TABEL, "unit"),), alias=("unit", "unor")),
    Medan("skp_jabatan", ((_TABEL, "jabatan"),), alias=("jabatan",)),
    Medan("skp_model", ((_TABEL, "model"),)),
    Medan("periode_awal", ((_TABEL, "awal"), (_TABEL, "periode")), alias=("periode_awal_skp",)),
    Medan("periode_akhir", ((_TABEL, "akhir"), (_TABEL, "periode")), alias=("periode_akhir_skp",)),
    Medan(
        "is_plt_plh",
        keterangan="baris selain 0 tidak dipakai",
        alias=("is_skp_plt_plh_pjb",),
        perlu="penting",
        tanpanya="dokumen pelaksana tugas dan pelaksana harian tidak dapat dikenali",
    ),
    *(
        Medan(nama, keterangan="tidak diperlukan")
        for nama in (
            "id", "jenis", "nama", "is_skp", "jenis_pegawai", "skp_unor_atasan", "skp_jenis_jabatan", "created_at",
            "golru", "no",
        )
    ),
)  # fmt: skip


def kenali(berkas: BerkasMasuk) -> bool:
    """Whether a file is an SKP report."""
    if berkas.akhiran == ".xlsx":
        return any(cari_lembar(berkas, berjudul_skp).values())
    return jenis_laporan(berkas) == "skp"


def baca(berkas: BerkasMasuk, konteks: Konteks) -> Bacaan:
    """Table ``dokumen_skp``: all documents of all stages."""
    semua, temuan, peta = _lembar(berkas) if berkas.akhiran == ".xlsx" else _jawaban(berkas)
    tabel = []
    for satu, judul in semua:
        mentah, masalah = _susun(satu, judul, konteks)
        tabel += [mentah] if len(mentah.frame) else []
        temuan += masalah
    return Bacaan(tuple(tabel), tuple(temuan), tuple(peta))


def _jawaban(berkas: BerkasMasuk) -> _Bahan:
    isian, temuan, peta = isian_json(berkas, _TABEL, _MEDAN)
    return [(isian, ())] if isian is not None else [], temuan, list(peta)


def _lembar(berkas: BerkasMasuk) -> _Bahan:
    semua: list[tuple[Isian, tuple[int, ...]]] = []
    temuan: list[Temuan] = []
    peta: list[Petakan] = []
    for nama, satu in cari_lembar(berkas, berjudul_skp).items():
        if satu is None:
            temuan.append(tanpa_kepala(berkas.nama, nama, berkas.sel[nama], "nip dan skp_status"))
            continue
        isian, kepala, masalah = isian_lembar(satu, _TABEL, _MEDAN)
        temuan += masalah
        peta += kepala.peta
        semua += [(isian, tahun_lembar(satu))] if isian is not None else []
    return semua, temuan, peta


def _susun(isian: Isian, judul: tuple[int, ...], konteks: Konteks) -> tuple[Mentah, list[Temuan]]:
    temuan: list[Temuan] = []
    isian, masalah = tanpa_catatan(isian, ("nip", "nama", "skp_id", "skp_status"))
    temuan += masalah
    isian, masalah = tanpa_plt(isian, "is_plt_plh")
    temuan += masalah
    isian, masalah = _tanpa_dokumen(isian)
    temuan += masalah
    isian = isian.tambah("skp_id", [id_teks(satu) for satu in isian.isi("skp_id")])
    for nama, ke in (("periode_awal", "awal"), ("periode_akhir", "akhir")):
        if isian.ada(nama):
            hari = tanggal_kolom(isian.isi(nama), serial=isian.serial)
            temuan += temuan_hari(isian, hari, (nama,), ke)
            isian = isian.tambah(nama, hari.hari)
    isian, masalah = _tanpa_ganda(isian)
    temuan += masalah
    isian, masalah = _tentukan_tahun(isian, judul, konteks)
    temuan += masalah
    isian, masalah = tentukan_opd(isian, konteks, _TABEL)
    temuan += masalah
    kolom = {
        ke[1]: isian.isi(satu.nama)
        for satu in _MEDAN
        for ke in satu.ke
        if ke[1] != "periode" and ke[1] != "kode_opd" and isian.ada(satu.nama)
    }
    kolom["periode"] = isian.isi("periode")
    if isian.ada("kode_opd"):
        kolom["kode_opd"] = isian.isi("kode_opd")
    asal = isian.asal
    return susun_mentah(_TABEL, asal.berkas, asal.lembar, asal.baris.tolist(), kolom), temuan


def _tanpa_dokumen(isian: Isian) -> tuple[Isian, list[Temuan]]:
    """Without the rows of employees who have no SKP yet."""
    kosong = [
        nomor is None and status is None
        for nomor, status in zip(isian.isi("skp_id"), isian.isi("skp_status"), strict=True)
    ]
    temuan = [
        isian.temuan(
            "peringatan",
            "belum_ada_skp",
            "Pegawai ini belum punya dokumen SKP di e-Kinerja",
            "ingatkan pegawainya menyusun SKP",
            posisi=posisi,
            kolom="id_skp",
        )
        for posisi, satu in enumerate(kosong)
        if satu
    ]
    return isian.ambil(~np.array(kosong, dtype=bool)), temuan


def _tanpa_ganda(isian: Isian) -> tuple[Isian, list[Temuan]]:
    """Without the repetition of a document word for word; one that says something else is left for the check of keys."""
    kolom = [isian.isi(satu.nama) for satu in _MEDAN if satu.ke]
    pertama: dict[str, list[int]] = {}
    ganda: dict[int, int] = {}
    for posisi, nomor in enumerate(isian.isi("skp_id")):
        if nomor is not None:
            kawan = pertama.setdefault(nomor, [])
            sama = next((satu for satu in kawan if all(isi[satu] == isi[posisi] for isi in kolom)), None)
            if sama is None:
                kawan.append(posisi)
            else:
                ganda[posisi] = sama
    temuan = [
        isian.temuan(
            "catatan",
            "baris_ganda",
            f"Dokumen SKP ini sama dengan baris {isian.asal.baris[sama]}; hanya satu yang dipakai",
            "tidak perlu apa-apa",
            posisi=posisi,
            kolom="id_skp",
        )
        for posisi, sama in ganda.items()
    ]
    return isian.ambil(np.array([posisi not in ganda for posisi in range(len(isian))], dtype=bool)), temuan


def _tentukan_tahun(isian: Isian, judul: Sequence[int], konteks: Konteks) -> tuple[Isian, list[Temuan]]:
    """The rows with field ``periode``: the year of the document's days, else of the title, else the user's."""
    cadangan = judul[0] if len(judul) == 1 else konteks.periode.tahun if konteks.periode and not judul else None
    tahun: list[int | None] = []
    temuan = []
    for posisi, hari in enumerate(zip(isian.isi("periode_awal"), isian.isi("periode_akhir"), strict=True)):
        ada = {satu.year for satu in hari if isinstance(satu, date)}
        sah = ada or ({cadangan} if cadangan is not None else set())
        beda = len(sah) != 1 or (len(judul) == 1 and sah != set(judul))
        tahun.append(None if beda else next(iter(sah)))
        if beda:
            temuan.append(_tahun_tidak_jelas(isian, posisi, sorted({*ada, *judul})))
    temuan += _menurut_pengguna(isian, judul, tahun, konteks)
    kode = [None if satu is None else str(satu) for satu in tahun]
    return isian.tambah("periode", kode).ambil(np.array([satu is not None for satu in kode], dtype=bool)), temuan


def _menurut_pengguna(
    isian: Isian, judul: Sequence[int], tahun: Sequence[int | None], konteks: Konteks
) -> list[Temuan]:
    """What the user's period did: named the year where nothing else does, or contradicts the documents'."""
    if konteks.periode is None:
        return []
    diberi = konteks.periode
    hari = zip(isian.isi("periode_awal"), isian.isi("periode_akhir"), strict=True)
    tanpa = [posisi for posisi, satu in enumerate(hari) if not any(isinstance(isi, date) for isi in satu)]
    temuan = []
    if tanpa and not judul:
        sebab = f"{angka(len(tanpa))} dokumen SKP tidak menyebut tahunnya"
        pesan = periode_dari_pengguna(sebab, f"tahun {diberi.tahun}")
        temuan.append(isian.temuan(*pesan, posisi=tanpa[0], kolom="periode"))
    for lain in dict.fromkeys(satu for satu in tahun if satu is not None and satu != diberi.tahun):
        sebutan = f"{angka(tahun.count(lain))} dokumen SKP"
        pesan = periode_berbeda(sebutan, Periode(lain, "tahun", 1), diberi)
        temuan.append(isian.temuan(*pesan, posisi=tahun.index(lain), kolom="periode", nilai=lain))
    return temuan


def _tahun_tidak_jelas(isian: Isian, posisi: int, tahun: Sequence[int]) -> Temuan:
    sebab = (
        f"judul dan tanggalnya menyebut {kutip(', '.join(map(str, tahun)))}" if tahun else "tidak ada yang menyebutnya"
    )
    return isian.temuan(
        "galat",
        "tahun_tidak_jelas",
        f"Tahun SKP ini tidak jelas: {sebab}; baris ini tidak dibaca",
        "perbaiki tanggal SKP di e-Kinerja lalu unduh ulang"
        if tahun
        else "unduh laporan yang memuat periode_awal dan periode_akhir, atau beri --periode",
        posisi=posisi,
        kolom="periode",
    )
