"""e-Kinerja's JSON answers: objects under ``data``, or the reason why there are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

from penilaian.data.sebutan import kutip
from penilaian.data.temuan import Asal, Temuan
from penilaian.data.uraian import GalatUrai
from penilaian.impor.bacaan import BerkasMasuk, Petakan
from penilaian.impor.ekinerja.isian import Isian, susun_isian
from penilaian.impor.ekinerja.medan import Medan, cocokkan_medan, lipat_semua
from penilaian.impor.ekinerja.nilai import bersih

Laporan = Literal["periode", "skp", "penilaian"]
_NIP = frozenset({"nip", "pegawai_atasan_nip"})
"""A number in these must stay one, to be refused."""
_CONTOH = 20
_GAGAL = (False, 0, "false", "error", "failed", "gagal")
_PESAN = ("message", "pesan", "error", "msg")
_KATA = re.compile(r"penilaian|skp|periode")
_UNDUH_ULANG = "masuk lagi ke e-Kinerja, lalu unduh ulang"


def daftar_data(berkas: BerkasMasuk) -> list[Any] | None:
    """The list of an answer; None if the JSON is none of e-Kinerja's answers.

    Raises:
        GalatUrai: ``bukan_json``, ``jawaban_galat``, ``data_bukan_daftar``, or the file is broken.
    """
    if berkas.isi.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise GalatUrai("bukan_json", "Isi berkas halaman web (HTML), bukan JSON", tindakan=_UNDUH_ULANG)
    isi = berkas.json
    if not isinstance(isi, dict):
        return isi if isinstance(isi, list) else None
    pesan = next((isi[kunci] for kunci in _PESAN if isinstance(isi.get(kunci), str)), "")
    data = isi.get("data")
    if (isi.get("status") in _GAGAL and "status" in isi) or (data is None and pesan):
        apa = "e-Kinerja menjawab dengan galat" + (f": {kutip(pesan)}" if pesan else "")
        raise GalatUrai("jawaban_galat", apa, mengapa="berkas ini tidak memuat data", tindakan=_UNDUH_ULANG)
    if "data" in isi and not isinstance(data, list):
        raise GalatUrai("data_bukan_daftar", "Isian “data” bukan daftar baris", tindakan=_UNDUH_ULANG)
    return data


def jenis_laporan(berkas: BerkasMasuk) -> Laporan | None:
    """Which report a JSON file is; without any row its name must tell.

    Raises:
        GalatUrai: see :func:`daftar_data`.
    """
    data = daftar_data(berkas) if berkas.akhiran == ".json" else None
    if data is None:
        return None
    if not data:
        return _dari_nama(berkas.nama)
    kunci = lipat_semua([satu for baris in data[:_CONTOH] if isinstance(baris, dict) for satu in baris])
    if "hasilakhir" in kunci:
        return "penilaian"
    if berjudul_skp(kunci):
        return "skp"
    return "periode" if {"id", "periodeawal", "periodeakhir"} <= kunci and "nip" not in kunci else None


def berjudul_skp(kunci: frozenset[str]) -> bool:
    """Whether these headers are those of the SKP report."""
    if "nip" not in kunci or "hasilakhir" in kunci:
        return False
    return "skpstatus" in kunci or ("status" in kunci and any(satu.startswith("skp") for satu in kunci))


def _dari_nama(nama: str) -> Laporan | None:
    kata = set(_KATA.findall(nama.casefold()))
    urutan: tuple[Laporan, ...] = ("penilaian", "skp", "periode")
    return next((satu for satu in urutan if satu in kata), None)


def isian_json(
    berkas: BerkasMasuk, tabel: str, medan: Sequence[Medan]
) -> tuple[Isian | None, list[Temuan], tuple[Petakan, ...]]:
    """The rows of an answer; None with the finding that says why there are none.

    Raises:
        GalatUrai: see :func:`daftar_data`.
    """
    data = daftar_data(berkas) or []
    kosong = Asal(tabel, berkas.nama, None, np.empty(0, dtype="int64"))
    if not data:
        apa = "Laporan tidak berisi satu baris pun"
        return None, [kosong.temuan("peringatan", "data_kosong", apa, "periksa tahun dan periode yang diunduh")], ()
    temuan = [_bukan_objek(kosong, nomor) for nomor, satu in enumerate(data, 1) if not isinstance(satu, dict)]
    objek = [(nomor, satu) for nomor, satu in enumerate(data, 1) if isinstance(satu, dict)]
    judul = list(dict.fromkeys(kunci for _, satu in objek for kunci in satu))
    kepala = cocokkan_medan(judul, medan, kosong, None)
    temuan += kepala.temuan
    if not kepala.terbaca:
        return None, temuan, ()
    asal = Asal(tabel, berkas.nama, None, np.array([nomor for nomor, _ in objek], dtype="int64"))
    kolom = {nama: [_isi(satu.get(judul[urut]), nama) for _, satu in objek] for nama, urut in kepala.posisi.items()}
    return susun_isian(asal, kolom, kepala.judul), temuan, kepala.peta


def _isi(nilai: object, medan: str) -> object:
    """JSON keeps whole numbers exactly, so that they are as good as text, except where text alone is trusted."""
    if isinstance(nilai, int) and not isinstance(nilai, bool) and medan not in _NIP:
        return str(nilai)
    return bersih(nilai)


def _bukan_objek(asal: Asal, nomor: int) -> Temuan:
    apa = "Isi “data” di urutan ini bukan satu baris berisi kolom-kolom, sehingga tidak dibaca"
    return asal.temuan("galat", "baris_bukan_objek", apa, _UNDUH_ULANG)._replace(baris=nomor)
