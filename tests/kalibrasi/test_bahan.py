"""What a review starts from: rows of several periods side by side, nothing filled in, nothing lost."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penilaian.galat import GalatData
from penilaian.kalibrasi.bahan import KUNCI_BUTIR, siapkan
from penilaian.periode import Periode, pilih_periode
from tests.kalibrasi.tiruan import ATURAN, TRIWULAN

ADA = [Periode.urai(kode) for kode in (*TRIWULAN, "2024", "2025", "2025-12", "2025-S2")]


def test_baris_setiap_periode_ada_sekali_dan_yang_terakhir_ditinjau(contoh, hasil_contoh):
    assert contoh.daftar_periode == ["2025-T2", "2025-T3", "2025-T4"]
    assert len(contoh.pegawai) == sum(len(satu.pegawai) for satu in hasil_contoh)
    assert not contoh.pegawai.duplicated(["nip", "periode"]).any()
    assert contoh.periode.kode == "2025-T4"
    assert set(contoh.kini["periode"]) == {"2025-T4"}
    assert len(contoh.butir) == sum(len(satu.indikator) for satu in hasil_contoh)
    assert not contoh.butir.duplicated(KUNCI_BUTIR).any()
    assert set(contoh.umpan_balik["periode"]) == set(contoh.daftar_periode)


def test_tingkat_mengikuti_urutan_rating_dan_yang_kosong_tetap_kosong(contoh):
    pegawai = contoh.pegawai
    tingkat = {"di_bawah": 0.0, "sesuai": 1.0, "di_atas": 2.0}
    for lama, baru in (("hasil_kerja", "tingkat_hasil"), ("perilaku_kerja", "tingkat_perilaku"), ("usulan", "tingkat_usulan")):  # fmt: skip
        pd.testing.assert_series_equal(pegawai[baru], pegawai[lama].map(tingkat).astype("float64"), check_names=False)
    assert pegawai["tingkat_hasil"].isna().any()


def test_target_nol_yang_terlampaui_adalah_rating_tanpa_persen(contoh):
    """Counted here from the indicators: a rating without a percentage, over all that have a rating."""
    butir = contoh.butir[contoh.butir["rating"].notna()]
    kelompok = butir["capaian"].isna().groupby([butir["nip"], butir["periode"]]).mean().rename("harap")
    gabung = contoh.pegawai.merge(kelompok, left_on=["nip", "periode"], right_index=True, validate="one_to_one")
    np.testing.assert_allclose(gabung["nol_terlampaui"], gabung["harap"])
    assert gabung["harap"].gt(0).any()
    assert contoh.pegawai["nol_terlampaui"].dropna().between(0, 1).all()


def test_yang_dicatat_ikut_ke_butir_tanpa_mengubah_tabel(contoh, data_contoh):
    realisasi = data_contoh.tabel["realisasi"].set_index(KUNCI_BUTIR)
    butir = contoh.butir.set_index(KUNCI_BUTIR)
    for kolom in ("bukti", "dicatat", "realisasi"):
        pd.testing.assert_series_equal(butir[kolom], realisasi[kolom].reindex(butir.index), check_dtype=False)


def test_periode_yang_dinilai_dengan_angka_ditolak(hasil_contoh, data_contoh):
    with pytest.raises(GalatData, match="sejak 2022"):
        siapkan([], data_contoh.tabel, ATURAN)

    class Lama:
        pegawai = pd.DataFrame({"nip": ["a"], "nilai": [90.0]})

    with pytest.raises(GalatData, match="dinilai dengan angka"):
        siapkan([Lama(), *hasil_contoh], data_contoh.tabel, ATURAN)


@given(akhir=st.sampled_from(ADA), banyak=st.integers(1, 12), ada=st.permutations(ADA))
def test_periode_yang_dipakai_sejenis_berurut_dan_tidak_melewati_yang_ditinjau(akhir, banyak, ada):
    pilih = pilih_periode([*ada, *ada], akhir, banyak)
    assert pilih == sorted(set(pilih))
    assert pilih[-1] == akhir
    assert len(pilih) <= banyak
    assert all(satu.jenis == akhir.jenis for satu in pilih)
    lain = [satu for satu in ADA if satu.jenis == akhir.jenis and satu < akhir and satu not in pilih]
    assert all(satu < pilih[0] for satu in lain)


def test_bilangan_kebijakan_dibaca_dari_aturan(contoh):
    assert contoh.bilangan("taraf") == 0.05
    assert contoh.bilangan("amatan_paling_sedikit") == 10
