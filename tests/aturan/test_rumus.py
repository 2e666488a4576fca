"""Formulas: one code for a value and for a column, exact at every threshold."""

from dataclasses import asdict
from datetime import date
from fractions import Fraction

import narwhals as nw
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from penilaian.aturan import muat_buku
from penilaian.aturan.bentuk import ButirParameter, Parameter, RumusCapaian
from penilaian.aturan.hitungan import teliti
from penilaian.aturan.nisbah_kolom import simpan_nisbah
from penilaian.aturan.rumus.capaian import (
    GALAT_CAPAIAN,
    galat_capaian,
    hitung_capaian,
    nisbah_capaian,
    tepi_terdekat,
)
from penilaian.aturan.rumus.kebijakan import ambang_rating, rating_indikator
from penilaian.aturan.rumus.nip import urai_nip
from penilaian.aturan.rumus.permenpanrb_6_2022 import ALASAN_TINJAU, HitunganHasil, kuadran, usulan_hasil_kerja
from penilaian.aturan.rumus.pita import golongkan
from penilaian.galat import GalatRumus

ATURAN = muat_buku().pada(date(2025, 12, 31))
RUMUS = ATURAN.nilai("permendagri-86-2017/capaian")
KEBALIKAN = RumusCapaian.model_validate({**RUMUS.model_dump(), "turun": "kebalikan"})
PALU = ATURAN.nilai("kebijakan/palu")
USULAN = ATURAN.nilai("permenpanrb-6-2022/usulan_hasil_kerja")
RATING = ATURAN.nilai("permenpanrb-6-2022/rating").kode

desimal = st.integers(-5, 10**6).map(lambda n: Fraction(n, 100))
mungkin_kosong = st.one_of(st.none(), desimal)
butir = st.tuples(mungkin_kosong, mungkin_kosong, mungkin_kosong, st.booleans(), st.booleans())


def _rating(capaian, maksimum):
    return rating_indikator(capaian, PALU, terbaik_mungkin=maksimum, nol_terlampaui=False)


def _skalar(baris, rumus):
    bawah, atas, realisasi, turun, maksimum = baris
    return hitung_capaian(bawah, atas, realisasi, turun=turun, maksimum=maksimum, rumus=rumus)


def _kolom(semua, rumus):
    tabel = pd.DataFrame(semua, columns=["bawah", "atas", "realisasi", "turun", "maksimum"])
    tabel = tabel.astype({"bawah": float, "atas": float, "realisasi": float})
    batas = tuple(map(nw.col, ("bawah", "atas", "realisasi")))
    turun = nw.col("turun")
    bingkai = nw.from_native(tabel, eager_only=True).with_columns(acuan=tepi_terdekat(*batas))
    galat = galat_capaian(
        *batas, nw.col("acuan"), turun=turun, maksimum=nw.col("maksimum"), rumus=rumus, arah_dikenal=nw.lit(value=True)
    )
    bingkai = bingkai.with_columns(galat=galat)
    bingkai = bingkai.with_columns(acuan=nw.when(nw.col("galat").is_null()).then(nw.col("acuan")))
    nisbah = nisbah_capaian(nw.col("realisasi"), nw.col("acuan"), turun=turun, rumus=rumus)
    bingkai, capaian = simpan_nisbah(bingkai, nisbah, ambang_rating(PALU))
    return bingkai.with_columns(capaian=capaian.nilai, rating=_rating(capaian, nw.col("maksimum"))).to_native()


@pytest.mark.parametrize("rumus", [RUMUS, KEBALIKAN], ids=["selisih", "kebalikan"])
@given(semua=st.lists(butir, min_size=1, max_size=30))
def test_skalar_dan_kolom_sama(rumus, semua):
    for baris, hasil in zip(semua, _kolom(semua, rumus).to_dict("records"), strict=True):
        satu = _skalar(baris, rumus)
        assert (satu.galat or None) == (None if pd.isna(hasil["galat"]) else hasil["galat"])
        assert (satu.nilai is None) == bool(pd.isna(hasil["capaian"]))
        if satu.nilai is not None:
            assert hasil["capaian"] == pytest.approx(float(satu.nilai), rel=1e-12)
        rating = _rating(satu.nilai, baris[4])
        assert rating == (None if pd.isna(hasil["rating"]) else hasil["rating"])


