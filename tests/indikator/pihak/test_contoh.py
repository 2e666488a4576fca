"""Synthetic answers: marked as such, the same for the same seed, disputed a bit, one person inconsistent."""

from pathlib import Path

import pandas as pd
import pytest

from penilaian.data import baca_data
from penilaian.indikator.bahan import BahanIndikator
from penilaian.indikator.pihak.angket import susun_angket
from penilaian.indikator.pihak.contoh import PEMBALIK, TANDA, contoh_pertimbangan
from penilaian.indikator.pihak.gabung import bobot_pihak
from penilaian.indikator.pihak.perangkat import PASANGAN, PIHAK
from penilaian.indikator.pihak.suara import perlu_dibahas, suara_indikator
from penilaian.indikator.pihak.tabel import baca_pertimbangan, tulis_pertimbangan
from penilaian.periode import Periode
from tests.indikator.pihak.bahan_uji import angket

AKAR = Path(__file__).parents[3]
BATAS = 0.1
"""batas_konsistensi of the local policy as it is shipped."""


@pytest.fixture(scope="module")
def contoh():
    """The agencies' questionnaires of the synthetic city; what was achieved is not asked about."""
    data = baca_data(AKAR / "data/contoh").tabel
    kosong = pd.DataFrame()
    return BahanIndikator(Periode.urai("2025-T4"), data["indikator"], kosong, kosong, data["opd"], None)


def test_benih_yang_sama_memberi_jawaban_yang_sama():
    satu, lain = contoh_pertimbangan(angket(), 3, 7), contoh_pertimbangan(angket(), 3, 7)
    pd.testing.assert_frame_equal(satu, lain)
    assert not satu.equals(contoh_pertimbangan(angket(), 3, 8))


def test_setiap_tulisan_bertanda_sintetis(contoh):
    data = contoh_pertimbangan(susun_angket(contoh, "dinkes"), 6, 2025)
    tulisan = pd.concat([data["catatan"], data["usulan"]]).dropna()
    assert len(tulisan) > 20
    assert tulisan.str.contains(TANDA, regex=False).all()


@pytest.mark.parametrize("kode", ["dinkes", "disdik", "kota"])
def test_berkas_tersimpan_sama_dengan_yang_dibuat_lagi(contoh, kode):
    data = contoh_pertimbangan(susun_angket(contoh, kode), 6, 2025)
    assert (AKAR / "data/pihak" / f"{kode}.csv").read_text("utf-8") == tulis_pertimbangan(data)


@pytest.mark.parametrize("kode", ["dinkes", "disdik", "kota"])
def test_hanya_satu_peserta_tidak_konsisten(contoh, kode):
    data = baca_pertimbangan((AKAR / "data/pihak" / f"{kode}.csv").read_bytes())
    for perangkat in susun_angket(contoh, kode).perangkat:
        if PASANGAN in perangkat.cara:
            keluar = bobot_pihak(data, perangkat, PASANGAN, BATAS).dikeluarkan
            assert keluar[["pihak", "peserta"]].to_numpy().tolist() == [[PEMBALIK[0], "P02"]]


def test_para_pihak_berbeda_sedikit(contoh):
    data = baca_pertimbangan((AKAR / "data/pihak/dinkes.csv").read_bytes())
    assert set(data["pihak"]) == set(PIHAK)
    indikator = susun_angket(contoh, "dinkes").perangkat[-1]
    bahas = perlu_dibahas(suara_indikator(data, indikator))
    assert 0 < bahas["pihak_berbeda"].sum() < len(bahas) / 3
