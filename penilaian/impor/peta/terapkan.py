"""A mapping on a source's rows: the rows of one of our tables, not converted yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from penilaian.data.baca import Mentah
from penilaian.data.kamus import muat_kamus
from penilaian.data.mirip import yang_mirip
from penilaian.data.nilai_sel import PARQUET
from penilaian.data.temuan import Asal, Pesan, Temuan
from penilaian.data.uraian import Dialek, GalatUrai
from penilaian.impor.bacaan import Petakan
from penilaian.impor.penamaan import PenamaOpd
from penilaian.impor.peta.bentuk import KolomPeta, Peta, TabelPeta
from penilaian.impor.peta.nilai import berzona, ganti_nilai, jadikan_hari, pengganti_opd, pengganti_peta


class MentahBertipe(Mentah):
    """Rows of a source with types of its own (database, Parquet, JSON): advice on a value is that for Parquet."""

    @property
    def bentuk(self) -> str:
        return PARQUET


@dataclass(frozen=True)
class Sumber:
    """Rows of a source: its own column names, its own types, row numbers as its users count them."""

    berkas: str
    lembar: str | None
    frame: pd.DataFrame
    baris: np.ndarray
    dialek: Dialek | None = None
    bertipe: bool = True
    """Whether the source has types; without, all is text or spreadsheet cells."""


@dataclass(frozen=True)
class Terapan:
    """One of our tables from a source."""

    mentah: Mentah
    temuan: tuple[Temuan, ...]


def terapkan(tabel: str, peta: TabelPeta, sumber: Sumber, opd: PenamaOpd) -> Terapan:
    """The rows of one table; values that the mapping does not know become missing, with a finding each.

    Raises:
        GalatUrai: ``kolom_sumber_tidak_ada``, ``kolom_sumber_ganda`` or ``waktu_berzona``.
    """
    tempat = cocokkan_kolom(peta.kolom_sumber, list(sumber.frame.columns), _sebutan(sumber))
    asal = Asal(tabel, sumber.berkas, sumber.lembar, sumber.baris)
    kolom: dict[str, pd.Series] = {}
    temuan: list[Temuan] = []
    for nama, kamus in muat_kamus()[tabel].kolom.items():
        satu = peta.kolom.get(nama)
        if satu is None or satu.dari is None:
            tetap = None if satu is None else satu.tetap
            kolom[nama] = pd.Series([tetap] * len(sumber.baris), dtype=object)
            continue
        asli = sumber.frame.iloc[:, tempat[satu.dari]].reset_index(drop=True)
        kolom[nama], gagal = _isi_kolom(asli, satu, opd)
        if kamus.tipe == "tanggal" and berzona(kolom[nama]):
            raise _waktu_berzona(satu.dari, _sebutan(sumber))
        temuan += _catat(asal, nama, asli, gagal)
    frame = pd.DataFrame(kolom, index=pd.RangeIndex(len(sumber.baris)))
    tanpa = frozenset(muat_kamus()[tabel].kolom.keys() - peta.kolom.keys())
    kelas = MentahBertipe if sumber.bertipe else Mentah
    return Terapan(kelas(asal, frame, sumber.dialek, tanpa), tuple(temuan))


def urut_baca(peta: Peta) -> list[tuple[str, TabelPeta]]:
    """The tables of a mapping in reading order: agencies first, their names serve the others."""
    return sorted(peta.tabel.items(), key=lambda satu: satu[0] != "opd")


def tambah_opd(opd: PenamaOpd, mentah: Mentah) -> PenamaOpd:
    """The agencies known so far and those of a table just read."""
    if mentah.asal.tabel != "opd":
        return opd
    baru = mentah.frame[["kode", "nama"]].dropna().astype(str)
    semua = pd.concat([opd.opd[["kode", "nama"]].astype(str), baru.apply(lambda isi: isi.str.strip())])
    return replace(opd, opd=semua.drop_duplicates("kode", keep="last").reset_index(drop=True))


def cocokkan_kolom(perlu: Sequence[str], ada: Sequence[object], di_mana: str) -> dict[str, int]:
    """The position of each needed source column: the same name, else the only one that differs in letter case or spaces.

    Raises:
        GalatUrai: a column is missing, with what is near to it, or there twice.
    """
    nama = [str(satu) for satu in ada]
    hasil: dict[str, int] = {}
    hilang: list[str] = []
    for satu in perlu:
        calon = [urut for urut, tulisan in enumerate(nama) if tulisan == satu]
        calon = calon or [urut for urut, tulisan in enumerate(nama) if _lipat(tulisan) == _lipat(satu)]
        if len(calon) > 1:
            raise GalatUrai(
                "kolom_sumber_ganda",
                f"Kolom sumber {satu} ada {len(calon)} kali di {di_mana}; tidak jelas mana yang dimaksud",
                tindakan="sisakan satu kolom dengan nama itu di sumber",
            )
        if calon:
            hasil[satu] = calon[0]
        else:
            hilang.append(satu)
    if hilang:
        raise _tidak_ada(hilang, nama, di_mana)
    return hasil


def rincian_peta(tabel: str, peta: TabelPeta, sumber: str, ada: Sequence[object]) -> tuple[Petakan, ...]:
    """What becomes what, also the source columns that nobody uses."""
    terpakai = cocokkan_kolom(peta.kolom_sumber, ada, sumber)
    baris = [
        Petakan(f"{sumber}: {satu.dari}" if satu.dari else f"tetap: {satu.tetap}", tabel, nama, _keterangan(satu))
        for nama, satu in peta.kolom.items()
    ]
    dipakai = set(terpakai.values())
    sisa = [
        Petakan(f"{sumber}: {nama}", None, None, "tidak dipetakan")
        for urut, nama in enumerate(ada)
        if urut not in dipakai
    ]
    return (*baris, *sisa)


def _isi_kolom(asli: pd.Series, peta: KolomPeta, opd: PenamaOpd) -> tuple[pd.Series, dict[int, Pesan]]:
    isi = asli if peta.zona is None else jadikan_hari(asli, peta.zona)
    if peta.opd:
        return ganti_nilai(isi, pengganti_opd(opd), peta.kosong)
    if peta.nilai is not None:
        return ganti_nilai(isi, pengganti_peta(dict(peta.nilai), str(peta.dari)), peta.kosong)
    if peta.kosong is not None:
        return _isi_kosong(isi, peta), {}
    return isi, {}


def _isi_kosong(isi: pd.Series, peta: KolomPeta) -> pd.Series:
    rapi = isi.astype(object)
    kosong = rapi.isna() | rapi.map(lambda nilai: isinstance(nilai, str) and not nilai.strip())
    return rapi.where(~kosong.astype(bool), peta.kosong)


def _catat(asal: Asal, nama: str, asli: pd.Series, gagal: dict[int, Pesan]) -> list[Temuan]:
    nilai = asli.tolist() if gagal else []
    return [asal.temuan(*pesan, posisi=posisi, kolom=nama, nilai=nilai[posisi]) for posisi, pesan in gagal.items()]


def _keterangan(peta: KolomPeta) -> str:
    bagian = []
    if peta.tetap is not None:
        bagian.append("sama untuk semua baris")
    if peta.nilai is not None:
        bagian.append("nilai: " + ", ".join(f"{dari} → {ke}" for dari, ke in peta.nilai.items()))
    if peta.kosong is not None:
        bagian.append(f"kosong berarti {peta.kosong}")
    if peta.opd:
        bagian.append("nama OPD dicocokkan dengan tabel opd")
    if peta.zona is not None:
        bagian.append(f"hari menurut {peta.zona}")
    return "; ".join(bagian)


def _sebutan(sumber: Sumber) -> str:
    return f"{sumber.berkas}, {sumber.lembar}" if sumber.lembar else sumber.berkas


def _lipat(nama: str) -> str:
    return " ".join(nama.split()).casefold()


def _tidak_ada(hilang: Sequence[str], ada: Sequence[str], di_mana: str) -> GalatUrai:
    dekat = {satu: yang_mirip(satu, ada, 0.5) for satu in hilang}
    sebut = [f"{satu} (mungkin maksudnya {mirip})" if mirip else satu for satu, mirip in dekat.items()]
    return GalatUrai(
        "kolom_sumber_tidak_ada",
        f"Kolom {', '.join(sebut)} tidak ada di {di_mana}",
        mengapa=f"kolom yang ada: {', '.join(ada[:40]) or 'tidak ada'}",
        tindakan="perbaiki nama kolom di berkas pemetaan",
    )


def _waktu_berzona(dari: str, di_mana: str) -> GalatUrai:
    return GalatUrai(
        "waktu_berzona",
        f"Kolom {dari} di {di_mana} berisi waktu dengan zona, sehingga tanggalnya bergantung pada zona yang dipakai",
        tindakan=f"tulis zonanya di berkas pemetaan, misalnya {{dari: {dari}, zona: Asia/Makassar}}",
    )
