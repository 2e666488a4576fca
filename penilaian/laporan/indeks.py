"""The site of all reports, built from the manifests beside them; nothing else is read, no clock is asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from filelock import FileLock

from penilaian.laporan.situs_baca import baca_manifes_semua
from penilaian.laporan.situs_halaman import NAMA_INDEKS, Situs, tulis_halaman
from penilaian.laporan.situs_simpanan import Simpanan, muat_simpanan, perbarui_basi, tulis_simpanan
from penilaian.laporan.situs_susun import susun
from penilaian.pribadi.kelas import Kelas, sebutan

NAMA_KUNCI = ".situs.kunci"
JUDUL = "Laporan penilaian kinerja"


def tulis_indeks(
    folder: Path, *, judul: str = JUDUL, instansi: str = "", basi: Mapping[str, str] | None = None
) -> Path:
    """Write ``indeks.html`` and the pages in ``situs/`` from all manifests ``<periode>/<id>.json`` in ``folder``.

    ``basi`` maps run ids to the reason (Indonesian) why the report no longer fits its inputs; an empty reason says that
    it does, and what is not mentioned stays as told before, until the report is made again. Only what changed since the
    last build is read and written; a reader sees the old or the new file. A manifest that cannot be read is listed with
    the reason. Two builds at once wait for each other. Returns the path of the first page.
    """
    with FileLock(folder / NAMA_KUNCI):
        lama = muat_simpanan(folder)
        bacaan = baca_manifes_semua(folder, lama.manifes)
        sebab = perbarui_basi(folder, basi, {satu.id: satu.sidik for satu in bacaan.entri})
        baris = susun(bacaan.entri, bacaan.ada, sebab)
        situs = Situs(
            judul=judul,
            instansi=instansi,
            kelas=sebutan(Kelas.UNIT, seluruh_kota=True),
            sintetis=spanduk_sintetis(any(satu.sintetis for satu in bacaan.entri)),
            baris=baris,
            rusak=bacaan.rusak,
        )
        halaman = tulis_halaman(folder, situs, lama.halaman)
        baru = Simpanan(bacaan.simpan, halaman)
        if baru != lama:
            tulis_simpanan(folder, baru)
    return folder / NAMA_INDEKS


def spanduk_sintetis(ada: bool) -> str:  # noqa: FBT001
    """The banner over pages that list reports on invented people; empty without such reports."""
    return "Sebagian atau seluruh laporan memakai data sintetis: bukan pegawai sungguhan" if ada else ""
