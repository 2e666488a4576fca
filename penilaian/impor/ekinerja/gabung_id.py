"""Sheets of one workbook joined on ``id``: who somebody is may stand on one sheet only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from penilaian.bahasa import daftar_kata
from penilaian.data.temuan import Temuan
from penilaian.impor.bacaan import Petakan
from penilaian.impor.ekinerja.isian import Isian
from penilaian.impor.ekinerja.medan import Medan, tempat
from penilaian.impor.ekinerja.nilai import id_teks

_Arti = Mapping[str, list[object]]
"""Id → the different values the other sheets give it."""


def lengkapi(
    isian: Isian, lain: Sequence[Isian], identitas: Sequence[Medan]
) -> tuple[Isian, list[Temuan], list[Petakan]]:
    """The rows with the identity fields their sheet lacks; rows whose id is not clear elsewhere are left out."""
    hilang = [satu for satu in identitas if not isian.ada(satu.nama) and any(itu.ada(satu.nama) for itu in lain)]
    if not hilang:
        return isian, [], []
    arti = {satu.nama: _kumpulkan(satu.nama, [itu for itu in lain if itu.ada(satu.nama)]) for satu in hilang}
    kunci = [id_teks(satu) for satu in isian.isi("id")]
    beda = [[nama for nama in arti if len(arti[nama].get(satu or "", [])) > 1] for satu in kunci]
    tiada = ["nip" in arti and (satu or "") not in arti["nip"] for satu in kunci]
    temuan = [_ambigu(isian, posisi, satu) for posisi, satu in enumerate(beda) if satu]
    temuan += [_tidak_ada(isian, posisi) for posisi, satu in enumerate(tiada) if satu]
    for nama, satu in arti.items():
        isian = isian.tambah(nama, [(satu.get(itu or "") or [None])[0] for itu in kunci])
    baik = [not satu and not itu for satu, itu in zip(beda, tiada, strict=True)]
    peta = [
        Petakan(tempat(satu.asal, satu.judul[medan.nama]), *ke, f"melalui id, untuk lembar {isian.asal.lembar}")
        for medan in hilang
        for satu in lain
        if satu.ada(medan.nama)
        for ke in medan.ke
    ]
    return isian.ambil(np.array(baik, dtype=bool)), temuan, peta


def _kumpulkan(medan: str, lain: Sequence[Isian]) -> _Arti:
    arti: dict[str, list[object]] = {}
    for satu in lain:
        for kunci, nilai in zip(satu.isi("id"), satu.isi(medan), strict=True):
            teks = id_teks(kunci)
            if teks is not None and nilai is not None and nilai not in arti.setdefault(teks, []):
                arti[teks].append(nilai)
    return arti


def _ambigu(isian: Isian, posisi: int, medan: Sequence[str]) -> Temuan:
    return isian.temuan(
        "galat",
        "identitas_ambigu",
        f"Lembar lain memberi id ini isi yang berbeda untuk {daftar_kata(list(medan))}; baris ini tidak dibaca",
        "unduh laporan yang memuat kolom itu di setiap lembar, atau pakai ekspor JSON",
        posisi=posisi,
        nilai=isian.frame["id"].iat[posisi],
    )


def _tidak_ada(isian: Isian, posisi: int) -> Temuan:
    return isian.temuan(
        "galat",
        "id_tidak_ditemukan",
        "NIP untuk id ini tidak ada di lembar mana pun; baris ini tidak dibaca",
        "unduh ulang laporan lengkap dari e-Kinerja",
        posisi=posisi,
        nilai=isian.frame["id"].iat[posisi],
    )
