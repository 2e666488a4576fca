"""One form to rows of our tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from penilaian.data.temuan import Pesan, Temuan
from penilaian.formulir.bentuk import Butir, Formulir
from penilaian.impor.bacaan import Konteks
from penilaian.impor.formulir_indikator import Calon, KatalogOpd, Padanan
from penilaian.impor.formulir_pihak import (
    kenali_pegawai,
    periksa_pegawai,
    temuan_formulir,
    tentukan_opd,
    tentukan_periode,
)
from penilaian.impor.formulir_umpan_balik import ATASAN, nomor_umpan_balik, umpan_balik_formulir

Isi = dict[str, str | None]


@dataclass(frozen=True)
class Baris:
    """One row of a table, with where it stands in the source."""

    tabel: str
    lembar: str | None
    nomor: int
    isi: Isi


@dataclass(frozen=True)
class Hasil:
    """What one form comes to."""

    baris: tuple[Baris, ...] = ()
    temuan: tuple[Temuan, ...] = ()
    calon: tuple[Calon, ...] = ()


def baris_formulir(formulir: Formulir, konteks: Konteks, berkas: str) -> Hasil:
    """The rows of a form; none where its employee or period is not certain."""
    nip = formulir.pegawai.nip
    periode, temuan = tentukan_periode(formulir, konteks, berkas)
    if nip is None or periode is None:
        return Hasil(temuan=tuple(temuan))
    pihak = kenali_pegawai(nip, periode, konteks.pegawai)
    temuan += periksa_pegawai(formulir, pihak, konteks, berkas)
    if any(satu.tingkat == "galat" for satu in temuan):
        return Hasil(temuan=tuple(temuan))
    kode_opd, masalah = tentukan_opd(formulir, pihak, konteks, berkas)
    temuan += masalah
    kunci: Isi = {"nip": nip, "periode": periode.kode}
    padanan, masalah = _padankan(formulir, konteks, kode_opd, berkas)
    temuan += masalah
    if any(satu.tingkat == "galat" for satu in masalah):
        return Hasil(temuan=tuple(temuan))
    baris: list[Baris] = []
    for butir in formulir.butir:
        if butir.baris in padanan:
            satu, masalah = _hasil_kerja(formulir, butir, kunci, padanan[butir.baris], berkas)
            baris += satu
            temuan += masalah
    for bagian in (_umpan_balik(formulir, kunci, padanan, berkas), _penetapan(formulir, kunci, berkas)):
        baris += bagian[0]
        temuan += bagian[1]
    calon = tuple(satu.calon for satu in padanan.values() if satu.calon is not None)
    return Hasil(tuple(baris), tuple(temuan), calon)


def _padankan(
    formulir: Formulir, konteks: Konteks, kode_opd: str | None, berkas: str
) -> tuple[dict[int, Padanan], list[Temuan]]:
    """The indicator of each row of the form."""
    if kode_opd is None:
        return {}, []
    katalog = KatalogOpd.dari(konteks.indikator, kode_opd)
    hasil: dict[int, Padanan] = {}
    temuan = []
    for butir in formulir.butir:
        satu = katalog.cari(butir)
        if isinstance(satu, Pesan):
            pesan = satu._replace(apa=f"{satu.apa}; formulir ini tidak diimpor")
            temuan.append(temuan_formulir(formulir, berkas, pesan, baris=butir.baris))
            continue
        hasil[butir.baris] = satu
        if satu.aspek and butir.aspek and satu.aspek != butir.aspek:
            apa = f"Aspek di formulir {butir.aspek}, di katalog {satu.aspek}; katalog yang dipakai"
            temuan.append(
                temuan_formulir(
                    formulir, berkas, Pesan("peringatan", "aspek_berbeda", apa, "samakan keduanya"), baris=butir.baris
                )
            )
    return hasil, temuan


def _hasil_kerja(
    formulir: Formulir, butir: Butir, kunci: Isi, padanan: Padanan, berkas: str
) -> tuple[list[Baris], list[Temuan]]:
    kode = kunci | {"kode_indikator": padanan.kode}
    skp = kode | {"kategori": butir.kategori, "teks_target": butir.target}
    baris = [Baris("skp", formulir.lembar, butir.baris, skp)]
    if formulir.jenis == "SKP":
        return baris, []
    realisasi = kode | {"teks_realisasi": butir.realisasi, "bukti": butir.bukti}
    baris.append(Baris("realisasi", formulir.lembar, butir.baris, realisasi))
    if butir.realisasi is not None:
        return baris, []
    apa = "Realisasi baris ini kosong; diperlakukan sebagai belum ada, bukan nol"
    tindakan = "isi realisasinya di formulir, atau tulis alasan_kosong di tabel realisasi"
    satu = temuan_formulir(formulir, berkas, Pesan("peringatan", "realisasi_kosong", apa, tindakan), baris=butir.baris)
    return baris, [satu._replace(tabel="realisasi", kolom="teks_realisasi")]


def _umpan_balik(
    formulir: Formulir, kunci: Isi, padanan: Mapping[int, Padanan], berkas: str
) -> tuple[list[Baris], list[Temuan]]:
    baris, tanpa_nada = [], 0
    nip, periode = str(kunci["nip"]), str(kunci["periode"])
    for satu in umpan_balik_formulir(formulir, {nomor: butir.kode_rhk for nomor, butir in padanan.items()}):
        if satu.nada is None:
            tanpa_nada += 1
            continue
        isi = {"nomor": nomor_umpan_balik(nip, periode, satu)} | kunci
        dari = formulir.penilai.nip if satu.peran == ATASAN else None
        isi |= {"dari": dari, "peran": satu.peran, "jenis_sasaran": satu.jenis_sasaran}
        isi |= {"sasaran": satu.sasaran, "nada": satu.nada, "isi": satu.isi or None}
        baris.append(Baris("umpan_balik", formulir.lembar, satu.baris, isi))
    if not tanpa_nada:
        return baris, []
    apa = f"{tanpa_nada} umpan balik di formulir ini tidak menyebut nadanya; nada tidak ditebak, sehingga tidak diimpor"
    tindakan = "awali dengan (positif), (netral), atau (negatif) bila ingin diimpor; teksnya tetap ada di formulir"
    return baris, [temuan_formulir(formulir, berkas, Pesan("catatan", "umpan_balik_tanpa_nada", apa, tindakan))]


def _penetapan(formulir: Formulir, kunci: Isi, berkas: str) -> tuple[list[Baris], list[Temuan]]:
    if formulir.jenis == "SKP":
        return [], []
    if formulir.rating_hasil is None or formulir.rating_perilaku is None:
        apa = "Penetapan belum diimpor karena rating hasil kerja dan rating perilaku kerja belum keduanya pasti"
        tindakan = "impor lagi sesudah keduanya ditetapkan"
        return [], [temuan_formulir(formulir, berkas, Pesan("catatan", "penetapan_belum_lengkap", apa, tindakan))]
    isi = kunci | {
        "hasil_kerja": formulir.rating_hasil,
        "perilaku_kerja": formulir.rating_perilaku,
        "predikat": formulir.predikat,
        "nip_penilai": formulir.penilai.nip,
        "waktu": formulir.tanggal,
    }
    return [Baris("penetapan", formulir.lembar, formulir.baris, isi)], []
