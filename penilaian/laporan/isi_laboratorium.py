"""Contents of `03_laboratorium`: what the laboratory starts from, and the tables around its board."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from penilaian.aturan import Aturan, muat_buku
from penilaian.aturan.skenario import Perubahan, Skenario, baca_skenario, terapkan
from penilaian.bahasa import angka, bagian, tanggal
from penilaian.galat import GalatData, GalatSkenario
from penilaian.indikator.bahan import ASPEK, KEBIJAKAN_INDEKS, PERSPEKTIF, BahanIndikator, matriks_aspek, siapkan
from penilaian.laporan.bahan import Bahan, buka, pastikan_skema, tabel_identitas
from penilaian.laporan.isi_capaian import PEGAWAI_MINIMUM
from penilaian.laporan.siapan import hasil_folder
from penilaian.laporan.tabel import Kolom, Tabel
from penilaian.nilai.kolom_indikator import KEBIJAKAN

_BUKAN_ASPEK = frozenset(f"bobot_{kode}" for kode in PERSPEKTIF)
"""Levers of the provision that are about the index of agencies."""


@dataclass(frozen=True)
class IsiLaboratorium:
    """One agency (or the city) in one period, the rules in force, and a scenario of the index to compare with."""

    bahan: Bahan
    desain: BahanIndikator
    skenario: Skenario
    aturan_skenario: Aturan
    perubahan: tuple[Perubahan, ...]
    folder_skenario: Path

    @cached_property
    def capaian(self) -> pd.DataFrame:
        """Employees × the four aspects, percent, in the order of NIP; missing stays missing."""
        return matriks_aspek(self.desain).sort_index()

    @cached_property
    def pegawai(self) -> pd.DataFrame:
        """The same employees in the same order, with agency, unit and kind of position."""
        semua = self.desain.pegawai_kini[["nip", "kode_opd", "unit", "jenis_jabatan"]].set_index("nip")
        return semua.loc[self.capaian.index].reset_index()

    @property
    def nama_opd(self) -> dict[str, str]:
        """What readers see for each agency code."""
        return dict(zip(self.desain.opd["kode"], self.desain.opd["nama"], strict=True))

    @property
    def sumber(self) -> str:
        """What tables and figures name as their source."""
        return self.bahan.sumber


def buka_laboratorium(
    notebook: str, *, folder_data: str, kode_opd: str, periode: str, berkas_skenario: str
) -> IsiLaboratorium:
    """Validate the parameters, read data and scenario, compute what everybody achieved.

    Raises:
        GalatParameter, GalatData: see `buka` and `pastikan_skema`; nobody has achievements by aspect.
        GalatSkenario: the file is no scenario, the rules refuse it, or it changes more than the index of employees.
    """
    bahan = buka(notebook, folder_data=folder_data, kode_opd=kode_opd, periode=periode, berkas_skenario=berkas_skenario)
    buku = muat_buku()
    pastikan_skema(bahan.periode, buku)
    berkas = Path(berkas_skenario)
    skenario = baca_skenario(berkas)
    _periksa_cakupan(skenario, berkas)
    baru, perubahan = terapkan(buku, skenario, bahan.periode)
    hasil = hasil_folder(
        Path(bahan.parameter.folder_data), bahan.data, None if bahan.kota else kode_opd, bahan.periode
    )  # fmt: skip
    desain = siapkan([hasil], bahan.data.tabel, buku.pada(bahan.periode.akhir))
    isi = IsiLaboratorium(bahan, desain, skenario, baru.pada(bahan.periode.akhir), perubahan, berkas.parent)
    if isi.capaian.empty:
        raise GalatData(
            "Tidak ada pegawai dengan capaian menurut aspek",
            di_mana=isi.sumber,
            mengapa="indeks pegawai dihitung dari indikator beraspek (JA dan JF); indikator pimpinan berperspektif",
            tindakan="pilih OPD atau periode lain",
        )
    return isi


def _periksa_cakupan(skenario: Skenario, berkas: Path) -> None:
    """What the laboratory would not show, it does not silently leave out."""
    asing = [kode for kode in skenario.perubahan if kode != KEBIJAKAN_INDEKS]
    asing += sorted(_BUKAN_ASPEK & set(skenario.perubahan.get(KEBIJAKAN_INDEKS, {})))
    if asing:
        raise GalatSkenario(
            "Skenario ini mengubah yang tidak ada di laboratorium indikator",
            di_mana=berkas.name,
            mengapa=f"laboratorium hanya menggeser indeks pegawai ({KEBIJAKAN_INDEKS}); di luar itu: {', '.join(asing)}",
            tindakan="pilih skenario indeks pegawai, atau lihat skenario ini dengan notebook 08_skenario",
        )


def tabel_laboratorium_ini(isi: IsiLaboratorium) -> Tabel:
    """What is looked at, who is in it and who is not, and what the scenario is."""
    seluruh, ikut = len(isi.desain.pegawai_kini), len(isi.capaian)
    skenario = isi.skenario
    tambahan = {
        "Pegawai dalam indeks": bagian(ikut, seluruh),
        "Tidak ikut": f"{angka(seluruh - ikut)} pegawai: pimpinan, yang indikatornya berperspektif dan bukan beraspek, "
        "dan yang belum punya indikator",
        "Pembanding": "aturan yang berlaku (kebijakan/indeks)",
        "Skenario": f"{skenario.judul} ({skenario.penyusun}, {tanggal(skenario.tanggal)})",
        "Alasan": skenario.alasan,
        "Kedudukan": "alat merancang indikator; bukan nilai pegawai dan tidak menentukan rating",
    }
    return tabel_identitas(isi.bahan, tambahan)


def tabel_aspek(isi: IsiLaboratorium) -> Tabel:
    """How much there is of each aspect: the fewer have it, the more a weight on it rests on the others."""
    baris = []
    for kode in ASPEK:
        ada = isi.capaian[kode].dropna()
        sedikit = len(ada) < PEGAWAI_MINIMUM
        kuartil = [None if sedikit else float(ada.quantile(satu)) for satu in (0.25, 0.5, 0.75)]
        baris.append((kode.capitalize(), len(ada), 100 * len(ada) / max(len(isi.capaian), 1), *kuartil))
    kolom = (
        Kolom("aspek", "Aspek"), Kolom("ada", "Pegawai dengan capaian", "cacah"),
        Kolom("pangsa", "Bagian", "persen"), Kolom("q1", "Kuartil bawah", "persen"),
        Kolom("median", "Median", "persen"), Kolom("q3", "Kuartil atas", "persen"),
    )  # fmt: skip
    catatan = (
        "Capaian seorang pegawai pada satu aspek adalah rata-rata capaian indikatornya pada aspek itu. "
        f"Sebaran kurang dari {PEGAWAI_MINIMUM} pegawai tidak ditampilkan"
    )
    data = pd.DataFrame(baris, columns=[satu.kunci for satu in kolom])
    return Tabel("Capaian menurut aspek", kolom, data, catatan=catatan, sumber=isi.sumber)


def tabel_jejak_laboratorium(isi: IsiLaboratorium) -> Tabel:
    """The provisions behind the index, as they stand in the scenario, with citation and verification."""
    aturan = isi.aturan_skenario
    baris = [
        (aturan.ketentuan[kode].judul, kode, str(aturan.masa(kode).sitasi), aturan.masa(kode).verifikasi)
        for kode in (KEBIJAKAN_INDEKS, KEBIJAKAN)
    ]
    kolom = (
        Kolom("judul", "Ketentuan"), Kolom("kode", "Kode"),
        Kolom("sitasi", "Sitasi"), Kolom("verifikasi", "Verifikasi"),
    )  # fmt: skip
    return Tabel("Ketentuan di balik indeks", kolom, pd.DataFrame(baris, columns=[k.kunci for k in kolom]))
