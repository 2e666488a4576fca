"""The site: what its pages say, and that a rebuild does only what is needed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from penilaian.laporan import tulis_indeks
from penilaian.laporan.situs_baca import baca_manifes_semua
from penilaian.laporan.situs_simpanan import muat_simpanan

Manifes = Callable[..., None]


@pytest.fixture
def folder(tmp_path: Path, tulis_manifes: Manifes) -> Path:
    tulis_manifes(tmp_path, "a", "2025-T3", nama_opd="Dinas B")
    tulis_manifes(tmp_path, "b", "2025-T4", nama_opd="dinas c", sementara=True, kode_opd="03")
    tulis_manifes(tmp_path, "c", "2025-T4", nama_opd="Dinas A", judul="<script>alert(1)</script>", kelas="publik")
    tulis_manifes(tmp_path, "d", "2024", nama_opd=None, kode_opd=None, durasi_detik=2)
    return tmp_path


def baca(berkas: Path) -> BeautifulSoup:
    return BeautifulSoup(berkas.read_text("utf-8"), "html.parser")


def isi_semua(folder: Path) -> dict[str, bytes]:
    berkas = [folder / "indeks.html", *(folder / "situs").iterdir()]
    return {satu.name: satu.read_bytes() for satu in berkas}


def waktu_semua(folder: Path) -> dict[str, int]:
    return {satu.name: satu.stat().st_mtime_ns for satu in [folder / "indeks.html", *(folder / "situs").iterdir()]}


def test_periode_terbaru_dahulu_lalu_menurut_perangkat_daerah(folder: Path) -> None:
    sop = baca(tulis_indeks(folder))
    judul = [h2.get_text() for h2 in sop.select("#terbaru .periode h2")]
    assert judul == ["Periode 2025-T4", "Periode 2025-T3", "Periode 2024"]
    assert [th.get_text() for th in sop.select("#terbaru tbody th")] == [
        "Dinas A", "dinas c", "Dinas B", "Seluruh perangkat daerah",
    ]  # fmt: skip


def test_setiap_periode_dan_perangkat_daerah_punya_halaman_yang_tertaut(folder: Path) -> None:
    tulis_indeks(folder)
    nama = {berkas.name for berkas in (folder / "situs").iterdir()}
    assert nama == {
        "2025-T4.html", "2025-T3.html", "2024.html", "opd-01.html", "opd-03.html", "opd-kota.html",
        "data-2025.js", "data-2024.js",
    }  # fmt: skip
    tautan = {a["href"] for a in baca(folder / "indeks.html").select("nav.samping a")}
    assert {f"situs/{satu}" for satu in nama if satu.endswith(".html")} == tautan


def test_semua_tautan_di_semua_halaman_menuju_berkas_yang_ada(folder: Path) -> None:
    tulis_indeks(folder)
    for berkas in [folder / "indeks.html", *(folder / "situs").glob("*.html")]:
        for a in baca(berkas).find_all("a"):
            if not a["href"].startswith("#"):
                assert (berkas.parent / a["href"]).is_file(), (berkas.name, a["href"])


def test_isi_manifes_tidak_menjadi_html(folder: Path) -> None:
    sop = baca(tulis_indeks(folder))
    assert "<script>alert(1)</script>" in sop.main.get_text()
    assert len([satu for satu in sop.find_all("script") if not satu.get("src")]) == 1


def test_tautan_hanya_ke_berkas_yang_ada(folder: Path, tulis_manifes: Manifes) -> None:
    (folder / "2025-T3" / "a.html").unlink()
    tulis_manifes(folder, "e", "2025-T3", html="../../rahasia.html")
    sop = baca(tulis_indeks(folder))
    assert sop.find("a", href="2025-T4/b.html")
    assert sop.main.get_text().count("(berkas tidak ada)") == 2
    assert not [a for a in sop.find_all("a") if "rahasia" in a["href"]]


def test_tetangga_ialah_laporan_sama_di_periode_sejenis_terdekat(tmp_path: Path, tulis_manifes: Manifes) -> None:
    for nama, periode in (("p", "2025-T1"), ("q", "2025-T3"), ("r", "2025-11"), ("s", "2025-T4")):
        tulis_manifes(tmp_path, nama, periode)
    tulis_manifes(tmp_path, "lain", "2025-T2", kode_opd="02", nama_opd="Dinas B")
    sop = baca(tulis_indeks(tmp_path))
    tengah = sop.select("tr:has(a[href='2025-T3/q.html'].judul) .s-lain a")
    assert [(a.get_text(), a["href"]) for a in tengah] == [
        ("← 2025-T1", "2025-T1/p.html"),
        ("2025-T4 →", "2025-T4/s.html"),
    ]
    assert not sop.select("tr:has(a[href='2025-11/r.html'].judul) .s-lain a")


def test_yang_gagal_dikelompokkan_menurut_sebab_dengan_tindakan(folder: Path, tulis_manifes: Manifes) -> None:
    for nama in "ghij":
        tulis_manifes(
            folder, nama, "2025-T3", status="gagal", sebab="Kolom hilang. Tindakan: x.", tindakan="Isi kolomnya"
        )
    sop = baca(tulis_indeks(folder))
    bagian = sop.select_one("#terbaru .galat")
    assert bagian.h2.get_text() == "Gagal (4)"
    assert bagian.get_text().count("Kolom hilang.") == 1
    assert bagian.get_text().count("Tindakan:") == 1
    assert "dan 2 laporan lain karena sebab yang sama" in bagian.get_text()
    assert "4 selesai, 1 di antaranya sementara" in sop.header.get_text()
    perhatian = baca(folder / "situs" / "perhatian.html")
    assert len(perhatian.select(".daftar-sebab ul li")) == 4


def test_kelas_percobaan_dan_berkas_lain_tampil(folder: Path, tulis_manifes: Manifes) -> None:
    tulis_manifes(folder, "k", "2025-T4", kelas="individu", percobaan=3, xlsx="k.xlsx", pdf="k.pdf")
    (folder / "2025-T4" / "k.xlsx").write_bytes(b"x")
    sop = baca(tulis_indeks(folder))
    baris = sop.select_one("tr:has(a[href='2025-T4/k.html'].judul)")
    assert baris.select_one(".s-kelas").get_text() == "Individu"
    assert "percobaan ke-3" in baris.get_text()
    assert [a.get_text() for a in baris.select(".s-berkas a")] == ["XLSX"]
    assert "Kelas halaman ini: instansi" in sop.header.get_text()


@pytest.mark.parametrize("isi", ["{", "[]", '{"id": "x"}', "\x00", "", b"\xff\xfe\x00"])
def test_manifes_rusak_didaftar_dan_yang_lain_tetap_tampil(folder: Path, isi: str | bytes) -> None:
    (folder / "2025-T4" / "x.json").write_bytes(isi if isinstance(isi, bytes) else isi.encode())
    sop = baca(tulis_indeks(folder))
    assert "Manifes rusak (1)" in sop.main.get_text()
    assert "2025-T4/x.json" in sop.main.get_text()
    assert len(sop.select("#terbaru .periode tbody tr")) == 4


def test_folder_kosong_menghasilkan_indeks_yang_mengatakannya(tmp_path: Path) -> None:
    assert "Belum ada laporan." in baca(tulis_indeks(tmp_path)).get_text()


def test_basi_bertahan_sampai_laporannya_dibuat_lagi(folder: Path, tulis_manifes: Manifes) -> None:
    tulis_indeks(folder, basi={"b": "Data dinas c berubah", "entah": "tidak ada laporannya"})
    (folder / ".situs.json").unlink()
    sop = baca(tulis_indeks(folder))
    assert sop.select_one(".galat-basi h2").get_text() == "Basi (1)"
    assert "Data dinas c berubah" in sop.main.get_text()
    tulis_manifes(folder, "b", "2025-T4", selesai_pada="2026-02-01T00:00:00+08:00")
    assert not baca(tulis_indeks(folder)).select(".galat-basi")


def test_sebab_kosong_menghapus_basi(folder: Path) -> None:
    tulis_indeks(folder, basi={"b": "Data berubah"})
    assert not baca(tulis_indeks(folder, basi={"b": ""})).select(".galat-basi")


def test_susunan_sama_bila_manifes_sama_dan_tidak_menulis_apa_pun(folder: Path) -> None:
    tulis_indeks(folder)
    isi, waktu = isi_semua(folder), waktu_semua(folder)
    tulis_indeks(folder)
    assert waktu_semua(folder) == waktu
    (folder / ".situs.json").unlink()
    tulis_indeks(folder)
    assert isi_semua(folder) == isi
    assert waktu_semua(folder) == waktu


def test_satu_laporan_berubah_hanya_membuka_manifes_itu_dan_menulis_halamannya(
    folder: Path, tulis_manifes: Manifes
) -> None:
    tulis_indeks(folder)
    waktu = waktu_semua(folder)
    tulis_manifes(folder, "b", "2025-T4", nama_opd="dinas c", kode_opd="03", sementara=False)
    assert baca_manifes_semua(folder, muat_simpanan(folder).manifes).dibuka == 1
    tulis_indeks(folder)
    berubah = {nama for nama, saat in waktu_semua(folder).items() if saat != waktu[nama]}
    assert berubah == {"indeks.html", "2025-T4.html", "opd-03.html", "data-2025.js"}


@pytest.mark.parametrize("isi", [b"", b"{}", b"\x00\xff", b"abc def\n{}"])
def test_simpanan_rusak_hanya_membuat_semuanya_disusun_lagi(folder: Path, isi: bytes) -> None:
    tulis_indeks(folder)
    semula = isi_semua(folder)
    (folder / ".situs.json").write_bytes(isi)
    tulis_indeks(folder)
    assert isi_semua(folder) == semula


def test_halaman_yang_diubah_atau_dihapus_tangan_dipulihkan(folder: Path) -> None:
    tulis_indeks(folder)
    semula = isi_semua(folder)
    (folder / "situs" / "2025-T4.html").write_text("x", "utf-8")
    (folder / "situs" / "opd-01.html").unlink()
    tulis_indeks(folder)
    assert isi_semua(folder) == semula


def test_halaman_periode_yang_hilang_dibuang_dan_berkas_orang_lain_tidak(folder: Path) -> None:
    tulis_indeks(folder)
    (folder / "situs" / "catatan.html").write_text("milik orang lain", "utf-8")
    (folder / "2024" / "d.json").unlink()
    tulis_indeks(folder)
    nama = {berkas.name for berkas in (folder / "situs").iterdir()}
    assert "catatan.html" in nama
    assert not nama & {"2024.html", "opd-kota.html", "data-2024.js"}


def test_kode_berbahaya_tidak_menjadi_jalur(tmp_path: Path, tulis_manifes: Manifes) -> None:
    tulis_manifes(tmp_path, "a", "2025", kode_opd="../../x")
    tulis_indeks(tmp_path)
    assert all(berkas.name.startswith(("opd-x-", "2025", "data-")) for berkas in (tmp_path / "situs").iterdir())


def test_indeks_lama_utuh_bila_penulisan_gagal(
    folder: Path, tulis_manifes: Manifes, monkeypatch: pytest.MonkeyPatch
) -> None:
    semula = tulis_indeks(folder).read_bytes()

    def gagal(*_: object) -> None:
        raise OSError("disk penuh")

    monkeypatch.setattr("pathlib.Path.replace", gagal)
    tulis_manifes(folder, "z", "2025-T4")
    with pytest.raises(OSError, match="disk penuh"):
        tulis_indeks(folder)
    assert (folder / "indeks.html").read_bytes() == semula
    assert not list(folder.rglob("*.tulis"))


def test_data_pencarian_berupa_json_dengan_semua_laporan(folder: Path) -> None:
    tulis_indeks(folder)
    isi = (folder / "situs" / "data-2025.js").read_text("utf-8")
    data = json.loads(isi.removeprefix("penilaianSitus(").removesuffix(");\n"))
    assert len(data["baris"]) == 3
    assert data["tahun"] == "2025"
