"""Does the calibration review find what was planted in a synthetic city, and nothing else?

For each seed a city is built, scored over its eight quarters and reviewed; the review is compared with the city's own
record of the truth. Two kinds of gaming that the city does not plant are planted here: evidence used again, and entries
on the last day. One row a seed, the last line the medians. Run: python bench/pemulihan.py --seed 1 2 3 [--pegawai 6500]

Columns: ``r`` correlation of recovered and true leniency over all assessors; ``tahun_longgar`` the share of planted
lenient years of agencies that are marked, ``tahun_salah`` of all other agencies' years (less those with planted bias,
which are severe in truth); ``daya_…`` the share of planted people who are marked, ``salah_…`` of all others; ``bias``
the share of agencies with planted bias that are marked, ``bias_salah`` of all other comparisons inside agencies;
``nyata`` the share of real differences (type of employment, far districts; city-wide) that are rightly left alone.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

AKAR = Path(__file__).parents[1]
sys.path.insert(0, str(AKAR))

from penilaian.aturan import muat_buku  # noqa: E402
from penilaian.contoh import buat_kota  # noqa: E402
from penilaian.data import Data  # noqa: E402
from penilaian.data.temuan import KOLOM_TEMUAN  # noqa: E402
from penilaian.kalibrasi.bahan import siapkan  # noqa: E402
from penilaian.kalibrasi.keadilan import periksa_keadilan  # noqa: E402
from penilaian.kalibrasi.keringanan import KeringananPenilai, keringanan_penilai  # noqa: E402
from penilaian.kalibrasi.permainan import periksa_permainan  # noqa: E402
from penilaian.nilai import hitung  # noqa: E402
from penilaian.periode import Periode  # noqa: E402

PEGAWAI = 6500
TANAMAN_SENDIRI = 0.03
"""Share of employees for each of the two kinds planted here."""
PELUANG_BUKTI, PELUANG_AKHIR = 0.35, 0.5
"""How often such an employee uses one piece of evidence for all results of a quarter, and enters on the last day."""
PERSIS = ("menumpuk", "persis_target")
"""Both are found as figures on target: a person planted with one is no false alarm of the other."""


def pulihkan(seed: int, pegawai: int = PEGAWAI) -> dict[str, float]:
    """One city: build, plant, score, review, compare with the truth."""
    kota = buat_kota(pegawai, seed)
    tabel, tanaman = _tanam(dict(kota.tabel), kota.kebenaran, np.random.default_rng(seed))
    data = Data(tabel, pd.DataFrame(columns=KOLOM_TEMUAN), {}, "kota")
    periode = data.daftar_periode()
    bahan = siapkan([hitung(data, satu) for satu in periode], data.tabel, muat_buku().pada(periode[-1].akhir))
    ringan = keringanan_penilai(bahan)
    return {
        "seed": seed,
        **_penilai(ringan, kota.kebenaran),
        **_permainan(periksa_permainan(bahan), tanaman),
        **_keadilan(periksa_keadilan(bahan, ringan.penilaian), kota.kebenaran),
    }


def _tanam(
    tabel: dict[str, pd.DataFrame], benar: Mapping[str, Any], acak: np.random.Generator
) -> tuple[dict[str, pd.DataFrame], dict[str, set[str]]]:
    """The tables with two further kinds of gaming, and who is planted with which kind."""
    main = benar["permainan"]
    tanaman = {
        "menumpuk": set(main["menumpuk"]["nip"]),
        "persis_target": set(main["persis_target"]["nip"]),
        "target_diringankan": {satu["nip"] for satu in main["target_diturunkan"]},
        "umpan_balik_salinan": {satu["nip"] for satu in main["umpan_balik_salinan"]},
    }
    isi = tabel["realisasi"].copy()
    orang = acak.permutation(np.array(sorted(isi["nip"].unique()), dtype=object))
    banyak = max(3, round(TANAMAN_SENDIRI * orang.size))
    tanaman["bukti_berulang"], tanaman["hari_terakhir"] = set(orang[:banyak]), set(orang[banyak : 2 * banyak])
    kunci = isi["nip"] + isi["periode"]
    undian = pd.Series(acak.random(kunci.nunique()), index=kunci.unique())
    kena = isi["nip"].isin(tanaman["bukti_berulang"]) & (kunci.map(undian) < PELUANG_BUKTI) & isi["bukti"].notna()
    isi["bukti"] = isi["bukti"].where(~kena, isi["bukti"].groupby(kunci).transform("first"))
    akhir = pd.to_datetime(isi["periode"].map({kode: Periode.urai(kode).akhir for kode in isi["periode"].unique()}))
    kena = isi["nip"].isin(tanaman["hari_terakhir"]) & isi["dicatat"].notna() & (acak.random(len(isi)) < PELUANG_AKHIR)
    isi["dicatat"] = isi["dicatat"].where(~kena, akhir.astype(isi["dicatat"].dtype))
    return tabel | {"realisasi": isi}, tanaman


def _penilai(ringan: KeringananPenilai, benar: Mapping[str, Any]) -> dict[str, float]:
    truth = pd.DataFrame(benar["penilai"]).set_index("nip")
    dua = ringan.penilai.join(truth, how="inner", validate="one_to_one")
    longgar = ringan.opd_tahun.reset_index()
    kena = longgar["kode_opd"].isin(benar["tahun_longgar"]["kode_opd"])
    kena &= longgar["tahun"] == str(benar["tahun_longgar"]["tahun"])
    lain = ~kena & ~longgar["kode_opd"].isin(benar["bias"]["kode_opd"])
    return {
        "penilai": len(dua),
        "r": float(dua["nilai"].corr(dua["keringanan"])),
        "tahun_longgar": float((longgar["ditandai"] & (longgar["nilai"] > 0))[kena].mean()),
        "tahun_salah": float(longgar["ditandai"][lain].mean()),
    }


def _permainan(tanda: pd.DataFrame, tanaman: Mapping[str, set[str]]) -> dict[str, float]:
    hasil = {}
    for jenis, orang in tanaman.items():
        satu = tanda[tanda["jenis"] == jenis]
        sejenis = orang.union(*(tanaman[lain] for lain in PERSIS)) if jenis in PERSIS else orang
        hasil[f"daya_{jenis}"] = float(satu["ditandai"][satu["orang"].isin(orang)].mean())
        hasil[f"salah_{jenis}"] = float(satu["ditandai"][~satu["orang"].isin(sejenis)].mean())
    return hasil


def _keadilan(tabel: pd.DataFrame, benar: Mapping[str, Any]) -> dict[str, float]:
    kelamin = tabel["atribut"] == "jenis_kelamin"
    opd = tabel["cakupan"] == "opd"
    tanam = opd & kelamin & tabel["tempat"].isin(benar["bias"]["kode_opd"])
    nyata = (tabel["atribut"] == "jenis") | (
        (tabel["atribut"] == "lokasi") & tabel["kelompok"].isin(list(benar["perbedaan_nyata"]["lokasi"]))
    )
    return {
        "bias": float(tabel["ditandai"][tanam].mean()),
        "bias_salah": float(tabel["ditandai"][opd & ~tanam].mean()),
        "nyata": float(1 - tabel["ditandai"][~opd & nyata].mean()),
    }


def tabel_pemulihan(seed: list[int], pegawai: int, pekerja: int) -> pd.DataFrame:
    """One row a seed, in the given order."""
    with ProcessPoolExecutor(pekerja) as kolam:
        return pd.DataFrame(kolam.map(pulihkan, seed, [pegawai] * len(seed)))


def utama() -> None:
    urai = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    urai.add_argument("--seed", type=int, nargs="+", required=True)
    urai.add_argument("--pegawai", type=int, default=PEGAWAI)
    urai.add_argument("--pekerja", type=int, default=2)
    urai.add_argument("--csv", type=Path, help="write the rows, without the medians, to this file")
    pilihan = urai.parse_args()
    tabel = tabel_pemulihan(pilihan.seed, pilihan.pegawai, pilihan.pekerja)
    if pilihan.csv:
        tabel.round(4).to_csv(pilihan.csv, index=False, lineterminator="\n")
    median = tabel.drop(columns="seed").median().to_frame().T.assign(seed="median")
    print(pd.concat([tabel, median])[tabel.columns].round(3).to_string(index=False))


if __name__ == "__main__":
    utama()
