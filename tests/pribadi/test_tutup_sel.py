from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from penilaian.galat import GalatData, GalatParameter
from penilaian.pribadi import tutup_sel as modul
from penilaian.pribadi.tutup_sel import TANDA_TUTUP, TabelTertutup, tutup_sel, tutup_statistik

TABEL = arrays(
    np.int64,
    array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=5),
    elements=st.one_of(st.just(0), st.integers(0, 7), st.integers(0, 60)),
)


def tabel(isi: object) -> pd.DataFrame:
    larik = np.asarray(isi)
    return pd.DataFrame(
        larik, index=[f"b{n}" for n in range(larik.shape[0])], columns=[f"k{n}" for n in range(larik.shape[1])]
    )


def semua_total(hasil: TabelTertutup) -> list[object]:
    return [*hasil.total_baris, *hasil.total_kolom, hasil.total_semua]


def test_sel_kecil_dan_pelengkapnya_berlambang_sama() -> None:
    hasil = tutup_sel(pd.DataFrame({"Baik": [2, 20, 30], "Kurang": [9, 8, 7]}, index=["A", "B", "C"]))
    assert hasil.tampil().to_numpy().tolist() == [["•", "•", 11], ["•", "•", 28], [30, 7, 37], [52, 24, 76]]


def test_tabel_tanpa_sel_kecil_tampil_utuh() -> None:
    isi = tabel([[5, 0, 9], [12, 7, 0]])
    hasil = tutup_sel(isi)
    assert not hasil.tersembunyi.to_numpy().any()
    assert hasil.cacah.astype("int64").equals(isi)
    assert semua_total(hasil) == [14, 19, 17, 7, 9, 33]


def test_yang_paling_sedikit_disembunyikan_lebih_dulu() -> None:
    hasil = tutup_sel(tabel([[2], [40], [9], [6], [0]]))
    assert hasil.tersembunyi["k0"].tolist() == [True, False, False, True, False]
    assert hasil.total_semua == 57


def test_satu_kelompok_kecil_di_antara_nol_menyembunyikan_jumlahnya() -> None:
    hasil = tutup_sel(tabel([[3, 0, 0]]))
    assert hasil.cacah.iloc[0].tolist()[1:] == [0, 0]
    assert hasil.tampil().to_numpy().tolist() == [["•", 0, 0, "•"]]


def test_jumlah_kecil_ikut_disembunyikan() -> None:
    hasil = tutup_sel(tabel([[1, 2], [30, 40]]))
    assert pd.isna(hasil.total_baris["b0"])


def test_total_hanya_disembunyikan_bila_sel_dalam_tidak_cukup() -> None:
    cukup = tutup_sel(tabel([[2, 9, 8], [7, 6, 20], [30, 9, 40]]))
    assert not any(pd.isna(satu) for satu in semua_total(cukup))
    buntu = tutup_sel(tabel([[3, 0], [0, 90]]))
    assert pd.isna(buntu.total_baris["b0"])
    assert buntu.total_semua == 93


def test_tanpa_total_hanya_sel_kecil_yang_disembunyikan() -> None:
    hasil = tutup_sel(tabel([[2, 9], [0, 5]]), total=False)
    assert hasil.tampil().to_numpy().tolist() == [[TANDA_TUTUP, 9], [0, 5]]
    assert hasil.total_baris is hasil.total_kolom is hasil.total_semua is None


def test_batas_satu_tidak_menyembunyikan_apa_pun_dan_tabel_kosong_tetap_kosong() -> None:
    assert not tutup_sel(tabel([[1, 2], [3, 0]]), k=1).tersembunyi.to_numpy().any()
    assert tutup_sel(pd.DataFrame()).cacah.empty


def test_tampilan_tidak_mengulang_satu_satunya_baris_atau_kolom() -> None:
    assert tutup_sel(tabel([[9, 8]])).tampil().shape == (1, 3)
    assert tutup_sel(tabel([[9], [8]])).tampil().shape == (3, 1)
    assert tutup_sel(tabel([[9, 8], [7, 6]])).tampil().shape == (3, 3)


