"""A scenario against the rules in force: who moves, who is close to moving, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import pandas as pd

from penilaian.aturan import Aturan, BukuAturan, muat_buku
from penilaian.aturan.rumus.permenpanrb_1_2023 import angka_kredit
from penilaian.aturan.rumus.tpp import produktivitas_predikat, tpp
from penilaian.aturan.skenario import Perubahan, Skenario, terapkan
from penilaian.galat import GalatMasaBerlaku, GalatRumus, GalatSkenario
from penilaian.nilai.hasil import Hasil
from penilaian.nilai.hitung import hitung
from penilaian.nilai.kolom import BELUM, PREDIKAT
from penilaian.nilai.pola import peringatan_opd
from penilaian.nilai.selangkah import dekat_ambang, selangkah
from penilaian.periode import Periode

if TYPE_CHECKING:
    from penilaian.data import Data

SKEMA_USULAN = "permenpanrb_6_2022"
DASAR, BARU = "dasar", "skenario"
PREDIKAT_BANDING = {"usulan": "predikat_usulan", "ditetapkan": "predikat"}
"""The two predicates compared: if proposals were followed, and as decided."""
KETENTUAN_LAIN = (
    "permenpanrb-6-2022/pola_distribusi", "se-menpanrb-3-2023/pola_distribusi", "kebijakan/pola_distribusi",
    "kebijakan/tpp_palu", "tpp/komponen", "permenpanrb-1-2023/persentase_predikat", "permenpanrb-1-2023/angka_kredit",
)  # fmt: skip
"""What the comparison rests on besides the provisions of the score itself."""
KELOMPOK = ("kode_opd", "jenis", "jenis_jabatan", "jenjang", "jenis_kelamin", "kelompok_usia")
"""The groups moves are counted by."""


@dataclass(frozen=True)
class Perbandingan:
    """Both results and the way from one to the other. Tables name no person but `pegawai`."""

    skenario: Skenario
    perubahan: tuple[Perubahan, ...]
    dasar: Hasil
    baru: Hasil
    aturan_dasar: Aturan
    aturan_baru: Aturan
    pegawai: pd.DataFrame
    peringatan: pd.DataFrame
    nama_opd: Mapping[str, str]
    tanpa_predikat_organisasi: int
    """How many agencies have no predicate of their own, so that no pattern can be checked."""

    @property
    def tidak_berpengaruh(self) -> frozenset[str]:
        """Changed provisions on which nothing compared here rests."""
        dipakai = {*self.baru.jejak.aturan, *self.dasar.jejak.aturan, *KETENTUAN_LAIN}
        return frozenset({satu.kode for satu in self.perubahan} - dipakai)

    @property
    def urutan(self) -> tuple[str, ...]:
        """Predicate codes, lowest first."""
        kode: tuple[str, ...] = self.aturan_dasar.nilai(PREDIKAT).kode
        return kode

    def perpindahan(self, banding: str = "usulan") -> pd.DataFrame:
        """How many employees go from which predicate (rows) to which (columns), best first, ``belum_ada`` last."""
        kode = [*reversed(self.urutan), BELUM]
        dari, ke = (self.pegawai[f"{PREDIKAT_BANDING[banding]}_{nama}"].fillna(BELUM) for nama in (DASAR, BARU))
        tabel = pd.crosstab(dari, ke).reindex(index=kode, columns=kode, fill_value=0)
        return tabel.rename_axis(index="dari", columns="ke")

    def per_kelompok(self, kelompok: str, banding: str = "usulan") -> pd.DataFrame:
        """Employees, how many move up, down, or gain or lose a predicate, by one of KELOMPOK.

        Columns: the group, jumlah, naik, turun, lain. A missing group is ``tidak_ada``.
        """
        arah = self._arah(banding)
        isi = pd.DataFrame({kelompok: self.pegawai[kelompok].fillna("tidak_ada"), "jumlah": 1, **arah})
        return isi.groupby(kelompok, as_index=False).sum()

    def _arah(self, banding: str) -> dict[str, pd.Series]:
        pangkat = {kode: nomor for nomor, kode in enumerate(self.urutan)}
        dari, ke = (self.pegawai[f"{PREDIKAT_BANDING[banding]}_{nama}"] for nama in (DASAR, BARU))
        beda = ke.map(pangkat).astype("float64") - dari.map(pangkat).astype("float64")
        return {
            "naik": (beda > 0).astype("int64"),
            "turun": (beda < 0).astype("int64"),
            "lain": (dari.isna() != ke.isna()).astype("int64"),
        }

    def selangkah(self) -> pd.DataFrame:
        """How many employees are one result away from another predicate, by agency, before and after.

        Columns: kode_opd, jumlah, naik_dasar, turun_dasar, naik_skenario, turun_skenario.
        """
        bagian = []
        for nama, hasil, aturan in ((DASAR, self.dasar, self.aturan_dasar), (BARU, self.baru, self.aturan_baru)):
            satu = selangkah(hasil, aturan).set_index(["kode_opd", "nip"])
            bagian.append(satu.rename(columns={"bisa_naik": f"naik_{nama}", "bisa_turun": f"turun_{nama}"}))
        semua = pd.concat(bagian, axis="columns").assign(jumlah=1).astype("int64")
        urut = ["jumlah", *(f"{arah}_{nama}" for nama in (DASAR, BARU) for arah in ("naik", "turun"))]
        return semua.groupby(level="kode_opd")[urut].sum().reset_index()

    def dekat_ambang(self) -> pd.DataFrame:
        """Achievements next to the thresholds, before and after (see `penilaian.nilai.selangkah.dekat_ambang`)."""
        bagian = ((DASAR, self.dasar, self.aturan_dasar), (BARU, self.baru, self.aturan_baru))
        return pd.concat([dekat_ambang(hasil, aturan).assign(aturan=nama) for nama, hasil, aturan in bagian])

    def biaya_tpp(self, banding: str = "usulan") -> pd.DataFrame:
        """The productivity part of the TPP by agency, in shares of one full basic TPP a month.

        Columns: kode_opd, pegawai (with a predicate in both), dasar, skenario, selisih.
        1 means: as much as one employee's whole basic TPP in one month. Amounts of
        money are local and not kept here.
        """
        isi = self._berpredikat(banding)
        for nama, aturan in ((DASAR, self.aturan_dasar), (BARU, self.aturan_baru)):
            bagian = {kode: produktivitas_tpp(kode, aturan) for kode in self.urutan}
            isi[nama] = isi[f"{PREDIKAT_BANDING[banding]}_{nama}"].map(bagian)
        return _jumlah_biaya(isi, "kode_opd")

    def biaya_angka_kredit(self, banding: str = "usulan") -> pd.DataFrame:
        """Credits of functional officers for the months of the period, by level.

        Columns: jenjang, pegawai, dasar, skenario, selisih (credits).
        """
        isi = self._berpredikat(banding).dropna(subset=["jenjang"])
        if not self.aturan_dasar.berlaku("permenpanrb-1-2023/angka_kredit"):
            isi = isi.head(0)
        for nama, aturan in ((DASAR, self.aturan_dasar), (BARU, self.aturan_baru)):
            pasangan = zip(isi[f"{PREDIKAT_BANDING[banding]}_{nama}"], isi["jenjang"], strict=True)
            kredit = [_kredit(predikat, jenjang, self.dasar.periode, aturan) for predikat, jenjang in pasangan]
            isi[nama] = pd.Series(kredit, index=isi.index, dtype=object)
        return _jumlah_biaya(isi, "jenjang")

    def _berpredikat(self, banding: str) -> pd.DataFrame:
        kolom = [f"{PREDIKAT_BANDING[banding]}_{nama}" for nama in (DASAR, BARU)]
        return self.pegawai.dropna(subset=kolom).copy()


def bandingkan(
    data: Data, periode: Periode | str, skenario: Skenario, buku: BukuAturan | None = None, kode_opd: str | None = None
) -> Perbandingan:
    """Score a period by the rules in force and by a scenario, for one agency or all.

    Raises:
        GalatSkenario: the scenario is refused, or the period has another scheme than PermenPANRB 6/2022.
        GalatData: see `hitung`.
    """
    periode, buku = Periode.urai(periode), buku or muat_buku()
    baru, perubahan = terapkan(buku, skenario, periode)
    irisan = data.untuk(periode=periode, kode_opd=kode_opd)
    hasil = [hitung(irisan, periode, satu) for satu in (buku, baru)]
    if any(satu.jejak.skema != SKEMA_USULAN for satu in hasil):
        raise GalatSkenario(
            f"Skenario belum dapat dibandingkan pada {periode.label}",
            di_mana=f"skenario {skenario.judul}",
            mengapa=f"perbandingan ini untuk skema {SKEMA_USULAN}, sedangkan periode itu dinilai {hasil[0].jejak.skema}",
            tindakan="pilih periode mulai 2022",
        )
    aturan = [satu.pada(periode.akhir) for satu in (buku, baru)]
    kunci = ["nip", *KELOMPOK]
    _periksa_tpp(aturan[1], skenario)
    banding = list(PREDIKAT_BANDING.values())
    pegawai = (
        hasil[0]
        .pegawai[[*kunci, *banding]]
        .merge(hasil[1].pegawai[["nip", *banding]], on="nip", suffixes=(f"_{DASAR}", f"_{BARU}"), validate="one_to_one")
    )
    organisasi, opd = irisan.tabel["kinerja_organisasi"], irisan.tabel["opd"]
    nama = dict(zip(opd["kode"], opd["nama"], strict=True))
    tanpa = len(set(hasil[0].pegawai["kode_opd"]) - set(organisasi.dropna(subset=["predikat"])["kode_opd"]))
    peringatan = _banding_peringatan(
        [_peringatan(isi, organisasi, opd, satu) for isi, satu in zip(hasil, aturan, strict=True)]
    )
    return Perbandingan(skenario, perubahan, hasil[0], hasil[1], aturan[0], aturan[1], pegawai, peringatan, nama, tanpa)


def _periksa_tpp(aturan: Aturan, skenario: Skenario) -> None:
    """Refuse a scenario whose TPP cannot be computed, before anything is shown."""
    try:
        for kode in aturan.nilai(PREDIKAT).kode:
            produktivitas_tpp(kode, aturan)
    except GalatRumus as galat:
        raise GalatSkenario(
            f"tpp/komponen dan kebijakan/tpp_palu: {galat.apa}",
            di_mana=f"skenario {skenario.judul}",
            tindakan=galat.tindakan or "perbaiki nilainya",
        ) from None


def _peringatan(hasil: Hasil, organisasi: pd.DataFrame, opd: pd.DataFrame, aturan: Aturan) -> pd.DataFrame:
    """Pattern warnings; before a pattern was in force there are none."""
    try:
        return peringatan_opd(hasil.pegawai, organisasi, opd, aturan)
    except GalatMasaBerlaku:
        return pd.DataFrame(columns=["kode_opd", "organisasi", "lapis", "peringatan"])


def _banding_peringatan(bagian: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Pattern warnings that both, only the rules, or only the scenario raise; column ``ada`` says which."""
    dasar, baru = bagian
    semua = dasar.merge(baru, how="outer", indicator="ada")
    nama = {"both": "keduanya", "left_only": DASAR, "right_only": BARU}
    return semua.assign(ada=semua["ada"].astype(str).map(nama)).sort_values(
        ["kode_opd", "lapis", "peringatan"], ignore_index=True
    )


