"""A file that is wrong in every row gives a bounded list, and still stops everyone it may concern."""

from __future__ import annotations

from pathlib import Path

import pytest

from penilaian.data import baca_data
from penilaian.galat import GalatData

from .conftest import salin_isi, tulis_csv


@pytest.mark.parametrize(
    ("tabel", "ubah", "kode"),
    [
        ("realisasi", {"realisasi": "sembilan"}, "banyak_nilai_salah"),
        ("realisasi", {}, "kunci_ganda"),
        ("realisasi", {"kode_indikator": ""}, "wajib_kosong"),
        ("realisasi", {"kode_indikator": "asing"}, "rujukan_tidak_ada"),
        ("skp", {"target": "-5"}, "bilangan_negatif"),
    ],
)
def test_temuan_serupa_dibatasi_dan_sisanya_menghalangi_semua_opd(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tabel: str, ubah: dict[str, str], kode: str
) -> None:
    for modul in ("lapor", "skema", "ubah", "periksa"):
        monkeypatch.setattr(f"penilaian.data.{modul}.BATAS_SERUPA", 3)
    isi = salin_isi()
    isi[tabel] = [{**isi[tabel][0], **ubah} for _ in range(10)]
    data = baca_data(tulis_csv(tmp_path / "masuk", isi))
    serupa = data.temuan[data.temuan["kode"] == kode]
    tanpa_baris = serupa[serupa["baris"].isna()]
    assert len(serupa) <= 4
    assert len(tanpa_baris) == 1
    assert "7 temuan serupa lagi" in tanpa_baris["apa"].iat[0]
    with pytest.raises(GalatData):
        data.pastikan_bersih("02")
