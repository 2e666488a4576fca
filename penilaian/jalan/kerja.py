"""One task from its inputs to its files, whatever happens to it: a failure is a result too."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from nbformat import NotebookNode

from penilaian.berkas import sebab_berkas, tulis_teks, tulis_utuh
from penilaian.data import sidik_sumber
from penilaian.galat import GalatJalan, GalatPenilaian
from penilaian.jalan.catatan import Catatan
from penilaian.jalan.cetak import BENTUK_LAIN, bentuk_dari, berbentuk, isi_bentuk
from penilaian.jalan.manifes import Manifes, baca_manifes, sidik_berkas, tulis_manifes, utuh
from penilaian.jalan.pelaksana import NotebookGagal, Pelaksana
from penilaian.jalan.rapikan import baca_notebook, rapikan, teks_notebook
from penilaian.jalan.rencana import Tugas
from penilaian.jalan.samaran import samarkan_teks
from penilaian.jalan.sidik import masukan_tugas, sidik_masukan, sidik_tugas, versi_pustaka
from penilaian.laporan.html import halaman_gagal, ke_html
from penilaian.laporan.parameter import KOTA, LAPORAN
from penilaian.laporan.siapan import hasil_folder, irisan_folder, tersiap
from penilaian.pribadi.kelas import sebutan


@dataclass(frozen=True)
class Pesanan:
    """A task to be done: where its files go, what it depends on, and the pages its page will link to."""

    tugas: Tugas
    folder: Path
    masukan: Mapping[str, str]
    tautan: Mapping[str, str]
    percobaan: int = 1

    @property
    def tujuan(self) -> Path:
        return self.folder / self.tugas.periode.kode

    @property
    def berkas_manifes(self) -> Path:
        return self.tujuan / f"{self.tugas.id}.json"


@dataclass(frozen=True)
class Cara:
    """How orders are carried out; ``coba_ulang`` is how often a run is tried again whose process died."""

    pelaksana: Pelaksana
    coba_ulang: int = 1
    catatan: Catatan | None = None


def pesan(tugas: Tugas, folder: Path, tautan: Mapping[str, str]) -> Pesanan:
    """The order for a task as its inputs are now."""
    return Pesanan(tugas, folder, masukan_tugas(tugas), tautan)


def yang_tetap(pesanan: Pesanan) -> Manifes | None:
    """The manifest of a finished report to which nothing has changed since, its files untouched."""
    lama = baca_manifes(pesanan.berkas_manifes)
    sidik = sidik_tugas(pesanan.tugas, pesanan.masukan)
    if lama and lama.status == "selesai" and lama.sidik == sidik and utuh(lama, pesanan.tujuan):
        return lama if set(bentuk_dari(lama)) == set(pesanan.tugas.bentuk) else None
    return None


def kerjakan(pesanan: Pesanan, cara: Cara, kerja: Path) -> Manifes:
    """Run a task and write its files, the manifest last; ``kerja`` is an existing folder for scratch files."""
    mulai = time.monotonic()
    while True:
        with tempfile.TemporaryDirectory(dir=kerja.absolute()) as ruang:  # a notebook runs in its own folder
            nb, gagal = _laksanakan(pesanan, cara.pelaksana, Path(ruang))
        if not (isinstance(gagal, NotebookGagal) and gagal.coba_lagi and pesanan.percobaan <= cara.coba_ulang):
            return catat_hasil(pesanan, nb, gagal, mulai)
        pesanan = coba_lagi(pesanan, gagal, cara)


def coba_lagi(pesanan: Pesanan, gagal: GalatJalan, cara: Cara) -> Pesanan:
    """The order for the next try; the log keeps why the last one failed."""
    if cara.catatan is not None:
        cara.catatan.tulis("dicoba_lagi", id=pesanan.tugas.id, percobaan=pesanan.percobaan, sebab=gagal.paragraf())
    return replace(pesanan, percobaan=pesanan.percobaan + 1)


def segarkan_halaman(pesanan: Pesanan) -> Manifes | None:
    """Make the page, PDF or workbook of a finished report again where only these are lost, altered or newly wanted.

    None if that is not the case, or one of them cannot be made: then the run is done again and says why.
    """
    lama = baca_manifes(pesanan.berkas_manifes)
    if lama is None or lama.status != "selesai" or lama.sidik != sidik_tugas(pesanan.tugas, pesanan.masukan):
        return None
    berkas = pesanan.tujuan / lama.ipynb
    if not lama.berkas.get(lama.ipynb) or sidik_berkas(berkas) != lama.berkas[lama.ipynb]:
        return None
    try:
        return tulis_halaman(berbentuk(lama, pesanan.tugas.bentuk), pesanan.tujuan)
    except GalatPenilaian:
        return None


def tulis_halaman(manifes: Manifes, tujuan: Path) -> Manifes:
    """Write the page of a finished report from its notebook, the PDF and workbook that are not as they were, and the manifest.

    Raises:
        GalatPenilaian: one of them cannot be made; nothing is written then.
        OSError: a file cannot be written.
    """
    nb = baca_notebook(tujuan / manifes.ipynb)
    isi: dict[str, bytes] = isi_bentuk(nb, manifes, konteks_halaman(manifes), tetap=tujuan)
    isi[manifes.html] = halaman_laporan(nb, manifes).encode("utf-8")
    return _tulis_berkas(manifes, tujuan, isi)


def catat_hasil(pesanan: Pesanan, nb: NotebookNode | None, gagal: GalatJalan | None, mulai: float) -> Manifes:
    """The files of a run that ended: the report, or the page that says why there is none; ``mulai`` is monotonic."""
    manifes = _manifes(pesanan)
    try:
        pesanan.tujuan.mkdir(parents=True, exist_ok=True)
        isi, gagal = _isi(nb, gagal, manifes)
        manifes = _selesai(manifes if gagal is None else berbentuk(manifes, ()), gagal, mulai)
        return _tulis(manifes, pesanan.tujuan, nb, isi)
    except OSError as galat:
        return _selesai(manifes, galat_tulis(galat, pesanan.tujuan), mulai)


def galat_tulis(galat: OSError, tujuan: Path) -> GalatJalan:
    """Why the files of a report cannot be written."""
    return GalatJalan(
        f"Berkas laporan {Path(galat.filename or tujuan).name} {sebab_berkas(galat)}",
        tindakan="periksa nama, izin, dan ruang cakram folder hasil",
    )


def halaman_laporan(nb: NotebookNode, manifes: Manifes) -> str:
    """The page of a finished run, from its notebook and its manifest alone."""
    return ke_html(nb, judul=manifes.judul, konteks=konteks_halaman(manifes))


def konteks_halaman(manifes: Manifes) -> dict[str, object]:
    """What the page's frame says: about the run, and where its neighbours are."""
    tetangga = {f"berkas_{arah}": alamat for arah, alamat in manifes.tautan.items()}
    bentuk = {f"berkas_{satu}": getattr(manifes, satu) for satu in bentuk_dari(manifes)}
    tempat = {"berkas_notebook": manifes.ipynb, "berkas_indeks": "../indeks.html"}
    return {**manifes.halaman, **tempat, **bentuk, **tetangga}


