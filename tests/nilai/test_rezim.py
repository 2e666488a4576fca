"""The schemes to 2021 on a city made by hand, and what must hold for any numbers."""

import json
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

import pandas as pd
import pytest

from penilaian import Jejak, baca_data, hitung, muat_buku, ulang
from penilaian.galat import GalatAturan, GalatData, GalatJejak
from penilaian.nilai.cerita.alasan import ALASAN_ANGKA, uraian_alasan
from penilaian.nilai.skema import SKEMA, pilih_skema
from penilaian.periode import Periode
from tests.kota_2021 import (
    BATAS_HARAP,
    DITETAPKAN,
    HARAP,
    NILAI_BUTIR,
    NIP,
    PERIODE,
    S1,
    S2,
    TAHUN,
    data_orang,
    nilai_deret,
    tulis_2021,
)

NAMA = {nip: nama for nama, nip in NIP.items()}
KATEGORI = ["sangat_kurang", "kurang", "cukup", "baik", "sangat_baik"]


@pytest.fixture(scope="module")
def kota(tmp_path_factory):
    return baca_data(tulis_2021(tmp_path_factory.mktemp("kota_2021")))


@pytest.fixture(scope="module")
def hasil(kota):
    return {periode: hitung(kota, periode) for periode in PERIODE}


def _pegawai(hasil):
    return hasil.pegawai.assign(nama=hasil.pegawai["nip"].map(NAMA)).set_index("nama")


def _sama(didapat, harap):
    """Equal to the last bit of the nearest double; None is missing."""
    return (
        pd.isna(didapat) if harap is None else didapat == (float(harap) if isinstance(harap, Fraction | int) else harap)
    )


# Which scheme judges which period.


@pytest.mark.parametrize(
    ("periode", "skema"),
    [
        ("2014", "perka_bkn_1_2013"), ("2020", "perka_bkn_1_2013"), ("2020-S2", "perka_bkn_1_2013"),
        ("2021-T2", "perka_bkn_1_2013"), ("2021-06", "perka_bkn_1_2013"), (S1, "perka_bkn_1_2013"),
        (S2, "permenpanrb_8_2021"), ("2021-07", "permenpanrb_8_2021"), ("2021-T3", "permenpanrb_8_2021"),
        (TAHUN, "integrasi_semester"), ("2022-01", "permenpanrb_6_2022"), ("2022", "permenpanrb_6_2022"),
        ("2025-S1", "permenpanrb_6_2022"), ("2025-T4", "permenpanrb_6_2022"), ("2025", "permenpanrb_6_2022"),
    ],
)  # fmt: skip
def test_skema_menurut_periode(periode, skema):
    assert pilih_skema(Periode.urai(periode), muat_buku())[0] == skema


@pytest.mark.parametrize(
    ("periode", "jenis"),
    [
        ("2025-S1", "bulan, triwulan, tahun"),
        ("2020-T4", "semester, tahun"),
        ("2014-03", "semester, tahun"),
        ("2021-T2", "semester, tahun"),
    ],
)
def test_jenis_periode_yang_tidak_dikenal_ditolak_dengan_menyebut_yang_ada(kota, periode, jenis):
    with pytest.raises(GalatAturan, match=f"bukan periode penilaian.*yang ada: {jenis}\\."):
        hitung(kota, periode)


@pytest.mark.parametrize("periode", ["2014", "2020", "2020-S2", "2021-07", "2021-T3", "2022", "2022-01", "2025-T4"])
def test_jenis_periode_yang_dikenal_hanya_kekurangan_pegawai(kota, periode):
    with pytest.raises(GalatData, match="Tidak ada pegawai"):
        hitung(kota, periode)


@pytest.mark.parametrize("periode", ["2013", "2013-S2", "2013-12"])
def test_sebelum_2014_belum_ada_aturan(kota, periode):
    with pytest.raises(GalatAturan, match="belum berlaku"):
        hitung(kota, periode)


