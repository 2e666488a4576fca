"""What is asked: aspects, perspectives, leadership indicators, and all indicators of the agency."""

import pytest

from penilaian.galat import GalatData, GalatParameter
from penilaian.indikator.bahan import ASPEK, PERSPEKTIF
from penilaian.indikator.pihak.angket import kode_peserta, pastikan_peserta
from penilaian.indikator.pihak.perangkat import Perangkat, susun_perangkat
from tests.indikator.pihak.bahan_uji import TIGA, angket, bahan, indikator


def test_aspek_dan_perspektif_sama_dengan_yang_dipakai_bahan():
    aspek, perspektif, *_ = susun_perangkat(bahan(), "uji")
    assert tuple(aspek.daftar_kode) == ASPEK
    assert tuple(perspektif.daftar_kode) == PERSPEKTIF


def test_indikator_milik_opd_lain_tidak_ditanyakan():
    *_, pimpinan, semua = susun_perangkat(bahan(), "uji")
    assert (pimpinan.kode, pimpinan.daftar_kode) == ("pimpinan", ["p1", "p2"])
    assert (semua.kode, semua.daftar_kode) == ("indikator", ["k1", "k2", "p1", "p2"])
    assert semua.cara == ("suara",)


def test_kota_hanya_aspek_dan_perspektif():
    assert [satu.kode for satu in susun_perangkat(bahan(), "kota")] == ["aspek", "perspektif"]


def test_satu_indikator_pimpinan_tidak_dibandingkan():
    satu = bahan([indikator("p1", perspektif="anggaran"), indikator("k1", aspek="biaya")])
    assert [isi.kode for isi in susun_perangkat(satu, "uji")] == ["aspek", "perspektif", "indikator"]


@pytest.mark.parametrize(("banyak", "cara"), [(10, ("pasangan", "anggaran")), (11, ("anggaran",))])
def test_lebih_dari_sepuluh_hanya_dengan_poin(banyak, cara):
    isi = bahan([indikator(f"p{n:02d}", perspektif="anggaran") for n in range(banyak)])
    pimpinan = next(satu for satu in susun_perangkat(isi, "uji") if satu.kode == "pimpinan")
    assert pimpinan.cara == cara


def test_opd_asing_ditolak():
    with pytest.raises(GalatData, match="OPD tidak_ada tidak ada di data"):
        susun_perangkat(bahan(), "tidak_ada")


@pytest.mark.parametrize("butir", [(("a", "A"),), (("a", "A"), ("a", "A lagi"))])
def test_perangkat_membutuhkan_dua_butir_berbeda(butir):
    with pytest.raises(GalatData, match="tidak dapat dimintakan pertimbangan"):
        Perangkat("x", "X", butir)


def test_pasangan_setiap_dua_butir_sekali():
    assert TIGA.pasangan == [("a", "b"), ("a", "c"), ("b", "c")]


def test_sidik_berbeda_untuk_opd_periode_rumusan_dan_peserta():
    dasar = angket().sidik("pegawai", "P01")
    lain = {
        angket("lain").sidik("pegawai", "P01"),
        angket(periode="2025-T3").sidik("pegawai", "P01"),
        angket(baris=[indikator("k1", aspek="waktu", uraian="Rumusan baru")]).sidik("pegawai", "P01"),
        angket().sidik("pegawai", "P02"),
        angket().sidik("pejabat", "P01"),
    }
    assert len(lain) == 5
    assert dasar not in lain
    assert dasar == angket().sidik("pegawai", "P01")


@pytest.mark.parametrize(("pihak", "peserta"), [("warga", "P01"), ("pegawai", "Budi"), ("pegawai", "P1"), ("pegawai", "P00"), ("pegawai", "187001011895031001")])  # fmt: skip
def test_peserta_disebut_dengan_nomor_saja(pihak, peserta):
    with pytest.raises(GalatParameter):
        pastikan_peserta(pihak, peserta)


@pytest.mark.parametrize("nomor", [0, -1, 1000])
def test_nomor_peserta_di_luar_batas_ditolak(nomor):
    with pytest.raises(GalatParameter):
        kode_peserta(nomor)
