"""Signs of gaming: each a count that is compared with what the others' figures lead one to expect.

Every sign has an innocent explanation; a mark says where to look at the evidence, nothing more. Expectations leave out
the person in question, so that nobody is measured against himself. See `tanda` for how false marks are kept rare.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from penilaian.aturan.rumus.kebijakan import ambang_rating
from penilaian.kalibrasi.bahan import BahanKalibrasi
from penilaian.kalibrasi.tanda import ekor_binomial, ekor_poisson, tandai
from penilaian.periode import Periode

JENIS = {
    "menumpuk": "capaian menumpuk tepat di target atau tepat di atas ambang",
    "persis_target": "realisasi selalu sama persis dengan target",
    "target_diringankan": "target diringankan menjelang akhir periode",
    "umpan_balik_salinan": "umpan balik berteks sama untuk pegawai yang berbeda",
    "bukti_berulang": "bukti dukung yang sama dipakai untuk hasil yang berbeda",
    "hari_terakhir": "realisasi baru dicatat di hari-hari terakhir periode",
}
KOLOM = ["jenis", "orang", "amatan", "teramati", "diharapkan", "p", "q", "ditandai"]
_TARIKAN = 20.0
"""The overall rate counts as this many further observations of an indicator, so that rare ones borrow from it."""
_KEBEBASAN_TEKS = re.compile(r"[\W_\d]+")


def periksa_permainan(bahan: BahanKalibrasi) -> pd.DataFrame:
    """All signs: one row a person (employee, or giver of feedback) and sign, sorted by sign and p.

    Columns: jenis, orang (NIP), amatan, teramati, diharapkan, p, q, ditandai.
    """
    pemeriksa = (menumpuk, persis_target, target_diringankan, umpan_balik_salinan, bukti_berulang, hari_terakhir)
    semua = pd.concat([satu(bahan) for satu in pemeriksa], ignore_index=True)
    return semua.sort_values(["jenis", "p", "orang"], ignore_index=True)


def menumpuk(bahan: BahanKalibrasi) -> pd.DataFrame:
    """Achievement exactly on target, or from a threshold to ``lebar_ambang`` above it."""
    isi = butir_tunggal(bahan)
    ambang = [float(satu) for satu in ambang_rating(bahan.aturan.nilai("kebijakan/palu"))]
    lebar = bahan.bilangan("lebar_ambang")
    kena = isi["capaian"] == 100.0
    for satu in ambang:
        kena |= (isi["capaian"] >= satu) & (isi["capaian"] < satu + lebar) & (isi["capaian"] <= 100.0)
    return _per_orang(isi.assign(kena=kena), "menumpuk", bahan)


def persis_target(bahan: BahanKalibrasi) -> pd.DataFrame:
    """Every realisation equal to its target; people with a single exception are not counted here."""
    isi = butir_tunggal(bahan)
    isi = isi.assign(kena=isi["realisasi"] == isi["bawah"])
    semua = isi.groupby("nip")["kena"].transform("all")
    hasil = _per_orang(isi, "persis_target", bahan)
    selalu = hasil["orang"].isin(isi.loc[semua, "nip"])
    return tandai(hasil.assign(p=hasil["p"].where(selalu, 1.0)), bahan.bilangan("taraf"), _cukup(hasil, bahan))[KOLOM]


def butir_tunggal(bahan: BahanKalibrasi) -> pd.DataFrame:
    """Indicators with a single target above zero: inside a range, 100 is what the formula gives."""
    isi = bahan.butir.dropna(subset=["capaian"])
    return isi[(isi["bawah"] == isi["atas"]) & (isi["bawah"] > 0)].reset_index(drop=True)


def _per_orang(isi: pd.DataFrame, jenis: str, bahan: BahanKalibrasi) -> pd.DataFrame:
    """Hits (``kena``) of each employee against the rate of each indicator among all others."""
    laju = _laju_lainnya(isi, "kode_indikator")
    kelompok = isi.assign(laju=laju).groupby("nip")
    hasil = pd.DataFrame(
        {"amatan": kelompok.size(), "teramati": kelompok["kena"].sum(), "diharapkan": kelompok["laju"].sum()}
    )
    p = ekor_binomial(*(hasil[satu].to_numpy(dtype=np.float64) for satu in ("teramati", "diharapkan", "amatan")))
    return _susun(hasil.assign(p=p), jenis, bahan)


def _laju_lainnya(isi: pd.DataFrame, menurut: str) -> pd.Series:
    """For each row the share of hits in its group among other people, drawn towards the overall share."""
    kena = isi["kena"].astype(float)
    jumlah, banyak = (kena.groupby(isi[menurut]).transform(satu) for satu in ("sum", "size"))
    sendiri = [isi[menurut], isi["nip"]]
    jumlah_ini, banyak_ini = (kena.groupby(sendiri).transform(satu) for satu in ("sum", "size"))
    return (jumlah - jumlah_ini + _TARIKAN * kena.mean()) / (banyak - banyak_ini + _TARIKAN)


def _susun(hasil: pd.DataFrame, jenis: str, bahan: BahanKalibrasi) -> pd.DataFrame:
    hasil = hasil.rename_axis("orang").reset_index().assign(jenis=jenis)
    return tandai(hasil, bahan.bilangan("taraf"), _cukup(hasil, bahan))[KOLOM]


def _cukup(hasil: pd.DataFrame, bahan: BahanKalibrasi) -> pd.Series:
    return hasil["amatan"] >= bahan.bilangan("amatan_paling_sedikit")


def target_diringankan(bahan: BahanKalibrasi) -> pd.DataFrame:
    """Targets made easier in the last days of a period; expected at the pace of the days before.

    Whoever adjusts a target in earnest does so at any time: the pace before the last days says how often to expect
    it in them.
    """
    isi = bahan.butir
    ringan = ((isi["arah"] == "naik") & (isi["bawah"] < isi["target_semula"])) | (
        (isi["arah"] == "turun") & (isi["atas"] > isi["target_semula"])
    )
    hari = int(bahan.bilangan("hari_akhir_periode"))
    batas = {kode: Periode.urai(kode) for kode in isi["periode"].unique()}
    akhir = pd.to_datetime(isi["periode"].map({kode: satu.akhir for kode, satu in batas.items()}))
    panjang = isi["periode"].map({kode: (satu.akhir - satu.awal).days + 1 for kode, satu in batas.items()})
    di_akhir = ringan & (isi["diubah"] > akhir - pd.Timedelta(days=hari))
    sebelum = int((ringan & ~di_akhir).sum())
    laju = sebelum / float((panjang - hari).clip(lower=1).sum()) * hari
    kelompok = di_akhir.groupby(isi["nip"])
    hasil = pd.DataFrame({"amatan": kelompok.size(), "teramati": kelompok.sum()})
    hasil["diharapkan"] = hasil["amatan"] * laju
    p = ekor_poisson(hasil["teramati"].to_numpy(dtype=np.float64), hasil["diharapkan"].to_numpy(dtype=np.float64))
    return _susun(hasil.assign(p=p), "target_diringankan", bahan)


def umpan_balik_salinan(bahan: BahanKalibrasi) -> pd.DataFrame:
    """Pairs of equal texts for different employees by one giver, against the pairs that common phrases give."""
    isi = bahan.umpan_balik.dropna(subset=["dari", "isi"])
    teks = isi["isi"].map(samakan_teks)
    return _pasangan(isi["dari"], teks, isi["nip"], "umpan_balik_salinan", bahan)


def samakan_teks(teks: str) -> str:
    """A text without case, digits, punctuation and spacing, so that small edits do not hide a copy.

    >>> samakan_teks("Baik sekali,  lanjutkan 2x!") == samakan_teks("baik sekali lanjutkan x")
    True
    """
    return _KEBEBASAN_TEKS.sub(" ", teks.casefold()).strip()


def bukti_berulang(bahan: BahanKalibrasi) -> pd.DataFrame:
    """Pairs of equal evidence under different indicators or periods of one employee."""
    isi = bahan.butir.dropna(subset=["bukti"])
    hasil = isi["periode"] + "\t" + isi["kode_indikator"]
    return _pasangan(isi["nip"], isi["bukti"].str.strip().str.casefold(), hasil, "bukti_berulang", bahan)


def _pasangan(orang: pd.Series, isi: pd.Series, sasaran: pd.Series, jenis: str, bahan: BahanKalibrasi) -> pd.DataFrame:
    """Equal pairs within a person over different subjects; expected if contents were drawn from everybody else's."""
    kerja = pd.DataFrame({"orang": orang, "isi": isi, "sasaran": sasaran})
    banyak = kerja.groupby("orang").size()
    sama = _berpasangan(kerja, ["isi"]) - _berpasangan(kerja, ["isi", "sasaran"])
    mungkin = _berpasangan(kerja, []) - _berpasangan(kerja, ["sasaran"])
    sendiri = kerja.groupby(["orang", "isi"])["sasaran"].transform("size")
    lain = kerja.groupby("isi")["sasaran"].transform("size") - sendiri
    laju = (lain / (len(kerja) - kerja["orang"].map(banyak)).clip(lower=1)).groupby(kerja["orang"]).mean()
    hasil = pd.DataFrame({"amatan": banyak, "teramati": sama, "diharapkan": laju * mungkin})
    hasil["diharapkan"] = hasil["diharapkan"].clip(lower=1.0 / len(kerja))
    p = ekor_poisson(hasil["teramati"].to_numpy(dtype=np.float64), hasil["diharapkan"].to_numpy(dtype=np.float64))
    return _susun(hasil.assign(p=p), jenis, bahan)


