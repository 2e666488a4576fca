"""The table HASIL KERJA of an evaluation form: blocks A. UTAMA and B. TAMBAHAN, an RHK merged over its indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from penilaian.formulir.bentuk import Butir, Formulir
from penilaian.formulir.tulis_kertas import KEPALA, LABEL, SEL, TENGAH, Isian, Kertas
from penilaian.formulir.tulis_susunan import JUDUL_UMPAN_BALIK, Susunan

_TINGGI_BUTIR = 16
_BLOK = {"utama": "A. UTAMA", "tambahan": "B. TAMBAHAN"}


def tulis_hasil_kerja(kertas: Kertas, susunan: Susunan, formulir: Formulir) -> tuple[int, int]:
    """Write the table; the rows of its headings are returned."""
    kertas.tulis(Isian(0, kertas.akhir, "HASIL KERJA", LABEL))
    judul = [
        ("NO", (0, 0)),
        *((kolom.judul, kolom.letak) for kolom in susunan.kolom),
        (JUDUL_UMPAN_BALIK, susunan.umpan_balik),
    ]
    awal = kertas.baris
    kertas.tulis(*(Isian(*letak, teks, KEPALA) for teks, letak in judul))
    kertas.tulis(*(Isian(*letak, f"({nomor})", TENGAH) for nomor, (_, letak) in enumerate(judul, 1)))
    for kategori, nama in _BLOK.items():
        kertas.tulis(Isian(0, kertas.akhir, nama, LABEL))
        butir = [satu for satu in formulir.butir if satu.kategori == kategori]
        for nomor, kelompok in enumerate(_per_rhk(butir, formulir), 1):
            kertas.tulis(*_isian_rhk(susunan, nomor, kelompok), minimum=_TINGGI_BUTIR)
        if not butir:
            kertas.tulis(*(Isian(*letak, None, SEL) for _, letak in judul), minimum=_TINGGI_BUTIR)
    return awal, awal + 1


def _per_rhk(butir: Sequence[Butir], formulir: Formulir) -> list[list[Butir]]:
    """Neighbours of one RHK; on the qualitative form each stands alone, with its own measures of success."""
    if formulir.jenis == "C.1.1":
        return [[satu] for satu in butir]
    return [list(satu) for _, satu in groupby(butir, key=lambda satu: (satu.rhk, satu.rhk_pimpinan))]


def _isian_rhk(susunan: Susunan, nomor: int, butir: Sequence[Butir]) -> Iterator[Isian]:
    sampai = len(butir) - 1
    yield Isian(0, 0, str(nomor), TENGAH, 0, sampai)
    for kolom in susunan.kolom:
        if kolom.per_rhk:
            yield Isian(*kolom.letak, kolom.isi(butir[0]), SEL, 0, sampai)
        else:
            yield from (Isian(*kolom.letak, kolom.isi(satu), SEL, urut, urut) for urut, satu in enumerate(butir))
    mulai = [urut for urut, satu in enumerate(butir) if urut == 0 or satu.umpan_balik is not None]
    for urut, berikut in zip(mulai, [*mulai[1:], len(butir)], strict=True):
        yield Isian(*susunan.umpan_balik, butir[urut].umpan_balik, SEL, urut, berikut - 1)
