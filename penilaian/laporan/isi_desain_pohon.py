"""Contents of `03_desain_indikator`: the tree of indicators, who contributes what, and what is wrong with it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from penilaian.bahasa import angka, bagian, daftar_kata, persen
from penilaian.indikator.bahan import BahanIndikator
from penilaian.indikator.pohon import INDIKATOR, OPD, SASARAN, PohonIndikator, susun_pohon
from penilaian.indikator.pohon_lipat import lipat
from penilaian.indikator.pohon_peran import matriks_peran_hasil, susun_jabatan
from penilaian.indikator.pohon_periksa import JENIS, periksa_pohon
from penilaian.indikator.rumusan import baku, kata
from penilaian.laporan.lembaran import Lembaran
from penilaian.laporan.pohon import LANGSUNG, POLOS, TIDAK_LANGSUNG, BarisPohon, gambar_pohon
from penilaian.laporan.poin import Poin
from penilaian.laporan.tabel import Kolom, Tabel

if TYPE_CHECKING:
    from penilaian.laporan.isi_desain import IsiDesain

BARIS_KOTA = 60
"""Rows of a long table in the report of the whole city; each agency's own report has all of its rows."""
TEMUAN_DISEBUT = 4
"""Findings of one kind and cause that are named one by one."""
LABEL_CASCADING = {LANGSUNG: "langsung", TIDAK_LANGSUNG: "tidak langsung"}
_JENJANG = {
    "jpt": "JPT", "administrator": "administrator", "pengawas": "pengawas", "fungsional": "fungsional", "pelaksana": "pelaksana",
}  # fmt: skip
_JENJANG_JF = re.compile(r" (?:ahli (?:pertama|muda|madya|utama)|pemula|terampil|mahir|penyelia)$")
_KEPALA, _ROMAWI = ("jpt", "administrator", "pengawas"), ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
DUGAAN = (
    "Cascading yang tidak tercatat di kolom cascading hanya dugaan: langsung bila satuan dan rumusannya sama dengan "
    "induknya, di luar kata yang menyebut unit atau periode."
)


@lru_cache(maxsize=1)
def pohon_diperiksa(bahan: BahanIndikator) -> tuple[PohonIndikator, pd.DataFrame]:
    """The tree and its findings, made once for the functions that show one and the same agency one after the other."""
    pohon = susun_pohon(bahan)
    return pohon, periksa_pohon(bahan, pohon)


def pohon_desain(bahan: BahanIndikator) -> PohonIndikator:
    """The tree alone."""
    return pohon_diperiksa(bahan)[0]


def pokok_pohon(isi: IsiDesain) -> Poin:
    """How many indicators on how many levels, how they cascade, and what was found."""
    pohon, temuan = pohon_diperiksa(isi.desain)
    indikator = pohon.simpul[pohon.simpul["jenis"] == INDIKATOR]
    langsung, duga = (pohon.sisi["cascading"] == LANGSUNG).sum(), (pohon.sisi["asal"] == "diduga").sum()
    cacah = temuan["kode_temuan"].value_counts()
    ada = [f"{JENIS[kode].lower()} {angka(int(cacah[kode]))}" for kode in JENIS if kode in cacah.index]
    return Poin("Pokok pohon indikator", (
        f"{angka(len(indikator))} indikator, {angka(int(indikator['kepala'].sum()))} di antaranya milik pimpinan, dalam {angka(_dalam(indikator))} tingkat.",
        f"Cascading langsung: {bagian(int(langsung), len(pohon.sisi))} hubungan; {angka(int(duga))} hubungan hanya diduga dari rumusan.",
        f"Temuan: {'; '.join(ada)}." if ada else "Tidak ada temuan.",
    ))  # fmt: skip


def _dalam(indikator: pd.DataFrame) -> int:
    return int(indikator["tingkat"].max() - indikator["tingkat"].min() + 1) if len(indikator) else 0


