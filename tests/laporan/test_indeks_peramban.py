"""Search and filters of the site, in a browser from file://."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from penilaian.laporan import tulis_indeks


@pytest.fixture(scope="module")
def situs(tmp_path_factory: pytest.TempPathFactory, tulis_manifes: Callable[..., None]) -> Path:
    folder = tmp_path_factory.mktemp("situs")
    for nomor in range(240):
        periode = f"{2025 - nomor % 2}-T{1 + nomor // 60}"
        gagal = {"status": "gagal", "sebab": "Kolom hilang."} if nomor % 40 == 0 else {}
        tulis_manifes(
            folder, f"l{nomor}", periode, kode_opd=f"o{nomor // 2 % 30}", nama_opd=f"Dinas Pendidíkan {nomor // 2 % 30}",
            sementara=nomor % 40 == 1, **gagal,
        )  # fmt: skip
    tulis_indeks(folder, basi={"l5": "Data berubah"})
    return folder


@pytest.fixture
def halaman(peramban: Any, situs: Path) -> Iterator[Any]:
    satu = peramban.new_page(viewport={"width": 1280, "height": 900})
    satu.goto((situs / "indeks.html").as_uri())
    yield satu
    satu.close()


def hitungan(halaman: Any) -> str:
    return str(halaman.locator(".cari output").inner_text())


def test_pencarian_tidak_peduli_huruf_besar_dan_tanda_aksen(halaman: Any) -> None:
    halaman.locator("#cari").fill("PENDIDIKAN t4 2025")
    assert hitungan(halaman) == "30 dari 240 laporan"


@pytest.mark.parametrize(
    ("keadaan", "banyak"), [("gagal", 6), ("sementara", 6), ("basi", 1), ("selesai", 234)]
)  # fmt: skip
def test_saringan_keadaan(halaman: Any, keadaan: str, banyak: int) -> None:
    halaman.select_option("#keadaan", keadaan)
    assert hitungan(halaman) == f"{banyak} dari 240 laporan"


def test_tahun_menyempitkan_pilihan_periode(halaman: Any) -> None:
    halaman.select_option("#tahun", "2024")
    label = halaman.locator("#periode option").all_inner_texts()
    assert label[0] == "Semua"
    assert all("2024" in satu for satu in label[1:])
    assert hitungan(halaman) == "120 dari 240 laporan"


def test_keadaan_pencarian_ada_di_alamat_dan_dapat_dibagikan(halaman: Any, peramban: Any) -> None:
    halaman.locator("#cari").fill("dinas")
    halaman.select_option("#opd", "o3")
    semula = hitungan(halaman)
    lain = peramban.new_page()
    lain.goto(halaman.url)
    assert hitungan(lain) == semula
    assert lain.locator("#opd").input_value() == "o3"
    lain.close()


def test_baris_ditambah_dengan_papan_ketik_dan_fokus_pindah_ke_baris_baru(halaman: Any) -> None:
    halaman.select_option("#keadaan", "selesai")
    assert halaman.locator("#hasil tbody tr").count() == 100
    halaman.locator("#lagi").focus()
    halaman.keyboard.press("Enter")
    assert halaman.locator("#hasil tbody tr").count() == 200
    assert halaman.evaluate("document.activeElement.closest('tr').rowIndex") == 101


def test_hapus_saringan_mengembalikan_daftar_terbaru(halaman: Any) -> None:
    halaman.locator("#cari").fill("entah apa")
    assert halaman.locator(".kosong").is_visible()
    halaman.get_by_role("button", name="Hapus saringan").click()
    assert halaman.locator("#terbaru").is_visible()
    assert not halaman.locator("#hasil").is_visible()
    assert halaman.evaluate("document.activeElement.id") == "cari"


def test_tautan_hasil_sama_dengan_halaman_tetap(halaman: Any, situs: Path) -> None:
    halaman.select_option("#opd", "o3")
    hasil = set(halaman.locator("#hasil a").evaluate_all("s => s.map(a => decodeURI(a.href))"))
    halaman.goto((situs / "situs" / "opd-o3.html").as_uri())
    tetap = set(halaman.locator(".daftar a").evaluate_all("s => s.map(a => decodeURI(a.href))"))
    assert hasil == tetap


def test_hasil_muat_di_ponsel(halaman: Any) -> None:
    halaman.set_viewport_size({"width": 320, "height": 800})
    halaman.locator("#cari").fill("dinas")
    assert halaman.evaluate("document.documentElement.scrollWidth") <= 320
