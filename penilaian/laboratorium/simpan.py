"""A setting of the laboratory as a scenario file that `penilaian.aturan.skenario` reads and applies."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from pydantic import ValidationError

from penilaian.aturan import BukuAturan
from penilaian.aturan.ketentuan import sebab_galat
from penilaian.aturan.skenario import Skenario, terapkan
from penilaian.berkas import sebab_berkas, tulis_teks
from penilaian.galat import GalatSkenario
from penilaian.indikator.bahan import KEBIJAKAN_INDEKS
from penilaian.laboratorium.setelan import Setelan, beda_setelan, periksa_simpan, setelan_aturan
from penilaian.periode import Periode

_NAMA = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_PEMBUKA = (
    "# Setelan dari laboratorium indikator. Indeks alat merancang indikator, bukan nilai pegawai (kebijakan/indeks).\n"
)


@dataclass(frozen=True)
class Keterangan:
    """Who tries a setting, why, and on which day."""

    judul: str
    penyusun: str
    alasan: str
    tanggal: date


def susun_skenario(semula: Setelan, menjadi: Setelan, keterangan: Keterangan) -> Skenario:
    """The scenario that turns the rules' setting into another; only what differs is in it.

    Raises:
        GalatSkenario: the setting is not one to keep (see `periksa_simpan`), or title, author or reason is missing.
    """
    periksa_simpan(semula, menjadi)
    kosong = [nama for nama in ("judul", "penyusun", "alasan") if not getattr(keterangan, nama).split()]
    if kosong:
        raise GalatSkenario(
            f"Belum diisi: {', '.join(kosong)}",
            mengapa="skenario tanpa judul, penyusun, dan alasan tidak dapat dipertanggungjawabkan",
            tindakan="isi ketiganya",
        )
    beda = {nama: _tertulis(nilai) for nama, nilai in beda_setelan(semula, menjadi).items()}
    try:
        return Skenario.model_validate({**vars(keterangan), "perubahan": {KEBIJAKAN_INDEKS: beda}})
    except ValidationError as galat:
        raise GalatSkenario(
            "Keterangan skenario tidak sah", mengapa=sebab_galat(galat), tindakan="tulis dengan huruf dan tanda biasa"
        ) from None


def teks_skenario(skenario: Skenario) -> str:
    """The scenario as YAML. Texts stand in double quotes, so that nothing in them is taken for YAML."""
    baris = [f"{nama}: {_kutip(getattr(skenario, nama))}" for nama in ("judul", "penyusun")]
    baris += [f"tanggal: {skenario.tanggal.isoformat()}", f"alasan: {_kutip(skenario.alasan)}", "perubahan:"]
    for kode, perubahan in skenario.perubahan.items():
        baris += [f"  {kode}:", *(f"    {nama}: {nilai}" for nama, nilai in perubahan.items())]
    return _PEMBUKA + "\n".join(baris) + "\n"


def simpan_skenario(
    folder: Path, nama: str, skenario: Skenario, buku: BukuAturan, periode: Periode, *, ganti: bool = False
) -> Path:
    """Write a scenario into a folder, whole or not at all, after the rule book has accepted it.

    Raises:
        GalatSkenario: no plain file name; the file exists and ``ganti`` is not given; the folder cannot be written
            to; or the rules refuse a value.
    """
    berkas = folder / f"{_nama_sah(nama)}.yaml"
    terapkan(buku, skenario, periode)
    if (berkas.exists() or berkas.is_symlink()) and not ganti:
        raise GalatSkenario(
            f"Berkas {berkas.name} sudah ada",
            di_mana=str(folder),
            mengapa="isi yang lama akan hilang",
            tindakan="pilih nama lain, atau centang “Ganti berkas yang sudah ada”",
        )
    try:
        tulis_teks(berkas, teks_skenario(skenario))
    except OSError as galat:
        raise GalatSkenario(
            "Skenario tidak dapat ditulis",
            di_mana=str(folder),
            mengapa=sebab_berkas(galat),
            tindakan="periksa folder dan izinnya",
        ) from None
    return berkas


def setelan_skenario(buku: BukuAturan, skenario: Skenario, periode: Periode) -> Setelan:
    """The setting a scenario makes of the rules of a period.

    Raises:
        GalatSkenario: the rules refuse a value.
    """
    baru, _ = terapkan(buku, skenario, periode)
    return setelan_aturan(baru.pada(periode.akhir))


def _nama_sah(nama: str) -> str:
    polos = nama.strip().removesuffix(".yaml")
    if not _NAMA.fullmatch(polos):
        raise GalatSkenario(
            f"Nama berkas {nama.strip()!r} tidak dapat dipakai" if nama.strip() else "Nama berkas belum diisi",
            mengapa="yang boleh: huruf kecil, angka, garis bawah, dan tanda hubung; tanpa folder; paling panjang 64",
            tindakan="tulis nama seperti bobot_kualitas",
        )
    return polos


def _tertulis(nilai: Fraction | str) -> str:
    """A value as a scenario file writes it: exact, a decimal where that is short."""
    if isinstance(nilai, str) or nilai.denominator == 1:
        return str(nilai)
    bagian = nilai * 10_000
    return f"{float(nilai):.4f}".rstrip("0") if bagian.denominator == 1 else str(nilai)


def _kutip(teks: str) -> str:
    return json.dumps(teks, ensure_ascii=False)
