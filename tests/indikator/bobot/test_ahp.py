"""AHP: published examples, closed forms for three items, group judgements, refusals."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian.galat import GalatRumus
from penilaian.indikator.bobot import ahp, gabung_ahp, matriks_ahp
from penilaian.indikator.bobot.ahp import INDEKS_ACAK

SKALA = [Fraction(1, n) for n in range(9, 1, -1)] + [Fraction(n) for n in range(1, 10)]


def _pasangan(*isi: tuple[str, str, object]) -> pd.DataFrame:
    return pd.DataFrame(isi, columns=["butir", "banding", "nilai"], dtype=object)


def _acak(nilai: list[Fraction], kode: str = "abcd") -> pd.DataFrame:
    return matriks_ahp(_pasangan(*((a, b, n) for (a, b), n in zip(combinations(kode, 2), nilai, strict=True))))


empat = st.lists(st.sampled_from(SKALA), min_size=6, max_size=6)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SKALA), st.sampled_from(SKALA), st.sampled_from(SKALA))
def test_tiga_butir_menurut_bentuk_tertutupnya(ab: Fraction, bc: Fraction, ac: Fraction) -> None:
    """λ = 1 + t + 1/t with t³ = ac/(ab·bc), weights are the geometric means of the rows (Saaty 1977)."""
    hasil = ahp(matriks_ahp(_pasangan(("a", "b", ab), ("b", "c", bc), ("a", "c", ac))))
    t = float(ac / (ab * bc)) ** (1 / 3)
    rata = np.array([float(ab * ac), float(bc / ab), float(1 / (ac * bc))]) ** (1 / 3)
    assert hasil.lambda_maks == pytest.approx(1 + t + 1 / t)
    assert hasil.indeks_konsistensi == pytest.approx((t + 1 / t - 2) / 2, abs=1e-9)
    assert hasil.nisbah_konsistensi == pytest.approx((t + 1 / t - 2) / 2 / 0.52, abs=1e-9)
    assert hasil.bobot.tolist() == pytest.approx((rata / rata.sum()).tolist())


@settings(max_examples=40, deadline=None)
@given(empat)
def test_bobot_adalah_vektor_eigen_positif_berjumlah_satu(nilai: list[Fraction]) -> None:
    matriks = _acak(nilai)
    hasil = ahp(matriks)
    assert hasil.bobot.sum() == pytest.approx(1)
    assert (hasil.bobot > 0).all()
    assert (matriks.to_numpy() @ hasil.bobot.to_numpy()).tolist() == pytest.approx(
        (hasil.lambda_maks * hasil.bobot).tolist()
    )
    assert hasil.lambda_maks >= 4
    assert hasil.nisbah_konsistensi >= 0


@settings(max_examples=30, deadline=None)
@given(empat, st.permutations("abcd"))
def test_urutan_butir_tidak_mengubah_bobot(nilai: list[Fraction], urut: list[str]) -> None:
    matriks = _acak(nilai)
    lain = ahp(matriks.loc[urut, urut])
    assert lain.bobot[list("abcd")].tolist() == pytest.approx(ahp(matriks).bobot.tolist())


def test_satu_dan_dua_butir_selalu_konsisten() -> None:
    assert ahp(pd.DataFrame([[1.0]], ["a"], ["a"])).bobot.tolist() == [1]
    dua = ahp(matriks_ahp(_pasangan(("a", "b", 3))))
    assert dua.bobot.tolist() == pytest.approx([0.75, 0.25])
    assert dua.nisbah_konsistensi == 0


def test_indeks_acak_naik_dengan_banyak_butir() -> None:
    assert list(INDEKS_ACAK) == sorted(INDEKS_ACAK)
    assert len(INDEKS_ACAK) == 15


def test_kebalikan_diisi_dan_arah_pasangan_tidak_berpengaruh() -> None:
    satu = matriks_ahp(_pasangan(("a", "b", "1/3"), ("a", "c", 5), ("b", "c", 9)))
    lain = matriks_ahp(_pasangan(("c", "b", "1/9"), ("b", "a", 3), ("c", "a", 0.2)))
    pd.testing.assert_frame_equal(satu, lain)
    assert satu.loc["b", "a"] == pytest.approx(3)


def test_daftar_butir_menentukan_urutan() -> None:
    matriks = matriks_ahp(_pasangan(("a", "b", 2)), butir=["b", "a"])
    assert list(matriks.index) == list(matriks.columns) == ["b", "a"]


@pytest.mark.parametrize(
    ("kode", "pasangan", "disebut"),
    [
        ("pasangan_kurang", [("mutu", "waktu", 3), ("mutu", "biaya", 5)], "biaya dan waktu"),
        ("pasangan_ganda", [("mutu", "waktu", 3), ("waktu", "mutu", "1/3")], "waktu dan mutu"),
        ("pasangan_sendiri", [("mutu", "mutu", 1)], "mutu"),
        ("di_luar_skala", [("mutu", "waktu", 10)], "mutu terhadap waktu"),
        ("di_luar_skala", [("mutu", "waktu", 0.11)], "mutu terhadap waktu"),
        ("di_luar_skala", [("mutu", "waktu", "sangat")], "sangat"),
        ("di_luar_skala", [("mutu", "waktu", "1/0")], "1/0"),
        ("di_luar_skala", [("mutu", "waktu", 0)], "bernilai 0"),
        ("di_luar_skala", [("mutu", "waktu", float("inf"))], "mutu terhadap waktu"),
        ("pasangan_kosong", [("mutu", "waktu", None)], "kosong"),
        ("pasangan_kosong", [("mutu", None, 3)], "kosong"),
        ("pasangan_kurang", [], "Belum ada"),
    ],
)
def test_pasangan_yang_ditolak_disebut(kode: str, pasangan: list[tuple[str, str, object]], disebut: str) -> None:
    with pytest.raises(GalatRumus, match=disebut) as galat:
        matriks_ahp(_pasangan(*pasangan))
    assert galat.value.kode == kode


def test_butir_yang_sama_sekali_belum_dibandingkan_disebut() -> None:
    with pytest.raises(GalatRumus, match="mutu dan biaya; waktu dan biaya") as galat:
        matriks_ahp(_pasangan(("mutu", "waktu", 3)), butir=["mutu", "waktu", "biaya"])
    assert galat.value.kode == "pasangan_kurang"


def test_butir_di_luar_daftar_ditolak() -> None:
    with pytest.raises(GalatRumus, match="wktu") as galat:
        matriks_ahp(_pasangan(("mutu", "wktu", 3)), butir=["mutu", "waktu"])
    assert galat.value.kode == "butir_asing"


@pytest.mark.parametrize(
    ("isi", "disebut"),
    [
        ([[1, 3], [0.5, 1]], "a terhadap b bukan kebalikan b terhadap a"),
        ([[1, 3], [0.33, 1]], "bukan kebalikan"),
        ([[2, 3], [1 / 3, 1]], "a terhadap dirinya sendiri bukan 1"),
        ([[1, -3], [-1 / 3, 1]], "tidak lebih dari nol"),
        ([[1, None], [1 / 3, 1]], "kosong"),
    ],
)
def test_matriks_yang_bukan_balikan_ditolak(isi: list[list[float]], disebut: str) -> None:
    with pytest.raises(GalatRumus, match=disebut) as galat:
        ahp(pd.DataFrame(isi, index=["a", "b"], columns=["a", "b"]))
    assert galat.value.kode == "bukan_balikan"


@pytest.mark.parametrize(
    "matriks",
    [
        pd.DataFrame([[1, 3, 1], [1 / 3, 1, 1]], index=["a", "b"], columns=["a", "b", "c"]),
        pd.DataFrame([[1, 3], [1 / 3, 1]], index=["a", "b"], columns=["b", "a"]),
        pd.DataFrame(),
    ],
)
def test_matriks_yang_kepalanya_tidak_sama_ditolak(matriks: pd.DataFrame) -> None:
    with pytest.raises(GalatRumus) as galat:
        ahp(matriks)
    assert galat.value.kode == "bukan_balikan"


def test_enam_belas_butir_terlalu_banyak() -> None:
    kode = [f"i{n:02}" for n in range(16)]
    with pytest.raises(GalatRumus, match="120 pasangan") as galat:
        ahp(pd.DataFrame(np.ones((16, 16)), kode, kode))
    assert galat.value.kode == "terlalu_banyak_butir"


@settings(max_examples=25, deadline=None)
@given(st.lists(empat, min_size=1, max_size=4), st.randoms())
def test_gabungan_adalah_rata_rata_geometrik_dan_tetap_balikan(orang: list[list[Fraction]], acak) -> None:
    semua = [_acak(nilai) for nilai in orang]
    gabungan = gabung_ahp(semua)
    isi = np.stack([satu.to_numpy() for satu in semua])
    assert gabungan.to_numpy().ravel().tolist() == pytest.approx((isi.prod(axis=0) ** (1 / len(isi))).ravel().tolist())
    ahp(gabungan)
    acak.shuffle(semua)
    pd.testing.assert_frame_equal(gabung_ahp(semua), gabungan, check_exact=True)


def test_pendapat_berlawanan_menjadi_sama_penting() -> None:
    satu, lain = (matriks_ahp(_pasangan(("a", "b", nilai))) for nilai in (7, "1/7"))
    assert ahp(gabung_ahp([satu, lain])).bobot.tolist() == pytest.approx([0.5, 0.5])


def test_gabungan_mengikuti_kode_bukan_urutan() -> None:
    satu = matriks_ahp(_pasangan(("a", "b", 2)))
    lain = satu.loc[["b", "a"], ["b", "a"]]
    assert gabung_ahp([satu, lain]).loc["a", "b"] == pytest.approx(2)


def test_gabungan_menolak_kosong_dan_butir_lain() -> None:
    with pytest.raises(GalatRumus) as galat:
        gabung_ahp([])
    assert galat.value.kode == "tanpa_penilai"
    with pytest.raises(GalatRumus, match="ke-2") as galat:
        gabung_ahp([matriks_ahp(_pasangan(("a", "b", 2))), matriks_ahp(_pasangan(("a", "c", 2)))])
    assert galat.value.kode == "butir_berbeda"


@pytest.mark.parametrize(
    "salah",
    [lambda: ahp([[1, 2], [0.5, 1]]), lambda: gabung_ahp([[[1, 2], [0.5, 1]]]), lambda: matriks_ahp({"butir": ["a"]})],
)
def test_yang_bukan_tabel_ditolak(salah) -> None:
    with pytest.raises(GalatRumus) as galat:
        salah()
    assert galat.value.kode == "bukan_tabel"


def test_kolom_yang_tidak_ada_disebut() -> None:
    with pytest.raises(GalatRumus, match="Kolom nilai tidak ada") as galat:
        matriks_ahp(pd.DataFrame({"butir": ["a"], "banding": ["b"], "skor": [3]}))
    assert galat.value.kode == "kolom_kurang"


def test_desimal_berkoma_disebut_cara_menulisnya() -> None:
    with pytest.raises(GalatRumus, match="titik desimal"):
        matriks_ahp(pd.DataFrame({"butir": ["a"], "banding": ["b"], "nilai": ["0,5"]}))
