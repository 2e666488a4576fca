"""Where the parts of each evaluation form stand: columns of PermenPANRB 6/2022, Formats C.1.1–C.1.3."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from penilaian.formulir.bentuk import Butir, JenisFormulir
from penilaian.formulir.tulis_sebutan import sebut_kode

Rentang = tuple[int, int]
_UKURAN_KEBERHASILAN = "UKURAN KEBERHASILAN/INDIKATOR KINERJA INDIVIDU, DAN TARGET:"
_PIMPINAN = "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI"
_PEGAWAI = "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL"
JUDUL_REALISASI = "REALISASI BERDASARKAN BUKTI DUKUNG"
JUDUL_UMPAN_BALIK = "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG"


@dataclass(frozen=True)
class Kolom:
    """One numbered column of HASIL KERJA; ``per_rhk`` columns are merged over the indicators of an RHK."""

    judul: str
    letak: Rentang
    isi: Callable[[Butir], str | None]
    per_rhk: bool = False


@dataclass(frozen=True)
class Susunan:
    """The grid of a form in pixels, and the columns of the grid that each part takes."""

    judul: tuple[str, ...]
    lebar: tuple[int, ...]
    kolom: tuple[Kolom, ...]
    """Columns (2) and on; column (1) is NO."""
    umpan_balik: Rentang
    pegawai: tuple[Rentang, Rentang]
    """Label and value; the number before them is in the first column."""
    penilai: tuple[Rentang, Rentang, Rentang]
    """Number, label and value."""
    label: Rentang
    """The labels of ratings and predicates; their values take the rest of the row."""
    perilaku: tuple[Rentang, Rentang, Rentang, Rentang]
    """Value, guides, expectations, feedback."""


def _rhk(butir: Butir) -> str | None:
    return butir.rhk


def _rhk_dan_ukuran(butir: Butir) -> str | None:
    """The qualitative form has its measures of success below the RHK."""
    ukuran = [teks for teks in (butir.iki, butir.target) if teks is not None]
    return "\n".join([butir.rhk, _UKURAN_KEBERHASILAN, *ukuran]) if ukuran else butir.rhk


SUSUNAN: Mapping[JenisFormulir, Susunan] = MappingProxyType(
    {
        "C.1.1": Susunan(
            judul=("PENDEKATAN HASIL KERJA KUALITATIF",),
            lebar=(30, 180, 315, 35, 200, 260),
            kolom=(
                Kolom("RENCANA HASIL KERJA", (1, 2), _rhk_dan_ukuran, per_rhk=True),
                Kolom(JUDUL_REALISASI, (3, 4), lambda butir: butir.realisasi),
            ),
            umpan_balik=(5, 5),
            pegawai=((1, 1), (2, 2)),
            penilai=((3, 3), (4, 4), (5, 5)),
            label=(0, 1),
            perilaku=((1, 1), (2, 3), (4, 4), (5, 5)),
        ),
        "C.1.2": Susunan(
            judul=("PENDEKATAN HASIL KERJA KUANTITATIF", _PIMPINAN),
            lebar=(30, 148, 92, 210, 35, 75, 105, 115, 210),
            kolom=(
                Kolom("RENCANA HASIL KERJA", (1, 2), _rhk, per_rhk=True),
                Kolom("INDIKATOR KINERJA INDIVIDU", (3, 3), lambda butir: butir.iki),
                Kolom("TARGET", (4, 5), lambda butir: butir.target),
                Kolom("PERSPEKTIF", (6, 6), lambda butir: sebut_kode(butir.perspektif)),
                Kolom(JUDUL_REALISASI, (7, 7), lambda butir: butir.realisasi),
            ),
            umpan_balik=(8, 8),
            pegawai=((1, 1), (2, 3)),
            penilai=((4, 4), (5, 6), (7, 8)),
            label=(0, 2),
            perilaku=((1, 1), (2, 5), (6, 7), (8, 8)),
        ),
        "C.1.3": Susunan(
            judul=("PENDEKATAN HASIL KERJA KUANTITATIF", _PEGAWAI),
            lebar=(30, 150, 160, 70, 35, 150, 100, 105, 220),
            kolom=(
                Kolom(
                    "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI",
                    (1, 1),
                    lambda butir: butir.rhk_pimpinan,
                    per_rhk=True,
                ),
                Kolom("RENCANA HASIL KERJA", (2, 2), _rhk, per_rhk=True),
                Kolom("ASPEK", (3, 3), lambda butir: sebut_kode(butir.aspek)),
                Kolom("INDIKATOR KINERJA INDIVIDU", (4, 5), lambda butir: butir.iki),
                Kolom("TARGET", (6, 6), lambda butir: butir.target),
                Kolom(JUDUL_REALISASI, (7, 7), lambda butir: butir.realisasi),
            ),
            umpan_balik=(8, 8),
            pegawai=((1, 1), (2, 3)),
            penilai=((4, 4), (5, 5), (6, 8)),
            label=(0, 2),
            perilaku=((1, 1), (2, 5), (6, 7), (8, 8)),
        ),
    }
)
