"""Permendagri 86/2017: achievement and its scale in planning and performance reports."""

from __future__ import annotations

from penilaian.aturan.bentuk import DeretPita
from penilaian.aturan.hitungan import Besaran, pilih, setidaknya, tetap


def skala_capaian(capaian: Besaran, pita: DeretPita) -> Besaran:
    """The band of an achievement in percent; the code, or None where it is missing.

    A decimal between two printed whole numbers (90.5) belongs to the lower band:
    the text prints no rounding.
    """
    terbuka = [(kode, butir) for kode, butir in pita.pita.items() if butir.dari is None]
    berbatas = sorted(
        ((kode, butir.dari) for kode, butir in pita.pita.items() if butir.dari is not None),
        key=lambda butir: butir[1],
        reverse=True,
    )
    return pilih(
        *((setidaknya(capaian, dari), tetap(kode)) for kode, dari in berbatas),
        (setidaknya(berbatas[-1][1], capaian), tetap(terbuka[0][0])),
        lainnya=tetap(None),
        jenis="teks",
    )
