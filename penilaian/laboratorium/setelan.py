"""The levers of the laboratory as one frozen setting: from the rules, from a scenario, and what may be saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from penilaian.aturan import Aturan
from penilaian.bahasa import angka
from penilaian.galat import GalatSkenario
from penilaian.indikator.bahan import ASPEK, KEBIJAKAN_INDEKS

JUMLAH_BOBOT = Fraction(100)
"""Percent; what the weights of a saved setting sum to."""
LABEL_ASPEK = {"kuantitas": "Kuantitas", "kualitas": "Kualitas", "waktu": "Waktu", "biaya": "Biaya"}
LABEL_AGREGASI = {
    "aritmetika": "Rata-rata aritmetika",
    "geometrik": "Rata-rata geometrik",
    "harmonik": "Rata-rata harmonik",
    "terendah": "Aspek terendah",
}
LABEL_TUAS = {
    **{f"bobot_{kode}": f"Bobot {label.lower()}" for kode, label in LABEL_ASPEK.items()},
    **{f"arah_{kode}": f"Arah {label.lower()}" for kode, label in LABEL_ASPEK.items()},
    "batas_atas": "Batas atas capaian",
    "data_paling_sedikit": "Data paling sedikit",
    "agregasi": "Cara menggabung",
    "ambang_di_atas": "Ambang kelompok atas",
    "ambang_sesuai": "Ambang kelompok tengah",
}
"""Every lever of the laboratory, in the order readers see; the other levers of the provision are about agencies."""


@dataclass(frozen=True)
class Setelan:
    """One choice of all levers, in percent; ``bobot`` and ``arah`` in the order of `ASPEK`."""

    bobot: tuple[Fraction, ...]
    arah: tuple[str, ...]
    batas_atas: Fraction
    data_paling_sedikit: Fraction
    agregasi: str
    ambang_di_atas: Fraction
    ambang_sesuai: Fraction

    @property
    def jumlah_bobot(self) -> Fraction:
        """Sum of the weights, in percent."""
        return sum(self.bobot, Fraction(0))

    def butir(self) -> dict[str, Fraction | str]:
        """The same as lever → value, named as in the provision."""
        return {
            **{f"bobot_{kode}": nilai for kode, nilai in zip(ASPEK, self.bobot, strict=True)},
            **{f"arah_{kode}": nilai for kode, nilai in zip(ASPEK, self.arah, strict=True)},
            "batas_atas": self.batas_atas,
            "data_paling_sedikit": self.data_paling_sedikit,
            "agregasi": self.agregasi,
            "ambang_di_atas": self.ambang_di_atas,
            "ambang_sesuai": self.ambang_sesuai,
        }


def setelan_dari(butir: Mapping[str, Fraction | str]) -> Setelan:
    """The setting of lever → value."""
    return Setelan(
        bobot=tuple(Fraction(butir[f"bobot_{kode}"]) for kode in ASPEK),
        arah=tuple(str(butir[f"arah_{kode}"]) for kode in ASPEK),
        batas_atas=Fraction(butir["batas_atas"]),
        data_paling_sedikit=Fraction(butir["data_paling_sedikit"]),
        agregasi=str(butir["agregasi"]),
        ambang_di_atas=Fraction(butir["ambang_di_atas"]),
        ambang_sesuai=Fraction(butir["ambang_sesuai"]),
    )


def setelan_aturan(aturan: Aturan) -> Setelan:
    """The setting that rules hold, be they in force or a scenario's.

    Raises:
        GalatAturan: the provision on the index is not in force on the day.
    """
    parameter = aturan.nilai(KEBIJAKAN_INDEKS)
    pilihan = {nama for nama, butir in parameter.butir.items() if butir.pilihan is not None}
    return setelan_dari(
        {nama: parameter.pilihan(nama) if nama in pilihan else parameter.bilangan(nama) for nama in LABEL_TUAS}
    )


def beda_setelan(semula: Setelan, menjadi: Setelan) -> dict[str, Fraction | str]:
    """The levers that differ, with their new values."""
    lama = semula.butir()
    return {nama: nilai for nama, nilai in menjadi.butir().items() if nilai != lama[nama]}


def samakan_jumlah(bobot: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    """Whole percentages in the same proportion that sum to 100, by largest remainder; equal ones where all are zero.

    >>> [int(satu) for satu in samakan_jumlah((Fraction(30), Fraction(30), Fraction(30), Fraction(0)))]
    [34, 33, 33, 0]
    """
    jumlah = sum(bobot, Fraction(0))
    persis = [JUMLAH_BOBOT * satu / jumlah if jumlah else JUMLAH_BOBOT / len(bobot) for satu in bobot]
    bulat = [satu.numerator // satu.denominator for satu in persis]
    sisa = int(JUMLAH_BOBOT) - sum(bulat)
    urut = sorted(range(len(bobot)), key=lambda nomor: (bulat[nomor] - persis[nomor], nomor))
    return tuple(Fraction(satu + (nomor in urut[:sisa])) for nomor, satu in enumerate(bulat))


def periksa_setelan(setelan: Setelan) -> None:
    """Refuse a setting from which no classes can be computed.

    Raises:
        GalatSkenario: no weight is above zero, or the thresholds are not in order.
    """
    if not setelan.jumlah_bobot:
        raise GalatSkenario(
            "Semua bobot nol",
            mengapa="tanpa bobot tidak ada indeks",
            tindakan="beri sedikitnya satu aspek bobot di atas nol",
        )
    if setelan.ambang_sesuai >= setelan.ambang_di_atas:
        raise GalatSkenario(
            f"Ambang kelompok tengah ({angka(setelan.ambang_sesuai)}) tidak lebih kecil daripada ambang kelompok atas "
            f"({angka(setelan.ambang_di_atas)})",
            mengapa="kelompok tengah menjadi kosong dan kedua kelompok lain bertumpuk",
            tindakan="kecilkan ambang tengah, atau besarkan ambang atas",
        )


def periksa_simpan(semula: Setelan, menjadi: Setelan) -> None:
    """Refuse a setting that is not one to keep.

    Raises:
        GalatSkenario: as `periksa_setelan`; the weights do not sum to 100 exactly; nothing differs from the rules.
    """
    periksa_setelan(menjadi)
    if menjadi.jumlah_bobot != JUMLAH_BOBOT:
        raise GalatSkenario(
            f"Jumlah bobot {tulis_bilangan(menjadi.jumlah_bobot)}, bukan 100",
            mengapa="bobot yang disimpan harus berjumlah tepat 100 supaya dapat dibaca sebagai persentase",
            tindakan="ubah bobotnya, atau tekan “Samakan jumlah menjadi 100”",
        )
    if menjadi == semula:
        raise GalatSkenario(
            "Setelan ini sama dengan aturan yang berlaku",
            mengapa="skenario tanpa perubahan tidak mencoba apa pun",
            tindakan="ubah sedikitnya satu setelan",
        )


def tulis_bilangan(nilai: Fraction) -> str:
    """A number in Indonesian form; what no short decimal equals stays a fraction."""
    return angka(nilai) if (nilai * 10_000).denominator == 1 else str(nilai)


def tulis_nilai(nama: str, nilai: Fraction | str) -> str:
    """The value of a lever as readers see it."""
    if isinstance(nilai, Fraction):
        return tulis_bilangan(nilai)
    return LABEL_AGREGASI.get(nilai, nilai) if nama == "agregasi" else {"turun": "dibalik"}.get(nilai, nilai)
