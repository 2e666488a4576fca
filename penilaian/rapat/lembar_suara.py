"""The voting sheet: everybody in the snapshot on one XLSX sheet for one voter, and its way back.

What comes back is taken whole or not at all: each thing that is not as it was sent is named by its cell.
"""

from penilaian.rapat.lembar_suara_baca import baca_lembar_suara, urai_lembar_suara
from penilaian.rapat.lembar_suara_tulis import isi_lembar_suara, tulis_lembar_suara

__all__ = ["baca_lembar_suara", "isi_lembar_suara", "tulis_lembar_suara", "urai_lembar_suara"]
