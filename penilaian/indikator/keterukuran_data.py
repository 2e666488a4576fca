"""What an indicator's own figures say about it: is it there, in time, does it vary, is its target worth having?

One observation is an employee's row in a period, over all periods looked at together. Every cut-off comes from the provision
`kebijakan/desain_indikator`; at a cut-off exactly an indicator is good. With fewer observations than
``amatan_paling_sedikit``, or where a measure is not defined, the criterion cannot be judged: never a pass.
Skewness and kurtosis are the adjusted Fisher–Pearson G1 and G2 (Joanes & Gill 1998, The Statistician 47(1): 183–189).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from penilaian.indikator.bahan import BahanIndikator
from penilaian.indikator.keterukuran_korelasi import daya_beda, kelewahan, kestabilan, simpangan
from penilaian.periode import Periode

KRITERIA_DATA = (
    "ketersediaan", "tepat_waktu", "keragaman", "langit_langit", "lantai", "nilai_sama", "kestabilan", "pencilan",
    "kemencengan", "keruncingan", "target_mudah", "target_sulit", "daya_beda", "kelewahan",
)  # fmt: skip
KURANG, LEBIH = "kurang", "lebih"
BATAS: Mapping[str, tuple[str, str]] = {
    "ketersediaan": ("ketersediaan", KURANG), "tepat_waktu": ("tepat_waktu", KURANG), "keragaman": ("keragaman", KURANG),
    "langit_langit": ("pangsa_langit_langit", LEBIH), "lantai": ("pangsa_lantai", LEBIH),
    "nilai_sama": ("pangsa_nilai_sama", LEBIH), "kestabilan": ("kestabilan", KURANG), "pencilan": ("pangsa_pencilan", LEBIH),
    "kemencengan": ("kemencengan", LEBIH), "keruncingan": ("keruncingan", LEBIH), "target_mudah": ("target_mudah", LEBIH),
    "target_sulit": ("target_sulit", KURANG), "daya_beda": ("daya_beda", KURANG), "kelewahan": ("kelewahan", LEBIH),
}  # fmt: skip
"""Criterion → its number in the provision, and on which side of it an indicator is weak."""
_SKALA = re.compile(r"skala\s+(\d+)\s*[–—-]\s*(\d+)", re.IGNORECASE)


def ukur_data(bahan: BahanIndikator, kode: pd.Series) -> pd.DataFrame:
    """Measures by criterion and indicator: kriteria, kode, nilai (missing where undefined), amatan, tambahan.

    ``tambahan`` is the other indicator for ``kelewahan``, and for ``target_sulit`` the share of this period's rows that reach
    their target; missing otherwise. Indicators without rows are left out.
    """
    baris = bahan.butir.rename(columns={"kode_indikator": "kode"})
    baris = baris[baris["kode"].isin(kode)]
    satuan = bahan.indikator.drop_duplicates("kode").set_index("kode")["satuan"]
    sebaran = _sebaran(baris, bahan.bilangan("kali_jarak_kuartil"))
    beda = simpangan(baris)
    ukuran = {
        "ketersediaan": _pangsa(baris, baris["realisasi"].notna()),
        "tepat_waktu": _tepat_waktu(baris, bahan.bilangan("hari_tepat_waktu")),
        "langit_langit": _ujung(baris, satuan, "atas"),
        "lantai": _ujung(baris, satuan, "bawah"),
        "kestabilan": kestabilan(baris, bahan.daftar_periode),
        "daya_beda": daya_beda(beda),
        "kelewahan": kelewahan(beda, int(bahan.bilangan("amatan_paling_sedikit"))).rename(
            columns={"pasangan": "tambahan"}
        ),
        **sebaran,
        **_target(baris, bahan.periode.kode),
    }
    semua = [ukuran[nama].rename_axis("kode").reset_index().assign(kriteria=nama) for nama in KRITERIA_DATA]
    return pd.concat(semua, ignore_index=True)[["kriteria", "kode", "nilai", "amatan", "tambahan"]]


def _pangsa(baris: pd.DataFrame, kena: pd.Series) -> pd.DataFrame:
    """Share of rows by indicator."""
    kelompok = kena.astype(float).groupby(baris["kode"])
    return pd.DataFrame({"nilai": kelompok.mean(), "amatan": kelompok.size()})


def _tepat_waktu(baris: pd.DataFrame, hari: float) -> pd.DataFrame:
    """Of realisations with a day of entry: entered at most so many days after the period's end."""
    isi = baris[baris["realisasi"].notna() & baris["dicatat"].notna()]
    akhir = {kode: pd.Timestamp(Periode.urai(kode).akhir) for kode in isi["periode"].unique()}
    batas = pd.to_datetime(isi["periode"].map(akhir)) + pd.Timedelta(days=hari)
    return _pangsa(isi, isi["dicatat"].dt.normalize() <= batas)


