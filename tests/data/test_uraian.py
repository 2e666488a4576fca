"""Written numbers and targets: exact or refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian.data import GalatUrai, Target, alasan_tak_terurai, urai_bilangan, urai_target
from penilaian.data.uraian import dua_bacaan

DESIMAL = st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False, allow_infinity=False)


def bentuk_indonesia(nilai: Decimal, *, ribuan: str = ".", koma: str = ",") -> str:
    return f"{nilai:,}".replace(",", "\0").replace(".", koma).replace("\0", ribuan)


@pytest.mark.parametrize(
    ("teks", "nilai"),
    [
        ("85,5", "85.5"),
        ("85.5", "85.5"),
        ("1.234.567,8", "1234567.8"),
        ("1,234,567.8", "1234567.8"),
        ("1.234.567", "1234567"),
        ("1234", "1234"),
        ("1234.567", "1234.567"),
        ("0,123", "0.123"),
        ("0.123", "0.123"),
        ("61,95%", "61.95"),
        ("61,95 %", "61.95"),
        ("−3,5", "-3.5"),
        ("–3,5", "-3.5"),
        ("+3", "3"),
        ("1\u202f234\u202f567,5", "1234567.5"),
        ("\u00a01\u00a0234", "1234"),
        ("1e-05", "0.00001"),
        (",5", "0.5"),
    ],
)
def test_bilangan_yang_jelas_dibaca_tepat(teks: str, nilai: str) -> None:
    assert urai_bilangan(teks) == Decimal(nilai)


@pytest.mark.parametrize("teks", ["1.234", "1,234", "-12.345", "999,000", "1.234%"])
def test_bilangan_ambigu_ditolak_kecuali_dialeknya_diketahui(teks: str) -> None:
    with pytest.raises(GalatUrai) as galat:
        urai_bilangan(teks)
    assert galat.value.kode == "bilangan_ambigu"
    assert abs(Decimal(str(urai_bilangan(teks, "titik")))) != abs(Decimal(str(urai_bilangan(teks, "koma"))))


def test_dialek_menentukan_tanda_desimal() -> None:
    assert urai_bilangan("1.234", "titik") == Decimal("1.234")
    assert urai_bilangan("1.234", "koma") == 1234
    assert urai_bilangan("1,234", "koma") == Decimal("1.234")


@pytest.mark.parametrize(
    "nilai",
    ["", "-", "n/a", "nan", "inf", "1 234", "12.34.567", "1.2345,6.7", "1,23.4", "85,5 persen", "1e999", "٣", "5.",
     "0.123,4", ".", "%", "--5", "1_000", None, True, float("nan"), float("inf"), [1]],
)  # fmt: skip
def test_yang_bukan_bilangan_ditolak(nilai: object) -> None:
    with pytest.raises(GalatUrai) as galat:
        urai_bilangan(nilai)
    assert galat.value.kode == "bukan_bilangan"


@given(DESIMAL)
def test_bentuk_indonesia_terbaca_kembali(nilai: Decimal) -> None:
    assert urai_bilangan(bentuk_indonesia(nilai), "koma") == nilai


@given(DESIMAL)
def test_bentuk_inggris_terbaca_kembali(nilai: Decimal) -> None:
    assert urai_bilangan(f"{nilai:,}", "titik") == nilai


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_pecahan_biner_terbaca_kembali_tanpa_berubah(nilai: float) -> None:
    assert float(urai_bilangan(repr(nilai), "titik")) == nilai


@given(st.text(alphabet="0123456789.,-% \u00a0eE", max_size=12))
def test_tanpa_dialek_tidak_pernah_menebak(teks: str) -> None:
    try:
        nilai = urai_bilangan(teks)
    except GalatUrai:
        nilai = None
    bacaan = {satu for satu in dua_bacaan(teks) if satu is not None}
    assert (nilai is None) == (len(bacaan) != 1)
    assert nilai is None or bacaan == {nilai}


@pytest.mark.parametrize(
    ("teks", "harapan"),
    [
        ("80 – 90%", Target(Decimal(80), Decimal(90), "%")),
        ("80% - 90%", Target(Decimal(80), Decimal(90), "%")),
        ("80 s.d. 90 persen", Target(Decimal(80), Decimal(90), "%")),
        ("80 sampai dengan 90%", Target(Decimal(80), Decimal(90), "%")),
        ("7-8 bulan", Target(Decimal(7), Decimal(8), "bulan")),
        ("3,5 dari skala 5", Target(Decimal("3.5"), Decimal("3.5"), "skala 5")),
        ("61,95%", Target(Decimal("61.95"), Decimal("61.95"), "%")),
        (
            "80 – 90% dari jumlah pengaduan yang masuk",
            Target(Decimal(80), Decimal(90), "%", "dari jumlah pengaduan yang masuk"),
        ),
        ("90", Target(Decimal(90), Decimal(90))),
        ("12 dokumen per bulan", Target(Decimal(12), Decimal(12), "dokumen", "per bulan")),
        ("0 temuan", Target(Decimal(0), Decimal(0), "temuan")),
        ("95 % pengaduan", Target(Decimal(95), Decimal(95), "%", "pengaduan")),
    ],
)
def test_target_yang_aman_diurai(teks: str, harapan: Target) -> None:
    assert urai_target(teks) == harapan
    assert alasan_tak_terurai(teks) is None


@pytest.mark.parametrize(
    "teks",
    ["sesuai ketentuan", "≥ 80", ">80", "80/90", "minimal 80%", "80% atau lebih", "90% ke atas", "90-80%", "",
     "2 laporan dan 3 dokumen", "1.234 dokumen", "31 Desember", "31 Desember 2025", "12/08/2025", "2025-12-31",
     "2024-2025", "5 juta rupiah", "6 dari skala 5", "5% lebih tinggi dari tahun lalu", "80–90–95", "12 (dua belas)",
     "7 bulan – 8 bulan", "80% - 90 bulan", "-5 – 3", "80%; 90%", "80 + 5", "tidak ada", "1 tahun 6 bulan"],
)  # fmt: skip
def test_target_yang_tidak_aman_tidak_diurai_dan_beralasan(teks: str) -> None:
    assert urai_target(teks) is None
    assert alasan_tak_terurai(teks)


def test_dialek_berlaku_untuk_target() -> None:
    target = urai_target("1.234 dokumen", "koma")
    assert target is not None
    assert target.bawah == 1234


@settings(deadline=None)
@given(
    st.tuples(DESIMAL.map(abs), DESIMAL.map(abs)).map(sorted),
    st.sampled_from([" – ", "-", " - ", " s.d. ", " sampai dengan ", " hingga ", "—"]),
    st.sampled_from(["%", " %", " bulan", " dokumen"]),
)
def test_rentang_tertulis_terbaca_kembali(ujung: list[Decimal], penghubung: str, satuan: str) -> None:
    teks = penghubung.join(bentuk_indonesia(nilai) for nilai in ujung) + satuan
    assert urai_target(teks, "koma") == Target(ujung[0], ujung[1], satuan.strip())


@given(st.text(alphabet="0123456789.,-–% sdari kalatu/≥()", max_size=25))
def test_target_sembarang_tidak_pernah_menimbulkan_galat(teks: str) -> None:
    target = urai_target(teks)
    assert (target is None) == (alasan_tak_terurai(teks) is not None)
    assert target is None or target.bawah <= target.atas