def _selesai(manifes: Manifes, gagal: GalatJalan | None, mulai: float) -> Manifes:
    return replace(
        manifes,
        status="gagal" if gagal else "selesai",
        sebab=gagal.paragraf() if gagal else "",
        tindakan=gagal.tindakan if gagal else "",
        durasi_detik=round(time.monotonic() - mulai, 3),
    )


def _tulis(manifes: Manifes, tujuan: Path, nb: NotebookNode | None, isi: dict[str, bytes]) -> Manifes:
    """Notebook, then the other files: no notebook of an earlier run may stand beside the page of this one."""
    if nb is not None:
        tulis_teks(tujuan / manifes.ipynb, teks_notebook(nb))
    else:
        (tujuan / manifes.ipynb).unlink(missing_ok=True)
    ada = {manifes.ipynb: sidik_berkas(tujuan / manifes.ipynb)} if nb is not None else {}
    return _tulis_berkas(replace(manifes, berkas=ada), tujuan, isi)


def _tulis_berkas(manifes: Manifes, tujuan: Path, isi: Mapping[str, bytes]) -> Manifes:
    """Each file by atomic rename, the page, which links to the others, after them; the manifest last.

    A manifest never promises what is not there, and no file in a form that the report no longer has is left.
    """
    for nama, satu in sorted(isi.items(), key=lambda pasangan: pasangan[0] == manifes.html):
        with tulis_utuh(tujuan / nama) as aliran:
            aliran.write(satu)
    milik = {manifes.html, manifes.ipynb, manifes.pdf, manifes.xlsx}
    for nama in {f"{manifes.id}.{satu}" for satu in BENTUK_LAIN} - milik:
        (tujuan / nama).unlink(missing_ok=True)
    lama = {nama: sidik for nama, sidik in manifes.berkas.items() if nama in milik}
    manifes = replace(manifes, berkas={**lama, **{nama: sidik_berkas(tujuan / nama) for nama in isi}})
    tulis_manifes(manifes, tujuan / f"{manifes.id}.json")
    return manifes


def _laksanakan(pesanan: Pesanan, pelaksana: Pelaksana, kerja: Path) -> tuple[NotebookNode | None, GalatJalan | None]:
    """The executed notebook, or what there is of it and why it failed."""
    tugas = pesanan.tugas
    try:
        nb = pelaksana.jalankan(tugas, kerja / "notebook.ipynb")
    except NotebookGagal as galat:
        return galat.nb, galat
    except Exception as galat:  # noqa: BLE001 -- whatever happens to one report, the others are made
        return None, _tak_terduga("Notebook tidak dapat dijalankan", tugas.id, galat)
    if _berubah(tugas, pesanan.masukan):
        return nb, GalatJalan(
            "Data berubah selagi laporan dibuat",
            di_mana=tugas.id,
            mengapa="angka di notebook dapat berasal dari dua keadaan data",
            tindakan="tunggu pengisian data selesai, lalu jalankan lagi",
        )
    return nb, None


