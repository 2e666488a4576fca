"""Nobody games: then small probabilities are as rare as they say, also where decisions come in bursts, phrases are
common, and kinds of indicator, people and agencies differ. Each rate is over all people of a few draws.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from penilaian.kalibrasi.permainan import (
    bukti_berulang,
    hari_terakhir,
    menumpuk,
    persis_target,
    target_diringankan,
    umpan_balik_salinan,
)
from tests.kalibrasi.tiruan import TRIWULAN, akhir, bahan, butir


def _pastikan_jarang(daftar):
    hasil = pd.concat(daftar)
    for taraf in (0.05, 0.01, 0.001):
        batas = taraf + 2 * np.sqrt(taraf * (1 - taraf) / len(hasil))
        assert (hasil["p"] <= taraf).mean() <= batas, (taraf, (hasil["p"] <= taraf).mean())
    assert hasil["ditandai"].sum() <= 1


@pytest.mark.parametrize(("per_kelompok", "beragam"), [(8, 1000.0), (8, 4.0), (1, 4.0), (40, 2.0)])
def test_tepat_di_target_walau_indikator_berbeda_beda(per_kelompok, beragam):
    """One in four indicators is hit by itself, another never; some are one person's alone."""
    semua = [bahan(butir=butir(benih, per_kelompok=per_kelompok, beragam=beragam)) for benih in range(3)]
    _pastikan_jarang([menumpuk(satu) for satu in semua])
    _pastikan_jarang([persis_target(satu) for satu in semua])


def _ubah(benih, laju, bentuk, ledak):
    """Targets lowered at any time of the quarter, in ``ledak`` at once; people's paces spread by a gamma of this shape."""
    acak = np.random.default_rng(benih)
    isi = butir(benih, orang=200)
    orang = isi["nip"].str[1:].astype(int).to_numpy()
    kunci = orang * 8 + isi["periode"].map(TRIWULAN.index).to_numpy()
    milik = laju * (acak.gamma(bentuk, 1 / bentuk, 200) if bentuk else np.ones(200))
    if ledak:
        kena = (acak.random(1600) < 6 * milik[np.arange(1600) // 8])[kunci]
        hari = acak.integers(0, 90, 1600)[kunci]
    else:
        kena, hari = acak.random(len(isi)) < milik[orang], acak.integers(0, 90, len(isi))
    waktu = akhir(isi["periode"]) - pd.to_timedelta(hari, unit="D")
    return bahan(butir=isi.assign(target_semula=np.where(kena, 50.0, np.nan), diubah=waktu.where(kena)))


@pytest.mark.parametrize(("laju", "bentuk", "ledak"), [(0.01, None, False), (0.02, 0.3, False), (0.1, 1.0, False), (0.02, None, True), (0.01, 0.5, True), (0.0005, None, False)])  # fmt: skip
def test_target_yang_diubah_kapan_saja(laju, bentuk, ledak):
    """The first version marked one in ten of those who adjust all their targets on one day, whenever that was."""
    _pastikan_jarang([target_diringankan(_ubah(benih, laju, bentuk, ledak)) for benih in range(3)])


def _kalimat(benih, banyak, miring):
    acak = np.random.default_rng(benih)
    bobot = 1 / np.arange(1, banyak + 1) ** miring
    isi = pd.DataFrame(
        [(f"g{g:03d}", f"e{g}-{e}") for g in range(80) for e in range(acak.integers(3, 12)) for _ in range(4)],
        columns=["dari", "nip"],
    )
    frasa = np.array([f"kata {''.join(chr(97 + int(angka)) for angka in str(n))}" for n in range(banyak)])
    return bahan(umpan_balik=isi.assign(isi=frasa[acak.choice(banyak, len(isi), p=bobot / bobot.sum())]))


@pytest.mark.parametrize(("banyak", "miring"), [(20, 0.0), (50, 2.0), (300, 1.2), (4000, 0.0)])
def test_kalimat_yang_umum_terulang_dengan_sendirinya(banyak, miring):
    """Six equal texts are fifteen pairs: a Poisson count of pairs called that a one in a million chance."""
    _pastikan_jarang([umpan_balik_salinan(_kalimat(benih, banyak, miring)) for benih in range(3)])


def test_bukti_dari_daftar_yang_sama_terulang_dengan_sendirinya():
    _pastikan_jarang([bukti_berulang(bahan(butir=butir(benih))) for benih in range(3)])


def _sesi(benih, laju_opd):
    """People sit down once a quarter and enter everything; agencies, or agencies in a quarter, differ in how late."""
    acak = np.random.default_rng(benih)
    isi = butir(benih, orang=240)
    pegawai = isi[["nip", "periode"]].drop_duplicates().reset_index(drop=True)
    opd = pegawai["nip"].str[1:].astype(int) % 12
    kapan = pegawai["periode"].map(TRIWULAN.index)
    laju = {"sama": np.full((12, 8), 0.1), "opd": np.repeat(acak.beta(0.3, 1.5, (12, 1)), 8, axis=1), "opd dan triwulan": acak.beta(0.2, 1.8, (12, 8))}[laju_opd]  # fmt: skip
    akhir_ini = acak.random(len(pegawai)) < laju[opd, kapan]
    pegawai = pegawai.assign(kode_opd="o" + opd.astype(str), hari=np.where(akhir_ini, 0, acak.integers(1, 40, len(pegawai))))  # fmt: skip
    isi = isi.merge(pegawai, on=["nip", "periode"], validate="many_to_one")
    isi["dicatat"] = akhir(isi["periode"]) - pd.to_timedelta(isi["hari"], unit="D")
    return bahan(butir=isi.drop(columns=["hari", "kode_opd"]), pegawai=pegawai)


@pytest.mark.parametrize("laju_opd", ["sama", "opd", "opd dan triwulan"])
def test_semua_dicatat_sekaligus_adalah_satu_keputusan(laju_opd):
    """The first version marked one person in eight: it took six entries of one afternoon for six decisions."""
    _pastikan_jarang([hari_terakhir(_sesi(benih, laju_opd)) for benih in range(3)])
