"""Files as the sheets a person sees, cell by cell: to show findings where they are."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from penilaian.data.buku_kerja import BukuKerja
from penilaian.data.parquet import kolom_parquet
from penilaian.data.uraian import GalatUrai

_SEBAB = (csv.Error, OSError, ValueError, TypeError, LookupError, RecursionError, GalatUrai)


@dataclass(frozen=True, eq=False)
class LembarAsal:
    """One sheet. ``sel`` has row and column labels from 0; a finding's row ``baris`` is the row ``baris + geser`` of it."""

    berkas: str
    lembar: str | None
    sel: pd.DataFrame
    geser: int


def lembar_asal(berkas: str, isi: bytes) -> list[LembarAsal]:
    """The sheets of a file; none where it cannot be shown as cells."""
    pembaca = {".xlsx": _dari_xlsx, ".csv": _dari_csv, ".parquet": _dari_parquet, ".json": _dari_json}
    baca = pembaca.get(Path(berkas).suffix.lower())
    try:
        return baca(berkas, isi) if baca is not None else []
    except _SEBAB:
        return []


def _dari_xlsx(berkas: str, isi: bytes) -> list[LembarAsal]:
    buku = BukuKerja.buka(isi)
    return [LembarAsal(berkas, lembar, buku.baca(lembar), -1) for lembar in buku.lembar]


def _dari_csv(berkas: str, isi: bytes) -> list[LembarAsal]:
    teks = isi.decode("utf-8-sig", errors="replace")
    garis = next((satu for satu in teks.splitlines() if satu.strip()), "")
    pemisah = max(",;\t", key=garis.count)
    pembaca = csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah)
    baris: dict[int, list[str]] = {}
    mulai = 0
    for satu in pembaca:
        baris[mulai] = satu
        mulai = pembaca.line_num
    lebar = max(map(len, baris.values()), default=0)
    isi_baris = [satu + [""] * (lebar - len(satu)) for satu in baris.values()]
    return [LembarAsal(berkas, None, pd.DataFrame(isi_baris, index=list(baris), dtype=object), -1)]


def _dari_parquet(berkas: str, isi: bytes) -> list[LembarAsal]:
    nama, kolom = kolom_parquet(isi)
    frame = pd.DataFrame(dict(enumerate(kolom)))
    return [LembarAsal(berkas, None, _dengan_kepala(nama, frame), 0)]


def _dari_json(berkas: str, isi: bytes) -> list[LembarAsal]:
    dokumen: Any = json.loads(isi.decode("utf-8-sig"))
    data: list[Any] = dokumen["data"] if isinstance(dokumen, dict) else dokumen
    catatan = [satu if isinstance(satu, dict) else {} for satu in data]
    kolom = list(dict.fromkeys(nama for satu in catatan for nama in satu))
    frame = pd.DataFrame([[_polos(satu.get(nama)) for nama in kolom] for satu in catatan], dtype=object)
    return [LembarAsal(berkas, None, _dengan_kepala(kolom, frame), 0)]


def _polos(nilai: Any) -> Any:
    return json.dumps(nilai, ensure_ascii=False) if isinstance(nilai, dict | list) else nilai


def _dengan_kepala(kolom: list[str], frame: pd.DataFrame) -> pd.DataFrame:
    isi = frame.astype(object).set_axis(range(len(kolom)), axis=1)
    kepala = pd.DataFrame([list(kolom)], dtype=object)
    return pd.concat([kepala, isi], ignore_index=True)