def test_setiap_skema_di_buku_ada_modulnya(hasil):
    butir = [muat_buku().ketentuan[kode].masa for kode in ("rezim/penilaian_kinerja", "rezim/lintas")]
    disebut = {satu.nilai.pilihan("skema") for masa in butir for satu in masa if satu.nilai is not None}
    assert disebut == set(SKEMA)
    assert {satu.jejak.skema for satu in hasil.values()} == disebut - {"permenpanrb_6_2022"}


@pytest.mark.parametrize("periode", PERIODE)
def test_setiap_angka_predikat_dan_alasan_seperti_di_kertas(hasil, periode):
    kolom, harap = HARAP[periode]
    pegawai = _pegawai(hasil[periode])
    assert set(pegawai.index) == set(harap)
    beda = {
        (nama, nama_kolom): pegawai.loc[nama, nama_kolom]
        for nama, isi in harap.items()
        for nama_kolom, nilai in zip(kolom, isi, strict=True)
        if not _sama(pegawai.loc[nama, nama_kolom], nilai)
    }
    assert beda == {}
    assert (pegawai["tinjau"] == pegawai["alasan_tinjau"].notna()).all()


def test_nilai_setiap_indikator_juga_di_dalam_setahun(hasil):
    setahun = hasil[TAHUN].indikator.set_index(["periode", "nip", "kode_indikator"])
    for (periode, nama), butir in NILAI_BUTIR.items():
        milik = hasil[periode].indikator.set_index(["nip", "kode_indikator"]).loc[NIP[nama]]
        for kode, (nilai, galat) in butir.items():
            for baris in (milik.loc[kode], setahun.loc[(periode, NIP[nama], kode)]):
                assert _sama(baris["nilai"], nilai), (nama, kode)
                assert _sama(baris["galat"], galat), (nama, kode)


@pytest.mark.parametrize("periode", [S1, S2])
def test_batas_dan_sementara(hasil, periode):
    for nama, satu in _pegawai(hasil[periode]).iterrows():
        bolong = BATAS_HARAP.get((periode, nama))
        harap = (satu["nilai"], satu["nilai"]) if bolong is None else tuple(map(float, bolong))
        pd.testing.assert_series_equal(
            satu[["nilai_terburuk", "nilai_terbaik"]].astype(float),
            pd.Series(harap, index=["nilai_terburuk", "nilai_terbaik"], dtype=float), check_names=False,
        )  # fmt: skip
        assert satu["sementara"] == (bolong is not None or pd.isna(satu["predikat"])), nama
    assert hasil[periode].sementara


def test_setahun_sementara_bila_salah_satu_semesternya_sementara(hasil):
    pegawai = _pegawai(hasil[TAHUN])
    assert set(pegawai.index[~pegawai["sementara"]]) == {"KEPALA", "ANI", "BUDI", "CICI", "GITA", "OKTA"}
    assert pegawai.loc["OKTA", ["predikat_semester_1", "predikat_semester_2"]].tolist() == ["baik", "baik"]


def test_setiap_orang_ada_di_sebaran(hasil):
    for satu in hasil.values():
        assert satu.opd["jumlah"].sum() == satu.kota["jumlah"].sum() == len(satu.pegawai)


def test_setiap_alasan_muncul_dan_punya_keterangan(hasil):
    kode = {
        butir for satu in hasil.values() for isi in satu.pegawai["alasan_tinjau"].dropna() for butir in isi.split(";")
    }
    assert kode == {*ALASAN_ANGKA, "tanpa_skp", "capaian_ditolak"}
    assert all(uraian_alasan(satu) for satu in kode)


def test_predikat_tercatat_tidak_ditimpa_dan_tidak_menimpa(kota, hasil):
    tanpa = kota.tabel["penetapan_angka"].assign(predikat=pd.Series(dtype="str"))
    polos = replace(kota, tabel=MappingProxyType({**kota.tabel, "penetapan_angka": tanpa}))
    for periode in PERIODE:
        pegawai = _pegawai(hasil[periode])
        tercatat = {nama: isi[3] for (kapan, nama), isi in DITETAPKAN.items() if kapan == periode and isi[3]}
        assert pegawai["predikat_tercatat"].dropna().to_dict() == tercatat
        pd.testing.assert_series_equal(pegawai["predikat"], _pegawai(hitung(polos, periode))["predikat"])
        lain = pegawai["predikat_tercatat"].notna() & (pegawai["predikat_tercatat"] != pegawai["predikat"])
        assert (pegawai["berbeda"] == lain).all()


