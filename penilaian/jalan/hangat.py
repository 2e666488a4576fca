"""Getting a process ready to be forked: everything loaded that a report uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from penilaian.data import Data
from penilaian.galat import GalatPenilaian
from penilaian.jalan.cetak import siapkan_cetak
from penilaian.jalan.rencana import Tugas
from penilaian.laporan.parameter import KOTA
from penilaian.periode import Periode

BERIWAYAT = {"03_desain_indikator": "kebijakan/desain_indikator", "04_kalibrasi": "kebijakan/kalibrasi"}
"""The notebooks that look at more periods than their own and the one before, and the policy that says how many."""
_ISI = re.compile(r"\bisi_\w+")
BANYAK = 3
"""From so many agencies on, scoring everybody once is cheaper than each agency by itself."""


def hangatkan(semua: Iterable[Tugas]) -> None:
    """Load the packages, rules, templates and tables that these tasks will use; draw and show one of each kind."""
    from penilaian.aturan import muat_buku
    from penilaian.laporan.siapan import siapkan, siapkan_nilai

    semua = list(semua)
    for nama in (
        "papermill",
        "penilaian.jalan.mesin",
        "nbconvert",
        "matplotlib.backends.backend_agg",
        *_isi_laporan(semua),
    ):
        import_module(nama)
    muat_buku()
    for tugas in semua:
        if tugas.folder_data is not None and tugas.data is not None:
            siapkan(tugas.folder_data, tugas.data)
    for folder, periode in _dinilai_bersama(semua):
        siapkan_nilai(folder, periode)
    siapkan_cetak(semua)
    _coba_rupa()


def _dinilai_bersama(semua: Iterable[Tugas]) -> list[tuple[Path, Periode]]:
    """The periods that many reports on single agencies need."""
    jumlah = Counter(
        (tugas.folder_data, satu)
        for tugas in semua
        if tugas.folder_data is not None and tugas.data is not None and tugas.kode_opd != KOTA
        for satu in _dibutuhkan(tugas, tugas.data)
    )
    return sorted(satu for satu, kali in jumlah.items() if kali >= BANYAK)


def _dibutuhkan(tugas: Tugas, data: Data) -> list[Periode]:
    """The periods a report scores: its own with those it compares with; none where no rule allows it."""
    from penilaian.laporan.bahan import periode_tinjauan

    if tugas.notebook not in BERIWAYAT:
        return [tugas.periode.sebelumnya(), tugas.periode]
    try:
        return periode_tinjauan(data, tugas.periode, BERIWAYAT[tugas.notebook])
    except GalatPenilaian:
        return []


def _isi_laporan(semua: Iterable[Tugas]) -> list[str]:
    """Our own modules that these notebooks import, by their names in the files."""
    ada = {berkas.stem for berkas in (Path(__file__).parents[1] / "laporan").glob("isi_*.py")}
    disebut: set[str] = set()
    for berkas in {tugas.berkas_notebook for tugas in semua}:
        disebut |= set(_ISI.findall(berkas.read_text("utf-8")))
    return [f"penilaian.laporan.{nama}" for nama in sorted(ada & disebut)]


_PROSA = "# Uji\n\n## Bagian & *lain*\n\n- **satu** `dua` [tiga](#bagian)\n\n| a | b |\n|---|---|\n| 1 | <2 |\n"


def _coba_rupa() -> None:
    """One table, figure and page, thrown away: fonts, number formats, templates and patterns are loaded by it."""
    import nbformat
    import pandas as pd

    from penilaian.laporan import Kolom, Tabel, gambar_batang, ke_html

    isi = pd.DataFrame({"unit": ["A"], "n": [1.5]})
    tabel = Tabel("Uji", (Kolom("unit", "Unit"), Kolom("n", "Nilai", "persen")), isi)
    gambar = gambar_batang(isi.set_index("unit")["n"], "Uji", "persen", "uji")
    bundel, tentang = gambar._repr_mimebundle_()
    keluaran = [
        nbformat.v4.new_output("display_data", tabel._repr_mimebundle_()),
        nbformat.v4.new_output("display_data", bundel, metadata=tentang),
    ]
    sel = nbformat.v4.new_code_cell("", outputs=keluaran)
    ke_html(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(_PROSA), sel]), judul="Uji", konteks={})
