"""The pattern by which predicates are expected to spread over the employees of an organisation."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, model_validator

from penilaian.aturan.bentuk.dasar import Ketat, KodeDaftar, Pecahan, Tuas

Pangsa = Annotated[Pecahan, Field(ge=0, le=1)]


class ButirPola(Ketat):
    """One expectation. ``predikat`` are taken together; a share is of all employees who have a predicate.

    ``maks`` and ``min``: at most, at least the share. ``lebih_dari``: more than the
    share. ``wajib_ada``: at least one. ``tidak_boleh``: none.
    """

    jenis: Literal["maks", "min", "lebih_dari", "wajib_ada", "tidak_boleh"]
    predikat: tuple[str, ...] = Field(min_length=1)
    pangsa: Pangsa | None = None
    asal: Literal["peraturan", "kebijakan_lokal"] = "peraturan"

    @model_validator(mode="after")
    def _pangsa_bila_perlu(self) -> ButirPola:
        if (self.pangsa is None) != (self.jenis in {"wajib_ada", "tidak_boleh"}):
            raise ValueError("pangsa ditulis pada maks, min, dan lebih_dari, dan hanya di sana")
        return self


class PolaDistribusi(Ketat):
    """Expectations by the organisation's predicate; deviations are warnings, never corrections."""

    bentuk: Literal["pola"] = "pola"
    organisasi: str
    predikat: str
    pola: dict[str, tuple[ButirPola, ...]] = Field(min_length=1)

    def tuas(self, _kode: KodeDaftar) -> Mapping[str, Tuas]:
        return {
            f"{organisasi}.{butir.jenis}.{'_atau_'.join(butir.predikat)}": Tuas(
                (("pola", organisasi, str(nomor), "pangsa"),),
                butir.pangsa,
                rentang=(Fraction(0), Fraction(1)),
                satuan="pangsa",
                asal=butir.asal,
            )
            for organisasi, isi in self.pola.items()
            for nomor, butir in enumerate(isi)
            if butir.pangsa is not None
        }