@given(
    digit=st.integers(1, 10**15 - 1),
    desimal_=st.integers(0, 6),
    pangsa=st.sampled_from([90, 100, Fraction(8831, 100), Fraction(200, 3)]),
    geser=st.integers(-1, 1),
    turun=st.booleans(),
)
def test_ambang_diputuskan_persis_juga_pada_kolom_sampai_lima_belas_digit(digit, desimal_, pangsa, geser, turun):
    """At the threshold, one last digit above and one below, however the decimals fall in binary."""
    t = Fraction(digit, 10**desimal_)
    lipat = (200 - pangsa if turun else pangsa) / Fraction(100)
    realisasi = Fraction(round(t * lipat * 10**desimal_) + geser, 10**desimal_)
    assume(realisasi > 0)
    parameter = Parameter.model_validate(
        {"butir": {**PALU.model_dump()["butir"], "ambang_sesuai": {"nilai": str(pangsa), "rentang": (0, 100), "asal": "kebijakan_lokal", "keterangan": "uji"}}}
    )  # fmt: skip
    capaian = _skalar((t, t, realisasi, turun, False), RUMUS).nilai
    harap = rating_indikator(capaian, parameter, terbaik_mungkin=False, nol_terlampaui=False)
    tabel = pd.DataFrame({"t": [float(t)], "r": [float(realisasi)], "turun": [turun]})
    nisbah = nisbah_capaian(nw.col("r"), nw.col("t"), turun=nw.col("turun"), rumus=RUMUS)
    ekspresi = rating_indikator(nisbah, parameter, terbaik_mungkin=nw.lit(False), nol_terlampaui=nw.lit(False))
    kolom = nw.from_native(tabel, eager_only=True).select(x=ekspresi, y=teliti(nw.col("r"), nw.col("t"))).to_native()
    assume(bool(kolom["y"].iloc[0]))
    assert kolom["x"].iloc[0] == harap


def test_pembulatan_biner_tidak_menggeser_ambang():
    """0.09 of 0.1 is 90 percent, though the doubles say 89.99999999999999."""
    assert 0.09 / 0.1 * 100 < 90
    assert list(_kolom([(0.1, 0.1, 0.09, False, False)], RUMUS)["rating"]) == ["sesuai"]


def test_target_terbaik_tercapai_tetap_berrating_sendiri_bila_ambangnya_dinaikkan():
    """A target that cannot be exceeded never passes a threshold above 100."""
    butir = PALU.model_dump()["butir"]
    lebih_tinggi = Parameter.model_validate(
        {"butir": {**butir, "ambang_di_atas": {**butir["ambang_di_atas"], "nilai": 110}}}
    )
    for capaian, harap in ((Fraction(100), "di_atas"), (Fraction(9999, 100), "sesuai")):
        assert rating_indikator(capaian, lebih_tinggi, terbaik_mungkin=True, nol_terlampaui=False) == harap
    assert rating_indikator(Fraction(105), lebih_tinggi, terbaik_mungkin=False, nol_terlampaui=False) == "sesuai"


def test_ambang_yang_terlalu_halus_ditolak_bukan_ditebak_pada_kolom():
    nisbah = nisbah_capaian(nw.col("r"), nw.col("t"), turun=nw.col("turun"), rumus=RUMUS)
    with pytest.raises(GalatRumus) as galat:
        nisbah.selisih(Fraction("94.999999999"))
    assert galat.value.kode == "ambang_terlalu_halus"
    with pytest.raises(ValidationError, match="terlalu halus"):
        ButirParameter.model_validate(
            {"nilai": "94.999999999", "rentang": (0, 100), "asal": "kebijakan_lokal", "keterangan": "x"}
        )


@given(t=st.integers(1, 10**6), r1=st.integers(0, 10**6), r2=st.integers(0, 10**6))
def test_capaian_monoton_dalam_realisasi(t, r1, r2):
    r1, r2 = sorted((Fraction(r1), Fraction(r2)))
    naik = [_skalar((t, t, r, False, False), RUMUS).nilai for r in (r1, r2)]
    turun = [_skalar((t, t, r, True, False), RUMUS).nilai for r in (r1, r2)]
    assert naik[0] <= naik[1]
    assert turun[0] >= turun[1]


@given(bawah=st.integers(1, 1000), lebar=st.integers(0, 1000), r=st.integers(0, 4000), faktor=st.integers(1, 1000))
def test_capaian_tidak_bergantung_satuan(bawah, lebar, r, faktor):
    semula = _skalar((Fraction(bawah), Fraction(bawah + lebar), Fraction(r), False, False), RUMUS)
    lain = _skalar(
        (Fraction(bawah * faktor), Fraction((bawah + lebar) * faktor), Fraction(r * faktor), False, False), RUMUS
    )
    assert semula == lain


def test_varian_kebalikan_menolak_realisasi_nol():
    assert _skalar((Fraction(10), Fraction(10), Fraction(0), True, False), KEBALIKAN).galat == "realisasi_nol"
    assert _skalar((Fraction(10), Fraction(10), Fraction(8), True, False), KEBALIKAN).nilai == 125


