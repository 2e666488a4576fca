"""How predicates spread over an organisation against a pattern: warnings, never corrections.

Source: PermenPANRB 6/2022, annex p. 94–97 (no numbers), and SE MenPANRB 3/2023.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from penilaian.aturan.bentuk import ButirPola, PolaDistribusi
from penilaian.aturan.hitungan import Besaran, kali, lebih_dari, setidaknya

_AKHIRAN = {
    "maks": "lebih_dari_maks",
    "min": "kurang_dari_min",
    "lebih_dari": "bukan_sebagian_besar",
    "tidak_boleh": "tidak_boleh",
}


def kode_peringatan(butir: ButirPola) -> str:
    """The stable code of a warning: ``sangat_baik_lebih_dari_maks``, ``wajib_ada_kurang_atau_…``."""
    predikat = "_atau_".join(butir.predikat)
    return f"wajib_ada_{predikat}" if butir.jenis == "wajib_ada" else f"{predikat}_{_AKHIRAN[butir.jenis]}"


def langgar(jumlah: Mapping[str, Besaran], butir: ButirPola) -> Besaran:
    """Whether counts by predicate (numbers, or columns of them) fall outside one expectation.

    Shares are compared as whole numbers: part × denominator against whole × numerator.
    """
    bagian = sum(jumlah[kode] for kode in butir.predikat)
    if butir.jenis == "tidak_boleh":
        return lebih_dari(bagian, 0)
    if butir.jenis == "wajib_ada":
        return setidaknya(0, bagian)
    pangsa = butir.pangsa if butir.pangsa is not None else Fraction(0)
    kiri, kanan = kali(bagian, pangsa.denominator), kali(sum(jumlah.values()), pangsa.numerator)
    if butir.jenis == "maks":
        return lebih_dari(kiri, kanan)
    return lebih_dari(kanan, kiri) if butir.jenis == "min" else setidaknya(kanan, kiri)


def peringatan_pola(jumlah: Mapping[str, int], organisasi: str, pola: PolaDistribusi) -> list[str]:
    """The warnings for one organisation; nobody with a predicate gives none."""
    if not sum(jumlah.values()):
        return []
    return [kode_peringatan(butir) for butir in pola.pola[organisasi] if langgar(jumlah, butir)]
