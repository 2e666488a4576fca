"""A whole meeting in real browsers against a really started server: two people, a phone, paper, a screen reader's rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe

from penilaian.rapat.buku import BukuRapat
from penilaian.rapat.cuplikan import Cuplikan
from penilaian.rapat.pengguna import tambah_pengguna
from penilaian.rapat.rapat import beri_suara, buka_rapat
from tests.aplikasi.conftest import CONTOH
from tests.aplikasi.klien import OPD, PERIODE, RAPAT
from tests.aplikasi.peladen_nyata import peladen_nyata

TAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
HALAMAN = (
    "/masuk",
    "/",
    RAPAT,
    f"{RAPAT}?saring=semua",
    f"{RAPAT}/pegawai/1",
    f"{RAPAT}/kunci",
    f"{RAPAT}/lembar",
    "/buku",
    "/tidakada",
)
JAHAT = "Bukti kurang <script>document.title='kena'</script>"


@dataclass
class Situs:
    """A running server with an open meeting, and what browsers noticed there."""

    alamat: str
    token: dict[str, str]
    pesan: list[str] = field(default_factory=list)
    permintaan: list[str] = field(default_factory=list)

    def halaman(self, peramban: Any, nama: str = "", **pilihan: Any) -> Any:
        """A page of somebody's own browser, logged in."""
        lingkup = peramban.new_context(viewport={"width": 1280, "height": 900}, base_url=self.alamat, **pilihan)
        satu = lingkup.new_page()
        satu.on("console", lambda isi: self.pesan.append(f"{satu.url} {isi.text}"))
        satu.on("pageerror", lambda isi: self.pesan.append(str(isi)))
        satu.on("request", lambda isi: self.permintaan.append(isi.url))
        if nama:
            satu.goto("/masuk")
            satu.get_by_label("Token").fill(self.token[nama])
            satu.get_by_role("button", name="Masuk").click()
            satu.get_by_role("heading", name="Daftar rapat").wait_for()
        return satu


@pytest.fixture(scope="module")
def situs(tmp_path_factory: pytest.TempPathFactory, cuplikan: Cuplikan) -> Iterator[Situs]:
    berkas = tmp_path_factory.mktemp("situs") / "kalibrasi.sqlite"
    with BukuRapat.buka(berkas, buat=True) as buku:
        buka_rapat(buku, cuplikan, "Siti, Ketua")
        beri_suara(buku, f"{OPD}-{PERIODE}", cuplikan.pegawai["nip"].iloc[0], "pertanyakan", "Ani", JAHAT)
        token = {
            nama: tambah_pengguna(buku, f"{nama.capitalize()}, {peran}", peran, ["semua"], "uji")
            for nama, peran in (("siti", "ketua"), ("rina", "ketua"), ("budi", "penilai"), ("ani", "pembaca"))
        }
    with peladen_nyata(CONTOH, berkas) as peladen:
        yield Situs(peladen.alamat, token)


def _pilih_predikat(halaman: Any, sel: str, alasan: str) -> None:
    halaman.get_by_role("radio", name=sel).check()
    halaman.get_by_label("Alasan (wajib)").fill(alasan)
    halaman.get_by_role("button", name="Catat putusan", exact=True).click()


