"""The period of a form: certain or none."""

from __future__ import annotations

import pytest

from penilaian.formulir.baca import baca_formulir
from penilaian.formulir.baca_periode import urai_periode
from penilaian.periode import Periode
from tests.formulir.lembar_uji import Bahan, sel_dari, susun


@pytest.mark.parametrize(
    ("teks", "kode"),
    [
        (["1 OKTOBER SD 31 DESEMBER TAHUN 2025"], "2025-T4"),
        (["1 Oktober 2025 s.d. 31 Desember 2025"], "2025-T4"),
        (["01-10-2025 s/d 31-12-2025"], "2025-T4"),
        (["2025-10-01 s.d 2025-12-31"], "2025-T4"),
        (["1 Januari – 31 Januari 2025"], "2025-01"),
        (["Oktober - Desember 2025"], "2025-T4"),
        (["1 Jul sampai dengan 31 Des 2025"], "2025-S2"),
        (["TRIWULAN IV TAHUN 2025"], "2025-T4"),
        (["Triwulan 4 2025"], "2025-T4"),
        (["TAHUNAN", "1 JANUARI SD 31 DESEMBER TAHUN 2025"], "2025"),
        (["Bulan Nopember 2025"], "2025-11"),
        (["TAHUN 2025"], "2025"),
        (["TRIWULAN I/II/III/IV-AKHIR**", "1 APRIL SD 30 JUNI TAHUN 2025"], "2025-T2"),
        (["TRIWULAN IV", "TAHUN 2025"], "2025-T4"),
    ],
)
def test_periode_yang_pasti_terbaca(teks, kode):
    assert urai_periode(teks).kode == kode


@pytest.mark.parametrize(
    "teks",
    [
        [],
        ["TRIWULAN IV"],
        ["TRIWULAN I/II/III/IV-AKHIR"],
        ["2 JANUARI SD 31 DESEMBER TAHUN 2025"],
        ["TRIWULAN I", "1 JANUARI SD 31 DESEMBER TAHUN 2025"],
        ["1 OKTOBER SD 31 DESEMBER TAHUN 2025", "1 JULI SD 30 SEPTEMBER TAHUN 2025"],
        ["TRIWULAN IV 2025", "TAHUN 2024"],
        ["31 FEBRUARI SD 31 DESEMBER TAHUN 2025"],
        ["Semester III 2025"],
        ["akhir tahun"],
    ],
)
def test_periode_yang_tidak_pasti_tidak_ditebak(teks):
    assert urai_periode(teks) is None


@pytest.mark.parametrize("kode", ["2025-03", "2025-T2", "2025-S1", "2025"])
def test_label_setiap_periode_terbaca_kembali(kode):
    assert urai_periode([Periode.urai(kode).label]) == Periode.urai(kode)


def test_tahun_boleh_di_baris_judul():
    judul = ["EVALUASI KINERJA PEGAWAI TAHUN 2025", "PERIODE: TRIWULAN IV"]
    formulir, _ = baca_formulir({"L": sel_dari(susun(Bahan(judul=judul, periode=None)))}, "f.xlsx")
    assert formulir[0].periode.kode == "2025-T4"


def test_periode_yang_bertentangan_disimpan_sebagai_teks():
    judul = ["EVALUASI KINERJA PEGAWAI", "PERIODE: TRIWULAN I"]
    formulir, _ = baca_formulir({"L": sel_dari(susun(Bahan(judul=judul)))}, "f.xlsx")
    assert formulir[0].periode is None
    assert formulir[0].teks_periode == "TRIWULAN I; 1 OKTOBER SD 31 DESEMBER TAHUN 2025"


@pytest.mark.parametrize("letak", [(4, 6), (5, 5)])
def test_rentang_boleh_di_sel_kanan_atau_di_bawah_labelnya(letak):
    grid = susun(Bahan(judul=["EVALUASI KINERJA PEGAWAI"] * 4, periode="PERIODE PENILAIAN :"))
    if letak[0] == 5:
        grid = {(b + 1 if b >= 5 else b, k): nilai for (b, k), nilai in grid.items()}
    formulir, _ = baca_formulir({"L": sel_dari(grid | {letak: "1 Oktober s.d. 31 Desember 2025"})}, "f.xlsx")
    assert formulir[0].periode.kode == "2025-T4"


def test_formulir_tanpa_periode_tetap_terbaca_tanpa_periode():
    grid = susun(Bahan(judul=["EVALUASI KINERJA PEGAWAI"], periode=None))
    formulir, _ = baca_formulir({"L": sel_dari(grid)}, "f.xlsx")
    assert (formulir[0].periode, formulir[0].teks_periode) == (None, None)
