"""Voting and deciding: recorded, given back when refused, and never one over the other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from penilaian.rapat.buku import BukuRapat
from penilaian.rapat.catatan import Catatan
from tests.aplikasi.klien import RAPAT, Dunia, Klien

JAHAT = "<script>alert('x')</script> & \"kutip\" {{ 7*7 }}"


def _catatan(dunia: Dunia) -> list[Catatan]:
    with BukuRapat.buka(dunia.berkas_buku) as buku:
        return buku.catatan("dinkes-2025-T4")


def _putuskan(klien: Klien, nomor: int = 1, **isian: Any) -> Any:
    isi = {"rating": "sesuai:sesuai", "alasan": "bukti dilengkapi", "berdasar": "0", **isian}
    return klien.kirim(f"{RAPAT}/pegawai/{nomor}/putusan", **isi)


def _isian(html: str) -> Mapping[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))


def test_suara_dicatat_atas_nama_pengguna_dan_dapat_diganti(dunia: Dunia) -> None:
    klien, jalur = dunia.klien("penilai"), f"{RAPAT}/pegawai/3"
    klien.kirim(f"{jalur}/suara", suara="pertanyakan", catatan="bukti?", oleh="Orang Lain")
    jawaban = klien.kirim(f"{jalur}/suara", suara="setuju", catatan="")
    assert jawaban.location == jalur
    buka, satu, dua = _catatan(dunia)
    assert buka.jenis == "buka"
    assert [(c.jenis, c.oleh, c.isi["suara"], c.isi["nip"]) for c in (satu, dua)] == [
        ("suara", "Budi, Penilai", "pertanyakan", dunia.nip[2]),
        ("suara", "Budi, Penilai", "setuju", dunia.nip[2]),
    ]
    halaman = klien.ambil(jalur).text
    assert "Suara Anda dicatat" in halaman
    assert halaman.index("Suara: Setuju") < halaman.index("Suara: Pertanyakan")


@pytest.mark.parametrize("isian", [{}, {"suara": ""}, {"suara": "mungkin", "catatan": "sebab panjang"}])
def test_suara_yang_tidak_dikenal_dikembalikan_dengan_ketikannya(dunia: Dunia, isian: dict[str, str]) -> None:
    jawaban = dunia.klien("penilai").kirim(f"{RAPAT}/pegawai/3/suara", **isian)
    assert jawaban.status_code == 409
    assert isian.get("catatan", "") in jawaban.text
    assert len(_catatan(dunia)) == 1


def test_putusan_menyimpan_sebelum_dan_sesudah(dunia: Dunia) -> None:
    klien = dunia.klien("ketua")
    jawaban = _putuskan(klien, rating="di_atas:sesuai")
    assert (jawaban.status_code, jawaban.location) == (303, f"{RAPAT}/pegawai/1")
    satu = _catatan(dunia)[-1]
    assert satu.isi["sesudah"] == {"hasil_kerja": "di_atas", "perilaku_kerja": "sesuai", "predikat": "baik"}
    assert satu.isi["sebelum"]["predikat"] is not None
    assert satu.oleh == "Siti, Ketua"
    halaman = klien.ambil(f"{RAPAT}/pegawai/1").text
    assert "Putusan: Baik (hasil kerja di atas ekspektasi, perilaku kerja sesuai ekspektasi)" in halaman
    assert "Ditetapkan pejabat penilai" in halaman


@pytest.mark.parametrize(
    "isian",
    [
        {"alasan": ""}, {"alasan": " \n "}, {"alasan": "..."}, {"alasan": "x" * 4001}, {"alasan": "a\x00b"}, {"rating": ""},
        {"rating": "sesuai"}, {"rating": "sesuai:hebat"}, {"berdasar": "99"}, {"berdasar": "abc"}, {"berdasar": "-5"},
    ],
)  # fmt: skip
def test_putusan_yang_tidak_lengkap_ditolak_dan_ketikannya_kembali(dunia: Dunia, isian: dict[str, str]) -> None:
    semua = {"alasan": "alasan yang sah", **isian}
    jawaban = _putuskan(dunia.klien("ketua"), **semua)
    assert jawaban.status_code == 409
    assert f">{semua['alasan']}</textarea>" in jawaban.text
    assert len(_catatan(dunia)) == 1


def test_bentrok_menyebut_putusan_orang_lain_dan_menyimpan_ketikan(dunia: Dunia) -> None:
    pertama, kedua = dunia.klien("ketua"), dunia.klien("ketua_kedua")
    berdasar = _isian(kedua.ambil(f"{RAPAT}/pegawai/1").text)["berdasar"]
    _putuskan(pertama, rating="di_atas:di_atas", alasan="Capaian terverifikasi Inspektorat.")
    jawaban = _putuskan(kedua, rating="di_bawah:sesuai", alasan="Menurut saya terlalu tinggi.", berdasar=berdasar)
    assert jawaban.status_code == 409
    teks = jawaban.text
    assert "Siti, Ketua sudah memutuskan pegawai ini" in teks
    assert "Capaian terverifikasi Inspektorat." in teks
    assert "Sangat baik (hasil kerja di atas ekspektasi, perilaku kerja di atas ekspektasi)" in teks
    assert ">Menurut saya terlalu tinggi.</textarea>" in teks
    assert re.search(r'value="di_bawah:sesuai"[^>]*checked', teks)
    assert len(_catatan(dunia)) == 2
    ulang = _putuskan(
        kedua, rating="di_bawah:sesuai", alasan="Menurut saya terlalu tinggi.", berdasar=_isian(teks)["berdasar"]
    )
    assert ulang.status_code == 303
    assert [satu.oleh for satu in _catatan(dunia)[1:]] == ["Siti, Ketua", "Rina, Ketua Kedua"]


def test_tombol_yang_diklik_dua_kali_bukan_bentrok_dengan_diri_sendiri(dunia: Dunia) -> None:
    klien, kedua = dunia.klien("ketua"), dunia.klien("ketua_kedua")
    isian = {"tanda": klien.tanda(), "rating": "sesuai:sesuai", "alasan": "bukti dilengkapi", "berdasar": "0"}
    for _ in range(2):
        assert klien.c.post(f"{RAPAT}/pegawai/1/putusan", data=isian).status_code == 303
    assert len(_catatan(dunia)) == 2
    halaman = klien.ambil(f"{RAPAT}/pegawai/1").text
    assert halaman.count("Putusan dicatat.") == 1
    assert "belum dicatat" not in halaman
    for siapa, lain in ((klien, {"alasan": "alasan lain"}), (klien, {"rating": "sesuai:di_atas"}), (kedua, {})):
        assert _putuskan(siapa, **lain).status_code == 409
    assert len(_catatan(dunia)) == 2


def test_suara_orang_lain_bukan_bentrok(dunia: Dunia) -> None:
    dunia.klien("penilai").kirim(f"{RAPAT}/pegawai/1/suara", suara="pertanyakan")
    assert _putuskan(dunia.klien("ketua")).status_code == 303


def test_teks_jahat_tampil_sebagai_teks(dunia: Dunia) -> None:
    klien = dunia.klien("ketua")
    klien.kirim(f"{RAPAT}/pegawai/1/suara", suara="pertanyakan", catatan=JAHAT)
    _putuskan(klien, alasan=JAHAT)
    bentrok = _putuskan(dunia.klien("ketua_kedua"), alasan=JAHAT)
    assert bentrok.status_code == 409
    for teks in (klien.ambil(f"{RAPAT}/pegawai/1").text, bentrok.text, klien.ambil(f"{RAPAT}?cari=%3Cscript%3E").text):
        assert "<script" not in teks
        assert "&lt;script&gt;" in teks
        assert "49" not in teks.partition("&lt;script&gt;")[2][:80]


def test_simpan_lalu_pegawai_berikutnya_dalam_saringan_yang_sama(dunia: Dunia) -> None:
    klien = dunia.klien("ketua")
    daftar = re.findall(rf'href="{RAPAT}/pegawai/(\d+)\?saring=semua', klien.ambil(f"{RAPAT}?saring=semua").text)
    pertama, kedua, akhir = daftar[0], daftar[1], daftar[-1]
    lanjut = klien.kirim(f"{RAPAT}/pegawai/{pertama}/suara?saring=semua", suara="setuju", lanjut="ya")
    assert lanjut.location == f"{RAPAT}/pegawai/{kedua}?saring=semua"
    habis = _putuskan(klien, int(akhir), lanjut="ya", alasan="selesai")
    assert habis.location == f"{RAPAT}/pegawai/{akhir}"


def test_penjelasan_menyebut_langkah_dan_sitasi(dunia: Dunia) -> None:
    teks = dunia.klien("pembaca").ambil(f"{RAPAT}/pegawai/1").text
    assert "Dari angka ke predikat" in teks
    assert "PermenPANRB 6/2022" in teks
    assert "Rating RHK" in teks
    assert "<style" not in teks


def test_banyak_orang_bersuara_bersamaan(dunia: Dunia) -> None:
    """Every vote is recorded once, and the chain holds."""
    klien = [dunia.klien("ketua" if nomor % 2 else "penilai") for nomor in range(6)]
    tanda = [satu.tanda() for satu in klien]

    def bersuara(urut: int) -> list[int]:
        isian = {"tanda": tanda[urut], "suara": "setuju"}
        return [
            klien[urut].c.post(f"{RAPAT}/pegawai/{nomor}/suara", data=isian).status_code
            for nomor in range(urut + 1, 43, 6)
        ]

    with ThreadPoolExecutor(6) as kolam:
        kode = [satu for semua in kolam.map(bersuara, range(6)) for satu in semua]
    assert kode == [303] * 42
    with BukuRapat.buka(dunia.berkas_buku) as buku:
        assert buku.verifikasi() == []
    assert sorted(satu.isi["nip"] for satu in _catatan(dunia)[1:]) == sorted(dunia.nip[:42])
    assert dunia.klien("ketua").ambil("/").text.count(">42<") >= 1
