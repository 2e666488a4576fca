"""The city's tables as rows of e-Kinerja's two reports, in e-Kinerja's names and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

import pandas as pd

from penilaian.periode import Periode

_RATING = {"di_bawah": "DIBAWAH EKSPEKTASI", "sesuai": "SESUAI EKSPEKTASI", "di_atas": "DIATAS EKSPEKTASI"}
_PREDIKAT = {
    "sangat_kurang": "SANGAT KURANG", "kurang": "KURANG", "butuh_perbaikan": "CUKUP", "baik": "BAIK",
    "sangat_baik": "SANGAT BAIK",
}  # fmt: skip
_JENIS = {"pns": "PNS", "pppk": "PPPK", "pppk_paruh_waktu": "PPPK Paruh Waktu"}
_JENIS_JABATAN = {
    "jpt": "JPT Pratama", "administrator": "Administrator", "pengawas": "Pengawas", "pelaksana": "Pelaksana",
    "fungsional": "Jabatan Fungsional",
}  # fmt: skip
_LAMA_DI_TEMPAT_LAMA = timedelta(days=30)
"""Days into the period at which a transferred employee changes place."""
TANPA_NILAI = "-"


@dataclass
class Baris:
    """One row of a report; ``kode``: the findings it is to cause."""

    isi: dict[str, object]
    kode: tuple[str, ...] = ()


@dataclass(frozen=True)
class Skp:
    """One SKP document: of whom, where (a row of ``pegawai``), and from when to when."""

    nomor: str
    tempat: Mapping[str, object]
    awal: date
    akhir: date


@dataclass(frozen=True)
class Latar:
    """What all rows need: ids, agency names, documents, decisions; ``skp`` lists the documents of a NIP in their order."""

    tahun: int
    pegawai: pd.DataFrame
    penetapan: Mapping[tuple[str, str], Mapping[str, object]]
    nama: Mapping[str, str]
    id_orang: Mapping[str, str]
    nama_opd: Mapping[str, str]
    skp: Mapping[str, list[Skp]]

    @property
    def periode(self) -> list[str]:
        return sorted(set(self.pegawai["periode"]))


def susun_latar(tabel: Mapping[str, pd.DataFrame], tahun: int) -> Latar:
    """Everything of one year."""
    semua = tabel["pegawai"]
    kini = semua[semua["periode"].str.startswith(f"{tahun}-")]
    orang = sorted(set(semua["nip"]) | set(semua["nip_penilai"].dropna()))
    return Latar(
        tahun=tahun,
        pegawai=kini,
        penetapan={(satu["nip"], satu["periode"]): satu for satu in _rekam(tabel["penetapan"])},
        nama=dict(zip(semua["nip"], semua["nama"], strict=True)),
        id_orang={nip: f"ORG-{nomor:05d}" for nomor, nip in enumerate(orang, 1)},
        nama_opd=dict(zip(tabel["opd"]["kode"], tabel["opd"]["nama"], strict=True)),
        skp=_dokumen(semua, tahun),
    )


def _rekam(tabel: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dictionaries; missing is None."""
    isi = tabel.astype(object).where(tabel.notna(), None)
    return [dict(zip(map(str, isi.columns), satu, strict=True)) for satu in isi.itertuples(index=False, name=None)]


def _dokumen(semua: pd.DataFrame, tahun: int) -> dict[str, list[Skp]]:
    """A document for each place somebody had in the year."""
    hasil: dict[str, list[Skp]] = {}
    nomor = (f"SKP-{tahun}-{urut:06d}" for urut in count(1))
    for nip, milik in semua.sort_values(["nip", "periode"], kind="stable").groupby("nip", sort=False):
        dokumen: list[Skp] = []
        sebelumnya = None
        for satu in _rekam(milik):
            if satu["periode"].startswith(f"{tahun}-"):
                dokumen = _lanjutkan(dokumen, satu, sebelumnya, tahun, nomor)
            sebelumnya = satu
        if dokumen:
            hasil[str(nip)] = dokumen
    return hasil


def _lanjutkan(
    dokumen: list[Skp], satu: Mapping[str, Any], sebelumnya: Mapping[str, Any] | None, tahun: int, nomor: Iterator[str]
) -> list[Skp]:
    """One period more: a transfer ends the document of the former place and opens one for the new."""
    awal, akhir = date(tahun, 1, 1), date(tahun, 12, 31)
    if satu["mutasi"] and sebelumnya is not None:
        pindah = Periode.urai(satu["periode"]).awal + _LAMA_DI_TEMPAT_LAMA
        lama = replace(dokumen[-1], akhir=pindah) if dokumen else Skp(next(nomor), sebelumnya, awal, pindah)
        return [*dokumen[:-1], lama, Skp(next(nomor), satu, pindah + timedelta(days=1), akhir)]
    return dokumen or [Skp(next(nomor), satu, awal, akhir)]


