"""A design keeps every step, works up its groups, and a log that was touched does not replay."""

import json
from dataclasses import FrozenInstanceError, replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

from penilaian.galat import GalatJejak, GalatRumus
from penilaian.indikator.komposit import (
    LangkahRancangan,
    Rancangan,
    agregasikan,
    isi_kosong,
    langkahkan,
    log_dari_teks,
    log_ke_teks,
    normalkan,
    peringkatkan,
    rancang,
    ulang,
)
from penilaian.indikator.komposit import rancangan as modul
from tests.indikator.komposit import NAN

DATA = pd.DataFrame(
    {
        "kuantitas": [90.0, 100, 110, 80, 95],
        "kualitas": [100.0, NAN, 90, 85, 99],
        "waktu": [5.0, 2, 9, 4, 1],
        "biaya": [70.0, 80, 75, NAN, 90],
    },
    index=["u1", "u2", "u3", "u4", "u5"],
)
META = pd.DataFrame(
    [
        ("kuantitas", "naik", 3, "hasil"),
        ("kualitas", "naik", 1, "hasil"),
        ("waktu", "turun", 1, "cara"),
        ("biaya", "naik", 1, "cara"),
        ("hasil", None, 60, "indeks_utama"),
        ("cara", None, 40, "indeks_utama"),
        ("indeks_utama", None, None, None),
    ],
    columns=["kode", "arah", "bobot", "induk"],
).set_index("kode")
BATAS = {"kuantitas": (80, 120), "kualitas": (80, 120), "waktu": (0, 10), "biaya": (60, 100)}


@cache
def _lengkap() -> Rancangan:
    rancangan = rancang(DATA, META)
    rancangan = langkahkan(rancangan, "saring", unit_minimum=0.5)
    rancangan = langkahkan(
        rancangan, "isi_kosong", cara="median_kelompok", kelompok=pd.Series(list("xxyyx"), DATA.index)
    )
    rancangan = langkahkan(rancangan, "olah_pencilan", kemencengan=2, keruncingan=3.5, titik_maks=5)
    rancangan = langkahkan(rancangan, "normalkan", cara="patokan", batas=BATAS, rentang=(1, 100))
    rancangan = langkahkan(
        rancangan, "agregasikan", cara={"hasil": "aritmetika", "cara": "terendah", "indeks_utama": "geometrik"}
    )
    return langkahkan(rancangan, "peringkatkan")


def test_bertingkat_sama_dengan_langkah_demi_langkah():
    rancangan = _lengkap()
    kelompok = pd.Series(list("xxyyx"), DATA.index)
    isi = isi_kosong(DATA, "median_kelompok", kelompok=kelompok).data
    normal = normalkan(isi, "patokan", arah=META["arah"], batas=BATAS, rentang=(1, 100))
    hasil = agregasikan(normal[["kuantitas", "kualitas"]], pd.Series({"kuantitas": 3, "kualitas": 1}), "aritmetika")
    cara = normal[["waktu", "biaya"]].min(axis=1)
    indeks = hasil**0.6 * cara**0.4
    pd.testing.assert_series_equal(rancangan.ambil("agregasikan")["hasil"], hasil, check_names=False)
    pd.testing.assert_series_equal(rancangan.ambil("agregasikan")["cara"], cara, check_names=False)
    pd.testing.assert_series_equal(rancangan.ambil("agregasikan")["indeks_utama"], indeks, check_names=False)
    assert rancangan.kini.columns[-1] == "indeks_utama"
    pd.testing.assert_series_equal(rancangan.kini["indeks_utama"], peringkatkan(indeks), check_names=False)


def test_bertingkat_dihitung_tangan():
    rancangan = langkahkan(rancang(DATA, META), "normalkan", cara="patokan", batas=BATAS)
    skor = langkahkan(rancangan, "agregasikan", cara="aritmetika").kini
    # u1: hasil (3*0.25 + 0.5)/4, cara (0.5 + 0.25)/2; u4: hasil (0 + 0.125)/4, cara waktu saja 0.6.
    assert skor.loc["u1"].tolist() == pytest.approx([0.375, 0.3125, 0.6 * 0.3125 + 0.4 * 0.375])
    assert skor.loc["u4", ["hasil", "cara", "indeks_utama"]].tolist() == pytest.approx([0.03125, 0.6, 0.25875])