def _berpasangan(kerja: pd.DataFrame, sama: list[str]) -> pd.Series:
    """How many pairs of a person's rows agree in these columns."""
    cacah = kerja.groupby(["orang", *sama]).size()
    return (cacah * (cacah - 1) / 2).groupby(level=0).sum()


def hari_terakhir(bahan: BahanKalibrasi) -> pd.DataFrame:
    """Realisations entered in the last days of the period, against the others in the same agency."""
    isi = bahan.butir.dropna(subset=["dicatat"])
    opd = bahan.pegawai[["nip", "periode", "kode_opd"]]
    isi = isi.merge(opd, on=["nip", "periode"], how="left", validate="many_to_one")
    akhir = pd.to_datetime(isi["periode"].map({kode: Periode.urai(kode).akhir for kode in isi["periode"].unique()}))
    sela = (akhir - isi["dicatat"]).dt.days
    isi = isi.assign(kena=(sela >= 0) & (sela < bahan.bilangan("hari_terakhir_catat")))
    kelompok = isi.assign(laju=_laju_lainnya(isi, "kode_opd")).groupby("nip")
    hasil = pd.DataFrame(
        {"amatan": kelompok.size(), "teramati": kelompok["kena"].sum(), "diharapkan": kelompok["laju"].sum()}
    )
    p = ekor_binomial(*(hasil[satu].to_numpy(dtype=np.float64) for satu in ("teramati", "diharapkan", "amatan")))
    return _susun(hasil.assign(p=p), "hari_terakhir", bahan)