@given(semua=st.lists(butir, min_size=1, max_size=30))
def test_setiap_penolakan_punya_penjelasan(semua):
    for baris in semua:
        kode = _skalar(baris, KEBALIKAN).galat
        assert kode is None or kode in GALAT_CAPAIAN


hitungan = st.builds(
    lambda ua, us, ub, ta, ts, tb, p, n: HitunganHasil(ua + ta, us + ts, ub + tb, ua + us + ub, ub, min(p, n), n),
    *[st.integers(0, 5)] * 7,
    st.integers(1, 6),
)
URUT = {kode: nomor for nomor, kode in enumerate(RATING)}


@given(semua=st.lists(hitungan, min_size=1, max_size=20))
def test_usulan_skalar_dan_kolom_sama(semua):
    tabel = pd.DataFrame([asdict(satu) for satu in semua])
    ekspresi = usulan_hasil_kerja(HitunganHasil(**{nama: nw.col(nama) for nama in tabel.columns}), USULAN)
    kolom = nw.from_native(tabel, eager_only=True).select(u=ekspresi.usulan, a=ekspresi.alasan).to_native()
    for satu, baris in zip(semua, kolom.to_dict("records"), strict=True):
        harap = usulan_hasil_kerja(satu, USULAN)
        assert (harap.usulan, harap.alasan) == tuple(None if pd.isna(v) else v for v in (baris["u"], baris["a"]))
        assert harap.alasan is None or harap.alasan in ALASAN_TINJAU


@given(satu=hitungan)
def test_usulan_tidak_turun_bila_satu_hasil_membaik(satu):
    """Raising any result by one step never lowers the proposal."""
    semula = URUT[usulan_hasil_kerja(satu, USULAN).usulan or "di_bawah"]
    naik = []
    if satu.utama_di_bawah:
        naik.append({"di_bawah": -1, "sesuai": 1, "utama_di_bawah": -1})
    if satu.di_bawah > satu.utama_di_bawah:
        naik.append({"di_bawah": -1, "sesuai": 1})
    if satu.sesuai:
        naik.append({"sesuai": -1, "di_atas": 1})
    if satu.positif < satu.umpan_balik:
        naik.append({"positif": 1})
    for ubah in naik:
        isi = asdict(satu)
        baru = HitunganHasil(**{k: v + ubah.get(k, 0) for k, v in isi.items()})
        usulan = usulan_hasil_kerja(baru, USULAN).usulan
        assert usulan is None or URUT[usulan] >= semula


def test_kuadran_skalar_dan_kolom_sama_dan_kosong_tetap_kosong():
    matriks = ATURAN.nilai("permenpanrb-6-2022/kuadran")
    pasangan = [(h, p) for h in (*RATING, None) for p in (*RATING, None)]
    tabel = pd.DataFrame(pasangan, columns=["h", "p"]).astype("str")
    tabel = tabel.where(pd.DataFrame(pasangan, columns=["h", "p"]).notna())
    kolom = nw.from_native(tabel, eager_only=True).select(x=kuadran(nw.col("h"), nw.col("p"), matriks)).to_native()["x"]
    for (h, p), hasil in zip(pasangan, kolom, strict=True):
        assert kuadran(h, p, matriks) == (None if pd.isna(hasil) else hasil)
        assert (h is None or p is None) == bool(pd.isna(hasil))


@given(capaian=st.integers(-100, 30000).map(lambda n: Fraction(n, 100)))
def test_skala_menutup_setiap_bilangan_dan_tidak_turun(capaian):
    pita = ATURAN.nilai("permendagri-86-2017/skala_capaian")
    urut = ["sangat_rendah", "rendah", "sedang", "tinggi", "sangat_tinggi"]
    assert urut.index(golongkan(capaian, pita)) <= urut.index(golongkan(capaian + 1, pita))


def test_nip_sintetis_dikenali():
    assert urai_nip("188503121908031001").sintetis
    assert not urai_nip("199001012015031001").sintetis


@given(
    nip=st.one_of(
        st.text(max_size=20), st.from_regex(r"[0-9]{18}", fullmatch=True), st.integers(), st.none(), st.floats()
    )
)
def test_nip_apa_pun_diurai_atau_ditolak_dengan_kode(nip):
    try:
        bagian, kode = urai_nip(nip), None
    except GalatRumus as galat:
        bagian, kode = None, galat.kode
    if bagian is None:
        assert kode in {"bukan_teks", "panjang", "tanggal_lahir", "tmt_cpns", "jenis_kelamin", "nomor_urut"}
    else:
        assert isinstance(nip, str)
        assert bagian.jenis_kelamin in {"L", "P"}