def baris_skp(latar: Latar) -> list[Baris]:
    """The SKP report: all documents, agreed."""
    return [_satu_skp(latar, nip, satu) for nip, dokumen in latar.skp.items() for satu in dokumen]


def _satu_skp(latar: Latar, nip: str, satu: Skp) -> Baris:
    tempat = satu.tempat
    opd = latar.nama_opd[str(tempat["kode_opd"])]
    return Baris(
        {
            "skp_id": satu.nomor,
            "id": latar.id_orang[nip],
            "jenis": "pegawai",
            "nip": nip,
            "nama": tempat["nama"],
            "jabatan": tempat["jabatan"],
            "is_skp": 1,
            "unit": tempat["unit"],
            "jenis_pegawai": _JENIS[str(tempat["jenis"])],
            "skp_status": "persetujuan",
            "skp_model": "kuantitatif",
            "skp_unor": tempat["unit"],
            "skp_unor_atasan": opd,
            "skp_unor_induk": opd,
            "skp_jabatan": tempat["jabatan"],
            "skp_jenis_jabatan": _JENIS_JABATAN[str(tempat["jenis_jabatan"])],
            "periode_awal": satu.awal.isoformat(),
            "periode_akhir": satu.akhir.isoformat(),
            "is_plt_plh": 0,
            "created_at": f"{satu.awal.isoformat()} 08:00:00",
        }
    )


def baris_penilaian(latar: Latar, periode: str, periode_id: int) -> list[Baris]:
    """The evaluation report of a period; somebody transferred in it stands in it twice, the former place first."""
    hasil = []
    kini = Periode.urai(periode)
    for orang in _rekam(latar.pegawai[latar.pegawai["periode"] == periode]):
        dokumen = [satu for satu in latar.skp[orang["nip"]] if satu.awal <= kini.akhir and satu.akhir >= kini.awal]
        putusan = latar.penetapan.get((orang["nip"], periode))
        if orang["mutasi"] and len(dokumen) > 1:
            lama = latar.penetapan.get((orang["nip"], kini.sebelumnya().kode))
            isi = _satu_penilaian(latar, dokumen[-2].tempat, dokumen[-2], lama, periode_id)
            hasil.append(Baris(isi, ("mutasi_dipilih",)))
        isi = _satu_penilaian(latar, orang, dokumen[-1], putusan, periode_id)
        hasil.append(Baris(isi, () if putusan else ("belum_dinilai",)))
    return hasil


def _satu_penilaian(
    latar: Latar,
    orang: Mapping[str, object],
    skp: Skp,
    putusan: Mapping[str, object] | None,
    periode_id: int,
) -> dict[str, object]:
    nip, atasan = str(orang["nip"]), orang["nip_penilai"]
    opd = latar.nama_opd[str(orang["kode_opd"])]
    return {
        "skp_penilaian_id": f"NILAI-{periode_id}-{skp.nomor}",
        "jenis": "pegawai",
        "id": latar.id_orang[nip],
        "nip": nip,
        "nama": orang["nama"],
        "periode_awal_skp": skp.awal.isoformat(),
        "periode_akhir_skp": skp.akhir.isoformat(),
        "tahun_skp": latar.tahun,
        "periode_id": periode_id,
        "jenis_pegawai": _JENIS[str(orang["jenis"])],
        "golru": orang["golongan"],
        "skp_id": skp.nomor,
        "skp_jabatan": orang["jabatan"],
        "skp_unor": orang["unit"],
        "skp_unor_id": f"UNOR-{orang['kode_opd']}",
        "skp_unor_induk": opd,
        "skp_jenis_jabatan": _JENIS_JABATAN[str(orang["jenis_jabatan"])],
        "is_skp_plt_plh_pjb": 0,
        **_nilai(latar, putusan),
        "pegawai_atasan_id": None if atasan is None else latar.id_orang[str(atasan)],
        "pegawai_atasan_nip": atasan,
        "pegawai_atasan_nama": None if atasan is None else latar.nama.get(str(atasan)),
        "created_at": f"{skp.awal.isoformat()} 08:00:00",
    }


def _nilai(latar: Latar, putusan: Mapping[str, object] | None) -> dict[str, object]:
    if putusan is None:
        kosong = dict.fromkeys(("hasil_kerja", "perilaku_kerja", "hasil_akhir"), TANPA_NILAI)
        return {**kosong, "waktu_dinilai": None, "pegawai_penilai_id": None}
    penilai, waktu = putusan["nip_penilai"], putusan["waktu"]
    return {
        "hasil_kerja": _RATING[str(putusan["hasil_kerja"])],
        "perilaku_kerja": _RATING[str(putusan["perilaku_kerja"])],
        "hasil_akhir": _PREDIKAT[str(putusan["predikat"])],
        "waktu_dinilai": f"{waktu:%Y-%m-%d} 10:11:12" if isinstance(waktu, datetime) else None,
        "pegawai_penilai_id": None if penilai is None else latar.id_orang[str(penilai)],
    }
