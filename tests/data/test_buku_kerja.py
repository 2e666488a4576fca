"""Workbooks made to exhaust the machine, and cells whose value alone misleads."""

from __future__ import annotations

import io
import resource
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from penilaian.data import baca_data, periksa_data
from penilaian.data.buku_kerja import BukuKerja
from penilaian.data.lembar_biasa import lembar_biasa
from penilaian.data.lembar_xml import BATAS_KOLOM, BATAS_SEL, SelGalat, SelTanpaHasil, pindai_lembar
from penilaian.data.uraian import GalatUrai

from .conftest import ISI, tulis_xlsx

LEMBAR = "xl/worksheets/sheet1.xml"
Ubah = Callable[[bytes], bytes]


def buku(nama: str = "realisasi") -> bytes:
    """A workbook of one table, as openpyxl writes it."""
    aliran = io.BytesIO()
    tulis_xlsx(aliran, {nama: ISI[nama]})  # type: ignore[arg-type, dict-item]
    return aliran.getvalue()


def ganti_bagian(isi: bytes, ubah: dict[str, Ubah], tambah: dict[str, bytes] | None = None) -> bytes:
    aliran = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(isi)) as lama, zipfile.ZipFile(aliran, "w", zipfile.ZIP_DEFLATED) as baru:
        for nama in lama.namelist():
            baru.writestr(nama, ubah.get(nama, lambda satu: satu)(lama.read(nama)))
        for nama, satu in (tambah or {}).items():
            baru.writestr(nama, satu)
    return aliran.getvalue()


def sisipkan(xml: bytes) -> Ubah:
    return lambda satu: satu.replace(b"</sheetData>", xml + b"</sheetData>")


def sel(nama: str) -> bytes:
    baris = "".join(filter(str.isdigit, nama))
    return f'<row r="{baris}"><c r="{nama}"><v>1</v></c></row>'.encode()


@pytest.fixture
def periksa(folder_bersih: Path) -> Callable[[bytes], list[list[str]]]:
    (folder_bersih / "realisasi.csv").unlink()

    def jalankan(isi: bytes) -> list[list[str]]:
        (folder_bersih / "realisasi.xlsx").write_bytes(isi)
        temuan = periksa_data(folder_bersih)
        assert all(temuan["tindakan"])
        return temuan[["tingkat", "kode"]].values.tolist()

    return jalankan


TERLALU_BESAR = [["galat", "buku_kerja_terlalu_besar"]]


