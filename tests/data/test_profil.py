from __future__ import annotations

import struct
from pathlib import Path

import pytest

from penilaian.data.profil import NAMA_PROFIL, Profil, baca_profil, berkas_profil
from penilaian.data.sumber import cari_sumber
from penilaian.galat import GalatData

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 80, 100) + b"\x08\x02\x00\x00\x00"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'
ISI = """pemerintah: Pemerintah Kota Palu
tempat: Palu
alamat: Jalan Balai Kota
lambang: lambang.png
penanda_tangan: Kepala Perangkat Daerah
opd:
  dinkes: {nama: Dinas Kesehatan, alamat: Jalan Dinas, penanda_tangan: Kepala Dinas Kesehatan}
"""


def tulis(folder: Path, isi: str, **berkas: bytes) -> Path:
    (folder / NAMA_PROFIL).write_text(isi, "utf-8")
    for nama, byte in berkas.items():
        (folder / nama.replace("_", ".")).write_bytes(byte)
    return folder


def test_tanpa_berkas_tidak_ada_yang_dikarang(tmp_path: Path) -> None:
    assert baca_profil(tmp_path) == Profil()
    assert set(Profil().untuk("x").model_dump().values()) == {""}


def test_opd_memakai_miliknya_dan_penanda_tangan_bawaan(tmp_path: Path) -> None:
    profil = baca_profil(tulis(tmp_path, ISI, lambang_png=PNG))
    dinkes, lain = profil.untuk("dinkes", "nama di tabel"), profil.untuk("disdik", "Dinas Pendidikan")
    assert (dinkes.nama, dinkes.alamat, dinkes.penanda_tangan) == (
        "Dinas Kesehatan",
        "Jalan Dinas",
        "Kepala Dinas Kesehatan",
    )
    assert (lain.nama, lain.alamat, lain.penanda_tangan) == ("Dinas Pendidikan", "", "Kepala Perangkat Daerah")
    assert dinkes.lambang.startswith("data:image/png;base64,")
    assert dinkes.konteks()["tempat"] == "Palu"


def test_alamat_pemerintah_hanya_untuk_seluruh_instansi(tmp_path: Path) -> None:
    kota = baca_profil(tulis(tmp_path, ISI, lambang_png=PNG)).untuk("kota", "Seluruh OPD")
    assert (kota.nama, kota.alamat) == ("", "Jalan Balai Kota")


@pytest.mark.parametrize(
    ("isi", "sebab"),
    [
        ("asing: x\n", "asing"),
        ("telepon: 0451\n", "telepon: harus berupa teks"),
        ("opd: {1: {nama: x}}\n", "opd"),
        ("alamat: |\n  dua\n  baris\n", "satu baris"),
        ("- a\n", "isi: harus berupa pasangan"),
        ("nama: [\n", "tidak dapat diurai"),
        ("lambang: ../rahasia.png\n", "tanpa folder"),
        ("lambang: a/b.png\n", "tanpa folder"),
        ("lambang: .sembunyi\n", "tanpa folder"),
        ("lambang: tidak_ada.png\n", "tidak ditemukan"),
    ],
)
def test_isi_yang_salah_disebut_tempat_sebab_dan_tindakannya(tmp_path: Path, isi: str, sebab: str) -> None:
    with pytest.raises(GalatData) as galat:
        baca_profil(tulis(tmp_path, isi))
    assert sebab in galat.value.paragraf()
    assert str(tmp_path) in galat.value.di_mana
    assert galat.value.tindakan


@pytest.mark.parametrize(
    "isi",
    [
        b"bukan gambar",
        b"\x89PNG\r\n\x1a\n",
        PNG[:16] + struct.pack(">II", 90_000, 5) + PNG[24:],
        PNG + b"0" * 400_000,
        SVG.replace(b"<path", b'<image href="/etc/passwd"/><path'),
        SVG.replace(b"<path", b"<script>1</script><path"),
        SVG.replace(b"<path", b'<path onload = "x"'),
        SVG.replace(b"<svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg'),
        SVG.replace(b"<path", b'<path style="fill:url(http://a.example)"'),
    ],
)
def test_lambang_yang_tidak_aman_ditolak(tmp_path: Path, isi: bytes) -> None:
    with pytest.raises(GalatData, match="Lambang instansi tidak dapat dipakai"):
        baca_profil(tulis(tmp_path, "lambang: a.png\n", a_png=isi))


def test_svg_polos_diterima(tmp_path: Path) -> None:
    assert baca_profil(tulis(tmp_path, "lambang: a.svg\n", a_svg=SVG)).lambang.startswith("data:image/svg+xml;base64,")


def test_profil_dan_lambangnya_bukan_tabel_yang_asing(tmp_path: Path) -> None:
    tulis(tmp_path, ISI, lambang_png=PNG, lain_png=PNG)
    asing = {satu.berkas for satu in cari_sumber(tmp_path)[1] if satu.berkas}
    assert asing == {"lain.png"}


@pytest.mark.parametrize("isi", ["lambang: [1]\n", "- a\n", "a: [\n", ""])
def test_profil_rusak_tidak_mengganggu_pembacaan_tabel(tmp_path: Path, isi: str) -> None:
    assert berkas_profil(tulis(tmp_path, isi)) == {NAMA_PROFIL}


def test_profil_contoh_terbaca() -> None:
    profil = baca_profil(Path(__file__).parents[2] / "data" / "contoh")
    assert profil.untuk("dinkes").penanda_tangan == "Kepala Dinas Kesehatan"
    assert "Contoh" in profil.alamat
