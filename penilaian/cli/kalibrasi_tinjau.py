"""`penilaian kalibrasi tinjau`: the names behind the report's counts, for the calibration team only."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from penilaian.cli.kalibrasi_pilihan import (
    Cabang,
    aturan_periode,
    berkas_buku,
    buka_buku,
    cabangkan,
    cetak,
    hitung_opd,
    id_rapat,
    opsi_rapat,
)
from penilaian.cli.pengurai import KELUAR_BAIK

if TYPE_CHECKING:
    import pandas as pd

    from penilaian.data import Data
    from penilaian.kalibrasi.bahan import BahanKalibrasi
    from penilaian.nilai import Hasil
    from penilaian.rapat.rapat import Rapat

_ALASAN_SERAGAM = 3
"""Departures an assessor must have explained alike before it is worth a line, as in the report."""


def tambahkan(cabang: Cabang) -> None:
    urai = cabangkan(
        cabang, "tinjau", "sebutkan nama pegawai dan pejabat penilai yang perlu dilihat", _tinjau,
        contoh="tinjau --data data/masuk --opd dinkes --periode 2025-T4",
        rincian="Menampilkan nama dan NIP utuh: hanya untuk tim kalibrasi. Yang disebut belum tentu keliru; lihat buktinya.",
    )  # fmt: skip
    opsi_rapat(urai)
    urai.add_argument(
        "--tanda",
        action="store_true",
        help="sebutkan juga orang di balik tanda di laporan kalibrasi: penilai yang longgar atau ketat, dan tanda pada data",
    )


def _tinjau(pilihan: argparse.Namespace) -> int:
    from penilaian.rapat.cuplikan import PERHATIAN, cuplik

    rapat = _rapat(pilihan)
    data, hasil = hitung_opd(pilihan)
    pegawai = rapat.pegawai if rapat else cuplik(data, hasil, pilihan.opd, aturan_periode(pilihan.periode)).pegawai
    perlu = pegawai[[bool(kode) for kode in pegawai["perhatian"]]].sort_values(["unit", "nama", "nip"])
    tampil = perlu[["nip"]].assign(
        pegawai=_bersusun(perlu, "nama", "unit"),
        usulan=perlu["usulan"],
        ditetapkan=_bersusun(perlu, "hasil_kerja", "perilaku_kerja"),
        predikat=perlu["predikat"],
        perhatian=perlu["perhatian"].map(lambda kode: "\n".join(kode).replace("_", " ")),
    )
    if rapat is not None:
        tampil = tampil.assign(suara=perlu["nip"].map(_suara(rapat)), putusan=perlu["nip"].map(_putusan(rapat)))
    cetak(tampil, f"Pegawai yang perlu dilihat: {len(perlu)} dari {len(pegawai)}")
    print("\n".join(f"  {kode.replace('_', ' ')}: {uraian}" for kode, uraian in PERHATIAN.items()))
    _cetak_penilai(pilihan, data, hasil)
    if pilihan.tanda:
        _cetak_tanda(pilihan, data)
    return KELUAR_BAIK


def _rapat(pilihan: argparse.Namespace) -> Rapat | None:
    """The meeting, if it has been opened."""
    from penilaian.rapat.rapat import daftar_rapat

    nama = id_rapat(pilihan)
    if not berkas_buku(pilihan).exists():
        return None
    with buka_buku(pilihan) as buku:
        return next((satu for satu in daftar_rapat(buku) if satu.id == nama), None)


def _bersusun(pegawai: pd.DataFrame, atas: str, bawah: str) -> pd.Series:
    """Two columns in one, one above the other: what leaves room for whole NIPs."""
    return pegawai[atas].fillna("–") + "\n" + pegawai[bawah].fillna("–")


def _suara(rapat: Rapat) -> dict[str, str]:
    """How many votes of which kind count for each employee."""
    cacah = {str(nip): isi.value_counts().sort_index() for nip, isi in rapat.suara.groupby("nip")["suara"]}
    return {nip: "\n".join(f"{n} {kode}" for kode, n in isi.items()) for nip, isi in cacah.items()}


def _putusan(rapat: Rapat) -> dict[str, str]:
    """The decided predicate of each employee."""
    return {nip: satu.isi["sesudah"]["predikat"] for nip, satu in rapat.keadaan.putusan.items()}


def _cetak_penilai(pilihan: argparse.Namespace, data: Data, hasil: Hasil) -> None:
    from penilaian.kalibrasi.bahan import siapkan
    from penilaian.kalibrasi.usulan import alasan_seragam, dapat_dibandingkan, ringkas_usulan

    banding = dapat_dibandingkan(siapkan([hasil], data.tabel, aturan_periode(pilihan.periode)))
    semua = ringkas_usulan(banding, "nip_penilai").reset_index()
    seragam = set(alasan_seragam(banding, _ALASAN_SERAGAM)["nip_penilai"])
    semua["alasan_seragam"] = ["ya" if nip in seragam else None for nip in semua["nip_penilai"]]
    beda = semua[semua["lebih_tinggi"] + semua["lebih_rendah"] > 0].drop(columns="jarak")
    if beda.empty:
        print("Tidak ada pejabat penilai yang menetapkan rating berbeda dari usulan.")
        return
    beda.insert(1, "nama", beda["nip_penilai"].map(_nama(data)))
    urut = beda.sort_values(["tanpa_alasan", "lebih_tinggi", "nip_penilai"], ascending=[False, False, True])
    cetak(urut, "Pejabat penilai yang menetapkan berbeda dari usulan")


def _cetak_tanda(pilihan: argparse.Namespace, data: Data) -> None:
    from penilaian.kalibrasi.bahan import KEBIJAKAN, siapkan
    from penilaian.laporan.bahan import periode_tinjauan
    from penilaian.nilai import hitung
    from penilaian.periode import Periode

    periode = periode_tinjauan(data, Periode.urai(pilihan.periode), KEBIJAKAN)
    bahan = siapkan([hitung(data, satu) for satu in periode], data.tabel, aturan_periode(pilihan.periode))
    _cetak_keringanan(bahan, _nama(data))
    _cetak_permainan(bahan, _nama(data))


def _cetak_keringanan(bahan: BahanKalibrasi, nama: dict[str, str]) -> None:
    from penilaian.galat import GalatRumus
    from penilaian.kalibrasi.keringanan import keringanan_penilai

    try:
        penilai = keringanan_penilai(bahan).penilai
    except GalatRumus as galat:
        print(f"{galat.apa}: {galat.mengapa}.")
        return
    tanda = penilai[penilai["ditandai"]].sort_values("nilai").reset_index()
    if tanda.empty:
        print("Tidak ada pejabat penilai yang ditandai longgar atau ketat.")
        return
    poin = {kolom: tanda[kolom].round(1) for kolom in ("nilai", "bawah", "atas")}
    tampil = tanda[["nip_penilai"]].assign(nama=tanda["nip_penilai"].map(nama), penilaian=tanda["amatan"], **poin)
    label = {"nip_penilai": "nip", "nilai": "poin capaian", "bawah": "selang, bawah", "atas": "selang, atas"}
    cetak(tampil, "Pejabat penilai yang longgar (+) atau ketat (-) pada capaian yang sama", label)


def _cetak_permainan(bahan: BahanKalibrasi, nama: dict[str, str]) -> None:
    from penilaian.kalibrasi.permainan import JENIS, periksa_permainan

    semua = periksa_permainan(bahan)
    tanda = semua[semua["ditandai"].astype(bool)]
    if tanda.empty:
        print("Tidak ada orang yang ditandai dari datanya.")
        return
    tampil = tanda[["orang"]].assign(
        nama=tanda["orang"].map(nama),
        tanda=tanda["jenis"].map(JENIS),
        amatan=tanda["amatan"],
        teramati=tanda["teramati"],
        diharapkan=tanda["diharapkan"].round(1),
    )
    cetak(tampil, "Tanda pada data; bukan tuduhan, lihat buktinya", {"orang": "nip"})


def _nama(data: Data) -> dict[str, str]:
    """Names by NIP, of everybody the agency's tables list; an assessor from elsewhere has none here."""
    pegawai = data.tabel["pegawai"].dropna(subset=["nama"])
    return dict(zip(pegawai["nip"], pegawai["nama"], strict=True))