# Explanation and trace.

LANGKAH = {
    (S1, "ANI"): ["nilai aspek", "nilai kegiatan", "nilai SKP", "nilai akhir", "predikat"],
    (S2, "BUDI"): ["capaian", "nilai IKI", "nilai rencana kinerja", "nilai SKP", "nilai akhir", "predikat"],
    (TAHUN, "OKTA"): ["penilaian semester", "integrasi", "predikat"],
}


@pytest.mark.parametrize(("periode", "nama"), LANGKAH)
def test_penjelasan_menyebut_setiap_langkah(hasil, periode, nama):
    rincian = hasil[periode].jelaskan(NIP[nama])
    assert list(dict.fromkeys(rincian["langkah"])) == LANGKAH[periode, nama]


@pytest.mark.parametrize("periode", PERIODE)
def test_penjelasan_setiap_orang_utuh_dan_bersitasi(hasil, periode):
    for nip in hasil[periode].pegawai["nip"]:
        rincian = hasil[periode].jelaskan(nip)
        assert not rincian.isna().any(axis=None)
        assert rincian["sitasi"].str.len().gt(0).all()
        teks = " ".join(rincian[["dasar", "hasil"]].stack())
        assert not any(asing in teks for asing in ("nan", "None", "_"))


def test_penjelasan_dapat_dihitung_ulang_di_kertas(hasil):
    def isi(periode, nama):
        return " | ".join(hasil[periode].jelaskan(NIP[nama])[["dasar", "hasil"]].stack())

    assert "0,6 × SKP 85,5 + 0,4 × perilaku 80 | 83,3" in isi(S1, "ANI")
    assert "kegiatan tidak dilaksanakan: nol | 0" in isi(S1, "CICI")
    assert "T = 8–10, R = 9 berkas | ditolak: target berupa rentang" in isi(S1, "FAJAR")
    assert "kosong (belum dilaporkan)" in isi(S1, "DODI")
    assert "T = 12, R = 9,12 berkas; (1,76 T − R) / T × 100" in isi(S1, "BUDI")
    assert "nilai 120; tanpa ide baru | Baik" in isi(S2, "EKA")
    assert "80 ≤ c ≤ 99: 70 + (89 − 70)/(99 − 80) × (c − 80) | 77,5 (cukup)" in isi(S2, "BUDI")
    assert "perilaku 100; bobotnya belum diketahui" in isi(S2, "KIKI")
    assert "0,5 × semester I + 0,5 × semester II | 85,5" in isi(TAHUN, "OKTA")


@pytest.mark.parametrize("periode", PERIODE)
def test_jejak_diulang_memberi_tabel_yang_sama(kota, hasil, periode):
    kembali = ulang(Jejak.dari_dict(json.loads(json.dumps(hasil[periode].jejak.ke_dict()))), kota)
    for nama, tabel in hasil[periode].tabel.items():
        pd.testing.assert_frame_equal(tabel, kembali.tabel[nama])


@pytest.mark.parametrize(
    ("periode", "tabel", "kolom", "disebut"),
    [
        (S1, "realisasi", "realisasi", "realisasi; langkah berbeda: indikator, rhk, pegawai"),
        (S2, "skp", "target", "skp; langkah berbeda: indikator, rhk, pegawai"),
        (TAHUN, "realisasi", "realisasi", "2021-S1/realisasi; langkah berbeda: indikator, rhk, pegawai"),
        (TAHUN, "penetapan_angka", "nilai_perilaku", "2021-S1/penetapan_angka; langkah berbeda: pegawai"),
    ],
)
def test_jejak_menolak_data_yang_berubah(kota, hasil, periode, tabel, kolom, disebut):
    isi = kota.tabel[tabel].copy()
    milik = isi.index[isi["periode"] == (S1 if periode == TAHUN else periode)]
    isi.loc[milik[0], kolom] += 1
    with pytest.raises(GalatJejak, match=f"tabel masukan berbeda: {disebut}"):
        ulang(hasil[periode].jejak, replace(kota, tabel=MappingProxyType({**kota.tabel, tabel: isi})))


