"""The distribution of decided predicates in an agency against both layers of the pattern, as whole people.

The regulation's layer has a shape and no numbers, the circular's has numbers (`nilai.pola` names the provisions). All
comparisons are of counts as exact fractions. A deviation is told as people: how many would have to hold another
predicate for the pattern to fit. It is a subject for a meeting, not a quota, and changes no predicate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from penilaian.aturan import Aturan
from penilaian.aturan.bentuk import ButirPola, PolaDistribusi
from penilaian.aturan.rumus.pola_distribusi import kode_peringatan, langgar
from penilaian.kalibrasi.bahan import BahanKalibrasi
from penilaian.nilai.pola import KEBIJAKAN_POLA, LAPIS
from penilaian.periode import Periode

ASAL_LALU = "tahun_lalu"
_HARAPAN = {
    "maks": "paling banyak {n} dari {semua}",
    "min": "paling sedikit {n} dari {semua}",
    "lebih_dari": "paling sedikit {n} dari {semua}",
    "wajib_ada": "sedikitnya seorang",
    "tidak_boleh": "tidak seorang pun",
}


@dataclass(frozen=True)
class Batas:
    """Counts of one expectation that fit: from ``bawah`` to ``atas`` people of all with a predicate."""

    bawah: int
    atas: int

    @property
    def mungkin(self) -> bool:
        """Whether any count fits at all."""
        return self.bawah <= self.atas

    def jarak(self, jumlah: int) -> int:
        """People too few (minus) or too many (plus); 0 inside.

        >>> Batas(0, 3).jarak(5), Batas(2, 9).jarak(1), Batas(0, 9).jarak(4)
        (2, -1, 0)
        """
        return jumlah - self.atas if jumlah > self.atas else min(0, jumlah - self.bawah)


def batas_butir(butir: ButirPola, semua: int) -> Batas:
    """The counts among ``semua`` people that satisfy one expectation.

    >>> from fractions import Fraction
    >>> batas_butir(ButirPola(jenis="maks", predikat=("baik",), pangsa=Fraction(7, 10)), 5)
    Batas(bawah=0, atas=3)
    """
    pangsa = butir.pangsa if butir.pangsa is not None else Fraction(0)
    batas = pangsa * semua
    match butir.jenis:
        case "maks":
            return Batas(0, batas.numerator // batas.denominator)
        case "min":
            return Batas(-(-batas.numerator // batas.denominator), semua)
        case "lebih_dari":
            return Batas(batas.numerator // batas.denominator + 1, semua)
        case "wajib_ada":
            return Batas(1, semua)
        case _:
            return Batas(0, 0)


def jarak_pola(jumlah: Mapping[str, int], butir: Sequence[ButirPola]) -> int | None:
    """The fewest people who would have to hold another predicate for all expectations to fit.

    Somebody too many here can be somebody too few there, so it is the larger of all surpluses and all shortages.
    None where no distribution of so few people fits, or where expectations overlap.
    """
    semua = sum(jumlah.values())
    disebut = [kode for satu in butir for kode in satu.predikat]
    if len(set(disebut)) < len(disebut):
        return None
    batas = [batas_butir(satu, semua) for satu in butir]
    bebas = set(jumlah) - set(disebut)
    paling_banyak = semua if bebas else sum(satu.atas for satu in batas)
    if not all(satu.mungkin for satu in batas) or not sum(satu.bawah for satu in batas) <= semua <= paling_banyak:
        return None
    jarak = [satu.jarak(sum(jumlah[kode] for kode in b.predikat)) for satu, b in zip(batas, butir, strict=True)]
    return max(sum(j for j in jarak if j > 0), -sum(j for j in jarak if j < 0))


def organisasi_berlaku(organisasi: pd.DataFrame, periode: Periode) -> pd.DataFrame:
    """The organisational predicate that counts for each agency, and where it comes from.

    One that is late is replaced by the previous year's (PermenPANRB 6/2022, annex p. 94): the same kind of period a
    year earlier, else that whole year. Index kode_opd; predikat, asal (tahun_ini, tahun_lalu), dari_periode.
    """
    lalu = [periode.setahun_sebelumnya().kode, str(periode.tahun - 1)]
    isi = organisasi.dropna(subset=["predikat"])
    bagian = [isi[isi["periode"] == periode.kode]]
    bagian += [isi[isi["periode"] == kode].assign(asal=ASAL_LALU) for kode in dict.fromkeys(lalu)]
    semua = pd.concat(bagian).drop_duplicates("kode_opd").set_index("kode_opd").sort_index()
    return semua.rename(columns={"periode": "dari_periode"})[["predikat", "asal", "dari_periode"]]


def pola_opd(bahan: BahanKalibrasi) -> pd.DataFrame:
    """Every expectation of every agency in both layers, met or not.

    Columns: kode_opd, organisasi, asal, dari_periode, lapis, kode (stable name of the expectation), predikat (codes
    joined by `` atau ``), pegawai (all with a predicate), jumlah, bawah, atas (counts that fit), selisih (people),
    menyimpang, harapan (in words), sitasi. A layer that is not yet in force expects nothing.
    """
    baris: list[dict[str, object]] = []
    for kode_opd, cacah, satu in _per_opd(bahan):
        for lapis, ketentuan in _lapis_berlaku(bahan.aturan).items():
            pola: PolaDistribusi = bahan.aturan.nilai(ketentuan)
            jumlah = {kode: int(cacah.get(kode, 0)) for kode in bahan.aturan.nilai(pola.predikat).kode}
            for butir in pola.pola[str(satu["predikat"])]:
                baris.append(
                    {"kode_opd": kode_opd, "organisasi": satu["predikat"], "asal": satu["asal"],
                     "dari_periode": satu["dari_periode"], "lapis": lapis, **_banding(jumlah, butir),
                     "sitasi": str(bahan.aturan.masa(ketentuan).sitasi)}
                )  # fmt: skip
    kolom = [
        "kode_opd", "organisasi", "asal", "dari_periode", "lapis", "kode", "predikat", "pegawai", "jumlah", "bawah",
        "atas", "selisih", "menyimpang", "harapan", "sitasi",
    ]  # fmt: skip
    return pd.DataFrame(baris, columns=kolom)


def _banding(jumlah: Mapping[str, int], butir: ButirPola) -> dict[str, object]:
    semua, ini = sum(jumlah.values()), sum(jumlah[kode] for kode in butir.predikat)
    batas = batas_butir(butir, semua)
    harap = batas.atas if butir.jenis == "maks" else batas.bawah
    return {
        "kode": kode_peringatan(butir),
        "predikat": " atau ".join(butir.predikat),
        "pegawai": semua,
        "jumlah": ini,
        "bawah": batas.bawah,
        "atas": batas.atas,
        "selisih": batas.jarak(ini),
        "menyimpang": bool(langgar(jumlah, butir)),
        "harapan": _HARAPAN[butir.jenis].format(n=harap, semua=semua),
    }


def urutan_penyimpangan(bahan: BahanKalibrasi) -> pd.DataFrame:
    """Agencies by how far they are from the pattern, the farthest first.

    Columns: kode_opd, organisasi, asal, pegawai, and for each layer ``orang_<layer>`` (fewest people who would have
    to hold another predicate; missing where so few people cannot fit, or the layer is not yet in force) and
    ``bagian_<layer>`` of all (percent).
    """
    baris = []
    for kode_opd, cacah, satu in _per_opd(bahan):
        isi: dict[str, object] = {
            "kode_opd": kode_opd, "organisasi": satu["predikat"], "asal": satu["asal"], "pegawai": int(cacah.sum()),
        }  # fmt: skip
        for lapis, ketentuan in _lapis_berlaku(bahan.aturan).items():
            pola: PolaDistribusi = bahan.aturan.nilai(ketentuan)
            jumlah = {kode: int(cacah.get(kode, 0)) for kode in bahan.aturan.nilai(pola.predikat).kode}
            orang = jarak_pola(jumlah, pola.pola[str(satu["predikat"])])
            isi[f"orang_{nama_lapis(lapis)}"] = orang
            isi[f"bagian_{nama_lapis(lapis)}"] = None if orang is None else 100 * orang / int(cacah.sum())
        baris.append(isi)
    lapisan = [f"{awal}_{nama_lapis(lapis)}" for lapis in LAPIS for awal in ("orang", "bagian")]
    tabel = pd.DataFrame(baris, columns=["kode_opd", "organisasi", "asal", "pegawai", *lapisan])
    tabel = tabel.astype(dict.fromkeys(lapisan, "float64"))
    urut = [f"bagian_{nama_lapis(lapis)}" for lapis in reversed(LAPIS)]
    return tabel.sort_values([*urut, "kode_opd"], ascending=[False] * len(urut) + [True], ignore_index=True)


def _lapis_berlaku(aturan: Aturan) -> dict[str, str]:
    """The circular is of 31 January 2023, a year after the regulation."""
    return {lapis: ketentuan for lapis, ketentuan in LAPIS.items() if aturan.berlaku(ketentuan)}


def nama_lapis(lapis: str) -> str:
    """A layer's name as part of a column name.

    >>> nama_lapis("surat edaran")
    'surat_edaran'
    """
    return lapis.replace(" ", "_")


def organisasi_dan_pegawai(bahan: BahanKalibrasi) -> pd.DataFrame:
    """The organisation's predicate beside its employees': who stands above, level with or below it, in people.

    Both lists of predicates go from the lowest to the highest and have the same length (PermenPANRB 6/2022, annex
    p. 94–97 pairs them). Columns: kode_opd, organisasi, asal, pegawai, di_atas, setara, di_bawah, ``selisih``
    (mean steps above the organisation, minus is below), largest absolute difference first.
    """
    pola: PolaDistribusi = bahan.aturan.nilai(next(iter(LAPIS.values())))
    pangkat = {kode: nomor for nomor, kode in enumerate(_dari_terendah(bahan.aturan, pola.predikat))}
    tinggi = {kode: nomor for nomor, kode in enumerate(_dari_terendah(bahan.aturan, pola.organisasi))}
    baris = []
    for kode_opd, cacah, satu in _per_opd(bahan):
        beda = pd.Series({kode: pangkat[str(kode)] - tinggi[str(satu["predikat"])] for kode in cacah.index})
        baris.append(
            {"kode_opd": kode_opd, "organisasi": satu["predikat"], "asal": satu["asal"], "pegawai": int(cacah.sum()),
             "di_atas": int(cacah[beda > 0].sum()), "setara": int(cacah[beda == 0].sum()),
             "di_bawah": int(cacah[beda < 0].sum()), "selisih": float((beda * cacah).sum() / cacah.sum())}
        )  # fmt: skip
    kolom = ["kode_opd", "organisasi", "asal", "pegawai", "di_atas", "setara", "di_bawah", "selisih"]
    tabel = pd.DataFrame(baris, columns=kolom)
    return tabel.sort_values(["selisih", "kode_opd"], key=_besar, ignore_index=True)


def _besar(kolom: pd.Series) -> pd.Series:
    return -kolom.abs() if kolom.name == "selisih" else kolom


def _dari_terendah(aturan: Aturan, daftar: str) -> list[str]:
    return list(aturan.nilai(daftar).kode)


def _per_opd(bahan: BahanKalibrasi) -> Iterable[tuple[str, pd.Series[int], pd.Series]]:
    """Agencies with an organisational predicate and enough people: code, counts by predicate, what counts for it."""
    kebijakan = bahan.aturan.nilai(KEBIJAKAN_POLA)
    pegawai = bahan.kini.dropna(subset=["predikat"])
    if kebijakan.pilihan("pimpinan_unit") == "dikeluarkan":
        pegawai = pegawai[~pegawai["nip"].isin(bahan.opd["kepala"].dropna())]
    berlaku = organisasi_berlaku(bahan.organisasi, bahan.periode)
    for kode_opd, isi in pegawai.groupby("kode_opd"):
        if kode_opd in berlaku.index and len(isi) >= kebijakan.bilangan("pegawai_paling_sedikit"):
            yield str(kode_opd), isi["predikat"].value_counts(), pd.Series(berlaku.loc[str(kode_opd)])


def tanpa_predikat_organisasi(bahan: BahanKalibrasi) -> list[str]:
    """Agencies with employees under review but no organisational predicate, not even last year's."""
    berlaku = organisasi_berlaku(bahan.organisasi, bahan.periode)
    return sorted(set(bahan.kini["kode_opd"]) - set(berlaku.index))
