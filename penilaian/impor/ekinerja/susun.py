"""From the rows of an evaluation report to our tables: employees, and the decided ratings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from penilaian.bahasa import angka
from penilaian.data.baca import Mentah
from penilaian.data.temuan import Temuan
from penilaian.impor.bacaan import susun_mentah
from penilaian.impor.ekinerja.hari import tanggal_kolom, temuan_hari
from penilaian.impor.ekinerja.isian import Isian
from penilaian.impor.ekinerja.nilai import id_teks, nip_kunci
from penilaian.impor.ekinerja.orang import bagian, jenis_jabatan, jenjang, kelompok_usia
from penilaian.periode import Periode

_LANGSUNG = {
    "nama": "nama",
    "jenis_pegawai": "jenis",
    "skp_jabatan": "jabatan",
    "golru": "golongan",
    "skp_unor": "unit",
    "pegawai_atasan_nip": "nip_penilai",
    "kode_opd": "kode_opd",
}
"""Field → column of ``pegawai`` that takes it as it is."""
_RATING = ("hasil_kerja", "perilaku_kerja")


def nip_menurut_id(semua: Iterable[Isian]) -> dict[str, str]:
    """NIPs by id of all superiors that the report names with both; ids with two NIPs are left out."""
    arti: dict[str, set[str]] = {}
    for isian in semua:
        for kunci, nip in zip(isian.isi("pegawai_atasan_id"), isian.isi("pegawai_atasan_nip"), strict=True):
            teks, utuh = id_teks(kunci), nip_kunci(nip)
            if teks is not None and utuh is not None:
                arti.setdefault(teks, set()).add(utuh)
    return {teks: next(iter(nip)) for teks, nip in arti.items() if len(nip) == 1}


def susun_pegawai(isian: Isian) -> tuple[Mentah, list[Temuan]]:
    """Table ``pegawai``; columns the report does not have stay out of it."""
    periode = [Periode.urai(satu) for satu in isian.isi("periode")]
    nip = [bagian(satu) for satu in isian.isi("nip")]
    kolom: dict[str, Sequence[object]] = {
        "nip": isian.isi("nip"),
        "periode": isian.isi("periode"),
        "mutasi": isian.isi("mutasi"),
        "jenis_kelamin": [None if satu is None else satu.jenis_kelamin for satu in nip],
        "kelompok_usia": [
            None if satu is None else kelompok_usia(satu, kini.akhir) for satu, kini in zip(nip, periode, strict=True)
        ],
        **{ke: isian.isi(dari) for dari, ke in _LANGSUNG.items() if isian.ada(dari)},
    }
    temuan: list[Temuan] = []
    if isian.ada("skp_jenis_jabatan"):
        kolom["jenis_jabatan"] = [jenis_jabatan(satu) for satu in isian.isi("skp_jenis_jabatan")]
        fungsional = [satu == "fungsional" for satu in kolom["jenis_jabatan"]]
        kolom["jenjang"] = [
            jenjang(satu) if benar else None for satu, benar in zip(isian.isi("skp_jabatan"), fungsional, strict=True)
        ]
        tanpa = [urut for urut, benar in enumerate(fungsional) if benar and kolom["jenjang"][urut] is None]
        temuan += [_tanpa_jenjang(isian, tanpa)] if tanpa else []
    return susun_mentah("pegawai", isian.asal.berkas, isian.asal.lembar, isian.asal.baris.tolist(), kolom), temuan


def _tanpa_jenjang(isian: Isian, posisi: Sequence[int]) -> Temuan:
    return isian.temuan(
        "catatan",
        "jenjang_tidak_terbaca",
        f"Jenjang {angka(len(posisi))} jabatan fungsional tidak tersebut, atau lebih dari satu, di nama jabatannya; "
        "jenjangnya dikosongkan",
        "lengkapi dari data kepegawaian bila jenjang diperlukan",
        posisi=posisi[0],
        kolom="jenjang",
        tabel="pegawai",
    )


def susun_penetapan(isian: Isian, penilai: dict[str, str]) -> tuple[Mentah, list[Temuan]]:
    """Table ``penetapan``: only rows whose ratings and predicate all stand there."""
    dinilai, temuan = _hanya_dinilai(isian)
    kolom: dict[str, Sequence[object]] = {
        "nip": dinilai.isi("nip"),
        "periode": dinilai.isi("periode"),
        **{nama: dinilai.isi(nama) for nama in _RATING},
        "predikat": dinilai.isi("hasil_akhir"),
    }
    if dinilai.ada("waktu_dinilai"):
        hari = tanggal_kolom(dinilai.isi("waktu_dinilai"), serial=dinilai.serial)
        kolom["waktu"] = hari.hari
        temuan += temuan_hari(dinilai, hari, ("waktu_dinilai",), "waktu")
    if dinilai.ada("pegawai_penilai_id"):
        kunci = [id_teks(satu) for satu in dinilai.isi("pegawai_penilai_id")]
        kolom["nip_penilai"] = [penilai.get(satu or "") for satu in kunci]
        asing = [urut for urut, satu in enumerate(kunci) if satu is not None and satu not in penilai]
        temuan += [_penilai_asing(dinilai, asing)] if asing else []
    asal = dinilai.asal
    return susun_mentah("penetapan", asal.berkas, asal.lembar, asal.baris.tolist(), kolom), temuan


def _penilai_asing(isian: Isian, posisi: Sequence[int]) -> Temuan:
    return isian.temuan(
        "catatan",
        "penilai_tidak_diketahui",
        f"Penilai {angka(len(posisi))} baris hanya disebut dengan id yang tidak punya NIP di laporan ini; "
        "NIP penilainya dikosongkan",
        "lengkapi NIP penilainya bila diperlukan; id e-Kinerja bukan NIP",
        posisi=posisi[0],
        kolom="nip_penilai",
    )


def _hanya_dinilai(isian: Isian) -> tuple[Isian, list[Temuan]]:
    isi: list[list[Any]] = [isian.isi(nama) for nama in (*_RATING, "hasil_akhir")]
    temuan, lengkap = [], []
    for posisi, (hasil, perilaku, akhir) in enumerate(zip(*isi, strict=True)):
        lengkap.append(not (hasil is None or perilaku is None or akhir is None))
        if akhir is None:
            temuan.append(_belum_dinilai(isian, posisi, ada_rating=not (hasil is None and perilaku is None)))
        elif not lengkap[-1]:
            temuan.append(_rating_tidak_ada(isian, posisi, akhir))
    return isian.ambil(np.array(lengkap, dtype=bool)), temuan


def _belum_dinilai(isian: Isian, posisi: int, *, ada_rating: bool) -> Temuan:
    sebab = "predikatnya belum ada, walaupun ratingnya sudah diisi" if ada_rating else "rating dan predikatnya kosong"
    return isian.temuan(
        "peringatan",
        "belum_dinilai",
        f"Pegawai ini belum dinilai: {sebab}",
        "selesaikan penilaiannya di e-Kinerja, lalu unduh ulang",
        posisi=posisi,
        kolom="predikat",
    )


def _rating_tidak_ada(isian: Isian, posisi: int, predikat: object) -> Temuan:
    return isian.temuan(
        "galat",
        "rating_tidak_ada",
        "Predikatnya ada tetapi rating hasil kerja atau perilaku kerjanya kosong, sehingga predikat itu tidak dapat diperiksa; penetapan ini tidak dipakai",
        "lengkapi rating hasil kerja dan perilaku kerja di e-Kinerja, lalu unduh ulang",
        posisi=posisi,
        kolom="predikat",
        nilai=predikat,
    )