def test_satu_rapat_dari_masuk_sampai_ekspor(peramban: Any, situs: Situs) -> None:
    siti, rina = situs.halaman(peramban, "siti"), situs.halaman(peramban, "rina")
    siti.get_by_role("link", name="Dinas Kesehatan, Triwulan IV 2025").click()
    _tunggu_tinjauan(siti)
    assert siti.get_by_text("bukan kuota").count() >= 2
    assert siti.get_by_role("img").count() == 2

    siti.get_by_label("Tampilkan").select_option("ditanyakan")
    siti.get_by_role("button", name="Tampilkan").click()
    assert siti.locator("table.kasus tbody tr").count() == 1
    siti.locator("table.kasus tbody a").click()
    assert siti.title().startswith("Contoh ")
    assert siti.get_by_text("<script>document.title='kena'</script>").count() >= 1

    rina.goto(siti.url)
    siti.get_by_role("radio", name="Pertanyakan").check()
    siti.get_by_label("Catatan (boleh kosong)").fill("Lihat bukti triwulan ini.")
    siti.get_by_role("button", name="Simpan suara", exact=True).click()
    assert siti.get_by_role("status").inner_text() == "Suara Anda dicatat."
    _pilih_predikat(
        siti, "hasil kerja sesuai ekspektasi, perilaku kerja sesuai ekspektasi: predikat Baik", "Bukti dilengkapi."
    )
    assert "Putusan dicatat" in siti.get_by_role("status").inner_text()

    _pilih_predikat(
        rina,
        "hasil kerja di bawah ekspektasi, perilaku kerja sesuai ekspektasi: predikat Butuh perbaikan",
        "Target tidak tercapai.",
    )
    galat = rina.get_by_role("alert")
    assert "Siti, ketua sudah memutuskan pegawai ini" in galat.inner_text()
    assert "Bukti dilengkapi." in galat.inner_text()
    assert rina.get_by_label("Alasan (wajib)").input_value() == "Target tidak tercapai."
    assert rina.get_by_role("radio", name="predikat Butuh perbaikan").nth(1).is_checked()

    siti.goto(f"{RAPAT}/kunci")
    siti.get_by_role("checkbox").check()
    siti.get_by_role("button", name="Kunci rapat").click()
    sidik = siti.locator(".sidik").inner_text().replace(" ", "")
    assert re.fullmatch("[0-9a-f]{64}", sidik)
    with siti.expect_download() as unduhan:
        siti.get_by_role("link", name="Unduh ekspor (Excel)").click()
    buku = openpyxl.load_workbook(BytesIO(Path(unduhan.value.path()).read_bytes()))
    assert any(sidik == str(sel.value) for baris in buku["Catatan"].iter_rows() for sel in baris)
    siti.goto("/buku")
    siti.get_by_label("Sidik, sedikitnya 16 digit pertama").fill(sidik)
    siti.get_by_role("button", name="Cocokkan").click()
    assert siti.get_by_text("Sidik itu ada di buku.").is_visible()
    siti.goto(f"{RAPAT}/kunci")
    siti.get_by_label("Alasan membuka kembali (wajib)").fill("Satu bukti menyusul.")
    siti.get_by_role("button", name="Buka kembali rapat").click()
    assert siti.get_by_text("Satu bukti menyusul.").is_visible()
    siti.get_by_role("button", name="Keluar").click()
    assert "Anda sudah keluar" in siti.get_by_role("status").inner_text()
    siti.goto(RAPAT)
    assert siti.url.endswith("/masuk")
    siti.context.close()
    rina.context.close()


def _tunggu_tinjauan(halaman: Any) -> None:
    """The review is computed when first asked for; the page says so until it is there."""
    for _ in range(60):
        if halaman.get_by_role("heading", name="Pokok tinjauan").count():
            return
        assert halaman.get_by_text("Tinjauan sedang dihitung").is_visible()
        halaman.wait_for_timeout(500)
        halaman.get_by_role("link", name="Muat ulang halaman ini").click()
    pytest.fail("tinjauan tidak kunjung ada")


def test_tidak_ada_pesan_konsol_dan_tidak_ada_permintaan_keluar(peramban: Any, situs: Situs) -> None:
    """Over every page, and over what the other tests of this module have done so far."""
    situs.pesan.clear()
    siti = situs.halaman(peramban, "siti")
    for jalur in HALAMAN[:-1]:
        siti.goto(jalur)
    assert situs.pesan == []
    assert [satu for satu in situs.permintaan if not satu.startswith((situs.alamat, "data:"))] == []
    siti.context.close()


