"""e-Kinerja's reference of periods: which of our periods an id of theirs is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from penilaian.bahasa import tanggal
from penilaian.data.sebutan import kutip, tulis_nilai
from penilaian.data.temuan import Temuan
from penilaian.impor.bacaan import Bacaan, BerkasMasuk, Konteks
from penilaian.impor.ekinerja.hari import tanggal_kolom, temuan_hari
from penilaian.impor.ekinerja.isian import Isian
from penilaian.impor.ekinerja.jawaban import isian_json, jenis_laporan
from penilaian.impor.ekinerja.medan import Medan, lipat
from penilaian.impor.ekinerja.nilai import id_teks
from penilaian.periode import JenisPeriode, Periode

NAMA = "ekinerja_periode"
JUDUL = "referensi periode e-Kinerja BKN"
URUTAN = 10

_DIPAKAI = "untuk mengenali periode laporan penilaian"
_MEDAN = (
    Medan("id", keterangan=_DIPAKAI, perlu="wajib"),
    Medan("periode_awal", keterangan=_DIPAKAI, perlu="wajib"),
    Medan("periode_akhir", keterangan=_DIPAKAI, perlu="wajib"),
    Medan("tahun", keterangan="dicocokkan dengan tanggalnya"),
    Medan("tipe_periodik", keterangan="dicocokkan dengan tanggalnya"),
    Medan("angka_periodik", keterangan="dicocokkan dengan tanggalnya"),
    Medan("nama", keterangan="tidak diperlukan"),
    Medan("batas_pengisian", keterangan="tidak diperlukan"),
    Medan("jenis_periode", keterangan="tidak diperlukan"),
)
_TIPE: Mapping[str, JenisPeriode] = {
    "bulan": "bulan", "bulanan": "bulan", "triwulan": "triwulan", "triwulanan": "triwulan", "semester": "semester",
    "semesteran": "semester", "tahun": "tahun", "tahunan": "tahun",
}  # fmt: skip
_TAHUN = range(1900, 2200)
"""The years that a period code can name."""
_TINDAKAN = "periksa referensi periode di e-Kinerja; laporan dengan periode ini memerlukan --periode"


def kenali(berkas: BerkasMasuk) -> bool:
    """Whether a file is the reference of periods."""
    return jenis_laporan(berkas) == "periode"


def baca(berkas: BerkasMasuk, konteks: Konteks) -> Bacaan:  # noqa: ARG001 -- the shape all kinds share
    """The periods by id; those that are none of ours, or contradict themselves, are reported and not used."""
    isian, temuan, peta = isian_json(berkas, "", _MEDAN)
    temuan = [satu._replace(tabel=None) for satu in temuan]
    if isian is None:
        return Bacaan(temuan=tuple(temuan))
    # Both columns tell together whether the day comes first.
    kolom = tanggal_kolom([*isian.isi("periode_awal"), *isian.isi("periode_akhir")], serial=False)
    urutan = temuan_hari(isian, kolom, ("periode_awal", "periode_akhir"), None, tingkat="peringatan")
    temuan += [satu._replace(tabel=None) for satu in urutan]
    hari = kolom.hari
    arti: dict[str, list[str]] = {}
    for posisi, nomor in enumerate(isian.isi("id")):
        kode, masalah = _kode(isian, posisi, hari[posisi], hari[posisi + len(isian)])
        temuan += masalah
        teks = id_teks(nomor)
        if teks is None:
            temuan.append(_temuan(isian, posisi, "id_kosong", "Periode ini tidak punya id"))
        elif kode is not None and kode not in arti.setdefault(teks, []):
            arti[teks].append(kode)
    temuan += [_ganda(isian, teks, kode) for teks, kode in arti.items() if len(kode) > 1]
    periode = {teks: kode[0] for teks, kode in arti.items() if len(kode) == 1}
    return Bacaan(temuan=tuple(temuan), peta=peta, periode_ekinerja=periode)


def _kode(isian: Isian, posisi: int, awal: object, akhir: object) -> tuple[str | None, list[Temuan]]:
    """The code of a row's period; None where a finding says why not."""
    if not (isinstance(awal, date) and isinstance(akhir, date)):
        apa = "Tanggal awal atau akhir periode ini tidak terbaca, sehingga periodenya tidak dipakai"
        return None, [_temuan(isian, posisi, "periode_tidak_dikenal", apa)]
    periode = Periode.dari_tanggal(awal, akhir)
    if periode is None or periode.tahun not in _TAHUN:
        apa = f"Rentang {tanggal(awal)} sampai {tanggal(akhir)} bukan bulan, triwulan, semester, atau tahun, sehingga tidak dipakai"
        return None, [_temuan(isian, posisi, "periode_tidak_dikenal", apa)]
    isi = {nama: id_teks(isian.isi(nama)[posisi]) for nama in ("tahun", "tipe_periodik", "angka_periodik")}
    tipe = _TIPE.get(lipat(isi["tipe_periodik"]))
    temuan = []
    if isi["tipe_periodik"] and tipe is None:
        apa = f"Tipe periode {kutip(isi['tipe_periodik'])} tidak dikenal; periodenya dikenali dari tanggalnya saja"
        satu = _temuan(isian, posisi, "tipe_periodik_tidak_dikenal", apa)
        temuan.append(satu._replace(tingkat="catatan", tindakan="tidak perlu apa-apa bila tanggalnya benar"))
    if beda := _beda(periode, isi["tahun"], tipe, isi["angka_periodik"]):
        apa = f"Tanggalnya menunjuk {periode.label}, tetapi {beda}; periode ini tidak dipakai"
        return None, [*temuan, _temuan(isian, posisi, "periode_bertentangan", apa)]
    return periode.kode, temuan


def _beda(periode: Periode, tahun: str | None, tipe: JenisPeriode | None, nomor: str | None) -> str:
    if tahun is not None and tahun != str(periode.tahun):
        return f"tahunnya {kutip(tahun)}"
    if tipe is not None and tipe != periode.jenis:
        return f"tipenya {tipe}"
    if nomor is not None and periode.jenis != "tahun" and nomor.lstrip("0") != str(periode.nomor):
        return f"angka periodenya {kutip(nomor)}"
    return ""


def _temuan(isian: Isian, posisi: int, kode: str, apa: str) -> Temuan:
    nilai = isian.frame["id"].iat[posisi]
    satu = isian.temuan("peringatan", kode, apa, _TINDAKAN, posisi=posisi, nilai=nilai)
    return satu._replace(tabel=None)


def _ganda(isian: Isian, teks: str, kode: Sequence[str]) -> Temuan:
    posisi = next(urut for urut, satu in enumerate(isian.isi("id")) if id_teks(satu) == teks)
    apa = f"Id periode {kutip(tulis_nilai(teks))} dipakai untuk {' dan '.join(kode)}, sehingga tidak dipakai"
    return _temuan(isian, posisi, "id_periode_ganda", apa)._replace(tingkat="galat")
