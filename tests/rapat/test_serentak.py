"""Several real processes at one ledger: nothing is lost, and of two who are first at the same time one is second."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from penilaian.rapat.buku import BukuRapat
from penilaian.rapat.rapat import muat_rapat, periksa_buku
from tests.rapat.bahan_uji import ID, NIP

AKAR = Path(__file__).parents[2]
NAMA = ("Ani, Asisten", "Bima, Bappeda")
PENULIS, BANYAK, BUKA = 6, 25, 5


@pytest.fixture
def mulai():
    """Start child processes; they end with the test."""
    anak = []

    def satu(*argumen):
        proses = subprocess.Popen(
            [sys.executable, "-m", "tests.rapat.anak", *map(str, argumen)],
            cwd=AKAR, env={**os.environ, "PYTHONPATH": str(AKAR)}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        anak.append(proses)
        return proses

    yield satu
    for proses in anak:
        proses.kill()
        proses.communicate()


def _serempak(anak):
    """Wait until all are ready, then let all go."""
    assert {proses.stdout.readline().strip() for proses in anak} == {"siap"}
    for proses in anak:
        proses.stdin.write("\n")
        proses.stdin.flush()


def _jawaban(anak):
    return [proses.stdout.readline().strip() for proses in anak]


def test_dua_yang_memutuskan_pada_saat_yang_sama_hanya_satu_yang_tercatat(berkas, mulai):
    anak = [mulai("putuskan", berkas, nama) for nama in NAMA]
    menang = Counter()
    for nip in NIP:
        _serempak(anak)
        jawaban = dict(zip(NAMA, _jawaban(anak), strict=True))
        (pemenang,) = [nama for nama, kata in jawaban.items() if kata == "menang"]
        (kalah,) = [kata for kata in jawaban.values() if kata != "menang"]
        assert kalah.startswith(f"bentrok: {pemenang} pada ")
        assert f"kata {pemenang}" in kalah
        menang[pemenang] += 1
        with BukuRapat.buka(berkas) as buku:
            putusan = [satu for satu in buku.catatan(ID) if satu.jenis == "putusan" and satu.isi["nip"] == nip]
        assert [satu.oleh for satu in putusan] == [pemenang]
    print(f"dua proses, {len(NIP)} pegawai: {dict(menang)}")
    with BukuRapat.buka(berkas) as buku:
        assert periksa_buku(buku) == []
        assert len(muat_rapat(buku, ID).putusan) == len(NIP)


def test_dua_yang_membuka_rapat_yang_sama_bersamaan_hanya_satu_yang_membuka(tmp_path, mulai):
    anak = [mulai("buka", tmp_path / "rapatKE" / "kalibrasi.sqlite", nama, BUKA) for nama in NAMA]
    for putaran in range(BUKA):
        berkas = tmp_path / f"rapat{putaran}" / "kalibrasi.sqlite"
        _serempak(anak)
        jawaban = dict(zip(NAMA, _jawaban(anak), strict=True))
        (pemenang,) = [nama for nama, kata in jawaban.items() if kata == "menang"]
        (kalah,) = [kata for kata in jawaban.values() if kata != "menang"]
        assert kalah.startswith(f"bentrok: dibuka {pemenang} pada ")
        with BukuRapat.buka(berkas) as buku:
            assert [satu.jenis for satu in buku.catatan()] == ["buka"]
            assert periksa_buku(buku) == []


def test_banyak_proses_menulis_bersamaan_tanpa_kehilangan_satu_catatan_pun(berkas, mulai):
    anak = {nama: mulai("tambah", berkas, nama, BANYAK) for nama in (f"Penulis {nomor}" for nomor in range(PENULIS))}
    _serempak(list(anak.values()))
    diakui = {
        nama: [int(nomor) for nomor in proses.communicate(timeout=120)[0].split()] for nama, proses in anak.items()
    }
    assert all(proses.returncode == 0 for proses in anak.values())
    with BukuRapat.buka(berkas) as buku:
        catatan = buku.catatan()
        assert buku.verifikasi() == []
    assert [satu.nomor for satu in catatan] == list(range(1, PENULIS * BANYAK + 2))
    for nama, nomor in diakui.items():
        milik = [satu for satu in catatan if satu.oleh == nama]
        assert [satu.nomor for satu in milik] == nomor
        assert [satu.isi["urut"] for satu in milik] == list(range(BANYAK))
    print(f"{PENULIS} proses, {len(catatan) - 1} catatan: tidak ada yang hilang, rantainya utuh")
