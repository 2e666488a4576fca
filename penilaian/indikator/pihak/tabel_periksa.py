"""What an answer must be to count: checks row by row, of one person's answers together, and against what was asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from penilaian.bahasa import angka
from penilaian.indikator.pihak.angket import POLA_PESERTA
from penilaian.indikator.pihak.perangkat import ANGGARAN, CARA, PASANGAN, PIHAK, PILIHAN_SUARA, SUARA, Perangkat
from penilaian.indikator.pihak.skala import TERTINGGI
from penilaian.indikator.pihak.susunan import POIN
from penilaian.pribadi.samaran import memuat_nip

_ORANG = ["pihak", "peserta"]
_SET = [*_ORANG, "perangkat", "cara"]


def kelompok(data: pd.DataFrame, kolom: Sequence[str]) -> list[tuple[tuple[str, ...], pd.DataFrame]]:
    """The rows by several columns of text, in order of first appearance."""
    return [(tuple(map(str, kunci)), isi) for kunci, isi in data.groupby(list(kolom), sort=False)]


def temuan_baris(data: pd.DataFrame) -> list[str]:
    """What is wrong with single rows."""
    baris = data.astype(object).where(data.notna(), None).to_dict("records")
    return [f"baris {angka(nomor)}: {sebab}" for nomor, satu in enumerate(baris, start=1) for sebab in _sebab(satu)]


def _sebab(satu: Mapping[Any, Any]) -> Iterator[str]:
    if satu["pihak"] not in PIHAK:
        yield f"pihak {satu['pihak']} tidak dikenal"
    if not POLA_PESERTA.fullmatch(satu["peserta"] or ""):
        yield "peserta bukan nomor P01 sampai P999"
    if not satu["perangkat"] or not satu["butir"]:
        yield "perangkat atau butir kosong"
    if satu["cara"] not in CARA:
        yield f"cara {satu['cara']} tidak dikenal"
        return
    yield from _sebab_cara(satu)
    if any(memuat_nip(satu[kolom] or "") for kolom in ("catatan", "usulan")):
        yield "catatan atau usulan memuat NIP"


def _sebab_cara(satu: Mapping[Any, Any]) -> Iterator[str]:
    cara, nilai = satu["cara"], satu["nilai"]
    if (cara == PASANGAN) != (satu["banding"] is not None) or satu["banding"] == satu["butir"]:
        yield "banding harus butir lain pada pasangan, dan kosong pada cara lain"
    if cara == SUARA:
        if nilai is not None or satu["suara"] not in PILIHAN_SUARA:
            yield f"suara harus {', '.join(PILIHAN_SUARA)}, tanpa nilai"
        return
    bawah, atas = (1, TERTINGGI) if cara == PASANGAN else (0, POIN)
    if nilai is None or not bawah <= nilai <= atas or nilai != int(nilai):
        yield f"nilai {cara} harus bilangan bulat {bawah} sampai {atas}"
    if any(satu[kolom] is not None for kolom in ("suara", "catatan", "usulan")):
        yield "suara, catatan, dan usulan hanya untuk cara suara"


def temuan_kelompok(data: pd.DataFrame) -> list[str]:
    """What is wrong between rows: the same thing answered twice (in either direction), points that are not a hundred."""
    dua = data[["butir", "banding"]].fillna("")
    kunci = data[_SET].assign(
        satu=dua.min(axis=1) if len(dua) else dua["butir"], lain=dua.max(axis=1) if len(dua) else dua["butir"]
    )
    ganda = data.index[kunci.duplicated(keep="first")]
    temuan = [f"baris {angka(nomor + 1)}: butir ini sudah dijawab oleh peserta yang sama" for nomor in ganda]
    for (*orang, perangkat), isi in kelompok(data[data["cara"] == ANGGARAN], [*_ORANG, "perangkat"]):
        if (jumlah := isi["nilai"].sum()) != POIN:
            temuan.append(f"{_sebut(orang)}, {perangkat}: poin berjumlah {angka(jumlah)}, harus {POIN}")
    return temuan


def temuan_perangkat(data: pd.DataFrame, perangkat: Sequence[Perangkat]) -> list[str]:
    """What was never asked in this agency and period, and points that leave out a thing."""
    ada = {satu.kode: satu for satu in perangkat}
    temuan = []
    for (*orang, kode, cara), isi in kelompok(data, _SET):
        if kode not in ada or cara not in ada[kode].cara:
            temuan.append(f"{_sebut(orang)}: perangkat {kode} tidak dimintakan {CARA[cara]} di sini")
            continue
        semua = ada[kode].daftar_kode
        asing = sorted((set(isi["butir"]) | set(isi["banding"].dropna())) - set(semua))
        temuan += [f"{_sebut(orang)}, {kode}: butir {satu} tidak ada di angket ini" for satu in asing]
        if cara == ANGGARAN and not asing and len(isi) < len(semua):
            temuan.append(f"{_sebut(orang)}, {kode}: poin tidak diberikan untuk setiap butir")
    return temuan


def _sebut(orang: Sequence[str]) -> str:
    return f"{PIHAK[orang[0]].lower()} {orang[1]}"
