"""Formulas of the other regulations: bounded, monotone, exact, and refusing what they cannot know."""

from datetime import date, timedelta
from fractions import Fraction

import narwhals as nw
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penilaian.aturan import muat_buku
from penilaian.aturan.bentuk import Parameter, Tenggat
from penilaian.aturan.ketentuan import Ketentuan
from penilaian.aturan.rumus import kalender, pp_94_2021, tpp
from penilaian.aturan.rumus.permenpanrb_1_2023 import TUJUAN, angka_kredit, angka_kredit_kebutuhan
from penilaian.aturan.rumus.permenpanrb_3_2020 import sembilan_kotak, taraf_sumbu
from penilaian.aturan.rumus.permenpanrb_14_2017 import ikm, ikm_unsur, sampel
from penilaian.aturan.rumus.permenpanrb_38_2018 import ip_asn, skor_kinerja, skor_kompetensi
from penilaian.aturan.rumus.permenpanrb_88_2021 import akip, nilai_akip, nilai_komponen
from penilaian.galat import GalatRumus

BUKU = muat_buku()
ATURAN = BUKU.pada(date(2026, 11, 23))
nilai = ATURAN.nilai

PERSENTASE, KOEFISIEN = nilai("permenpanrb-1-2023/persentase_predikat"), nilai("permenpanrb-1-2023/angka_kredit")
KEBUTUHAN = nilai("permenpanrb-1-2023/angka_kredit_kebutuhan")
PREDIKAT = nilai("permenpanrb-6-2022/predikat").kode
JENJANG = nilai("permenpanrb-1-2023/jenjang").kode
pecahan = st.fractions(0, 100, max_denominator=1000)
pangsa = st.fractions(0, 1, max_denominator=1000)


def _ubah(parameter, **isi):
    """A parameter with other values, as a scenario would set them."""
    butir = {nama: b.model_copy(update=isi.get(nama, {})) for nama, b in parameter.butir.items()}
    return Parameter(butir=butir)


# Angka kredit


@pytest.mark.parametrize("buat", [pd.DataFrame, pl.DataFrame], ids=["pandas", "polars"])
@given(
    semua=st.lists(
        st.tuples(
            st.sampled_from((*PREDIKAT, None)), st.sampled_from((*JENJANG, None)), st.integers(1, 12) | st.none()
        ),
        min_size=1,
        max_size=20,
    )
)
def test_angka_kredit_skalar_dan_kolom_sama(buat, semua):
    predikat, jenjang, bulan = map(list, zip(*semua, strict=True))
    tipe = {"dtype": "float64"} if buat is pd.DataFrame else {"dtype": pl.Float64}
    teks = {"dtype": "str"} if buat is pd.DataFrame else {"dtype": pl.String}
    deret = pd.Series if buat is pd.DataFrame else (lambda isi, dtype: pl.Series(isi, dtype=dtype))
    tabel = buat({"p": deret(predikat, **teks), "j": deret(jenjang, **teks), "b": deret(bulan, **tipe)})
    ekspresi = angka_kredit(nw.col("p"), nw.col("j"), nw.col("b"), PERSENTASE, KOEFISIEN)
    kolom = nw.from_native(tabel, eager_only=True).select(ak=ekspresi)["ak"].to_list()
    for (p, j, b), hasil in zip(semua, kolom, strict=True):
        harap = angka_kredit(p, j, None if b is None else Fraction(b), PERSENTASE, KOEFISIEN)
        assert (harap is None) == (hasil is None or hasil != hasil)
        assert harap is None or hasil == pytest.approx(float(harap), rel=1e-12)


def test_angka_kredit_kolom_dengan_bulan_tetap_dan_bulan_mustahil():
    tabel = nw.from_native(
        pd.DataFrame({"p": ["baik"] * 4, "j": ["ahli_pertama"] * 4, "b": [12.0, 0, 13, 2.5]}), eager_only=True
    )
    hasil = tabel.select(
        tetap=angka_kredit(nw.col("p"), nw.col("j"), Fraction(12), PERSENTASE, KOEFISIEN),
        baris=angka_kredit(nw.col("p"), nw.col("j"), nw.col("b"), PERSENTASE, KOEFISIEN),
        satu=angka_kredit(nw.col("p"), "ahli_pertama", 12, PERSENTASE, KOEFISIEN),
    ).to_native()
    assert list(hasil["tetap"]) == list(hasil["satu"]) == [12.5] * 4
    assert hasil["baris"][0] == 12.5
    assert hasil["baris"][1:].isna().all()


