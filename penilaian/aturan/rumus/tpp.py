"""Local practice, not law: the additional income (TPP) by productivity and discipline. No amounts of money are kept here."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from penilaian.aturan.bentuk import Parameter, TabelNilai
from penilaian.galat import GalatRumus


def tpp(dasar: Fraction, produktivitas: Fraction, disiplin: Fraction, komponen: Parameter) -> Fraction:
    """TPP before tax and levies, in the unit of ``dasar``: dasar × (60% × produktivitas + 40% × disiplin), unrounded.

    ``produktivitas`` and ``disiplin`` are shares (0–1).

    Raises:
        GalatRumus: ``di_luar_rentang`` for a negative base or a share outside 0–1,
            ``komponen_bukan_seratus`` where the two percentages do not make 100.
    """
    if dasar < 0:
        raise GalatRumus("di_luar_rentang", f"dasar bernilai {dasar}, di bawah nol")
    for nama, pangsa in (("produktivitas", produktivitas), ("disiplin", disiplin)):
        if not 0 <= pangsa <= 1:
            raise GalatRumus("di_luar_rentang", f"{nama} bernilai {pangsa}; seharusnya pangsa 0 sampai 1")
    persen_produktivitas, persen_disiplin = komponen.bilangan("produktivitas"), komponen.bilangan("disiplin")
    if persen_produktivitas + persen_disiplin != 100:
        raise GalatRumus(
            "komponen_bukan_seratus", "persentase produktivitas dan disiplin tidak berjumlah 100",
            tindakan="ubah keduanya bersama-sama",
        )  # fmt: skip
    return dasar * (persen_produktivitas * produktivitas + persen_disiplin * disiplin) / 100


def potongan(kejadian: Mapping[str, Fraction], tabel: TabelNilai) -> Fraction:
    """The cut of the discipline part in percent, at most 100: the sum over events (number of times or days) by code.

    Raises:
        GalatRumus: ``kode_tidak_dikenal`` for an event the table does not have,
            ``di_luar_rentang`` for a negative or broken number of events.
    """
    jumlah = Fraction(0)
    for kode, kali in kejadian.items():
        if kode not in tabel.baris:
            raise GalatRumus("kode_tidak_dikenal", f"{kode!r} bukan salah satu dari {', '.join(tabel.baris)}")
        if kali < 0 or kali.denominator != 1:
            raise GalatRumus("di_luar_rentang", f"{kode} terjadi {kali} kali; seharusnya bilangan bulat mulai nol")
        jumlah += kali * (tabel.angka(kode, "persen") or 0)
    return min(jumlah, Fraction(100))


def pangsa_disiplin(kejadian: Mapping[str, Fraction], tabel: TabelNilai) -> Fraction:
    """The share (0–1) of the discipline part that is left; errors as `potongan`."""
    return 1 - potongan(kejadian, tabel) / 100


def produktivitas_predikat(predikat: str, tabel: TabelNilai) -> Fraction:
    """The share (0–1) of the productivity part paid for a predicate, by local policy.

    Raises:
        GalatRumus: ``belum_ditetapkan`` where the policy gives none.
    """
    pangsa = tabel.angka(predikat, "produktivitas")
    if pangsa is None:
        raise GalatRumus("belum_ditetapkan", f"bagian produktivitas untuk predikat {predikat} belum ditetapkan")
    return pangsa
