"""The tree of indicators: from the city's goals to agencies, their heads' indicators, and down to those of employees.

Where an indicator hangs is what its ``kode_induk`` says: the indicator of the leader that it intervenes in
(PermenPANRB 6/2022, matriks pembagian peran dan hasil). Units, positions and employees hang on the indicators
that they hold in the period, as counts in ``pemegang``: no NIP leaves this module.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from penilaian.indikator.bahan import BahanIndikator
from penilaian.indikator.rumusan import baku, inti, terisi

JENJANG = ("jpt", "administrator", "pengawas", "fungsional", "pelaksana")
"""Kinds of positions, highest first."""
SASARAN, OPD, INDIKATOR = "sasaran_daerah", "opd", "indikator"
LANGSUNG, TIDAK_LANGSUNG = "langsung", "tidak_langsung"
_KUNCI_PEMEGANG = ["kode", "kode_opd", "unit", "jabatan", "jenis_jabatan"]
_SIMPUL = ["kode", "induk", "tingkat", "jenis", "kode_opd", "uraian", "kepala", "jenis_jabatan", "jabatan", "pegawai"]


@dataclass(frozen=True, eq=False)
class PohonIndikator:
    """Nodes, edges and holders of one agency (or the city) in one period.

    ``simpul``: kode, induk (missing at a root), tingkat (0 at a root), jenis (sasaran_daerah, opd, indikator), kode_opd,
    uraian, kepala (whether it is a head's indicator), jenis_jabatan (of most holders), jabatan and pegawai (how many
    positions and people hold it). An indicator whose parent is unknown, empty, or only itself again hangs on its agency.
    ``sisi``: kode_induk, kode, cascading (langsung, tidak_langsung), asal (tercatat: the table says so; diduga: guessed from
    unit and wording). ``pemegang``: kode, kode_opd, unit, jabatan, jenis_jabatan, pegawai. ``posisi``: the same columns
    without kode, everybody of the period in them. ``lingkaran``: the members of each circle of parents, sorted.
    ``indikator``: the rows of the table that are in the tree.
    """

    simpul: pd.DataFrame
    sisi: pd.DataFrame
    pemegang: pd.DataFrame
    posisi: pd.DataFrame
    lingkaran: tuple[tuple[str, ...], ...]
    indikator: pd.DataFrame


def susun_pohon(bahan: BahanIndikator) -> PohonIndikator:
    """The tree of what ``bahan`` is about: indicators of the agencies of its employees, and those they hold."""
    indikator = indikator_bahan(bahan)
    pemegang = susun_pemegang(bahan)
    induk, lingkaran = _sambung(indikator)
    simpul = _simpul(indikator, pemegang, induk, bahan.opd)
    sisi = _sisi(indikator, pemegang, bahan.opd)
    return PohonIndikator(simpul, sisi, pemegang, _posisi(bahan), lingkaran, indikator)


def indikator_bahan(bahan: BahanIndikator) -> pd.DataFrame:
    """The indicators of the agencies whose employees are looked at, and all that these employees hold, by code.

    The optional columns ``cascading`` and ``sasaran_daerah`` are there, missing where the table lacks them.
    """
    milik = bahan.indikator["kode_opd"].isin(bahan.pegawai_kini["kode_opd"].unique())
    dipegang = bahan.indikator["kode"].isin(bahan.kini["kode_indikator"].unique())
    pilihan = bahan.indikator[milik | dipegang].sort_values("kode", ignore_index=True)
    return pilihan.assign(
        **{nama: pd.array([pd.NA] * len(pilihan), dtype="str") for nama in ("cascading", "sasaran_daerah") if nama not in pilihan}
    )  # fmt: skip


def susun_pemegang(bahan: BahanIndikator) -> pd.DataFrame:
    """How many people hold each indicator in the period, by agency, unit and position; the agency is the holder's."""
    tentang = bahan.pegawai_kini[["nip", "kode_opd", "unit", "jabatan", "jenis_jabatan"]]
    baris = bahan.kini[["nip", "kode_indikator"]].merge(tentang, on="nip", how="inner", validate="many_to_one")
    kelompok = baris.rename(columns={"kode_indikator": "kode"}).groupby(_KUNCI_PEMEGANG, dropna=False)
    return kelompok["nip"].nunique().rename("pegawai").reset_index()


