"""Mappings: the tables and columns of another system as ours, written once as YAML."""

from penilaian.impor.peta.bentuk import KolomPeta, Peta, TabelPeta
from penilaian.impor.peta.berkas import baca_dengan_peta
from penilaian.impor.peta.muat import muat_peta, periksa_peta
from penilaian.impor.peta.terapkan import Sumber, Terapan, terapkan

__all__ = [
    "KolomPeta",
    "Peta",
    "Sumber",
    "TabelPeta",
    "Terapan",
    "baca_dengan_peta",
    "muat_peta",
    "periksa_peta",
    "terapkan",
]