def test_data_minimum_berlaku_di_setiap_kelompok():
    rancangan = langkahkan(rancang(DATA, META), "normalkan", cara="patokan", batas=BATAS)
    skor = langkahkan(rancangan, "agregasikan", cara="aritmetika", data_minimum=0.6).kini
    assert skor["cara"].isna().tolist() == [False, False, False, True, False]
    assert skor.loc["u2", "hasil"] == pytest.approx(0.5)
    assert skor.loc["u4", "indeks_utama"] == skor.loc["u4", "hasil"]


def test_setiap_langkah_tersimpan_dan_rancangan_lama_tetap():
    awal = rancang(DATA, META)
    satu = langkahkan(awal, "isi_kosong", cara="rata_rata")
    lain = langkahkan(awal, "isi_kosong", cara="median")
    assert (len(awal.log), len(satu.log), len(lain.log)) == (1, 2, 2)
    pd.testing.assert_frame_equal(awal.kini, DATA)
    pd.testing.assert_frame_equal(satu.data, DATA)
    assert satu.log[0] == lain.log[0]
    assert satu.log[1] != lain.log[1]
    rancangan = _lengkap()
    assert [langkah.kata for langkah in rancangan.log] == [
        "buka", "saring", "isi_kosong", "olah_pencilan", "normalkan", "agregasikan", "peringkatkan",
    ]  # fmt: skip
    assert len(rancangan.hasil) == 7


def test_tidak_dapat_diubah_dari_luar():
    data, meta = DATA.copy(), META.copy()
    rancangan = rancang(data, meta)
    data.iloc[0, 0] = -1
    meta.iloc[0, 1] = 99
    for keluar in (rancangan.kini, rancangan.data, rancangan.ambil("buka")):
        keluar.iloc[0, 0] = -1
    assert rancangan.kini.iloc[0, 0] == 90
    assert rancangan.meta.loc["kuantitas", "bobot"] == 3
    with pytest.raises(FrozenInstanceError):
        rancangan.log = ()
    with pytest.raises(FrozenInstanceError):
        rancangan.log[0].sidik = "x"


def test_catatan_semua_langkah_dengan_nomornya():
    rancangan = _lengkap()
    isi = rancangan.catatan[rancangan.catatan["langkah"] == 2]
    assert isi[["unit", "indikator", "menjadi"]].to_numpy().tolist() == [
        ["u2", "kualitas", 99.5],
        ["u4", "biaya", 75.0],
    ]
    assert set(rancangan.catatan["langkah"]) == {2}
    keluar = langkahkan(rancang(DATA, META), "saring", unit_minimum=1).catatan
    assert keluar["unit"].tolist() == ["u2", "u4"]
    assert keluar["langkah"].tolist() == [1, 1]


def test_indikator_dan_kelompok_yang_dikeluarkan_membawa_bobotnya():
    data = DATA.assign(waktu=NAN, biaya=[70, NAN, NAN, NAN, NAN])
    rancangan = langkahkan(rancang(data, META), "saring", indikator_minimum=0.5)
    rancangan = langkahkan(rancangan, "normalkan", cara="patokan", batas=BATAS)
    skor = langkahkan(rancangan, "agregasikan", cara="aritmetika", data_minimum=1).kini
    assert list(skor.columns) == ["hasil", "indeks_utama"]
    pd.testing.assert_series_equal(skor["indeks_utama"], skor["hasil"], check_names=False)


def test_beberapa_puncak_digabung_menjadi_indeks():
    meta = pd.DataFrame({"arah": "naik", "bobot": [1, 3], "induk": [None, None]}, index=["a", "b"])
    data = pd.DataFrame({"a": [0.0, 1], "b": [1.0, 0]})
    rancangan = langkahkan(rancang(data, meta), "normalkan", cara="min_maks")
    assert langkahkan(rancangan, "agregasikan", cara="aritmetika").kini["indeks"].tolist() == [0.75, 0.25]


