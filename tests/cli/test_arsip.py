"""`penilaian arsip`: kept once, final by a person's word, corrected openly, checked when listed."""

import pytest

from penilaian.cli.utama import utama
from penilaian.data.arsip_periode import baca_arsip, muat_arsip
from tests.dua_periode import KINI, LALU, tulis_dua_periode

OLEH = "Siti, Kepala BKPSDM"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "masuk").mkdir()
    return tulis_dua_periode(tmp_path / "masuk")


def _arsip(folder, *lain):
    return utama(["arsip", str(folder), *lain])


def _ganti(folder, lama=",81", baru=",82"):
    realisasi = folder / "realisasi.csv"
    isi = realisasi.read_text("utf-8")
    assert lama in isi
    realisasi.write_text(isi.replace(lama, baru, 1), "utf-8")


def _isi_folder(folder):
    return {b.name: b.read_bytes() for b in (folder / "arsip" / LALU.kode).iterdir() if not b.name.startswith(".")}


def test_diarsipkan_sekali_lalu_tidak_ada_yang_ditulis(folder, capsys):
    assert _arsip(folder, "--periode", LALU.kode) == 0
    assert "diarsipkan: versi 1, sementara" in capsys.readouterr().out
    dulu = _isi_folder(folder)
    assert _arsip(folder, "--periode", LALU.kode) == 0
    assert "tidak ada yang ditulis" in capsys.readouterr().out
    assert _isi_folder(folder) == dulu


def test_yang_sementara_diganti_dan_berkas_lamanya_dibuang(folder):
    _arsip(folder, "--periode", LALU.kode)
    dulu = _isi_folder(folder)
    _ganti(folder)
    assert _arsip(folder, "--periode", LALU.kode) == 0
    kini = _isi_folder(folder)
    assert len(kini) == len(dulu)
    assert kini.keys() != dulu.keys()
    assert len(baca_arsip(folder, LALU).versi) == 1


def test_yang_final_tidak_berubah_lagi_dan_koreksi_menjadi_versi_baru(folder, capsys):
    assert _arsip(folder, "--periode", LALU.kode, "--final", "--oleh", OLEH) == 0
    final = _isi_folder(folder)
    _ganti(folder)
    capsys.readouterr()
    assert _arsip(folder, "--periode", LALU.kode) == 1
    galat = " ".join(capsys.readouterr().err.split())
    assert "sudah final dan tidak diubah" in galat
    assert OLEH in galat
    assert _isi_folder(folder) == final
    assert _arsip(folder, "--periode", LALU.kode, "--koreksi", "salah ketik", "--oleh", OLEH) == 0
    kini = _isi_folder(folder)
    assert {nama: kini[nama] for nama in final if nama.endswith(".parquet")} == {
        nama: isi for nama, isi in final.items() if nama.endswith(".parquet")
    }
    catatan = baca_arsip(folder, LALU)
    assert [(satu.nomor, satu.status, satu.alasan) for satu in catatan.versi] == [
        (1, "final", ""),
        (2, "final", "salah ketik"),
    ]
    nilai = [muat_arsip(folder, LALU, "01", nomor).isi.tabel["indikator"]["realisasi"].sum() for nomor in (1, 2)]
    assert nilai[1] - nilai[0] == 1


@pytest.mark.parametrize(
    ("keluar", "argumen", "pesan"),
    [
        (2, (), "Periode belum disebut"),
        (2, ("--periode", "2025-T9"), "tidak dikenal"),
        (2, ("--periode", "2024-T1"), "Periode 2024-T1 tidak ada di data"),
        (2, ("--periode", LALU.kode, "--final"), "siapa yang memutuskan"),
        (2, ("--periode", "2199-T1", "--final", "--oleh", OLEH), "periodenya baru berakhir 31 Maret 2199"),
        (2, ("--periode", LALU.kode, "--koreksi", " ", "--oleh", OLEH), "Alasan koreksi kosong"),
        (1, ("--periode", LALU.kode, "--koreksi", "apa saja", "--oleh", OLEH), "Tidak ada arsip final"),
        (2, ("--periode", LALU.kode, "--opd", "02"), "OPD 02 tidak punya pegawai"),
    ],
)
def test_yang_ditolak_tidak_menulis_apa_pun(folder, capsys, keluar, argumen, pesan):
    assert _arsip(folder, *argumen) == keluar
    galat = " ".join(capsys.readouterr().err.split())
    assert pesan in galat
    assert "Tindakan:" in galat
    tempat = folder / "arsip" / LALU.kode
    assert not tempat.exists() or _isi_folder(folder) == {}


def test_folder_yang_tidak_ada_disebut(tmp_path, capsys):
    for lain in (("--daftar",), ("--riwayat",), ("--periode", LALU.kode)):
        assert _arsip(tmp_path / "tidak_ada", *lain) == 2
        assert "tidak ada" in capsys.readouterr().err


def test_bantuan_menyebut_final_dan_koreksi(capsys):
    assert utama(["arsip", "--bantuan"]) == 0
    keluar = capsys.readouterr().out
    assert "--koreksi ALASAN" in keluar
    assert "NIP" in keluar


def test_daftar_menyebut_versi_dan_berkas_yang_berubah(folder, capsys):
    assert _arsip(folder, "--daftar") == 0
    assert "Belum ada periode yang diarsipkan" in capsys.readouterr().out
    _arsip(folder, "--periode", LALU.kode, "--final", "--oleh", OLEH)
    capsys.readouterr()
    assert _arsip(folder, "--daftar") == 0
    assert "utuh" in capsys.readouterr().out
    berkas = next((folder / "arsip" / LALU.kode).glob("*.parquet"))
    berkas.write_bytes(berkas.read_bytes() + b"x")
    assert _arsip(folder, "--daftar") == 1
    keluar = capsys.readouterr().out
    assert f"BERUBAH {LALU.kode}: {berkas.name}: isinya berubah sejak diarsipkan" in keluar


def test_riwayat_meringkas_semua_periode_di_arsip(folder, capsys):
    pytest.importorskip("duckdb", reason="extra 'besar' tidak terpasang")
    assert _arsip(folder, "--riwayat") == 0
    assert "Belum ada periode yang diarsipkan" in capsys.readouterr().out
    for periode in (KINI, LALU):
        assert _arsip(folder, "--periode", periode.kode) == 0
    capsys.readouterr()
    assert _arsip(folder, "--riwayat", "--opd", "01") == 0
    isi = [[sel.strip() for sel in baris.split("│")[1:-1]] for baris in capsys.readouterr().out.splitlines()]
    baris = [satu for satu in isi if satu and satu[0].startswith("2025")]
    assert [satu[:6] for satu in baris] == [
        [LALU.kode, "01", "1", "sementara", "3", "3"],
        [KINI.kode, "01", "1", "sementara", "4", "3"],
    ]
    assert _arsip(folder, "--riwayat", "--opd", "99") == 2
    assert "OPD 99 tidak ada di arsip" in " ".join(capsys.readouterr().err.split())