@given(p=st.integers(0, 3), j=st.sampled_from(JENJANG), b=st.integers(1, 11))
def test_angka_kredit_naik_bersama_predikat_dan_bulan(p, j, b):
    ini = angka_kredit(PREDIKAT[p], j, b, PERSENTASE, KOEFISIEN)
    assert ini < angka_kredit(PREDIKAT[p + 1], j, b, PERSENTASE, KOEFISIEN)
    assert ini < angka_kredit(PREDIKAT[p], j, b + 1, PERSENTASE, KOEFISIEN)
    sisa = angka_kredit(PREDIKAT[p], j, 12 - b, PERSENTASE, KOEFISIEN)
    assert ini + sisa == angka_kredit(PREDIKAT[p], j, 12, PERSENTASE, KOEFISIEN)


@pytest.mark.parametrize("bulan", [0, -1, 13, Fraction(5, 2)])
def test_bulan_di_luar_satu_sampai_dua_belas_ditolak(bulan):
    with pytest.raises(GalatRumus) as galat:
        angka_kredit("baik", "mahir", bulan, PERSENTASE, KOEFISIEN)
    assert galat.value.kode == "di_luar_rentang"


@given(terkumpul=pecahan, tambah=pecahan, p=st.sampled_from(PREDIKAT), tujuan=st.sampled_from(list(TUJUAN)))
def test_kebutuhan_berkurang_dengan_yang_terkumpul(terkumpul, tambah, p, tujuan):
    setahun = angka_kredit(p, "ahli_muda", 12, PERSENTASE, KOEFISIEN)
    ini = angka_kredit_kebutuhan("ahli_muda", tujuan, terkumpul, setahun, KEBUTUHAN)
    lebih = angka_kredit_kebutuhan("ahli_muda", tujuan, terkumpul + tambah, setahun, KEBUTUHAN)
    assert 0 <= lebih.kurang <= ini.kurang
    assert ini.tahun * setahun == ini.kurang


def test_kebutuhan_tanpa_angka_kredit_setahun_ditolak():
    with pytest.raises(GalatRumus) as galat:
        angka_kredit_kebutuhan("mahir", "pangkat", Fraction(0), Fraction(0), KEBUTUHAN)
    assert galat.value.kode == "tidak_bertambah"


# Manajemen talenta

BATAS = nilai("permenpanrb-3-2020/batas_sumbu")
TARAF = {"kinerja": nilai("permenpanrb-6-2022/rating").kode, "potensial": nilai("permenpanrb-3-2020/potensial").kode}


@given(a=pecahan, b=pecahan, sumbu=st.sampled_from(list(TARAF)), cara=st.sampled_from(["termasuk", "tidak", None]))
def test_taraf_tidak_turun_bila_skor_naik(a, b, sumbu, cara):
    a, b = sorted((a, b))
    kode = TARAF[sumbu]
    rendah, tinggi = (kode.index(taraf_sumbu(s, sumbu, kode, BATAS, batas_termasuk=cara)) for s in (a, b))
    assert rendah <= tinggi


@given(skor=pecahan, sumbu=st.sampled_from(list(TARAF)))
def test_cara_batas_hanya_berbeda_tepat_di_batas(skor, sumbu):
    dua = {taraf_sumbu(skor, sumbu, TARAF[sumbu], BATAS, batas_termasuk=cara) for cara in ("termasuk", "tidak")}
    assert (len(dua) == 2) == (skor in {BATAS.bilangan(f"{sumbu}_tengah"), BATAS.bilangan(f"{sumbu}_atas")})


def test_batas_sumbu_yang_terbalik_ditolak():
    terbalik = _ubah(BATAS, kinerja_tengah={"nilai": Fraction(81)})
    with pytest.raises(GalatRumus) as galat:
        taraf_sumbu(Fraction(80), "kinerja", TARAF["kinerja"], terbalik)
    assert galat.value.kode == "batas_terbalik"


