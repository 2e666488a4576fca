"""What `00_buku_aturan` starts from: the rules of a day, and the worked cases run again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from penilaian.aturan import Aturan, BukuAturan, muat_buku
from penilaian.aturan.kasus import HasilKasus, uji_kasus
from penilaian.bahasa import KOSONG, angka, tanggal
from penilaian.galat import GalatAturan, GalatParameter
from penilaian.laporan.isi_aturan import pokok_aturan
from penilaian.laporan.parameter import ParameterBukuAturan, periksa_parameter
from penilaian.laporan.poin import Poin
from penilaian.laporan.tabel import Kolom, Tabel
from penilaian.periode import Periode

JENIS = {"tercetak": "Tercetak", "turunan": "Turunan", "ingatan": "Ingatan"}
"""Where the numbers of a case come from."""


@dataclass(frozen=True)
class BerkasKasus:
    """The cases of one file after their run; ``galat`` says why the file could not be read."""

    nama: str
    sidik: str
    hasil: tuple[HasilKasus, ...]
    galat: str = ""

    @property
    def lulus(self) -> int:
        return sum(satu.lulus for satu in self.hasil)

    @property
    def gagal(self) -> int:
        """Cases that failed; a file that cannot be read counts as one."""
        return len(self.hasil) - self.lulus + bool(self.galat)


@dataclass(frozen=True)
class BahanAturan:
    """The rules in force on the last day of a period, and the cases."""

    parameter: ParameterBukuAturan
    periode: Periode
    buku: BukuAturan
    kasus: tuple[BerkasKasus, ...]

    @property
    def aturan(self) -> Aturan:
        return self.buku.pada(self.periode.akhir)


def buka_aturan(notebook: str, *, periode: str, folder_kasus: str) -> BahanAturan:
    """Validate the notebook's parameters, read the rules and run the cases.

    Raises:
        GalatParameter: a parameter is wrong, or the folder has no case files.
    """
    nilai = {"periode": periode, "folder_kasus": folder_kasus}
    parameter = periksa_parameter(notebook, nilai, ParameterBukuAturan)
    buku = muat_buku()
    kasus = jalankan_kasus(Path(parameter.folder_kasus), buku)
    return BahanAturan(parameter, Periode.urai(parameter.periode), buku, kasus)


def jalankan_kasus(folder: Path, buku: BukuAturan) -> tuple[BerkasKasus, ...]:
    """Every case file of a folder; one that cannot be read stops nobody else.

    Raises:
        GalatParameter: there is no such folder, or no case file in it.
    """
    semua = sorted(folder.glob("*.yaml"))
    if not semua:
        raise GalatParameter(
            f"Folder kasus {folder.as_posix()} tidak ada atau tidak berisi berkas kasus",
            mengapa="kasus dibaca dari berkas <peraturan>.yaml",
            tindakan="periksa folder_kasus",
        )
    return tuple(_jalankan(berkas, buku) for berkas in semua)


def _jalankan(berkas: Path, buku: BukuAturan) -> BerkasKasus:
    sidik = hashlib.sha256(berkas.read_bytes()).hexdigest()
    try:
        return BerkasKasus(berkas.stem, sidik, tuple(uji_kasus(berkas, buku)))
    except GalatAturan as galat:
        return BerkasKasus(berkas.stem, sidik, (), "; ".join(filter(None, (galat.apa, galat.mengapa))))


def tabel_laporan_ini(bahan: BahanAturan) -> Tabel:
    """What the report is about."""
    isi = {
        "Periode": f"{bahan.periode.label} ({bahan.periode.kode})",
        "Hari yang ditanya": f"{tanggal(bahan.periode.akhir)}, hari terakhir periode",
        "Buku aturan": f"{angka(len(bahan.buku.ketentuan))} ketentuan, sidik {bahan.buku.sidik[:12]}",
        "Kasus uji": f"{angka(sum(len(satu.hasil) for satu in bahan.kasus))} kasus di {angka(len(bahan.kasus))} berkas",
    }
    data = pd.DataFrame({"hal": list(isi), "isi": list(isi.values())})
    return Tabel("Laporan ini", (Kolom("hal", "Hal"), Kolom("isi", "Isi")), data)


def pokok_laporan(bahan: BahanAturan) -> Poin:
    """What a busy reader must know: how much is in force, how sure it is, and whether the cases pass."""
    lulus, gagal = sum(satu.lulus for satu in bahan.kasus), sum(satu.gagal for satu in bahan.kasus)
    kasus = (
        f"Semua {angka(lulus)} kasus uji lulus." if not gagal else f"{angka(gagal)} kasus uji gagal; lihat bagian 5."
    )
    pokok = pokok_aturan(bahan.aturan)
    return Poin(pokok.judul, (*pokok.butir, kasus))


def tabel_kasus(kasus: tuple[BerkasKasus, ...]) -> Tabel:
    """By file: how many cases passed, and how many of each kind."""
    baris = [(satu.nama, satu.lulus, satu.gagal, *(_cacah(satu.hasil, jenis) for jenis in JENIS)) for satu in kasus]
    seluruh = tuple(hasil for satu in kasus for hasil in satu.hasil)
    jumlah = (sum(satu.lulus for satu in kasus), sum(satu.gagal for satu in kasus))
    baris.append(("Semua", *jumlah, *(_cacah(seluruh, jenis) for jenis in JENIS)))
    kolom = (
        Kolom("berkas", "Berkas kasus"), Kolom("lulus", "Lulus", "cacah"), Kolom("gagal", "Gagal", "cacah"),
        *(Kolom(jenis, f"{nama}: lulus") for jenis, nama in JENIS.items()),
    )  # fmt: skip
    return Tabel(
        "Kasus yang dijalankan ulang",
        kolom,
        pd.DataFrame(baris, columns=[satu.kunci for satu in kolom]),
        catatan="Tercetak: masukan dan hasilnya tercetak di sumber. Turunan: dihitung dari rumus yang ada sumbernya. "
        "Ingatan: rumusnya sendiri belum dipastikan, jadi lulus hanya berarti perangkat ini setia pada ingatan itu.",
    )


def _cacah(hasil: tuple[HasilKasus, ...], jenis: str) -> str:
    semua = [satu for satu in hasil if satu.kasus.jenis == jenis]
    return f"{angka(sum(satu.lulus for satu in semua))} dari {angka(len(semua))}" if semua else KOSONG


def tabel_kasus_gagal(kasus: tuple[BerkasKasus, ...]) -> Tabel | Poin:
    """The cases that failed, each with what was expected and what came; a sentence where there is none."""
    judul = "Kasus yang gagal"
    baris: list[tuple[str, ...]] = [
        (satu.nama, hasil.kasus.ketentuan, hasil.kasus.nama, hasil.kasus.jenis, "; ".join(hasil.beda))
        for satu in kasus
        for hasil in satu.hasil
        if not hasil.lulus
    ]
    baris += [(satu.nama, "", "seluruh berkas", "", satu.galat) for satu in kasus if satu.galat]
    if not baris:
        return Poin(judul, (f"Tidak ada: semua {angka(sum(satu.lulus for satu in kasus))} kasus lulus.",))
    kolom = (
        Kolom("berkas", "Berkas kasus"), Kolom("ketentuan", "Ketentuan"), Kolom("nama", "Kasus"),
        Kolom("jenis", "Jenis"), Kolom("beda", "Yang berbeda"),
    )  # fmt: skip
    return Tabel(judul, kolom, pd.DataFrame(baris, columns=[satu.kunci for satu in kolom]), baris_judul=False)


def tabel_sidik(bahan: BahanAturan) -> Tabel:
    """Fingerprints of the rule book and of the case files."""
    isi = {"seluruh ketentuan": bahan.buku.sidik, **{f"kasus {satu.nama}": satu.sidik for satu in bahan.kasus}}
    data = pd.DataFrame({"bagian": list(isi), "sidik": [sidik[:12] for sidik in isi.values()]})
    return Tabel("Sidik", (Kolom("bagian", "Bagian"), Kolom("sidik", "Sidik (12 karakter awal)")), data)
