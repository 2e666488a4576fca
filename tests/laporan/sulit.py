"""A notebook that tries to break every form of a report."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from penilaian.laporan import Kolom, Tabel
from penilaian.laporan.isi_aturan import Rangkaian
from penilaian.laporan.poin import Poin

JUDUL = "Judul #sulit $x$ *tebal* _miring_ <lab> @rujuk \\akhir"
MARKUP = [
    '#panic("x")',
    "$1+1$",
    "*a* _b_ `c`",
    "<label>",
    "@rujukan",
    "\\ #",
    "// komentar",
    "[a](b) {c} = - + /",
    '"kutip"',
]
RUMUS = ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(0)", "\t=1", "{=1}"]
PANJANG = ["Pneumonoultramikroskopiksilikovulkanokoniosis" * 3, "a_b/c.d-e@f:" * 12, "kata " * 150]
TULISAN = ["😀 emoji", "العربية ١٢", "עברית", "漢字", "≥ 5 → – … ≤ ½ é ñ", "\u202ebalik\u202c", "a\u200bb"]


def keluaran(objek: Any) -> NotebookNode:
    return new_output("execute_result", data=objek._repr_mimebundle_(), execution_count=1)


def sel(objek: Any) -> NotebookNode:
    return new_code_cell("x", outputs=[keluaran(objek)])


def tabel_sulit() -> list[Tabel]:
    teks = [*MARKUP, *RUMUS, *TULISAN]
    campur = pd.DataFrame(
        {
            "a": teks,
            "b": [i * 1234.56789 - 5000 for i in range(len(teks))],
            "c": ["<5", None, 0, 10**12] * 5 + [7, 8, 9],
        }
    )
    banyak = pd.DataFrame({"n": range(60), "x": [1 / (i + 1) for i in range(60)], "h": [date(2024, 1, 1)] * 60})
    lebar = pd.DataFrame(
        {f"k{i}": [f"Unit kerja {i} {baris}" if i < 2 else 1000.5 * i + baris for baris in range(8)] for i in range(12)}
    )
    kolom_lebar = tuple(
        Kolom(
            f"k{i}",
            f"Persentase indikator ke-{i}",
            "teks" if i < 2 else "bilangan",
            satuan="" if i < 2 else "juta rupiah",
        )
        for i in range(12)
    )
    return [
        Tabel("Campur #1 $2 <3", (Kolom("a", "Teks *"), Kolom("b", "Bilangan", "bilangan"), Kolom("c", "Cacah", "cacah")), campur, catatan="=1+1 #x"),
        Tabel("Enam puluh baris", (Kolom("n", "Nomor", "cacah"), Kolom("x", "Nilai", "bilangan", 4), Kolom("h", "Hari")), banyak, jumlah_baris_maks=55),
        Tabel("Kosong", (Kolom("n", "Nomor", "cacah"), Kolom("x", "Nilai", "persen")), banyak.head(0)),
        Tabel("Dua belas kolom " * 8, kolom_lebar, lebar, sumber="uji"),
        Tabel("Panjang", (Kolom("a", "A"), Kolom("b", "B", "persen")), pd.DataFrame({"a": PANJANG, "b": [1.05, 99.95, -0.04]})),
    ]  # fmt: skip


def notebook_sulit() -> NotebookNode:
    tabel = tabel_sulit()
    biasa = pd.DataFrame({"kolom <1>": [1, 2], "b": ["=x", "#y"]})
    return new_notebook(
        cells=[
            new_markdown_cell(f"# Lain\n\n- **Aturan.** {' '.join(MARKUP)}\n  1. dalam\n\n> kutipan [tautan](https://a.go.id/#x)"),
            new_markdown_cell("#### Loncat tingkat `kode #x`\n\n```\nbaris satu\n  baris dua #\n```"),
            *map(sel, tabel[:3]),
            sel(Rangkaian((tabel[3], Poin("Pokok #", ("satu $", "dua"))))),
            sel(tabel[4]),
            new_code_cell("x", outputs=[new_output("display_data", data={"text/html": biasa._repr_html_()})]),
            new_code_cell("x", outputs=[new_output("error", ename="E", evalue="#galat $", traceback=["/rumah"])]),
            new_code_cell("x", outputs=[new_output("stream", name="stdout", text="\x1b[31mmerah\x1b[0m\n#cetak")]),
            new_markdown_cell("## Batasan\n\n- Jangan #dipakai."),
        ]
    )  # fmt: skip
