"""Signs of gaming: each a count that is compared with what the others' figures lead one to expect.

Every sign has an innocent explanation; a mark says where to look at the evidence, nothing more. Expectations leave out
the person in question, so that nobody is measured against himself. See `tanda` for how false marks are kept rare.

A probability is no better than its idea of independence. What is one decision counts once: targets changed on one day,
figures entered on one day. Where kinds of indicator or agencies differ of themselves, the spread between them widens
what counts as ordinary.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from penilaian.aturan.rumus.kebijakan import ambang_rating
from penilaian.kalibrasi.bahan import BahanKalibrasi
from penilaian.kalibrasi.tanda import ekor_binomial, ekor_negatif_binomial, tandai
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
_TARIKAN_TERKECIL, _TARIKAN_TERBESAR = 1.0, 1000.0
"""As how many further observations of a group the overall rate counts at least and at most."""
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
    """Indicators with a single target above zero: inside a range, 100 is what the formula gives.

    Achievement to nine decimals: 8.1 of 9 is 90 percent, while binary division says a little less.
    """
    isi = bahan.butir.dropna(subset=["capaian"])
    isi = isi.assign(capaian=isi["capaian"].round(9))
    return isi[(isi["bawah"] == isi["atas"]) & (isi["bawah"] > 0)].reset_index(drop=True)


def _per_orang(isi: pd.DataFrame, jenis: str, bahan: BahanKalibrasi) -> pd.DataFrame:
    """Hits (``kena``) of each employee against the rate of each indicator among all others."""
    return _susun(_banding_lainnya(isi, "kode_indikator"), jenis, bahan)


def _banding_lainnya(isi: pd.DataFrame, menurut: str) -> pd.DataFrame:
    """Hits of each person against the shares of hits in the same groups among other people.

    A group's share is drawn towards the overall one, the more the less groups differ; what is uncertain about it widens
    the expected spread (the beta-binomial distribution). Index nip; amatan, teramati, diharapkan, p, missing where there
    is nobody else.
    """
    kelompok = isi.groupby(["nip", menurut])["kena"]
    sel = pd.DataFrame({"kena": kelompok.sum(), "banyak": kelompok.size()}).astype(float)
    grup, orang = (sel.groupby(level=tingkat).transform("sum") for tingkat in (menurut, "nip"))
    lain, semua_lain = grup - sel, sel.sum() - orang
    tarikan = _tarikan(sel.groupby(level=menurut).sum())
    umum = (semua_lain["kena"] / semua_lain["banyak"]).where(semua_lain["banyak"] > 0)
    laju = (lain["kena"] + tarikan * umum) / (lain["banyak"] + tarikan)
    harap, n = laju * sel["banyak"], sel["banyak"]
    lebih = n * (n - 1) * laju * (1 - laju) / (lain["banyak"] + tarikan + 1)
    semua = sel.assign(harap=harap, lebih=lebih).groupby(level="nip").sum(min_count=1)
    p = ekor_binomial(*(semua[nama].to_numpy() for nama in ("kena", "harap", "banyak", "lebih")))
    return pd.DataFrame(
        {
            "amatan": semua["banyak"].astype("int64"),
            "teramati": semua["kena"].astype("int64"),
            "diharapkan": semua["harap"],
            "p": p,
        }
    )


def _tarikan(grup: pd.DataFrame) -> float:
    """How many observations the overall share is worth: from the spread of shares between groups (intraclass, ANOVA)."""
    n, total = grup["banyak"], float(grup["banyak"].sum())
    bebas = len(grup) - 1
    if bebas < 1 or total <= len(grup):
        return _TARIKAN_TERBESAR
    laju = grup["kena"] / n
    antara = float((n * (laju - grup["kena"].sum() / total) ** 2).sum()) / bebas
    dalam = float((n * laju * (1 - laju)).sum()) / (total - len(grup))
    ukuran = (total - float((n**2).sum()) / total) / bebas
    penyebut = antara + (ukuran - 1) * dalam
    mirip = (antara - dalam) / penyebut if penyebut > 0 else 0.0
    return float(np.clip(1 / max(mirip, 1e-9) - 1, _TARIKAN_TERKECIL, _TARIKAN_TERBESAR))


def _susun(hasil: pd.DataFrame, jenis: str, bahan: BahanKalibrasi, boleh: pd.Series | None = None) -> pd.DataFrame:
    hasil = hasil.rename_axis("orang").reset_index().assign(jenis=jenis)
    cukup = _cukup(hasil, bahan) if boleh is None else boleh.reset_index(drop=True)
    return tandai(hasil, bahan.bilangan("taraf"), cukup)[KOLOM]


def _cukup(hasil: pd.DataFrame, bahan: BahanKalibrasi) -> pd.Series:
    return hasil["amatan"] >= bahan.bilangan("amatan_paling_sedikit")


def target_diringankan(bahan: BahanKalibrasi) -> pd.DataFrame:
    """Targets made easier in the last days of a period; expected at the pace of the days before.

    Whoever adjusts a target in earnest does so at any time: the pace before the last days, everybody's and one's own,
    says how often to expect it in them. ``teramati`` counts days on which it was done, however many targets on each.
    Periods without earlier days tell nothing and are left out, as are changes whose day is unknown.
    """
    hari = int(bahan.bilangan("hari_akhir_periode"))
    batas = {kode: Periode.urai(kode) for kode in bahan.butir["periode"].unique()}
    panjang = bahan.butir["periode"].map({kode: (satu.akhir - satu.awal).days + 1 for kode, satu in batas.items()})
    isi = bahan.butir.assign(sebelum=panjang.astype(float) - hari)
    isi = isi[isi["sebelum"] > 0].assign(diubah=isi["diubah"].dt.normalize())
    ringan = ((isi["arah"] == "naik") & (isi["bawah"] < isi["target_semula"])) | (
        (isi["arah"] == "turun") & (isi["atas"] > isi["target_semula"])
    )
    akhir = pd.to_datetime(isi["periode"].map({kode: satu.akhir for kode, satu in batas.items()}))
    kali = isi.assign(di_akhir=isi["diubah"] > akhir - pd.Timedelta(days=hari))[ringan & isi["diubah"].notna()]
    kali = kali.drop_duplicates(["nip", "periode", "diubah"]).groupby("nip")["di_akhir"].agg(["sum", "size"])
    kelompok = isi.groupby("nip")
    hasil = pd.DataFrame({"amatan": kelompok.size(), "hari": kelompok["sebelum"].sum()})
    hasil["teramati"] = kali["sum"].reindex(hasil.index, fill_value=0).astype("int64")
    dulu = (kali["size"] - kali["sum"]).reindex(hasil.index, fill_value=0)
    diharapkan, bentuk = _laju_dulu(dulu.astype(float), hasil["hari"], hasil["amatan"] * hari)
    p = ekor_negatif_binomial(hasil["teramati"].to_numpy(np.float64), diharapkan.to_numpy(), bentuk.to_numpy())
    return _susun(hasil.assign(diharapkan=diharapkan, p=p), "target_diringankan", bahan)


def _laju_dulu(dulu: pd.Series, hari: pd.Series, nanti: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Expected count in ``nanti`` days, and the shape of its negative binomial distribution.

    The pace of the others is known as well as their events are many (half an event more keeps it off zero); people's
    own paces spread around it as their counts did before, and a person's own counts say where in this spread he is.
    """
    lain = (dulu.sum() - dulu + 0.5) / (hari.sum() - hari).clip(lower=1.0)
    mu = lain * hari
    sebar = float(((dulu - mu) ** 2 - mu).sum())
    bentuk = (float((mu**2).sum()) + 1) / (max(sebar, 0.0) + 1)
    sendiri = bentuk + dulu
    return sendiri / (bentuk / lain + hari) * nanti, sendiri


