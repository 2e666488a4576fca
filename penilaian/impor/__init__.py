"""Data from where it lives: e-Kinerja exports, official forms, databases, into the tables of the dictionary."""

from penilaian.impor.alur import HasilImpor, Permintaan, impor
from penilaian.impor.bacaan import BerkasMasuk
from penilaian.impor.kumpulkan import kumpulkan_berkas
from penilaian.impor.samarkan import samarkan_beda

__all__ = ["BerkasMasuk", "HasilImpor", "Permintaan", "impor", "kumpulkan_berkas", "samarkan_beda"]
