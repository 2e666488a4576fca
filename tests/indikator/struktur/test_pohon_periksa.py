"""Planted faults are each found, and nothing else."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from ruamel.yaml import YAML

from penilaian.galat import GalatRumus
from penilaian.indikator.pohon_periksa import JENIS, KOLOM_TEMUAN, periksa_pohon
from penilaian.pribadi.samaran import memuat_nip
from tests.indikator.struktur.pohon_uji import ATURAN, bahan, nip, tanam

KASUS = YAML(typ="safe").load((Path(__file__).parent / "cacat.yaml").read_text("utf-8"))


def _ringkas(temuan: pd.DataFrame) -> list[tuple[str, str | None]]:
    return sorted(
        (jenis, None if pd.isna(kode) else kode)
        for jenis, kode in zip(temuan["kode_temuan"], temuan["kode"], strict=True)
    )


def test_pohon_yang_bersih_tidak_punya_temuan():
    temuan = periksa_pohon(bahan())
    assert temuan.empty
    assert list(temuan.columns) == KOLOM_TEMUAN


@pytest.mark.parametrize("kasus", KASUS, ids=lambda kasus: kasus["nama"])
def test_cacat_ditemukan_dan_hanya_itu(kasus):
    temuan = periksa_pohon(tanam(kasus))
    assert _ringkas(temuan) == sorted(map(tuple, kasus["harap"]), key=lambda satu: (satu[0], satu[1]))
    assert (temuan["kode_opd"] == "d1").all()
    assert (temuan[["apa", "mengapa", "tindakan"]].map(len) > 10).all().all()


def test_setiap_jenis_temuan_punya_kasus():
    ditanam = {jenis for kasus in KASUS for jenis, _ in kasus["harap"]}
    assert ditanam | {"bobot_tidak_genap"} == set(JENIS)


def test_lingkaran_menyebut_semua_anggotanya():
    temuan = periksa_pohon(tanam({"ubah": {"d1-a1": {"kode_induk": "d1-l1"}}}))
    apa = temuan.set_index("kode_temuan").at["lingkaran", "apa"]
    assert all(kode in apa for kode in ("d1-a1", "d1-p1", "d1-l1"))


def test_tiga_rumusan_sama_dua_temuan():
    rumusan = "Jumlah berkas warga yang dijawab"
    temuan = periksa_pohon(tanam({"ubah": {"d1-l2": {"uraian": rumusan}, "d1-a2": {"uraian": rumusan}}}))
    assert _ringkas(temuan) == [("rumusan_sama", "d1-l1"), ("rumusan_sama", "d1-l2")]


def test_rumusan_sama_dengan_induknya_adalah_cascading_bukan_temuan():
    assert periksa_pohon(
        tanam({"ubah": {"d1-l1": {"uraian": "Persentase jadwal loket yang terlaksana", "satuan": "persen"}}})
    ).empty


@pytest.mark.parametrize(
    ("bobot", "apa"),
    [
        ([Fraction(1, 3)] * 3, None), (["0.1"] * 10, None), ([0.1] * 10, None), ([Decimal("33.3"), Decimal("66.7")], None),
        ([np.int64(40), np.int64(60)], None), (["0.3", "0.3", "0.3"], "0,9"), ([0.333, 0.333, 0.333], "0,999"), ([50, 49], "99"),
        ([Fraction(1, 3)] * 2, "2/3"), (["0.1"] * 9 + ["0.0999999"], "0,9999999"),
    ],
)  # fmt: skip
def test_bobot_dijumlahkan_tepat(bobot, apa):
    temuan = periksa_pohon(
        bahan(),
        bobot=pd.DataFrame({"kelompok": "uji", "kode": range(len(bobot)), "bobot": pd.Series(bobot, dtype=object)}),
    )
    assert len(temuan) == (apa is not None)
    if apa is not None:
        assert temuan["kode_temuan"].tolist() == ["bobot_tidak_genap"]
        assert "uji" in temuan["apa"][0]
        assert temuan["apa"][0].endswith(apa) or "/" in temuan["apa"][0]


def test_bobot_kebijakan_diperiksa():
    class Nilai:
        def bilangan(self, nama):
            return Fraction(26 if nama == "bobot_biaya" else 25)

    class Aturan:
        def nilai(self, kode):
            return Nilai() if kode == "kebijakan/indeks" else ATURAN.nilai(kode)

    temuan = periksa_pohon(bahan(aturan=Aturan()))
    assert _ringkas(temuan) == [("bobot_tidak_genap", None)]
    assert "aspek" in temuan["apa"][0]
    assert "101" in temuan["apa"][0]


@pytest.mark.parametrize("nilai", ["separuh", None, float("nan")])
def test_bobot_yang_bukan_bilangan_ditolak(nilai):
    with pytest.raises(GalatRumus) as galat:
        periksa_pohon(
            bahan(), bobot=pd.DataFrame({"kelompok": ["uji"], "kode": ["a"], "bobot": pd.Series([nilai], dtype=object)})
        )
    assert galat.value.kode == "bobot_bukan_bilangan"


def test_tidak_ada_nip_yang_keluar():
    kasus = {"target": {"d1-l1": f"sesuai arahan {nip('d1', 1)}"}, "tanpa_pemegang": ["d1-p1"]}
    temuan = periksa_pohon(tanam(kasus))
    assert "target_tak_terurai" in set(temuan["kode_temuan"])
    assert not any(memuat_nip(str(isi)) for isi in temuan.to_numpy().ravel())


def test_urutan_baris_tidak_mengubah_temuan():
    rusak = tanam(
        {
            "ubah": {"d1-l2": {"uraian": "Jumlah berkas warga yang dijawab"}, "d1-p1": {"kode_induk": "x"}},
            "target": {"d1-l1": "cukup"},
        }
    )
    acak = bahan(
        **{
            n: getattr(rusak, n).sample(frac=1, random_state=5).reset_index(drop=True)
            for n in ("indikator", "pegawai", "butir")
        }
    )
    pd.testing.assert_frame_equal(periksa_pohon(rusak), periksa_pohon(acak))


def test_bahan_tidak_diubah():
    satu = tanam(KASUS[0])
    salinan = satu.indikator.copy()
    periksa_pohon(satu)
    pd.testing.assert_frame_equal(satu.indikator, salinan)