def test_satu_indikator_tanpa_kelompok():
    meta = pd.DataFrame({"arah": ["turun"], "bobot": [1], "induk": [None]}, index=["a"])
    rancangan = langkahkan(rancang(pd.DataFrame({"a": [0.0, 1]}), meta), "normalkan", cara="min_maks")
    assert langkahkan(rancangan, "agregasikan", cara="aritmetika").kini["indeks"].tolist() == [1, 0]


def test_log_mengulang_hasil_yang_sama_juga_dari_teks():
    rancangan = _lengkap()
    teks = log_ke_teks(rancangan.log)
    assert log_dari_teks(teks) == rancangan.log
    lagi = ulang(log_dari_teks(teks), DATA, META)
    assert len(lagi.hasil) == len(rancangan.hasil)
    for satu, dua in zip(lagi.hasil, rancangan.hasil, strict=True):
        pd.testing.assert_frame_equal(satu, dua, check_exact=True)
    pd.testing.assert_frame_equal(lagi.catatan, rancangan.catatan)
    assert lagi.log == rancangan.log


@pytest.mark.parametrize(
    "pilihan",
    [
        {"cara": "periode_sebelum", "sebelumnya": DATA + 1},
        {"cara": "periode_sebelum", "sebelumnya": (DATA * 2).round().astype("Int64")},
        {"cara": "rata_rata_kelompok", "kelompok": pd.Series([1, 1, 2, 2, 1], index=DATA.index)},
        {
            "cara": "rata_rata_kelompok",
            "kelompok": pd.Series([1, 1, 2, 2, 1, None], index=[*DATA.index, "u9"], dtype="Int64"),
        },
    ],
)
def test_tabel_dan_deret_dalam_pilihan_ikut_terulang(pilihan):
    rancangan = langkahkan(rancang(DATA, META), "isi_kosong", **pilihan)
    langsung = isi_kosong(DATA, **pilihan)
    pd.testing.assert_frame_equal(rancangan.kini, langsung.data)
    pd.testing.assert_frame_equal(ulang(log_dari_teks(log_ke_teks(rancangan.log)), DATA, META).kini, langsung.data)


def test_batas_sebagai_tabel_dan_target_sebagai_deret():
    batas = pd.DataFrame(BATAS, index=["bawah", "atas"]).T
    satu = langkahkan(rancang(DATA, META), "normalkan", cara="patokan", batas=batas)
    dua = langkahkan(rancang(DATA, META), "normalkan", cara="patokan", batas=BATAS)
    pd.testing.assert_frame_equal(satu.kini, dua.kini)
    target = pd.Series({"kuantitas": 120, "kualitas": 120, "waktu": 0, "biaya": 100})
    tiga = langkahkan(rancang(DATA, META), "normalkan", cara="jarak_target", target=target)
    assert ulang(tiga.log, DATA, META).log == tiga.log


@pytest.mark.parametrize(
    ("data", "meta"),
    [
        (DATA + np.where(DATA == 90, 1e-13, 0), META),
        (DATA.rename(index={"u1": "u0"}), META),
        (DATA.iloc[::-1], META),
        (DATA.fillna(0), META),
        (DATA, META.assign(bobot=META["bobot"].replace(60, 61))),
        (DATA, META.assign(arah=META["arah"].replace("turun", "naik"))),
        (DATA, META.assign(induk=META["induk"].replace("cara", "hasil")).drop(index="cara")),
    ],
)
def test_data_atau_susunan_lain_terlihat(data, meta):
    assert (DATA == 90).sum().sum() > 0
    with pytest.raises(GalatJejak) as galat:
        ulang(_lengkap().log, data, meta)
    assert galat.value.di_mana == "langkah 0 (buka)"


