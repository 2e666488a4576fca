"""Notebooks as they are kept: nothing in them that changes from run to run."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat import NotebookNode, from_dict

from penilaian.jalan.samaran import samarkan_teks

METADATA_NOTEBOOK = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def rapikan(nb: NotebookNode) -> NotebookNode:
    """Normalise in place and return: counts 1…n, no times, no paths, ids and tags kept."""
    hitungan = 0
    for nomor, sel in enumerate(nb.cells, 1):
        sel.metadata = from_dict({"tags": sel.metadata["tags"]} if sel.metadata.get("tags") else {})
        sel.id = f"sel-{nomor:02d}"
        if sel.cell_type != "code":
            continue
        if sel.execution_count is not None:
            hitungan += 1
            sel.execution_count = hitungan
        for keluaran in sel.outputs:
            _rapikan_keluaran(keluaran, sel.execution_count)
    nb.metadata = from_dict(METADATA_NOTEBOOK)
    nb.nbformat, nb.nbformat_minor = 4, 5
    return nb


def _rapikan_keluaran(keluaran: NotebookNode, hitungan: int | None) -> None:
    if keluaran.output_type == "execute_result":
        keluaran.execution_count = hitungan
    elif keluaran.output_type == "error":
        keluaran.evalue = samarkan_teks(keluaran.evalue)
        keluaran.traceback = [samarkan_teks(baris) for baris in keluaran.traceback]
    elif keluaran.output_type == "stream":
        keluaran.text = samarkan_teks(keluaran.text)


def baca_notebook(berkas: Path) -> NotebookNode:
    """A notebook file in the current format."""
    nb: NotebookNode = nbformat.read(berkas, as_version=4)
    return nb


def teks_notebook(nb: NotebookNode) -> str:
    """A normalised notebook as it is written to a file."""
    return f"{nbformat.writes(rapikan(nb))}\n"
