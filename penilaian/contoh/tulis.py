"""Write a city to a folder: tables, README, and the truth."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from penilaian.bahasa import angka
from penilaian.berkas import tulis_teks
from penilaian.contoh.kota import Kota, buat_kota
from penilaian.data import tulis_tabel

_PARQUET = ("skp", "realisasi", "umpan_balik", "penetapan")


def tulis_kota(folder: Path, pegawai: int, seed: int, kemajuan: Callable[[str], None] | None = None) -> list[Path]:
    """Build a city and write it; returns the files in the order written.

    ``kemajuan`` is told each step in Indonesian. Same numbers, same bytes.

    Raises:
        GalatParameter: see :func:`penilaian.contoh.kota.buat_kota`.
    """
    lapor = kemajuan or (lambda _: None)
    lapor("menyusun kota")
    kota = buat_kota(pegawai, seed)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    berkas = []
    for nama, tabel in kota.tabel.items():
        tujuan = folder / f"{nama}.{'parquet' if nama in _PARQUET else 'csv'}"
        lapor(f"menulis {tujuan.name}")
        tulis_tabel(tabel, tujuan)
        berkas.append(tujuan)
    pendamping = {
        "kebenaran.yaml": yaml_teks(kota.kebenaran),
        "keterangan.yaml": KETERANGAN,
        "README.md": _readme(kota),
    }
    for nama, isi in pendamping.items():
        lapor(f"menulis {nama}")
        tulis_teks(folder / nama, isi)
        berkas.append(folder / nama)
    return berkas


KETERANGAN = """instansi: Pemerintah Kota Palu
catatan: "Data sintetis: bukan pegawai sungguhan"
"""


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
