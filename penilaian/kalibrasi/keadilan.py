"""Do groups of employees fare differently, and does their achievement account for it?

Three figures side by side, never one score: the rate of each group; differences and ratios against the largest group,
with intervals; and what is left after achievement and assessor are allowed for. A difference is a reason to look at
indicators, targets and decisions, not proof of unfairness; no difference is no proof of fairness.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import optimize, sparse, stats

from penilaian.galat import GalatData
from penilaian.kalibrasi.bahan import BahanKalibrasi
from penilaian.kalibrasi.tanda import tandai

Larik = npt.NDArray[np.float64]
Cacah = npt.NDArray[np.int64]
ATRIBUT = ("jenis_kelamin", "kelompok_usia", "golongan_ruang", "jenis", "jenis_jabatan", "lokasi")
_PADAT = 300
"""Up to so many employees ordinary matrices are faster than sparse ones."""
_UNDIAN = 9_999
_TINGKAT_PNS = {"I", "II", "III", "IV"}


@dataclass(frozen=True, eq=False)
class Keadilan:
    """One outcome by one attribute.

    ``keseluruhan`` is the overall rate. ``kelompok`` (index the group): pegawai, pangsa, bawah, atas (Wilson),
    selisih, selisih_bawah, selisih_atas (Newcombe) and nisbah, nisbah_bawah, nisbah_atas (score) against
    ``pembanding``, the largest group. ``ditutup`` names groups that are not shown: those too small, and the next
    smallest where the hidden ones could otherwise be told from the whole; ``p`` tests all shown groups
    together (chi-squared), missing where there is nothing to test.
    """

    atribut: str
    keseluruhan: float
    kelompok: pd.DataFrame
    pembanding: str
    ditutup: tuple[str, ...]
    p: float | None


def beri_golongan(pegawai: pd.DataFrame) -> pd.DataFrame:
    """Append ``golongan_ruang``: I–IV for PNS, ``PPPK V`` … for PPPK, missing where there is none.

    >>> beri_golongan(pd.DataFrame({"golongan": ["III/a", "IX", None]}))["golongan_ruang"].tolist()
    ['III', 'PPPK IX', nan]
    """
    depan = pegawai["golongan"].str.extract("^([^/]*)", expand=False)
    bergaris = pegawai["golongan"].str.contains("/", na=False) & depan.isin(_TINGKAT_PNS)
    return pegawai.assign(golongan_ruang=depan.where(bergaris, "PPPK " + depan))


def keadilan(pegawai: pd.DataFrame, hasil: pd.Series, atribut: str, paling_sedikit: int) -> Keadilan:
    """Rates of a yes/no outcome (``hasil``, aligned with ``pegawai``; missing rows are left out) by one attribute.

    Raises:
        GalatData: there is no such attribute, or nobody has an outcome.
    """
    if atribut not in pegawai:
        raise GalatData(f"Atribut {atribut} tidak ada di data pegawai", tindakan=f"pilih dari {', '.join(ATRIBUT)}")
    ada = hasil.notna() & pegawai[atribut].notna()
    if not ada.any():
        raise GalatData("Tidak seorang pun punya hasil yang dapat dibandingkan", tindakan="pilih periode lain")
    ya, nama = hasil[ada].astype(float), pegawai.loc[ada, atribut].astype(str)
    cacah = pd.DataFrame({"ya": ya.groupby(nama).sum(), "pegawai": ya.groupby(nama).size()})
    kecil = _ditutup(cacah["pegawai"], paling_sedikit)
    tampil = cacah[~kecil]
    pembanding = str(tampil["pegawai"].idxmax()) if len(tampil) else ""
    return Keadilan(
        atribut,
        float(ya.mean()),
        _banding(tampil, pembanding),
        pembanding,
        tuple(map(str, cacah.index[kecil])),
        _uji(tampil),
    )


def _ditutup(pegawai: pd.Series, paling_sedikit: int) -> pd.Series:
    """Which groups are hidden: at least two, and enough people together, or none (complementary suppression)."""
    if not (pegawai < paling_sedikit).any():
        return pd.Series(False, index=pegawai.index)
    urut = pegawai.sort_values(kind="stable")
    banyak = max(2, int((pegawai < paling_sedikit).sum()))
    while banyak < len(urut) and urut.head(banyak).sum() < paling_sedikit:
        banyak += 1
    return pd.Series(pegawai.index.isin(urut.index[:banyak]), index=pegawai.index)


def _banding(cacah: pd.DataFrame, pembanding: str) -> pd.DataFrame:
    from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

    baris = []
    ya0, n0 = (float(cacah[kolom].get(pembanding, 0.0)) for kolom in ("ya", "pegawai"))
    for kode, ya, n in zip(cacah.index, cacah["ya"], cacah["pegawai"], strict=True):
        bawah, atas = proportion_confint(ya, n, method="wilson")
        satu = {"pegawai": int(n), "pangsa": ya / n, "bawah": bawah, "atas": atas}
        if kode != pembanding:
            selisih = confint_proportions_2indep(ya, n, ya0, n0, method="newcomb", compare="diff")
            nisbah = _selang_nisbah(ya, n, ya0, n0) if ya0 else (np.nan, np.nan)
            satu |= {
                "selisih": ya / n - ya0 / n0, "selisih_bawah": selisih[0], "selisih_atas": selisih[1],
                "nisbah": (ya / n) / (ya0 / n0) if ya0 else np.nan, "nisbah_bawah": nisbah[0], "nisbah_atas": nisbah[1],
            }  # fmt: skip
        baris.append(satu)
    kolom = [
        "pegawai", "pangsa", "bawah", "atas", "selisih", "selisih_bawah", "selisih_atas", "nisbah", "nisbah_bawah",
        "nisbah_atas",
    ]  # fmt: skip
    return pd.DataFrame(baris, index=cacah.index, columns=kolom)


def _selang_nisbah(ya: float, n: float, ya0: float, n0: float) -> tuple[float, float]:
    """95% score interval of a ratio of rates (Miettinen and Nurminen 1985): all ratios that the data do not reject.

    Searched for, because statsmodels' closed form (Koopman) has a double root where everybody of a group has the
    outcome: its lower bound for 5 of 5 against 8 of 12 is 1.31, which Fisher's test gives a probability of 0.26.
    """
    z, terjauh = float(stats.norm.ppf(0.975)), float(np.log(1e9))

    def lewat(log_nisbah: float, batas: float) -> float:
        return _skor_nisbah(float(np.exp(log_nisbah)), ya, n, ya0, n0) - batas

    bawah = float(np.exp(optimize.brentq(lewat, -terjauh, terjauh, args=(z,)))) if ya else 0.0
    return bawah, float(np.exp(optimize.brentq(lewat, -terjauh, terjauh, args=(-z,))))


def _skor_nisbah(nisbah: float, ya: float, n: float, ya0: float, n0: float) -> float:
    """How many standard errors the rates are above this ratio, with the likeliest rates that have it."""
    semua = n + n0
    a, b, c = semua * nisbah, n * nisbah + ya + n0 + ya0 * nisbah, ya + ya0
    acuan = float(np.clip((b - np.sqrt(max(b**2 - 4 * a * c, 0.0))) / (2 * a), 0.0, 1.0))
    sini = min(nisbah * acuan, 1.0)
    ragam = (sini * (1 - sini) / n + nisbah**2 * acuan * (1 - acuan) / n0) * semua / (semua - 1)
    beda = ya / n - nisbah * ya0 / n0
    return float(beda / np.sqrt(ragam)) if ragam > 0 else float(np.sign(beda)) * np.inf if abs(beda) > 1e-9 else 0.0


def _uji(cacah: pd.DataFrame) -> float | None:
    """Chi-squared over all groups; with small expectations its own distribution with both margins given.

    The tabulated distribution would call one failure in a group of five highly significant. For two groups that is
    Fisher's exact test, for more it is drawn `_UNDIAN` times (Hope 1968), from a fixed seed.
    """
    isi = np.column_stack([cacah["ya"], cacah["pegawai"] - cacah["ya"]])
    if len(isi) < 2 or not isi.sum(axis=0).all():
        return None
    harap = isi.sum(axis=1, keepdims=True) * isi.sum(axis=0) / isi.sum()
    if harap.min() >= 5:
        return float(stats.chi2_contingency(isi, correction=False).pvalue)
    if len(isi) == 2:
        return float(stats.fisher_exact(isi)[1])
    ya, pegawai = cacah["ya"].to_numpy(dtype=np.int64), cacah["pegawai"].to_numpy(dtype=np.int64)
    undian = np.random.default_rng(0).multivariate_hypergeometric(pegawai, ya.sum(), size=_UNDIAN)
    jauh = ((undian - harap[:, 0]) ** 2 / pegawai).sum(axis=1)
    sejauh = ((ya - harap[:, 0]) ** 2 / pegawai).sum()
    return float((1 + (jauh >= sejauh * (1 - 1e-9)).sum()) / (1 + _UNDIAN))


def uji_bersama(daftar: Sequence[Keadilan], taraf: float) -> pd.DataFrame:
    """One row an attribute: groups, p, and q over all attributes together (so that many tests raise no more marks)."""
    tabel = pd.DataFrame(
        {
            "atribut": [satu.atribut for satu in daftar],
            "kelompok": [len(satu.kelompok) for satu in daftar],
            "ditutup": [len(satu.ditutup) for satu in daftar],
            "p": [np.nan if satu.p is None else satu.p for satu in daftar],
        }
    )
    return tandai(tabel, taraf)


def tak_terjelaskan(
    penilaian: pd.DataFrame, atribut: str, paling_sedikit: int, *, menurut: str | None = None
) -> pd.DataFrame:
    """What achievement leaves unexplained between employees of one assessor, each group against all others.

    ``penilaian`` are the rows of `keringanan_penilai` (nip, nip_penilai, sisa). Only teams with members of the group
    and others tell anything: between teams, the group and the assessor cannot be told apart. The slope of the
    residual on membership inside teams is the difference; an employee seen in several periods is one observation
    (variance clustered by employee, Liang and Zeger 1986; corrected for small samples, and degrees of freedom, after
    Bell and McCaffrey 2002).

    One row a group (and ``menurut``, such as the agency): pegawai, pegawai_lain (in mixed teams), ``nilai`` (rating
    steps, minus is worse than achievement explains), galat_baku, bawah, atas, p. Groups too small are left out.
    """
    baris: list[dict[str, object]] = []
    kolom_isi = ["nip", "nip_penilai", "sisa", atribut, *([] if menurut is None else [menurut])]
    penilaian = penilaian[kolom_isi].dropna(subset=["nip_penilai", "sisa", atribut])
    kelompok = [("", penilaian)] if menurut is None else list(penilaian.groupby(menurut))
    for tempat, isi in kelompok:
        nip, tim, kode = (pd.factorize(isi[nama], sort=True) for nama in ("nip", "nip_penilai", atribut))
        sisa = isi["sisa"].to_numpy(dtype=np.float64)
        for nomor in range(1 if len(kode[1]) == 2 else len(kode[1])):
            satu = _dalam_tim(nip[0], tim[0], sisa, kode[0] == nomor, paling_sedikit)
            if satu is not None:
                baris.append({"tempat": tempat, "kelompok": str(kode[1][nomor]), **satu})
    kolom = ["tempat", "kelompok", "pegawai", "pegawai_lain", "nilai", "galat_baku", "bawah", "atas", "p"]
    angka = dict.fromkeys(kolom[4:], "float64")
    return pd.DataFrame(baris, columns=kolom).astype({"tempat": "str", "kelompok": "str", **angka})


def _rata(nilai: Larik, tim: Cacah) -> Larik:
    """The team's mean, for every row."""
    return np.asarray((np.bincount(tim, weights=nilai) / np.maximum(np.bincount(tim), 1))[tim])


