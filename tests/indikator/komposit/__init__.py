"""What the tests of the composite verbs share: cases as data, frames for properties, the published example."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import strategies as st
from ruamel.yaml import YAML

SINI = Path(__file__).parent
TAI = SINI.parents[2] / "data" / "nyata" / "tai"
NAN = float("nan")


def kasus(nama: str) -> list[dict[str, Any]]:
    return list(YAML(typ="safe").load((SINI / f"{nama}.yaml").read_text("utf-8")))


def label(satu: dict[str, Any]) -> str:
    return str(satu["nama"])


def tabel(isi: dict[str, list[float | None]]) -> pd.DataFrame:
    """Units u1, u2 … × indicators."""
    banyak = len(next(iter(isi.values())))
    return pd.DataFrame(isi, index=[f"u{i + 1}" for i in range(banyak)], dtype="float64")


def deret(isi: list[float | None]) -> pd.Series:
    return pd.Series(isi, index=[f"u{i + 1}" for i in range(len(isi))], dtype="float64", name="x")


BILANGAN = st.integers(-1000, 1000).map(lambda satu: satu / 8)
"""Numbers that halves, sums and shifts by eighths leave exact."""


@st.composite
def lembaran(gambar, *, kosong: bool = True, positif: bool = False) -> pd.DataFrame:
    """2–6 units × 1–4 indicators; some cells missing, no indicator constant or without values."""
    n, k = gambar(st.integers(2, 6)), gambar(st.integers(1, 4))
    rendah = 1 if positif else -1000
    isi = np.array(gambar(st.lists(st.integers(rendah, 1000), min_size=n * k, max_size=n * k))) / 8
    isi = isi.reshape(n, k)
    isi[0] = isi[1] + 1
    if kosong and n > 2:
        hilang = gambar(st.integers(0, 2 ** ((n - 2) * k) - 1))
        isi[2:][np.array([hilang >> i & 1 for i in range((n - 2) * k)], dtype=bool).reshape(n - 2, k)] = NAN
    return pd.DataFrame(isi, index=[f"u{i}" for i in range(n)], columns=list("abcd"[:k]))


@st.composite
def berbobot(gambar, **pilihan) -> tuple[pd.DataFrame, pd.Series]:
    data = gambar(lembaran(**pilihan))
    bobot = gambar(st.lists(st.integers(1, 20), min_size=data.shape[1], max_size=data.shape[1]))
    return data, pd.Series(bobot, index=data.columns, dtype="float64") / 10
