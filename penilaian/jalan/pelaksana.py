"""The part that executes a notebook; the rest of the room does not know how.

A `Pelaksana` gets a task and the path of the output notebook and either returns
the executed notebook or raises `NotebookGagal` with the notebook up to the
error. It is papermill either way: with a kernel for each run, or with the cells
in the process that calls it.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, Protocol

from nbformat import NotebookNode

from penilaian.galat import GalatJalan
from penilaian.jalan.kernel import pilihan_kernel
from penilaian.jalan.rapikan import baca_notebook
from penilaian.jalan.rencana import Tugas
from penilaian.jalan.samaran import samarkan_teks

BATAS_WAKTU_SEL = 600
"""Seconds."""
MULAI_KERNEL = 3
"""How often a kernel may fail to start: its ports are chosen before it takes them, and others choose too."""
NAMA_CATATAN = "sel.jsonl"
"""Beside the output notebook: its cells as they end."""


class NotebookGagal(GalatJalan):
    """A run that ended in an error; ``nb`` is what was executed, or None if nothing was.

    ``coba_lagi`` says that the cause lies outside the notebook and may be gone the next time.
    """

    def __init__(self, apa: str, nb: NotebookNode | None, *, coba_lagi: bool = False, **bagian: str) -> None:
        self.nb, self.coba_lagi = nb, coba_lagi
        super().__init__(apa, **bagian)


class Pelaksana(Protocol):
    """Executes one task."""

    def jalankan(self, tugas: Tugas, keluaran: Path) -> NotebookNode:
        """The executed notebook; ``keluaran`` is a scratch path. Raises NotebookGagal."""
        ...


class PelaksanaPapermill:
    """papermill through its Python API, one fresh kernel a notebook."""

    def __init__(self, batas_waktu_sel: int = BATAS_WAKTU_SEL) -> None:
        self.batas_waktu_sel = batas_waktu_sel

    def jalankan(self, tugas: Tugas, keluaran: Path) -> NotebookNode:
        for _ in range(MULAI_KERNEL - 1):
            try:
                return _papermill(tugas, keluaran, self.batas_waktu_sel, pilihan_kernel())
            except NotebookGagal as galat:
                if not galat.coba_lagi or _pernah_mulai(galat.nb):
                    raise
        return _papermill(tugas, keluaran, self.batas_waktu_sel, pilihan_kernel())


class PelaksanaHangat:
    """papermill with the cells run in this process, for a process that runs one notebook and ends.

    A notebook that needs a kernel after all gets one.
    """

    def __init__(self, batas_waktu_sel: int = BATAS_WAKTU_SEL) -> None:
        self.batas_waktu_sel = batas_waktu_sel

    def jalankan(self, tugas: Tugas, keluaran: Path) -> NotebookNode:
        from penilaian.jalan.cangkang import PerluKernel
        from penilaian.jalan.mesin import NAMA_MESIN, baca_catatan

        catatan = keluaran.with_name(NAMA_CATATAN)
        mesin = {"engine_name": NAMA_MESIN, "request_save_on_cell_execute": False, "catatan": catatan}
        try:
            return _papermill(tugas, keluaran, self.batas_waktu_sel, mesin)
        except PerluKernel:
            catatan.unlink(missing_ok=True)
            return PelaksanaPapermill(self.batas_waktu_sel).jalankan(tugas, keluaran)
        except NotebookGagal as galat:
            galat.nb = galat.nb or baca_catatan(catatan)[0]
            raise


def _papermill(tugas: Tugas, keluaran: Path, batas_sel: int, mesin: dict[str, Any]) -> NotebookNode:
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
            execution_timeout=batas_sel,
            **mesin,
        )
        return nb
    except PapermillExecutionError as galat:
        raise _dari_sel(galat, _baca(keluaran)) from None
    except CellTimeoutError:
        raise waktu_habis(tugas.id, batas_sel, _baca(keluaran)) from None
    except (DeadKernelError, RuntimeError):
        raise berhenti(tugas.id, _baca(keluaran)) from None


def waktu_habis(tempat: str, batas_sel: int, nb: NotebookNode | None) -> NotebookGagal:
    """A cell took longer than it may."""
    return NotebookGagal(
        f"Satu sel berjalan lebih dari {batas_sel} detik",
        nb,
        di_mana=tempat,
        tindakan="periksa apakah datanya jauh lebih besar dari biasanya",
    )


def berhenti(
    tempat: str, nb: NotebookNode | None, mengapa: str = "prosesnya mati atau tidak menjawab"
) -> NotebookGagal:
    """The process of a notebook ended before the notebook did; worth another try."""
    return NotebookGagal(
        "Kernel berhenti sebelum notebook selesai",
        nb,
        coba_lagi=True,
        di_mana=tempat,
        mengapa=mengapa,
        tindakan="periksa memori mesin, lalu jalankan lagi",
    )


def _pernah_mulai(nb: NotebookNode | None) -> bool:
    """Whether a cell was executed."""
    return nb is not None and any(sel.get("execution_count") for sel in nb.cells)


def _baca(berkas: Path) -> NotebookNode | None:
    return baca_notebook(berkas) if berkas.is_file() else None


def _dari_sel(galat: object, nb: NotebookNode | None) -> NotebookGagal:
    nama, nilai = getattr(galat, "ename", ""), samarkan_teks(str(getattr(galat, "evalue", "")))
    if nama.strip("_").endswith("MemoryError"):
        return memori_habis(nb)
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


def memori_habis(nb: NotebookNode | None) -> NotebookGagal:
    """A notebook wanted more memory than it may have, or than there is."""
    return NotebookGagal(
        "Memori habis saat menjalankan notebook",
        nb,
        mengapa="datanya lebih besar daripada batas memori satu laporan, atau memori mesin sedang penuh",
        tindakan="naikkan --batas-memori, atau kurangi --pekerja",
    )