def test_sembilan_kotak_berbeda_semua_dan_berlabel_sesuai_sumbunya():
    matriks, kotak = nilai("permenpanrb-3-2020/sembilan_kotak"), nilai("permenpanrb-3-2020/kotak")
    isi = {(k, p): sembilan_kotak(k, p, matriks) for k in TARAF["kinerja"] for p in TARAF["potensial"]}
    assert sorted(isi.values()) == sorted(kotak.kode)
    for (kinerja, potensial), nomor in isi.items():
        assert kotak.nama[nomor] == f"Kinerja {kinerja.replace('_', ' ')} ekspektasi dan potensial {potensial}"
    assert sembilan_kotak(None, "tinggi", matriks) is None


# Indeks Profesionalitas

IP = "permenpanrb-38-2018"


@given(
    pendidikan=st.sampled_from(nilai(f"{IP}/pendidikan").kode),
    kelompok=st.sampled_from(list(nilai(f"{IP}/kompetensi").baris)),
    ikut=st.tuples(st.booleans(), st.integers(0, 60), st.booleans()),
    kinerja=st.fractions(0, 120, max_denominator=100),
    hukuman=st.sampled_from(nilai(f"{IP}/tingkat_hukuman").kode),
)
def test_indeks_profesionalitas_jumlah_nilai_paling_tinggi_seratus(pendidikan, kelompok, ikut, kinerja, hukuman):
    skor = (
        nilai(f"{IP}/kualifikasi").angka(pendidikan, "nilai"),
        skor_kompetensi(
            kelompok, diklat=ikut[0], jp_teknis=Fraction(ikut[1]), seminar=ikut[2], kompetensi=nilai(f"{IP}/kompetensi")
        ),
        skor_kinerja(kinerja, nilai(f"{IP}/kinerja"), nilai(f"{IP}/skor_kinerja")),
        nilai(f"{IP}/disiplin").angka(hukuman, "nilai"),
    )
    assert all(0 <= satu <= paling for satu, paling in zip(skor, (25, 40, 30, 5), strict=True))
    hasil = ip_asn(*skor, kategori=nilai(f"{IP}/ip_asn"))
    assert hasil.nilai == sum(skor) <= 100


def test_setiap_pita_kinerja_punya_nilai():
    assert set(nilai(f"{IP}/kinerja").pita) == set(nilai(f"{IP}/skor_kinerja").baris)


# Survei kepuasan

SKM = "permenpanrb-14-2017"
UNSUR = nilai(f"{SKM}/unsur").kode


def _ikm(nrr, bobot=None):
    return ikm(nrr, UNSUR, nilai(f"{SKM}/ikm"), nilai(f"{SKM}/ikm_mutu"), bobot=bobot)


@given(nrr=st.lists(st.fractions(1, 4, max_denominator=300), min_size=9, max_size=9), naik=st.fractions(0, 1))
def test_indeks_kepuasan_dalam_skala_dan_tidak_turun(nrr, naik):
    ini, tercetak = _ikm(nrr), _ikm(nrr, "0.11")
    assert ini.bobot == "sepersembilan"
    assert 25 <= ini.ikm <= 100
    assert tercetak.ikm == ini.ikm * Fraction(99, 100)
    lebih = _ikm([min(nrr[0] + naik, Fraction(4)), *nrr[1:]])
    assert lebih.ikm >= ini.ikm
    assert lebih.mutu <= ini.mutu, "huruf A di atas D"


@given(responden=st.integers(1, 1000), data=st.data())
def test_rata_rata_unsur_selalu_dalam_skala(responden, data):
    jumlah = data.draw(st.integers(0, 5 * responden))
    skala = nilai(f"{SKM}/ikm_unsur")
    if responden <= jumlah <= 4 * responden:
        assert ikm_unsur(Fraction(jumlah), Fraction(responden), skala) * responden == jumlah
    else:
        with pytest.raises(GalatRumus) as galat:
            ikm_unsur(Fraction(jumlah), Fraction(responden), skala)
        assert galat.value.kode == "skor_di_luar_skala"


@given(a=st.integers(1, 10**7), b=st.integers(1, 10**7))
def test_sampel_tidak_melebihi_populasi_dan_tidak_turun(a, b):
    a, b = sorted((a, b))
    kecil, besar = (sampel(Fraction(n), nilai(f"{SKM}/sampel")) for n in (a, b))
    assert 1 <= kecil.jumlah <= a
    assert kecil.jumlah <= besar.jumlah <= 384, "batas tabel untuk populasi tak hingga"
    assert abs(kecil.jumlah - kecil.tepat) <= Fraction(1, 2)


# AKIP

