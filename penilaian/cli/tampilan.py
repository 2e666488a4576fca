"""Tables and progress on a terminal."""

from __future__ import annotations

import pandas as pd
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

LEBAR_TANPA_TERMINAL = 160


def konsol(*, galat: bool = False) -> Console:
    """A console that stays readable in a pipe or a log file."""
    layar = Console(stderr=galat, highlight=False, soft_wrap=False)
    return layar if layar.is_terminal else Console(stderr=galat, highlight=False, width=LEBAR_TANPA_TERMINAL)


def cetak_tabel(tabel: pd.DataFrame, judul: str, label: dict[str, str] | None = None) -> None:
    """Print a frame; missing values as a dash."""
    isi = Table(title=judul, title_justify="left", show_lines=False)
    for kolom in tabel.columns:
        angka = pd.api.types.is_numeric_dtype(tabel[kolom])
        isi.add_column(
            (label or {}).get(kolom, kolom.replace("_", " ")), justify="right" if angka else "left", overflow="fold"
        )
    for baris in tabel.itertuples(index=False):
        isi.add_row(*("–" if pd.isna(nilai) else str(nilai) for nilai in baris))
    konsol().print(isi)


def kemajuan(*, beruntai: bool = True) -> Progress:
    """A progress bar on stderr, silent where stderr is no terminal; without a thread it is drawn when it is told to."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=konsol(galat=True),
        auto_refresh=beruntai,
        disable=not Console(stderr=True).is_terminal,
    )