def _berubah(tugas: Tugas, masukan: Mapping[str, str]) -> bool:
    """Whether the data, or a file a parameter names, is no longer what the run began with.

    Tables that the whole batch shares were read once and cannot have changed under a notebook.
    """
    data, folder = tugas.data, tugas.folder_data
    if folder and data and not tersiap(folder) and sidik_sumber(folder) != dict(data.sidik):
        return True
    return any(masukan[nama] != sidik for nama, sidik in sidik_masukan(tugas).items())


def _tak_terduga(apa: str, tempat: str, galat: Exception) -> GalatJalan:
    return GalatJalan(
        apa,
        di_mana=tempat,
        mengapa=samarkan_teks(f"{type(galat).__name__}: {galat}"),
        tindakan="laporkan kepada pengelola dengan menyertakan berkas laporan ini",
    )


def _isi(
    nb: NotebookNode | None, gagal: GalatJalan | None, manifes: Manifes
) -> tuple[dict[str, bytes], GalatJalan | None]:
    """The report's page and its other forms, all of them, or the page that says why there are none."""
    if gagal is None and nb is not None:
        try:
            rapikan(nb)
            isi = isi_bentuk(nb, manifes, konteks_halaman(manifes))
            return {**isi, manifes.html: halaman_laporan(nb, manifes).encode("utf-8")}, None
        except GalatPenilaian as galat:
            gagal = GalatJalan(galat.apa, di_mana=manifes.id, mengapa=galat.mengapa, tindakan=galat.tindakan)
        except Exception as galat:  # noqa: BLE001 -- as above
            gagal = _tak_terduga("Notebook selesai, tetapi halamannya tidak dapat dibuat", manifes.id, galat)
    halaman = halaman_gagal(manifes.judul, konteks_halaman(berbentuk(manifes, ())), gagal.paragraf() if gagal else "")
    return {manifes.html: halaman.encode("utf-8")}, gagal


def _manifes(pesanan: Pesanan) -> Manifes:
    tugas = pesanan.tugas
    sementara, jejak = _jejak(tugas)
    kelas = LAPORAN[tugas.notebook].kelas
    manifes = Manifes(
        id=tugas.id,
        notebook=tugas.notebook,
        judul=tugas.judul,
        kode_opd=tugas.kode_opd,
        nama_opd=tugas.nama_opd,
        periode=tugas.periode.kode,
        label_periode=tugas.periode.label,
        status="gagal",
        sidik=sidik_tugas(tugas, pesanan.masukan),
        parameter=tugas.parameter.model_dump(),
        masukan=pesanan.masukan,
        versi=versi_pustaka(),
        html=f"{tugas.id}.html",
        ipynb=f"{tugas.id}.ipynb",
        durasi_detik=0.0,
        selesai_pada=datetime.now().astimezone().isoformat(timespec="seconds"),
        sementara=sementara,
        sintetis=tugas.data is not None and tugas.data.sintetis,
        jejak=jejak,
        kelas=kelas.value,
        halaman=_isi_halaman(tugas, sementara=sementara),
        tautan=pesanan.tautan,
        folder_notebook=folder_notebook(pesanan),
        percobaan=pesanan.percobaan,
    )
    return berbentuk(manifes, tugas.bentuk)


def folder_notebook(pesanan: Pesanan) -> str:
    """Where the notebook is, seen from the folder of all reports."""
    return Path(os.path.relpath(pesanan.tugas.berkas_notebook.parent, pesanan.folder)).as_posix()


def _isi_halaman(tugas: Tugas, *, sementara: bool) -> dict[str, object]:
    """What the page's frame says about the run, links apart."""
    keterangan = tugas.data.keterangan if tugas.data else None
    return {
        "instansi": keterangan.instansi if keterangan else "",
        "catatan_data": keterangan.catatan if keterangan else "",
        "nama_opd": tugas.nama_opd,
        "label_periode": tugas.periode.label,
        "sementara": sementara,
        "sintetis": tugas.data is not None and tugas.data.sintetis,
        "kelas": sebutan(
            LAPORAN[tugas.notebook].kelas, berdata=tugas.folder_data is not None, seluruh_kota=tugas.kode_opd == KOTA
        ),
        "id_laporan": tugas.id,
        **(tugas.kop.konteks() if tugas.kop else {}),
    }


def _jejak(tugas: Tugas) -> tuple[bool, dict[str, object]]:
    """Whether the scores are provisional, and the trace; neither without data or where it forbids scoring."""
    data, kode = tugas.data, None if tugas.kode_opd == KOTA else tugas.kode_opd
    if data is None or tugas.folder_data is None:
        return False, {}
    try:
        irisan = irisan_folder(tugas.folder_data, data, kode)
        hasil = hasil_folder(tugas.folder_data, irisan, kode, tugas.periode)
    except GalatPenilaian:
        return False, {}
    return hasil.sementara, hasil.jejak.ke_dict()
