"""Which period the rows of a report are of."""

from __future__ import annotations

import numpy as np

from penilaian.bahasa import angka
from penilaian.data.sebutan import kutip
from penilaian.data.temuan import Temuan
from penilaian.impor.bacaan import Konteks
from penilaian.impor.ekinerja.isian import Isian
from penilaian.impor.ekinerja.nilai import id_teks
from penilaian.periode import Periode


def periode_data(isian: Isian, konteks: Konteks) -> tuple[Isian, list[Temuan]]:
    """The rows with field ``periode``, by their ``periode_id``.

    The user's own period stands in only where the whole report is of one period that it does not tell.
    """
    nomor = [id_teks(satu) for satu in isian.isi("periode_id")]
    unik = list(dict.fromkeys(nomor))
    arti = {satu: konteks.periode_ekinerja.get(satu or "") for satu in unik}
    if unik and konteks.periode is not None and len(unik) == 1 and arti[unik[0]] is None:
        arti[unik[0]] = konteks.periode.kode
    temuan = [_tak_dikenal(isian, nomor, satu, satu_saja=len(unik) == 1) for satu, isi in arti.items() if isi is None]
    kode = [arti[satu] for satu in nomor]
    return isian.tambah("periode", kode).ambil(np.array([satu is not None for satu in kode], dtype=bool)), temuan


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
