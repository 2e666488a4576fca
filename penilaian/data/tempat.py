"""Which agencies and period a finding concerns, as far as its row tells.

A finding that blocks the wrong agency lets the right one be scored with the
fault. So where the row does not tell, the finding concerns everyone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

import pandas as pd

from penilaian.data.lapor import PEGAWAI_PERIODE, Isi, gabung_kunci
from penilaian.data.temuan import Temuan


def lengkapi_tempat(temuan: Iterable[Temuan], isi: Isi) -> list[Temuan]:
    """Fill ``kode_opd`` and ``periode``: from the row itself, else its employee, else its indicator.

    A finding on an indicator is repeated for every agency whose SKP uses it. A
    code that is not in table ``opd`` fills nothing: such a finding concerns
    everyone, or it would be shown to no agency at all.
    """
    peta = _Peta(isi)
    return [tempat for satu in temuan for tempat in peta.tempatkan(satu)]


class _Peta:
    """Agencies and periods by table and row number, looked up only for tables with findings."""

    def __init__(self, isi: Isi) -> None:
        self.isi = isi
        self.baris: dict[str, dict[int, tuple[str | None, str | None]]] = {}

    def tempatkan(self, satu: Temuan) -> list[Temuan]:
        if satu.tabel is None or satu.tabel not in self.isi or satu.baris is None:
            return [satu]
        if satu.tabel not in self.baris:
            self.baris[satu.tabel] = self._tempat_baris(satu.tabel)
        kode_opd, periode = self.baris[satu.tabel].get(satu.baris, (None, None))
        utama = satu._replace(kode_opd=kode_opd, periode=periode)
        if satu.tabel != "indikator" or kode_opd is None:
            return [utama]
        lain = [opd for opd in self._pemakai_baris(satu.baris) if opd != kode_opd]
        return [utama, *(_untuk_pemakai(utama, opd) for opd in lain)]

    def _tempat_baris(self, nama: str) -> dict[int, tuple[str | None, str | None]]:
        tabel = self.isi[nama]
        frame = tabel.frame
        periode = frame["periode"] if "periode" in frame.columns else pd.Series(index=frame.index, dtype="str")
        opd = self._opd_baris(nama)
        opd = opd.where(opd.isin(self._opd_dikenal))
        return {
            int(baris): (None if pd.isna(satu) else satu, None if pd.isna(waktu) else waktu)
            for baris, satu, waktu in zip(tabel.asal.baris, opd, periode, strict=True)
        }

    def _opd_baris(self, nama: str) -> pd.Series:
        frame = self.isi[nama].frame
        if nama in ("opd", "indikator"):
            kosong = frame["kode"].isna()
            return frame["kode" if nama == "opd" else "kode_opd"].mask(kosong)
        if "kode_opd" in frame.columns:
            return frame["kode_opd"]
        kunci = gabung_kunci(frame, PEGAWAI_PERIODE)
        opd = kunci.map(self._opd_pegawai)
        if "kode_indikator" in frame.columns:
            tercatat = kunci.isin(self._pegawai["kunci"])
            opd = opd.where(tercatat, frame["kode_indikator"].map(self._opd_indikator))
        return opd.astype("str")

    @cached_property
    def _opd_dikenal(self) -> set[str]:
        return set(self.isi["opd"].frame["kode"].dropna()) if "opd" in self.isi else set()

    @cached_property
    def _pegawai(self) -> pd.DataFrame:
        """Employee and period as ``kunci``, with every agency they are listed in."""
        if "pegawai" not in self.isi:
            return pd.DataFrame({"kunci": [], "kode_opd": []}, dtype="str")
        frame = self.isi["pegawai"].frame
        daftar = frame[["kode_opd"]].assign(kunci=gabung_kunci(frame, PEGAWAI_PERIODE))
        return daftar.dropna(subset=["kunci"]).drop_duplicates()

    @cached_property
    def _opd_pegawai(self) -> Mapping[str, str]:
        """The agency of each employee in a period; not of those who are listed in two."""
        satu = self._pegawai.drop_duplicates("kunci", keep=False).dropna()
        return dict(zip(satu["kunci"], satu["kode_opd"], strict=True))

    @cached_property
    def _pemakai(self) -> Mapping[str, tuple[str, ...]]:
        """The agencies whose employees have an indicator in their SKP, in order of their codes."""
        if "skp" not in self.isi:
            return {}
        skp = self.isi["skp"].frame
        butir = pd.DataFrame({"kode_indikator": skp["kode_indikator"], "kunci": gabung_kunci(skp, PEGAWAI_PERIODE)})
        pakai = butir.dropna().merge(self._pegawai.dropna(), on="kunci")[["kode_indikator", "kode_opd"]]
        pakai = (
            pakai[pakai["kode_opd"].isin(self._opd_dikenal)]
            .drop_duplicates()
            .sort_values(["kode_indikator", "kode_opd"])
        )
        return {str(kode): tuple(opd) for kode, opd in pakai.groupby("kode_indikator")["kode_opd"]}

    @cached_property
    def _opd_indikator(self) -> Mapping[str, str]:
        """The agency of each indicator that no other agency uses."""
        if "indikator" not in self.isi:
            return {}
        milik = self.isi["indikator"].frame[["kode", "kode_opd"]].dropna().drop_duplicates()
        hasil = {}
        for kode, pemilik in milik.groupby("kode")["kode_opd"]:
            semua = {*pemilik, *self._pemakai.get(str(kode), ())}
            if len(semua) == 1:
                hasil[str(kode)] = semua.pop()
        return hasil

    @cached_property
    def _kode_indikator(self) -> Mapping[int, str]:
        tabel = self.isi["indikator"]
        return {int(baris): kode for baris, kode in zip(tabel.asal.baris, tabel.frame["kode"], strict=True)}

    def _pemakai_baris(self, baris: int) -> tuple[str, ...]:
        return self._pemakai.get(self._kode_indikator[baris], ())


def _untuk_pemakai(satu: Temuan, kode_opd: str) -> Temuan:
    return satu._replace(kode_opd=kode_opd, apa=f"{satu.apa}; indikator ini juga dipakai dalam SKP OPD {kode_opd}")
