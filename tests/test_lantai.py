"""Imports go down the floors only, and legal numbers stay out of Python."""

import ast
from pathlib import Path

import pytest

PAKET = Path(__file__).parents[1] / "penilaian"
LANTAI = {
    "galat": -1, "periode": 0, "bahasa": 0, "berkas": 0, "buku_xlsx": 0, "ringan": 0,
    "aturan": 1, "pribadi": 1,
    "data": 2,
    "nilai": 3, "formulir": 3,
    "impor": 4, "contoh": 4, "kalibrasi": 4, "indikator": 4,
    "laporan": 5, "rapat": 5,
    "jalan": 6, "aplikasi": 6, "laboratorium": 6,
    "cli": 7,
}  # fmt: skip
MODUL = sorted(PAKET.rglob("*.py"))


def _ruang(modul: Path) -> str:
    return modul.relative_to(PAKET).parts[0].removesuffix(".py")


def _impor(modul: Path) -> set[str]:
    pohon = ast.parse(modul.read_text("utf-8"))
    nama = set()
    for simpul in ast.walk(pohon):
        if isinstance(simpul, ast.Import):
            nama |= {alias.name for alias in simpul.names}
        elif isinstance(simpul, ast.ImportFrom) and simpul.module:
            nama |= {simpul.module} | {f"{simpul.module}.{alias.name}" for alias in simpul.names}
    return nama


@pytest.mark.parametrize("modul", [m for m in MODUL if _ruang(m) in LANTAI], ids=lambda m: str(m.relative_to(PAKET)))
def test_impor_hanya_ke_lantai_di_bawah(modul):
    ruang = _ruang(modul)
    for nama in _impor(modul):
        bagian = nama.split(".")
        if bagian[0] == "penilaian" and len(bagian) > 1 and bagian[1] in LANTAI and bagian[1] != ruang:
            assert LANTAI[bagian[1]] < LANTAI[ruang], f"{modul} mengimpor {nama}"


def test_setiap_ruang_punya_lantai():
    assert {_ruang(modul) for modul in MODUL} - {"__init__", "__main__"} == set(LANTAI)


@pytest.mark.parametrize("pustaka", ["papermill", "nbclient"])
def test_hanya_ruang_jalan_yang_mengenal(pustaka):
    pengguna = {_ruang(modul) for modul in MODUL if any(n.split(".")[0] == pustaka for n in _impor(modul))}
    assert pengguna == {"jalan"}


def test_analisis_tidak_membaca_berkas_dan_jam():
    """The scoring, the calibration and the design room take frames and return frames: no files, no clock."""
    for modul in [
        *(PAKET / "nilai").rglob("*.py"),
        *(PAKET / "kalibrasi").rglob("*.py"),
        *(PAKET / "indikator").rglob("*.py"),
    ]:
        assert not {n.split(".")[0] for n in _impor(modul)} & {"pathlib", "os", "time", "datetime", "random"}, modul


def test_modul_terbaca_sekali_duduk():
    for modul in MODUL:
        assert len(modul.read_text("utf-8").splitlines()) <= 320, modul
