"""Achievements written as text, as forms have them: read where that is safe, kept as text and reported where not."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from penilaian.data.target import baca_tertulis, tulis_target
from penilaian.data.temuan import Pesan, Temuan
from penilaian.data.ubah import TabelBaca, posisi_benar
from penilaian.data.uraian import Target


def isi_realisasi(realisasi: TabelBaca, satuan: pd.Series) -> tuple[TabelBaca, list[Temuan]]:
    """Fill ``realisasi`` from ``teks_realisasi`` where it is empty and the text is one number in the indicator's unit.

    ``satuan`` is the unit of each row's indicator.
    """
    frame = realisasi.frame
    kosong = (frame["realisasi"].isna() & realisasi.terbaca("realisasi")).to_numpy()
    angka = frame["realisasi"].to_numpy(dtype="float64", copy=True)
    teks_baris, satuan_baris = frame["teks_realisasi"].tolist(), satuan.tolist()
    temuan = []
    for posisi in posisi_benar(frame["teks_realisasi"].notna()):
        teks = teks_baris[posisi]
        target, alasan = baca_tertulis(teks, satuan_baris[posisi])
        if target is not None and not target.tunggal:
            alasan = "berupa rentang, padahal yang dicapai satu angka"
        pesan: Pesan | None = None
        if target is None or alasan is not None:
            pesan = _tak_terurai(alasan or "") if kosong[posisi] else None
        elif kosong[posisi]:
            angka[posisi] = float(target.bawah)
            pesan = _dibaca(target)
        elif angka[posisi] != float(target.bawah):
            pesan = _beda_teks(target)
        if pesan is not None:
            temuan.append(realisasi.asal.temuan(*pesan, posisi=posisi, kolom="teks_realisasi", nilai=teks))
    return replace(realisasi, frame=frame.assign(realisasi=angka)), temuan


def _dibaca(target: Target) -> Pesan:
    return Pesan(
        "catatan",
        "realisasi_diurai",
        f"Realisasi tertulis dibaca sebagai {tulis_target(target)}",
        "bila keliru, isi kolom realisasi dengan angka",
    )


def _tak_terurai(alasan: str) -> Pesan:
    return Pesan(
        "peringatan",
        "realisasi_tidak_terurai",
        f"Realisasi tertulis tidak dapat dibaca sebagai satu angka dengan pasti: {alasan}; disimpan sebagai teks saja",
        "isi kolom realisasi dengan angka, dalam satuan indikatornya",
    )


def _beda_teks(target: Target) -> Pesan:
    return Pesan(
        "peringatan",
        "realisasi_beda_dari_teks",
        f"Realisasi tertulis berarti {tulis_target(target)}, berbeda dari kolom angkanya; kolom angka yang dipakai",
        "samakan teks dan angkanya",
    )