def _ubah(nomor: int, **isi) -> tuple[LangkahRancangan, ...]:
    log = list(_lengkap().log)
    log[nomor] = replace(log[nomor], **isi)
    return tuple(log)


@pytest.mark.parametrize(
    ("log", "di_mana"),
    [
        (lambda: _ubah(1, pilihan='{"unit_minimum": 0.4}'), "langkah 1"),
        (lambda: _ubah(2, pilihan='{"cara": "median"}'), "langkah 2"),
        (lambda: _ubah(3, sidik="0" * 64), "langkah 3"),
        (lambda: _ubah(4, pilihan='{"cara": "min_maks", "rentang": [1, 100]}'), "langkah 4"),
        (lambda: _ubah(5, kata="peringkatkan"), "langkah 5"),
        (lambda: _ubah(5, pilihan='{"cara": 7}'), "langkah 5"),
        (lambda: _ubah(5, pilihan='{"kata": "saring"}'), "langkah 5"),
        (lambda: _ubah(2, pilihan='{"cara": "median", "kelompok": {"deret": 1}}'), "langkah 2"),
        (lambda: _ubah(2, pilihan='{"cara": "median", "kelompok": {"deret": {}}}'), "langkah 2"),
        (lambda: (_lengkap().log[0], *_lengkap().log[2:]), "langkah 1"),
        (lambda: (*_lengkap().log[:2], _lengkap().log[1], *_lengkap().log[2:]), "langkah 2"),
        (lambda: (*_lengkap().log[:2], _lengkap().log[3], _lengkap().log[2]), "langkah 2"),
    ],
)
def test_log_yang_diubah_terlihat(log, di_mana):
    with pytest.raises(GalatJejak) as galat:
        ulang(log(), DATA, META)
    assert galat.value.di_mana.startswith(di_mana)
    assert galat.value.tindakan


def test_hasil_yang_tidak_lagi_sama_terlihat(monkeypatch):
    """Another version of a verb: data, structure and options are those of the log, the numbers are not."""
    log = _lengkap().log
    monkeypatch.setattr(modul, "normalkan", lambda *isi, **pilihan: normalkan(*isi, **pilihan) * (1 + 1e-9))
    with pytest.raises(GalatJejak, match="hasilnya lain") as galat:
        ulang(log, DATA, META)
    assert galat.value.di_mana == "langkah 4 (normalkan)"


def test_awal_log_adalah_rancangan_yang_lebih_pendek():
    rancangan = _lengkap()
    assert ulang(rancangan.log[:5], DATA, META).kini.equals(rancangan.hasil[4])


@pytest.mark.parametrize("log", [(), (LangkahRancangan("saring", "{}", ""),)])
def test_log_tanpa_awal_ditolak(log):
    with pytest.raises(GalatJejak):
        ulang(log, DATA, META)


@pytest.mark.parametrize(
    "teks",
    ["", "[", "{}", "5", "null", "[5]", '[{"kata": "buka"}]', '[{"kata": "buka", "pilihan": "{}", "sidik": 5}]',
     '[{"kata": "buka", "pilihan": "x", "sidik": "y"}]', '[{"kata": "buka", "pilihan": "[]", "sidik": "y"}]',
     '[{"kata": "buka", "pilihan": "{}", "sidik": "y", "lain": 1}]'],
)  # fmt: skip
def test_teks_yang_bukan_log_ditolak(teks):
    with pytest.raises(GalatJejak):
        log_dari_teks(teks)


def test_log_adalah_json_biasa():
    isi = json.loads(log_ke_teks(_lengkap().log))
    assert json.loads(isi[1]["pilihan"]) == {"unit_minimum": 0.5}
    assert json.loads(isi[4]["pilihan"])["batas"]["waktu"] == [0, 10]