def test_tanpa_javascript_semuanya_tetap_dapat_dipakai(peramban: Any, situs: Situs) -> None:
    budi = situs.halaman(peramban, "budi", java_script_enabled=False)
    budi.goto(f"{RAPAT}/pegawai/5?saring=semua")
    budi.get_by_role("radio", name="Setuju").check()
    budi.get_by_role("button", name="Simpan, lalu pegawai berikutnya").click()
    assert "Suara Anda dicatat" in budi.get_by_role("status").inner_text()
    assert "/pegawai/5" not in budi.url
    assert budi.get_by_role("button", name="Catat putusan").count() == 0
    budi.context.close()


@pytest.mark.parametrize("cara", ["layar", "ponsel"])
def test_tidak_ada_pelanggaran_wcag(peramban: Any, situs: Situs, cara: str) -> None:
    siti = situs.halaman(peramban, "siti", bypass_csp=True)
    if cara == "ponsel":
        siti.set_viewport_size({"width": 390, "height": 844})
    pelanggaran = []
    for jalur in HALAMAN:
        siti.goto(jalur)
        siti.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        hasil = Axe().run(siti, options={"runOnly": {"type": "tag", "values": TAG}, "resultTypes": ["violations"]})
        pelanggaran += [
            (jalur, satu["id"], simpul["html"][:160]) for satu in hasil.response["violations"] for simpul in satu["nodes"]
        ]  # fmt: skip
    assert pelanggaran == []
    siti.context.close()


@pytest.mark.parametrize("lebar", [320, 390, 768, 1280])
def test_tidak_ada_gulir_mendatar(peramban: Any, situs: Situs, lebar: int) -> None:
    siti = situs.halaman(peramban, "siti")
    siti.set_viewport_size({"width": lebar, "height": 844})
    for jalur in HALAMAN:
        siti.goto(jalur)
        assert siti.evaluate("document.documentElement.scrollWidth") <= lebar, jalur
    siti.context.close()


def test_cetakan_tanpa_alat_layar_dan_berukuran_a4(peramban: Any, situs: Situs) -> None:
    siti = situs.halaman(peramban, "siti")
    for jalur in (RAPAT, f"{RAPAT}/pegawai/1", f"{RAPAT}/kunci"):
        siti.goto(jalur)
        siti.emulate_media(media="print")
        assert siti.locator("nav:visible, form:visible, button:visible, .tombol:visible").count() == 0
        assert siti.get_by_role("heading", level=1).is_visible()
        pdf = siti.pdf(prefer_css_page_size=True)
        lebar, tinggi = (float(satu) for satu in re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf).groups())
        assert (round(lebar), round(tinggi)) == (595, 842)
    siti.context.close()


def test_dengan_papan_ketik_saja(peramban: Any, situs: Situs) -> None:
    siti = situs.halaman(peramban, "siti")
    siti.goto(f"{RAPAT}/pegawai/7")
    siti.keyboard.press("Tab")
    assert siti.evaluate("document.activeElement.textContent") == "Langsung ke isi"
    siti.get_by_role("radio", name="Setuju").focus()
    siti.keyboard.press("Space")
    siti.keyboard.press("Tab")
    siti.keyboard.type("cukup bukti")
    siti.keyboard.press("Tab")
    siti.keyboard.press("Enter")
    assert siti.get_by_role("status").inner_text() == "Suara Anda dicatat."
    siti.context.close()


def test_tautan_dari_situs_lain_tidak_mengeluarkan(peramban: Any, situs: Situs) -> None:
    siti = situs.halaman(peramban, "siti")
    siti.route(
        "http://surat.example/",
        lambda rute: rute.fulfill(body=f"<a href='{situs.alamat}{RAPAT}'>rapat</a>", content_type="text/html"),
    )
    siti.goto("http://surat.example/")
    siti.get_by_role("link", name="rapat").click()
    siti.get_by_role("heading", name="Rapat kalibrasi").wait_for()
    siti.context.close()
