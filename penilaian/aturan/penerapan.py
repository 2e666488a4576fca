"""Each provision applied to the coded input of a case: one small adapter per provision.

The vocabulary of input and output is that of the case files (`tests/kasus/README.md`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

from penilaian.aturan.buku import Aturan
from penilaian.aturan.rumus import kebijakan, permendagri_86_2017, permenpanrb_6_2022
from penilaian.aturan.rumus.capaian import GALAT_CAPAIAN, hitung_capaian
from penilaian.aturan.rumus.nip import urai_nip
from penilaian.galat import GalatRumus

Masukan: TypeAlias = Mapping[str, Any]
Fungsi: TypeAlias = Callable[[Masukan, Aturan, str], dict[str, Any]]


@dataclass(frozen=True)
class Penerapan:
    """A provision's adapter and the input keys it knows."""

    fungsi: Fungsi
    kunci: frozenset[str]


PENERAPAN: dict[str, Penerapan] = {}


def _menerapkan(kode: str, *kunci: str) -> Callable[[Fungsi], Fungsi]:
    def daftarkan(fungsi: Fungsi) -> Fungsi:
        PENERAPAN[kode] = Penerapan(fungsi, frozenset(kunci))
        return fungsi

    return daftarkan


def pecahan(nilai: Any) -> Fraction | None:
    """An exact number of a case; a binary float never gets here because the reader gives decimals."""
    return None if nilai is None else Fraction(nilai)


@_menerapkan("permenpanrb-6-2022/kuadran", "hasil_kerja", "perilaku_kerja")
def _kuadran(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    sah = aturan.nilai("permenpanrb-6-2022/rating").kode
    for nama in ("hasil_kerja", "perilaku_kerja"):
        _kode_sah(nama, masukan.get(nama), sah)
    predikat = permenpanrb_6_2022.kuadran(masukan["hasil_kerja"], masukan["perilaku_kerja"], aturan.nilai(kode))
    return {"predikat": predikat}


def _kode_sah(nama: str, nilai: Any, sah: tuple[str, ...]) -> None:
    if nilai not in sah:
        raise GalatRumus("kode_tidak_dikenal", f"{nama} {nilai!r} bukan salah satu dari {', '.join(sah)}")


@_menerapkan("permenpanrb-6-2022/usulan_hasil_kerja", "utama", "tambahan", "umpan_balik_positif")
def _usulan_hasil_kerja(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    utama, tambahan = list(masukan["utama"]), list(masukan["tambahan"])
    for rating in utama + tambahan:
        _kode_sah("rating", rating, aturan.nilai("permenpanrb-6-2022/rating").kode)
    positif = pecahan(masukan["umpan_balik_positif"])
    if positif is None or not 0 <= positif <= 1:
        raise GalatRumus("di_luar_rentang", "umpan_balik_positif harus pangsa dari 0 sampai 1")
    hasil = utama + tambahan
    hitungan = permenpanrb_6_2022.HitunganHasil(
        di_atas=hasil.count("di_atas"),
        sesuai=hasil.count("sesuai"),
        di_bawah=hasil.count("di_bawah"),
        utama=len(utama),
        utama_di_bawah=utama.count("di_bawah"),
        positif=positif,
        umpan_balik=1,
    )
    usulan = permenpanrb_6_2022.usulan_hasil_kerja(hitungan, aturan.nilai(kode))
    return {"usulan": usulan.usulan, "tinjau": usulan.alasan is not None, "alasan": usulan.alasan}


@_menerapkan("permendagri-86-2017/capaian", "target", "realisasi", "arah", "target_maksimum")
def _capaian(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    target = masukan["target"]
    bawah, atas = target if isinstance(target, list) else (target, target)
    hasil = hitung_capaian(
        pecahan(bawah),
        pecahan(atas),
        pecahan(masukan["realisasi"]),
        turun=masukan["arah"] == "turun",
        maksimum=bool(masukan.get("target_maksimum", False)),
        rumus=aturan.nilai(kode),
        arah_dikenal=masukan["arah"] in ("naik", "turun"),
    )
    if hasil.galat is not None:
        raise GalatRumus(hasil.galat, GALAT_CAPAIAN[hasil.galat])
    return {"capaian": hasil.nilai}


@_menerapkan("permendagri-86-2017/skala_capaian", "capaian")
def _skala_capaian(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    return {"kategori": permendagri_86_2017.skala_capaian(pecahan(masukan["capaian"]), aturan.nilai(kode))}


@_menerapkan("kebijakan/palu", "capaian", "target_terbaik", "target_nol_terlampaui")
def _kebijakan_palu(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    rating = kebijakan.rating_indikator(
        pecahan(masukan["capaian"]),
        aturan.nilai(kode),
        terbaik_mungkin=bool(masukan.get("target_terbaik", False)),
        nol_terlampaui=bool(masukan.get("target_nol_terlampaui", False)),
    )
    return {"rating": rating}


@_menerapkan("nip/nip", "nip")
def _nip(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    bagian = asdict(urai_nip(masukan["nip"], aturan.nilai(kode)))
    return {nama: nilai.isoformat() if isinstance(nilai, date) else nilai for nama, nilai in bagian.items()}
