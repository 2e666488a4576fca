"""What reports say about robustness: every figure with its numbers, nobody by name, small groups not at all."""

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

from penilaian.galat import GalatData
from penilaian.indikator.bahan import matriks_aspek
from penilaian.indikator.kokoh.rancang import data_unit, goyangan_peringkat, varian_baku
from penilaian.laporan.gambar import Gambar
from penilaian.laporan.isi_capaian import PEGAWAI_MINIMUM
from penilaian.laporan.isi_desain_goyah import (
    gambar_sebab_goyah,
    tabel_goyah,
    tabel_goyah_jabatan,
    tabel_sebab_goyah,
)
from penilaian.laporan.isi_desain_kokoh import (
    ALAT,
    IsiKokoh,
    buka_kokoh,
    gambar_pita_peringkat,
    pokok_kokoh,
    tabel_goyangan,
    tabel_kelas,
    tabel_pita_peringkat,
)
from penilaian.laporan.isi_desain_kokoh_sebab import (
    gambar_sobol,
    tabel_bergerak,
    tabel_sobol,
    tabel_tanpa_satu,
    tabel_varian,
)
from penilaian.laporan.isi_desain_saran import _ketahanan
from penilaian.laporan.pita_peringkat import gambar_pita
from penilaian.laporan.poin import Poin
from penilaian.laporan.tabel import Tabel

PERSPEKTIF = ["penerima_layanan", "proses_bisnis", "penguatan_internal", "anggaran"]
TENTANG_INDEKS = (tabel_pita_peringkat, tabel_kelas, tabel_sobol, tabel_tanpa_satu, tabel_varian, tabel_bergerak)
TENTANG_ORANG = (tabel_sebab_goyah, tabel_goyah, tabel_goyah_jabatan)
GAMBAR = (gambar_pita_peringkat, gambar_sobol, gambar_sebab_goyah)


def _isi(desain, *, kota):
    nama = dict(zip(desain.opd["kode"], desain.opd["nama"], strict=True))
    return SimpleNamespace(desain=desain, kota=kota, nama_opd=nama, sumber="data contoh")


@pytest.fixture(scope="module")
def kota(bahan_contoh) -> IsiKokoh:
    return buka_kokoh(_isi(bahan_contoh, kota=True))


def test_kota_menampilkan_semua_bagian(kota):
    for susun in (tabel_goyangan, *TENTANG_INDEKS, *TENTANG_ORANG):
        tabel = susun(kota)
        assert isinstance(tabel, Tabel), susun.__name__
        assert not tabel.data.empty
    for gambar in GAMBAR:
        satu = gambar(kota)
        assert isinstance(satu, Gambar)
        assert len(satu.alt) > 40
        assert "kosong" not in satu.alt


def test_setiap_tabel_indeks_berkata_bahwa_indeks_bukan_nilai(kota):
    for susun in (tabel_pita_peringkat, tabel_kelas, tabel_tanpa_satu, tabel_varian, tabel_bergerak):
        assert ALAT in susun(kota).catatan
    assert pokok_kokoh(kota).butir[0] == ALAT


def test_angka_tabel_goyah_menjumlah_semua_pegawai(kota):
    punya = kota.orang[kota.orang["lain"].notna()]
    for susun in (tabel_goyah, tabel_goyah_jabatan):
        data = susun(kota).data
        assert data["pegawai"].sum() == len(punya)
        assert data["goyah"].sum() == punya["goyah"].sum()
        assert data["pegawai"].min() >= PEGAWAI_MINIMUM
    bersama = tabel_sebab_goyah(kota).data.iloc[-1]
    assert bersama["goyah"] == punya["goyah"].sum()


def test_kelas_yang_disebut_memang_goyah(kota):
    batas = kota.isi.desain.bilangan("batas_goyah")
    tabel = tabel_kelas(kota).data
    assert (tabel["ganti"] > 100 * batas).all()
    assert len(tabel) == (kota.kelas.ganti["kelas"] > batas).sum()


def test_laporan_opd_hanya_memuat_unit_yang_cukup_besar(bahan_dinkes):
    desain = bahan_dinkes
    pindah = desain.pegawai["nip"].isin(sorted(desain.pegawai["nip"])[:2])
    pegawai = desain.pegawai.assign(unit=desain.pegawai["unit"].mask(pindah, "Unit Kecil"))
    kokoh = buka_kokoh(_isi(replace(desain, pegawai=pegawai), kota=False))
    rata, banyak = data_unit(kokoh.isi.desain, paling_sedikit=PEGAWAI_MINIMUM)
    assert (
        set(tabel_pita_peringkat(kokoh).data["nama"]) == set(banyak.index[banyak >= PEGAWAI_MINIMUM]) == set(rata.index)
    )
    assert kokoh.unit_kecil == (banyak < PEGAWAI_MINIMUM).sum()
    assert kokoh.unit_kecil > 0
    assert "Unit Kecil" not in repr(tabel_pita_peringkat(kokoh)) + repr(gambar_pita_peringkat(kokoh))
    assert str(kokoh.unit_kecil) in tabel_pita_peringkat(kokoh).catatan