def _dalam_tim(
    nip: Cacah, tim: Cacah, sisa: Larik, sini: npt.NDArray[np.bool_], paling_sedikit: int
) -> dict[str, float] | None:
    """The difference inside teams; None where too few people are in mixed teams."""
    beda = sini - _rata(sini.astype(np.float64), tim)
    campur = beda != 0
    banyak = [int(np.unique(nip[campur & pilih]).size) for pilih in (sini, ~sini)]
    if min(banyak) < max(paling_sedikit, 1):
        return None
    nip, tim, sisa, beda = (satu[campur] for satu in (nip, tim, sisa, beda))
    nip, tim = (np.unique(satu, return_inverse=True)[1] for satu in (nip, tim))
    sisa = sisa - _rata(sisa, tim)
    informasi = np.bincount(nip, weights=beda**2).astype(np.float64)
    nilai = float(beda @ sisa / informasi.sum())
    skor = np.bincount(nip, weights=beda * (sisa - nilai * beda))
    kali, bebas = _derajat(nip, tim, beda, informasi)
    galat = float(np.sqrt(kali * (skor @ skor)) / informasi.sum())
    lebar = float(stats.t.ppf(1 - (1 - 0.95) / 2, bebas)) * galat
    return {
        "pegawai": banyak[0], "pegawai_lain": banyak[1], "nilai": nilai, "galat_baku": galat, "bawah": nilai - lebar,
        "atas": nilai + lebar, "p": float(2 * stats.t.sf(abs(nilai) / galat, bebas)) if galat > 0 else np.nan,
    }  # fmt: skip