def gambar_pohon_indikator(isi: IsiDesain) -> Lembaran:
    """An agency's tree page by page; of the city, the tree of agencies and positions."""
    if isi.kota:
        return gambar_pohon_jabatan(isi)
    pohon, temuan = pohon_diperiksa(isi.desain)
    return Lembaran(gambar_pohon(
        baris_indikator(pohon, temuan), "Pohon indikator", isi.bahan.sumber,
        kepala=("Pemegang", "Orang"), alt=alt_pohon(pohon, temuan),
        keterangan="Garis biru tebal: cascading langsung; garis putus: tidak langsung. × n: n indikator yang rumusan dan cabangnya sama di bawah induk yang sama. Segitiga: ada temuan.",
    ))  # fmt: skip


def baris_indikator(pohon: PohonIndikator, temuan: pd.DataFrame) -> list[BarisPohon]:
    """Rows of the figure: goals, agencies and indicators, the same ones folded."""
    simpul = pohon.simpul.assign(bentuk=pohon.simpul["jenis"] + "|" + pohon.simpul["uraian"].map(baku))
    lipatan = lipat(simpul, ("pegawai",))
    tentang = simpul.set_index("kode")
    cascading = dict(zip(pohon.sisi["kode"], pohon.sisi["cascading"], strict=True))
    ditandai = set(temuan["kode"].dropna())
    hasil = []
    for nomor, satu in enumerate(lipatan, start=1):
        indikator = tentang.at[satu.kode, "jenis"] == INDIKATOR
        hasil.append(BarisPohon(
            nomor, satu.kode, satu.induk, satu.kedalaman, f"{satu.uraian}{_kali(satu.kali)}",
            (_pemegang(tentang, satu.anggota), angka(satu.jumlah["pegawai"])) if indikator else ("", ""),
            garis=cascading.get(satu.kode, POLOS), tebal=not indikator, tanda=not ditandai.isdisjoint(satu.anggota), anggota=satu.anggota,
        ))  # fmt: skip
    return hasil


def _kali(banyak: int) -> str:
    return f" × {angka(banyak)}" if banyak > 1 else ""


def _pemegang(tentang: pd.DataFrame, anggota: tuple[str, ...]) -> str:
    """Whose it is: the kind of position, or several."""
    jenis = sorted({_JENJANG[satu] for satu in tentang.loc[list(anggota), "jenis_jabatan"].dropna()})
    return jenis[0] if len(jenis) == 1 else "beberapa" if jenis else "tidak ada"


def alt_pohon(pohon: PohonIndikator, temuan: pd.DataFrame) -> str:
    """The structure in sentences: roots, indicators a level, cascading, the largest branch, findings."""
    indikator = pohon.simpul[pohon.simpul["jenis"] == INDIKATOR]
    akar = pohon.simpul["jenis"].value_counts()
    lapis = indikator.groupby("tingkat").size()
    tiap = [f"tingkat {angka(nomor)} berisi {angka(int(n))}" for nomor, n in enumerate(lapis, start=1)]
    langsung = int((pohon.sisi["cascading"] == LANGSUNG).sum())
    atas = f"{angka(int(akar.get(SASARAN, 0)))} sasaran daerah dan " if SASARAN in akar.index else ""
    return (
        f"Pohon indikator dari {atas}{angka(int(akar.get(OPD, 0)))} simpul perangkat daerah: {angka(len(indikator))} indikator; "
        f"{daftar_kata(tiap)}. Cascading langsung {angka(langsung)} dan tidak langsung {angka(len(pohon.sisi) - langsung)} hubungan. "
        f"{_cabang_terbesar(pohon)}{angka(int(temuan['kode'].dropna().nunique()))} indikator mempunyai temuan."
    )


