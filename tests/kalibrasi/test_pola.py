"""The pattern as whole people: every number against counting all that could be."""

from __future__ import annotations

import itertools
from fractions import Fraction
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penilaian.aturan import muat_buku
from penilaian.aturan.bentuk import ButirPola
from penilaian.aturan.kasus import muat_kasus
from penilaian.aturan.rumus.pola_distribusi import langgar, peringatan_pola
from penilaian.kalibrasi.pola import (
    batas_butir,
    jarak_pola,
    organisasi_berlaku,
    organisasi_dan_pegawai,
    pola_opd,
    tanpa_predikat_organisasi,
    urutan_penyimpangan,
)
from penilaian.nilai.pola import LAPIS
from penilaian.periode import Periode
from tests.kalibrasi.tiruan import ATURAN, KINI, aturan_lain, bahan

PREDIKAT = list(ATURAN.nilai("permenpanrb-6-2022/predikat").kode)
ORGANISASI = list(ATURAN.nilai("permenpanrb-6-2022/predikat_organisasi").kode)
SE, PERMEN = LAPIS["surat edaran"], LAPIS["peraturan"]
BERKAS = Path(__file__).parents[1] / "kasus" / "se-menpanrb-3-2023.yaml"
KASUS = [satu for satu in muat_kasus(BERKAS) if satu.ketentuan == "pola_distribusi"]


def _satu_opd(jumlah, organisasi="baik", kode="a", kepala=None, **lain):
    """An agency whose people hold these predicates; the first is its head where ``kepala`` says so."""
    isi = [predikat for predikat, banyak in jumlah.items() for _ in range(int(banyak))]
    pegawai = pd.DataFrame({"nip": [f"{kode}{n}" for n in range(len(isi))], "predikat": pd.Series(isi, dtype="str")})
    return bahan(
        pegawai=pegawai.assign(periode=KINI.kode, kode_opd=kode),
        organisasi=pd.DataFrame(
            [{"kode_opd": kode, "periode": KINI.kode, "predikat": organisasi, "asal": "tahun_ini"}]
        ),
        opd=pd.DataFrame({"kode": [kode], "kepala": pd.Series([kepala], dtype="str")}),
        **lain,
    )


@cache
def _semua_sebaran(n):
    """Every way to spread n people over the predicates."""
    batang = itertools.combinations(range(n + len(PREDIKAT) - 1), len(PREDIKAT) - 1)
    return np.array([np.diff([-1, *satu, n + len(PREDIKAT) - 1]) - 1 for satu in batang])


@pytest.mark.parametrize("kasus", KASUS, ids=[satu.nama for satu in KASUS])
def test_kasus_surat_edaran_menyimpang_sama_seperti_peringatannya(kasus):
    hasil = pola_opd(_satu_opd(kasus.masukan["jumlah"], kasus.masukan["organisasi"]))
    hasil = hasil[hasil["lapis"] == "surat edaran"]
    assert sorted(hasil.loc[hasil["menyimpang"], "kode"]) == sorted(kasus.keluaran["peringatan"])
    assert ((hasil["selisih"] != 0) == hasil["menyimpang"]).all()


@pytest.mark.parametrize("lapis", [SE, PERMEN])
@pytest.mark.parametrize("organisasi", ORGANISASI)
def test_jarak_adalah_orang_paling_sedikit_yang_harus_berpindah(lapis, organisasi):
    """All spreads of up to seven people against all that fit: half of the absolute differences change predicate."""
    butir = ATURAN.nilai(lapis).pola[organisasi]
    for n in range(1, 8):
        semua = _semua_sebaran(n)
        sesuai = semua[
            [not any(langgar(dict(zip(PREDIKAT, satu, strict=True)), b) for b in butir) for satu in semua.tolist()]
        ]
        pindah = np.abs(semua[:, None, :] - sesuai[None, :, :]).sum(axis=2) // 2
        harap = pindah.min(axis=1).tolist() if len(sesuai) else [None] * len(semua)
        assert [jarak_pola(dict(zip(PREDIKAT, satu, strict=True)), butir) for satu in semua.tolist()] == harap


_pangsa = st.fractions(0, 1, max_denominator=12)
_butir = st.one_of(
    st.builds(lambda jenis, p: (jenis, p), st.sampled_from(["maks", "min", "lebih_dari"]), _pangsa),
    st.builds(lambda jenis: (jenis, None), st.sampled_from(["wajib_ada", "tidak_boleh"])),
)


