"""The zip around an Excel workbook, opened only once its true size is known to be harmless.

A zip names the size of what it holds, but may lie; a few kilobytes can
hold gigabytes. So its parts are unpacked here in pieces and counted, before
any of them reaches a reader that unpacks it whole.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from penilaian.bahasa import angka
from penilaian.data.uraian import GalatUrai

_MB = 2**20
BATAS_ISI = 300 * _MB
"""All parts together: every table of 50.000 employees in one workbook is about 200 MB of XML."""
BATAS_NISBAH = 200
"""Unpacked to packed: real tables shrink ten to thirty times, sheets of formatted empty cells about a hundred."""
NISBAH_MULAI = 20 * _MB
"""Below this size any ratio is harmless."""
BATAS_JUMLAH = 5_000
"""Parts in a zip: a workbook has some ten, and one or two for each sheet and picture."""
BATAS_TANDA = 2_000_000
"""Tags in a part held as a tree: 64.000 styles with all they may say are below half."""
BATAS_BAGIAN = 32 * _MB
"""One part held as a tree (workbook, relations, styles): even with 64.000 styles it stays below 20 MB."""
_POTONG = 2**16
_KEPALA_LOKAL = 30
_AKHIR_DAFTAR = b"PK\x05\x06"


@dataclass(frozen=True)
class Arsip:
    """The parts of a workbook by lower-case name: Excel, and calamine, do not mind letter case."""

    isi: bytes
    bagian: Mapping[str, zipfile.ZipInfo]

    @classmethod
    def buka(cls, isi: bytes) -> Arsip:
        """Look at the parts without keeping them.

        Raises:
            BadZipFile: no zip, one with two directories or two parts of one name, or no workbook of the .xlsx kind.
            GalatUrai: ``buku_kerja_terlalu_besar``.
        """
        with zipfile.ZipFile(io.BytesIO(isi)) as berkas:
            daftar = berkas.infolist()
            # With a second end of the directory, another reader may see other parts than we do.
            if isi.count(_AKHIR_DAFTAR, berkas.start_dir) != 1:
                raise zipfile.BadZipFile
        bagian = {_nama(satu.filename): satu for satu in daftar}
        lain = {"content.xml", "xl/workbook.bin"} & bagian.keys()
        if len(bagian) != len(daftar) or "xl/workbook.xml" not in bagian or lain:
            raise zipfile.BadZipFile
        arsip = cls(isi, MappingProxyType(bagian))
        if len(daftar) > BATAS_JUMLAH:
            raise _terlalu_besar(f"Buku kerja terdiri dari {angka(len(daftar))} bagian, batasnya {angka(BATAS_JUMLAH)}")
        _periksa_ukuran(sum(satu.file_size for satu in daftar), len(isi))
        for nama in bagian:
            if not nama.startswith("xl/worksheets/"):
                for _ in arsip.alirkan(nama):
                    pass
        return arsip

    def __contains__(self, nama: str) -> bool:
        return _nama(nama) in self.bagian

    def baca(self, nama: str) -> bytes:
        """A part as a whole.

        Raises:
            KeyError: there is none of this name.
            GalatUrai: ``buku_kerja_terlalu_besar``.
        """
        if (ukuran := self.ukuran(nama)) > BATAS_BAGIAN:
            raise _terlalu_besar(
                f"Bagian gaya atau susunan lembar buku kerja berukuran {_mb(ukuran)}, batasnya {_mb(BATAS_BAGIAN)}"
            )
        isi = b"".join(self.alirkan(nama))
        if isi.count(b"<") > BATAS_TANDA:
            raise _terlalu_besar("Bagian gaya atau susunan lembar buku kerja memuat jutaan tanda")
        return isi

    def ukuran(self, nama: str) -> int:
        """The size a part is said to have; it never is larger.

        Raises:
            KeyError: there is none of this name.
        """
        return self.bagian[_nama(nama)].file_size

    def alirkan(self, nama: str) -> Iterator[bytes]:
        """A part in pieces, each at most a megabyte; more than the zip declares is an error.

        Raises:
            KeyError: there is none of this name.
            BadZipFile: it cannot be unpacked.
            GalatUrai: ``buku_kerja_terlalu_besar``.
        """
        butir = self.bagian[_nama(nama)]
        jumlah = 0
        for potong in _urai_bagian(self._mentah(butir), butir.compress_type):
            jumlah += len(potong)
            if jumlah > butir.file_size:
                raise _terlalu_besar("Isi buku kerja lebih besar daripada ukuran yang tertulis di dalamnya")
            yield potong

    def _mentah(self, butir: zipfile.ZipInfo) -> memoryview:
        awal = butir.header_offset
        if self.isi[awal : awal + 4] != b"PK\x03\x04" or len(self.isi) < awal + _KEPALA_LOKAL:
            raise zipfile.BadZipFile
        nama, ekstra = struct.unpack_from("<HH", self.isi, awal + 26)
        mulai = awal + _KEPALA_LOKAL + nama + ekstra
        return memoryview(self.isi)[mulai : mulai + butir.compress_size]


def _nama(nama: str) -> str:
    return nama.replace("\\", "/").lstrip("/").lower()


def _urai_bagian(mentah: memoryview, cara: int) -> Iterator[bytes]:
    masukan = (bytes(mentah[di : di + _POTONG]) for di in range(0, len(mentah), _POTONG))
    if cara == zipfile.ZIP_STORED:
        yield from masukan
        return
    if cara != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile
    pengurai = zlib.decompressobj(-15)
    try:
        for satu in masukan:
            sisa = satu
            while sisa and not pengurai.eof:
                yield pengurai.decompress(sisa, _MB)
                sisa = pengurai.unconsumed_tail
        yield pengurai.flush()
    except zlib.error:
        raise zipfile.BadZipFile from None


def _periksa_ukuran(isi: int, terkemas: int) -> None:
    if isi > BATAS_ISI:
        raise _terlalu_besar(f"Isi buku kerja setelah dibuka {_mb(isi)}, batasnya {_mb(BATAS_ISI)}")
    if isi > NISBAH_MULAI and isi > BATAS_NISBAH * terkemas:
        raise _terlalu_besar(
            f"Buku kerja mengembang menjadi {_mb(isi)}, lebih dari {BATAS_NISBAH} kali ukuran berkasnya; "
            "berkas seperti ini rusak atau sengaja dibuat untuk membebani"
        )


def _mb(ukuran: int) -> str:
    return f"{angka(-(-ukuran // _MB))} MB"


def _terlalu_besar(apa: str) -> GalatUrai:
    return GalatUrai(
        "buku_kerja_terlalu_besar",
        apa,
        tindakan="salin datanya saja ke buku kerja baru, satu berkas untuk satu tabel, atau ekspor sebagai CSV",
    )
