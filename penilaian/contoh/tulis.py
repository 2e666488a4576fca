"""Write a city to a folder: tables, README, and the truth."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from penilaian.bahasa import angka, daftar_kata
from penilaian.berkas import tulis_teks
from penilaian.contoh.kota import Kota, buat_kota
from penilaian.contoh.profil import LAMBANG, NAMA_LAMBANG, PROFIL
from penilaian.data import muat_kamus, tulis_tabel
from penilaian.data.profil import NAMA_PROFIL
from penilaian.galat import GalatParameter

KEBENARAN = "kebenaran.yaml"
"""Only a written city has it."""
_PARQUET = ("skp", "realisasi", "umpan_balik", "penetapan")
_CONTOH_ASING = 3


def tulis_kota(folder: Path, pegawai: int, seed: int, kemajuan: Callable[[str], None] | None = None) -> list[Path]:
    """Build a city and write it; returns the files in the order written.

    ``kemajuan`` is told each step in Indonesian. Same numbers, same bytes.

    Raises:
        GalatParameter: see :func:`penilaian.contoh.kota.buat_kota`; or ``folder`` holds
            anything but an earlier city, which would be overwritten or mixed with this one.
    """
    folder = Path(folder)
    _pastikan_boleh_ditulisi(folder)
    lapor = kemajuan or (lambda _: None)
    lapor("menyusun kota")
    kota = buat_kota(pegawai, seed)
    folder.mkdir(parents=True, exist_ok=True)
    # The truth first: by it a city whose writing was interrupted is known as one.
    pendamping = {KEBENARAN: yaml_teks(kota.kebenaran), **_TETAP, "README.md": _readme(kota)}
    berkas = []
    for nama, isi in pendamping.items():
        lapor(f"menulis {nama}")
        tulis_teks(folder / nama, isi)
        berkas.append(folder / nama)
    for nama, tabel in kota.tabel.items():
        tujuan = folder / _nama_berkas(nama)
        lapor(f"menulis {tujuan.name}")
        tulis_tabel(tabel, tujuan)
        berkas.append(tujuan)
    return berkas


def _nama_berkas(tabel: str) -> str:
    return f"{tabel}.{'parquet' if tabel in _PARQUET else 'csv'}"


def _pastikan_boleh_ditulisi(folder: Path) -> None:
    """Only a new or empty folder, or one with nothing but a city that was written before."""
    if folder.exists() and not folder.is_dir():
        raise GalatParameter(
            f"{folder.name} adalah berkas, bukan folder",
            di_mana=str(folder),
            mengapa="kota contoh terdiri atas beberapa berkas dan memerlukan folder",
            tindakan="pilih nama folder lain",
        )
    isi = {satu.name for satu in folder.iterdir() if satu.name[0] != "."} if folder.exists() else set()
    kota = {*map(_nama_berkas, muat_kamus()), KEBENARAN, *_TETAP, "README.md"}
    asing = sorted(isi - kota if KEBENARAN in isi else isi)
    if asing:
        contoh = asing if len(asing) <= _CONTOH_ASING else [*asing[:_CONTOH_ASING], "lainnya"]
        raise GalatParameter(
            "Folder tujuan sudah berisi berkas lain; kota contoh tidak ditulis",
            di_mana=str(folder),
            mengapa=f"data contoh akan menimpa atau bercampur dengan {daftar_kata(contoh)}",
            tindakan="pilih folder yang baru atau kosong, atau pindahkan dulu isinya",
        )


KETERANGAN = """instansi: Pemerintah Kota Palu
catatan: "Data sintetis: bukan pegawai sungguhan"
"""
_TETAP = {"keterangan.yaml": KETERANGAN, NAMA_PROFIL: PROFIL, NAMA_LAMBANG: LAMBANG}
"""Files that are the same for every city."""


def yaml_teks(isi: Mapping[str, Any]) -> str:
    """Plain values as YAML: two levels as blocks, everything below as JSON, which YAML 1.2 contains."""
    return "\n".join(_baris_yaml(isi, 0)) + "\n"


def _baris_yaml(isi: Mapping[Any, Any], takuk: int) -> Iterator[str]:
    sisip = "  " * takuk
    for kunci, nilai in isi.items():
        if isinstance(nilai, Mapping) and nilai and takuk < 2:
            yield f"{sisip}{kunci}:"
            yield from _baris_yaml(nilai, takuk + 1)
        elif isinstance(nilai, list) and nilai and isinstance(nilai[0], Mapping):
            yield f"{sisip}{kunci}:"
            yield from (f"{sisip}  - {_json(satu)}" for satu in nilai)
        else:
            yield f"{sisip}{kunci}: {_json(nilai)}"


def _json(nilai: Any) -> str:
    return json.dumps(nilai, ensure_ascii=False)


def _readme(kota: Kota) -> str:
    pegawai, seed = kota.kebenaran["pegawai"], kota.kebenaran["seed"]
    baris = "\n".join(f"| `{nama}` | {angka(len(tabel))} |" for nama, tabel in kota.tabel.items())
    return f"""# Data contoh: kota sintetis

Semua isi folder ini **buatan**. Tidak ada orang, penilaian, atau capaian yang nyata.
Nama perangkat daerah mengikuti Kota Palu agar mudah dikenali; angka, nama orang, dan NIP dikarang.

- Setiap nama orang diawali kata "Contoh".
- Setiap tahun di dalam NIP dikurangi 100 (lahir 1865–1899), sehingga tidak mungkin milik siapa pun.
  Susunan NIP PPPK paruh waktu belum kami ketahui; dipakai susunan PPPK.
- Ada {angka(pegawai)} pegawai pada triwulan terakhir, delapan triwulan: 2024-T1 sampai 2025-T4.
- Sebagian efek sengaja ditanam (penilai longgar, bias, permainan target, data kosong);
  semuanya tercatat di `kebenaran.yaml` agar dapat diuji apakah ditemukan kembali.

Membuat ulang berkas yang persis sama:

    penilaian contoh --ke FOLDER --pegawai {pegawai} --seed {seed}

| tabel | baris |
| --- | ---: |
{baris}

Lisensi: Creative Commons Attribution 4.0 International (CC BY 4.0).
"""
