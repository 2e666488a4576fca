"""Running a plan: each task to a report on disk, one failure stopping nobody else."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from nbformat import NotebookNode

from penilaian.berkas import sebab_berkas, tulis_teks
from penilaian.data import sidik_sumber
from penilaian.galat import GalatJalan, GalatPenilaian
from penilaian.jalan.manifes import Manifes, baca_manifes, sidik_berkas, tulis_manifes, utuh
from penilaian.jalan.pelaksana import NotebookGagal, Pelaksana, PelaksanaPapermill
from penilaian.jalan.rapikan import teks_notebook
from penilaian.jalan.rencana import Tugas
from penilaian.jalan.samaran import samarkan_teks
from penilaian.jalan.sidik import masukan_tugas, sidik_masukan, sidik_tugas, versi_pustaka
from penilaian.laporan.html import halaman_gagal, ke_html
from penilaian.laporan.indeks import tulis_indeks
from penilaian.laporan.parameter import KOTA, LAPORAN
from penilaian.nilai import hitung
from penilaian.pribadi.kelas import sebutan

Nasib = Literal["selesai", "gagal", "tetap"]
"""``tetap``: nothing had changed, the report was left as it is."""


@dataclass(frozen=True)
class HasilTugas:
    """What became of one task."""

    tugas: Tugas
    nasib: Nasib
    manifes: Manifes


def jalankan_rencana(
    semua: Sequence[Tugas],
    folder: Path,
    *,
    pelaksana: Pelaksana | None = None,
    ulang: bool = False,
    lapor: Callable[[HasilTugas], None] | None = None,
) -> list[HasilTugas]:
    """Run tasks one after the other and write the index; ``lapor`` hears of each as it ends.

    A finished report whose inputs, rules, notebook, package and parameters are
    unchanged is left alone unless ``ulang``. A failed one is always tried again.
    """
    pelaksana = pelaksana or PelaksanaPapermill()
    folder.mkdir(parents=True, exist_ok=True)
    hasil: list[HasilTugas] = []
    try:
        for tugas in semua:
            hasil.append(_satu(tugas, folder, pelaksana, ulang=ulang))
            if lapor is not None:
                lapor(hasil[-1])
    finally:
        tulis_indeks(folder)
    return hasil


def _satu(tugas: Tugas, folder: Path, pelaksana: Pelaksana, *, ulang: bool) -> HasilTugas:
    """One report, whatever happens to it: a failure is a result too."""
    mulai = time.monotonic()
    tujuan = folder / tugas.periode.kode
    masukan = masukan_tugas(tugas) | {"sebelumnya": str(_sebelumnya(tugas, folder).is_file())}
    sidik = sidik_tugas(tugas, masukan)
    lama = baca_manifes(tujuan / f"{tugas.id}.json")
    if not ulang and lama and lama.status == "selesai" and lama.sidik == sidik and utuh(lama, tujuan):
        return HasilTugas(tugas, "tetap", lama)
    manifes = _manifes(tugas, masukan, sidik)
    try:
        tujuan.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="penilaian-") as kerja:
            nb, gagal = _laksanakan(tugas, pelaksana, Path(kerja) / "notebook.ipynb", masukan)
        halaman, gagal = _halaman(nb, gagal, manifes, _konteks(tugas, manifes, folder))
        manifes = _selesai(manifes, gagal, mulai)
        return HasilTugas(tugas, manifes.status, _tulis(manifes, tujuan, nb, halaman))
    except OSError as galat:
        tempat = Path(galat.filename or tujuan).name
        gagal = GalatJalan(
            f"Berkas laporan {tempat} {sebab_berkas(galat)}",
            tindakan="periksa nama, izin, dan ruang cakram folder hasil",
        )
        return HasilTugas(tugas, "gagal", _selesai(manifes, gagal, mulai))


def _selesai(manifes: Manifes, gagal: GalatJalan | None, mulai: float) -> Manifes:
    return replace(
        manifes,
        status="gagal" if gagal else "selesai",
        sebab=gagal.paragraf() if gagal else "",
        tindakan=gagal.tindakan if gagal else "",
        durasi_detik=round(time.monotonic() - mulai, 3),
    )


def _tulis(manifes: Manifes, tujuan: Path, nb: NotebookNode | None, halaman: str) -> Manifes:
    """Notebook, then page, then manifest, each by atomic rename: a manifest never promises what is not there."""
    if nb is not None:
        tulis_teks(tujuan / manifes.ipynb, teks_notebook(nb))
    else:  # no notebook of an earlier run may stand beside the page of this one
        (tujuan / manifes.ipynb).unlink(missing_ok=True)
    tulis_teks(tujuan / manifes.html, halaman)
    nama = [manifes.html, *([manifes.ipynb] if nb is not None else [])]
    manifes = replace(manifes, berkas={satu: sidik_berkas(tujuan / satu) for satu in nama})
    tulis_manifes(manifes, tujuan / f"{manifes.id}.json")
    return manifes


def _laksanakan(
    tugas: Tugas, pelaksana: Pelaksana, keluaran: Path, masukan: Mapping[str, str]
) -> tuple[NotebookNode | None, GalatJalan | None]:
    """The executed notebook, or what there is of it and why it failed."""
    try:
        nb = pelaksana.jalankan(tugas, keluaran)
    except NotebookGagal as galat:
        return galat.nb, galat
    except Exception as galat:  # noqa: BLE001 -- whatever happens to one report, the others are made
        return None, _tak_terduga("Notebook tidak dapat dijalankan", tugas.id, galat)
    if _berubah(tugas, masukan):
        return nb, GalatJalan(
            "Data berubah selagi laporan dibuat",
            di_mana=tugas.id,
            mengapa="angka di notebook dapat berasal dari dua keadaan data",
            tindakan="tunggu pengisian data selesai, lalu jalankan lagi",
        )
    return nb, None


def _berubah(tugas: Tugas, masukan: Mapping[str, str]) -> bool:
    """Whether the data, or a file a parameter names, is no longer what the run began with."""
    data = tugas.data
    if tugas.folder_data and data and sidik_sumber(tugas.folder_data) != dict(data.sidik):
        return True
    return any(masukan[nama] != sidik for nama, sidik in sidik_masukan(tugas).items())


def _tak_terduga(apa: str, tempat: str, galat: Exception) -> GalatJalan:
    return GalatJalan(
        apa,
        di_mana=tempat,
        mengapa=samarkan_teks(f"{type(galat).__name__}: {galat}"),
        tindakan="laporkan kepada pengelola dengan menyertakan berkas laporan ini",
    )


def _halaman(
    nb: NotebookNode | None, gagal: GalatJalan | None, manifes: Manifes, konteks: dict[str, object]
) -> tuple[str, GalatJalan | None]:
    """The report page, or the page that says why there is none."""
    if gagal is None and nb is not None:
        try:
            return ke_html(nb, judul=manifes.judul, konteks=konteks), None
        except Exception as galat:  # noqa: BLE001 -- as above
            gagal = _tak_terduga("Notebook selesai, tetapi halamannya tidak dapat dibuat", manifes.id, galat)
    return halaman_gagal(manifes.judul, konteks, gagal.paragraf() if gagal else ""), gagal


def _sebelumnya(tugas: Tugas, folder: Path) -> Path:
    """Where the same report of the period before would be."""
    lalu = tugas.periode.sebelumnya().kode
    return folder / lalu / f"{tugas.notebook}-{tugas.kode_opd}-{lalu}.html"


def _konteks(tugas: Tugas, manifes: Manifes, folder: Path) -> dict[str, object]:
    """What the page's frame says about the run."""
    keterangan = tugas.data.keterangan if tugas.data else None
    sebelumnya = _sebelumnya(tugas, folder)
    return {
        "instansi": keterangan.instansi if keterangan else "",
        "catatan_data": keterangan.catatan if keterangan else "",
        "nama_opd": tugas.nama_opd,
        "label_periode": tugas.periode.label,
        "sementara": manifes.sementara,
        "sintetis": manifes.sintetis,
        "kelas": _kelas(tugas),
        "berkas_notebook": manifes.ipynb,
        "berkas_indeks": "../indeks.html",
        "berkas_sebelumnya": f"../{sebelumnya.parent.name}/{sebelumnya.name}" if sebelumnya.is_file() else None,
    }