def _cabang_terbesar(pohon: PohonIndikator) -> str:
    """Which head's indicator carries most."""
    induk = dict(zip(pohon.simpul["kode"], pohon.simpul["induk"], strict=True))
    jenis = dict(zip(pohon.simpul["kode"], pohon.simpul["jenis"], strict=True))
    pucuk = _pucuk(pohon)
    cacah = pd.Series([pucuk[kode] for kode in induk if jenis[kode] == INDIKATOR and pucuk[kode] != kode], dtype=object)
    if cacah.empty:
        return ""
    banyak = cacah.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    uraian = dict(zip(pohon.simpul["kode"], pohon.simpul["uraian"], strict=True))[banyak.index[0]]
    return f"Cabang terbesar: “{uraian}” dengan {angka(int(banyak.iloc[0]))} indikator di bawahnya. "


def _pucuk(pohon: PohonIndikator) -> dict[str, str]:
    """The topmost indicator above each indicator, itself where it hangs on its agency; parents come before children."""
    jenis = dict(zip(pohon.simpul["kode"], pohon.simpul["jenis"], strict=True))
    pucuk: dict[str, str] = {}
    for kode, induk in zip(pohon.simpul["kode"], pohon.simpul["induk"], strict=True):
        pucuk[kode] = pucuk[induk] if jenis.get(induk) == INDIKATOR else kode
    return pucuk


def gambar_pohon_jabatan(isi: IsiDesain) -> Lembaran:
    """Agencies and their positions; the same position in several units, and agencies of the same shape, folded."""
    baris = baris_jabatan(pohon_desain(isi.desain))
    atas = [satu for satu in baris if satu.kedalaman == 0]
    terbesar = max(baris, key=lambda satu: (int(satu.kanan[1].replace(".", "")), -satu.nomor)) if atas else None
    alt = (
        f"Pohon jabatan: {angka(len(atas))} baris perangkat daerah dan {angka(len(baris) - len(atas))} baris jabatan; angka di "
        f"kanan ialah banyaknya indikator yang berbeda dan pegawai."
        + (f" Pegawai terbanyak: {terbesar.label}, {terbesar.kanan[1]} orang." if terbesar else "")
    )
    return Lembaran(gambar_pohon(
        baris, "Pohon perangkat daerah dan jabatan", isi.bahan.sumber, kepala=("Indikator", "Orang"), alt=alt,
        keterangan="× n: n perangkat daerah dengan jabatan yang sama, atau n jabatan sejenis (unit atau jenjangnya berbeda). Segitiga: ada jabatan tanpa indikator.",
    ))  # fmt: skip


def baris_jabatan(pohon: PohonIndikator) -> list[BarisPohon]:
    """Rows of the figure of agencies and positions, units left out."""
    simpul = susun_jabatan(pohon)
    unit = dict(zip(simpul["kode"], simpul["induk"], strict=True))
    isi = simpul[simpul["jenis"] != "unit"].assign(
        induk=lambda satu: satu["induk"].map(unit).where(satu["jenis"] == "jabatan"),
        bentuk=lambda satu: _bentuk(satu, simpul),
        tanpa=lambda satu: (satu["indikator"] == 0).astype(int),
    )
    lipatan = lipat(isi, ("pegawai", "tanpa"))
    pemegang = pohon.pemegang.assign(
        jabatan=lambda satu: "opd:" + satu["kode_opd"] + "/" + satu["unit"].astype(str) + "/" + satu["jabatan"],
        opd=lambda satu: "opd:" + satu["kode_opd"],
    )
    milik = {
        **pemegang.groupby("opd")["kode"].agg(set).to_dict(),
        **pemegang.groupby("jabatan")["kode"].agg(set).to_dict(),
    }
    return [
        BarisPohon(
            nomor, satu.kode, satu.induk, satu.kedalaman, f"{satu.uraian}{_kali(satu.kali)}",
            (angka(len(set().union(*(milik.get(kode, set()) for kode in satu.anggota)))), angka(satu.jumlah["pegawai"])),
            tebal=satu.kedalaman == 0, tanda=satu.kedalaman > 0 and satu.jumlah["tanpa"] > 0,
            anggota=satu.anggota if satu.kedalaman == 0 else (),
        )
        for nomor, satu in enumerate(lipatan, start=1)
    ]  # fmt: skip


