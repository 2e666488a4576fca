"""A folder of tables, read and checked: the one object analyses start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from penilaian.bahasa import angka
from penilaian.data.baca import baca_sumber
from penilaian.data.kamus import NAMA_TABEL, muat_kamus
from penilaian.data.keterangan import Keterangan, baca_keterangan
from penilaian.data.lapor import gabung_kunci, kolom_indikator
from penilaian.data.periksa import padankan_sasaran, periksa_lintas
from penilaian.data.periksa_pegawai import TABEL_PEGAWAI
from penilaian.data.realisasi import isi_realisasi
from penilaian.data.skema import periksa_skema
from penilaian.data.sumber import cari_sumber
from penilaian.data.target import isi_target
from penilaian.data.tempat import lengkapi_tempat
from penilaian.data.temuan import Temuan, samarkan_temuan, susun_temuan
from penilaian.data.ubah import DTIPE, TabelBaca, ubah_tabel
from penilaian.galat import GalatData
from penilaian.periode import Periode

_TAHUN_SINTETIS = 1900


@dataclass(frozen=True, eq=False)
class Data:
    """All tables of a folder and what was noticed while reading them.

    ``tabel`` always has every table with its columns and types; ``temuan`` has
    the columns ``KOLOM_TEMUAN``; ``sidik`` is the SHA-256 of each table's source
    file; ``asal`` is the folder's name, ``keterangan`` what it says about itself.
    """

    tabel: Mapping[str, pd.DataFrame]
    temuan: pd.DataFrame
    sidik: Mapping[str, str]
    asal: str
    keterangan: Keterangan | None = None

    def untuk(self, periode: Periode | str | None = None, kode_opd: str | None = None) -> Data:
        """The rows of one period, one agency, or both; ``opd`` and ``indikator`` stay whole.

        Raises:
            GalatPeriode: the period is no period code.
            GalatData: the agency is not in table ``opd``.
        """
        kode_periode = None if periode is None else Periode.urai(periode).kode
        self._pastikan_opd(kode_opd)
        tabel = {nama: _pilih_baris(frame, nama, kode_periode, kode_opd) for nama, frame in self.tabel.items()}
        if kode_opd is not None:
            milik = gabung_kunci(tabel["pegawai"], ["nip", "periode"])
            for nama in TABEL_PEGAWAI:
                frame = tabel[nama]
                tabel[nama] = frame[gabung_kunci(frame, ["nip", "periode"]).isin(milik)].reset_index(drop=True)
        temuan = _temuan_untuk(self.temuan, kode_periode, kode_opd)
        return replace(self, tabel=MappingProxyType(tabel), temuan=temuan)

    def _pastikan_opd(self, kode_opd: str | None) -> None:
        dikenal = self.tabel["opd"]["kode"].dropna()
        if kode_opd is None or dikenal.empty or (dikenal == kode_opd).any():
            return
        mirip = get_close_matches(str(kode_opd), list(dikenal), n=3, cutoff=0.4)
        saran = f"mungkin maksudnya {', '.join(mirip)}" if mirip else "lihat kolom kode di tabel opd"
        raise GalatData(f"OPD “{kode_opd}” tidak ada di tabel opd", di_mana=self.asal, tindakan=saran)

    def daftar_periode(self) -> list[Periode]:
        """The periods employees are listed for, in order."""
        return sorted(Periode.urai(kode) for kode in self.tabel["pegawai"]["periode"].dropna().unique())

    def pastikan_bersih(self, kode_opd: str | None = None, periode: Periode | str | None = None) -> None:
        """Stop where an error-level finding touches the agency or period, or cannot be attributed to one.

        Raises:
            GalatData: with the count and the first three findings.
        """
        kode_periode = None if periode is None else Periode.urai(periode).kode
        temuan = _temuan_untuk(self.temuan, kode_periode, kode_opd)
        galat = temuan[temuan["tingkat"] == "galat"]
        if galat.empty:
            return
        tiga = samarkan_temuan(galat.head(3))
        contoh = "; ".join(_satu_kalimat(baris) for baris in tiga.to_dict("records"))
        raise GalatData(
            f"Data belum dapat dipakai: ada {angka(len(galat))} temuan tingkat galat",
            di_mana=" ".join(["folder", self.asal, *([f"OPD {kode_opd}"] if kode_opd else [])]),
            mengapa=contoh + ("; dan seterusnya" if len(galat) > 3 else ""),
            tindakan="perbaiki di sumber data lalu baca ulang; daftar lengkapnya ada di tabel temuan",
        )

    @property
    def sintetis(self) -> bool:
        """True when there are NIPs and every one has a birth year before 1900."""
        ada = False
        for nama, kamus in muat_kamus().items():
            for kolom, isi in kamus.kolom.items():
                if isi.tipe == "nip":
                    nip = self.tabel[nama][kolom].dropna()
                    ada = ada or not nip.empty
                    if (nip.str[:4].astype("int64") >= _TAHUN_SINTETIS).any():
                        return False
        return ada


def baca_data(folder: str | Path) -> Data:
    """Read and check all tables of a folder; content is never a reason to raise.

    Raises:
        GalatData: the folder does not exist or is not a folder.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise GalatData(
            f"Folder data {folder.name or folder} {'bukan folder' if folder.exists() else 'tidak ditemukan'}",
            di_mana=str(folder),
            tindakan="periksa ejaan dan letaknya",
        )
    sumber, temuan = cari_sumber(folder)
    keterangan, masalah = baca_keterangan(folder)
    temuan += masalah
    isi: dict[str, TabelBaca] = {}
    for nama, satu in sumber.items():
        hasil, masalah = baca_sumber(satu)
        temuan += masalah
        if hasil is not None:
            isi[nama], masalah = ubah_tabel(hasil)
            temuan += masalah + periksa_skema(isi[nama])
    temuan += _lengkapi(isi) + periksa_lintas(isi)
    tabel = {nama: isi[nama].frame if nama in isi else tabel_kosong(nama) for nama in NAMA_TABEL}
    return Data(
        MappingProxyType(tabel),
        susun_temuan(lengkapi_tempat(temuan, isi)),
        MappingProxyType({nama: satu.sidik for nama, satu in sumber.items()}),
        folder.resolve().name,
        keterangan,
    )


