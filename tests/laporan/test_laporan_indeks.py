from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from penilaian.laporan import tulis_indeks

Manifes = Callable[..., None]


@pytest.fixture
def folder(tmp_path: Path, tulis_manifes: Manifes) -> Path:
    tulis_manifes(tmp_path, "a", "2025-T3", nama_opd="Dinas B")
    tulis_manifes(tmp_path, "b", "2025-T4", nama_opd="dinas c", sementara=True)
    tulis_manifes(tmp_path, "c", "2025-T4", nama_opd="Dinas A", judul="<script>alert(1)</script>")
    tulis_manifes(tmp_path, "d", "2024", nama_opd=None, kode_opd=None, durasi_detik=2)
    return tmp_path


def baca(berkas: Path) -> BeautifulSoup:
    return BeautifulSoup(berkas.read_text("utf-8"), "html.parser")


def test_periode_terbaru_dahulu_lalu_menurut_perangkat_daerah(folder: Path) -> None:
    sop = baca(tulis_indeks(folder))
    assert [h2.get_text() for h2 in sop.select(".periode h2")] == ["Periode 2025-T4", "Periode 2025-T3", "Periode 2024"]
    assert [th.get_text() for th in sop.select("tbody th")] == [
        "Dinas A", "dinas c", "Dinas B", "Seluruh perangkat daerah",
    ]  # fmt: skip


def test_isi_manifes_tidak_menjadi_html(folder: Path) -> None:
    sop = baca(tulis_indeks(folder))
    assert "<script>alert(1)</script>" in sop.main.get_text()
    assert len(sop.find_all("script")) == 1


def test_tautan_hanya_ke_berkas_yang_ada(folder: Path, tulis_manifes: Manifes) -> None:
    (folder / "2025-T3" / "a.html").unlink()
    tulis_manifes(folder, "e", "2025-T3", html="../../rahasia.html")
    sop = baca(tulis_indeks(folder))
    assert sop.find("a", href="2025-T4/b.html")
    assert sop.main.get_text().count("(berkas tidak ada)") == 2
    assert not [a for a in sop.find_all("a") if "rahasia" in a["href"]]


def test_yang_gagal_tampil_paling_atas_dengan_sebab_dan_tindakan(folder: Path, tulis_manifes: Manifes) -> None:
    tulis_manifes(folder, "g", "2025-T3", status="gagal", sebab="Kolom hilang. Tindakan: x.", tindakan="Isi kolomnya")
    sop = baca(tulis_indeks(folder))
    bagian = sop.main.find(["section", "form"])
    assert bagian.h2.get_text() == "Gagal (1)"
    assert "Kolom hilang." in bagian.get_text()
    assert bagian.get_text().count("Tindakan:") == 1
    assert "3 selesai" not in sop.header.get_text()
    assert "4 selesai, 1 di antaranya sementara" in sop.header.get_text()


@pytest.mark.parametrize("isi", ["{", "[]", '{"id": "x"}', "\x00", ""])
def test_manifes_rusak_didaftar_dan_yang_lain_tetap_tampil(folder: Path, isi: str) -> None:
    (folder / "2025-T4" / "x.json").write_text(isi, "utf-8")
    sop = baca(tulis_indeks(folder))
    assert "Manifes rusak (1)" in sop.main.get_text()
    assert "2025-T4/x.json" in sop.main.get_text()
    assert len(sop.select(".periode tbody tr")) == 4


def test_manifes_bukan_utf8_dianggap_rusak(folder: Path) -> None:
    (folder / "2025-T4" / "x.json").write_bytes(b"\xff\xfe\x00")
    assert "Manifes rusak (1)" in baca(tulis_indeks(folder)).main.get_text()


def test_indeks_sama_bila_manifes_sama_dan_tidak_meninggalkan_berkas_sementara(folder: Path) -> None:
    pertama = tulis_indeks(folder).read_bytes()
    assert tulis_indeks(folder).read_bytes() == pertama
    assert [berkas.name for berkas in folder.iterdir() if berkas.is_file()] == ["indeks.html"]


def test_folder_kosong_menghasilkan_indeks_yang_mengatakannya(tmp_path: Path) -> None:
    assert "Belum ada laporan." in baca(tulis_indeks(tmp_path)).get_text()


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
    assert not list(folder.glob(".indeks-*"))
