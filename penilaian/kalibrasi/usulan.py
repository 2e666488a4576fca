"""Proposed against decided: where assessors depart from achievement, how far, which way, and whether they say why."""

from __future__ import annotations

import pandas as pd

from penilaian.kalibrasi.bahan import BahanKalibrasi
from penilaian.nilai.kolom_indikator import RATING

MENURUT = ("nip_penilai", "kode_opd", "jenis_jabatan")


def dapat_dibandingkan(bahan: BahanKalibrasi) -> pd.DataFrame:
    """Employees under review with a proposal and a decision, with ``jarak`` (steps, plus is above the proposal) and
    ``tanpa_alasan`` (departs, and no reason is written).
    """
    isi = bahan.kini.dropna(subset=["tingkat_usulan", "tingkat_hasil"]).reset_index(drop=True)
    jarak = (isi["tingkat_hasil"] - isi["tingkat_usulan"]).astype("int64")
    kosong = isi["alasan_penetapan"].isna() | (isi["alasan_penetapan"].str.strip() == "")
    return isi.assign(jarak=jarak, tanpa_alasan=(jarak != 0) & kosong)


def silang_usulan(isi: pd.DataFrame, bahan: BahanKalibrasi) -> pd.DataFrame:
    """Counts of employees: rows the proposed rating, columns the decided one, both from the lowest up."""
    kode = list(bahan.aturan.nilai(RATING).kode)
    return pd.crosstab(isi["usulan"], isi["hasil_kerja"]).reindex(index=kode, columns=kode, fill_value=0)


def ringkas_usulan(isi: pd.DataFrame, menurut: str) -> pd.DataFrame:
    """Departures by assessor, agency or kind of position.

    Index the group; pegawai, lebih_tinggi, lebih_rendah, dua_tingkat, tanpa_alasan, ``jarak`` (mean steps).
    """
    kelompok = isi.dropna(subset=[menurut]).groupby(menurut)
    return pd.DataFrame(
        {
            "pegawai": kelompok.size(),
            "lebih_tinggi": kelompok["jarak"].agg(lambda satu: int((satu > 0).sum())),
            "lebih_rendah": kelompok["jarak"].agg(lambda satu: int((satu < 0).sum())),
            "dua_tingkat": kelompok["jarak"].agg(lambda satu: int((satu.abs() > 1).sum())),
            "tanpa_alasan": kelompok["tanpa_alasan"].sum().astype("int64"),
            "jarak": kelompok["jarak"].mean(),
        }
    )


def alasan_seragam(isi: pd.DataFrame, paling_sedikit: int) -> pd.DataFrame:
    """Assessors who give one and the same reason for every departure, with how many departures (at least this many).

    Columns: nip_penilai, pegawai, berbeda. The reason itself is not handed on: it is what somebody wrote about people.
    """
    beda = isi[(isi["jarak"] != 0) & ~isi["tanpa_alasan"]].dropna(subset=["nip_penilai"])
    teks = beda["alasan_penetapan"].str.casefold().str.split().str.join(" ")
    kelompok = teks.groupby(beda["nip_penilai"]).agg(["size", "nunique"])
    sama = kelompok[(kelompok["nunique"] == 1) & (kelompok["size"] >= paling_sedikit)]
    return (
        sama.rename(columns={"size": "berbeda"})[["berbeda"]]
        .join(isi.groupby("nip_penilai").size().rename("pegawai"))
        .reset_index()
    )


def alasan_tersering(isi: pd.DataFrame, paling_sedikit: int) -> pd.DataFrame:
    """Written reasons for departures, most frequent first; one given for fewer employees than this is in ``lainnya``.

    Texts are compared without case and spacing, and shown as first written. Columns: alasan (missing for all the
    others together), lebih_tinggi, lebih_rendah (employees).
    """
    beda = isi[(isi["jarak"] != 0) & ~isi["tanpa_alasan"]]
    teks = beda["alasan_penetapan"].str.casefold().str.split().str.join(" ")
    sering = teks.groupby(teks).transform("size") >= paling_sedikit
    pertama = beda["alasan_penetapan"].groupby(teks).transform("first").where(sering)
    kelompok = beda.assign(alasan=pertama).groupby("alasan", dropna=False)["jarak"]
    hasil = pd.DataFrame(
        {
            "lebih_tinggi": kelompok.agg(lambda satu: int((satu > 0).sum())),
            "lebih_rendah": kelompok.agg(lambda satu: int((satu < 0).sum())),
        }
    ).reset_index()
    urut = hasil.assign(semua=hasil["lebih_tinggi"] + hasil["lebih_rendah"], lain=hasil["alasan"].isna())
    return urut.sort_values(["lain", "semua", "alasan"], ascending=[True, False, True], ignore_index=True)[
        ["alasan", "lebih_tinggi", "lebih_rendah"]
    ]
