"""The part that executes a notebook; the rest of the room does not know how.

A `Pelaksana` gets a task and the path of the output notebook and either returns
the executed notebook or raises `NotebookGagal` with the notebook up to the
error. Here it is papermill with one kernel a run.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Protocol

from nbformat import NotebookNode

from penilaian.galat import GalatJalan
from penilaian.jalan.kernel import pilihan_kernel
from penilaian.jalan.rapikan import baca_notebook
from penilaian.jalan.rencana import Tugas
from penilaian.jalan.samaran import samarkan_teks


class NotebookGagal(GalatJalan):
    """A run that ended in an error; ``nb`` is what was executed, or None if nothing was."""

    def __init__(self, apa: str, nb: NotebookNode | None, **bagian: str) -> None:
        self.nb = nb
        super().__init__(apa, **bagian)


class Pelaksana(Protocol):
    """Executes one task."""

    def jalankan(self, tugas: Tugas, keluaran: Path) -> NotebookNode:
        """The executed notebook; ``keluaran`` is a scratch path. Raises NotebookGagal."""
        ...


class PelaksanaPapermill:
    """papermill through its Python API, one fresh kernel a notebook."""

    def __init__(self, batas_waktu_sel: int = 600) -> None:
        self.batas_waktu_sel = batas_waktu_sel

    def jalankan(self, tugas: Tugas, keluaran: Path) -> NotebookNode:
        import papermill
        from nbclient.exceptions import CellTimeoutError, DeadKernelError
        from papermill.exceptions import PapermillExecutionError

        for nama in ("papermill", "traitlets"):
            logging.getLogger(nama).setLevel(logging.CRITICAL)
        try:
            nb: NotebookNode = papermill.execute_notebook(
                str(tugas.berkas_notebook),
                str(keluaran),
                parameters=tugas.parameter.model_dump(),
                cwd=str(tugas.berkas_notebook.parent),
                progress_bar=False,
                execution_timeout=self.batas_waktu_sel,
                **pilihan_kernel(),
            )
            return nb
        except PapermillExecutionError as galat:
            raise _dari_sel(galat, _baca(keluaran)) from None
        except CellTimeoutError:
            raise NotebookGagal(
                f"Satu sel berjalan lebih dari {self.batas_waktu_sel} detik",
                _baca(keluaran),
                di_mana=tugas.id,
                tindakan="periksa apakah datanya jauh lebih besar dari biasanya",
            ) from None
        except (DeadKernelError, RuntimeError):
            raise NotebookGagal(
                "Kernel berhenti sebelum notebook selesai",
                _baca(keluaran),
                di_mana=tugas.id,
                mengapa="prosesnya mati atau tidak menjawab",
                tindakan="periksa memori mesin, lalu jalankan lagi",
            ) from None


def _baca(berkas: Path) -> NotebookNode | None:
    return baca_notebook(berkas) if berkas.is_file() else None


def _dari_sel(galat: object, nb: NotebookNode | None) -> NotebookGagal:
    nama, nilai = getattr(galat, "ename", ""), samarkan_teks(str(getattr(galat, "evalue", "")))
    if nama.startswith("Galat"):
        apa, _, tindakan = nilai.partition(" Tindakan: ")
        return NotebookGagal(apa, nb, tindakan=tindakan)
    return NotebookGagal(
        "Kesalahan program saat menjalankan notebook",
        nb,
        di_mana=f"sel ke-{getattr(galat, 'cell_index', 0) + 1}",
        mengapa=f"{nama}: {nilai}",
        tindakan="laporkan kepada pengelola dengan menyertakan notebook yang tertaut",
    )
