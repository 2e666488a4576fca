"""The board as a value of a cell: widgets where somebody sits before them, a table of the same numbers everywhere."""

from __future__ import annotations

import os
import sys
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from penilaian.aturan import muat_buku
from penilaian.galat import GalatData
from penilaian.indikator.bahan import KEBIJAKAN_INDEKS
from penilaian.laboratorium.kembaran import tabel_papan
from penilaian.laboratorium.lapangan import siapkan_lapangan
from penilaian.laboratorium.setelan import setelan_aturan
from penilaian.laporan.isi_laboratorium import IsiLaboratorium
from penilaian.laporan.tabel import Tabel

if TYPE_CHECKING:
    from penilaian.laboratorium.papan_widget import PapanWidget

MIME_WIDGET = "application/vnd.jupyter.widget-view+json"
_SESI = "JPY_SESSION_NAME"
"""Set by a Jupyter server in the kernels of its notebooks, and by nothing that runs a notebook by itself."""
_VSCODE = "__vsc_ipynb_file__"
"""Set by Visual Studio Code among the names of a notebook."""


class Papan:
    """The board of a report. In a notebook somebody has open it is a board of widgets; in a run it is a table.

    ``widget`` gives the widgets in any case, for a front end that is not recognised.
    """

    def __init__(self, isi: IsiLaboratorium) -> None:
        self._isi = isi

    @property
    def tabel(self) -> Tabel:
        """The setting of the scenario beside the rules in force, with what comes of both."""
        return tabel_papan(self._isi)

    @cached_property
    def papan(self) -> PapanWidget:
        """The board of widgets, with its controls at the scenario's setting.

        Raises:
            GalatData: ipywidgets is not installed.
        """
        if not find_spec("ipywidgets"):
            raise GalatData(
                "Papan geser tidak dapat ditampilkan",
                mengapa="ipywidgets tidak terpasang",
                tindakan="pasang perangkat ini dengan tambahan lab: penilaian[lab]",
            )
        from penilaian.laboratorium.papan_widget import PapanWidget

        isi, buku = self._isi, muat_buku()
        return PapanWidget(
            siapkan_lapangan(isi),
            setelan_aturan(isi.aturan_skenario),
            tuas=buku.tuas(KEBIJAKAN_INDEKS, isi.bahan.periode.akhir),
            buku=buku,
            periode=isi.bahan.periode,
            folder=isi.folder_skenario,
        )

    @property
    def widget(self) -> Any:
        """The board as one widget."""
        return self.papan.widget

    def __repr__(self) -> str:
        return repr(self.tabel)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """The table, and before it the widgets where a front end can show them."""
        isi = self.tabel._repr_mimebundle_()
        if ada_pemirsa() and find_spec("ipywidgets"):
            isi[MIME_WIDGET] = {"version_major": 2, "version_minor": 0, "model_id": self.widget.model_id}
        return isi


def ada_pemirsa() -> bool:
    """Whether this is the kernel of a notebook that somebody has open, and not a run of it.

    A kernel cannot ask who listens. The servers of JupyterLab and Notebook tell their kernels for which notebook they
    run, Visual Studio Code names it; papermill, nbclient and nbval do neither, and the warm engine has no kernel.
    """
    ipython = sys.modules.get("IPython")
    cangkang: Any = ipython.get_ipython() if ipython else None
    if getattr(cangkang, "kernel", None) is None:
        return False
    return bool(os.environ.get(_SESI)) or _VSCODE in cangkang.user_ns
