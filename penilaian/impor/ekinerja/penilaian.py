"""e-Kinerja's evaluation report: ratings, predicate, and who the employee was in that period."""

from __future__ import annotations

from collections.abc import Sequence

from penilaian.data.temuan import Temuan
from penilaian.impor.bacaan import Bacaan, BerkasMasuk, Konteks, Petakan
from penilaian.impor.ekinerja.isian import Isian
from penilaian.impor.ekinerja.jawaban import isian_json, jenis_laporan
from penilaian.impor.ekinerja.lembar import cari_lembar
from penilaian.impor.ekinerja.lembar_penilaian import baca_lembar, berjudul_penilaian
from penilaian.impor.ekinerja.medan import tempat
from penilaian.impor.ekinerja.medan_penilaian import MEDAN
from penilaian.impor.ekinerja.mutasi import pilih_terakhir
from penilaian.impor.ekinerja.opd import tentukan_opd
from penilaian.impor.ekinerja.saring import tanpa_catatan, tanpa_plt
from penilaian.impor.ekinerja.susun import nip_menurut_id, susun_pegawai, susun_penetapan
from penilaian.impor.ekinerja.waktu import periode_data, tahun_cocok

NAMA = "ekinerja_penilaian"
JUDUL = "laporan penilaian e-Kinerja BKN"
URUTAN = 40

_TANDA_ORANG = ("nip", "nama", "hasil_kerja", "perilaku_kerja", "hasil_akhir")
_BUKAN_ISI = frozenset({"pegawai_penilai_id", "pegawai_atasan_id"})
_ISI = (*(satu.nama for satu in MEDAN if satu.ke and satu.nama not in _BUKAN_ISI), "skp_jenis_jabatan")
"""Two rows that agree in all of these say the same."""


def kenali(berkas: BerkasMasuk) -> bool:
    """Whether a file is an evaluation report."""
    if berkas.akhiran == ".xlsx":
        return any(cari_lembar(berkas, berjudul_penilaian).values())
    return jenis_laporan(berkas) == "penilaian"


def baca(berkas: BerkasMasuk, konteks: Konteks) -> Bacaan:
    """Tables ``pegawai`` and ``penetapan``, one pair a sheet."""
    semua, temuan, peta = _isian(berkas, konteks)
    penilai = nip_menurut_id(semua)
    tabel = []
    for isian in semua:
        dipakai, masalah = _pilih(isian, konteks)
        temuan += masalah
        if len(dipakai):
            for hasil, lagi in (susun_pegawai(dipakai), susun_penetapan(dipakai, penilai)):
                tabel += [hasil] if len(hasil.frame) else []
                temuan += lagi
    return Bacaan(tuple(tabel), tuple(temuan), (*peta, *_peta_turunan(semua)))


def _isian(berkas: BerkasMasuk, konteks: Konteks) -> tuple[list[Isian], list[Temuan], list[Petakan]]:
    """Rows with field ``periode``: of the one answer, or of each sheet."""
    if berkas.akhiran == ".xlsx":
        return baca_lembar(berkas, konteks)
    isian, temuan, peta = isian_json(berkas, "penetapan", MEDAN)
    if isian is None:
        return [], temuan, list(peta)
    isian, masalah = periode_data(isian, konteks)
    return [isian], [*temuan, *masalah], list(peta)


def _pilih(isian: Isian, konteks: Konteks) -> tuple[Isian, list[Temuan]]:
    """The rows that count. The last SKP is chosen before the agency is looked up: an earlier one must not step in."""
    temuan: list[Temuan] = []
    isian, masalah = tanpa_catatan(isian, _TANDA_ORANG)
    temuan += masalah
    isian, masalah = tanpa_plt(isian, "is_skp_plt_plh_pjb")
    temuan += masalah
    isian, masalah = tahun_cocok(isian)
    temuan += masalah
    isian, masalah = pilih_terakhir(isian, _ISI)
    temuan += masalah
    isian, masalah = tentukan_opd(isian, konteks, "pegawai")
    return isian, [*temuan, *masalah]


def _peta_turunan(semua: Sequence[Isian]) -> list[Petakan]:
    peta = []
    for isian in semua:
        nip = tempat(isian.asal, isian.judul.get("nip", "nip"))
        peta += [Petakan(nip, "pegawai", kolom, "diturunkan dari NIP") for kolom in ("jenis_kelamin", "kelompok_usia")]
    return peta
