"""Which agency and period a finding belongs to, as far as its row tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from penilaian.data.periksa import gabung_kunci, kolom_indikator
from penilaian.data.temuan import Temuan
from penilaian.data.ubah import TabelBaca


def lengkapi_tempat(temuan: Iterable[Temuan], isi: Mapping[str, TabelBaca]) -> list[Temuan]:
    """Fill ``kode_opd`` and ``periode``: from the row itself, else its employee, else its indicator.

    A code that is not in table ``opd`` fills nothing: such a finding concerns
    everyone, or it would be shown to no agency at all.
    """
    temuan = list(temuan)
    perlu = {satu.tabel for satu in temuan if satu.baris is not None and satu.tabel in isi}
    tempat = {nama: _tempat_baris(nama, isi) for nama in sorted(filter(None, perlu))}
    return [
        satu if satu.tabel not in tempat or satu.baris is None else _isi(satu, tempat[satu.tabel]) for satu in temuan
    ]


def _isi(satu: Temuan, tempat: Mapping[int, tuple[str | None, str | None]]) -> Temuan:
    kode_opd, periode = tempat.get(satu.baris or 0, (None, None))
    return satu._replace(kode_opd=kode_opd, periode=periode)


def _tempat_baris(nama: str, isi: Mapping[str, TabelBaca]) -> dict[int, tuple[str | None, str | None]]:
    tabel = isi[nama]
    frame = tabel.frame
    kosong = pd.Series(index=frame.index, dtype="str")
    periode = frame["periode"] if "periode" in frame.columns else kosong
    opd = _opd_baris(nama, tabel, isi, kosong)
    opd = opd.where(opd.isin(isi["opd"].frame["kode"].dropna())) if "opd" in isi else kosong
    return {
        int(baris): (None if pd.isna(satu) else satu, None if pd.isna(waktu) else waktu)
        for baris, satu, waktu in zip(tabel.asal.baris, opd, periode, strict=True)
    }


def _opd_baris(nama: str, tabel: TabelBaca, isi: Mapping[str, TabelBaca], kosong: pd.Series) -> pd.Series:
    frame = tabel.frame
    if nama == "opd":
        return frame["kode"]
    if "kode_opd" in frame.columns:
        return frame["kode_opd"]
    opd = kosong
    if "pegawai" in isi and {"nip", "periode"} <= set(frame.columns):
        pegawai = isi["pegawai"].frame
        kunci = gabung_kunci(pegawai, ["nip", "periode"])
        acuan = pegawai["kode_opd"].set_axis(kunci)[kunci.notna().to_numpy() & ~kunci.duplicated().to_numpy()]
        opd = gabung_kunci(frame, ["nip", "periode"]).map(acuan)
    if "indikator" in isi and "kode_indikator" in frame.columns:
        opd = opd.where(opd.notna(), kolom_indikator(tabel, isi["indikator"], "kode_opd"))
    return opd
