"""Equal, manual and budget weights: sums are exact or refused, and missing is never zero."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian.galat import GalatRumus
from penilaian.indikator.bobot import bobot_anggaran, bobot_manual, bobot_sama


def test_bobot_sama() -> None:
    assert bobot_sama(["a", "b", "c"]).tolist() == [1 / 3] * 3


@pytest.mark.parametrize(("kode", "daftar"), [("tanpa_indikator", []), ("kode_ganda", ["a", "b", "a"])])
def test_bobot_sama_menolak(kode: str, daftar: list[str]) -> None:
    with pytest.raises(GalatRumus) as galat:
        bobot_sama(daftar)
    assert galat.value.kode == kode


@pytest.mark.parametrize(
    "bobot",
    [
        {"a": 25, "b": 75},
        {"a": Decimal("0.25"), "b": Decimal("0.75")},
        {"a": Fraction(1, 4), "b": Fraction(3, 4)},
        {"a": np.int64(25), "b": np.float64(75)},
        {"a": Decimal("25"), "b": Fraction(75)},
    ],
)
def test_bobot_manual_bagian_atau_persen(bobot: dict[str, object]) -> None:
    assert bobot_manual(bobot).to_dict() == {"a": 0.25, "b": 0.75}


def test_sepersepuluh_sepuluh_kali_tepat_satu() -> None:
    """As binary floats the sum is 0.9999999999999999; as the decimals that were written it is one."""
    assert sum([0.1] * 10) != 1
    assert bobot_manual({f"i{n}": 0.1 for n in range(10)}).tolist() == [0.1] * 10


def test_bobot_nol_boleh() -> None:
    assert bobot_manual({"a": 100, "b": 0})["b"] == 0


@pytest.mark.parametrize(
    ("bobot", "tertulis"),
    [
        ({"a": 33.33, "b": 33.33, "c": 33.33}, "99,99"),
        ({"a": Decimal("0.333"), "b": Decimal("0.333"), "c": Decimal("0.333")}, "0,999"),
        ({"a": 50, "b": 51}, "101"),
        ({"a": 1, "b": 1}, "2"),
        ({"a": Fraction(1, 3), "b": Fraction(1, 3)}, "2/3"),
        ({"a": Decimal("99.9999999"), "b": 0}, "99,9999999"),
        ({"a": 0, "b": 0}, "0"),
    ],
)
def test_jumlah_lain_ditolak_dan_disebut_persis(bobot: dict[str, object], tertulis: str) -> None:
    with pytest.raises(GalatRumus, match=rf"berjumlah {tertulis}\.") as galat:
        bobot_manual(bobot)
    assert galat.value.kode == "jumlah_bobot"


@pytest.mark.parametrize(
    ("kode", "nilai"),
    [
        ("bobot_negatif", -10),
        ("bobot_kosong", None),
        ("bobot_kosong", float("nan")),
        ("bobot_kosong", Decimal("NaN")),
        ("bobot_kosong", float("inf")),
        ("bobot_kosong", "40"),
        ("bobot_kosong", True),
    ],
)
def test_bobot_yang_tidak_sah_disebut(kode: str, nilai: object) -> None:
    with pytest.raises(GalatRumus, match="mutu") as galat:
        bobot_manual({"mutu": nilai, "lain": 100})
    assert galat.value.kode == kode


def test_alokasi_anggaran_rata_rata_bagian() -> None:
    """Thirds come out as thirds, whatever the participants' budgets."""
    alokasi = pd.DataFrame({"a": [50, 2, 1], "b": [50, 8, 2]}, index=["p", "q", "r"])
    bobot = bobot_anggaran(alokasi, anggaran={"p": 100, "q": 10, "r": 3})
    assert bobot.tolist() == [float((Fraction(1, 2) + Fraction(1, 5) + Fraction(1, 3)) / 3), 0.6555555555555556]


def test_alokasi_yang_tidak_habis_dibagi_disebut_pesertanya() -> None:
    alokasi = pd.DataFrame({"a": [50.0, 50.0, 60.0], "b": [50.0, 49.9, 50.0]}, index=["p", "q", "r"])
    with pytest.raises(GalatRumus) as galat:
        bobot_anggaran(alokasi)
    assert galat.value.kode == "jumlah_alokasi"
    assert "q (99,9 dari 100) dan r (110 dari 100)" in galat.value.apa


@pytest.mark.parametrize(
    ("kode", "alokasi"),
    [
        ("bobot_kosong", pd.DataFrame({"a": [100.0], "b": [None]}, index=["p"])),
        ("bobot_negatif", pd.DataFrame({"a": [110], "b": [-10]}, index=["p"])),
        ("tanpa_peserta", pd.DataFrame({"a": [], "b": []})),
        ("kode_ganda", pd.DataFrame({"a": [50, 50], "b": [50, 50]}, index=["p", "p"])),
        ("kode_ganda", pd.DataFrame([[50, 50]], index=["p"], columns=["a", "a"])),
        ("jumlah_alokasi", pd.DataFrame({"a": [0], "b": [0]}, index=["p"])),
    ],
)
def test_alokasi_menolak(kode: str, alokasi: pd.DataFrame) -> None:
    with pytest.raises(GalatRumus) as galat:
        bobot_anggaran(alokasi)
    assert galat.value.kode == kode


def test_peserta_tanpa_anggaran_disebut() -> None:
    with pytest.raises(GalatRumus, match="Anggaran q kosong") as galat:
        bobot_anggaran(pd.DataFrame({"a": [1, 1], "b": [0, 0]}, index=["p", "q"]), anggaran={"p": 1})
    assert galat.value.kode == "bobot_kosong"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=6), st.randoms())
def test_alokasi_berjumlah_satu_dan_tidak_bergantung_pada_urutan_peserta(isi: list[tuple[int, int]], acak) -> None:
    alokasi = pd.DataFrame([(a, b, 100 - a - b) for a, b in isi], columns=list("abc"))
    bobot = bobot_anggaran(alokasi)
    urut = list(alokasi.index)
    acak.shuffle(urut)
    assert bobot.sum() == pytest.approx(1)
    assert (bobot >= 0).all()
    pd.testing.assert_series_equal(bobot_anggaran(alokasi.loc[urut]), bobot, check_exact=True)


def test_bobot_manual_dari_deret_memakai_labelnya() -> None:
    """Equal weights in a Series are two codes, not one value named twice."""
    assert bobot_manual(pd.Series({"a": 50, "b": 50})).to_dict() == {"a": 0.5, "b": 0.5}


def test_bobot_manual_menolak_deret_dengan_kode_ganda() -> None:
    with pytest.raises(GalatRumus) as galat:
        bobot_manual(pd.Series([50, 50], index=["a", "a"]))
    assert galat.value.kode == "kode_ganda"


@pytest.mark.parametrize("bobot", [[0.5, 0.5], pd.DataFrame({"a": [1]}), "a", None])
def test_bobot_manual_tanpa_kode_ditolak(bobot: object) -> None:
    with pytest.raises(GalatRumus, match="tidak disebut menurut kode"):
        bobot_manual(bobot)


def test_satu_teks_bukan_daftar_kode() -> None:
    with pytest.raises(GalatRumus, match="satu teks"):
        bobot_sama("ab")


def test_alokasi_yang_bukan_tabel_ditolak() -> None:
    with pytest.raises(GalatRumus) as galat:
        bobot_anggaran(pd.Series({"a": 50, "b": 50}))
    assert galat.value.kode == "bukan_tabel"
