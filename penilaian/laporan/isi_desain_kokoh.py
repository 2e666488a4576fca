"""Contents of `03_desain_indikator`: how far an index and the proposed ratings can be relied on.

An index is a tool for designing indicators; it rates nobody. Ratings are looked at by the rule in force.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from penilaian.bahasa import angka, bagian, persen
from penilaian.galat import GalatRumus
from penilaian.indikator.kokoh.goyah import goyah_pegawai
from penilaian.indikator.kokoh.goyangan import TANPA_BATAS, Goyangan
from penilaian.indikator.kokoh.jalankan import HasilKokoh, goyang
from penilaian.indikator.kokoh.rancang import data_opd, data_unit, goyangan_kelas, goyangan_peringkat
from penilaian.indikator.kokoh.sobol import faktor_goyangan, sobol_kokoh
from penilaian.laporan.gambar import Gambar
from penilaian.laporan.isi_capaian import PEGAWAI_MINIMUM
from penilaian.laporan.pita_peringkat import gambar_pita
from penilaian.laporan.poin import Poin
from penilaian.laporan.tabel import Kolom, Tabel

if TYPE_CHECKING:
    from penilaian.laporan.isi_desain import IsiDesain

UNIT_PALING_SEDIKIT = 3
"""Ranks of two units say nothing."""
ALAT = (
    "Indeks ini alat merancang dan menguji indikator, bukan nilai: ia tidak menentukan rating atau predikat siapa pun."
)
NAMA_KELAS = {"atas": "Atas", "tengah": "Tengah", "bawah": "Bawah"}
NAMA_CARA = {
    "capaian": "persen capaian seperti adanya", "min_maks": "min–maks", "persentil": "persentil", "peringkat": "peringkat",
    "aritmetika": "rata-rata aritmetika", "geometrik": "rata-rata geometrik", "harmonik": "rata-rata harmonik",
    "terendah": "nilai terendah", "copeland": "Copeland (menang dikurangi kalah)",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class IsiKokoh:
    """One report's data, disturbed; what is costly is computed once. ``bobot``: weights of aspects or perspectives where
    they are not those of the policy (for instance what the parties asked for), named by ``asal_bobot``.
    """

    isi: IsiDesain
    bobot: pd.Series | None = None
    asal_bobot: str = "kebijakan/indeks"

    @cached_property
    def data(self) -> pd.DataFrame:
        """Agencies × perspectives for the city; else units of at least PEGAWAI_MINIMUM people × aspects."""
        desain = self.isi.desain
        return data_opd(desain) if self.isi.kota else data_unit(desain, paling_sedikit=PEGAWAI_MINIMUM)[0]

    @property
    def unit_kecil(self) -> int:
        """Units left out because a number about them would point at a person."""
        if self.isi.kota:
            return 0
        banyak = data_unit(self.isi.desain, paling_sedikit=PEGAWAI_MINIMUM)[1]
        return int((banyak < PEGAWAI_MINIMUM).sum())

    @property
    def satuan(self) -> str:
        """What the index is about, in words."""
        return "OPD" if self.isi.kota else "unit"

    @property
    def label(self) -> dict[str, str]:
        """What readers see of each unit."""
        return self.isi.nama_opd if self.isi.kota else {}

    @property
    def ulangan(self) -> int:
        """Runs in a report."""
        return int(self.isi.desain.bilangan("ulangan"))

    @property
    def benih(self) -> int:
        return int(self.isi.desain.bilangan("benih"))

    @property
    def kode(self) -> list[str]:
        """Aspects or perspectives with data."""
        return [str(satu) for satu in self.data.columns]

    def tanpa_indeks(self) -> str:
        """Why there is no index to disturb; empty where there is one."""
        if len(self.data) < UNIT_PALING_SEDIKIT or self.data.shape[1] < 2:
            return (
                f"Tidak ada indeks: {angka(len(self.data))} {self.satuan} dan {angka(self.data.shape[1])} bagian indeks "
                f"mempunyai cukup data; perlu sedikitnya {angka(UNIT_PALING_SEDIKIT)} {self.satuan} dan 2 bagian."
            )
        return self._coba[1]

    @cached_property
    def goyangan(self) -> Goyangan:
        """The uncertain index whose ranks are looked at."""
        return goyangan_peringkat(self.isi.desain, self.kode, self.bobot)

    @cached_property
    def _coba(self) -> tuple[HasilKokoh | None, str]:
        try:
            return goyang(self.data, self.goyangan, ulangan=self.ulangan, benih=self.benih), ""
        except GalatRumus as galat:
            return None, galat.paragraf()

    @property
    def hasil(self) -> HasilKokoh:
        """Ranks under all choices; only where `tanpa_indeks` is empty."""
        hasil = self._coba[0]
        if hasil is None:
            raise GalatRumus("tanpa_indeks", "Indeks tidak dapat dihitung", mengapa=self._coba[1])
        return hasil

    @cached_property
    def kelas(self) -> HasilKokoh:
        """Classes on the scale of capaian."""
        goyangan = goyangan_kelas(self.isi.desain, self.kode, self.bobot)
        return goyang(self.data, goyangan, ulangan=self.ulangan, benih=self.benih)

    @cached_property
    def sobol(self) -> pd.DataFrame | str:
        """Sobol' indices of the mean shift in rank, or why there are none."""
        if sebab := self.tanpa_indeks():
            return sebab
        if len(faktor_goyangan(self.goyangan)) < 2:
            return "Kurang dari dua hal digoyang: tidak ada yang dibandingkan."
        try:
            data = sobol_kokoh(self.data, self.goyangan, n=self.titik_sobol, benih=self.benih)
        except GalatRumus as galat:
            return galat.paragraf()
        return "Peringkat tidak bergeser pada ulangan mana pun." if data["total"].isna().all() else data

    @property
    def titik_sobol(self) -> int:
        """The largest power of two that is not above half the runs of the policy."""
        return int(2 ** max(1, (self.ulangan // 2).bit_length() - 1))

    @cached_property
    def orang(self) -> pd.DataFrame:
        """Employees whose proposed rating was disturbed, with the rule in force."""
        return goyah_pegawai(self.isi.desain)

    @property
    def terhitung(self) -> pd.DataFrame:
        """Employees with SKP; none where they are so few that a number about them would point at a person."""
        punya = self.orang[self.orang["lain"].notna()]
        return punya if len(punya) >= PEGAWAI_MINIMUM else punya.head(0)


def buka_kokoh(isi: IsiDesain, bobot: pd.Series | None = None, asal_bobot: str = "bobot para pihak") -> IsiKokoh:
    """What the pieces below start from; without ``bobot`` the weights of the policy."""
    return IsiKokoh(isi) if bobot is None else IsiKokoh(isi, bobot, asal_bobot)


def pokok_kokoh(kokoh: IsiKokoh) -> Poin:
    """The index and the proposals in a few sentences."""
    punya, batas = kokoh.terhitung, kokoh.isi.desain.bilangan("batas_goyah")
    kalimat = [ALAT]
    if not kokoh.tanpa_indeks():
        pita = kokoh.hasil.pita
        lebar = (pita["atas"] - pita["bawah"]).astype(float)
        goyah = int((kokoh.kelas.ganti["kelas"] > batas).sum())
        kalimat.append(
            f"Pada {angka(kokoh.ulangan)} ulangan, setengah dari {angka(len(pita))} {kokoh.satuan} punya pita peringkat 90% selebar "
            f"{angka(lebar.median())} tempat atau lebih; kelompok {bagian(goyah, len(pita))} {kokoh.satuan} berganti di lebih dari {persen(100 * batas, 0)} ulangan."
        )
    if punya.empty:
        return Poin(
            "Pokok ketahanan",
            (*kalimat, f"Usulan pegawai tidak diringkas: kurang dari {PEGAWAI_MINIMUM} orang dengan SKP."),
        )
    kalimat.append(
        f"Usulan hasil kerja {bagian(int(punya['goyah'].sum()), len(punya))} pegawai goyah: berganti di lebih dari "
        f"{persen(100 * batas, 0)} ulangan bila realisasi, ambang, dan kelengkapan data sedikit berbeda. Usulan itu tidak diubah; buktinya perlu dilihat."
    )
    return Poin("Pokok ketahanan", tuple(kalimat))


def tabel_goyangan(kokoh: IsiKokoh) -> Tabel:
    """What is disturbed, how far, and where that number comes from."""
    desain = kokoh.isi.desain
    g = goyangan_peringkat(desain, kokoh.kode or ["kuantitas"], kokoh.bobot if kokoh.kode else None)
    batas = " atau ".join("tanpa batas" if satu == TANPA_BATAS else persen(satu, 0) for satu in g.batas_atas)
    poin = angka(desain.bilangan("goyangan_ambang"))
    baris = [
        ("Bobot", f"± {persen(100 * g.goyangan_bobot, 0)} dari nilainya, lalu berjumlah satu lagi", "indeks"),
        ("Normalisasi", _daftar(g.normalisasi), "indeks: peringkat"),
        ("Agregasi", _daftar(g.agregasi), "indeks"),
        ("Batas atas capaian", batas, "indeks"),
        ("Ambang", f"± {poin} poin persen", "indeks: kelompok; usulan pegawai"),
        ("Realisasi", f"± {persen(100 * desain.bilangan('goyangan_realisasi'), 1)} dari nilainya", "usulan pegawai"),
        ("Data hilang", f"{persen(100 * g.pangsa_hilang, 0)} data dibuang secara acak", "indeks; usulan pegawai"),
    ]
    data = pd.DataFrame(baris, columns=["hal", "besar", "pada"])
    return Tabel(
        "Apa yang digoyang, dan seberapa jauh", (Kolom("hal", "Hal"), Kolom("besar", "Goyangan"), Kolom("pada", "Dipakai pada")),
        data, sumber=f"kebijakan/desain_indikator dan kebijakan/indeks; bobot dasar: {kokoh.asal_bobot}",
        catatan=f"{angka(kokoh.ulangan)} ulangan, benih {kokoh.benih}: laporan yang sama memberi angka yang sama. Yang pertama disebut adalah rancangan dasar; semua pilihan sama peluangnya.",
    )  # fmt: skip


def _daftar(pilihan: Iterable[str]) -> str:
    return "; ".join(NAMA_CARA[satu] for satu in pilihan)


def gambar_pita_peringkat(kokoh: IsiKokoh) -> Gambar | None:
    """Rank bands, best nominal rank first; None where the table says why there are none."""
    judul = f"Seberapa pasti peringkat {kokoh.satuan}?"
    if kokoh.tanpa_indeks():
        return None
    return gambar_pita(_pita(kokoh), judul, kokoh.isi.sumber, label=kokoh.label, satuan=kokoh.satuan)


def tabel_pita_peringkat(kokoh: IsiKokoh) -> Tabel | Poin:
    """The same as numbers."""
    judul = f"Peringkat {kokoh.satuan} dan ketidakpastiannya"
    if sebab := kokoh.tanpa_indeks():
        return Poin(judul, (sebab,))
    data = _pita(kokoh).assign(ganti=100 * kokoh.hasil.ganti["peringkat"])
    data.insert(0, "nama", [kokoh.label.get(str(satu), str(satu)) for satu in data.index])
    kolom = (
        Kolom("nama", "OPD" if kokoh.isi.kota else "Unit kerja"), Kolom("nominal", "Rancangan dasar", "cacah"),
        Kolom("bawah", "5%", "cacah"), Kolom("median", "Median", "cacah"), Kolom("atas", "95%", "cacah"),
        Kolom("terkecil", "Terbaik", "cacah"), Kolom("terbesar", "Terburuk", "cacah"),
        Kolom("ganti", "Ulangan dengan peringkat lain", "persen", desimal=0),
    )  # fmt: skip
    kecil = (
        f" Unit dengan kurang dari {PEGAWAI_MINIMUM} pegawai tidak ditampilkan: {angka(kokoh.unit_kecil)}."
        if kokoh.unit_kecil
        else ""
    )
    tanpa = int((kokoh.hasil.pangsa_peringkat[0] > 0).sum())
    sebagian = (
        f" Pada sebagian ulangan {angka(tanpa)} {kokoh.satuan} tidak punya peringkat karena datanya kurang; itu dihitung sebagai peringkat lain."
        if tanpa
        else ""
    )
    catatan = (
        f"{ALAT} {_asal(kokoh)} 5% dan 95%: di 90% ulangan yang memberinya peringkat, peringkatnya di antara keduanya. "
        f"Pita yang saling menutupi berarti urutannya tidak pasti.{sebagian}{kecil}"
    )
    return Tabel(judul, kolom, data, catatan=catatan, sumber=kokoh.isi.sumber)


def _asal(kokoh: IsiKokoh) -> str:
    """On whose achievement the index rests, so that nobody takes it for a rank of people."""
    if kokoh.isi.kota:
        return "Isinya capaian indikator kinerja OPD pada SKP kepalanya: yang dibandingkan OPD, bukan orangnya."
    return (
        f"Isinya rata-rata capaian aspek; rata-rata dari kurang dari {PEGAWAI_MINIMUM} pegawai dianggap tidak ada, "
        "dan aspek yang tersisa pada satu unit saja tidak ikut."
    )


def _pita(kokoh: IsiKokoh) -> pd.DataFrame:
    hasil = kokoh.hasil
    data = hasil.pita.assign(nominal=hasil.nominal["peringkat"])
    return data.sort_values(["nominal", "median"], kind="stable")


def tabel_kelas(kokoh: IsiKokoh) -> Tabel | Poin:
    """Units whose class flips in more runs than the policy bears, most shaky first."""
    judul = f"{kokoh.satuan.capitalize() if not kokoh.isi.kota else 'OPD'} yang kelompoknya goyah"
    if sebab := kokoh.tanpa_indeks():
        return Poin(judul, (sebab,))
    hasil, batas = kokoh.kelas, kokoh.isi.desain.bilangan("batas_goyah")
    goyah = hasil.ganti["kelas"][hasil.ganti["kelas"] > batas].sort_values(ascending=False, kind="stable")
    ringkas = f"Kelompok {bagian(len(goyah), len(hasil.ganti))} {kokoh.satuan} berganti di lebih dari {persen(100 * batas, 0)} ulangan."
    if goyah.empty:
        return Poin(judul, (ringkas,))
    data = (100 * hasil.pangsa_kelas.loc[goyah.index]).assign(
        nama=[kokoh.label.get(str(satu), str(satu)) for satu in goyah.index],
        skor=hasil.nominal["skor"], kelas=hasil.nominal["kelas"].map(NAMA_KELAS), ganti=100 * goyah,
    )  # fmt: skip
    kolom = (
        Kolom("nama", "OPD" if kokoh.isi.kota else "Unit kerja"), Kolom("skor", "Indeks", "bilangan", desimal=1), Kolom("kelas", "Kelompok"),
        Kolom("ganti", "Ulangan dengan kelompok lain", "persen", desimal=0),
        *(Kolom(kode, nama, "persen", desimal=0) for kode, nama in NAMA_KELAS.items()),
    )  # fmt: skip
    return Tabel(
        judul,
        kolom,
        data,
        catatan=f"{ringkas} {ALAT} {_asal(kokoh)} Nilai di dekat ambang memang mudah berganti kelompok.",
        sumber=kokoh.isi.sumber,
    )