KOMPONEN, PITA_AKIP = nilai("permenpanrb-88-2021/komponen"), nilai("permenpanrb-88-2021/akip")
URUT_AKIP = [kode for kode, _ in PITA_AKIP.urut]


@given(bagian=st.lists(pangsa, min_size=4, max_size=4), naik=pangsa)
def test_akip_paling_tinggi_seratus_dan_tidak_turun(bagian, naik):
    def hitung(isi):
        maksimum = (KOMPONEN.angka(nama, "maksimum") for nama in KOMPONEN.baris)
        return nilai_akip({nama: p * m for nama, p, m in zip(KOMPONEN.baris, isi, maksimum, strict=True)}, KOMPONEN)

    ini, lebih = hitung(bagian), hitung([max(bagian[0], naik), *bagian[1:]])
    assert 0 <= ini <= lebih <= 100
    assert URUT_AKIP.index(akip(ini, PITA_AKIP)) <= URUT_AKIP.index(akip(lebih, PITA_AKIP))


@pytest.mark.parametrize("nama", list(KOMPONEN.baris))
def test_subkomponen_akip_berjumlah_bobot_komponennya(nama):
    isi = KOMPONEN.baris[nama]
    bagian = {satu: isi[satu] for satu in ("keberadaan", "kualitas", "pemanfaatan")}
    assert nilai_komponen(nama, bagian, KOMPONEN) == isi["maksimum"]
    assert [satu / isi["maksimum"] for satu in bagian.values()] == [Fraction(1, 5), Fraction(3, 10), Fraction(1, 2)]


# Disiplin dan TPP

PITA_DISIPLIN, AKIBAT = nilai("pp-94-2021/hukuman_tidak_masuk"), nilai("pp-94-2021/akibat")
HUKUMAN = nilai("pp-94-2021/hukuman").kode


def _hukuman(kumulatif, berturut=0):
    hari = (Fraction(kumulatif), Fraction(berturut))
    return pp_94_2021.disiplin(*hari, PITA_DISIPLIN, nilai("pp-94-2021/berturut"), AKIBAT)


@given(a=st.integers(0, 60), b=st.integers(0, 60), berturut=st.integers(0, 30))
def test_hukuman_tidak_pernah_lebih_ringan_bila_hari_bertambah(a, b, berturut):
    a, b = sorted((a, b))
    ringan, berat = (HUKUMAN.index(_hukuman(n, berturut).hukuman) for n in (a, b))
    assert ringan <= berat
    assert HUKUMAN.index(_hukuman(a).hukuman) <= ringan


def test_pita_hukuman_memuat_semua_hukuman_menurut_beratnya():
    assert tuple(kode for kode, _ in PITA_DISIPLIN.urut) == HUKUMAN == tuple(AKIBAT.baris)


KOMPONEN_TPP, POTONGAN = nilai("tpp/komponen"), nilai("tpp/potongan")


@given(dasar=pecahan, p=pangsa, d=pangsa, naik=pangsa)
def test_tpp_paling_tinggi_dasarnya_dan_tidak_turun(dasar, p, d, naik):
    ini = tpp.tpp(dasar, p, d, KOMPONEN_TPP)
    assert 0 <= ini <= dasar
    assert ini <= tpp.tpp(dasar, max(p, naik), d, KOMPONEN_TPP)
    assert ini <= tpp.tpp(dasar, p, max(d, naik), KOMPONEN_TPP)


def test_komponen_tpp_yang_tidak_berjumlah_seratus_ditolak():
    with pytest.raises(GalatRumus) as galat:
        tpp.tpp(Fraction(100), Fraction(1), Fraction(1), _ubah(KOMPONEN_TPP, disiplin={"nilai": Fraction(50)}))
    assert galat.value.kode == "komponen_bukan_seratus"


@given(kejadian=st.dictionaries(st.sampled_from(list(POTONGAN.baris)), st.integers(0, 30).map(Fraction)))
def test_potongan_disiplin_antara_nol_dan_seratus(kejadian):
    potongan = tpp.potongan(kejadian, POTONGAN)
    assert 0 <= potongan <= 100
    assert tpp.pangsa_disiplin(kejadian, POTONGAN) == 1 - potongan / 100
    assert potongan <= tpp.potongan({**kejadian, "tidak_masuk": kejadian.get("tidak_masuk", 0) + Fraction(1)}, POTONGAN)


