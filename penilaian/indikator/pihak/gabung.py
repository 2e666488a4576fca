"""From what each participant judged to weights of each party and of all: nothing filled in, nobody left out unsaid.

Inside a party the judgements of a pair are joined by their geometric mean (Aczél and Saaty 1983) and points by their
mean share. The parties are separate groups with interests of their own, so that their weights, not their judgements,
are joined: the weighted arithmetic mean (Forman and Peniwati, "Aggregating individual judgments and priorities with
the AHP", EJOR 108, 1998, 165–169); how much each party weighs is local policy, or is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import pandas as pd

from penilaian.bahasa import angka, daftar_kata
from penilaian.galat import GalatParameter, GalatRumus
from penilaian.indikator.bahan import KEBIJAKAN, BahanIndikator
from penilaian.indikator.bobot.ahp import HasilAhp, ahp, gabung_ahp, matriks_ahp
from penilaian.indikator.bobot.dari_orang import bobot_anggaran
from penilaian.indikator.pihak.perangkat import ANGGARAN, CARA, PASANGAN, PIHAK, Perangkat
from penilaian.indikator.pihak.tabel import periksa_pertimbangan
from penilaian.indikator.pihak.tabel_periksa import kelompok

_ORANG = ["pihak", "peserta"]
_KELUAR = [*_ORANG, "alasan", "nisbah_konsistensi"]


@dataclass(frozen=True, eq=False)
class BobotPihak:
    """Weights of one set by one way of asking; all weights sum to 1.

    ``per_peserta`` (index pihak, peserta; columns codes) are those of everybody whose answer is complete, with
    ``nisbah_konsistensi`` (same index; missing for points); ``dikeluarkan`` (pihak, peserta, alasan,
    nisbah_konsistensi) are those who do not count, and why. ``per_pihak`` has a row for each party with somebody who
    counts, ``antarpihak`` its weight among the parties, ``gabungan`` the weights of all; empty if nobody counts.
    """

    perangkat: Perangkat
    cara: str
    per_peserta: pd.DataFrame
    nisbah_konsistensi: pd.Series
    dikeluarkan: pd.DataFrame
    per_pihak: pd.DataFrame
    antarpihak: pd.Series
    gabungan: pd.Series

    @property
    def dipakai(self) -> pd.DataFrame:
        """``per_peserta`` of those who count."""
        keluar = pd.MultiIndex.from_frame(self.dikeluarkan[_ORANG])
        return self.per_peserta[~self.per_peserta.index.isin(keluar)]


def bobot_pihak(
    pertimbangan: pd.DataFrame,
    perangkat: Perangkat,
    cara: str,
    batas_konsistensi: float,
    *,
    antarpihak: Mapping[str, int | Decimal | Fraction] | None = None,
    bagian: Mapping[str, int | Decimal | Fraction] | None = None,
) -> BobotPihak:
    """Weights of ``perangkat`` by pairs (``pasangan``) or points (``anggaran``).

    Participants whose pairs are incomplete, or whose consistency ratio is above ``batas_konsistensi``, are left out and
    listed. ``antarpihak`` weighs the parties and must sum to exactly 1 over those asked; without it they weigh as
    ``bagian`` says (policy, see `bagian_pihak`), shared among those of whom somebody counts, or each the same.

    Raises:
        GalatParameter: the set is not asked about this way.
        GalatData: judgements that cannot be.
        GalatRumus: ``antarpihak`` does not sum to 1 (``jumlah_bobot``), is negative (``bobot_negatif``), leaves out a
            party that judged (``pihak_tanpa_bobot``) or weighs one of which nobody counts (``pihak_tanpa_pertimbangan``);
            ``bagian`` gives nothing to all of whom somebody counts (``pihak_tanpa_bobot``).
    """
    if cara not in (PASANGAN, ANGGARAN) or cara not in perangkat.cara:
        raise GalatParameter(
            f"Bobot {perangkat.judul.lower()} tidak dapat dihitung dari {CARA.get(cara, cara)}",
            mengapa=f"perangkat ini dimintakan {daftar_kata([CARA[satu] for satu in perangkat.cara])}",
            tindakan="pilih salah satu di antaranya, bukan suara",
        )
    milik = pertimbangan[(pertimbangan["perangkat"] == perangkat.kode) & (pertimbangan["cara"] == cara)]
    milik = periksa_pertimbangan(milik, (perangkat,))
    hitung = _dari_pasangan if cara == PASANGAN else _dari_poin
    peserta, nisbah, keluar, per_pihak = hitung(milik, perangkat, batas_konsistensi)
    bobot = _bobot_antarpihak(list(per_pihak.index), antarpihak, bagian)
    gabungan = per_pihak.mul(bobot, axis=0).sum().rename("bobot") if len(per_pihak) else pd.Series(dtype="float64")
    return BobotPihak(perangkat, cara, peserta, nisbah, keluar, per_pihak, bobot, gabungan)


_Bagian = tuple[pd.DataFrame, pd.Series, pd.DataFrame, pd.DataFrame]


def _dari_pasangan(milik: pd.DataFrame, perangkat: Perangkat, batas: float) -> _Bagian:
    hasil: dict[tuple[str, str], HasilAhp] = {}
    matriks: dict[str, list[pd.DataFrame]] = {}
    keluar: list[tuple[str, str, str, float]] = []
    perlu, kode = len(perangkat.pasangan), perangkat.daftar_kode
    for (pihak, peserta), isi in kelompok(milik, _ORANG):
        if len(isi) < perlu:
            keluar.append((pihak, peserta, f"baru {angka(len(isi))} dari {angka(perlu)} pasangan diisi", float("nan")))
            continue
        satu = matriks_ahp(isi, butir=kode)
        hasil[pihak, peserta] = terhitung = ahp(satu)
        if terhitung.nisbah_konsistensi > batas:
            sebab = f"nisbah konsistensi {angka(terhitung.nisbah_konsistensi, 3)}, batasnya {angka(batas)}"
            keluar.append((pihak, peserta, sebab, terhitung.nisbah_konsistensi))
        else:
            matriks.setdefault(pihak, []).append(satu)
    bobot = _bingkai({orang: satu.bobot for orang, satu in hasil.items()}, kode)
    nisbah = pd.Series(
        [satu.nisbah_konsistensi for satu in hasil.values()], bobot.index, "float64", name="nisbah_konsistensi"
    )
    per_pihak = {pihak: ahp(gabung_ahp(matriks[pihak])).bobot for pihak in PIHAK if pihak in matriks}
    return bobot, nisbah, pd.DataFrame(keluar, columns=_KELUAR), _per_pihak(per_pihak, kode)


def _dari_poin(milik: pd.DataFrame, perangkat: Perangkat, batas: float) -> _Bagian:  # noqa: ARG001 -- as of pairs
    kode = perangkat.daftar_kode
    poin = {(pihak, peserta): isi.set_index("butir")["nilai"] for (pihak, peserta), isi in kelompok(milik, _ORANG)}
    alokasi = _bingkai(poin, kode)
    pihak = alokasi.index.get_level_values("pihak")
    per_pihak = {satu: bobot_anggaran(alokasi[pihak == satu]) for satu in PIHAK if satu in pihak}
    peserta = alokasi.div(alokasi.sum(axis=1), axis=0)
    nisbah = pd.Series(float("nan"), peserta.index, "float64", name="nisbah_konsistensi")
    return peserta, nisbah, pd.DataFrame(columns=_KELUAR), _per_pihak(per_pihak, kode)


def _bingkai(isi: Mapping[tuple[str, str], pd.Series], kode: list[str]) -> pd.DataFrame:
    """Participants × codes; without anybody the index still has its two levels."""
    indeks = (
        pd.MultiIndex.from_tuples(list(isi), names=_ORANG) if isi else pd.MultiIndex.from_arrays([[], []], names=_ORANG)
    )
    return pd.DataFrame([satu.reindex(kode) for satu in isi.values()], columns=kode, dtype="float64").set_axis(
        indeks, axis=0
    )


def _per_pihak(isi: Mapping[str, pd.Series], kode: list[str]) -> pd.DataFrame:
    indeks = pd.Index(list(isi), name="pihak", dtype="str")
    return pd.DataFrame([satu.reindex(kode) for satu in isi.values()], columns=kode, dtype="float64").set_axis(
        indeks, axis=0
    )


_BagianPihak = Mapping[str, int | Decimal | Fraction] | None


def bagian_pihak(bahan: BahanIndikator) -> dict[str, Fraction]:
    """The share of each party in merged weights, as local policy has it; only their ratio matters."""
    return {pihak: bahan.aturan.nilai(KEBIJAKAN).bilangan(f"bagian_{pihak}") for pihak in PIHAK}


def _bobot_antarpihak(ada: list[str], diberi: _BagianPihak, bagian: _BagianPihak) -> pd.Series:
    """The weight of each party that has somebody who counts."""
    if diberi is None:
        pasti = _bagi(ada, bagian)
    else:
        pasti = {pihak: Fraction(nilai) for pihak, nilai in diberi.items()}
        _periksa_antarpihak(pasti, ada)
    return pd.Series({pihak: float(pasti[pihak]) for pihak in ada}, name="bobot", dtype="float64")


def _bagi(ada: list[str], bagian: _BagianPihak) -> dict[str, Fraction]:
    milik = {pihak: Fraction(1 if bagian is None else bagian[pihak]) for pihak in ada}
    jumlah = sum(milik.values(), Fraction(0))
    if ada and not jumlah:
        raise _salah(
            "pihak_tanpa_bobot", f"Bagian {daftar_kata(ada)} 0", "tidak ada pihak lain yang pertimbangannya dapat dipakai"
        )  # fmt: skip
    return {pihak: nilai / jumlah for pihak, nilai in milik.items()}


def _periksa_antarpihak(pasti: Mapping[str, Fraction], ada: list[str]) -> None:
    jumlah = sum(pasti.values(), Fraction(0))
    tanpa_bobot = [pihak for pihak in ada if pihak not in pasti]
    tanpa_isi = [pihak for pihak, nilai in pasti.items() if pihak not in ada and nilai]
    if any(nilai < 0 for nilai in pasti.values()):
        raise _salah("bobot_negatif", "Ada bobot pihak yang negatif", "bobot terkecil adalah 0")
    if jumlah != 1:
        sebab = f"jumlahnya {jumlah}; sepertiga ditulis sebagai pecahan 1/3, bukan 0,33"
        raise _salah("jumlah_bobot", "Bobot pihak tidak berjumlah tepat 1", sebab)
    if tanpa_bobot:
        raise _salah(
            "pihak_tanpa_bobot", f"Bobot {daftar_kata(tanpa_bobot)} belum ditentukan", "pertimbangannya sudah ada"
        )
    if tanpa_isi:
        sebab = (
            "tidak seorang pun pertimbangannya dapat dipakai, dan bobotnya tidak dibagikan diam-diam kepada yang lain"
        )
        raise _salah("pihak_tanpa_pertimbangan", f"Pihak {daftar_kata(tanpa_isi)} berbobot tanpa pertimbangan", sebab)


def _salah(kode: str, apa: str, mengapa: str) -> GalatRumus:
    return GalatRumus(
        kode, apa, mengapa=mengapa, tindakan="perbaiki bobot antarpihak, atau hapus supaya kebijakan yang menentukan"
    )
