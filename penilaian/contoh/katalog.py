"""The indicator table, and the numbers from which targets are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from penilaian.contoh.bahan import bahan, teks
from penilaian.contoh.susunan import Susunan

_TINGKAT_KELUARGA = {
    "administrator": 1, "pengawas": 2, "lurah": 2, "kepala_sekolah": 2, "kepala_puskesmas": 2, "kepala_instalasi": 2,
}  # fmt: skip
_PUNCAK_SATUAN = {"persen": 100.0, "skala 1–5": 5.0}
_BAWAAN = {
    "arah": "naik", "jenis": "nilai", "desimal": 2, "variasi": 0.0, "aspek": None, "teks": "", "atas": None,
    "baseline": None,
}  # fmt: skip


@dataclass(frozen=True)
class Katalog:
    """All indicators; the arrays have one entry a row of ``tabel``.

    ``atas`` is the upper edge of a range (nan otherwise), ``puncak`` the highest
    value the unit allows, ``milik`` the row numbers of an agency's position family.
    """

    tabel: pd.DataFrame
    target: np.ndarray
    atas: np.ndarray
    desimal: np.ndarray
    variasi: np.ndarray
    turun: np.ndarray
    puncak: np.ndarray
    tambahan: np.ndarray
    teks: np.ndarray
    milik: dict[tuple[int, str], list[int]]

    @property
    def maksimum(self) -> np.ndarray:
        return (self.tabel["jenis_target"] == "maksimum").to_numpy()


def buat_katalog(susunan: Susunan, acak: np.random.Generator) -> Katalog:
    """Indicators of every position family that an agency really has."""
    baris = [satu for nomor in range(len(susunan.opd)) for satu in _indikator_opd(nomor, susunan)]
    milik: dict[tuple[int, str], list[int]] = {}
    for urut, satu in enumerate(baris):
        milik.setdefault((satu["opd"], satu["keluarga"]), []).append(urut)
    isi = pd.DataFrame(baris)
    target = isi["target"].to_numpy(dtype=float)
    turun = (isi["arah"] == "turun").to_numpy()
    desimal = isi["desimal"].to_numpy(dtype=int)
    geser = np.where(turun, 1.0, -1.0) * acak.uniform(0.02, 0.08, target.size)
    baseline = np.where(isi["baseline"].isna(), _bulatkan(target * (1.0 + geser), desimal), isi["baseline"])
    tabel = isi.rename(columns={"jenis": "jenis_target", "sumber": "sumber_data"})
    tabel = tabel.assign(kode_induk=_induk(isi), baseline=baseline.astype(float))
    return Katalog(
        tabel=tabel[_KOLOM],
        target=target,
        atas=isi["atas"].to_numpy(dtype=float),
        desimal=desimal,
        variasi=isi["variasi"].to_numpy(dtype=float),
        turun=turun,
        puncak=isi["satuan"].map(_PUNCAK_SATUAN).fillna(np.inf).where(~isi["lebih_dari_seratus"], np.inf).to_numpy(),
        tambahan=isi["tambahan"].to_numpy(dtype=bool),
        teks=teks(satu["teks"] for satu in baris),
        milik=milik,
    )


_KOLOM = [
    "kode", "kode_opd", "kode_rhk", "rhk", "uraian", "aspek", "perspektif", "satuan", "arah", "jenis_target",
    "kode_induk", "sumber_data", "baseline", "sasaran_daerah",
]  # fmt: skip


def _bulatkan(nilai: np.ndarray, desimal: np.ndarray) -> np.ndarray:
    return np.round(nilai * 10.0**desimal) / 10.0**desimal


def _indikator_opd(nomor: int, susunan: Susunan) -> Iterator[dict[str, Any]]:
    """All indicators of one agency, superiors first."""
    opd = susunan.opd[nomor]
    ada = dict.fromkeys(susunan.keluarga[susunan.opd_kursi == nomor])
    for keluarga in sorted(ada, key=lambda satu: (satu not in ("kepala", "camat"), _TINGKAT_KELUARGA.get(satu, 3))):
        pimpinan = keluarga in ("kepala", "camat")
        daftar = _rhk_pimpinan(opd) if pimpinan else bahan("indikator_jabatan")[keluarga]
        urut = 0
        for nomor_rhk, rhk in enumerate(daftar, start=1):
            for satu in rhk["indikator"]:
                urut += 1
                awalan = f"{opd['kode']}-{'pimpinan' if pimpinan else keluarga}"
                yield {
                    **_BAWAAN,
                    **satu,
                    "kode": f"{awalan}-{urut:02d}",
                    "kode_rhk": f"{awalan}-rhk{nomor_rhk}",
                    "kode_opd": opd["kode"],
                    "opd": nomor,
                    "keluarga": keluarga,
                    "tingkat": 0 if pimpinan else _TINGKAT_KELUARGA.get(keluarga, 3),
                    "tema": rhk["tema"],
                    "rhk": rhk["rhk"].format(**_kata(opd)),
                    "uraian": satu["uraian"].format(**_kata(opd)),
                    "perspektif": rhk["tema"] if pimpinan else None,
                    "sasaran_daerah": rhk["sasaran"] if pimpinan else None,
                    "tambahan": rhk.get("kategori") == "tambahan",
                    "lebih_dari_seratus": "partisipasi kasar" in satu["uraian"],
                }


def _kata(opd: dict[str, Any]) -> dict[str, str]:
    return {kunci: opd[kunci] for kunci in ("layanan", "berkas", "kegiatan")}


def _rhk_pimpinan(opd: dict[str, Any]) -> list[dict[str, Any]]:
    """The agency's own results first, then those every agency head has, each with the goal of the city it serves."""
    isi = bahan("indikator_pimpinan")
    kunci_opd = "kecamatan" if opd["jenis"] == "kecamatan" else opd["kode"]
    (sasaran,) = (nama for nama, daftar in isi["sasaran"]["opd"].items() if kunci_opd in daftar)
    luar = ("rhk", "tema")
    milik = [
        {
            **{kunci: satu[kunci] for kunci in luar},
            "sasaran": sasaran,
            "indikator": [{k: v for k, v in satu.items() if k not in luar}],
        }
        for satu in isi["opd"][kunci_opd]
    ]
    return [*milik, *({**satu, "sasaran": isi["sasaran"]["tata_kelola"]} for satu in isi["umum"])]


def _induk(isi: pd.DataFrame) -> np.ndarray:
    """The superior's indicator that each one supports: same theme where there is one, taken in turn."""
    induk = np.full(len(isi), None, dtype=object)
    for _, opd in isi.groupby("opd", sort=True):
        for tingkat in (1, 2, 3):
            atasan = opd[opd["tingkat"] < tingkat]
            atasan = atasan[atasan["tingkat"] == atasan["tingkat"].max()]
            bawahan = opd[opd["tingkat"] == tingkat]
            for tema, kelompok in bawahan.groupby("tema", sort=True):
                calon = atasan.loc[atasan["tema"] == tema, "kode"]
                calon = (calon if len(calon) else atasan["kode"]).to_numpy()
                induk[kelompok.index.to_numpy()] = calon[np.arange(len(kelompok)) % calon.size]
    return induk
