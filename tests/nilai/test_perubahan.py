"""The split of a change: cases worked out by hand, and what holds on any data."""

from dataclasses import replace
from fractions import Fraction
from math import fsum
from pathlib import Path
from types import MappingProxyType

import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian.aturan import BukuAturan, muat_buku
from penilaian.aturan.skenario import baca_skenario, terapkan
from penilaian.aturan.yaml_ketat import muat_yaml
from penilaian.galat import GalatRumus
from penilaian.nilai.keadaan import FAKTOR, Keadaan
from penilaian.nilai.kolom import hitung_kolom
from penilaian.nilai.perubahan import CAPAIAN, PREDIKAT_BAIK, SESUAI, urai_perubahan
from penilaian.nilai.shapley import bagi_shapley, semua_koalisi
from penilaian.periode import Periode
from tests.nilai.acak import ATURAN, RATING, acak, dengan_pandas

LALU, KINI = Periode.urai("2025-T3"), Periode.urai("2025-T4")
KASUS = muat_yaml(Path(__file__).parent / "perubahan_kasus.yaml")
SKENARIO = Path(__file__).parents[2] / "data/skenario/ambang_sesuai_95.yaml"
benih = st.integers(0, 10**6)


def dengan_arrow(tabel):
    """As `dengan_pandas`, in a fraction of the time."""
    teks = {"alasan", "alasan_kosong"}
    bingkai = {
        nama: nw.from_native(
            pa.table(
                {kolom: pa.array(nilai, pa.string() if kolom in teks else None, from_pandas=True) for kolom, nilai in isi.items()}
            ),
            eager_only=True,
        )
        for nama, isi in tabel.items()
    }  # fmt: skip
    return {nama: isi.to_pandas() for nama, isi in hitung_kolom(bingkai, ATURAN).items()}


def keadaan(tabel, periode=KINI, aturan=ATURAN, mesin=dengan_arrow):
    hasil = mesin(tabel)
    return Keadaan(periode, "permenpanrb_6_2022", aturan, hasil["indikator"], hasil["pegawai"])


def dari_butir(butir, periode):
    """The facts of employees with these indicators: [nip, kode_indikator, target, realisasi]."""
    isi = pd.DataFrame(butir, columns=["nip", "kode_indikator", "target", "realisasi"])
    angka = isi[["target", "realisasi"]].astype(float)
    indikator = isi.assign(
        **angka, bawah=angka["target"], atas=angka["target"], target_bawah=np.nan, target_atas=np.nan,
        kategori="utama", kode_rhk=isi["kode_indikator"], jenis_target="nilai",
        arah=["turun" if kode[0] == "t" else "naik" for kode in isi["kode_indikator"]],
    )  # fmt: skip
    nip = sorted(set(isi["nip"]))
    pegawai = pd.DataFrame({"nip": nip, "umpan_balik": 1, "positif": 1, "hasil_kerja": "sesuai"})
    return Keadaan(
        periode, "permenpanrb_6_2022", ATURAN, indikator, pegawai.assign(perilaku_kerja="sesuai", predikat="baik")
    )


@pytest.mark.parametrize("kasus", KASUS, ids=lambda kasus: kasus["nama"])
def test_kasus_yang_dihitung_tangan(kasus):
    satu = urai_perubahan(dari_butir(kasus["lalu"], LALU), dari_butir(kasus["kini"], KINI)).ukuran[CAPAIAN]
    harap = {nama: Fraction(str(kasus["efek"].get(nama, 0))) for nama in FAKTOR}
    assert float(satu.awal) == pytest.approx(kasus["awal"])
    assert float(satu.selisih) == pytest.approx(float(sum(harap.values())))
    for nama in FAKTOR:
        if harap[nama]:
            assert float(satu.efek[nama]) == pytest.approx(float(harap[nama])), nama
        else:
            assert satu.efek[nama] == 0, nama


def test_nilai_shapley_kasus_klasik_sarung_tangan():
    """Two left gloves and one right one: the right glove's owner gets two thirds (Shapley 1953)."""
    nilai = {
        satu: Fraction(int("kanan" in satu and len(satu) > 1)) for satu in semua_koalisi(["kiri1", "kiri2", "kanan"])
    }
    sixth = Fraction(1, 6)
    assert bagi_shapley(["kiri1", "kiri2", "kanan"], nilai) == {"kiri1": sixth, "kiri2": sixth, "kanan": 4 * sixth}


