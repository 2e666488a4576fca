"""Each rule on wording and entries, on both its sides."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from penilaian.indikator.keterukuran_rumusan import KRITERIA_RUMUSAN, nilai_rumusan
from penilaian.indikator.pohon import susun_pohon
from tests.indikator.keterukuran.ukur_uji import LALU, bahan, baris

KASUS = YAML(typ="safe").load((Path(__file__).parent / "rumusan.yaml").read_text("utf-8"))


def hasil(satu, kode, kriteria):
    semua = nilai_rumusan(satu, susun_pohon(satu)).set_index(["kode", "kriteria"])
    return semua.loc[(kode, kriteria)]


@pytest.mark.parametrize(
    "kasus", KASUS, ids=lambda kasus: f"{kasus['kriteria']}: {kasus['hasil']} {kasus.get('sebab', '')}"
)
def test_aturan_rumusan(kasus):
    isi = baris("x", [90, 95], periode=LALU if kasus.get("tanpa_skp") else "2025-T4")
    if kasus.get("tanpa_target"):
        isi = isi.assign(bawah=float("nan"), atas=float("nan"), teks_target="cukup")
    satu = hasil(bahan(isi, baris("p", [90], mulai=9), indikator={"x": kasus["ubah"]}), "x", kasus["kriteria"])
    assert satu["hasil"] == kasus["hasil"]
    assert kasus.get("sebab", "") in satu["sebab"]
    assert bool(satu["sebab"]) == (satu["hasil"] != "baik")
    assert (satu["nilai"] > 0) == (satu["hasil"] == "lemah")


def test_setiap_kriteria_punya_kasus_di_kedua_sisi():
    for kriteria in KRITERIA_RUMUSAN:
        assert {"baik", "lemah"} <= {kasus["hasil"] for kasus in KASUS if kasus["kriteria"] == kriteria}


def test_beberapa_aturan_dilanggar_semuanya_disebut():
    satu = hasil(bahan(baris("x", [90]), indikator={"x": {"satuan": None, "sumber_data": "-"}}), "x", "terukur")
    assert satu["nilai"] == 2
    assert "satuannya" in satu["sebab"]
    assert "sumber" in satu["sebab"]
