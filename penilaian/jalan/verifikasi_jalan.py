"""The notebook executed again with the recorded parameters, and what comes out now."""

from __future__ import annotations

import hashlib
import tempfile
from copy import deepcopy
from pathlib import Path
from typing import Any

from penilaian.galat import GalatJalan, GalatPenilaian
from penilaian.jalan.pelaksana import NotebookGagal, Pelaksana
from penilaian.jalan.rapikan import rapikan
from penilaian.jalan.rencana import Tugas
from penilaian.jalan.verifikasi_bentuk import Butir, Golongan, Perubahan, tak_terperiksa
from penilaian.jalan.verifikasi_keadaan import Kini
from penilaian.jalan.verifikasi_manifes import Laporan, ManifesTerbaca, isi_berkas
from penilaian.jalan.verifikasi_sel import BedaIsi, beda_notebook
from penilaian.laporan.parameter import ParameterDasar, periksa_parameter
from penilaian.periode import Periode


def periksa_jalan(laporan: Laporan, kini: Kini, pelaksana: Pelaksana, berubah: Perubahan) -> list[Butir]:
    """Run the notebook in its folder and compare with the stored one; says which notebook was run."""
    halangan = _halangan(laporan, kini)
    if halangan is not None:
        return [halangan]
    sama = kini.sidik_notebook == laporan.manifes.masukan.get("notebook")
    yang = (
        "notebook yang sama dengan saat laporan dibuat" if sama else "notebook sekarang, bukan yang saat laporan dibuat"
    )
    try:
        baru = _jalankan(laporan.manifes, kini, pelaksana)
    except NotebookGagal as galat:
        return [_gagal(galat, yang, berubah)]
    except GalatPenilaian as galat:
        return [tak_terperiksa("jalankan", "notebook", galat.paragraf(), galat.tindakan)]
    beda = beda_notebook(rapikan(deepcopy(laporan.notebook)), rapikan(baru))
    jumlah = f"{len(baru.cells)} sel"
    dijalankan = Butir("jalankan", "notebook dijalankan", "sama", jumlah, jumlah, f"yang dijalankan: {yang}")
    return [dijalankan, *(_butir(satu, berubah) for satu in beda)]


def _halangan(laporan: Laporan, kini: Kini) -> Butir | None:
    """Why nothing is executed; None if it may be."""
    if laporan.manifes.status == "gagal":
        arti = "laporan ini gagal dibuat; tidak ada angka untuk dibandingkan"
        return tak_terperiksa("jalankan", "notebook", arti, dilewati=True)
    if laporan.notebook is None:
        return tak_terperiksa("jalankan", "notebook", "notebook yang tersimpan tidak terbaca, tidak ada pembanding")
    if kini.notebook is None:
        return tak_terperiksa("jalankan", "notebook", "tidak ada di folder notebook", "beri --notebook FOLDER")
    if not kini.tempat.tepercaya:
        arti = f"folder notebook {kini.tempat.folder.name} hanya disebut oleh manifes; isinya tidak dijalankan"
        return tak_terperiksa("jalankan", "notebook", arti, "bila Anda mempercayainya, beri --notebook FOLDER")
    return None


def _jalankan(manifes: ManifesTerbaca, kini: Kini, pelaksana: Pelaksana) -> Any:
    """The executed notebook.

    Raises:
        NotebookGagal: a cell failed. GalatPenilaian: parameters nobody would accept, or the notebook changed meanwhile.
    """
    if kini.notebook is None:
        raise GalatJalan("Notebook tidak ada")
    tugas = Tugas(
        id=manifes.id,
        notebook=manifes.notebook,
        berkas_notebook=kini.notebook,
        folder_data=kini.folder_data,
        parameter=periksa_parameter(manifes.notebook, manifes.parameter, ParameterDasar),
        kode_opd=manifes.kode_opd,
        nama_opd=manifes.nama_opd,
        periode=Periode.urai(manifes.periode),
        masukan=dict(kini.masukan),
    )
    with tempfile.TemporaryDirectory(prefix="penilaian-verifikasi-") as kerja:
        nb = pelaksana.jalankan(tugas, Path(kerja) / "notebook.ipynb")
    if hashlib.sha256(isi_berkas(kini.notebook)).hexdigest() != kini.sidik_notebook:
        raise GalatJalan("Notebook berubah selagi dijalankan", tindakan="jalankan verifikasi lagi")
    return nb


def _gagal(galat: NotebookGagal, yang: str, berubah: Perubahan) -> Butir:
    golongan: Golongan = "keadaan" if berubah.masukan or berubah.kode else "program"
    return Butir(
        "jalankan", "notebook", "berbeda", "selesai", "gagal", f"{galat.paragraf()} Yang dijalankan: {yang}",
        galat.tindakan or "perbaiki sebabnya, lalu verifikasi lagi", golongan,
    )  # fmt: skip


def _butir(beda: BedaIsi, berubah: Perubahan) -> Butir:
    golongan, arti, tindakan = _makna(beda, berubah)
    return Butir("jalankan", beda.nama, "berbeda", beda.lama, beda.baru, arti, tindakan, golongan, beda.rincian)


def _makna(beda: BedaIsi, berubah: Perubahan) -> tuple[Golongan, str, str]:
    """What a difference means, given what else changed."""
    if beda.jenis == "gambar":
        return (
            "keadaan" if berubah.masukan else "gambar",
            "gambar berbeda; pustaka fon atau gambar lain di mesin ini dapat mengubah piksel tanpa mengubah angka",
            "lihat kedua gambar; angkanya ada di tabel di dekatnya dan di teks pengganti gambar",
        )
    if berubah.masukan:
        return (
            "keadaan",
            "mengikuti data atau aturan yang berubah sejak laporan dibuat",
            "buat laporan baru bila keadaan sekarang yang diperlukan",
        )
    if berubah.kode and beda.jenis == "isi":
        return "keadaan", "mengikuti kode yang berubah sejak laporan dibuat", "bacalah perbedaannya; angkanya sama"
    if berubah.kode:
        return (
            "program",
            "data dan aturan sama, tetapi kode sekarang memberi angka lain",
            "cari perubahan kode yang menggeser angka di CHANGELOG; putuskan laporan mana yang benar",
        )
    if berubah.laporan:
        return "laporan", "isi laporan diubah sesudah dibuat; inilah yang diubah", "pakai cadangan laporan aslinya"
    return (
        "program",
        "data, aturan, dan kode sama: laporan dan manifesnya diubah bersama, atau program tidak memberi hasil yang tetap",
        "bandingkan dengan cadangan; jalankan verifikasi sekali lagi; laporkan kepada pengelola",
    )
