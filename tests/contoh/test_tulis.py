"""Writing a city never touches what somebody else put there."""

from __future__ import annotations

from pathlib import Path

import pytest

from penilaian.contoh import tulis_kota
from penilaian.galat import GalatParameter


@pytest.mark.parametrize("nama", ["pegawai.csv", "realisasi.xlsx", "catatan.txt"])
def test_folder_berisi_data_lain_tidak_ditimpa(tmp_path: Path, nama: str) -> None:
    (tmp_path / nama).write_bytes(b"data sungguhan")
    with pytest.raises(GalatParameter) as galat:
        tulis_kota(tmp_path, 150, 5)
    assert nama in galat.value.mengapa
    assert galat.value.di_mana == str(tmp_path)
    assert galat.value.tindakan
    assert {satu.name: satu.read_bytes() for satu in tmp_path.iterdir()} == {nama: b"data sungguhan"}


def test_kota_lama_boleh_ditulis_ulang_kecuali_ada_berkas_lain_di_dalamnya(tmp_path: Path) -> None:
    kota = tmp_path / "kota"
    lama = {berkas.name: berkas.read_bytes() for berkas in tulis_kota(kota, 150, 5)}
    (kota / ".gitkeep").touch()
    tulis_kota(kota, 150, 5)
    assert {nama: (kota / nama).read_bytes() for nama in lama} == lama
    (kota / "pegawai.xlsx").write_bytes(b"data sungguhan")
    with pytest.raises(GalatParameter, match=r"pegawai\.xlsx"):
        tulis_kota(kota, 150, 6)
    assert {nama: (kota / nama).read_bytes() for nama in lama} == lama


def test_tujuan_yang_sebuah_berkas_ditolak(tmp_path: Path) -> None:
    (tmp_path / "kota").write_text("x")
    with pytest.raises(GalatParameter, match="bukan folder"):
        tulis_kota(tmp_path / "kota", 150, 5)