@given(TABEL)
def test_yang_tampil_benar_dan_tidak_ada_yang_kecil(isi: np.ndarray) -> None:
    hasil = tutup_sel(tabel(isi))
    tutup = hasil.tersembunyi.to_numpy()
    assert (hasil.cacah.isna().to_numpy() == tutup).all()
    assert (hasil.cacah.to_numpy()[~tutup] == isi[~tutup]).all()
    assert tutup[(isi > 0) & (isi < 5)].all()
    assert not tutup[isi == 0].any()
    benar = [*isi.sum(axis=1), *isi.sum(axis=0), isi.sum()]
    for tampil, nilai in zip(semua_total(hasil), benar, strict=True):
        assert pd.isna(tampil) or (tampil == nilai and not 0 < nilai < 5)


@given(TABEL)
def test_hasil_selalu_sama_dan_masukan_tidak_berubah(isi: np.ndarray) -> None:
    semula = tabel(isi.copy())
    satu, dua = tutup_sel(semula).tampil(), tutup_sel(semula.copy()).tampil()
    assert satu.equals(dua)
    assert semula.equals(tabel(isi))


@pytest.mark.parametrize(
    "isi",
    [
        tabel([[1.5, 2]]), tabel([[-1, 2]]), tabel([["1", "2"]]), tabel([[True, False]]),
        pd.DataFrame({"a": pd.array([1, None], dtype="Int64")}), pd.DataFrame({"a": [1.0, None]}),
    ],
)  # fmt: skip
def test_yang_bukan_cacah_ditolak(isi: pd.DataFrame) -> None:
    with pytest.raises(GalatData, match=r"bukan cacah.*Tindakan"):
        tutup_sel(isi)


def test_nama_ganda_dan_batas_mustahil_ditolak() -> None:
    with pytest.raises(GalatData, match="bernama sama"):
        tutup_sel(pd.DataFrame([[1], [2]], index=["a", "a"]))
    with pytest.raises(GalatParameter, match="Batas cacah 0"):
        tutup_sel(tabel([[1]]), k=0)


def test_pola_yang_tidak_lolos_pemeriksaan_tidak_diberikan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modul, "pilih_pola", lambda bertepi, k: (bertepi > 0) & (bertepi < k))
    with pytest.raises(GalatData, match="tidak dapat ditutup dengan aman"):
        tutup_sel(tabel([[2, 9], [8, 7]]))


def test_nilai_kelompok_tertutup_ikut_hilang() -> None:
    cacah = tabel([[2], [40], [9], [6], [0]])
    nilai = pd.DataFrame({"k0": [81.5, 90, 85, 79, None]}, index=cacah.index)
    hasil = tutup_statistik(nilai, cacah)["k0"]
    assert hasil.isna().tolist() == [True, False, False, True, True]
    assert hasil.dropna().tolist() == [90, 85]


def test_nilai_yang_tidak_sesuai_cacahnya_ditolak() -> None:
    cacah = tabel([[0], [40]])
    with pytest.raises(GalatData, match="kelompok tanpa anggota"):
        tutup_statistik(tabel([[1.0], [2.0]]), cacah)
    with pytest.raises(GalatData, match="tidak sama susunannya"):
        tutup_statistik(tabel([[2.0], [1.0]]).iloc[::-1], cacah)


@pytest.mark.parametrize("rata_rata", [2, 8, 30])
def test_tabel_empat_puluh_unit_selesai_dalam_hitungan_detik(rata_rata: int) -> None:
    acak = np.random.default_rng(1)
    isi = tabel(acak.poisson(rata_rata * acak.gamma(0.7, 1.4, (40, 5))))
    mulai = time.perf_counter()
    assert tutup_sel(isi).tersembunyi.to_numpy().any()
    assert time.perf_counter() - mulai < 20
