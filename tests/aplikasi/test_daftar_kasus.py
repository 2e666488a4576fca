"""The list of employees: filters, order, neighbours, pages."""

from __future__ import annotations

import re

import pytest

from penilaian.aplikasi.kasus import SARINGAN, SEHALAMAN, Kasus, Saringan, daftar_kasus, tetangga
from penilaian.aplikasi.sebutan import PERHATIAN_PENDEK, sebutan
from penilaian.rapat.buku import BukuRapat
from penilaian.rapat.cuplikan import PERHATIAN
from penilaian.rapat.pandangan import Rapat
from penilaian.rapat.rapat import beri_suara, muat_rapat, putuskan
from tests.aplikasi.klien import PERIODE, RAPAT, Dunia


@pytest.fixture
def rapat(dunia: Dunia) -> Rapat:
    """Employees 1 and 2 are questioned, 2 and 3 decided."""
    with BukuRapat.buka(dunia.berkas_buku) as buku:
        nama = RAPAT.rpartition("/")[2]
        for nomor in (0, 1):
            beri_suara(buku, nama, dunia.nip[nomor], "pertanyakan", "Budi")
        beri_suara(buku, nama, dunia.nip[1], "setuju", "Ani")
        for nomor in (1, 2):
            putuskan(
                buku, nama, dunia.nip[nomor], "sesuai", "sesuai", "bukti", "Siti", berdasar=0, aturan=sebutan(PERIODE).aturan
            )  # fmt: skip
        return muat_rapat(buku, nama)


def _nomor(rapat: Rapat, **saringan: str) -> list[int]:
    pilih = Saringan.dari(saringan)
    return [satu.nomor for satu in daftar_kasus(rapat) if pilih.cocok(satu)]


def test_setiap_orang_sekali_menurut_unit_dan_nama(rapat: Rapat) -> None:
    semua = daftar_kasus(rapat)
    assert sorted(satu.nomor for satu in semua) == list(range(1, len(rapat.pegawai) + 1))
    kunci = [(satu.pegawai["unit"], satu.pegawai["nama"]) for satu in semua]
    assert kunci == sorted(kunci)
    assert {satu.nomor: satu.nip for satu in semua} == dict(enumerate(rapat.pegawai["nip"], start=1))


def test_saringan_keadaan(rapat: Rapat) -> None:
    assert set(_nomor(rapat, saring="ditanyakan")) == {1}
    assert set(_nomor(rapat, saring="diputuskan")) == {2, 3}
    assert len(_nomor(rapat, saring="semua")) == len(rapat.pegawai)
    perhatian = {nomor for nomor, kode in enumerate(rapat.pegawai["perhatian"], start=1) if kode}
    assert set(_nomor(rapat)) == set(_nomor(rapat, saring="asing")) == perhatian
    assert set(_nomor(rapat, saring="belum")) == (perhatian | {1}) - {2, 3}


def test_pertanyaan_sesudah_putusan_menunggu_lagi(dunia: Dunia, rapat: Rapat) -> None:
    with BukuRapat.buka(dunia.berkas_buku) as buku:
        beri_suara(buku, rapat.id, dunia.nip[2], "pertanyakan", "Budi")
        assert {1, 3} <= set(_nomor(muat_rapat(buku, rapat.id), saring="belum"))


def test_saringan_unit_nama_dan_jenis_perhatian(rapat: Rapat) -> None:
    unit = rapat.pegawai["unit"].iloc[0]
    assert {rapat.pegawai["unit"].iloc[nomor - 1] for nomor in _nomor(rapat, saring="semua", unit=unit)} == {unit}
    nama = str(rapat.pegawai["nama"].iloc[4])
    assert 5 in _nomor(rapat, saring="semua", cari=f"  {nama.upper()} ")
    assert _nomor(rapat, saring="semua", cari=str(rapat.pegawai["nip"].iloc[0])) == []
    for kode in PERHATIAN:
        assert all(kode in rapat.pegawai["perhatian"].iloc[nomor - 1] for nomor in _nomor(rapat, saring=f"p-{kode}"))


def test_setiap_jenis_perhatian_punya_sebutan_pendek() -> None:
    assert list(PERHATIAN_PENDEK) == list(PERHATIAN)


def test_tetangga_juga_untuk_yang_baru_saja_keluar_dari_saringan(rapat: Rapat) -> None:
    semua, saringan = daftar_kasus(rapat), Saringan.dari({"saring": "diputuskan"})
    dua, tiga = (next(urut for urut, satu in enumerate(semua) if satu.nomor == n) for n in (2, 3))
    awal, akhir = sorted((dua, tiga))

    def nomor(satu: Kasus | None) -> int | None:
        return satu.nomor if satu else None

    assert tuple(map(nomor, tetangga(semua, semua[awal].nomor, saringan))) == (None, semua[akhir].nomor)
    luar = semua[awal + 1] if awal + 1 < akhir else semua[akhir + 1]
    assert nomor(tetangga(semua, luar.nomor, saringan)[0]) in {2, 3}


def test_alamat_hanya_memuat_yang_bukan_bawaan() -> None:
    assert Saringan().argumen == {}
    assert Saringan.dari({"saring": "semua", "cari": " a  b ", "unit": ""}).argumen == {
        "saring": "semua",
        "cari": "a b",
    }


def test_halaman_daftar_terbagi_dan_nomor_halaman_yang_aneh_tidak_apa(
    dunia: Dunia, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("penilaian.aplikasi.rute.rapat.SEHALAMAN", 10)
    klien, terlihat = dunia.klien("pembaca"), []
    for hal in (1, 2, 3, 4, 5):
        teks = klien.ambil(f"{RAPAT}?saring=semua&hal={hal}").text
        terlihat += re.findall(rf'href="{RAPAT}/pegawai/(\d+)', teks)
        assert f"Halaman {hal} dari 5" in teks
    assert len(terlihat) == len(set(terlihat)) == len(dunia.nip)
    for aneh, jadi in (("0", 1), ("-3", 1), ("99", 5), ("abc", 1)):
        assert f"Halaman {jadi} dari 5" in klien.ambil(f"{RAPAT}?saring=semua&hal={aneh}").text


def test_tidak_ada_yang_cocok_dikatakan(dunia: Dunia) -> None:
    assert "Tidak ada pegawai yang cocok" in dunia.klien("pembaca").ambil(f"{RAPAT}?cari=zzz").text


def test_pilihan_saringan_ada_di_formulir(dunia: Dunia) -> None:
    teks = dunia.klien("pembaca").ambil(f"{RAPAT}?saring=belum").text
    assert all(f'value="{kunci}"' in teks for kunci in SARINGAN)
    assert 'value="belum" selected' in teks
    assert SEHALAMAN == 50
