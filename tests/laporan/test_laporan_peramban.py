"""What only a browser can tell: layout, network, keyboard, paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode

from penilaian.laporan import halaman_gagal, ke_html, tulis_indeks

JUDUL = "Penilaian kinerja perangkat daerah"


@pytest.fixture(scope="module")
def situs(
    tmp_path_factory: pytest.TempPathFactory,
    notebook: NotebookNode,
    konteks: dict[str, Any],
    tulis_manifes: Callable[..., None],
) -> Path:
    folder = tmp_path_factory.mktemp("situs")
    for nomor in range(12):
        tulis_manifes(folder, f"l{nomor}", "2025-T4" if nomor % 2 else "2025-T3", nama_opd=f"Dinas Nomor {nomor}")
    tulis_indeks(folder)
    (folder / "laporan.html").write_text(ke_html(notebook, judul=JUDUL, konteks=konteks), "utf-8")
    (folder / "gagal.html").write_text(halaman_gagal(JUDUL, konteks, "Kolom hilang."), "utf-8")
    return folder


@pytest.fixture
def halaman(peramban: Any) -> Any:
    satu = peramban.new_page(viewport={"width": 1280, "height": 900})
    yield satu
    satu.close()


@pytest.mark.parametrize("nama", ["laporan.html", "gagal.html", "indeks.html"])
def test_halaman_bersih_muat_di_layar_dan_tidak_menghubungi_jaringan(halaman: Any, situs: Path, nama: str) -> None:
    pesan: list[str] = []
    permintaan: list[str] = []
    halaman.on("console", lambda satu: pesan.append(satu.text))
    halaman.on("pageerror", lambda satu: pesan.append(str(satu)))
    halaman.on("request", lambda satu: permintaan.append(satu.url))
    halaman.goto((situs / nama).as_uri())
    for lebar in (1280, 400, 320):
        halaman.set_viewport_size({"width": lebar, "height": 900})
        assert halaman.evaluate("document.documentElement.scrollWidth") <= lebar
    assert pesan == []
    assert [alamat for alamat in permintaan if not alamat.startswith(("file://", "data:"))] == []


def test_pencarian_menyaring_baris_dengan_papan_ketik(halaman: Any, situs: Path) -> None:
    halaman.goto((situs / "indeks.html").as_uri())
    assert halaman.locator("tbody tr:visible").count() == 12
    halaman.locator("#cari").focus()
    halaman.keyboard.type("nomor 1 t4")
    terlihat = halaman.locator("tbody tr:visible th").all_inner_texts()
    assert terlihat == ["Dinas Nomor 1", "Dinas Nomor 11"]
    assert halaman.locator(".cari output").inner_text() == "2 dari 12 laporan"
    assert halaman.locator(".periode:visible").count() == 1


def test_tanpa_javascript_tabel_tetap_lengkap_dan_kotak_cari_tidak_tampil(peramban: Any, situs: Path) -> None:
    with peramban.new_context(java_script_enabled=False) as lingkup:
        halaman = lingkup.new_page()
        halaman.goto((situs / "indeks.html").as_uri())
        assert halaman.locator("tbody tr:visible").count() == 12
        assert not halaman.locator("#cari").is_visible()


def test_tautan_lompat_dan_daftar_isi_bekerja(halaman: Any, situs: Path) -> None:
    halaman.goto((situs / "laporan.html").as_uri())
    halaman.keyboard.press("Tab")
    assert halaman.evaluate("document.activeElement.textContent") == "Langsung ke isi"
    halaman.locator(".daftar-isi a").last.click()
    assert halaman.locator("#judul-kedua").is_visible()
    assert halaman.url.endswith("#judul-kedua")


def test_cetakan_berukuran_a4(halaman: Any, situs: Path) -> None:
    halaman.goto((situs / "laporan.html").as_uri())
    pdf = halaman.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 1
    lebar, tinggi = (float(angka) for angka in re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf).groups())
    assert (round(lebar), round(tinggi)) == (595, 842)


def test_cetakan_menyembunyikan_alat_layar(halaman: Any, situs: Path) -> None:
    halaman.goto((situs / "laporan.html").as_uri())
    halaman.emulate_media(media="print")
    assert halaman.locator(".daftar-isi:visible, .jalan:visible, .hanya-layar:visible").count() == 0
    assert halaman.locator(".spanduk").is_visible()
