"""The sheets of an evaluation workbook: which period each is of, and identities joined by id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from penilaian.bahasa import daftar_kata
from penilaian.data.sebutan import kutip
from penilaian.data.temuan import Temuan
from penilaian.impor.bacaan import BerkasMasuk, Konteks, Petakan
from penilaian.impor.ekinerja.gabung_id import lengkapi
from penilaian.impor.ekinerja.isian import Isian
from penilaian.impor.ekinerja.lembar import (
    Lembar,
    cari_lembar,
    isian_lembar,
    sebutan_periode,
    tahun_lembar,
    tanpa_kepala,
)
from penilaian.impor.ekinerja.medan import cocokkan_medan
from penilaian.impor.ekinerja.medan_penilaian import IDENTITAS, MEDAN_LEMBAR
from penilaian.impor.ekinerja.saring import tanpa_plt
from penilaian.impor.ekinerja.waktu import periode_berbeda, periode_dari_pengguna
from penilaian.periode import Periode

_TABEL = "penetapan"


def berjudul_penilaian(kunci: frozenset[str]) -> bool:
    """Whether these headers are those of the evaluation report."""
    return {"id", "hasilakhir"} <= kunci


@dataclass
class _Hasil:
    """What the sheets gave on the way."""

    temuan: list[Temuan]
    peta: list[Petakan]


def baca_lembar(berkas: BerkasMasuk, konteks: Konteks) -> tuple[list[Isian], list[Temuan], list[Petakan]]:
    """The rows of each sheet with field ``periode``, in the order of the workbook."""
    semua = cari_lembar(berkas, berjudul_penilaian)
    hasil = _Hasil([], [])
    hasil.temuan += [
        tanpa_kepala(berkas.nama, nama, berkas.sel[nama], "id dan hasil_akhir")
        for nama, satu in semua.items()
        if satu is None
    ]
    lembar = [satu for satu in semua.values() if satu is not None]
    periode = _tentukan_periode(lembar, konteks, hasil)
    isian = {satu.nama: _isi(satu, lembar, hasil) for satu in lembar}
    ada = {nama: satu for nama, satu in isian.items() if satu is not None}
    return [_lengkap(ada, nama, kini, hasil) for nama, kini in periode.items() if nama in ada], hasil.temuan, hasil.peta


def _isi(satu: Lembar, semua: list[Lembar], hasil: _Hasil) -> Isian | None:
    kepala = [cocokkan_medan(itu.judul, MEDAN_LEMBAR, itu.asal(_TABEL), None) for itu in semua if itu is not satu]
    lain = frozenset().union(*(itu.posisi for itu in kepala)) & {medan.nama for medan in IDENTITAS}
    isian, petunjuk, temuan = isian_lembar(satu, _TABEL, MEDAN_LEMBAR, lain)
    hasil.temuan += temuan
    hasil.peta += petunjuk.peta
    return isian


def _lengkap(ada: Mapping[str, Isian], nama: str, periode: Periode, hasil: _Hasil) -> Isian:
    """A sheet's rows, with what only other sheets say about the same id."""
    lain = [tanpa_plt(isian, "is_skp_plt_plh_pjb")[0] for itu, isian in ada.items() if itu != nama]
    isian, temuan, peta = lengkapi(ada[nama], lain, IDENTITAS)
    hasil.temuan += temuan
    hasil.peta += peta
    return isian.tambah("periode", [periode.kode] * len(isian))


def _tentukan_periode(lembar: list[Lembar], konteks: Konteks, hasil: _Hasil) -> dict[str, Periode]:
    """The period of each sheet; a sheet without one, or two of the same one, are not read."""
    periode: dict[str, Periode] = {}
    for satu in lembar:
        isi = _periode(satu, konteks.periode, sendiri=len(lembar) == 1)
        if isinstance(isi, Temuan):
            hasil.temuan.append(isi)
        else:
            periode[satu.nama] = isi
            hasil.temuan += _menurut_pengguna(satu, isi, konteks)
    ganda = {nama: [itu for itu in periode if periode[itu] == isi] for nama, isi in periode.items()}
    hasil.temuan += [
        Temuan(
            "galat",
            "lembar_periode_ganda",
            f"Lembar {daftar_kata(itu)} sama-sama untuk {periode[nama].label}; tidak satu pun dibaca",
            "hapus lembar yang tidak berlaku, atau unduh ulang",
            tabel=_TABEL,
            berkas=satu.berkas,
            lembar=nama,
        )
        for satu in lembar
        if len(itu := ganda.get(nama := satu.nama, [])) > 1
    ]
    return {nama: isi for nama, isi in periode.items() if len(ganda[nama]) == 1}


def _menurut_pengguna(satu: Lembar, isi: Periode, konteks: Konteks) -> list[Temuan]:
    """What the user's period did for a sheet: named its period or its year, or contradicts what the sheet says."""
    diberi, bernama = konteks.periode, sebutan_periode(satu.nama)
    if diberi is None:
        return []
    pesan = []
    if bernama is None:
        sebab = f"Nama lembar {kutip(satu.nama)} bukan nama periode"
        pesan.append(periode_dari_pengguna(sebab, diberi.label))
    elif not _tahun(satu):
        pesan.append(periode_dari_pengguna("Judul di atas tabel tidak menyebut tahun", f"tahun {diberi.tahun}"))
    if not konteks.cocok(isi):
        pesan.append(periode_berbeda("Lembar ini", isi, diberi))
    return [satu.asal(_TABEL).temuan(*butir, kolom="periode", nilai=satu.nama) for butir in pesan]


def _tahun(satu: Lembar) -> set[int]:
    """The years that the title and the sheet's name tell."""
    sebutan = sebutan_periode(satu.nama)
    return {*tahun_lembar(satu), *([sebutan[2]] if sebutan and sebutan[2] else [])}


def _periode(satu: Lembar, diberi: Periode | None, *, sendiri: bool) -> Periode | Temuan:
    """By the sheet's name and the year of its title; only a sheet that is alone may take the user's period."""
    sebutan, tahun = sebutan_periode(satu.nama), _tahun(satu)
    if len(tahun) > 1:
        apa = f"Tahunnya tidak jelas: {daftar_kata([str(itu) for itu in sorted(tahun)])}"
        return _galat(satu, "tahun_tidak_jelas", apa, "sisakan satu tahun di judul lembar")
    if sebutan is not None:
        if not tahun and diberi is None:
            apa = "Judul di atas tabel tidak menyebut tahun"
            return _galat(satu, "tahun_tidak_jelas", apa, "tulis tahunnya di sel A1, atau beri --periode")
        return Periode(next(iter(tahun), diberi.tahun if diberi else 0), sebutan[0], sebutan[1])
    if not sendiri or diberi is None or tahun - {diberi.tahun}:
        apa = f"Nama lembar {kutip(satu.nama)} bukan nama periode"
        if sendiri and diberi is not None:
            apa += f", dan tahun di judulnya {next(iter(tahun))}, bukan {diberi.label} yang diberikan"
        return _galat(satu, "periode_tidak_diketahui", apa, "namai lembarnya jan … des, TW1 … TW4, atau Tahunan")
    return diberi


def _galat(satu: Lembar, kode: str, apa: str, tindakan: str) -> Temuan:
    return satu.asal(_TABEL).temuan("galat", kode, f"{apa}, sehingga lembar ini tidak dibaca", tindakan)
