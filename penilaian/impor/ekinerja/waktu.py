"""Which period the rows of a report are of, and what the user said about it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from penilaian.bahasa import angka
from penilaian.data.sebutan import kutip
from penilaian.data.temuan import Pesan, Temuan
from penilaian.impor.bacaan import Konteks
from penilaian.impor.ekinerja.isian import Isian
from penilaian.impor.ekinerja.nilai import id_teks
from penilaian.periode import Periode


def periode_data(isian: Isian, konteks: Konteks) -> tuple[Isian, list[Temuan]]:
    """The rows with field ``periode``, by their ``periode_id``.

    The user's own period stands in only where the whole report is of one period that it does not tell; where it
    contradicts one that the report does tell, the report's counts and a finding says so.
    """
    nomor = [id_teks(satu) for satu in isian.isi("periode_id")]
    unik = list(dict.fromkeys(nomor))
    arti = {satu: konteks.periode_ekinerja.get(satu or "") for satu in unik}
    temuan = _berbeda(isian, nomor, arti, konteks)
    if unik and konteks.periode is not None and len(unik) == 1 and arti[unik[0]] is None:
        arti[unik[0]] = konteks.periode.kode
        sebutan = "tidak punya periode_id" if unik[0] is None else f"ber-periode_id {kutip(unik[0])} yang tidak dikenal"
        pesan = periode_dari_pengguna(f"Laporan ini {sebutan}", konteks.periode.label)
        temuan.append(isian.temuan(*pesan, posisi=0, kolom="periode", nilai=unik[0]))
    temuan += [_tak_dikenal(isian, nomor, satu, satu_saja=len(unik) == 1) for satu, isi in arti.items() if isi is None]
    kode = [arti[satu] for satu in nomor]
    return isian.tambah("periode", kode).ambil(np.array([satu is not None for satu in kode], dtype=bool)), temuan


def periode_berbeda(apa: str, isi: Periode, diberi: Periode) -> Pesan:
    """The source is of another period than the user said; the source counts."""
    return Pesan(
        "peringatan",
        "periode_berbeda",
        f"{apa} berperiode {isi.label}, bukan {diberi.label} yang diberikan dengan --periode; periode di sumber yang dipakai",
        "periksa apakah berkasnya memang untuk periode itu, atau perbaiki --periode",
    )


def periode_dari_pengguna(sebab: str, dipakai: str) -> Pesan:
    """The source does not tell its period, or the year of it; what the user said is used."""
    apa = f"{sebab}; dipakai {dipakai} dari --periode"
    return Pesan("catatan", "periode_dari_pengguna", apa, "abaikan bila benar")


def _berbeda(
    isian: Isian, nomor: list[str | None], arti: Mapping[str | None, str | None], konteks: Konteks
) -> list[Temuan]:
    """One finding for each period of the report that the user's contradicts, at its first row."""
    temuan = []
    for kode in dict.fromkeys(satu for satu in arti.values() if satu is not None):
        periode = Periode.urai(kode)
        if konteks.periode is not None and not konteks.cocok(periode):
            milik = [urut for urut, satu in enumerate(nomor) if arti[satu] == kode]
            pesan = periode_berbeda(f"{angka(len(milik))} baris di laporan ini", periode, konteks.periode)
            temuan.append(isian.temuan(*pesan, posisi=milik[0], kolom="periode", nilai=nomor[milik[0]]))
    return temuan


def _tak_dikenal(isian: Isian, semua: list[str | None], nomor: str | None, *, satu_saja: bool) -> Temuan:
    sebutan = "tanpa periode_id" if nomor is None else f"dengan periode_id {kutip(nomor)} yang tidak dikenal"
    tindakan = "impor juga berkas referensi periode (ref periode) dari e-Kinerja"
    return isian.temuan(
        "galat",
        "periode_tidak_diketahui",
        f"{angka(semua.count(nomor))} baris {sebutan} tidak dibaca, karena periodenya tidak diketahui",
        f"{tindakan}, atau beri --periode" if satu_saja else tindakan,
        posisi=semua.index(nomor),
        kolom="periode",
        nilai=nomor,
    )


def tahun_cocok(isian: Isian) -> tuple[Isian, list[Temuan]]:
    """The rows whose SKP is of the year of their period; one finding for each other year."""
    tahun = [id_teks(satu) for satu in isian.isi("tahun_skp")]
    periode = [str(Periode.urai(satu).tahun) for satu in isian.isi("periode")]
    beda = [satu if satu is not None and satu != kini else None for satu, kini in zip(tahun, periode, strict=True)]
    temuan = [
        isian.temuan(
            "galat",
            "tahun_skp_beda",
            f"{angka(beda.count(satu))} baris tentang SKP tahun {kutip(satu)}, "
            f"padahal periodenya tahun {periode[beda.index(satu)]}; baris itu tidak dibaca",
            "unduh laporan tahun yang benar, atau perbaiki --periode",
            posisi=beda.index(satu),
            kolom="periode",
            nilai=satu,
        )
        for satu in dict.fromkeys(beda)
        if satu is not None
    ]
    return isian.ambil(np.array([satu is None for satu in beda], dtype=bool)), temuan
