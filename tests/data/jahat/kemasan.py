"""Zips that lie, swell, overlap or repeat; XML that expands, reaches outside or nests without end."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from itertools import chain

from .bahan import (
    BUKU,
    GALAT,
    GAYA,
    LEMBAR,
    TEKS,
    Bagian,
    Jahat,
    Sel,
    bagian,
    bertipe,
    buku,
    ganti,
    huruf,
    kemas,
    sebagai,
    sisip,
    xlsx,
)

_RUSAK = {"berkas_rusak": GALAT}
_BESAR = {"buku_kerja_terlalu_besar": GALAT}
_MB = 2**20


def _mentah(ubah: Callable[[bytes], bytes], isi: Callable[[], Bagian] = buku):
    return sebagai("realisasi.xlsx", lambda: ubah(kemas(isi())))


def _potong(bagi: float):
    return _mentah(lambda isi: isi[: int(len(isi) * bagi)])


def _bohong(isi: bytes) -> bytes:
    """The directory says that the texts take ten bytes."""
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        ukuran = arsip.getinfo(TEKS).file_size
    di = isi.rfind(struct.pack("<I", ukuran))
    return isi[:di] + struct.pack("<I", 10) + isi[di + 4 :]


def _bertindih(isi: bytes) -> bytes:
    """Two hundred names for one part of a megabyte."""
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        mulai = arsip.start_dir
    daftar, akhir = isi[mulai : isi.rfind(b"PK\x05\x06")], isi[isi.rfind(b"PK\x05\x06") :]
    di = daftar.index(b"xl/media/a.bin") - 46
    satu = daftar[di : di + 46 + len("xl/media/a.bin")]
    semua = daftar + b"".join(satu.replace(b"a.bin", b"%05d" % urut) for urut in range(400))
    jumlah = struct.unpack_from("<H", akhir, 10)[0] + 400
    kepala = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, jumlah, jumlah, len(semua), mulai, 0)
    return isi[:mulai] + semua + kepala


def _berganda(nama: str) -> bytes:
    isi = buku()
    return kemas(chain(isi.items(), [(nama, isi[LEMBAR].replace(b"90.25", b"99.99"))]))


def _bersandi(isi: bytes) -> bytes:
    """The flag of encryption on every part."""
    hasil = bytearray(isi)
    for tanda, geser in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        di = hasil.find(tanda)
        while di >= 0:
            hasil[di + geser] |= 1
            di = hasil.find(tanda, di + 4)
    return bytes(hasil)


def _tertawa(isi: Bagian, nama: str, dari: bytes, ke: bytes = b"&i;") -> Bagian:
    """A billion laughs in one part."""
    entitas = b"".join(b'<!ENTITY %c "%s">' % (98 + urut, b"&%c;" % (97 + urut) * 10) for urut in range(8))
    dtd = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + entitas + b"]>"
    return ganti(ganti(isi, nama, dari, ke), nama, b"?>\n", b"?>\n" + dtd)


def _luar(isi: Bagian, nama: str, dari: bytes, ke: bytes = b"&i;") -> Bagian:
    """An entity that names a file of the machine."""
    dtd = b'<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/hostname">]>'
    return ganti(ganti(isi, nama, dari, ke), nama, b"?>\n", b"?>\n" + dtd)


_TEMPAT = (
    ("teks", TEKS, b"B-1", b"&i;"), ("sel", LEMBAR, b"90.25", b"&i;"), ("alamat", LEMBAR, b'"D2"', b'"&i;"'),
    ("nama_lembar", BUKU, b'"realisasi"', b'"&i;"'), ("gaya", GAYA, b"<numFmts/>", b"<numFmts>&i;</numFmts>"),
    ("kaitan", "xl/_rels/workbook.xml.rels", b'"rIdT"', b'"&i;"'),
)  # fmt: skip


def _ulang_teks(panjang: int, kali: int) -> Bagian:
    baris = b"".join(b'<row r="%d"><c r="F%d" t="s"><v>0</v></c></row>' % (di, di) for di in range(6, 6 + kali))
    return ganti(sisip(buku(), baris), TEKS, b"nip<", b"A" * panjang + b"<")


def _sel_jauh(alamat: str) -> Bagian:
    baris = "".join(filter(str.isdigit, alamat))
    return sisip(buku(), f'<row r="{baris}"><c r="{alamat}"><v>1</v></c></row>'.encode())


def _selebar(lebar: int, isi: str) -> Bagian:
    sel = "".join(f'<c r="{huruf(di)}1"{isi}' for di in range(7, lebar)).encode()
    return ganti(buku(), LEMBAR, b"</row>", sel + b"</row>")


def _baris_berformat() -> Bagian:
    return sisip(buku(), b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (di, di) for di in range(6, 1_048_577)))


def _bersarang(nama: str, dari: bytes) -> Bagian:
    return ganti(buku(), nama, dari, dari + b"<x>" * 100_000 + b"</x>" * 100_000)


KORPUS = (
    *(Jahat(f"zip_terpotong_{int(bagi * 100)}", _potong(bagi), _RUSAK) for bagi in (0.02, 0.3, 0.6, 0.9, 0.99)),
    Jahat("zip_tanpa_akhir", _mentah(lambda isi: isi[:-22]), _RUSAK),
    Jahat("zip_bohong_ukuran", _mentah(_bohong, lambda: ganti(buku(), TEKS, b"</sst>", b" " * 4 * _MB + b"</sst>")), _BESAR),
    Jahat("zip_bertindih", _mentah(_bertindih, lambda: buku() | {"xl/media/a.bin": bytes(_MB)}), _BESAR),
    Jahat("zip_dalam_zip", xlsx(lambda: buku() | {"xl/embeddings/a.xlsx": kemas({"a": kemas({"b": bytes(10 * _MB)})})}), {}),
    Jahat("zip_mengembang", xlsx(lambda: buku() | {"xl/media/a.bin": bytes(100 * _MB)}), _BESAR, berat=True),
    Jahat("zip_nama_berkutip", xlsx(lambda: buku() | {'"xl/worksheets/sheet1.xml"': b"x", "xl/'a'.xml": b"x"}), {}),
    Jahat("zip_nama_ke_atas", xlsx(lambda: buku() | {"../../../../tmp/jahat.txt": b"x", "C:\\a.txt": b"x"}), {}),
    Jahat("zip_bagian_ganda", sebagai("realisasi.xlsx", lambda: _berganda(LEMBAR)), _RUSAK),
    Jahat("zip_bagian_ganda_huruf", sebagai("realisasi.xlsx", lambda: _berganda("XL/worksheets/Sheet1.XML")), _RUSAK),
    Jahat("zip_bagian_ganda_garis_miring", sebagai("realisasi.xlsx", lambda: _berganda("xl\\worksheets\\sheet1.xml")), _RUSAK),
    Jahat("zip_dua_daftar", _mentah(lambda isi: isi + isi[-22:]), _RUSAK),
    Jahat("zip_dalam_komentar", _mentah(lambda isi: isi[:-2] + struct.pack("<H", 22) + isi[-22:]), _RUSAK),
    Jahat("zip_diawali_sampah", _mentah(lambda isi: b"#!/bin/sh\n" + isi), {}),
    Jahat("zip_diakhiri_sampah", _mentah(lambda isi: isi + b"\x00" * 70_000), _RUSAK),
    Jahat("zip_bersandi", _mentah(_bersandi), _RUSAK),
    Jahat("zip_bzip2", sebagai("realisasi.xlsx", lambda: kemas(buku(), zipfile.ZIP_BZIP2)), _RUSAK),
    Jahat("zip_lzma", sebagai("realisasi.xlsx", lambda: kemas(buku(), zipfile.ZIP_LZMA)), _RUSAK),
    Jahat("zip_tanpa_mampat", sebagai("realisasi.xlsx", lambda: kemas(buku(), zipfile.ZIP_STORED)), {}),
    Jahat("zip_hampa", sebagai("realisasi.xlsx", lambda: kemas({})), _RUSAK),
    Jahat("zip_bukan_buku", sebagai("realisasi.xlsx", lambda: kemas({"a.txt": b"x"})), _RUSAK),
    Jahat("zip_ribuan_bagian", xlsx(lambda: buku() | {f"x/{di}": b"" for di in range(20_000)}), _BESAR),
    *(Jahat(f"tanpa_{nama.rpartition('/')[2]}", xlsx(lambda nama=nama: {k: v for k, v in buku().items() if k != nama}), _RUSAK) for nama in (BUKU, LEMBAR, TEKS, "_rels/.rels", "xl/_rels/workbook.xml.rels")),
    Jahat("tanpa_styles.xml", xlsx(lambda: {k: v for k, v in buku().items() if k != GAYA}), {}),
    *(Jahat(f"miliaran_tawa_{nama}", xlsx(lambda di=di: _tertawa(buku(), *di)), _RUSAK) for nama, *di in _TEMPAT),
    *(Jahat(f"entitas_luar_{nama}", xlsx(lambda di=di: _luar(buku(), *di)), _RUSAK) for nama, *di in _TEMPAT),
    Jahat("entitas_tak_dikenal", xlsx(lambda: ganti(buku(), LEMBAR, b"90.25", b"&x;")), _RUSAK),
    Jahat("nilai_bawaan_dtd", xlsx(lambda: ganti(buku(), LEMBAR, b"?>\n", b'?>\n<!DOCTYPE x [<!ATTLIST c t CDATA "e">]>')), _RUSAK),
    Jahat("xml_utf16", xlsx(lambda: buku() | {LEMBAR: buku()[LEMBAR].decode().replace("UTF-8", "UTF-16").encode("utf-16")}), _RUSAK),
    Jahat("xml_surogat", xlsx(lambda: ganti(buku(), TEKS, b"B-1", b"&#xD800;")), _RUSAK),
    Jahat("xml_karakter_nol", xlsx(lambda: ganti(buku(), TEKS, b"B-1", b"&#0;")), _RUSAK),
    Jahat("xml_bukan_utf8", xlsx(lambda: ganti(buku(), TEKS, b"B-1", b"\xff\xfe")), _RUSAK),
    *(Jahat(f"xml_terpotong_{nama.rpartition('/')[2]}", xlsx(lambda nama=nama: buku() | {nama: buku()[nama][:-40]}), _RUSAK) for nama in (BUKU, GAYA, TEKS)),
    Jahat("lembar_terpotong", xlsx(lambda: buku() | {LEMBAR: buku()[LEMBAR][:-200]}), _RUSAK),
    Jahat("xml_bersarang_lembar", xlsx(lambda: _bersarang(LEMBAR, b"<sheetData>")), {}),
    Jahat("xml_bersarang_gaya", xlsx(lambda: _bersarang(GAYA, b"<numFmts/>")), {}),
    Jahat("gaya_raksasa", xlsx(lambda: buku("<xf/>" * 3_000_000)), _BESAR, berat=True),
    Jahat("gaya_banyak", xlsx(lambda: buku("<xf/>" * 64_000)), {}),
    Jahat("gaya_bukan_angka", xlsx(lambda: buku('<xf numFmtId="x"/>')), _RUSAK),
    Jahat("teks_bersama_raksasa", xlsx(lambda: _ulang_teks(15 * _MB, 200)), _BESAR, berat=True),
    Jahat("teks_bersama_berulang", xlsx(lambda: _ulang_teks(30_000, 100_000)), _BESAR, berat=True),
    Jahat("sejuta_baris_berformat", xlsx(_baris_berformat), {}, berat=True),
    Jahat("sel_terjauh", xlsx(lambda: _sel_jauh("XFD1048576")), _BESAR, berat=True),
    Jahat("sel_di_luar_excel", xlsx(lambda: _sel_jauh("ZZZ9999999")), _BESAR, berat=True),
    Jahat("sel_beralamat_ganda", xlsx(lambda: ganti(buku(), LEMBAR, b'<c r="A1"', b'<c r="A1" r="XFD1048576"')), _RUSAK, berat=True),
    Jahat("sel_bernama_salah", xlsx(lambda: ganti(buku(), LEMBAR, b'"D2"', b'"2D"')), _RUSAK),
    Jahat("sel_baris_nol", xlsx(lambda: ganti(buku(), LEMBAR, b'"D2"', b'"D0"')), _RUSAK),
    Jahat("enam_belas_ribu_kolom", xlsx(lambda: _selebar(16_384, "><v>1</v></c>")), _BESAR),
    Jahat("enam_belas_ribu_kolom_kosong", xlsx(lambda: _selebar(16_384, ' s="0"/>')), {}),
    Jahat("ribuan_lembar", xlsx(lambda: bagian({"realisasi": bertipe("realisasi")} | {f"L{di}": [] for di in range(1_000)})), _BESAR),
    Jahat("kaitan_ke_luar", xlsx(lambda: ganti(buku(), "xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml", b"../../../../etc/passwd")), _RUSAK),
    Jahat("kaitan_ke_jaringan", xlsx(lambda: ganti(buku(), "xl/_rels/workbook.xml.rels", b'"worksheets/sheet1.xml"', b'"http://127.0.0.1/a.xml" TargetMode="External"')), _RUSAK),
    Jahat("dua_sifat_buku", xlsx(lambda: ganti(buku(), BUKU, b"<workbookPr/>", b'<workbookPr/><workbookPr date1904="1"/>')), _RUSAK),
    Jahat("teks_langsung_panjang", xlsx(lambda: buku(E2=Sel(f' t="inlineStr"><is><t>{"a" * 40_000}</t></is>'))), {}),
)  # fmt: skip
