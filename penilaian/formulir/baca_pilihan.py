"""Choices of a form that a person must have made: ratings, predicates; options left standing are no choice."""

from __future__ import annotations

import re

from penilaian.aturan import muat_buku
from penilaian.bahasa import daftar_kata
from penilaian.data.temuan import Temuan, Tingkat
from penilaian.formulir.baca_isian import SEBUTAN, bawah, cari_label, nilai_label
from penilaian.formulir.baca_kisi import Kisi, Sel, isian, lipat

_PEMISAH = re.compile(r"[/,;|\n]|\batau\b", re.IGNORECASE)
_SEGEL = re.compile(r"[\[\]()\u2610-\u2612\u25a0\u25a1\u2713\u2714*]")

_BELUM = frozenset({"belum ditetapkan", "belum dinilai", "belum dipilih"})


def baca_pilihan(
    kisi: Kisi, label: str, daftar: str, *, wajib: bool, ragu: Tingkat = "peringatan"
) -> tuple[str | None, list[Temuan]]:
    """The code a person chose; None with a finding where nothing, or more than one option, is left.

    ``wajib`` says that an empty place is worth a word, ``ragu`` how grave several options left standing are.
    """
    sel = cari_label(kisi, SEBUTAN[label])
    if sel is None:
        return None, _kosong(kisi, label, None) if wajib else []
    isi = nilai_label(kisi, sel) or _pilihan_di_bawah(kisi, sel, daftar)
    bagian: list[str] = []
    for satu in isi:
        teks, temuan = isian(kisi, satu, label)
        if temuan:
            return None, temuan
        bagian += [] if teks is None or lipat(teks) in _BELUM else [teks]
    if not bagian:
        return None, _kosong(kisi, label, sel) if wajib else []
    return _tentukan(kisi, label, daftar, isi[0], " / ".join(bagian), ragu=ragu)


def _tentukan(
    kisi: Kisi, label: str, daftar: str, sel: Sel, teks: str, *, ragu: Tingkat
) -> tuple[str | None, list[Temuan]]:
    pilihan = muat_buku().daftar(daftar)
    kode = pilihan.padankan(teks)
    if kode is not None:
        return kode, []
    disebut = kode_disebut(teks, daftar)
    if len(disebut) > 1:
        nama = daftar_kata([pilihan.nama[satu] for satu in disebut])
        apa = f"{label.upper()} belum dipilih: {nama} masih tertulis semua (sel {sel.alamat})"
        tindakan = "sisakan satu pilihan saja dan hapus yang lain; tulisan yang dicoret tetap terbaca"
        return None, [kisi.temuan(ragu, "pilihan_belum_dipilih", apa, tindakan, sel)]
    apa = f"{label.upper()} tidak dikenal (sel {sel.alamat})"
    tindakan = f"tulis salah satu: {', '.join(pilihan.nama.values())}"
    return None, [kisi.temuan("galat", "pilihan_tidak_dikenal", apa, tindakan, sel)]


def kode_disebut(teks: str, daftar: str) -> list[str]:
    """The codes that a text names between its slashes, commas and line breaks, each once."""
    pilihan = muat_buku().daftar(daftar)
    kode = [pilihan.padankan(_SEGEL.sub(" ", satu)) for satu in _PEMISAH.split(teks)]
    return list(dict.fromkeys(satu for satu in kode if satu is not None))


def _pilihan_di_bawah(kisi: Kisi, label: Sel, daftar: str) -> list[Sel]:
    """The row below a label, if that is what it holds; else the place is empty."""
    calon = bawah(kisi, label)
    return calon if kode_disebut(" / ".join(sel.teks for sel in calon), daftar) else []


def _kosong(kisi: Kisi, label: str, sel: Sel | None) -> list[Temuan]:
    apa = f"{label.upper()} {'belum diisi' if sel else 'tidak ditemukan di formulir ini'}"
    tindakan = "isi sesudah penilai menetapkannya; yang kosong tidak ditebak"
    return [kisi.temuan("peringatan", "pilihan_kosong", apa, tindakan, sel)]
