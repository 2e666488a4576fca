"""Reading a mapping file: every fault in it at once, with the file and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from penilaian.aturan.yaml_ketat import muat_yaml
from penilaian.bahasa import daftar_kata
from penilaian.data.kamus import KamusTabel, muat_kamus
from penilaian.data.mirip import yang_mirip
from penilaian.data.nilai_sel import PARQUET, pengurai_kolom
from penilaian.data.uraian import GalatUrai
from penilaian.galat import GalatData
from penilaian.impor.peta.bentuk import KolomPeta, Peta, TabelPeta, contoh_nilai
from penilaian.impor.peta.nilai import Nilai

_SEBAB = {
    "missing": "wajib ada",
    "extra_forbidden": "tidak dikenal",
    "string_too_short": "tidak boleh kosong",
    "too_short": "tidak boleh kosong",
    "bool_type": "isi true atau false",
    "bool_parsing": "isi true atau false",
    "int_type": "harus bilangan bulat",
    "int_parsing": "harus bilangan bulat",
    "greater_than_equal": "paling sedikit 1",
    "string_type": "harus teks",
}
_TEKS = ("teks", "kode", "nip")
"""Columns whose values YAML may take for numbers: 01 is 1 then, and 40_49 is 4049."""
_KUNCI = (*Peta.model_fields, *TabelPeta.model_fields, *KolomPeta.model_fields)


def muat_peta(berkas: Path) -> Peta:
    """Read and check a mapping.

    Raises:
        GalatAturan: the file is missing or no strict YAML.
        GalatData: it says what cannot be; all faults are listed.
    """
    isi = muat_yaml(berkas)
    if not isinstance(isi, Mapping):
        raise _tidak_sah(berkas.name, ["berkas harus berisi kunci judul dan tabel"])
    try:
        peta = Peta.model_validate(isi)
    except ValidationError as galat:
        raise _tidak_sah(berkas.name, [_kalimat(satu) for satu in galat.errors()]) from None
    if salah := periksa_peta(peta):
        raise _tidak_sah(berkas.name, salah)
    return peta


def periksa_peta(peta: Peta) -> list[str]:
    """What does not fit the dictionary, a phrase each; empty if all is well."""
    salah: list[str] = []
    for nama, tabel in peta.tabel.items():
        if nama in muat_kamus():
            salah += _periksa_tabel(nama, tabel, muat_kamus()[nama])
        else:
            salah.append(f"tabel {nama} tidak ada di kamus{_saran(nama, muat_kamus())}")
    return salah


def _periksa_tabel(nama: str, tabel: TabelPeta, kamus: KamusTabel) -> list[str]:
    salah = [
        f"{nama}.{kolom} tidak ada di kamus{_saran(kolom, kamus.kolom)}"
        for kolom in tabel.kolom
        if kolom not in kamus.kolom
    ]
    kurang = [kolom for kolom, isi in kamus.kolom.items() if isi.wajib and kolom not in tabel.kolom]
    if kurang:
        salah.append(f"tabel {nama} belum memetakan kolom wajib {daftar_kata(kurang)}")
    if kamus.salah_satu and not set(kamus.salah_satu) & tabel.kolom.keys():
        salah.append(f"tabel {nama} harus memetakan salah satu dari {', '.join(kamus.salah_satu)}")
    for kolom, isi in tabel.kolom.items():
        if kolom in kamus.kolom:
            salah += _periksa_kolom(f"{nama}.{kolom}", isi, kamus, kolom)
    return salah


def _periksa_kolom(tempat: str, peta: KolomPeta, kamus: KamusTabel, kolom: str) -> list[str]:
    salah = []
    if peta.opd and kamus.kolom[kolom].rujukan != "opd.kode":
        salah.append(f"{tempat}: opd: true hanya untuk kolom kode OPD")
    if peta.zona is not None and kamus.kolom[kolom].tipe != "tanggal":
        salah.append(f"{tempat}: zona hanya untuk kolom tanggal")
    tertulis: list[Nilai | None] = [peta.tetap, peta.kosong, *(peta.nilai or {}).values()]
    for nilai in tertulis:
        if nilai is None:
            continue
        if kamus.kolom[kolom].tipe in _TEKS and not isinstance(nilai, str):
            salah.append(f"{tempat}: tulis {contoh_nilai(nilai)} di dalam tanda kutip; tanpa itu YAML membacanya lain")
            continue
        urai = pengurai_kolom(kamus.kolom[kolom], [nilai], None, PARQUET)
        try:
            urai(nilai.strip() if isinstance(nilai, str) else nilai)
        except GalatUrai as galat:
            salah.append(f"{tempat}: nilai {contoh_nilai(nilai)} tidak sah ({galat.apa}; {galat.tindakan})")
    return salah


def _kalimat(satu: Mapping[str, Any]) -> str:
    tempat = ".".join(str(bagian) for bagian in satu["loc"] if not _cabang_tipe(bagian))
    if satu["type"] == "value_error":
        sebab = str(satu["ctx"]["error"])
    else:
        sebab = _SEBAB.get(satu["type"], "bentuk isinya tidak sesuai")
    saran = _saran(str(satu["loc"][-1]), _KUNCI) if satu["type"] == "extra_forbidden" else ""
    return f"{tempat}: {sebab}{saran}"


def _cabang_tipe(bagian: object) -> bool:
    """Parts of a place that name a type of a union, which no reader of the file knows."""
    return bagian in ("bool", "int", "decimal", "date", "str")


def _saran(tulisan: str, dikenal: Iterable[str]) -> str:
    dekat = yang_mirip(tulisan, dikenal)
    return f", mungkin maksudnya {dekat}" if dekat else ""


def _tidak_sah(berkas: str, salah: list[str]) -> GalatData:
    unik = list(dict.fromkeys(salah))
    return GalatData(
        "Berkas pemetaan belum dapat dipakai",
        di_mana=berkas,
        mengapa="; ".join(unik),
        tindakan="perbaiki berkas itu; nama tabel dan kolom kita ada di penilaian kamus",
    )
