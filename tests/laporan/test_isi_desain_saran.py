"""Recommendations point at the section that shows what they rest on."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat

from penilaian.laporan.isi_desain_saran import BAGIAN

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "03_desain_indikator.ipynb"


def test_nomor_bagian_sama_dengan_judul_di_notebook():
    di_bagian: dict[str, str] = {}
    nomor = ""
    for sel in nbformat.read(NOTEBOOK, as_version=4).cells:
        if judul := re.match(r"## (\d+)\. ", sel.source):
            nomor = judul[1]
        for nama in re.findall(r"^isi_desain_(\w+?)\.", sel.source, re.MULTILINE):
            if nomor:
                di_bagian.setdefault(nama, nomor)
    assert {nama: di_bagian[nama] for nama in BAGIAN} == BAGIAN
