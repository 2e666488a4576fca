"""The rules' codes as readers see them, for the period of one meeting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from penilaian.aturan import Aturan, muat_buku
from penilaian.nilai.kolom import KUADRAN, PREDIKAT
from penilaian.nilai.kolom_indikator import RATING
from penilaian.periode import Periode

BELUM = "Belum ditetapkan"
PERHATIAN_PENDEK = {
    "beda_usulan": "Beda dari usulan",
    "tanpa_alasan": "Tanpa alasan",
    "bisa_naik": "Selangkah naik",
    "bisa_turun": "Selangkah turun",
    "tinjau": "Usulan belum pasti",
    "sementara": "Data belum lengkap",
    "belum_ditetapkan": "Belum ditetapkan",
}
"""Short forms of `penilaian.rapat.cuplikan.PERHATIAN`, for lists."""


@dataclass(frozen=True)
class Sel:
    """A cell of the quadrant: two ratings and the predicate they give, all by code and name."""

    hasil_kerja: str
    perilaku_kerja: str
    predikat: str
    label: str

    @property
    def nilai(self) -> str:
        """What a form sends for this cell."""
        return f"{self.hasil_kerja}:{self.perilaku_kerja}"


@dataclass(frozen=True)
class Sebutan:
    """Names of ratings and predicates, best first, and the quadrant that ties them."""

    aturan: Aturan
    rating: Mapping[str, str]
    predikat: Mapping[str, str]

    def nama_rating(self, kode: str | None) -> str:
        return self.rating[kode] if kode else BELUM

    def nama_predikat(self, kode: str | None) -> str:
        return self.predikat[kode] if kode else BELUM

    def uraikan(self, rating: Mapping[str, str | None]) -> str:
        """Two ratings and their predicate in one line."""
        hasil, perilaku = (self.nama_rating(rating[nama]).lower() for nama in ("hasil_kerja", "perilaku_kerja"))
        return f"{self.nama_predikat(rating['predikat'])} (hasil kerja {hasil}, perilaku kerja {perilaku})"

    def kuadran(self) -> list[tuple[str, list[Sel]]]:
        """Rows of the quadrant by the rating of results, columns by that of behaviour, both best first."""
        isi = self.aturan.nilai(KUADRAN).sel
        return [
            (self.pendek(baris), [self._sel(baris, kolom, isi[baris][kolom]) for kolom in self.rating])
            for baris in self.rating
        ]

    def pendek(self, kode: str) -> str:
        """A rating's name without the word that all of them share."""
        return self.rating[kode].removesuffix(" ekspektasi")

    def sitasi_kuadran(self) -> str:
        return str(self.aturan.masa(KUADRAN).sitasi)

    def _sel(self, hasil: str, perilaku: str, predikat: str) -> Sel:
        label = f"hasil kerja {self.rating[hasil].lower()}, perilaku kerja {self.rating[perilaku].lower()}: predikat {self.predikat[predikat]}"
        return Sel(hasil, perilaku, predikat, label)


@cache
def sebutan(periode: str) -> Sebutan:
    """The names on the last day of a period."""
    aturan = muat_buku().pada(Periode.urai(periode).akhir)
    rating, predikat = (dict(reversed(aturan.nilai(kode).nama.items())) for kode in (RATING, PREDIKAT))
    return Sebutan(aturan, rating, predikat)