@given(isi=_butir, semua=st.integers(1, 60))
def test_batas_butir_memuat_persis_cacah_yang_tidak_melanggar(isi, semua):
    butir = ButirPola(jenis=isi[0], predikat=("baik",), pangsa=isi[1])
    batas = batas_butir(butir, semua)
    boleh = [n for n in range(semua + 1) if not langgar({"baik": n, "kurang": semua - n}, butir)]
    assert boleh == [n for n in range(semua + 1) if batas.bawah <= n <= batas.atas]
    assert all((batas.jarak(n) == 0) == (n in boleh) for n in range(semua + 1))


@given(daftar=st.lists(_butir, min_size=1, max_size=3), jumlah=st.lists(st.integers(0, 2), min_size=5, max_size=5))
def test_jarak_pola_apa_pun_sama_dengan_mencoba_semua(daftar, jumlah):
    butir = [ButirPola(jenis=j, predikat=(PREDIKAT[n],), pangsa=p) for n, (j, p) in enumerate(daftar)]
    semua = _semua_sebaran(sum(jumlah))
    cukup = [s for s in semua.tolist() if not any(langgar(dict(zip(PREDIKAT, s, strict=True)), b) for b in butir)]
    harap = min((sum(abs(a - b) for a, b in zip(s, jumlah, strict=True)) // 2 for s in cukup), default=None)
    if sum(jumlah):
        assert jarak_pola(dict(zip(PREDIKAT, jumlah, strict=True)), butir) == harap


def test_jarak_butir_yang_tumpang_tindih_tidak_ditebak():
    butir = [ButirPola(jenis="maks", predikat=("baik",), pangsa=Fraction(1, 2)), ButirPola(jenis="wajib_ada", predikat=("baik", "kurang"))]  # fmt: skip
    assert jarak_pola(dict.fromkeys(PREDIKAT, 1), butir) is None


def test_unit_satu_dan_dua_orang_tidak_mungkin_memenuhi_dua_pangsa_terkecil():
    """At least 60 percent of one predicate and 10 percent of another need three people; every other pattern fits one."""
    for n in range(1, 10):
        jumlah = {**dict.fromkeys(PREDIKAT, 0), "baik": n}
        tidak = {o for o in ORGANISASI if jarak_pola(jumlah, ATURAN.nilai(SE).pola[o]) is None}
        assert tidak == ({"kurang", "sangat_kurang"} if n < 3 else set())
        assert all(jarak_pola(jumlah, ATURAN.nilai(PERMEN).pola[o]) is not None for o in ORGANISASI)
    tabel = urutan_penyimpangan(_satu_opd({"baik": 2}, "kurang"))
    assert tabel["orang_surat_edaran"].isna().all()
    assert tabel["orang_peraturan"].tolist() == [2]


@pytest.mark.parametrize(("ada", "semua", "menyimpang"), [(14, 20, False), (15, 20, True), (7, 10, False), (21, 30, False), (22, 30, True), (700, 1000, False), (701, 1000, True)])  # fmt: skip
def test_tujuh_puluh_persen_tepat_lulus_dan_satu_orang_lebih_tidak(ada, semua, menyimpang):
    hasil = pola_opd(_satu_opd({"sangat_baik": ada, "baik": semua - ada}, "istimewa")).query("lapis == 'surat edaran'")
    assert hasil["menyimpang"].tolist() == [menyimpang]
    assert hasil["selisih"].tolist() == [int(menyimpang)]
    assert hasil["harapan"].tolist() == [f"paling banyak {semua * 7 // 10} dari {semua}"]


def test_sebelum_surat_edaran_hanya_peraturan_yang_diperiksa():
    """A review of 2022 must not stop because the circular is of 2023."""
    lama = bahan(**{**vars(_satu_opd({"baik": 4})), "aturan": muat_buku().pada(Periode.urai("2022-T4").akhir)})
    assert set(pola_opd(lama)["lapis"]) == {"peraturan"}
    assert urutan_penyimpangan(lama)[["orang_peraturan", "orang_surat_edaran"]].isna().iloc[0].tolist() == [False, True]


ORG = [("a", "2025-T4", "baik"), ("a", "2024-T4", "kurang"), ("b", "2024-T4", "istimewa"), ("b", "2024", "baik"), ("c", "2024", "kurang"), ("c", "2023-T4", "baik"), ("d", "2025-T3", "baik"), ("e", "2025-T4", None), ("e", "2024-T4", "baik")]  # fmt: skip


def test_predikat_organisasi_yang_terlambat_diganti_tahun_lalu_dan_tahun_ini_menang():
    """Same quarter a year before, else the whole year before; another quarter or an older year never counts."""
    tabel = pd.DataFrame(ORG, columns=["kode_opd", "periode", "predikat"]).assign(asal="tahun_ini")
    for urut in (tabel, tabel.iloc[::-1]):
        hasil = organisasi_berlaku(urut, KINI)
        assert hasil["dari_periode"].to_dict() == {"a": "2025-T4", "b": "2024-T4", "c": "2024", "e": "2024-T4"}
        assert hasil["predikat"].to_dict() == {"a": "baik", "b": "istimewa", "c": "kurang", "e": "baik"}
        assert hasil["asal"].to_dict() == {"a": "tahun_ini", "b": "tahun_lalu", "c": "tahun_lalu", "e": "tahun_lalu"}
    assert organisasi_berlaku(tabel, Periode.urai("2025"))["dari_periode"].to_dict() == {"b": "2024", "c": "2024"}


def test_opd_tanpa_predikat_organisasi_disebut_dan_tidak_diperiksa():
    tanpa = _satu_opd({"baik": 5}, None)
    assert tanpa_predikat_organisasi(tanpa) == ["a"]
    assert pola_opd(tanpa).empty
    assert urutan_penyimpangan(tanpa).empty
    assert organisasi_dan_pegawai(tanpa).empty


def test_pimpinan_dihitung_atau_dikeluarkan_menurut_kebijakan():
    isi = {"sangat_baik": 1, "baik": 4, "kurang": 1}
    dihitung = _satu_opd(isi, kepala="a0")
    dikeluarkan = _satu_opd(
        isi, kepala="a0", aturan=aturan_lain("kebijakan/pola_distribusi", pimpinan_unit="dikeluarkan")
    )
    assert pola_opd(dihitung)["pegawai"].unique().tolist() == [6]
    assert pola_opd(dikeluarkan)["pegawai"].unique().tolist() == [5]
    # 4 of 6 are baik with the head, 4 of 5 without.
    kode = "baik_lebih_dari_maks"
    assert [bool(pola_opd(b).set_index("kode").loc[kode, "menyimpang"]) for b in (dihitung, dikeluarkan)] == [
        False,
        True,
    ]
    kecil = aturan_lain("kebijakan/pola_distribusi", pegawai_paling_sedikit=7)
    assert pola_opd(_satu_opd(isi, aturan=kecil)).empty


def test_opd_terjauh_di_atas_dan_tidak_satu_predikat_pun_berubah(contoh):
    semula = contoh.pegawai.copy(deep=True)
    urut = urutan_penyimpangan(contoh)
    pola = pola_opd(contoh)
    organisasi_dan_pegawai(contoh)
    pd.testing.assert_frame_equal(contoh.pegawai, semula)
    bagian = urut["bagian_surat_edaran"].dropna()
    assert len(urut) == 40
    assert bagian.is_monotonic_decreasing
    assert (urut["orang_surat_edaran"] <= urut["pegawai"]).all()
    menyimpang = pola[pola["lapis"] == "surat edaran"].groupby("kode_opd")["menyimpang"].any()
    assert ((urut.set_index("kode_opd")["orang_surat_edaran"] > 0).sort_index() == menyimpang).all()


def test_peringatan_pola_sama_dengan_yang_di_aturan(contoh):
    pola = pola_opd(contoh)
    cacah = contoh.kini.dropna(subset=["predikat"]).groupby("kode_opd")["predikat"].value_counts().unstack(fill_value=0)
    for (opd, lapis, organisasi), isi in pola.groupby(["kode_opd", "lapis", "organisasi"]):
        harap = peringatan_pola(
            {k: int(cacah.loc[opd].get(k, 0)) for k in PREDIKAT}, organisasi, ATURAN.nilai(LAPIS[lapis])
        )
        assert isi.loc[isi["menyimpang"], "kode"].tolist() == harap


def test_predikat_pegawai_disandingkan_dengan_organisasinya():
    """Good organisation: one above, two level, one two steps below: mean (1 + 0 + 0 - 2) / 4."""
    (baris,) = organisasi_dan_pegawai(_satu_opd({"sangat_baik": 1, "baik": 2, "kurang": 1})).to_dict("records")
    assert (baris["di_atas"], baris["setara"], baris["di_bawah"], baris["selisih"]) == (1, 2, 1, -0.25)
