"""One city for all tests of this folder, and what a reader of its tables can compute."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from penilaian.contoh import Kota, buat_kota

URUTAN = {"di_bawah": 0.0, "sesuai": 1.0, "di_atas": 2.0}


@pytest.fixture(scope="session")
def kota() -> Kota:
    return buat_kota(1500, 77)


@pytest.fixture(scope="session")
def butir(kota: Kota) -> pd.DataFrame:
    """Plans with figures and achievement in percent, computed here from the tables alone."""
    tabel = kota.tabel
    butir = tabel["skp"].merge(tabel["realisasi"], on=["nip", "periode", "kode_indikator"], validate="one_to_one")
    butir = butir.merge(
        tabel["indikator"][["kode", "arah", "jenis_target"]],
        left_on="kode_indikator",
        right_on="kode",
        validate="many_to_one",
    )
    bawah = butir["target"].fillna(butir["target_bawah"])
    atas = butir["target"].fillna(butir["target_atas"])
    acuan = atas.where(butir["realisasi"] > atas, bawah)
    rasio = (butir["realisasi"] / acuan).where(butir["arah"] == "naik", 2 - butir["realisasi"] / acuan) * 100
    capaian = rasio.where((butir["realisasi"] < bawah) | (butir["realisasi"] > atas), 100.0)
    ada = butir["realisasi"].notna() & bawah.notna() & ~((atas == 0) & (butir["realisasi"] > 0))
    return butir.assign(capaian=capaian.where(ada))


@pytest.fixture(scope="session")
def nilai(kota: Kota, butir: pd.DataFrame) -> pd.DataFrame:
    """Decisions with the mean achievement, and the part of the decision that achievement does not explain."""
    rata = butir.assign(capaian=butir["capaian"].clip(60, 120)).groupby(["nip", "periode"])["capaian"].mean()
    tabel = kota.tabel["penetapan"].merge(
        kota.tabel["pegawai"].drop(columns="nip_penilai"), on=["nip", "periode"], validate="one_to_one"
    )
    tabel = tabel.merge(rata.rename("capaian"), on=["nip", "periode"], validate="one_to_one").dropna(subset="capaian")
    hasil, perilaku = tabel["hasil_kerja"].map(URUTAN), tabel["perilaku_kerja"].map(URUTAN)
    pangkat = np.polynomial.Polynomial.fit(tabel["capaian"], hasil, 3)
    return tabel.assign(
        tingkat_hasil=hasil, tingkat_perilaku=perilaku, lebih=hasil - pangkat(tabel["capaian"].to_numpy())
    )
