"""Calibration meetings in a browser: server-rendered pages over the ledger and the analysis of `penilaian`.

The pages show what the notebook shows and record what people decide; they compute no rating of their own.
"""

from penilaian.aplikasi.peladen import layani
from penilaian.aplikasi.susunan import buat_aplikasi

__all__ = ["buat_aplikasi", "layani"]