def test_predikat_lebih_baik_tidak_menurunkan_produktivitas():
    tabel = nilai("kebijakan/tpp_palu")
    semua = [tpp.produktivitas_predikat(predikat, tabel) for predikat in PREDIKAT]
    assert semua == sorted(semua)


# Kalender

LIBUR = BUKU.ketentuan["kalender/hari_libur"]
LIMA = nilai("kalender/hari_kerja")
ENAM = _ubah(LIMA, hari_seminggu={"pilihan": "6"})
hari_dikenal = st.dates(date(2024, 1, 1), date(2026, 6, 30))


@given(mulai=hari_dikenal, a=st.integers(1, 40), b=st.integers(1, 40), seminggu=st.sampled_from([LIMA, ENAM]))
def test_menambah_hari_kerja_dua_kali_sama_dengan_sekaligus(mulai, a, b, seminggu):
    satu = kalender.tambah_hari_kerja(mulai, a, LIBUR, seminggu)
    assert kalender.hari_kerja(satu, LIBUR, seminggu)
    assert kalender.tambah_hari_kerja(satu, b, LIBUR, seminggu) == kalender.tambah_hari_kerja(
        mulai, a + b, LIBUR, seminggu
    )
    di_antara = (mulai + timedelta(days=n) for n in range(1, (satu - mulai).days + 1))
    assert sum(kalender.hari_kerja(hari, LIBUR, seminggu) for hari in di_antara) == a


@given(hari=hari_dikenal)
def test_sabtu_bekerja_hanya_pada_enam_hari_kerja(hari):
    lima, enam = (kalender.hari_kerja(hari, LIBUR, seminggu) for seminggu in (LIMA, ENAM))
    assert lima <= enam
    assert (lima != enam) == (hari.weekday() == 5 and kalender.nama_libur(hari, LIBUR) is None)


@pytest.mark.parametrize("hari", [date(2023, 12, 31), date(2027, 1, 1), date(1999, 5, 5)])
def test_tahun_tanpa_daftar_libur_ditolak(hari):
    with pytest.raises(GalatRumus) as galat:
        kalender.hari_kerja(hari, LIBUR, LIMA)
    assert galat.value.kode == "hari_libur_belum_ada"
    assert str(hari.year) in galat.value.apa


@pytest.mark.parametrize(("tahun", "libur", "cuti"), [(2024, 19, 10), (2025, 17, 11), (2026, 17, 8)])
def test_jumlah_hari_libur_setahun(tahun, libur, cuti):
    """Seventeen national holidays a year, in 2024 with two polling days; from memory."""
    isi = kalender.libur_tahun(tahun, LIBUR)
    assert (len(isi.libur_nasional), len(isi.cuti_bersama)) == (libur, cuti)
    assert all(hari.weekday() < 5 for hari in isi.cuti_bersama), "cuti bersama jatuh pada hari kerja"


def test_daftar_libur_yang_diubah_di_tengah_tahun_menggantikan_yang_lama():
    isi = LIBUR.model_dump()
    perubahan = {**isi["masa"][-1], "sejak": date(2026, 7, 1)}
    perubahan["nilai"] = {**perubahan["nilai"], "cuti_bersama": {date(2026, 11, 23): "Cuti bersama baru"}}
    baru = Ketentuan.model_validate({**isi, "masa": [*isi["masa"], perubahan]})
    assert not kalender.hari_kerja(date(2026, 11, 23), baru, LIMA)
    assert kalender.hari_kerja(date(2026, 12, 24), baru, LIMA)


def test_tenggat_hari_kalender_dan_hari_tetap():
    """Calendar days and fixed days need no list of holidays, and are not moved by one."""
    kalender_10 = Tenggat(hari=10, jenis_hari="kalender", sejak="x", keterangan="x")
    akhir_januari = Tenggat(bulan_tanggal="01-31", sejak="x", keterangan="x")
    assert kalender.tenggat(kalender_10, date(2030, 12, 25), LIBUR, LIMA) == date(2031, 1, 4)
    assert kalender.tenggat(akhir_januari, date(2030, 12, 31), LIBUR, LIMA) == date(2031, 1, 31)
    assert kalender.tenggat(akhir_januari, date(2030, 1, 5), LIBUR, LIMA) == date(2030, 1, 31)
    assert kalender.tenggat(akhir_januari, date(2030, 1, 31), LIBUR, LIMA) == date(2031, 1, 31)