@pytest.mark.parametrize(
    ("kata", "pilihan", "kode"),
    [
        ("hapus", {}, "langkah_tidak_dikenal"),
        ("normalkan", {"cara": "z", "arah": "naik"}, "pilihan_langkah_tidak_sah"),
        ("normalkan", {}, "pilihan_langkah_tidak_sah"),
        ("olah_pencilan", {"kemencengan": 2, "keruncingan": 3.5}, "pilihan_langkah_tidak_sah"),
        ("isi_kosong", {"cara": "em", "kelompok": object()}, "pilihan_tidak_tertulis"),
        ("saring", {"unit_minimum": NAN}, "pilihan_tidak_tertulis"),
        ("normalkan", {"cara": "patokan", "batas": {1: (0, 1)}}, "pilihan_tidak_tertulis"),
        ("agregasikan", {"cara": "aritmetika"}, "urutan_langkah"),
        ("peringkatkan", {}, "urutan_langkah"),
    ],
)
def test_langkah_yang_tidak_sah_ditolak(kata, pilihan, kode):
    with pytest.raises(GalatRumus) as galat:
        langkahkan(rancang(DATA, META), kata, **pilihan)
    assert galat.value.kode == kode
    assert galat.value.tindakan


@pytest.mark.parametrize(
    "cara", [{"hasil": "aritmetika"}, dict.fromkeys(["hasil", "cara", "indeks_utama", "lain"], "aritmetika")]
)
def test_cara_harus_untuk_tepat_setiap_kelompok(cara):
    normal = langkahkan(rancang(DATA, META), "normalkan", cara="min_maks")
    with pytest.raises(GalatRumus) as galat:
        langkahkan(normal, "agregasikan", cara=cara)
    assert galat.value.kode == "cara_tidak_lengkap"


@pytest.mark.parametrize("cara", [5, ["aritmetika"], None, "jumlah"])
def test_cara_agregasi_yang_bukan_nama_ditolak(cara):
    normal = langkahkan(rancang(DATA, META), "normalkan", cara="min_maks")
    with pytest.raises(GalatRumus) as galat:
        langkahkan(normal, "agregasikan", cara=cara)
    assert galat.value.kode == "cara_agregasi_tidak_dikenal"


@pytest.mark.parametrize("kata", ["normalkan", "isi_kosong", "saring", "peringkatkan"])
def test_tidak_ada_yang_dinormalkan_dua_kali(kata):
    """A second turn of the direction would make the worst the best."""
    normal = langkahkan(rancang(DATA, META), "normalkan", cara="min_maks")
    with pytest.raises(GalatRumus) as galat:
        langkahkan(
            normal,
            kata,
            **({} if kata in ("saring", "peringkatkan") else {"cara": "median" if kata == "isi_kosong" else "z"}),
        )
    assert galat.value.kode == "urutan_langkah"


def test_hasil_langkah_yang_belum_ada():
    with pytest.raises(GalatRumus) as galat:
        rancang(DATA, META).ambil("normalkan")
    assert galat.value.kode == "langkah_belum_ada"


@pytest.mark.parametrize(
    ("meta", "pesan"),
    [
        (META.drop(columns="arah"), "arah, bobot, induk"),
        (META.drop(index="waktu"), "waktu"),
        (META.drop(index="cara"), "cara"),
        (META.rename(index={"waktu": "mutu"}), "waktu"),
        (pd.concat([META, META.iloc[[0]].set_axis(["asing"])]), "asing"),
        (META.assign(arah=META["arah"].replace("turun", "datar")), "waktu"),
        (META.assign(arah=META["arah"].where(META.index != "waktu")), "waktu"),
        (META.assign(arah=META["arah"].where(META.index != "cara", "turun")), "kelompok"),
        (META.assign(bobot=META["bobot"].where(META.index != "cara")), "cara"),
        (META.assign(bobot=META["bobot"].where(META.index != "biaya", -1)), "biaya"),
        (META.assign(induk=META["induk"].where(META.index != "indeks_utama", "cara")), "dirinya sendiri"),
        (META.assign(induk=META["induk"].where(META.index != "biaya", "waktu")), "sekaligus"),
        (pd.concat([META, META.iloc[[0]]]), "kuantitas"),
        (META.set_axis([*META.index[:-1], 5]).assign(induk=[*META["induk"][:4], 5, 5, None]), "bukan teks"),
        (META.reset_index().to_dict("records"), "arah, bobot, induk"),
    ],
)  # fmt: skip
def test_susunan_yang_tidak_sah_ditolak(meta, pesan):
    with pytest.raises(GalatRumus, match=pesan) as galat:
        rancang(DATA, meta)
    assert galat.value.tindakan


