"""What is uncertain about an index: every choice that could reasonably have been another one, with its range."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from penilaian.bahasa import angka
from penilaian.galat import GalatRumus

NORMALISASI = ("capaian", "min_maks", "z", "patokan", "peringkat", "persentil", "borda")
"""``capaian`` leaves percentages as they are (200 less them where lower is better); the others are verbs of `komposit`."""
AGREGASI = ("aritmetika", "geometrik", "harmonik", "terendah", "copeland", "outranking")
PERLU_POSITIF = ("geometrik", "harmonik")
TANPA_BATAS = math.inf
KEPEKATAN_TERKECIL = 0.1
"""Below it all gamma variates of a run may be too small for a floating-point number, and no weight is left."""
KELAS = ("bawah", "tengah", "atas")
"""Classes by two limits: ``atas`` above the higher one, ``tengah`` from the lower one on (as `kebijakan/indeks`)."""


@dataclass(frozen=True, eq=False)
class Goyangan:
    """One index with what is uncertain about it. The first of each set of choices is the nominal one.

    ``bobot``: code → weight; only relative sizes matter. ``goyangan_bobot``: each weight is multiplied by
    1 ± at most this share, uniformly, then all are divided by their sum. ``kepekatan``: instead, weights are drawn
    from a Dirichlet distribution with mean ``bobot`` and this concentration (the larger, the closer).
    ``normalisasi``, ``agregasi``, ``batas_atas``: choice → probability; ``batas_atas`` caps the data before
    anything else (``TANPA_BATAS``: none). ``pangsa_hilang``: each value that is there is removed with this
    probability, but a unit keeps its last value and a column its last difference (see `undian.ada_sesudah`).
    ``ambang``: (limit of the middle class, limit of the upper class), on the scale of capaian; each is moved by at
    most ``goyangan_ambang`` points, uniformly. ``arah``: code → naik or turun. ``rentang``: range of normalised values;
    ``patokan``: code → (lowest, highest) goalpost. ``data_minimum``: share of weight (0..1) a unit must have.

    Raises:
        GalatRumus: a part is impossible or two parts do not go together; the message names it.
    """

    bobot: pd.Series
    goyangan_bobot: float = 0.0
    kepekatan: float | None = None
    normalisasi: Mapping[str, float] = field(default_factory=lambda: {"capaian": 1.0})
    agregasi: Mapping[str, float] = field(default_factory=lambda: {"aritmetika": 1.0})
    batas_atas: Mapping[float, float] = field(default_factory=lambda: {TANPA_BATAS: 1.0})
    pangsa_hilang: float = 0.0
    ambang: tuple[float, float] | None = None
    goyangan_ambang: float = 0.0
    arah: pd.Series | None = None
    rentang: tuple[float, float] = (0.0, 1.0)
    patokan: Mapping[str, tuple[float, float]] | None = None
    data_minimum: float = 0.0

    def __post_init__(self) -> None:
        _periksa_bobot(self)
        for nama, pilihan, dikenal in (
            ("normalisasi", self.normalisasi, NORMALISASI),
            ("agregasi", self.agregasi, AGREGASI),
            ("batas_atas", self.batas_atas, None),
        ):
            _periksa_pilihan(nama, pilihan, dikenal)
        _periksa_bilangan(self)
        _periksa_pasangan(self)

    @property
    def kode(self) -> list[str]:
        """Codes of the indicators, in the order of the weights."""
        return [str(kode) for kode in self.bobot.index]

    @property
    def bobot_dasar(self) -> pd.Series:
        """The nominal weights, with sum 1."""
        return self.bobot.astype("float64") / float(self.bobot.sum())

    def naik(self, kode: str) -> bool:
        """Whether higher is better."""
        return self.arah is None or self.arah[kode] == "naik"


def _tolak(kode: str, apa: str, mengapa: str, tindakan: str) -> GalatRumus:
    return GalatRumus(kode, apa, di_mana="goyangan indeks", mengapa=mengapa, tindakan=tindakan)


def _periksa_bobot(goyangan: Goyangan) -> None:
    bobot = goyangan.bobot
    nilai = bobot.to_numpy(dtype="float64")
    if bobot.empty or not bobot.index.is_unique or not np.isfinite(nilai).all() or (nilai < 0).any() or not nilai.sum():
        raise _tolak(
            "bobot_tidak_sah", "Bobot dasar tidak dapat dipakai",
            "bobot harus ada, tidak negatif, tidak semuanya nol, dan setiap kode hanya sekali", "perbaiki bobotnya",
        )  # fmt: skip
    for nama, isi in (("arah", goyangan.arah), ("patokan", goyangan.patokan)):
        kurang = [] if isi is None else [kode for kode in goyangan.kode if kode not in isi]
        if kurang:
            raise _tolak(
                f"{nama}_kurang", f"Indikator {', '.join(kurang)} tidak punya {nama}",
                f"{nama} diberikan untuk indikator lain", f"lengkapi {nama}",
            )  # fmt: skip
    if goyangan.arah is not None and not set(goyangan.arah) <= {"naik", "turun"}:
        raise _tolak("arah_tidak_dikenal", "Arah indikator bukan naik dan bukan turun", "", "tulis naik atau turun")


def _periksa_pilihan(
    nama: str, pilihan: Mapping[str, float] | Mapping[float, float], dikenal: tuple[str, ...] | None
) -> None:
    asing = [] if dikenal is None else [str(satu) for satu in pilihan if satu not in dikenal]
    if asing:
        raise _tolak(
            "pilihan_tidak_dikenal", f"Pilihan {', '.join(asing)} untuk {nama} tidak dikenal",
            f"yang ada: {', '.join(dikenal or ())}", "pilih salah satunya",
        )  # fmt: skip
    peluang = list(pilihan.values())
    if not peluang or any(not 0 <= satu <= 1 for satu in peluang) or abs(math.fsum(peluang) - 1) > 1e-9:
        raise _tolak(
            "peluang_tidak_satu", f"Peluang pilihan {nama} tidak berjumlah satu", f"jumlahnya {math.fsum(peluang):g}",
            "beri setiap pilihan peluang antara 0 dan 1 yang berjumlah 1",
        )  # fmt: skip


def _periksa_bilangan(goyangan: Goyangan) -> None:
    batas = {"goyangan_bobot": 1.0, "pangsa_hilang": 1.0, "data_minimum": 1.0, "goyangan_ambang": math.inf}
    for nama, atas in batas.items():
        nilai = getattr(goyangan, nama)
        if not 0 <= nilai <= atas or math.isinf(nilai) or (nama != "data_minimum" and nilai == 1.0 == atas):
            raise _tolak(
                "di_luar_rentang", f"Nilai {nama} {nilai:g} di luar rentangnya",
                f"harus mulai dari 0 dan kurang dari {atas:g}", "perbaiki nilainya",
            )  # fmt: skip
    if goyangan.kepekatan is not None and (not goyangan.kepekatan >= KEPEKATAN_TERKECIL or goyangan.goyangan_bobot):
        raise _tolak(
            "kepekatan_tidak_sah", "Kepekatan Dirichlet tidak dapat dipakai",
            f"kepekatan harus sedikitnya {angka(KEPEKATAN_TERKECIL, 1)} dan tidak dipakai bersama goyangan_bobot", "pilih salah satu cara menggoyang bobot",
        )  # fmt: skip


def _periksa_pasangan(goyangan: Goyangan) -> None:
    """What cannot be combined: positive means with values around zero, goalposts that are missing, classes off their scale."""
    positif = [cara for cara in goyangan.agregasi if cara in PERLU_POSITIF]
    bawah_nol = ["z"] * ("z" in goyangan.normalisasi)
    if goyangan.rentang[0] <= 0:
        bawah_nol += [cara for cara in ("min_maks", "patokan", "persentil") if cara in goyangan.normalisasi]
    if positif and bawah_nol:
        raise _tolak(
            "tidak_positif", f"Agregasi {', '.join(positif)} tidak dapat dipakai dengan normalisasi {', '.join(bawah_nol)}",
            "normalisasi itu memberi nilai nol atau negatif",
            "pakai rentang yang positif, misalnya (1, 100), atau buang salah satu pilihan",
        )  # fmt: skip
    if "patokan" in goyangan.normalisasi and goyangan.patokan is None:
        raise _tolak("patokan_kurang", "Patokan belum diberikan", "normalisasi patokan membutuhkannya", "beri batas bawah dan atas setiap indikator")  # fmt: skip
    if goyangan.ambang is not None and set(goyangan.normalisasi) != {"capaian"}:
        raise _tolak(
            "ambang_tanpa_skala", "Kelas menurut ambang hanya untuk nilai pada skala capaian",
            "nilai yang dinormalkan tidak lagi berupa persen capaian",
            "pakai normalisasi capaian saja, atau hilangkan ambang",
        )  # fmt: skip
    if goyangan.ambang is not None and goyangan.ambang[0] > goyangan.ambang[1]:
        raise _tolak("ambang_terbalik", "Ambang kelas tengah di atas ambang kelas atas", "", "tukar keduanya")