def langsung(satu: Keadaan) -> dict[str, Fraction | None]:
    """The measures straight from the result's tables."""
    capaian = satu.indikator["capaian"].dropna().clip(0, 120)

    def pangsa(nilai, kode):
        ada = int(nilai.notna().sum())
        return Fraction(100 * int(nilai.isin(kode).sum()), ada) if ada else None

    return {
        CAPAIAN: Fraction(fsum(capaian)) / len(capaian) if len(capaian) else None,
        SESUAI: pangsa(satu.indikator["rating"], RATING[1:]),
        **{f"usulan_{kode}": pangsa(satu.pegawai["usulan"], [kode]) for kode in RATING},
        PREDIKAT_BAIK: pangsa(satu.pegawai["predikat"], ["baik", "sangat_baik"]),
    }


def dua_acak(satu, dua, mesin=dengan_arrow):
    """Two unrelated random periods; some employees and indicators in one of them only."""
    lama, baru = acak(satu, 9), acak(dua, 11)
    bagian = lama["pegawai"]["nip"].iloc[2:]
    for nama in ("pegawai", "skp", "realisasi", "umpan_balik", "penetapan"):
        lama[nama] = lama[nama][lama[nama]["nip"].isin(bagian)]
    return keadaan(lama, LALU, mesin=mesin), keadaan(baru, KINI, mesin=mesin)


@settings(max_examples=4)
@given(satu=benih, dua=benih)
def test_efek_berjumlah_tepat_dan_ujungnya_adalah_hasil_sebenarnya(satu, dua):
    lama, baru = dua_acak(satu, dua, dengan_pandas)
    uraian = urai_perubahan(lama, baru)
    awal, akhir = langsung(lama), langsung(baru)
    for nama, isi in uraian.ukuran.items():
        assert (isi.awal, isi.akhir) == (awal[nama], akhir[nama])
        if isi.efek:
            assert sum(isi.efek.values()) == isi.selisih
            assert all(not isi.efek[faktor] for faktor in FAKTOR if not uraian.orang[faktor])
        else:
            assert isi.sebab in ("tanpa_nilai", "tanpa_campuran")
    usulan = [uraian.ukuran[f"usulan_{kode}"] for kode in RATING]
    if all(isi.efek for isi in usulan):
        assert all(sum(isi.efek[faktor] for isi in usulan) == 0 for faktor in FAKTOR)


@settings(max_examples=2)
@given(satu=benih, dua=benih)
def test_periode_yang_ditukar_membalik_setiap_efek(satu, dua):
    lama, baru = dua_acak(satu, dua)
    maju, mundur = urai_perubahan(lama, baru), urai_perubahan(baru, lama)
    for nama, isi in maju.ukuran.items():
        assert {faktor: -efek for faktor, efek in isi.efek.items()} == mundur.ukuran[nama].efek


@settings(max_examples=2)
@given(satu=benih, dua=benih)
def test_urutan_baris_tidak_berpengaruh(satu, dua):
    lama, baru = dua_acak(satu, dua)
    acakan = replace(
        lama,
        indikator=lama.indikator.sample(frac=1, random_state=1),
        pegawai=lama.pegawai.sample(frac=1, random_state=2),
    )
    assert urai_perubahan(lama, baru).ukuran == urai_perubahan(acakan, baru).ukuran


def _realisasi(tabel):
    return tabel | {"realisasi": tabel["realisasi"].assign(realisasi=tabel["realisasi"]["realisasi"] * 0.7)}


def _target(tabel):
    kolom = ["target", "target_bawah", "target_atas"]
    return tabel | {"skp": tabel["skp"].assign(**{nama: tabel["skp"][nama] * 1.3 for nama in kolom})}


def _pegawai(tabel):
    tinggal = tabel["pegawai"]["nip"].iloc[3:]
    nama = ("pegawai", "skp", "realisasi", "umpan_balik", "penetapan")
    return tabel | {satu: tabel[satu][tabel[satu]["nip"].isin(tinggal)] for satu in nama}


def _indikator(tabel):
    buang = tabel["skp"]["kode_indikator"] == "i0"
    return tabel | {"skp": tabel["skp"][~buang | (tabel["skp"]["nip"] == "n000")]}


def _kelengkapan(tabel):
    isi = tabel["realisasi"].copy()
    isi.loc[isi.index[::3], "realisasi"] = np.nan
    return tabel | {"realisasi": isi}


def _umpan_balik(tabel):
    return tabel | {"umpan_balik": tabel["umpan_balik"].assign(nada="positif", jenis_sasaran="rhk")}


def _penetapan(tabel):
    return tabel | {"penetapan": tabel["penetapan"].assign(hasil_kerja="di_bawah")}


@settings(max_examples=4)
@given(
    satu=benih,
    ubah=st.sampled_from([_realisasi, _target, _pegawai, _indikator, _kelengkapan, _umpan_balik, _penetapan]),
)
def test_bila_satu_hal_yang_berubah_efek_lainnya_tepat_nol(satu, ubah):
    lama = acak(satu, 12)
    uraian = urai_perubahan(keadaan(lama, LALU), keadaan(ubah(lama), KINI))
    faktor = ubah.__name__.removeprefix("_")
    assert all(not orang for nama, orang in uraian.orang.items() if nama != faktor)
    for isi in uraian.ukuran.values():
        if isi.efek:
            assert isi.efek == {**dict.fromkeys(FAKTOR, Fraction(0)), faktor: isi.selisih}