def test_urutan_baris_tidak_mengubah_hasil(kota, hasil):
    acak = {nama: tabel.sample(frac=1, random_state=7) for nama, tabel in kota.tabel.items()}
    for periode in PERIODE:
        assert hitung(replace(kota, tabel=MappingProxyType(acak)), periode).jejak == hasil[periode].jejak


# What the city does not have.


def _dengan(kota, tabel, ubah):
    isi = kota.tabel[tabel].copy()
    return replace(kota, tabel=MappingProxyType({**kota.tabel, tabel: ubah(isi)}))


def _realisasi(kota, periode, nama, kode, nilai):
    def ubah(isi):
        kena = (isi["periode"] == periode) & (isi["nip"] == NIP[nama]) & (isi["kode_indikator"] == kode)
        return isi.assign(realisasi=isi["realisasi"].mask(kena, nilai))

    return _dengan(kota, "realisasi", ubah)


def test_nilai_setahun_di_atas_yang_tertinggi_ditolak(kota):
    banyak = _realisasi(kota, S1, "OKTA", "b1", 300)  # 180 + 30.4 = 210.4, with 95: 152.7
    okta = _pegawai(hitung(banyak, TAHUN)).loc["OKTA"]
    assert okta["nilai_semester_1"] == 210.4
    assert pd.isna(okta["nilai"])
    assert okta["alasan_tinjau"] == "nilai_lebih_dari_tertinggi"


@pytest.mark.parametrize(
    ("nama", "kuantitas", "ide", "nilai", "predikat"),
    [
        # 72 + 34 = 106, with 120: 113; nothing recorded for July–December
        ("FAJAR", 120, None, 113, None),
        ("FAJAR", 120, True, 113, "sangat_baik"),
        ("FAJAR", 120, False, 113, "baik"),
        # 78 + 32 = 110, with 113.3: 111.65; a new idea recorded for July–December, unless the year says otherwise
        ("GITA", 130, None, 111.65, "sangat_baik"),
        ("GITA", 130, False, 111.65, "baik"),
    ],
)
def test_ide_baru_setahun_menentukan_predikat_setahun(kota, nama, kuantitas, ide, nilai, predikat):
    data = _realisasi(kota, S1, nama, "b1", kuantitas)
    if ide is not None:
        baris = pd.DataFrame({"nip": [NIP[nama]], "periode": [TAHUN], "ide_baru": pd.array([ide], "boolean")})
        data = _dengan(data, "penetapan_angka", lambda isi: pd.concat([isi, baris], ignore_index=True))
    orang = _pegawai(hitung(data, TAHUN)).loc[nama]
    assert orang["nilai"] == nilai
    assert _sama(orang["predikat"], predikat)


@pytest.mark.parametrize("periode", PERIODE)
def test_tanpa_skp_dan_penetapan_semua_orang_tetap_ada_tanpa_nilai(kota, periode):
    kosong = {nama: kota.tabel[nama].iloc[:0] for nama in ("skp", "realisasi", "penetapan_angka")}
    hasil = hitung(replace(kota, tabel=MappingProxyType({**kota.tabel, **kosong})), periode)
    assert hasil.pegawai["nilai"].isna().all()
    assert hasil.pegawai["alasan_tinjau"].str.startswith("tanpa_skp;nilai_perilaku_kosong").all()
    assert len(hasil.jelaskan(hasil.pegawai["nip"].iloc[0])) >= 3


RENTANG = {"target_bawah": 80, "target_atas": 90, "jenis_target": "rentang"}
LEBIH_CEPAT = {"target_bawah": 7, "target_atas": 8, "jenis_target": "rentang", "arah": "turun"}


