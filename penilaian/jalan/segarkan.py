"""Refreshing the stored outputs of the notebooks from the sample data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from penilaian.berkas import tulis_teks
from penilaian.galat import GalatJalan, GalatParameter
from penilaian.jalan.kernel import pilihan_kernel
from penilaian.jalan.rapikan import baca_notebook, teks_notebook


def daftar_notebook(folder: Path, nama: Sequence[str] = ()) -> list[Path]:
    """The notebooks of a folder, or the named ones.

    Raises:
        GalatParameter: the folder holds none, or not the named one.
    """
    ada = {berkas.stem: berkas for berkas in sorted(folder.glob("[0-9][0-9]_*.ipynb"))}
    asing = [butir for butir in nama if butir.removesuffix(".ipynb") not in ada]
    if asing or not ada:
        raise GalatParameter(
            f"Notebook {', '.join(asing)} tidak ada" if asing else "Tidak ada notebook",
            di_mana=str(folder),
            mengapa=f"yang ada: {', '.join(ada) or 'tidak satu pun'}",
            tindakan="jalankan dari folder proyek, atau beri --folder",
        )
    return [ada[butir.removesuffix(".ipynb")] for butir in nama] if nama else list(ada.values())


def segarkan(berkas: Path) -> bool:
    """Execute a notebook in its own folder and store its outputs; True if the file changed.

    Raises:
        GalatJalan: a cell failed; the file is left as it was.
    """
    nb = baca_notebook(berkas)
    try:
        NotebookClient(
            nb,
            timeout=600,
            resources={"metadata": {"path": str(berkas.parent)}},
            **pilihan_kernel(),
        ).execute()
    except CellExecutionError as galat:
        raise GalatJalan(
            f"Notebook {berkas.name} berhenti di satu sel",
            di_mana=str(berkas),
            mengapa=str(galat.evalue) if str(galat.ename).startswith("Galat") else f"{galat.ename}: {galat.evalue}",
            tindakan="berkas tidak diubah; jalankan lagi sesudah sebabnya diperbaiki",
        ) from None
    baru = teks_notebook(nb)
    if baru == berkas.read_text("utf-8"):
        return False
    tulis_teks(berkas, baru)
    return True