def _bentuk(isi: pd.DataFrame, simpul: pd.DataFrame) -> list[str]:
    """What makes two positions the same: kind and name, without the functional level; of heads without unit and number."""
    nama = dict(zip(simpul["kode"], simpul["uraian"], strict=True))
    hasil = []
    for kode, jenjang, uraian, kode_opd in zip(
        isi["kode"], isi["jenis_jabatan"], isi["uraian"], isi["kode_opd"], strict=True
    ):
        if kode == f"opd:{kode_opd}":
            hasil.append(f"opd|{kata(uraian)[0]}")
            continue
        tempat: set[str] = set()
        if jenjang in _KEPALA:
            tempat = {*_ROMAWI, *kata(nama[f"opd:{kode_opd}"]), *kata(kode.split("/")[1])}
        sisa = " ".join(satu for satu in kata(uraian) if satu not in tempat)
        hasil.append(f"{jenjang}|{_JENJANG_JF.sub('', f' {sisa}').strip()}")
    return hasil


def tabel_pohon(isi: IsiDesain) -> Tabel:
    """The figure's rows with their codes; of the city, agencies and positions."""
    pohon, temuan = pohon_diperiksa(isi.desain)
    baris = baris_jabatan(pohon) if isi.kota else baris_indikator(pohon, temuan)
    nomor = {satu.kode: satu.nomor for satu in baris}
    judul = ("Indikator", "Orang") if isi.kota else ("Pemegang", "Orang")
    data = pd.DataFrame({
        "nomor": [satu.nomor for satu in baris],
        "uraian": [satu.label for satu in baris],
        "kode": ["; ".join(satu.anggota).replace("opd:", "") for satu in baris],
        "induk": [angka(nomor[satu.induk]) if satu.induk else None for satu in baris],
        "cascading": [LABEL_CASCADING.get(satu.garis) for satu in baris],
        "kanan": [satu.kanan[0] or None for satu in baris],
        "orang": [satu.kanan[1] or None for satu in baris],
        "temuan": ["ada" if satu.tanda else None for satu in baris],
    })  # fmt: skip
    kolom = (
        Kolom("nomor", "No.", "cacah"), Kolom("uraian", "Uraian"), Kolom("kode", "Kode"), Kolom("induk", "Induk (no.)"),
        *(() if isi.kota else (Kolom("cascading", "Cascading"),)),
        Kolom("kanan", judul[0]), Kolom("orang", judul[1]), Kolom("temuan", "Temuan"),
    )  # fmt: skip
    return Tabel(
        "Perangkat daerah dan jabatan" if isi.kota else "Isi pohon indikator", kolom, data, sumber=isi.bahan.sumber,
        catatan="" if isi.kota else DUGAAN,
        jumlah_baris_maks=2 * BARIS_KOTA if isi.kota else None,
    )  # fmt: skip


def tabel_jumlah_temuan(isi: IsiDesain) -> Tabel:
    """How many findings of each kind; kinds without any are told too, so that nobody wonders whether they were looked for."""
    temuan = pohon_diperiksa(isi.desain)[1]
    cacah = temuan["kode_temuan"].value_counts()
    data = pd.DataFrame({
        "jenis": list(JENIS.values()), "kode": list(JENIS), "jumlah": [int(cacah.get(kode, 0)) for kode in JENIS],
    })  # fmt: skip
    kolom = (Kolom("jenis", "Yang diperiksa"), Kolom("kode", "Kode temuan"), Kolom("jumlah", "Temuan", "cacah"))
    return Tabel(
        "Pemeriksaan pohon indikator", kolom, data, sumber=isi.bahan.sumber,
        catatan=f"Rumusan hampir sama: sedikitnya {persen(100 * isi.desain.bilangan('kemiripan'), 0)} katanya sama. Kendali pemegang diduga dari rumusan dan sumber data. Temuan menunjuk yang perlu dilihat; orang yang memutuskan.",
    )  # fmt: skip


