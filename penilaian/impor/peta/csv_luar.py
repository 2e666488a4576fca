"""CSV of other systems: the separator under which the header names the mapped columns, rows with their line numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from penilaian.data.catatan_csv import uraikan_csv
from penilaian.data.temuan import Temuan
from penilaian.data.uraian import Dialek, GalatUrai

_PEMISAH: dict[str, Dialek] = {",": "titik", ";": "koma", "\t": "koma"}


@dataclass(frozen=True)
class IsiCsv:
    frame: pd.DataFrame
    baris: np.ndarray
    dialek: Dialek
    temuan: tuple[Temuan, ...]


def baca_csv(nama: str, isi: bytes, perlu: Sequence[str]) -> IsiCsv:
    """All text; rows with another number of fields than the header are findings.

    Raises:
        GalatUrai: no UTF-8, no orderly CSV, or empty.
    """
    teks = _dekode(isi)
    pemisah = _pilih_pemisah(teks, perlu)
    catatan = uraikan_csv(teks, pemisah)
    if not catatan:
        raise GalatUrai("berkas_kosong", "Tidak ada judul kolom maupun data", tindakan="ekspor ulang dari sistem asal")
    kepala = [isian.strip() for isian in catatan[0][1]]
    lebar = len(kepala)
    baik = [(di, satu) for di, satu in catatan[1:] if len(satu) == lebar or not any(map(str.strip, satu[lebar:]))]
    baik = [(di, satu) for di, satu in baik if len(satu) >= lebar]
    terbaca = {di for di, _ in baik}
    temuan = [_jumlah_isian(nama, di, satu, lebar) for di, satu in catatan[1:] if di not in terbaca]
    kolom = {urut: pd.Series([satu[urut] for _, satu in baik], dtype="str") for urut in range(lebar)}
    frame = pd.DataFrame(kolom, index=pd.RangeIndex(len(baik))).set_axis(kepala, axis=1)
    return IsiCsv(frame, np.array([di for di, _ in baik], dtype="int64"), _PEMISAH[pemisah], tuple(temuan))


def _dekode(isi: bytes) -> str:
    try:
        if b"\x00" not in isi:
            return isi.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    raise GalatUrai(
        "enkode_bukan_utf8",
        "Enkode berkas bukan UTF-8",
        tindakan="di Excel pilih Simpan Sebagai, lalu jenis “CSV UTF-8”",
    )


def _pilih_pemisah(teks: str, perlu: Sequence[str]) -> str:
    garis = next((satu for satu in teks.splitlines() if satu.strip()), "")
    dicari = {satu.casefold() for satu in perlu}

    def dikenal(pemisah: str) -> tuple[int, int]:
        isian = [satu.strip().strip('"').strip().casefold() for satu in garis.split(pemisah)]
        return sum(satu in dicari for satu in isian), len(isian)

    return max(_PEMISAH, key=dikenal)


def _jumlah_isian(nama: str, di: int, isi: list[str], lebar: int) -> Temuan:
    return Temuan(
        "galat",
        "jumlah_isian_beda",
        f"Baris berisi {len(isi)} isian, padahal judulnya {lebar} kolom; baris ini tidak dibaca",
        "beri tanda kutip pada isian yang memuat pemisah (misalnya koma desimal), atau ekspor ulang",
        berkas=nama,
        baris=di,
        nilai=" | ".join(isi)[:200],
    )
