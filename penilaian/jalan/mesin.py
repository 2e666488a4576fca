"""A papermill engine that runs the cells in this process.

Papermill sets the parameters, keeps the records and decides what an error is;
nbclient turns messages into outputs. Only the way from a cell to its messages
is ours, so that outputs are those of a kernel.
"""

from __future__ import annotations

import asyncio
import faulthandler
import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from nbclient.exceptions import CellExecutionComplete, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode, from_dict
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, papermill_engines

from penilaian.jalan.cangkang import PerluKernel, Pesan, buka_panggung

NAMA_MESIN = "penilaian-hangat"
TENGGANG_DETIK = 5
"""How long after its time limit a cell that cannot be interrupted is ended with its process."""
_BAHASA = {"name": "python", "mimetype": "text/x-python", "file_extension": ".py"}


class _WaktuHabis(BaseException):
    """Raised inside a cell whose time is up; not an Exception, so that a cell's own handlers let it pass."""


class KlienHangat(PapermillNotebookClient):  # type: ignore[misc]
    """Papermill's client with the shell in this process in the place of a kernel.

    ``catatan`` is a file to which each finished cell is added, for whoever finds this process dead.
    """

    def __init__(self, nb_man: Any, catatan: Path | None = None, **lain: Any) -> None:
        super().__init__(nb_man, **lain)
        self._catatan = catatan
        self._pesan: list[Pesan] = []

    def execute(self, **_: Any) -> NotebookNode:
        self.reset_execution_trackers()
        self._catat({"notebook": self.nb})
        with buka_panggung(self._pesan.append) as self._panggung:
            self.papermill_execute_cells()
        self.nb.metadata["language_info"] = dict(_BAHASA)
        hasil: NotebookNode = self.nb
        return hasil

    def execute_cell(self, cell: NotebookNode, cell_index: int, **_: Any) -> NotebookNode:
        """One cell, as nbclient does it with a kernel.

        Raises:
            CellExecutionError, CellTimeoutError, DeadKernelError: as with a kernel.
            PerluKernel: a kernel is needed after all.
        """
        if cell.cell_type != "code" or not cell.source.strip():
            return cell
        if self.skip_cells_with_tag in cell.metadata.get("tags", []):
            return cell
        if self._panggung.cangkang.pamit:
            raise DeadKernelError("Kernel died")
        cell.metadata["execution"] = {}
        cell.outputs, self.clear_before_next_output = [], False
        self._catat({"mulai": cell_index, "pada": time.time(), "batas": self._get_timeout(cell)})
        jawaban = self._jalankan(cell, cell_index)
        self.code_cells_executed += 1
        self._catat({"sel": cell_index, "isi": cell})
        _periksa_galat(self, cell, cell_index, jawaban)
        return cell

    def _jalankan(self, cell: NotebookNode, nomor: int) -> dict[str, Any]:
        cangkang = self._panggung.cangkang
        with _batas_waktu(self._get_timeout(cell)) as habis:
            hasil = self._panggung.jalankan(cell.source, cell.get("id"))
        galat = hasil.error_before_exec or hasil.error_in_exec
        if cangkang.perlu_kernel:
            raise PerluKernel
        pesan = [satu for satu in self._pesan if not (habis and satu["msg_type"] == "error")]
        self._pesan.clear()
        for satu in pesan:
            self._terima(satu, cell, nomor)
        if habis:
            raise CellTimeoutError.error_from_timeout_and_cell(
                "Cell execution timed out", self._get_timeout(cell), cell
            )
        berhasil = hasil.success and not getattr(cangkang, "_last_traceback_during_displayhook", False)
        return {
            "status": "ok" if berhasil else "error",
            "ename": type(galat).__name__,
            "evalue": str(galat),
            "traceback": getattr(cangkang, "_last_traceback", None) or [],
        }

    def _terima(self, pesan: Pesan, cell: NotebookNode, nomor: int) -> None:
        try:
            self.process_message(pesan, cell, nomor)
        except CellExecutionComplete:  # pragma: no cover -- only a message of state raises it, and none is sent
            return

    def _catat(self, isi: dict[str, Any]) -> None:
        if self._catatan is not None:
            with self._catatan.open("a", encoding="utf-8") as aliran:
                aliran.write(json.dumps(isi) + "\n")


def _periksa_galat(klien: KlienHangat, cell: NotebookNode, nomor: int, jawaban: dict[str, Any]) -> None:
    """What nbclient decides: does an error end the notebook (tags, settings)?"""
    if jawaban["status"] == "error":
        asyncio.run(klien._check_raise_for_error(cell, nomor, {"content": jawaban}))


class MesinHangat(Engine):  # type: ignore[misc]
    """The engine under its name at papermill."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        *,
        execution_timeout: int | None = None,
        catatan: Path | None = None,
        **_: Any,
    ) -> None:
        if perlu_kernel(nb_man.nb):
            raise PerluKernel
        klien = KlienHangat(nb_man, catatan=catatan, timeout=execution_timeout, kernel_name=kernel_name)
        klien.execute()


papermill_engines.register(NAMA_MESIN, MesinHangat)


def perlu_kernel(nb: NotebookNode) -> bool:
    """Whether the code asks for an event loop that runs between cells, which only a kernel has."""
    return any(
        kata in sel.source for sel in nb.cells if sel.cell_type == "code" for kata in ("asyncio", "await ", "%%script")
    )


def baca_catatan(catatan: Path) -> tuple[NotebookNode | None, int | None]:
    """The notebook up to where its process died, and the time limit of the cell that had exceeded it, if one had.

    A line cut off by the death is left out.
    """
    nb: NotebookNode | None = None
    lampau: int | None = None
    for baris in catatan.read_text("utf-8").splitlines() if catatan.is_file() else []:
        try:
            isi = json.loads(baris)
        except ValueError:
            break
        if "notebook" in isi:
            nb = from_dict(isi["notebook"])
        elif "mulai" in isi:
            lampau = isi["batas"] if isi["batas"] and time.time() >= isi["pada"] + isi["batas"] else None
        elif nb is not None:
            nb.cells[isi["sel"]], lampau = from_dict(isi["isi"]), None
    return nb, lampau


@contextmanager
def _batas_waktu(detik: int | None) -> Iterator[list[bool]]:
    """Interrupt what runs here when the time is up; the list is filled when that happened.

    Code that cannot be interrupted is ended with the whole process a little later.
    """
    habis: list[bool] = []
    if not detik:
        yield habis
        return

    def hentikan(_: int, __: FrameType | None) -> NoReturn:
        habis.append(True)
        raise _WaktuHabis

    lama = signal.signal(signal.SIGALRM, hentikan)
    with Path(os.devnull).open("w") as buangan:
        faulthandler.dump_traceback_later(detik + TENGGANG_DETIK, exit=True, file=buangan)
        signal.setitimer(signal.ITIMER_REAL, detik)
        try:
            yield habis
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            faulthandler.cancel_dump_traceback_later()
            signal.signal(signal.SIGALRM, lama)
