"""Getting a process ready to be forked: everything loaded that a report uses."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from penilaian.jalan.rencana import Tugas


def hangatkan(semua: Iterable[Tugas]) -> None:
    """Load the packages, rules, templates and tables that these tasks will use; draw and show one of each kind."""
    from penilaian.aturan import muat_buku
    from penilaian.laporan.siapan import siapkan

    semua = list(semua)
    for nama in ("papermill", "penilaian.jalan.mesin", "nbconvert", "matplotlib.backends.backend_agg", *_isi_laporan()):
        import_module(nama)
    muat_buku()
    for tugas in semua:
        if tugas.folder_data is not None and tugas.data is not None:
            siapkan(tugas.folder_data, tugas.data)
    _coba_rupa()


def _isi_laporan() -> list[str]:
    """Our own modules that notebooks import."""
    folder = Path(__file__).parents[1] / "laporan"
    return [f"penilaian.laporan.{berkas.stem}" for berkas in sorted(folder.glob("isi_*.py"))]


def _coba_rupa() -> None:
    """One table, figure and page, thrown away: fonts, number formats and templates are loaded by it."""
    import nbformat
    import pandas as pd

    from penilaian.laporan import Kolom, Tabel, gambar_batang, ke_html

    isi = pd.DataFrame({"unit": ["A"], "n": [1.5]})
    tabel = Tabel("Uji", (Kolom("unit", "Unit"), Kolom("n", "Nilai", "persen")), isi)
    gambar_batang(isi.set_index("unit")["n"], "Uji", "persen", "uji")
    sel = nbformat.v4.new_code_cell("", outputs=[nbformat.v4.new_output("display_data", tabel._repr_mimebundle_())])
    ke_html(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Uji"), sel]), judul="Uji", konteks={})
