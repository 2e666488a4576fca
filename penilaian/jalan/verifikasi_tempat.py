"""Where the notebook and the inputs of a report are; a manifest names them, but does not decide what is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Literal

from penilaian.galat import GalatParameter
from penilaian.jalan.verifikasi_manifes import ManifesTerbaca

FOLDER_BAWAAN = Path("notebooks")
_PANJANG = 1_000


@dataclass(frozen=True)
class Tempat:
    """``folder`` holds the notebook and is what parameters are relative to; inputs are read below ``akar`` only.

    ``tepercaya``: the user named the folder, or it is the usual one here. Nothing in another folder is executed.
    """

    folder: Path
    asal: Literal["pilihan", "manifes", "bawaan"]
    akar: tuple[Path, ...]

    @property
    def tepercaya(self) -> bool:
        return self.asal != "manifes" or self.folder == FOLDER_BAWAAN.resolve()


def cari_tempat(
    manifes: ManifesTerbaca, folder_keluaran: Path, notebook: Path | None, izinkan: Sequence[Path] = ()
) -> Tempat:
    """The folder of the notebook: the given one, else the manifest's, else ``notebooks``.

    ``izinkan`` are more folders that inputs may be read from, beside the one above the notebook folder.

    Raises:
        GalatParameter: the given folder does not exist.
    """
    if notebook is not None:
        if not notebook.is_dir():
            raise GalatParameter(
                f"Folder notebook {notebook} tidak ditemukan", tindakan="sebut folder yang memuat notebook dan rencana"
            )
        folder, asal = notebook.resolve(), "pilihan"
    else:
        disebut = _disebut(manifes.folder_notebook, folder_keluaran)
        folder, asal = (disebut, "manifes") if disebut else (FOLDER_BAWAAN.resolve(), "bawaan")
    akar = (folder.parent, *(satu.resolve() for satu in izinkan))
    return Tempat(folder, asal, akar)  # type: ignore[arg-type]


def _disebut(tulisan: str, folder_keluaran: Path) -> Path | None:
    if not _relatif(tulisan):
        return None
    jalur = (folder_keluaran / tulisan).resolve()
    return jalur if jalur.is_dir() else None


def _relatif(tulisan: str) -> bool:
    """Whether a text is a relative path on every system."""
    bentuk = PureWindowsPath(tulisan)
    aman = bool(tulisan.strip()) and tulisan.isprintable() and len(tulisan) <= _PANJANG
    return aman and not PurePosixPath(tulisan).is_absolute() and not bentuk.drive and not bentuk.root


def jalur_masukan(tempat: Tempat, nama: str, tulisan: object) -> Path:
    """The file or folder that a parameter names, relative to the notebook's folder.

    Raises:
        GalatParameter: no relative path, outside the folders that may be read, or not there.
    """
    if not isinstance(tulisan, str) or not _relatif(tulisan):
        raise GalatParameter(
            f"parameter {nama} bukan jalur relatif",
            mengapa="penilaian jalan selalu menulis jalur relatif dari folder notebook; manifes ini tidak",
            tindakan="periksa siapa yang mengubah manifes",
        )
    jalur = (tempat.folder / tulisan).resolve()
    if not any(jalur.is_relative_to(akar) for akar in tempat.akar):
        raise GalatParameter(
            f"parameter {nama} menunjuk ke luar folder yang boleh dibaca",
            mengapa=f"{tulisan} tidak berada di bawah {' atau '.join(akar.name or str(akar) for akar in tempat.akar)}",
            tindakan="bila memang di situ datanya, izinkan dengan --izinkan FOLDER",
        )
    if not (jalur.is_dir() if nama.startswith("folder_") else jalur.is_file()):
        raise GalatParameter(
            f"{tulisan} tidak ditemukan",
            mengapa=f"parameter {nama} dibaca dari folder {tempat.folder.name}",
            tindakan="kembalikan datanya, atau sebut letak notebook dengan --notebook FOLDER",
        )
    return jalur


def berkas_notebook(tempat: Tempat, manifes: ManifesTerbaca) -> Path | None:
    """The notebook in its folder; None if it is not there or a link leads elsewhere."""
    jalur = tempat.folder / f"{manifes.notebook}.ipynb"
    if not manifes.notebook.replace("_", "").isalnum() or not jalur.is_file():
        return None
    return jalur if jalur.resolve().parent == tempat.folder else None
