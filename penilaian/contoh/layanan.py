"""Service quality and roll-out: satisfaction, adoption in waves, events, acceptance survey."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from penilaian.contoh.bahan import AWAL, KODE_PERIODE, PERIODE, angka_teks, nomor_periode, parameter, teks
from penilaian.contoh.latar import Latar
from penilaian.contoh.susunan import Susunan

TAHAP = ("belum", "sosialisasi", "uji_coba", "penuh")
_TIDAK_PERNAH = 99
_BUTIR = ("paham", "adil", "berguna", "membebani")


@dataclass(frozen=True)
class Layanan:
    """The four roll-out tables, and the quarter in which each agency reached full use (99: never)."""

    ikm: pd.DataFrame
    adopsi: pd.DataFrame
    sosialisasi: pd.DataFrame
    survei: pd.DataFrame
    penuh_sejak: np.ndarray


def jalankan_penerapan(latar: Latar, acak: np.random.Generator) -> Layanan:
    """Roll the system out; the waves are random, so that their effect on satisfaction can be estimated."""
    susunan, panel = latar.susunan, latar.panel
    penuh_sejak = _gelombang(susunan.kode_opd.size, acak)
    triwulan = np.arange(len(PERIODE))
    jarak = triwulan[None, :] - penuh_sejak[:, None]
    tahap = np.where(jarak >= 0, 3, np.where(jarak == -1, 2, np.where(jarak == -2, 1, 0)))
    sel = susunan.opd_kursi[panel.kursi] * len(PERIODE) + panel.triwulan
    pegawai = np.bincount(sel, minlength=tahap.size).reshape(tahap.shape)
    sosialisasi = _sosialisasi(susunan, tahap, pegawai, acak)
    kegiatan = np.zeros(tahap.shape)
    np.add.at(kegiatan, (sosialisasi.pop("opd"), sosialisasi["triwulan"]), 1.0)
    tabel_sosialisasi = pd.DataFrame(sosialisasi).drop(columns="triwulan")
    return Layanan(
        ikm=_ikm(susunan, jarak, acak),
        adopsi=_adopsi(susunan, tahap, pegawai, acak),
        sosialisasi=tabel_sosialisasi,
        survei=_survei(latar, tahap, np.cumsum(kegiatan, axis=1), pegawai, acak),
        penuh_sejak=penuh_sejak,
    )


def _gelombang(banyak: int, acak: np.random.Generator) -> np.ndarray:
    """Quarter of full use per agency; the agencies outside every wave never adopt."""
    gelombang = parameter("penerapan")["gelombang_penuh"]
    penuh = np.full(banyak, _TIDAK_PERNAH)
    urut, awal = acak.permutation(banyak), 0
    for kode, bagian in gelombang.items():
        jumlah = round(bagian * banyak)
        penuh[urut[awal : awal + jumlah]] = nomor_periode(kode)
        awal += jumlah
    return penuh


def _kunci(susunan: Susunan) -> dict[str, np.ndarray]:
    return {
        "kode_opd": np.repeat(susunan.kode_opd, len(PERIODE)),
        "periode": np.tile(KODE_PERIODE, susunan.kode_opd.size),
    }


def _ikm(susunan: Susunan, jarak: np.ndarray, acak: np.random.Generator) -> pd.DataFrame:
    """Satisfaction: agency level, common trend, and the planted effect of full use by quarters since."""
    ukuran = parameter("penerapan")["ikm"]
    efek = np.array([0.0, *ukuran["efek_penuh"]])
    dampak = efek[np.clip(jarak + 1, 0, efek.size - 1)]
    opd = acak.normal(0.0, ukuran["sd_opd"], (jarak.shape[0], 1))
    ragu = acak.normal(0.0, ukuran["sd_ragu"], jarak.shape)
    nilai = ukuran["rata_rata"] + opd + ukuran["tren_per_triwulan"] * np.arange(jarak.shape[1]) + dampak + ragu
    responden = acak.integers(60, 401, jarak.size)
    return pd.DataFrame({**_kunci(susunan), "responden": responden, "ikm": np.clip(nilai, 25, 100).round(2).ravel()})


def _adopsi(susunan: Susunan, tahap: np.ndarray, pegawai: np.ndarray, acak: np.random.Generator) -> pd.DataFrame:
    ukuran = parameter("penerapan")["pengguna"]
    bagian = np.array([ukuran[nama] for nama in TAHAP])[tahap]
    pengguna = acak.binomial(pegawai, bagian)
    return pd.DataFrame({**_kunci(susunan), "tahap": teks(TAHAP)[tahap.ravel()], "pengguna": pengguna.ravel()})


def _sosialisasi(
    susunan: Susunan, tahap: np.ndarray, pegawai: np.ndarray, acak: np.random.Generator
) -> dict[str, np.ndarray]:
    """Events: presentations first, training in the trial, mentoring in the first quarters of full use."""
    banyak = np.array([[0, 0], [1, 3], [1, 3], [0, 2]])[tahap]
    jumlah = acak.integers(banyak[..., 0], banyak[..., 1] + 1)
    opd, triwulan = np.divmod(np.repeat(np.arange(tahap.size), jumlah.ravel()), tahap.shape[1])
    urut = np.lexsort((opd, triwulan))
    opd, triwulan = opd[urut], triwulan[urut]
    hari = AWAL[triwulan] + acak.integers(0, 85, opd.size).astype("timedelta64[D]")
    isi = np.minimum(pegawai[opd, triwulan], 60)
    return {
        "opd": opd,
        "triwulan": triwulan,
        "nomor": "SOS-" + angka_teks(np.arange(1, opd.size + 1), 4),
        "kode_opd": susunan.kode_opd[opd],
        "periode": KODE_PERIODE[triwulan],
        "tanggal": hari.astype("datetime64[s]"),
        "jenis": teks(["", "sosialisasi", "pelatihan", "pendampingan"])[tahap[opd, triwulan]],
        "peserta": acak.binomial(isi, 0.7),
    }


def _survei(
    latar: Latar, tahap: np.ndarray, kegiatan: np.ndarray, pegawai: np.ndarray, acak: np.random.Generator
) -> pd.DataFrame:
    """Acceptance per agency, quarter and statement; means of whole answers from 1 to 5."""
    ukuran = parameter("penerapan")["survei"]
    bias = np.isin(np.arange(tahap.shape[0]), latar.tanaman.opd_bias)[:, None]
    paham, adil, berguna, beban = (ukuran[butir] for butir in _BUTIR)
    harapan = np.stack(
        [
            paham["dasar"] + paham["per_kegiatan"] * np.minimum(kegiatan, paham["maksimum_kegiatan"]),
            adil["dasar"] + adil["opd_bias"] * bias + np.zeros(tahap.shape),
            berguna["dasar"] + berguna["penuh"] * (tahap == 3),
            beban["dasar"] + beban["uji_coba"] * (tahap == 2) + beban["penuh"] * (tahap == 3),
        ],
        axis=2,
    )
    responden = np.maximum(1, acak.binomial(pegawai, 0.6))
    ragu = acak.normal(0.0, 1.0, harapan.shape) * 0.9 / np.sqrt(responden[..., None])
    rata = np.clip(harapan + acak.normal(0.0, 0.08, harapan.shape) + ragu, 1.0, 5.0)
    kunci = {nama: np.repeat(isi, len(_BUTIR)) for nama, isi in _kunci(latar.susunan).items()}
    return pd.DataFrame(
        {
            **kunci,
            "butir": np.tile(teks(_BUTIR), tahap.size),
            "responden": np.repeat(responden.ravel(), len(_BUTIR)),
            "rata_rata": rata.round(2).ravel(),
        }
    )
