"""The pages of the periods before and after: which they are, and mending pages when a neighbour has come or gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from penilaian.galat import GalatPeriode
from penilaian.jalan.kerja import tulis_halaman
from penilaian.jalan.manifes import baca_manifes, utuh
from penilaian.jalan.rencana import Tugas
from penilaian.periode import Periode

Kunci = tuple[str, str]
"""Notebook and agency: the reports that follow each other."""


def periode_ada(folder: Path, semua: Iterable[Tugas]) -> dict[Kunci, list[Periode]]:
    """For each report the periods it exists for, or will when these tasks are done, in order."""
    hasil: dict[Kunci, set[Periode]] = {}
    for tugas in semua:
        hasil.setdefault((tugas.notebook, tugas.kode_opd), set()).add(tugas.periode)
    for berkas in folder.glob("*/*.html"):
        kunci = _urai_nama(berkas)
        if kunci is not None and berkas.with_suffix(".json").is_file():
            hasil.setdefault(kunci, set()).add(Periode.urai(berkas.parent.name))
    return {kunci: sorted(periode) for kunci, periode in hasil.items()}


def tautan_tetangga(
    notebook: str, kode_opd: str, periode: Periode, ada: Mapping[Kunci, Sequence[Periode]]
) -> dict[str, str]:
    """Links from a page to the same report of the nearest periods of its kind, before and after."""
    sejenis = [satu for satu in ada.get((notebook, kode_opd), ()) if satu.jenis == periode.jenis]
    sebelum = [satu for satu in sejenis if satu < periode]
    sesudah = [satu for satu in sejenis if periode < satu]
    arah = {"sebelumnya": sebelum[-1:], "berikutnya": sesudah[:1]}
    return {
        nama: f"../{satu.kode}/{notebook}-{kode_opd}-{satu.kode}.html" for nama, isi in arah.items() for satu in isi
    }


def sambungkan(folder: Path) -> int:
    """Make anew the pages whose neighbours have changed since, from their notebooks; how many those were.

    A page that is not as its manifest says is left alone: the next run sees to it.
    """
    ada = periode_ada(folder, ())
    jumlah = 0
    for (notebook, kode), semua in ada.items():
        for periode in semua:
            berkas = folder / periode.kode / f"{notebook}-{kode}-{periode.kode}.json"
            manifes = baca_manifes(berkas)
            tautan = tautan_tetangga(notebook, kode, periode, ada)
            if (
                manifes
                and manifes.status == "selesai"
                and dict(manifes.tautan) != tautan
                and utuh(manifes, berkas.parent)
            ):
                tulis_halaman(replace(manifes, tautan=tautan), berkas.parent)
                jumlah += 1
    return jumlah


def _urai_nama(berkas: Path) -> Kunci | None:
    """Notebook and agency in a file name ``<notebook>-<agency>-<period>``."""
    periode = berkas.parent.name
    notebook, pisah, sisa = berkas.stem.partition("-")
    if not pisah or not sisa.endswith(f"-{periode}"):
        return None
    try:
        Periode.urai(periode)
    except GalatPeriode:
        return None
    return notebook, sisa.removesuffix(f"-{periode}")
