"""Everything a city consists of, before it becomes tables."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from penilaian.contoh.latar import Latar
from penilaian.contoh.layanan import Layanan
from penilaian.contoh.organisasi import Organisasi
from penilaian.contoh.penetapan import Penetapan
from penilaian.contoh.skp import Skp
from penilaian.contoh.umpan_balik import UmpanBalik


@dataclass(frozen=True)
class Isi:
    """The stages' results; ``realisasi`` and ``kosong`` have one entry an entry of ``skp``."""

    pegawai: int
    seed: int
    latar: Latar
    skp: Skp
    realisasi: np.ndarray
    kosong: np.ndarray
    penetapan: Penetapan
    umpan_balik: UmpanBalik
    organisasi: Organisasi
    layanan: Layanan
