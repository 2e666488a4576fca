"""Applying the layout of the NIP."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from penilaian.aturan.buku import Aturan
from penilaian.aturan.penerapan.daftar import Masukan, menerapkan
from penilaian.aturan.rumus.nip import urai_nip


@menerapkan("nip/nip", "nip")
def _nip(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    bagian = asdict(urai_nip(masukan["nip"], aturan.nilai(kode)))
    return {nama: nilai.isoformat() if isinstance(nilai, date) else nilai for nama, nilai in bagian.items()}