def buku_yang_berganti():
    """The rule book with another threshold from the first day of the later period on."""
    buku, kode = muat_buku(), "kebijakan/palu"
    ubahan, _ = terapkan(buku, baca_skenario(SKENARIO), KINI)
    lama, baru = buku.ketentuan[kode], ubahan.ketentuan[kode].masa[-1].model_copy(update={"sejak": KINI.awal})
    masa = lama.model_copy(update={"masa": (*lama.masa, baru)})
    return BukuAturan(MappingProxyType({**buku.ketentuan, kode: masa}))


def test_aturan_yang_berganti_di_antara_kedua_periode_seluruhnya_efek_aturan():
    buku, tabel = buku_yang_berganti(), acak(4, 30)
    lama = keadaan(tabel, LALU, buku.pada(LALU.akhir))
    baru = replace(lama, periode=KINI, aturan=buku.pada(KINI.akhir))
    satu = urai_perubahan(lama, baru).ukuran[SESUAI]
    assert satu.selisih < 0
    assert satu.efek == {**dict.fromkeys(FAKTOR, Fraction(0)), "aturan": satu.selisih}


@settings(max_examples=2)
@given(satu=benih)
def test_periode_yang_sama_tidak_punya_efek(satu):
    tabel = acak(satu, 8)
    uraian = urai_perubahan(keadaan(tabel, LALU), keadaan(tabel, KINI))
    assert not any(uraian.orang.values())
    assert all(not efek for isi in uraian.ukuran.values() for efek in isi.efek.values())


def test_aturan_dan_data_yang_berubah_bersama_dibagi_menurut_penyebabnya():
    buku = buku_yang_berganti()
    lama = dari_butir([["a", "n1", 100, 92], ["b", "n1", 100, 92]], LALU)
    kini = dari_butir([["a", "n1", 100, 96], ["c", "n1", 100, 92]], KINI)
    lama = replace(lama, aturan=buku.pada(LALU.akhir))
    satu = urai_perubahan(lama, replace(kini, aturan=buku.pada(KINI.akhir))).ukuran[SESUAI]
    # At a threshold of 95 only a's 96 is enough. Without the new rule nothing changes; with it 50 of 100 points are
    # lost if a's realisation has risen, else all. Who b is does not matter: c achieves the same.
    assert (satu.awal, satu.akhir) == (100, 50)
    assert satu.efek == {**dict.fromkeys(FAKTOR, Fraction(0)), "aturan": -75, "realisasi": 25}


def test_semua_pegawai_berganti_tetap_dapat_diurai():
    lama, baru = dari_butir([["a", "n1", 100, 80]], LALU), dari_butir([["b", "n1", 100, 90]], KINI)
    satu = urai_perubahan(lama, baru).ukuran[CAPAIAN]
    assert satu.efek["pegawai"] == satu.selisih == 10


def test_tanpa_nilai_dan_tanpa_campuran_disebut_bukan_dihitung():
    ada, kosong = [["a", "n1", 100, 80]], [["a", "n1", 100, None]]
    satu = urai_perubahan(dari_butir(kosong, LALU), dari_butir(ada, KINI)).ukuran[CAPAIAN]
    assert (satu.awal, satu.selisih, satu.efek, satu.sebab) == (None, None, {}, "tanpa_nilai")
    baru = [["a", "n1", 100, None], ["b", "n1", 100, 90]]
    satu = urai_perubahan(dari_butir(ada, LALU), dari_butir(baru, KINI)).ukuran[CAPAIAN]
    assert (satu.selisih, satu.efek, satu.sebab) == (10, {}, "tanpa_campuran")


def test_skema_lain_dan_periode_yang_tidak_sejenis_ditolak():
    satu = dari_butir([["a", "n1", 100, 80]], LALU)
    with pytest.raises(GalatRumus, match="tidak dapat diurai") as galat:
        urai_perubahan(replace(satu, skema="permenpanrb_8_2021"), replace(satu, periode=KINI))
    assert galat.value.kode == "skema_berbeda"
    with pytest.raises(GalatRumus) as galat:
        urai_perubahan(replace(satu, periode=Periode.urai("2025-09")), satu)
    assert galat.value.kode == "jenis_periode_berbeda"


def test_potongan_kecil_memberi_hasil_yang_sama():
    lama, baru = dua_acak(3, 4)
    assert urai_perubahan(lama, baru, 2000).ukuran == urai_perubahan(lama, baru).ukuran
