"""The synthetic city: one seed in, twelve tables and the truth behind them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from penilaian.bahasa import angka
from penilaian.contoh.bahan import pengacak
from penilaian.contoh.capaian import buat_laten, capaian_lapor, capaian_laten, ke_realisasi
from penilaian.contoh.isi import Isi
from penilaian.contoh.katalog import buat_katalog
from penilaian.contoh.kebenaran import susun_kebenaran
from penilaian.contoh.latar import Latar
from penilaian.contoh.layanan import jalankan_penerapan
from penilaian.contoh.orang import buat_orang
from penilaian.contoh.organisasi import nilai_organisasi
from penilaian.contoh.panel import jalani
from penilaian.contoh.penetapan import kesan_capaian, tetapkan
from penilaian.contoh.permainan import kosongkan, mainkan
from penilaian.contoh.skp import buat_skp
from penilaian.contoh.susunan import susun
from penilaian.contoh.tabel import susun_tabel
from penilaian.contoh.tanaman import tanam
from penilaian.contoh.umpan_balik import beri_umpan_balik
from penilaian.galat import GalatParameter

PEGAWAI_TERSEDIKIT = 120
PEGAWAI_TERBANYAK = 50_000


@dataclass(frozen=True, eq=False)
class Kota:
    """``tabel``: the 12 tables by name, in the dictionary's columns; ``kebenaran``: what was planted, plain values."""

    tabel: Mapping[str, pd.DataFrame]
    kebenaran: Mapping[str, Any]


def buat_kota(pegawai: int, seed: int) -> Kota:
    """Build a city of ``pegawai`` employees (in the last quarter) from a seed; the same two numbers, the same city.

    Raises:
        GalatParameter: fewer than 120 or more than 50,000 employees, or a negative seed.
    """
    _periksa(pegawai, seed)
    isi = _bangun(pegawai, seed)
    return Kota(susun_tabel(isi), susun_kebenaran(isi))


def _bangun(pegawai: int, seed: int) -> Isi:
    """All stages, each with its own random stream."""
    latar = _latar(pegawai, seed)
    laten = buat_laten(latar.susunan, latar.panel, latar.orang, pengacak(seed, "capaian"))
    rencana = buat_skp(latar.susunan, latar.panel, latar.katalog, pengacak(seed, "skp"))
    jujur = ke_realisasi(rencana, latar.katalog, capaian_laten(rencana, laten, pengacak(seed, "realisasi")))
    skp, dilaporkan = mainkan(latar, rencana, jujur, pengacak(seed, "permainan"))
    kosong = kosongkan(latar, skp, capaian_lapor(skp, latar.katalog, dilaporkan), pengacak(seed, "kosong"))
    realisasi = np.where(kosong == "", dilaporkan, np.nan)
    lapor = capaian_lapor(skp, latar.katalog, realisasi)
    kesan = kesan_capaian(skp, lapor, laten)
    return Isi(
        pegawai=pegawai,
        seed=seed,
        latar=latar,
        skp=skp,
        realisasi=realisasi,
        kosong=kosong,
        penetapan=tetapkan(latar, laten, skp, lapor, pengacak(seed, "penetapan")),
        umpan_balik=beri_umpan_balik(latar, laten, skp, lapor, pengacak(seed, "umpan_balik")),
        organisasi=nilai_organisasi(latar.susunan, latar.panel, kesan, pengacak(seed, "organisasi")),
        layanan=jalankan_penerapan(latar, pengacak(seed, "layanan")),
    )


def _latar(pegawai: int, seed: int) -> Latar:
    susunan = susun(pegawai, pengacak(seed, "susunan"))
    riwayat, panel = jalani(susunan, pengacak(seed, "panel"))
    return Latar(
        susunan=susunan,
        panel=panel,
        orang=buat_orang(susunan, riwayat, pengacak(seed, "orang")),
        katalog=buat_katalog(susunan, pengacak(seed, "katalog")),
        tanaman=tanam(susunan, panel, pengacak(seed, "tanaman")),
    )


def _periksa(pegawai: int, seed: int) -> None:
    if not PEGAWAI_TERSEDIKIT <= pegawai <= PEGAWAI_TERBANYAK:
        raise GalatParameter(
            f"Kota contoh tidak dapat dibuat dengan {angka(pegawai)} pegawai",
            di_mana="parameter pegawai",
            mengapa=f"jumlah yang didukung {angka(PEGAWAI_TERSEDIKIT)} sampai {angka(PEGAWAI_TERBANYAK)}; "
            "kurang dari itu ada OPD tanpa pegawai",
            tindakan="pilih jumlah di antaranya, misalnya 300 untuk mencoba atau 6500 untuk ukuran penuh",
        )
    if seed < 0:
        raise GalatParameter(
            f"Seed {seed} tidak dapat dipakai",
            di_mana="parameter seed",
            mengapa="seed pengacak adalah bilangan bulat nol atau lebih",
            tindakan="pakai bilangan seperti 2025",
        )