def umpan_balik_salinan(bahan: BahanKalibrasi) -> pd.DataFrame:
    """Pairs of equal texts for different employees by one giver, against the pairs that common phrases give."""
    isi = bahan.umpan_balik.dropna(subset=["dari", "isi"])
    isi = isi.assign(teks=isi["isi"].map(samakan_teks))
    isi = isi[isi["teks"] != ""]
    return _pasangan(isi["dari"], isi["teks"], isi["nip"], "umpan_balik_salinan", bahan)


def samakan_teks(teks: str) -> str:
    """A text without case, digits, punctuation and spacing, so that small edits do not hide a copy.

    >>> samakan_teks("Baik sekali,  lanjutkan 2x!") == samakan_teks("baik sekali lanjutkan x")
    True
    """
    return _KEBEBASAN_TEKS.sub(" ", teks.casefold()).strip()


def bukti_berulang(bahan: BahanKalibrasi) -> pd.DataFrame:
    """Pairs of equal evidence under different indicators or periods of one employee."""
    isi = bahan.butir.dropna(subset=["bukti"])
    isi = isi.assign(bukti=isi["bukti"].str.strip().str.casefold())
    isi = isi[isi["bukti"] != ""]
    return _pasangan(isi["nip"], isi["bukti"], isi["periode"] + "\t" + isi["kode_indikator"], "bukti_berulang", bahan)


