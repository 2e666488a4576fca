"""Working days and time limits. A year whose holidays are not written down is refused, never taken as free of them."""

from __future__ import annotations

from datetime import date, timedelta

from penilaian.aturan.bentuk import HariLibur, Parameter, Tenggat
from penilaian.aturan.ketentuan import Ketentuan
from penilaian.galat import GalatRumus

_SEHARI = timedelta(days=1)


def libur_tahun(tahun: int, libur: Ketentuan) -> HariLibur:
    """The holidays of a year: the latest entry written for it, whatever day it is asked on.

    Raises:
        GalatRumus: ``hari_libur_belum_ada``.
    """
    for masa in reversed(libur.masa):
        if isinstance(masa.nilai, HariLibur) and masa.nilai.tahun == tahun:
            return masa.nilai
    raise GalatRumus(
        "hari_libur_belum_ada",
        f"Hari libur tahun {tahun} belum ada di {libur.kode}",
        tindakan="tambahkan hari libur nasional dan cuti bersama tahun itu dengan sitasinya",
    )


def nama_libur(hari: date, libur: Ketentuan) -> str | None:
    """The holiday or shared leave on a day; None on any other day. Errors as `libur_tahun`."""
    return libur_tahun(hari.year, libur).semua.get(hari)


def hari_kerja(hari: date, libur: Ketentuan, parameter: Parameter) -> bool:
    """Whether a day is a working day: in the working week, counted from Monday, and no holiday. Errors as `libur_tahun`."""
    return nama_libur(hari, libur) is None and hari.weekday() < int(parameter.pilihan("hari_seminggu"))


def tambah_hari_kerja(mulai: date, jumlah: int, libur: Ketentuan, parameter: Parameter) -> date:
    """The day ``jumlah`` working days after a day; counting starts the day after it.

    Raises:
        GalatRumus: ``jumlah_hari_tidak_sah`` below one; else as `libur_tahun`.
    """
    if jumlah < 1:
        raise GalatRumus("jumlah_hari_tidak_sah", f"jumlah hari {jumlah}; seharusnya paling sedikit 1")
    hari, sisa = mulai, jumlah
    while sisa:
        hari += _SEHARI
        sisa -= hari_kerja(hari, libur, parameter)
    return hari


def tenggat(butir: Tenggat, peristiwa: date, libur: Ketentuan, parameter: Parameter) -> date:
    """The last day of a time limit that starts with an event.

    Working days and calendar days are counted from the day after; a fixed day is the
    first such day after the event. No limit is moved because it falls on a holiday.

    Raises:
        GalatRumus: as `tambah_hari_kerja`, for limits in working days.
    """
    if butir.bulan_tanggal is not None:
        bulan, tanggal = map(int, butir.bulan_tanggal.split("-"))
        hari = date(peristiwa.year, bulan, tanggal)
        return hari if hari > peristiwa else date(peristiwa.year + 1, bulan, tanggal)
    jumlah = butir.hari or 0
    if butir.jenis_hari == "kalender":
        return peristiwa + jumlah * _SEHARI
    return tambah_hari_kerja(peristiwa, jumlah, libur, parameter)
