"""The pipeline: capaian → usulan | ditetapkan → predikat, with its trace."""

from penilaian.nilai.hasil import Hasil
from penilaian.nilai.hitung import hitung, ulang
from penilaian.nilai.jejak import Jejak

__all__ = ["Hasil", "Jejak", "hitung", "ulang"]