def _posisi(bahan: BahanIndikator) -> pd.DataFrame:
    kelompok = bahan.pegawai_kini.groupby(_KUNCI_PEMEGANG[1:], dropna=False)
    return kelompok["nip"].nunique().rename("pegawai").reset_index()


def indikator_kepala(indikator: pd.DataFrame, pemegang: pd.DataFrame) -> pd.Series:
    """Whether an indicator is a head's: it has a perspective (PermenPANRB 6/2022, format C.1.2), or a JPT holds it."""
    jpt = pemegang.loc[pemegang["jenis_jabatan"] == "jpt", "kode"]
    return indikator["perspektif"].notna() | (indikator["aspek"].isna() & indikator["kode"].isin(jpt))


def ringkas_pemegang(pemegang: pd.DataFrame) -> pd.DataFrame:
    """By indicator: jenis_jabatan of most holders (of two equal ones the higher), jabatan and pegawai as counts."""
    urut = {nama: nomor for nomor, nama in enumerate(JENJANG)}
    jenis = pemegang.groupby(["kode", "jenis_jabatan"])["pegawai"].sum().reset_index()
    jenis = jenis.assign(urut=jenis["jenis_jabatan"].map(urut)).sort_values(
        ["kode", "pegawai", "urut"], ascending=[True, False, True]
    )
    pokok = jenis.drop_duplicates("kode").set_index("kode")["jenis_jabatan"]
    banyak = pemegang.groupby("kode").agg(jabatan=("jabatan", "nunique"), pegawai=("pegawai", "sum"))
    return banyak.assign(jenis_jabatan=pokok)


def _sambung(indikator: pd.DataFrame) -> tuple[dict[str, str], tuple[tuple[str, ...], ...]]:
    """Parents that can be followed to a root, and the circles that were opened at their first member."""
    ada = set(indikator["kode"])
    berinduk = indikator[indikator["kode_induk"].isin(ada)]
    induk = dict(zip(berinduk["kode"], berinduk["kode_induk"], strict=True))
    lingkaran, selesai = [], set()
    for kode in sorted(induk):
        jalan: dict[str, None] = {}
        kini: str | None = kode
        while kini is not None and kini not in jalan and kini not in selesai:
            jalan[kini] = None
            kini = induk.get(kini)
        if kini in jalan:
            urut = list(jalan)
            lingkaran.append(tuple(sorted(urut[urut.index(kini) :])))
        selesai |= set(jalan)
    for anggota in lingkaran:
        del induk[anggota[0]]
    return induk, tuple(sorted(lingkaran))


def _simpul(indikator: pd.DataFrame, pemegang: pd.DataFrame, induk: dict[str, str], opd: pd.DataFrame) -> pd.DataFrame:
    nama = dict(zip(opd["kode"], opd["nama"], strict=True))
    atas, alamat = _simpul_atas(indikator, nama)
    kepala = indikator_kepala(indikator, pemegang)
    isi = indikator[["kode", "kode_opd", "uraian"]].assign(
        jenis=INDIKATOR, kepala=kepala, induk=indikator["kode"].map(induk).astype(object).fillna(alamat)
    )
    isi = isi.merge(ringkas_pemegang(pemegang), left_on="kode", right_index=True, how="left", validate="one_to_one")
    # An agency whose every indicator hangs on a goal or a leader needs no node of its own.
    atas = atas[(atas["jenis"] != OPD) | atas["kode"].isin(isi["induk"])]
    semua = pd.concat([atas, isi.astype({"kode": object, "induk": object})], ignore_index=True)
    semua = semua.assign(
        tingkat=_tingkat(semua), kepala=semua["kepala"].fillna(value=False).astype(bool),
        jabatan=semua["jabatan"].fillna(0).astype(int), pegawai=semua["pegawai"].fillna(0).astype(int),
    )  # fmt: skip
    return semua[_SIMPUL].sort_values(["tingkat", "kode"], ignore_index=True)