@pytest.mark.parametrize(
    ("kasus", "nilai", "kategori", "galat"),
    [
        ((None, 92, RENTANG), 110 + Fraction(110, 81), "sangat_baik", None),  # 92/90 = 102.22%: 110 + 10/9 x 11/9
        ((None, 85, RENTANG), 109, "baik", None),
        ((None, 9, LEBIH_CEPAT), Fraction(775, 10), "cukup", None),  # (16 - 9)/8 = 87.5%
        ((None, 6.5, LEBIH_CEPAT), 110 + Fraction(430, 63), "sangat_baik", None),  # 7.5/7 = 107.14%
        ((10000, 9949, {}), Fraction(8949, 100), "cukup", None),  # 99.49% rounds to 99
        ((10000, 9950, {}), 109, "baik", None),
        ((10000, 10050, {}), 110 - Fraction(5, 9), "sangat_baik", None),  # 100.5% rounds to 101
        ((10, 30, {"arah": "turun"}), 0, "sangat_kurang", None),  # -100%
        ((0, 0, {"arah": "turun"}), 109, "baik", None),
        ((0, 1, {"arah": "turun"}), None, None, "target_nol"),
        ((100, 101, {"jenis_target": "maksimum"}), None, None, "melebihi_maksimum"),
    ],
)
def test_8_2021_nilai_satu_indikator(kasus, nilai, kategori, galat):
    baris = nilai_deret(S2, [kasus])[0].iloc[0]
    for kolom, harap in (("nilai", nilai), ("kategori_nilai", kategori), ("galat", galat)):
        assert _sama(baris[kolom], harap), kolom


def _satu_orang(periode, butir, **tetap):
    return hitung(data_orang(periode, [(butir, tetap)]), periode).pegawai.iloc[0]


def _tambahan(lingkup, rhk, realisasi=10):
    return {"kode_rhk": rhk, "kategori": "tambahan", "lingkup": lingkup, "target": 10, "realisasi": realisasi}


UTAMA = {"kode_rhk": "u", "target": 10, "realisasi": 8}  # 80% -> 70


def test_8_2021_kinerja_tambahan_dijumlahkan_sampai_batasnya():
    # Each 80% x 8 x 1.09 = 6.976.
    assert _satu_orang(S2, [UTAMA, _tambahan("antarunit", "t")])["skp"] == 76.976
    assert _satu_orang(S2, [UTAMA, _tambahan("antarunit", "t"), _tambahan("antarunit", "s")])["skp"] == 80


def test_8_2021_lingkup_yang_tidak_seragam_tidak_dinilai():
    orang = _satu_orang(S2, [UTAMA, _tambahan("antarunit", "t"), _tambahan("satu_unit", "t")])
    assert (orang["skp"], orang["skp_terbaik"], orang["alasan_tinjau"]) == (70, 80, "lingkup_tambahan_kosong")


def test_8_2021_kinerja_tambahan_yang_belum_lengkap_belum_dinilai():
    orang = _satu_orang(S2, [UTAMA, _tambahan("antarunit", "t"), _tambahan("antarunit", "t", None)])
    assert (orang["skp"], orang["skp_terburuk"], orang["skp_terbaik"]) == (70, 70, 80)
    assert (orang["alasan_tinjau"], orang["sementara"]) == ("realisasi_kosong", True)


def test_8_2021_batas_terbaik_berhenti_di_nilai_tertinggi():
    """120 and 10 for what is missing would be 130, which there is not."""
    terbaik = {**UTAMA, "realisasi": 12}
    orang = _satu_orang(S2, [terbaik, _tambahan("antarinstansi", "t", None)], ide_baru=True)
    assert (orang["skp"], orang["skp_terburuk"], orang["skp_terbaik"]) == (120, 120, 120)
    orang = _satu_orang(
        S2, [UTAMA, {**terbaik, "kode_rhk": "v", "realisasi": None}, _tambahan("antarinstansi", "t", 12)]
    )
    assert (orang["skp"], orang["skp_terburuk"], orang["skp_terbaik"]) == (80, 45, 105)


def test_perka_batas_terbaik_tidak_di_bawah_nilai_yang_sudah_lebih_dari_seratus():
    butir = [{"kode_rhk": "a", "target": 10, "realisasi": 15}, {"kode_rhk": "b", "target": 10, "realisasi": None}]
    orang = _satu_orang(S1, butir)
    assert (orang["skp"], orang["skp_terburuk"], orang["skp_terbaik"]) == (150, 75, 150)
