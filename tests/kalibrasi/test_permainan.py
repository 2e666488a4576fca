"""Signs of gaming: each kind planted in one person and found in that person only; what is fair play is not a sign."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from penilaian.kalibrasi.permainan import (
    JENIS,
    KOLOM,
    bukti_berulang,
    butir_tunggal,
    hari_terakhir,
    menumpuk,
    periksa_permainan,
    persis_target,
    samakan_teks,
    target_diringankan,
    umpan_balik_salinan,
)
from tests.kalibrasi.tiruan import TRIWULAN, akhir, bahan, butir


@pytest.fixture(scope="module")
def jujur() -> pd.DataFrame:
    return butir(1)


def _ditandai(hasil):
    return hasil.loc[hasil["ditandai"], "orang"].tolist()


def _tetapkan(isi, kena, **nilai):
    """The rows with other values in some of them."""
    return isi.assign(**{nama: isi[nama].where(~kena, satu) for nama, satu in nilai.items()})


def test_yang_jujur_tidak_ditandai_dan_yang_menumpuk_ditandai(jujur):
    assert _ditandai(menumpuk(bahan(butir=jujur))) == []
    kena = (jujur["nip"] == "e0003") & (np.arange(len(jujur)) % 5 != 0)
    hasil = menumpuk(bahan(butir=_tetapkan(jujur, kena, capaian=100.0)))
    assert _ditandai(hasil) == ["e0003"]
    baris = hasil.set_index("orang").loc["e0003"]
    assert baris["amatan"] == 48
    assert baris["teramati"] >= 38 > 3 * baris["diharapkan"]


@pytest.mark.parametrize(("target", "realisasi", "kena"), [(100, 89.99, 0), (9, 8.1, 1), (13, 11.7, 1), (100, 90.99, 1), (100, 91, 0), (100, 99.99, 0), (7, 7, 1), (100, 100.4, 0)])  # fmt: skip
def test_tepat_di_ambang_dihitung_tanpa_galat_pembulatan_biner(target, realisasi, kena):
    """8.1 / 9 × 100 is 89.99999999999999 in binary floating point."""
    isi = pd.DataFrame({"nip": ["a", "b"], "kode_indikator": "k", "bawah": target, "atas": target, "capaian": [realisasi / target * 100, 50.0]})  # fmt: skip
    hasil = menumpuk(bahan(butir=isi)).set_index("orang")
    assert hasil.loc["a", "teramati"] == kena


def test_rentang_dan_target_nol_tidak_dihitung_karena_seratus_itu_rumusnya():
    isi = pd.DataFrame(
        {"bawah": [80.0, 0.0, 5.0, 5.0], "atas": [90.0, 0.0, 5.0, 5.0], "capaian": [100.0, 100.0, 100.0, None]}
    )
    assert len(butir_tunggal(bahan(butir=isi))) == 1


def test_persis_target_hanya_bila_tanpa_satu_pengecualian(jujur):
    selalu, hampir = jujur["nip"] == "e0001", (jujur["nip"] == "e0002") & (jujur["periode"] != TRIWULAN[0])
    hasil = persis_target(bahan(butir=_tetapkan(jujur, selalu | hampir, realisasi=40.0)))
    assert _ditandai(hasil) == ["e0001"]
    p = hasil.set_index("orang")["p"]
    assert p["e0002"] == 1
    assert (p.drop("e0001") == 1).all()


def test_harapan_datang_dari_orang_lain(jujur):
    """Whatever a person does himself hardly moves what is expected of him (only how far groups are pooled)."""
    kena = jujur["nip"] == "e0005"
    biasa, lain = (
        menumpuk(bahan(butir=satu)).set_index("orang") for satu in (jujur, _tetapkan(jujur, kena, capaian=100.0))
    )
    assert lain.loc["e0005", "teramati"] == 48 > biasa.loc["e0005", "teramati"]
    assert lain.loc["e0005", "diharapkan"] == pytest.approx(biasa.loc["e0005", "diharapkan"], rel=0.1)
    satu = menumpuk(bahan(butir=jujur[kena]))
    assert satu["p"].isna().all()
    assert not satu["ditandai"].any()


def _ringan(isi, orang, periode, hari, banyak=1, semula=50.0):
    """``banyak`` targets of a person lowered so many days before the end of each of these periods."""
    kena = (isi["nip"] == orang) & isi["periode"].isin(periode) & (isi.groupby(["nip", "periode"]).cumcount() < banyak)
    hari_ubah = akhir(isi["periode"]) - pd.Timedelta(days=hari)
    return isi.assign(
        target_semula=isi["target_semula"].where(~kena, semula), diubah=isi["diubah"].where(~kena, hari_ubah)
    )


def test_target_yang_diringankan_menjelang_akhir_ditandai_dan_yang_lebih_awal_tidak(jujur):
    isi = _ringan(jujur, "e0001", TRIWULAN[:5], 5)
    isi = _ringan(isi, "e0002", TRIWULAN[:5], 60)
    isi = _ringan(isi, "e0003", TRIWULAN[:5], 5, semula=30.0)
    hasil = target_diringankan(bahan(butir=isi)).set_index("orang")
    assert hasil.index[hasil["ditandai"]].tolist() == ["e0001"]
    assert hasil.loc[["e0001", "e0002", "e0003"], "teramati"].tolist() == [5, 0, 0]
    naik = target_diringankan(bahan(butir=isi.assign(arah="turun"))).set_index("orang")
    assert naik.index[naik["ditandai"]].tolist() == ["e0003"]


def test_beberapa_target_pada_satu_hari_adalah_satu_keputusan(jujur):
    hasil = target_diringankan(bahan(butir=_ringan(jujur, "e0001", TRIWULAN[:1], 5, banyak=6))).set_index("orang")
    assert hasil.loc["e0001", "teramati"] == 1
    assert not hasil["ditandai"].any()


def test_yang_biasa_mengubah_target_sepanjang_tahun_tidak_menonjol_di_akhir(jujur):
    """His own pace counts: sixteen changes in the earlier days of quarters, five in the last thirty."""
    urut = jujur.groupby(["nip", "periode"]).cumcount()
    hari = urut.map({0: 40, 1: 80, 2: 4}).where((urut < 2) | jujur["periode"].isin(TRIWULAN[:5]))
    kena = (jujur["nip"] == "e0001") & hari.notna()
    waktu = akhir(jujur["periode"]) - pd.to_timedelta(hari.fillna(0), unit="D")
    hasil = target_diringankan(bahan(butir=_tetapkan(jujur, kena, target_semula=50.0, diubah=waktu)))
    baris = hasil.set_index("orang").loc["e0001"]
    assert baris["teramati"] == 5
    assert baris["diharapkan"] > 1.5
    assert not baris["ditandai"]


def test_batas_tiga_puluh_hari_dan_perubahan_tanpa_tanggal(jujur):
    """Of a quarter that ends on 31 December the last thirty days begin on the 2nd."""
    for hari, harap in ((29, 1), (30, 0), (0, 1), (-3, 1)):
        hasil = target_diringankan(bahan(butir=_ringan(jujur, "e0001", ["2025-T4"], hari)))
        assert hasil["teramati"].sum() == harap
    tanpa = _ringan(jujur, "e0001", ["2025-T4"], 5)
    tanpa["diubah"] = pd.NaT
    hasil = target_diringankan(bahan(butir=tanpa.astype({"diubah": "datetime64[s]"})))
    assert hasil["teramati"].sum() == 0
    np.testing.assert_allclose(hasil["diharapkan"], target_diringankan(bahan(butir=jujur))["diharapkan"])


def test_periode_yang_tidak_punya_hari_sebelumnya_tidak_diuji(jujur):
    bulanan = _ringan(jujur[jujur["periode"] == "2025-T4"].assign(periode="2025-11"), "e0001", ["2025-11"], 5)
    assert target_diringankan(bahan(butir=bulanan)).empty
    tidak_ada = target_diringankan(bahan(butir=_ringan(jujur, "e0001", TRIWULAN[:1], 5)))
    assert (tidak_ada["p"] > 0).all()


def test_bukti_yang_dipakai_berulang_ditandai_dan_yang_umum_tidak(jujur):
    isi = _tetapkan(jujur, (jujur["nip"] == "e0001") & jujur["periode"].isin(TRIWULAN[:2]), bukti=" bd-x1 ")
    isi = _tetapkan(isi, (isi["nip"] == "e0001") & (isi["periode"] == TRIWULAN[0]), bukti="BD-X1")
    umum = isi["kode_indikator"].str.endswith("-0")
    isi = isi.assign(bukti=isi["bukti"].where(~umum, "LKjIP 2025"))
    hasil = bukti_berulang(bahan(butir=isi)).set_index("orang")
    assert hasil.index[hasil["ditandai"]].tolist() == ["e0001"]
    # Ten results with one piece of evidence, and eight with the report that everybody uses.
    assert hasil.loc["e0001", "teramati"] >= 10 * 9 / 2 + 8 * 7 / 2
    assert hasil.loc["e0002", "teramati"] >= 8 * 7 / 2


def _umpan(benih, salin=()):
    """Thirty givers, eight employees each, four quarters; texts from three hundred phrases, a few of them common."""
    acak = np.random.default_rng(benih)
    bobot = 1 / np.arange(1, 301)
    baris = [(f"g{g:02d}", f"e{g}-{e}", t, f"frasa {chr(97 + f // 26)}{chr(97 + f % 26)}") for g in range(30) for e in range(8) for t in TRIWULAN[:4] for f in [acak.choice(300, p=bobot / bobot.sum())]]  # fmt: skip
    isi = pd.DataFrame(baris, columns=["dari", "nip", "periode", "isi"])
    return isi.assign(isi=isi["isi"].where(~isi["dari"].isin(list(salin)), "Tingkatkan, dan pertahankan!"))


def test_pemberi_yang_menyalin_satu_kalimat_ditandai():
    hasil = umpan_balik_salinan(bahan(umpan_balik=_umpan(1, ["g03", "g07"])))
    assert sorted(_ditandai(hasil)) == ["g03", "g07"]
    baris = hasil.set_index("orang").loc["g03"]
    # 32 texts alike are 496 pairs, of which 8 × 6 are about the same employee.
    assert (baris["amatan"], baris["teramati"]) == (32, 448)


def test_kalimat_yang_sama_untuk_orang_yang_sama_bukan_salinan():
    isi = _umpan(2)
    isi["isi"] = isi["isi"].where(isi["dari"] != "g01", "untuk " + isi["nip"].str[-1].map(lambda n: "abcdefgh"[int(n)]))
    hasil = umpan_balik_salinan(bahan(umpan_balik=isi)).set_index("orang")
    assert hasil.loc["g01", "teramati"] == 0
    assert not hasil["ditandai"].any()


def test_teks_tanpa_huruf_bukan_teks_dan_suntingan_kecil_tetap_salinan():
    assert samakan_teks("Baik,  LANJUTKAN 2x!") == samakan_teks("baik lanjutkan x")
    isi = _umpan(3)
    isi["isi"] = isi["isi"].where(isi["dari"] != "g01", pd.Series(["-", "100%", "…", "12"] * 240))
    hasil = umpan_balik_salinan(bahan(umpan_balik=isi))
    assert "g01" not in set(hasil["orang"])
    ubah = _umpan(4, ["g02"])
    ubah["isi"] = ubah["isi"].where(
        ubah["dari"] != "g02", [f"Tingkatkan {n}; DAN pertahankan." for n in range(len(ubah))]
    )
    assert _ditandai(umpan_balik_salinan(bahan(umpan_balik=ubah))) == ["g02"]


def _catat(isi, hari, opd="a"):
    pegawai = isi[["nip", "periode"]].drop_duplicates().assign(kode_opd=opd)
    return bahan(butir=isi.assign(dicatat=akhir(isi["periode"]) - pd.to_timedelta(hari, unit="D")), pegawai=pegawai)


def test_yang_selalu_mencatat_di_hari_terakhir_ditandai_kecuali_seluruh_opdnya_begitu(jujur):
    sela = np.random.default_rng(5).integers(1, 40, len(jujur))
    kena = (jujur["nip"] == "e0001").to_numpy()
    hasil = hari_terakhir(_catat(jujur, np.where(kena, 0, sela)))
    assert _ditandai(hasil) == ["e0001"]
    assert hasil.set_index("orang").loc["e0001", ["amatan", "teramati"]].tolist() == [8, 8]
    semua = jujur["nip"].str[1:].astype(int).to_numpy() < 12
    opd = pd.Series(np.where(np.arange(120) < 12, "b", "a")).repeat(8).to_numpy()
    assert _ditandai(hari_terakhir(_catat(jujur, np.where(semua, 0, sela), opd))) == []


def test_jam_dan_hari_sesudah_periode_bukan_hari_terakhir(jujur):
    for hari, kena in ((0, True), (-0.9, True), (0.1, False), (1, False), (-1, False), (-5, False)):
        hasil = hari_terakhir(_catat(jujur[jujur["nip"] < "e0010"], hari))
        assert (hasil["teramati"] > 0).all() == kena


def test_semua_tanda_contoh_lengkap_berurut_dan_tidak_bergantung_urutan_baris(contoh):
    hasil = periksa_permainan(contoh)
    assert hasil.columns.tolist() == KOLOM
    assert set(hasil["jenis"]) == set(JENIS)
    assert not hasil.duplicated(["jenis", "orang"]).any()
    assert (hasil["p"].between(0, 1) | hasil["p"].isna()).all()
    assert hasil.groupby("jenis")["p"].apply(lambda p: p.is_monotonic_increasing).all()
    assert (hasil.loc[hasil["ditandai"], "teramati"] > hasil.loc[hasil["ditandai"], "diharapkan"]).all()
    acak = {nama: getattr(contoh, nama).sample(frac=1, random_state=1) for nama in ("pegawai", "butir", "umpan_balik")}
    pd.testing.assert_frame_equal(periksa_permainan(bahan(**acak)), hasil)


def test_tabel_kosong_memberi_tabel_kosong(contoh):
    kosong = {nama: getattr(contoh, nama).head(0) for nama in ("pegawai", "butir", "umpan_balik")}
    hasil = periksa_permainan(bahan(**kosong))
    assert hasil.empty
    assert hasil.columns.tolist() == KOLOM
