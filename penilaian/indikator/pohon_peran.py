"""Who contributes what: the matrix of roles and results, and the tree of agency, unit and position."""

from __future__ import annotations

import pandas as pd

from penilaian.indikator.pohon import JENJANG, PohonIndikator

_POSISI = ["kode_opd", "jabatan", "jenis_jabatan"]


def matriks_peran_hasil(pohon: PohonIndikator) -> pd.DataFrame:
    """Which position contributes which indicator to which of its leader's: matriks pembagian peran dan hasil.

    One row for each position of an agency and each indicator with a parent that it holds: kode_opd, jabatan, jenis_jabatan,
    pegawai, kode, rhk, uraian, kode_induk, rhk_induk, uraian_induk, jabatan_induk (positions that hold the parent in the
    period, joined; missing where nobody does), cascading, asal. Units are put together (PermenPANRB 6/2022, Bab II).
    """
    isi = pohon.indikator.set_index("kode")[["rhk", "uraian"]]
    atas = isi.rename(columns={"rhk": "rhk_induk", "uraian": "uraian_induk"})
    pimpinan = pohon.pemegang.groupby("kode")["jabatan"].agg(lambda satu: "; ".join(sorted(set(satu))))
    peran = pohon.pemegang.groupby(["kode", *_POSISI])["pegawai"].sum().reset_index()
    hasil = (
        peran.merge(pohon.sisi, on="kode", how="inner", validate="many_to_one")
        .merge(isi, left_on="kode", right_index=True, how="left", validate="many_to_one")
        .merge(atas, left_on="kode_induk", right_index=True, how="left", validate="many_to_one")
        .merge(
            pimpinan.rename("jabatan_induk"), left_on="kode_induk", right_index=True, how="left", validate="many_to_one"
        )
    )
    kolom = [*_POSISI, "pegawai", "kode", "rhk", "uraian", "kode_induk", "rhk_induk", "uraian_induk", "jabatan_induk"]
    urut = ["kode_opd", "kode_induk", "jabatan", "kode"]
    return hasil.sort_values(urut, ignore_index=True)[[*kolom, "cascading", "asal"]]


def susun_jabatan(pohon: PohonIndikator) -> pd.DataFrame:
    """The same people as a tree of agency, unit and position, each with its indicators and employees.

    Columns kode, induk (missing at an agency), jenis (opd, unit, jabatan), kode_opd, uraian, jenis_jabatan (the highest
    there), indikator (different ones held there in the period), pegawai (everybody there, with or without an SKP).
    Agencies by code; in each, units and positions by the highest kind of position, then by name.
    """
    nama = pohon.simpul[pohon.simpul["jenis"] == "opd"].drop_duplicates("kode_opd").set_index("kode_opd")["uraian"]
    posisi, pemegang = _berkode(pohon.posisi), _berkode(pohon.pemegang)
    lapis = [_lapis(posisi, pemegang, jenis) for jenis in ("opd", "unit", "jabatan")]
    semua = pd.concat(lapis, ignore_index=True)
    opd = semua["jenis"] == "opd"
    return semua.assign(uraian=semua["uraian"].where(~opd, semua["kode_opd"].map(nama).fillna(semua["kode_opd"])))


def _berkode(isi: pd.DataFrame) -> pd.DataFrame:
    opd = "opd:" + isi["kode_opd"].astype(str)
    unit = opd + "/" + isi["unit"].astype(str)
    return isi.assign(simpul_opd=opd, simpul_unit=unit, simpul_jabatan=unit + "/" + isi["jabatan"].astype(str))


def _lapis(posisi: pd.DataFrame, pemegang: pd.DataFrame, jenis: str) -> pd.DataFrame:
    """The nodes of one level."""
    kunci, atas = f"simpul_{jenis}", {"unit": "simpul_opd", "jabatan": "simpul_unit"}.get(jenis)
    jenjang = pd.Categorical(posisi["jenis_jabatan"], categories=JENJANG, ordered=True)
    kelompok = posisi.assign(jenjang=jenjang.codes).sort_values(["jenjang", kunci]).groupby(kunci, sort=jenis == "opd")
    hasil = kelompok.agg(
        kode_opd=("kode_opd", "first"), pegawai=("pegawai", "sum"), jenis_jabatan=("jenis_jabatan", "first")
    )
    banyak = pemegang.groupby(kunci)["kode"].nunique()
    hasil = hasil.assign(
        induk=kelompok[atas].first() if atas else float("nan"), jenis=jenis,
        uraian=kelompok["kode_opd" if jenis == "opd" else jenis].first(),
        indikator=banyak.reindex(hasil.index).fillna(0).astype(int),
    )  # fmt: skip
    hasil = hasil.rename_axis("kode").reset_index().astype({"induk": object, "uraian": object})
    return hasil[["kode", "induk", "jenis", "kode_opd", "uraian", "jenis_jabatan", "indikator", "pegawai"]]
