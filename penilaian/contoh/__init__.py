"""A synthetic city with planted, documented effects: something to run on and to be tested by."""

from penilaian.contoh.kota import Kota, buat_kota
from penilaian.contoh.sumber import tulis_sumber
from penilaian.contoh.tulis import tulis_kota

__all__ = ["Kota", "buat_kota", "tulis_kota", "tulis_sumber"]