def _pasangan(orang: pd.Series, isi: pd.Series, sasaran: pd.Series, jenis: str, bahan: BahanKalibrasi) -> pd.DataFrame:
    """Equal pairs within a person over different subjects; expected if contents were drawn from everybody else's.

    Pairs are not independent (six equal contents are fifteen pairs), so that their number says little about chance.
    The probability is that of the content repeated most surprisingly: a binomial tail of its repetitions, those for the
    subject who got it most counted once, divided by its share among others' contents (Bonferroni with weights, Holm
    1979: one of many contents was bound to be repeated). What nobody else has counts as if somebody had it once.
    """
    kerja = pd.DataFrame({"orang": orang, "isi": isi, "sasaran": sasaran})
    banyak = kerja.groupby("orang").size()
    sama = _berpasangan(kerja, ["isi"]) - _berpasangan(kerja, ["isi", "sasaran"])
    mungkin = _berpasangan(kerja, []) - _berpasangan(kerja, ["sasaran"])
    per_sasaran = kerja.groupby(["orang", "isi", "sasaran"]).size().groupby(level=["orang", "isi"]).agg(["sum", "max"])
    sel = per_sasaran.reset_index()
    n = sel["orang"].map(banyak).astype("float64")
    lain = sel["isi"].map(kerja.groupby("isi").size()).astype("float64") - sel["sum"]
    semua_lain = len(kerja) - n
    ulang, laju = sel["sum"] - sel["max"] + 1.0, (lain + 1) / (semua_lain + 1)
    bobot = (lain + 1) / (semua_lain + sel["isi"].nunique())
    harap, kesempatan = (np.asarray(satu, dtype=np.float64) for satu in (n * laju, n))
    ekor = ekor_binomial(np.asarray(ulang, dtype=np.float64), harap, kesempatan) / bobot
    p = ekor.groupby(sel["orang"]).min().clip(upper=1.0)
    sama_lain = (sel["sum"] * lain / semua_lain.clip(lower=1)).groupby(sel["orang"]).sum() / banyak
    hasil = pd.DataFrame({"amatan": banyak, "teramati": sama.astype("int64"), "diharapkan": sama_lain * mungkin})
    return _susun(hasil.assign(p=p), jenis, bahan)


def _berpasangan(kerja: pd.DataFrame, sama: list[str]) -> pd.Series:
    """How many pairs of a person's rows agree in these columns."""
    cacah = kerja.groupby(["orang", *sama]).size()
    return (cacah * (cacah - 1) / 2).groupby(level=0).sum()


def hari_terakhir(bahan: BahanKalibrasi) -> pd.DataFrame:
    """Days of entry that are among the last of the period, against the others in the same agency and period.

    Figures entered on one day are one decision to sit down and enter them: ``amatan`` counts such days. Where a whole
    agency enters late, nobody in it stands out.
    """
    isi = bahan.butir.dropna(subset=["dicatat"])
    opd = bahan.pegawai[["nip", "periode", "kode_opd"]]
    isi = isi.merge(opd, on=["nip", "periode"], how="left", validate="many_to_one").dropna(subset=["kode_opd"])
    akhir = pd.to_datetime(isi["periode"].map({kode: Periode.urai(kode).akhir for kode in isi["periode"].unique()}))
    sela = (akhir - isi["dicatat"].dt.normalize()).dt.days
    kena = (sela >= 0) & (sela < bahan.bilangan("hari_terakhir_catat"))
    isi = isi.assign(kena=kena, hari=isi["dicatat"].dt.normalize(), tempat=isi["kode_opd"] + "\t" + isi["periode"])
    hasil = _banding_lainnya(isi.drop_duplicates(["nip", "periode", "hari"]), "tempat")
    boleh = isi.groupby("nip").size().reindex(hasil.index) >= bahan.bilangan("amatan_paling_sedikit")
    return _susun(hasil, "hari_terakhir", bahan, boleh)
