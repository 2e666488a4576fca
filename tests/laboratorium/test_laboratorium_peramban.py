"""The laboratory as an analyst meets it: a real JupyterLab, a real kernel, a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

pytest.importorskip("jupyterlab")

from penilaian.aturan import muat_buku
from penilaian.aturan.skenario import baca_skenario
from penilaian.laboratorium.setelan import setelan_aturan
from penilaian.laboratorium.simpan import setelan_skenario
from penilaian.laboratorium.tampilan import Tampilan
from penilaian.periode import Periode
from tests.laboratorium.conftest import AKAR
from tests.laboratorium.jupyterlab_nyata import Buku, jupyterlab, siapkan_proyek

TAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NAMA_INGGRIS = re.compile(r"\b(Weight|Save|Reset|Rank|Threshold|Loading|Error|Share|Group)\b")


@pytest.fixture(scope="module")
def buku(peramban: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Buku]:
    folder = tmp_path_factory.mktemp("lab")
    proyek = siapkan_proyek(AKAR, folder / "proyek", AKAR / "data" / "contoh")
    with jupyterlab(proyek, folder / "jupyterlab") as alamat:
        halaman = peramban.new_page(viewport={"width": 1440, "height": 1000})
        satu = Buku(halaman, alamat, proyek / "data" / "skenario")
        satu.buka("notebooks/03_laboratorium.ipynb")
        satu.jalankan_semua()
        satu.selesai()
        halaman.locator(".noUi-handle").first.focus()
        yield satu
        halaman.close()


def _panel(buku: Buku, judul: str) -> str:
    return str(buku.halaman.locator(".papan-panel", has_text=judul).first.inner_html())


def _tunggu_berubah(buku: Buku, judul: str, sebelum: str) -> str:
    buku.halaman.wait_for_function(
        "([judul, lama]) => [...document.querySelectorAll('.papan-panel')]"
        ".some(p => p.textContent.includes(judul) && p.innerHTML !== lama)",
        arg=[judul, sebelum],
        timeout=20_000,
    )
    return _panel(buku, judul)


def _angka(buku: Buku, nama: str) -> str:
    return str(buku.halaman.get_by_role("spinbutton", name=nama, exact=True).input_value())


def test_geser_dengan_papan_ketik_arah_dan_penggabungan_lalu_simpan(buku: Buku, lapangan: Any) -> None:
    halaman = buku.halaman
    sebaran = _panel(buku, "Sebaran indeks dan ambang")
    assert _angka(buku, "Kuantitas") == "15"
    halaman.locator(".noUi-handle").first.focus()
    halaman.keyboard.press("ArrowRight")
    sebaran = _tunggu_berubah(buku, "Sebaran indeks dan ambang", sebaran)
    assert _angka(buku, "Kuantitas") == "16"
    assert halaman.get_by_text("Jumlah bobot 101, bukan 100").is_visible()

    halaman.get_by_role("button", name="Samakan jumlah menjadi 100").click()
    halaman.get_by_text("Jumlah bobot 101, bukan 100").wait_for(state="detached")
    halaman.get_by_label("Arah biaya").select_option(label="dibalik: 200 dikurangi capaian")
    sebaran = _tunggu_berubah(buku, "Sebaran indeks dan ambang", _panel(buku, "Sebaran indeks dan ambang"))
    halaman.get_by_label("Penggabungan").select_option(label="Rata-rata geometrik")
    _tunggu_berubah(buku, "Sebaran indeks dan ambang", sebaran)
    kotak = halaman.get_by_role("spinbutton", name="Ambang tengah", exact=True)
    kotak.fill("88.5")
    kotak.press("Enter")
    halaman.get_by_text("ambang kelompok tengah 88,5").wait_for()

    halaman.get_by_role("button", name="Simpan skenario").click()
    assert "Belum diisi" in halaman.get_by_role("alert").filter(has_text="Belum").inner_text()
    for nama, teks in (("Judul", "Uji peramban"), ("Penyusun", "Tim uji"), ("Alasan", "Mencoba papan")):
        halaman.get_by_label(nama, exact=True).fill(teks)
    halaman.get_by_label("Nama berkas").fill("dari_peramban")
    halaman.get_by_role("button", name="Simpan skenario").click()
    halaman.get_by_text("Skenario disimpan: dari_peramban.yaml").wait_for()

    skenario = baca_skenario(buku.folder / "dari_peramban.yaml")
    setelan = setelan_skenario(muat_buku(), skenario, Periode.urai("2025-T4"))
    assert setelan.jumlah_bobot == 100
    assert (setelan.agregasi, setelan.arah[3], float(setelan.ambang_sesuai)) == ("geometrik", "turun", 88.5)
    kartu = halaman.locator(".papan-kartu b").all_text_contents()
    assert kartu == [str(n) for n in Tampilan(lapangan, setelan).kini.cacah_kelas]

    halaman.get_by_role("button", name="Kembali ke aturan yang berlaku").click()
    halaman.get_by_text("Setelan sama dengan aturan yang berlaku.").wait_for()
    semula = setelan_aturan(muat_buku().pada(Periode.urai("2025-T4").akhir))
    assert [_angka(buku, nama) for nama in ("Kuantitas", "Kualitas", "Waktu", "Biaya")] == [
        str(int(satu)) for satu in semula.bobot
    ]


def test_papan_berbahasa_indonesia_dan_menampilkan_widget(buku: Buku) -> None:
    papan = buku.halaman.locator(".papan-panel").first.locator("xpath=ancestor::*[contains(@class,'jp-OutputArea')][1]")
    assert papan.locator(".noUi-handle").count() == 8
    assert papan.locator("svg[role=img]").count() == 3
    assert not NAMA_INGGRIS.search(papan.inner_text())


@pytest.mark.parametrize("lebar", [1440, 1024])
def test_tidak_ada_yang_terpotong(buku: Buku, lebar: int) -> None:
    """Every control, label and panel lies within the board, and no label is cut short."""
    buku.halaman.set_viewport_size({"width": lebar, "height": 1000})
    buku.halaman.get_by_label("Tampilkan").select_option(label="semua")
    buku.halaman.get_by_label("Rinci menurut").select_option(label="OPD")
    buku.halaman.get_by_text("Yang berpindah menurut OPD").wait_for()
    luar = buku.halaman.evaluate(
        """() => {
          const papan = document.querySelector('.papan-panel').closest('.jp-OutputArea-output').getBoundingClientRect();
          const isi = document.querySelectorAll(
            '.papan-panel, .papan-panel svg, .papan-panel table, .jp-OutputArea .widget-label, .jp-OutputArea select,' +
            '.jp-OutputArea input, .jp-OutputArea textarea, .jp-OutputArea button');
          return [...isi].filter(satu => {
            const kotak = satu.getBoundingClientRect();
            return kotak.width && (kotak.right > papan.right + 1 || kotak.left < papan.left - 1
              || (satu.matches('.widget-label') && satu.scrollWidth > satu.clientWidth + 1));
          }).map(satu => satu.outerHTML.slice(0, 120));
        }"""
    )
    assert luar == []
    tulisan = buku.halaman.evaluate(
        """() => [...document.querySelectorAll('.papan-panel svg')].flatMap(svg => {
          const tepi = svg.getBoundingClientRect();
          return [...svg.querySelectorAll('text')].filter(satu => {
            const kotak = satu.getBoundingClientRect();
            return kotak.left < tepi.left - 1 || kotak.right > tepi.right + 1;
          }).map(satu => satu.textContent);
        })"""
    )
    assert tulisan == []


def test_panel_dan_kotak_tanpa_pelanggaran_wcag(buku: Buku) -> None:
    """The handle of an ipywidgets slider has no name; that is why a named box stands beside each."""
    pelanggaran = []
    for lingkup in (".papan-panel", ".widget-text", ".widget-dropdown", ".widget-textarea", ".widget-button"):
        hasil = Axe().run(
            buku.halaman,
            context={"include": [[f".jp-OutputArea {lingkup}"]]},
            options={"runOnly": {"type": "tag", "values": TAG}, "resultTypes": ["violations"]},
        )
        pelanggaran += [
            (satu["id"], simpul["html"][:160]) for satu in hasil.response["violations"] for simpul in satu["nodes"]
        ]
    assert pelanggaran == []


def test_tanpa_galat_di_konsol_dan_tanpa_jaringan_luar(buku: Buku) -> None:
    assert buku.pesan == []
    assert buku.luar() == []
