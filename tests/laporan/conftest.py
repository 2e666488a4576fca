"""A trial notebook with the outputs of real tables and figures, and a browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from penilaian.laporan import Kolom, Tabel, gambar_batang_bertumpuk, gambar_matriks

JUDUL = "Penilaian kinerja perangkat daerah"
LABEL = {"di_atas": "Di atas ekspektasi", "sesuai": "Sesuai ekspektasi", "di_bawah": "Di bawah ekspektasi"}


def keluaran(objek: Any) -> NotebookNode:
    """What IPython stores for an object."""
    bundel = objek._repr_mimebundle_()
    data, metadata = bundel if isinstance(bundel, tuple) else (bundel, {})
    return new_output("execute_result", data=data, metadata=metadata, execution_count=1)


def sel(*isi: NotebookNode, tag: tuple[str, ...] = ()) -> NotebookNode:
    return new_code_cell("rahasia_kode = 1", outputs=list(isi), metadata={"tags": list(tag)})


@pytest.fixture(scope="session")
def notebook() -> NotebookNode:
    hitungan = pd.DataFrame([[30, 12, 1], [18, 620, 9], [0, 22, 45]], index=list(LABEL), columns=list(LABEL))
    unit = pd.DataFrame({"unit": ["Bidang <script>alert(1)</script>", "Bidang B"] * 12, "capaian": [98.25, None] * 12})
    tabel = Tabel("Capaian", (Kolom("unit", "Unit kerja"), Kolom("capaian", "Capaian", "persen")), unit)
    biasa = pd.DataFrame({"kolom": [1, 2]})
    return new_notebook(
        cells=[
            new_markdown_cell(f"# {JUDUL}\n\nLihat [batasan](#Batasan), [aturan](https://contoh.go.id/a), [lain](b.ipynb)."),
            sel(new_output("stream", name="stdout", text="tidak boleh tampil"), tag=("sembunyi",)),
            new_markdown_cell("## Ringkasan\n\n### Rincian\n\n![logo](https://contoh.go.id/logo.png)"),
            sel(keluaran(gambar_batang_bertumpuk(hitungan, "Hasil kerja", "pegawai", "uji", label=LABEL)), keluaran(tabel)),
            new_markdown_cell("## Ringkasan"),
            sel(keluaran(gambar_matriks(hitungan, "Usulan", "Usulan", "Ditetapkan", "uji", label=LABEL))),
            sel(
                new_output("stream", name="stdout", text="8 indikator"),
                new_output("stream", name="stderr", text="\x1b[31mperingatan\x1b[0m"),
                new_output("display_data", data={"text/html": biasa._repr_html_() + "<script>alert(2)</script>"}),
                new_output("error", ename="GalatData", evalue="Kolom <b> kosong", traceback=["/rumah/rahasia"]),
            ),
            new_markdown_cell("## Batasan\n\n# Judul kedua\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
        ]
    )  # fmt: skip


@pytest.fixture(scope="session")
def konteks() -> dict[str, Any]:
    return {
        "instansi": "Pemerintah Kota Palu",
        "nama_opd": "Dinas Pendidikan & Kebudayaan",
        "label_periode": "Triwulan IV 2025",
        "sementara": True,
        "sintetis": True,
        "kelas": "unit",
        "berkas_notebook": "02-disdik.ipynb",
        "berkas_indeks": "../indeks.html",
        "berkas_sebelumnya": "../2025-T3/02-disdik.html",
        "label_sebelumnya": "Triwulan III 2025",
        "penanda_tangan": "Kepala Dinas",
        "tempat": "Palu",
    }


@pytest.fixture(scope="session")
def tulis_manifes() -> Callable[..., None]:
    """Write one manifest and its page: ``tulis_manifes(folder, id, periode, **isian)``."""

    def tulis(folder: Path, id_: str, periode: str, **lain: Any) -> None:
        tujuan = folder / periode
        tujuan.mkdir(exist_ok=True)
        isi = {
            "id": id_, "notebook": "02", "judul": "Penilaian", "kode_opd": "01", "nama_opd": "Dinas A",
            "periode": periode, "label_periode": f"Periode {periode}", "status": "selesai", "sementara": False,
            "sintetis": False, "html": f"{id_}.html", "ipynb": f"{id_}.ipynb", "durasi_detik": 1.5,
            "selesai_pada": "2026-01-15T02:13:40+08:00", "sebab": "", "tindakan": "", "sidik": "abc", **lain,
        }  # fmt: skip
        (tujuan / f"{id_}.json").write_text(json.dumps(isi), "utf-8")
        (tujuan / f"{id_}.html").write_text("<p>x</p>", "utf-8")

    return tulis