def periksa_data(folder: str | Path) -> pd.DataFrame:
    """The findings of a folder, columns ``KOLOM_TEMUAN``."""
    return baca_data(folder).temuan


def tabel_kosong(nama: str) -> pd.DataFrame:
    """A table without rows, with the columns and types of its dictionary."""
    kolom = muat_kamus()[nama].kolom
    return pd.DataFrame({satu: pd.Series(dtype=DTIPE[isi.tipe]) for satu, isi in kolom.items()})


def _lengkapi(isi: dict[str, TabelBaca]) -> list[Temuan]:
    """Values that follow safely from others: targets from their text, core values from their spelling."""
    temuan: list[Temuan] = []
    if "umpan_balik" in isi:
        isi["umpan_balik"] = padankan_sasaran(isi["umpan_balik"])
    for nama, isi_teks in (("skp", isi_target), ("realisasi", isi_realisasi)):
        if nama in isi:
            tabel = isi[nama]
            tanpa = pd.Series(index=tabel.frame.index, dtype="str")
            satuan = kolom_indikator(tabel, isi["indikator"], "satuan") if "indikator" in isi else tanpa
            isi[nama], masalah = isi_teks(tabel, satuan)
            temuan += masalah
    return temuan


def _pilih_baris(frame: pd.DataFrame, nama: str, periode: str | None, kode_opd: str | None) -> pd.DataFrame:
    if nama in ("opd", "indikator"):
        return frame
    if periode is not None:
        frame = frame[frame["periode"] == periode]
    if kode_opd is not None and "kode_opd" in frame.columns:
        frame = frame[frame["kode_opd"] == kode_opd]
    return frame.reset_index(drop=True)


def _temuan_untuk(temuan: pd.DataFrame, periode: str | None, kode_opd: str | None) -> pd.DataFrame:
    for kolom, nilai in (("periode", periode), ("kode_opd", kode_opd)):
        if nilai is not None:
            temuan = temuan[temuan[kolom].isna() | (temuan[kolom] == nilai)]
    return temuan.reset_index(drop=True)


def _satu_kalimat(baris: Mapping[Any, Any]) -> str:
    tempat = " ".join(
        f"{sebutan}{baris[kolom]}"
        for sebutan, kolom in (("", "berkas"), ("lembar ", "lembar"), ("baris ", "baris"), ("kolom ", "kolom"))
        if pd.notna(baris[kolom])
    )
    return f"{tempat}: {baris['apa']}" if tempat else str(baris["apa"])