def tabel_temuan_pohon(isi: IsiDesain) -> Tabel | Poin:
    """Findings with why and what to do; those of one kind and cause stand together."""
    temuan = pohon_diperiksa(isi.desain)[1]
    if temuan.empty:
        return Poin("Temuan pada pohon indikator", ("Tidak ada temuan.",))
    isi_teks = temuan.assign(kode=temuan["kode"].fillna(""), opd=temuan["kode_opd"].map(isi.nama_opd))
    sama = isi_teks.groupby(["kode_temuan", "mengapa", "tindakan"], sort=False, dropna=False)
    data = sama.agg(
        jumlah=("apa", "size"), opd=("opd", _sebut), kode=("kode", _sebut), apa=("apa", _sebut)
    ).reset_index()
    data = data.assign(jenis=data["kode_temuan"].map(JENIS))
    kolom = (
        Kolom("jenis", "Temuan"), Kolom("jumlah", "Jumlah", "cacah"),
        Kolom("opd", "OPD") if isi.kota else Kolom("kode", "Indikator"),
        Kolom("apa", "Apa"), Kolom("mengapa", "Mengapa penting"), Kolom("tindakan", "Tindakan"),
    )  # fmt: skip
    return Tabel(
        "Temuan pada pohon indikator", kolom, data, sumber=isi.bahan.sumber,
        catatan="Satu per satu: `penilaian indikator periksa --ke FILE`.",
        jumlah_baris_maks=BARIS_KOTA if isi.kota else None,
    )  # fmt: skip


def _sebut(isi: pd.Series) -> str:
    """The first few different texts, and how many more there are."""
    beda = [str(satu) for satu in dict.fromkeys(isi) if satu]
    lain = len(beda) - TEMUAN_DISEBUT
    return "; ".join(beda[:TEMUAN_DISEBUT]) + (f"; dan {angka(lain)} lagi" if lain > 0 else "")


def tabel_matriks_peran(isi: IsiDesain) -> Tabel | Poin:
    """Matriks pembagian peran dan hasil: the leader's result, and which position contributes what to it."""
    peran = matriks_peran_hasil(pohon_desain(isi.desain))
    judul = "Matriks pembagian peran dan hasil"
    if peran.empty:
        return Poin(judul, ("Belum ada indikator yang tersambung ke indikator pimpinan.",))
    kunci = ["kode_opd", "kode_induk", "uraian_induk", "kode", "uraian", "cascading", "asal"]
    peran = peran.assign(jabatan_induk=peran["jabatan_induk"].fillna("belum ada pemegang"))
    kelompok = peran.groupby([*kunci, "jabatan_induk"])
    data = kelompok["pegawai"].sum().reset_index()
    data["jabatan"] = ["; ".join(sorted(set(satu))) for _, satu in kelompok["jabatan"]]
    data = data.assign(
        opd=data["kode_opd"].map(isi.nama_opd),
        hubungan=data["cascading"].map(LABEL_CASCADING) + data["asal"].map({"diduga": " (dugaan)", "tercatat": ""}),
    )
    kolom = (
        Kolom("uraian_induk", "Hasil pimpinan yang diintervensi"), *((Kolom("opd", "OPD"),) if isi.kota else ()),
        Kolom("jabatan_induk", "Pimpinan"), Kolom("jabatan", "Jabatan yang berperan"), Kolom("uraian", "Hasil yang disumbangkan"),
        Kolom("hubungan", "Cascading"), Kolom("pegawai", "Orang", "cacah"),
    )  # fmt: skip
    return Tabel(
        judul, kolom, data, sumber=isi.bahan.sumber, jumlah_baris_maks=BARIS_KOTA if isi.kota else None,
        catatan=f"{DUGAAN} Susunan menurut PermenPANRB 6/2022; isinya dari kolom indikator induk dan SKP periode ini.",
    )  # fmt: skip
