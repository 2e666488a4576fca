"""Applying PP 94/2021: the sanction named for unexcused absence."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from penilaian.aturan.buku import Aturan
from penilaian.aturan.penerapan.daftar import Masukan, bilangan, menerapkan
from penilaian.aturan.rumus import pp_94_2021


@menerapkan("pp-94-2021/hukuman_tidak_masuk", "hari_kumulatif", "hari_berturut")
def _hukuman_tidak_masuk(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    hasil = pp_94_2021.disiplin(
        bilangan(masukan, "hari_kumulatif"),
        bilangan(masukan, "hari_berturut"),
        aturan.nilai(kode),
        aturan.nilai("pp-94-2021/berturut"),
        aturan.nilai("pp-94-2021/akibat"),
    )
    return asdict(hasil)
