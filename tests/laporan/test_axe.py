"""WCAG 2.2 AA by axe on every kind of page, on a screen, a phone and paper; what opens is opened first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from nbformat import NotebookNode

from penilaian.laporan import halaman_gagal, ke_html, tulis_indeks

TAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
HALAMAN = (
    "indeks.html", "indeks.html#cari=dinas", "indeks.html#cari=tidakada", "situs/2025-T4.html", "situs/opd-01.html",
    "situs/perhatian.html", "laporan.html", "gagal.html",
)  # fmt: skip


@pytest.fixture(scope="module")
def situs(
    tmp_path_factory: pytest.TempPathFactory,
    notebook: NotebookNode,
    konteks: dict[str, Any],
    tulis_manifes: Callable[..., None],
) -> Path:
    folder = tmp_path_factory.mktemp("axe")
    for nomor in range(24):
        isi = {"status": "gagal", "sebab": f"Sebab {nomor % 3}.", "tindakan": "isi"} if nomor % 3 == 0 else {}
        tulis_manifes(
            folder, f"l{nomor}", f"{2024 + nomor % 2}-T{1 + nomor // 6}", nama_opd="Dinas A", sementara=nomor % 4 == 1,
            sintetis=True, kelas=("unit", "publik", "individu")[nomor % 3], percobaan=1 + nomor % 2, **isi,
        )  # fmt: skip
    (folder / "2025-T4" / "rusak.json").write_text("{", "utf-8")
    tulis_indeks(folder, basi={"l1": "Data berubah", "l2": "Data berubah", "l5": "Data berubah"})
    (folder / "laporan.html").write_text(ke_html(notebook, judul="Penilaian", konteks=konteks), "utf-8")
    (folder / "gagal.html").write_text(halaman_gagal("Penilaian", konteks, "Kolom hilang. Tindakan: isi."), "utf-8")
    return folder


@pytest.mark.parametrize("cara", ["layar", "ponsel", "cetak"])
@pytest.mark.parametrize("nama", HALAMAN)
def test_tidak_ada_pelanggaran_wcag(peramban: Any, situs: Path, nama: str, cara: str) -> None:
    berkas, _, pecahan = nama.partition("#")
    halaman = peramban.new_page(viewport={"width": 390 if cara == "ponsel" else 1280, "height": 900})
    try:
        halaman.goto(f"{(situs / berkas).as_uri()}#{pecahan}")
        halaman.emulate_media(media="print" if cara == "cetak" else "screen")
        halaman.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        hasil = Axe().run(halaman, options={"runOnly": {"type": "tag", "values": TAG}, "resultTypes": ["violations"]})
    finally:
        halaman.close()
    pelanggaran = [
        (satu["id"], simpul["html"][:160]) for satu in hasil.response["violations"] for simpul in satu["nodes"]
    ]
    assert pelanggaran == []
