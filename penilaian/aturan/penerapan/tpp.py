"""Applying the local practice of TPP, and the share of it that a predicate pays."""

from __future__ import annotations

from typing import Any

from penilaian.aturan.buku import Aturan
from penilaian.aturan.penerapan.daftar import Masukan, bilangan, kode_sah, menerapkan
from penilaian.aturan.rumus import tpp as rumus

KOMPONEN = "tpp/komponen"


@menerapkan(KOMPONEN, "dasar", "produktivitas", "disiplin")
def _tpp(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    dasar, produktivitas, disiplin = (bilangan(masukan, nama) for nama in ("dasar", "produktivitas", "disiplin"))
    return {"tpp": rumus.tpp(dasar, produktivitas, disiplin, aturan.nilai(kode))}


@menerapkan("tpp/potongan", "kejadian")
def _potongan(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    tabel, kejadian = aturan.nilai(kode), {nama: bilangan(masukan["kejadian"], nama) for nama in masukan["kejadian"]}
    return {"potongan": rumus.potongan(kejadian, tabel), "disiplin": rumus.pangsa_disiplin(kejadian, tabel)}


@menerapkan("kebijakan/tpp_palu", "dasar", "predikat", "disiplin")
def _tpp_palu(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    tabel = aturan.nilai(kode)
    produktivitas = rumus.produktivitas_predikat(kode_sah("predikat", masukan["predikat"], tabel.baris), tabel)
    dasar, disiplin = bilangan(masukan, "dasar"), bilangan(masukan, "disiplin")
    nilai = rumus.tpp(dasar, produktivitas, disiplin, aturan.nilai(KOMPONEN))
    return {"produktivitas": produktivitas, "tpp": nilai}
