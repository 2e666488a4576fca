"""The slope figure: what moves far is told in words too, ties share a line, missing ranks are left out."""

from __future__ import annotations

import pandas as pd

from penilaian.laporan.lereng import gambar_lereng


def _data(kiri: list[float | None], kanan: list[float | None]) -> pd.DataFrame:
    return pd.DataFrame({"lama": kiri, "baru": kanan}, index=list("abcd")[: len(kiri)]).astype("Int64")


def test_alt_menyebut_yang_berpindah_paling_jauh_lebih_dulu() -> None:
    gambar = gambar_lereng(_data([1, 2, 3, 4], [2, 1, 4, 3]).rename(index={"a": "Satu"}), "Uji", "unit", "sumber")
    assert "Satu dari 1 ke 2" in gambar.alt
    jauh = gambar_lereng(_data([1, 2, 3, 4], [4, 1, 2, 3]), "Uji", "unit", "sumber")
    assert "paling jauh: a dari 1 ke 4" in jauh.alt
    assert "0 tidak berpindah" in jauh.alt


def test_yang_tidak_berpindah_dikatakan() -> None:
    gambar = gambar_lereng(_data([1, 2], [1, 2]), "Uji", "unit", "sumber")
    assert gambar.alt.endswith("2 tidak berpindah.")


def test_peringkat_kembar_dan_yang_kosong() -> None:
    gambar = gambar_lereng(_data([1, 1, 3, None], [1, 2, 3, 4]), "Uji", "unit", "sumber")
    assert "untuk 3 unit" in gambar.alt
    assert "b dari 1 ke 2" in gambar.alt


def test_tanpa_data_gambarnya_mengatakannya() -> None:
    assert "tidak ada data" in gambar_lereng(_data([None], [1]), "Uji", "unit", "sumber").alt


def test_byte_yang_sama_setiap_kali() -> None:
    data = _data([1, 2, 3, 4], [4, 3, 2, 1])
    assert gambar_lereng(data, "Uji", "unit", "s").png == gambar_lereng(data, "Uji", "unit", "s").png