def _derajat(nip: Cacah, tim: Cacah, beda: Larik, informasi: Larik) -> tuple[float, float]:
    """By how much the sum of squared scores falls short of the variance, and its degrees of freedom.

    Both as they would be if employees differed by independent amounts of equal variance (Bell and McCaffrey 2002):
    subtracting the team's mean and the slope leaves less variance than there was, half of it in a team of two.
    ``d`` times such amounts are the scores before the slope is taken out; ``s`` is their covariance. Not a number where
    nothing is left to tell the spread by.
    """
    bentuk = (informasi.size, int(tim.max()) + 1)
    jumlah = sparse.csr_array((beda, (nip, tim)), shape=bentuk)
    bagian = sparse.csr_array((1 / np.bincount(tim)[tim], (nip, tim)), shape=bentuk)
    sendiri = np.bincount(nip, weights=beda)
    if informasi.size <= _PADAT:
        d = np.diag(sendiri) - jumlah.toarray() @ bagian.toarray().T
    else:
        d = sparse.csr_array(sparse.diags(sendiri)) - jumlah @ bagian.T
    s = d @ d.T
    total, satu = informasi.sum(), np.ones(informasi.size)
    s_satu, s_info, kuadrat = s @ satu, s @ informasi, float(informasi @ informasi)
    ragam = float(satu @ s_satu)
    jejak = float(s.diagonal().sum() - 2 * (satu @ s_info) / total + kuadrat * ragam / total**2)
    u = np.column_stack([kuadrat / total**2 * s_satu - s_info / total, -s_satu / total])
    v = np.column_stack([satu, informasi])
    silang = v.T @ u
    norma = float((s * s).sum()) + 2 * float(np.trace(v.T @ (s @ u))) + float(np.trace(silang @ silang))
    if jejak <= 1e-9 * ragam:
        return np.nan, 1.0
    return ragam / jejak, max(jejak**2 / norma, 1.0)


def periksa_keadilan(bahan: BahanKalibrasi, penilaian: pd.DataFrame) -> pd.DataFrame:
    """All attributes, for all employees together and by agency, tested together within each of the two.

    Columns as `tak_terjelaskan` with ``atribut`` and ``cakupan`` (seluruhnya, opd), q and ditandai.
    """
    isi = beri_golongan(penilaian)
    sedikit, taraf = int(bahan.bilangan("kelompok_paling_sedikit")), bahan.bilangan("taraf")
    bagian = []
    for cakupan, menurut in (("seluruhnya", None), ("opd", "kode_opd")):
        daftar = [tak_terjelaskan(isi, satu, sedikit, menurut=menurut).assign(atribut=satu) for satu in ATRIBUT]
        tabel = pd.concat(daftar, ignore_index=True).assign(cakupan=cakupan)
        bagian.append(tandai(tabel, taraf))
    return pd.concat(bagian, ignore_index=True)