@pytest.fixture
def ingatan_terbatas() -> Iterator[None]:
    """At most 6 GB of address space: what calamine would reserve otherwise ends the test run."""
    lama = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (6 * 2**30, lama[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, lama)


@pytest.mark.usefixtures("ingatan_terbatas")
@pytest.mark.parametrize(
    "xml",
    [
        sel("XFD1048576"),
        sel("SH5"),
        sel("ZZ1"),
        sel("AZ600000"),
        b'<row r="1048577"><c><v>1</v></c></row>',
        b'<row r="9"><c r="XFD1048576"><is><t>x</t></is></c></row>',
        b"<row><c x='>' r='XFD1048576'\n><v>1</v></c></row>",
        b"<row><c r='&#88;FD1048576'><v>1</v></c></row>",
        b'<row r="1048576"><c r="XFD1048576"><f>1+1</f></c></row>',
    ],
)
def test_sel_jauh_di_luar_tabel_ditolak_sebelum_dibaca(periksa: Callable[[bytes], list[list[str]]], xml: bytes) -> None:
    assert periksa(ganti_bagian(buku(), {LEMBAR: sisipkan(xml)})) == TERLALU_BESAR


@pytest.mark.parametrize(
    "xml",
    [b'<row r="1048576"><c r="XFD1048576" s="0"/></row>', b'<row r="1048576" ht="20"/>', b"<!-- <c r='XFD9'/> -->"],
)
def test_sel_kosong_berformat_di_luar_tabel_tidak_mengganggu(
    periksa: Callable[[bytes], list[list[str]]], xml: bytes
) -> None:
    assert periksa(ganti_bagian(buku(), {LEMBAR: sisipkan(xml)})) == []


def test_bom_zip_ditolak_dari_ukuran_yang_dinyatakannya(periksa: Callable[[bytes], list[list[str]]]) -> None:
    nol = b"\x00" * (301 * 2**20)
    assert periksa(ganti_bagian(buku(), {}, {"xl/media/a.bin": nol})) == TERLALU_BESAR
    assert periksa(ganti_bagian(buku(), {}, {"xl/media/a.bin": nol[: 40 * 2**20]})) == TERLALU_BESAR


@pytest.mark.parametrize("nama", ["xl/sharedStrings.xml", LEMBAR, "xl/lain.xml"])
def test_zip_yang_berbohong_tentang_ukurannya_ditolak(periksa: Callable[[bytes], list[list[str]]], nama: str) -> None:
    besar = b"<a>" + b" " * 2**22
    isi = bytearray(ganti_bagian(buku(), {nama: lambda satu: satu + besar}, {} if nama == LEMBAR else {nama: besar}))
    with zipfile.ZipFile(io.BytesIO(bytes(isi))) as arsip:
        ukuran = arsip.getinfo(nama).file_size
    di = isi.rfind(struct.pack("<I", ukuran))
    isi[di : di + 4] = struct.pack("<I", 100)
    assert periksa(bytes(isi)) == TERLALU_BESAR


@pytest.mark.parametrize(
    "tambah", [{"content.xml": b"<a/>"}, {"xl/workbook.bin": b"x"}, {"XL/Worksheets/Sheet1.xml": b"<a/>"}]
)
def test_buku_kerja_bermuka_dua_ditolak(periksa: Callable[[bytes], list[list[str]]], tambah: dict[str, bytes]) -> None:
    assert periksa(ganti_bagian(buku(), {}, tambah)) == [["galat", "berkas_rusak"]]


def test_lembar_tanpa_judul_baris_dan_berawalan_terbaca() -> None:
    xml = (
        b'<x:worksheet xmlns:x="u"><x:sheetData><x:row><x:c t="e"><x:v>#REF!</x:v></x:c><x:c><x:f>A1+1</x:f></x:c>'
        b'</x:row><x:row r="4"><x:c r="C4" s="1"><x:v>0.28999999999999998</x:v></x:c><x:c t="str"><x:f>A1</x:f><x:v/>'
        b"</x:c></x:row></x:sheetData></x:worksheet>"
    )
    hasil = pindai_lembar([xml[:90], xml[90:]], "a", frozenset({1})).khusus
    assert hasil == {(0, 0): "#REF!", (0, 1): "=A1+1", (3, 2): "29%"}
    assert isinstance(hasil[0, 0], SelGalat)
    assert isinstance(hasil[0, 1], SelTanpaHasil)


def test_rumus_tanpa_hasil_menjadi_galat_dan_bukan_sel_kosong(folder_bersih: Path) -> None:
    (folder_bersih / "realisasi.csv").unlink()
    tulis_xlsx(folder_bersih / "realisasi.xlsx", {"realisasi": ISI["realisasi"]})  # type: ignore[dict-item]
    berkas = openpyxl.load_workbook(folder_bersih / "realisasi.xlsx")
    berkas["realisasi"]["D2"] = "=40+45"
    berkas["realisasi"]["D9"] = "=D2*2"
    berkas.save(folder_bersih / "realisasi.xlsx")
    data = baca_data(folder_bersih)
    rumus = data.temuan[data.temuan["kode"] == "rumus_tanpa_hasil"]
    assert rumus[["tingkat", "baris", "kolom", "nilai"]].values.tolist() == [
        ["galat", 2, "realisasi", "=40+45"],
        ["galat", 9, "realisasi", "=D2*2"],
    ]
    assert "Excel" in rumus["tindakan"].iloc[0]
    assert data.tabel["realisasi"]["realisasi"].isna().iloc[0]


def test_hasil_rumus_yang_tersimpan_dipakai(periksa: Callable[[bytes], list[list[str]]]) -> None:
    rumus = b'<row r="6"><c r="D6"><f>1+1</f><v>2</v></c><c r="E6" t="str"><f>""</f><v></v></c></row>'
    kode = [satu for _, satu in periksa(ganti_bagian(buku(), {LEMBAR: sisipkan(rumus)}))]
    assert "rumus_tanpa_hasil" not in kode
    assert "wajib_kosong" in kode


def test_buku_kerja_ooxml_strict_tetap_diperiksa() -> None:
    lama = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    baru = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    strict = ganti_bagian(
        buku(),
        {
            "xl/workbook.xml": lambda satu: satu.replace(lama, baru),
            LEMBAR: sisipkan(b'<row r="9"><c r="A9"><f>1</f></c></row>'),
        },
    )
    assert BukuKerja.buka(strict).baca("realisasi").iat[8, 0] == "=1"


@pytest.mark.parametrize(
    ("xml", "biasa"),
    [
        (b'<c r="A1"><v>1</v></c><c r="B1" s="1" t="s"><v>2</v></c><cols/>', True),
        (b'<c r="A1" s="7"><v>1</v></c>', False),
        (b'<c r="A1" s="0"><v>1</v></c>', True),
        (b"<c r='A1'><v>1</v></c>", False),
        (b'<c s="1" r="A1"><v>1</v></c>', False),
        (b'<c r="A1" r="XFD1048576"><v>1</v></c>', False),
        (b'<c r="A1" cm="1"><v>1</v></c>', False),
        (b"<c><v>1</v></c>", False),
        (b'<x:c r="A1"><v>1</v></x:c>', False),
        (b'<c r="A1" t = "e"><v>#N/A</v></c>', False),
        (b'<c r="A1"><f/></c>', False),
        (b'<c r="A1"><x:f\n>1</x:f></c>', False),
        (b'<c r="ABC1"><v>1</v></c>', False),
        (b'<c r="SF999999"/>', False),
        ('<c r="A1"/>'.encode("utf-16"), False),
        (b"<c" + b" " * 3 * 2**20 + b'r="A1"/>', False),
    ],
)
@pytest.mark.parametrize("panjang", [3, 7, 2**20])
def test_lembar_biasa_hanya_bila_tidak_ada_yang_perlu_dilihat(xml: bytes, biasa: bool, panjang: int) -> None:
    if len(xml) > 2**20 > panjang:
        return
    potongan = [xml[di : di + panjang] for di in range(0, len(xml), panjang)]
    assert lembar_biasa(potongan, frozenset({7}), BATAS_SEL, BATAS_KOLOM) is biasa


def test_lembar_yang_bagiannya_hilang_dilaporkan() -> None:
    kaitan = "xl/_rels/workbook.xml.rels"
    tanpa = ganti_bagian(buku(), {kaitan: lambda satu: satu.replace(b"sheet1.xml", b"sheet9.xml")})
    with pytest.raises(GalatUrai) as galat:
        BukuKerja.buka(tanpa).baca("realisasi")
    assert galat.value.kode == "berkas_rusak"
