"""Contents of `02_penilaian_opd`: the findings in a few sentences, each with its counts."""

from __future__ import annotations

import pandas as pd

from penilaian.bahasa import angka, bagian, persen
from penilaian.laporan.bahan import BahanNilai
from penilaian.laporan.poin import Poin
from penilaian.laporan.sebaran_predikat import nama_rating, pangsa
from penilaian.nilai.kolom import BELUM
from penilaian.periode import Periode


def pokok_laporan(isi: BahanNilai) -> Poin:
    """Completeness, achievement, departures from proposals, predicates and their change."""
    return Poin("Pokok laporan", (_kelengkapan(isi), _capaian(isi), *_perbedaan(isi), *_predikat(isi)))


def _kelengkapan(isi: BahanNilai) -> str:
    pegawai = isi.hasil.pegawai
    n, belum = len(pegawai), int(pegawai["predikat"].isna().sum())
    sementara = int(pegawai["sementara"].sum())
    kalimat = f"{angka(n)} pegawai tercatat; {'semuanya sudah' if not belum else f'{angka(belum)} belum'} ditetapkan predikatnya."
    return kalimat + (
        f" Hasil {angka(sementara)} pegawai masih sementara karena datanya belum lengkap." if sementara else ""
    )


def _capaian(isi: BahanNilai) -> str:
    indikator = isi.hasil.indikator
    ada = indikator["capaian"].dropna()
    if ada.empty:
        return "Belum ada capaian yang dapat dihitung."
    rating = nama_rating(isi.hasil)
    terendah = next(iter(rating))
    bawah = int((indikator["rating"] == terendah).sum())
    return f"Median capaian indikator {persen(ada.median())}; {bagian(bawah, len(ada))} indikator diusulkan {rating[terendah].lower()}."


def _perbedaan(isi: BahanNilai) -> list[str]:
    pegawai = isi.hasil.pegawai
    dua = pegawai.dropna(subset=["usulan", "hasil_kerja"])
    if dua.empty:
        return ["Usulan dan penetapan belum dapat dibandingkan untuk seorang pun."]
    tanpa = int((dua["berbeda"] & dua["alasan_penetapan"].isna()).sum())
    kalimat = f"Penetapan hasil kerja berbeda dari usulan pada {bagian(int(dua['berbeda'].sum()), len(dua))} pegawai"
    kalimat += (
        f", {angka(tanpa)} di antaranya tanpa alasan tertulis." if tanpa else ", semuanya dengan alasan tertulis."
    )
    if not dua["berbeda"].any():
        kalimat = (
            f"Penetapan hasil kerja sama dengan usulan pada semua {angka(len(dua))} pegawai yang dapat dibandingkan."
        )
    tinjau = int(pegawai["tinjau"].sum())
    return [
        kalimat,
        *(
            [f"Usulan {bagian(tinjau, len(pegawai))} pegawai perlu dilihat orang; sebabnya di bagian 4."]
            if tinjau
            else []
        ),
    ]


def _predikat(isi: BahanNilai) -> list[str]:
    riwayat = isi.riwayat
    ditetapkan = riwayat.drop(columns=BELUM)
    baik = pd.Series(ditetapkan.iloc[:, :2].sum(axis=1))
    semua = ditetapkan.sum(axis=1)
    kini = riwayat.index[-1]
    if not semua[kini]:
        return []
    kalimat = f"Dari yang sudah ditetapkan, {bagian(int(baik[kini]), int(semua[kini]))} berpredikat Baik ke atas"
    if len(riwayat) > 1 and semua.iloc[-2]:
        lalu = riwayat.index[-2]
        kalimat += f"; {Periode.urai(lalu).label}: {pangsa(int(baik[lalu]), int(semua[lalu]))}"
    return [f"{kalimat}."]