def test_rata_rata_aspek_dari_segelintir_orang_dianggap_tidak_ada(bahan_dinkes):
    rata, _ = data_unit(bahan_dinkes, paling_sedikit=PEGAWAI_MINIMUM)
    aspek = matriks_aspek(bahan_dinkes)
    unit = aspek.index.map(bahan_dinkes.pegawai_kini.set_index("nip")["unit"])
    orang = aspek.notna().groupby(unit).sum().loc[rata.index, rata.columns]
    assert (rata.notna() == (orang >= PEGAWAI_MINIMUM)).all().all()
    assert ((orang > 0) & rata.isna()).any().any()  # the sample has such a mean


def test_pegawai_tanpa_unit_tetap_dihitung(bahan_dinkes):
    """Else the difference to the agency's totals would point at them."""
    pindah = bahan_dinkes.pegawai["nip"].isin(sorted(bahan_dinkes.pegawai["nip"])[:2])
    pegawai = bahan_dinkes.pegawai.assign(unit=bahan_dinkes.pegawai["unit"].mask(pindah))
    kokoh = buka_kokoh(_isi(replace(bahan_dinkes, pegawai=pegawai), kota=False))
    data = tabel_goyah(kokoh).data
    assert data["pegawai"].sum() == len(kokoh.terhitung)
    assert data["pegawai"].min() >= PEGAWAI_MINIMUM


def test_peringkat_opd_berkata_bukan_peringkat_orang(kota):
    for susun in (tabel_pita_peringkat, tabel_kelas):
        assert "bukan orangnya" in susun(kota).catatan


@pytest.mark.parametrize(("faktor", "kata"), [("hilang", "Lengkapi data"), ("bobot", "Tetapkan lebih dulu")])
def test_saran_tidak_meminta_menetapkan_data_yang_hilang(faktor, kata):
    sobol = pd.DataFrame({"faktor": ["bobot", "hilang"], "total": [0.1, 0.1]}).assign(
        total=lambda tabel: tabel["total"] + (tabel["faktor"] == faktor)
    )
    orang = pd.DataFrame({"goyah": [True] * 5, "ukur": 0.1, "ambang": 0.1, "hilang": 0.1})
    tiruan = SimpleNamespace(
        sobol=sobol, terhitung=orang, isi=SimpleNamespace(desain=SimpleNamespace(bilangan=lambda _: 0.2))
    )
    indeks, pegawai = _ketahanan(tiruan)
    assert indeks[0].startswith(kata)
    assert "tidak satu pun sebab" in pegawai[1]


def test_opd_kecil_tidak_menampilkan_angka_tentang_segelintir_orang(bahan_dinkes):
    sedikit = sorted(bahan_dinkes.pegawai["nip"])[: PEGAWAI_MINIMUM - 1]
    pegawai, butir = (isi[isi["nip"].isin(sedikit)] for isi in (bahan_dinkes.pegawai, bahan_dinkes.butir))
    kokoh = buka_kokoh(_isi(replace(bahan_dinkes, pegawai=pegawai, butir=butir), kota=False))
    assert len(kokoh.orang) < PEGAWAI_MINIMUM
    for susun in (*TENTANG_INDEKS, *TENTANG_ORANG):
        assert isinstance(susun(kokoh), Poin), susun.__name__
    for gambar in GAMBAR:
        assert gambar(kokoh) is None, gambar.__name__
    assert not any("goyah" in kalimat for kalimat in pokok_kokoh(kokoh).butir)
    assert isinstance(tabel_goyangan(kokoh), Tabel)


def test_bobot_pihak_menggantikan_bobot_kebijakan(kota):
    bobot = pd.Series([1.0, 0.0, 0.0, 0.0], index=PERSPEKTIF)
    lain = buka_kokoh(kota.isi, bobot)
    assert "bobot para pihak" in tabel_goyangan(lain).sumber
    urut = lain.hasil.nominal["peringkat"]
    harap = kota.data["penerima_layanan"].clip(upper=120).rank(method="min", ascending=False)
    assert urut.astype(float).equals(harap.astype(float).rename("peringkat"))


def test_bobot_yang_tidak_lengkap_ditolak(bahan_contoh):
    with pytest.raises(GalatData, match="anggaran"):
        goyangan_peringkat(bahan_contoh, PERSPEKTIF, pd.Series(1.0, index=PERSPEKTIF[:3]))


def test_varian_baku_mengganti_satu_pilihan(bahan_contoh):
    dasar, *lain = varian_baku(bahan_contoh, PERSPEKTIF, pd.Series([4.0, 3, 2, 1], index=PERSPEKTIF)).values()
    for satu in lain:
        beda = [
            nama
            for nama in ("bobot", "normalisasi", "agregasi", "batas_atas")
            if list(getattr(satu, nama).items()) != list(getattr(dasar, nama).items())
        ]
        assert len(beda) == 1


def test_pita_untuk_unit_tanpa_peringkat_tetap_punya_baris():
    isi = pd.DataFrame(
        {"nominal": [1, None], "bawah": [1, None], "median": [1, None], "atas": [2, None], "terkecil": [1, None], "terbesar": [2, None]},
        index=["a", "b"], dtype="Int64",
    )  # fmt: skip
    satu = gambar_pita(isi, "Uji", "uji")
    assert "1 unit" in satu.alt
    assert gambar_pita(isi, "Uji", "uji").png == satu.png
    assert "kosong" in gambar_pita(isi.iloc[1:], "Uji", "uji").alt