def produktivitas_tpp(predikat: str, aturan: Aturan) -> Fraction:
    """The share of a full basic TPP paid for productivity with a predicate, by local policy.

    Raises:
        GalatRumus: the policy gives no share, or its components do not make 100 percent.
    """
    bagian = produktivitas_predikat(predikat, aturan.nilai("kebijakan/tpp_palu"))
    return tpp(Fraction(1), bagian, Fraction(0), aturan.nilai("tpp/komponen"))


def _kredit(predikat: str, jenjang: str, periode: Periode, aturan: Aturan) -> Fraction:
    bulan = Fraction(periode.akhir.month - periode.awal.month + 1)
    persentase = aturan.nilai("permenpanrb-1-2023/persentase_predikat")
    hasil: Fraction = angka_kredit(
        predikat, jenjang, bulan, persentase, aturan.nilai("permenpanrb-1-2023/angka_kredit")
    )
    return hasil


def _jumlah_biaya(isi: pd.DataFrame, kelompok: str) -> pd.DataFrame:
    """Sums by group in exact fractions, shown as floats."""
    baris = [
        {
            kelompok: kode,
            "pegawai": len(satu),
            DASAR: float(sum(satu[DASAR], Fraction(0))),
            BARU: float(sum(satu[BARU], Fraction(0))),
            "selisih": float(sum(satu[BARU], Fraction(0)) - sum(satu[DASAR], Fraction(0))),
        }
        for kode, satu in isi.groupby(kelompok)
    ]
    return pd.DataFrame(baris, columns=[kelompok, "pegawai", DASAR, BARU, "selisih"])