def _ujung(baris: pd.DataFrame, satuan: pd.Series, sisi: str) -> pd.DataFrame:
    """Share of realisations at the best (``atas``) or worst value there is, by capaian, or at the best or worst possible one.

    Where all capaian are equal, that one value is neither end. Possible ends: 0 and 100 for a percentage (as long as none goes beyond), the ends of "skala a–b", and 0 for everything that
    should fall or rise from nothing.
    """
    isi = baris[baris["realisasi"].notna()]
    kelompok = isi.groupby("kode")["capaian"]
    terbaik, terburuk = kelompok.transform("max"), kelompok.transform("min")
    ada = (isi["capaian"] == (terbaik if sisi == "atas" else terburuk)) & (terbaik > terburuk)
    rendah, tinggi = _rentang_mungkin(isi, satuan)
    membaik = (isi["arah"] == "naik") == (sisi == "atas")
    mungkin = isi["realisasi"] == tinggi.where(membaik, rendah)
    return _pangsa(isi, ada | mungkin)


def _rentang_mungkin(isi: pd.DataFrame, satuan: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Lowest and highest possible realisation of each row; missing where nothing is known."""
    teks = satuan.fillna("").astype(str)
    cocok = {kode: _SKALA.search(satu) for kode, satu in teks.items()}
    bawah = {kode: float(satu[1]) if satu else 0.0 for kode, satu in cocok.items()}
    atas = {kode: float(satu[2]) for kode, satu in cocok.items() if satu}
    atas |= {str(kode): 100.0 for kode, satu in teks.items() if satu.casefold().startswith(("persen", "%"))}
    tinggi = isi["kode"].map(atas).astype(float)
    terbesar = isi.groupby("kode")["realisasi"].transform("max")
    return isi["kode"].map(bawah).astype(float), tinggi.where(terbesar <= tinggi)


def _sebaran(baris: pd.DataFrame, kali: float) -> dict[str, pd.DataFrame]:
    """Spread, shape, outliers and the commonest value of capaian."""
    isi = baris.dropna(subset=["capaian"])
    kelompok = isi.groupby("kode")["capaian"]
    n, rata = kelompok.size(), kelompok.mean()
    berbeda = kelompok.max() > kelompok.min()
    jarak = isi["capaian"] - kelompok.transform("mean")
    pangkat = {k: (jarak**k).groupby(isi["kode"]).mean().where(berbeda) for k in (2, 3, 4)}
    sd = (pangkat[2] * n / (n - 1)) ** 0.5
    miring = (n * (n - 1)) ** 0.5 / (n - 2).where(n > 2) * pangkat[3] / pangkat[2] ** 1.5
    runcing = (n - 1) / ((n - 2) * (n - 3)).where(n > 3) * ((n + 1) * (pangkat[4] / pangkat[2] ** 2 - 3) + 6)
    q1, q3 = kelompok.quantile(0.25), kelompok.quantile(0.75)
    lebar = (q3 - q1).where(q3 > q1)
    bawah, atas = (isi["kode"].map(satu).astype(float) for satu in (q1 - kali * lebar, q3 + kali * lebar))
    dekat = isi["capaian"].between(bawah, atas)
    sama = isi.groupby(["kode", "capaian"]).size().groupby(level="kode").max()
    nilai = {
        "keragaman": (sd / rata.where(rata > 0)).where(berbeda, 0.0).where(rata > 0), "kemencengan": miring.abs(),
        "keruncingan": runcing, "pencilan": (~dekat).groupby(isi["kode"]).mean().where(lebar.notna()), "nilai_sama": sama / n,
    }  # fmt: skip
    return {nama: pd.DataFrame({"nilai": satu, "amatan": n}) for nama, satu in nilai.items()}


def _target(baris: pd.DataFrame, kini: str) -> dict[str, pd.DataFrame]:
    """Share of the same people's earlier realisations that would reach the target of now."""
    sekarang = baris[baris["periode"] == kini]
    dulu = baris.loc[(baris["periode"] != kini) & baris["realisasi"].notna(), ["nip", "kode", "realisasi"]]
    tujuan = sekarang[["nip", "kode", "bawah", "atas", "arah"]].dropna(subset=["bawah", "atas"], how="all")
    dua = dulu.merge(tujuan, on=["nip", "kode"], how="inner", validate="many_to_one")
    lampau = _pangsa(dua, _tercapai(dua))
    ada = sekarang[sekarang["realisasi"].notna() & (sekarang["bawah"].notna() | sekarang["atas"].notna())]
    sulit = lampau.assign(tambahan=_pangsa(ada, _tercapai(ada))["nilai"].reindex(lampau.index))
    return {"target_mudah": lampau, "target_sulit": sulit.assign(nilai=sulit["nilai"].where(sulit["tambahan"].notna()))}


def _tercapai(baris: pd.DataFrame) -> pd.Series:
    """At or beyond the edge of the target that counts: the lower one where more is better, else the upper one."""
    naik = baris["arah"] == "naik"
    return (naik & (baris["realisasi"] >= baris["bawah"])) | (~naik & (baris["realisasi"] <= baris["atas"]))