def _simpul_atas(indikator: pd.DataFrame, nama: dict[str, str]) -> tuple[pd.DataFrame, pd.Series]:
    """Nodes of goals and agencies, and the agency node each indicator hangs on: one for each goal an agency serves."""
    sasaran = indikator["sasaran_daerah"].where(terisi(indikator["sasaran_daerah"]))
    bentuk = sasaran.map(baku, na_action="ignore")
    tulisan = pd.DataFrame({"bentuk": bentuk, "tulis": sasaran}).dropna().sort_values(["bentuk", "tulis"])
    tulisan = tulisan.drop_duplicates("bentuk")
    kode_sasaran = {satu: f"sasaran:{nomor:02d}" for nomor, satu in enumerate(tulisan["bentuk"], start=1)}
    ke = bentuk.map(kode_sasaran).astype(object)
    alamat = ("opd:" + indikator["kode_opd"]).astype(object)
    alamat = alamat.where(ke.isna(), alamat + ":" + ke.astype(str))
    unit = pd.DataFrame({"kode": alamat, "induk": ke, "kode_opd": indikator["kode_opd"]}).drop_duplicates("kode")
    unit = unit.assign(jenis=OPD, uraian=unit["kode_opd"].map(nama).fillna(unit["kode_opd"]))
    atas = pd.DataFrame({
        "kode": list(kode_sasaran.values()), "induk": pd.NA, "kode_opd": pd.NA, "jenis": SASARAN,
        "uraian": list(tulisan["tulis"]),
    })  # fmt: skip
    return pd.concat([atas.astype(object), unit.astype(object)], ignore_index=True), alamat


def _tingkat(simpul: pd.DataFrame) -> np.ndarray:
    """Steps from the root, level by level."""
    induk = simpul.set_index("kode")["induk"]
    tingkat = pd.Series(0, index=induk.index)
    lapis, dalam = set(induk.index[induk.isna()]), 0
    while lapis:
        tingkat[tingkat.index.isin(lapis)] = dalam
        lapis, dalam = set(induk.index[induk.isin(lapis)]), dalam + 1
    return tingkat.to_numpy()


def _sisi(indikator: pd.DataFrame, pemegang: pd.DataFrame, opd: pd.DataFrame) -> pd.DataFrame:
    """Links whose both ends are in the tree; a circle keeps all its links."""
    isi = indikator.set_index("kode")
    sisi = isi[isi["kode_induk"].isin(isi.index)].reset_index()[["kode_induk", "kode", "cascading"]]
    unit = {str(kode): sorted(set(satu.dropna())) for kode, satu in pemegang.groupby("kode")["unit"]}
    nama = dict(zip(opd["kode"], opd["nama"], strict=True))
    intisari = {
        kode: (baku(str(satuan)), inti(uraian, (*unit.get(kode, ()), nama.get(pemilik, ""))))
        for kode, satuan, uraian, pemilik in zip(isi.index, isi["satuan"], isi["uraian"], isi["kode_opd"], strict=True)
    }
    pasangan = zip(sisi["kode_induk"].tolist(), sisi["kode"].tolist(), strict=True)
    sama = [intisari[atas] == intisari[bawah] for atas, bawah in pasangan]
    diduga = pd.Series([LANGSUNG if satu else TIDAK_LANGSUNG for satu in sama], index=sisi.index, dtype=object)
    tercatat = sisi["cascading"].notna()
    return sisi.assign(
        cascading=sisi["cascading"].astype(object).where(tercatat, diduga),
        asal=tercatat.map({True: "tercatat", False: "diduga"}),
    )
