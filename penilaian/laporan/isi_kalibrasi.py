"""Contents of `04_kalibrasi`: what it starts from, and the findings in a few sentences."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from penilaian.aturan import muat_buku
from penilaian.bahasa import angka, bagian
from penilaian.galat import GalatRumus
from penilaian.kalibrasi.bahan import KEBIJAKAN, BahanKalibrasi, siapkan
from penilaian.kalibrasi.keadilan import periksa_keadilan
from penilaian.kalibrasi.keringanan import KeringananPenilai, keringanan_penilai
from penilaian.kalibrasi.permainan import JENIS, periksa_permainan
from penilaian.kalibrasi.pola import pola_opd
from penilaian.kalibrasi.usulan import dapat_dibandingkan
from penilaian.laporan.bahan import Bahan, BahanNilai, buka, pastikan_skema, periode_tinjauan, tabel_identitas
from penilaian.laporan.poin import Poin
from penilaian.laporan.siapan import hasil_folder
from penilaian.laporan.tabel import Tabel
from penilaian.nilai import Hasil
from penilaian.nilai.riwayat import riwayat_predikat


@dataclass(frozen=True)
class IsiKalibrasi:
    """One agency (or the city) up to one period, reviewed; what is costly is computed once, when first asked for."""

    bahan: Bahan
    hasil: Hasil
    kalibrasi: BahanKalibrasi
    berkas_skenario: str

    @property
    def nilai(self) -> BahanNilai:
        """The period under review as the other reports see it."""
        return BahanNilai(self.bahan, self.hasil, riwayat_predikat(self.bahan.data, self.bahan.periode, muat_buku()))

    @property
    def nama_opd(self) -> dict[str, str]:
        """What readers see for each agency code."""
        return dict(zip(self.kalibrasi.opd["kode"], self.kalibrasi.opd["nama"], strict=True))

    @property
    def sumber(self) -> str:
        """What tables name as their source where several periods are used together."""
        return self.bahan.sumber_selama(self.kalibrasi.daftar_periode)

    @cached_property
    def _keringanan(self) -> tuple[KeringananPenilai | None, str]:
        try:
            return keringanan_penilai(self.kalibrasi), ""
        except GalatRumus as galat:
            return None, f"{galat.apa}: {galat.mengapa}. Yang dapat dilakukan: {galat.tindakan}."

    @property
    def keringanan(self) -> KeringananPenilai | None:
        """Leniency of assessors; None where it cannot be told, for the reason in ``tanpa_keringanan``."""
        return self._keringanan[0]

    @property
    def tanpa_keringanan(self) -> str:
        """Why there is no leniency; empty where there is."""
        return self._keringanan[1]

    @cached_property
    def keadilan(self) -> pd.DataFrame:
        """What achievement leaves unexplained, by attribute."""
        if self.keringanan is None:
            penilaian = self.kalibrasi.pegawai.head(0).assign(sisa=0.0)
        else:
            penilaian = self.keringanan.penilaian
        return periksa_keadilan(self.kalibrasi, penilaian)

    @cached_property
    def permainan(self) -> pd.DataFrame:
        """Signs of gaming, one row a person and sign."""
        return periksa_permainan(self.kalibrasi)


def buka_kalibrasi(
    notebook: str, *, folder_data: str, kode_opd: str, periode: str, berkas_skenario: str
) -> IsiKalibrasi:
    """Validate the parameters, read the data, score the period and those of its kind before it.

    Raises:
        GalatParameter: a parameter is wrong, or the period is judged by another scheme.
        GalatData: the tables have findings that forbid scoring, or nobody is listed.
    """
    bahan = buka(
        notebook, folder_data=folder_data, kode_opd=kode_opd, periode=periode, berkas_skenario=berkas_skenario
    )  # fmt: skip
    buku = muat_buku()
    pastikan_skema(bahan.periode, buku)
    kode = None if bahan.kota else kode_opd
    folder = Path(bahan.parameter.folder_data)
    hasil = [
        hasil_folder(folder, bahan.data, kode, satu) for satu in periode_tinjauan(bahan.data, bahan.periode, KEBIJAKAN)
    ]
    aturan = buku.pada(bahan.periode.akhir)
    return IsiKalibrasi(bahan, hasil[-1], siapkan(hasil, bahan.data.tabel, aturan), berkas_skenario)


def tabel_tinjauan_ini(isi: IsiKalibrasi) -> Tabel:
    """Agency, period, periods used together, and how many people and assessors."""
    kini = isi.kalibrasi.kini
    periode = isi.kalibrasi.daftar_periode
    tambahan = {
        "Pegawai": angka(len(kini)),
        "Pejabat penilai": angka(kini["nip_penilai"].nunique()),
        "Periode yang dipakai bersama": f"{angka(len(periode))}: {periode[0]} sampai {periode[-1]}",
        "Penetapan": bagian(int(kini["hasil_kerja"].notna().sum()), len(kini)) + " sudah ada",
    }
    return tabel_identitas(isi.bahan, tambahan)


def pokok_kalibrasi(isi: IsiKalibrasi) -> Poin:
    """Pattern, departures, assessors, fairness and signs, each with its counts."""
    return Poin(
        "Pokok tinjauan", (_pola(isi), _usulan(isi), *_penilai(isi), _keadilan(isi), _permainan(isi))
    )  # fmt: skip


def _pola(isi: IsiKalibrasi) -> str:
    pola = pola_opd(isi.kalibrasi)
    if pola.empty:
        return "Pola distribusi belum dapat diperiksa: predikat organisasi atau penetapan belum ada."
    hal, satuan = "Butir pola distribusi yang menyimpang", pola.set_index("lapis")["menyimpang"]
    if isi.bahan.kota:
        hal, satuan = "OPD dengan peringatan pola", pola.groupby(["lapis", "kode_opd"])["menyimpang"].any()
    cacah = satuan.groupby(level="lapis").agg(["sum", "size"])
    menurut = [f"{bagian(int(n), int(semua))} menurut {lapis}" for lapis, (n, semua) in cacah.iterrows()]
    return f"{hal}: {'; '.join(menurut)}."


def _usulan(isi: IsiKalibrasi) -> str:
    banding = dapat_dibandingkan(isi.kalibrasi)
    if banding.empty:
        return "Usulan dan penetapan belum dapat dibandingkan untuk seorang pun."
    berbeda = banding[banding["jarak"] != 0]
    return (
        f"Penetapan berbeda dari usulan pada {bagian(len(berbeda), len(banding))} pegawai, "
        f"{angka(int((berbeda['jarak'] > 0).sum()))} di antaranya lebih tinggi; "
        f"{angka(int(berbeda['tanpa_alasan'].sum()))} tanpa alasan tertulis."
    )


def _penilai(isi: IsiKalibrasi) -> list[str]:
    if isi.keringanan is None:
        return [isi.tanpa_keringanan]
    penilai = isi.keringanan.penilai
    diuji, tanda = penilai[penilai["q"].notna()], penilai[penilai["ditandai"]]
    berarti = angka(isi.kalibrasi.bilangan("keringanan_berarti"))
    kalimat = (
        f"Dari {angka(len(diuji))} pejabat penilai dengan cukup penilaian, {angka(int((tanda['nilai'] > 0).sum()))} "
        f"ditandai longgar dan {angka(int((tanda['nilai'] < 0).sum()))} ketat: pada capaian yang sama terbukti "
        f"berbeda lebih dari {berarti} poin capaian dari penilai rata-rata."
    )
    return [kalimat]


def _keadilan(isi: IsiKalibrasi) -> str:
    tabel = isi.keadilan
    tanda = tabel[tabel["ditandai"]]
    return f"Selisih antarkelompok yang tidak dijelaskan capaian ditandai pada {bagian(len(tanda), int(tabel['q'].notna().sum()))} perbandingan."


def _permainan(isi: IsiKalibrasi) -> str:
    cacah = isi.permainan[isi.permainan["ditandai"]].groupby("jenis").size()
    ada = [f"{angka(int(n))} orang: {JENIS[str(jenis)]}" for jenis, n in cacah.items()]
    return f"Tanda pada data: {'; '.join(ada)}." if ada else "Tidak satu pun tanda pada data ditemukan."