def _kelas(tugas: Tugas) -> str:
    return sebutan(
        LAPORAN[tugas.notebook].kelas, berdata=tugas.folder_data is not None, seluruh_kota=tugas.kode_opd == KOTA
    )


def _manifes(tugas: Tugas, masukan: dict[str, str], sidik: str) -> Manifes:
    sementara, jejak = _jejak(tugas)
    return Manifes(
        id=tugas.id,
        notebook=tugas.notebook,
        judul=tugas.judul,
        kode_opd=tugas.kode_opd,
        nama_opd=tugas.nama_opd,
        periode=tugas.periode.kode,
        label_periode=tugas.periode.label,
        status="gagal",
        sidik=sidik,
        parameter=tugas.parameter.model_dump(),
        masukan=masukan,
        versi=versi_pustaka(),
        html=f"{tugas.id}.html",
        ipynb=f"{tugas.id}.ipynb",
        durasi_detik=0.0,
        selesai_pada=datetime.now().astimezone().isoformat(timespec="seconds"),
        sementara=sementara,
        sintetis=tugas.data is not None and tugas.data.sintetis,
        jejak=jejak,
    )


def _jejak(tugas: Tugas) -> tuple[bool, dict[str, object]]:
    """Whether the scores are provisional, and the trace; neither without data or where it forbids scoring."""
    data, kode = tugas.data, None if tugas.kode_opd == KOTA else tugas.kode_opd
    if data is None:
        return False, {}
    try:
        hasil = hitung(data.untuk(kode_opd=kode), tugas.periode)
    except GalatPenilaian:
        return False, {}
    return hasil.sementara, hasil.jejak.ke_dict()