def test_kode_indeks_disediakan_bila_puncaknya_beberapa():
    meta = pd.DataFrame({"arah": "naik", "bobot": 1, "induk": None}, index=["a", "indeks"])
    with pytest.raises(GalatRumus, match="disediakan"):
        rancang(pd.DataFrame({"a": [1.0], "indeks": [2.0]}), meta)


def test_arah_diambil_dari_meta_dan_itu_disebut():
    data = pd.DataFrame({"a": [1.0, 2.0]})
    meta = pd.DataFrame({"arah": ["turun"], "bobot": [1], "induk": [None]}, index=["a"])
    with pytest.raises(GalatRumus, match="diambil dari meta") as galat:
        langkahkan(rancang(data, meta), "normalkan", cara="z", arah="turun")
    assert galat.value.kode == "pilihan_langkah_tidak_sah"


def test_kata_langkah_yang_salah_tulis_disarankan():
    data = pd.DataFrame({"a": [1.0, 2.0]})
    meta = pd.DataFrame({"arah": ["turun"], "bobot": [1], "induk": [None]}, index=["a"])
    rancangan = rancang(data, meta)
    for salah in (lambda: langkahkan(rancangan, "normalisasi", cara="z"), lambda: rancangan.ambil("normalisasi")):
        with pytest.raises(GalatRumus, match="mungkin yang dimaksud normalkan"):
            salah()


def test_log_yang_dipotong_di_akhir_adalah_rancangan_sebelumnya_dan_di_tengah_ditolak():
    data = pd.DataFrame({"a": [1.0, 2.0, 4.0]})
    meta = pd.DataFrame({"arah": ["naik"], "bobot": [1], "induk": [None]}, index=["a"])
    awal = langkahkan(rancang(data, meta), "saring")
    rancangan = langkahkan(langkahkan(awal, "normalkan", cara="min_maks"), "agregasikan", cara="aritmetika")
    assert ulang(rancangan.log[:2], data, meta).log == awal.log
    with pytest.raises(GalatJejak):
        ulang((rancangan.log[0], *rancangan.log[2:]), data, meta)


def test_kelompok_yang_kehilangan_semua_bobotnya_disebut():
    data = pd.DataFrame({"a": [1.0, NAN, NAN], "b": [1.0, 2.0, 3.0], "c": [1.0, 2.0, 4.0]})
    meta = pd.DataFrame(
        {"arah": ["naik", "naik", "naik", None, None], "bobot": [1, 0, 1, 1, 1], "induk": ["g", "g", "h", None, None]},
        index=["a", "b", "c", "g", "h"],
    )
    rancangan = langkahkan(rancang(data, meta), "saring", indikator_minimum=0.5)
    with pytest.raises(GalatRumus, match="kelompok g") as galat:
        langkahkan(langkahkan(rancangan, "normalkan", cara="min_maks"), "agregasikan", cara="aritmetika")
    assert galat.value.kode == "bobot_nol"


def test_dua_kelompok_di_puncak_menjadi_indeks_menurut_bobotnya():
    data = pd.DataFrame({"a": [0.0, 1.0], "b": [0.0, 1.0], "c": [1.0, 0.0]})
    meta = pd.DataFrame(
        {"arah": ["naik", "naik", "naik", None, None], "bobot": [1, 0, 1, 3, 1], "induk": ["g", "g", "h", None, None]},
        index=["a", "b", "c", "g", "h"],
    )
    rancangan = langkahkan(
        langkahkan(rancang(data, meta), "normalkan", cara="min_maks"), "agregasikan", cara="aritmetika"
    )
    assert rancangan.kini.columns[-1] == "indeks"
    assert rancangan.kini["indeks"].tolist() == [0.25, 0.75]
