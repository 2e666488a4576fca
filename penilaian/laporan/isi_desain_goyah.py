"""Contents of `03_desain_indikator`: whose proposed rating could easily be another one, in counts and never by name."""

from __future__ import annotations

import pandas as pd

from penilaian.bahasa import angka, bagian, persen
from penilaian.indikator.kokoh.goyah import SEBAB
from penilaian.laporan.gambar import Gambar, gambar_batang
from penilaian.laporan.isi_capaian import LABEL_JABATAN, PEGAWAI_MINIMUM, UNIT_LAIN, kelompokkan_kecil
from penilaian.laporan.isi_desain_kokoh import IsiKokoh
from penilaian.laporan.poin import Poin
from penilaian.laporan.tabel import Kolom, Tabel

NAMA_SEBAB = {
    "ukur": "Realisasi saja",
    "ambang": "Ambang saja",
    "hilang": "Data hilang saja",
    "lain": "Semuanya bersama",
}
LAIN = "Lainnya, digabung"
SEDIKIT = f"Kurang dari {PEGAWAI_MINIMUM} pegawai dengan SKP: tidak ditampilkan."
PENJELASAN = (
    "Goyah: usulan hasil kerja menurut aturan yang berlaku berganti di lebih dari {batas} ulangan. "
    "Itu sifat data dan ambang, bukan kesalahan pegawai; usulannya tidak diubah."
)


def gambar_sebab_goyah(kokoh: IsiKokoh) -> Gambar | None:
    """Share of employees whose proposal is shaky by one cause alone, and by all together; None for a few people."""
    judul = "Apa yang membuat usulan goyah?"
    data = _sebab(kokoh)
    if data.empty:
        return None
    return gambar_batang(
        data.set_index("sebab")["persen"], judul, "persen pegawai yang usulannya goyah", kokoh.isi.sumber, desimal=1
    )


def tabel_sebab_goyah(kokoh: IsiKokoh) -> Tabel | Poin:
    """The same as counts."""
    judul = "Pegawai dengan usulan goyah menurut sebab"
    data = _sebab(kokoh)
    if data.empty:
        return Poin(judul, (SEDIKIT,))
    punya = kokoh.terhitung
    kolom = (
        Kolom("sebab", "Yang digoyang"), Kolom("goyah", "Pegawai goyah", "cacah"), Kolom("persen", "Bagian", "persen"),
        Kolom("rata", "Ulangan dengan usulan lain", "persen", satuan="rata-rata, %"),
    )  # fmt: skip
    satu = int((punya["tanpa_satu"] > 0).sum())
    catatan = (
        f"{_penjelasan(kokoh)} Sebab bersama dapat lebih atau kurang daripada jumlahnya. Tanpa goyangan apa pun, "
        f"usulan {bagian(satu, len(punya))} pegawai bergantung pada satu indikator: tanpa indikator itu usulannya lain."
    )
    return Tabel(judul, kolom, data, catatan=catatan, sumber=kokoh.isi.sumber)


def _sebab(kokoh: IsiKokoh) -> pd.DataFrame:
    punya, batas = kokoh.terhitung, kokoh.isi.desain.bilangan("batas_goyah")
    if punya.empty:
        return pd.DataFrame(columns=["sebab", "goyah", "persen", "rata"])
    baris = [
        (
            NAMA_SEBAB[satu],
            int((punya[satu] > batas).sum()),
            100 * (punya[satu] > batas).mean(),
            100 * punya[satu].mean(),
        )
        for satu in (*SEBAB, "lain")
    ]
    return pd.DataFrame(baris, columns=["sebab", "goyah", "persen", "rata"])


def tabel_goyah(kokoh: IsiKokoh) -> Tabel | Poin:
    """Employees with a shaky proposal by agency (city) or by unit, most shaky first; small groups are put together."""
    kolom, label = ("kode_opd", kokoh.isi.nama_opd) if kokoh.isi.kota else ("unit", {})
    return _menurut(kokoh, kolom, "OPD" if kokoh.isi.kota else "Unit kerja", label)


def tabel_goyah_jabatan(kokoh: IsiKokoh) -> Tabel | Poin:
    """The same by kind of position."""
    return _menurut(kokoh, "jenis_jabatan", "Jenis jabatan", LABEL_JABATAN)


def _menurut(kokoh: IsiKokoh, kolom: str, nama: str, label: dict[str, str]) -> Tabel | Poin:
    judul = f"Usulan goyah menurut {nama if nama == 'OPD' else nama.lower()}"
    lain = UNIT_LAIN if kolom == "unit" else LAIN
    # Nobody is dropped: the difference to the totals of other tables would point at who is.
    punya = kokoh.terhitung.assign(**{kolom: lambda tabel: tabel[kolom].fillna(lain)})
    if punya.empty:
        return Poin(judul, (SEDIKIT,))
    kelompok = punya.groupby(kelompokkan_kecil(punya, kolom, lain))
    data = pd.DataFrame(
        {
            "pegawai": kelompok.size(),
            "goyah": kelompok["goyah"].sum(),
            "persen": 100 * kelompok["goyah"].mean(),
            **{satu: 100 * kelompok[satu].mean() for satu in ("lain", "naik", "turun", "predikat_lain")},
        }
    )
    data = data.rename_axis("kelompok").reset_index().sort_values(["persen", "kelompok"], ascending=[False, True])
    data["kelompok"] = data["kelompok"].map(lambda satu: label.get(satu, satu))
    kolom_tabel = (
        Kolom("kelompok", nama), Kolom("pegawai", "Pegawai", "cacah"), Kolom("goyah", "Usulan goyah", "cacah"), Kolom("persen", "Bagian", "persen", desimal=0),
        Kolom("lain", "Ulangan dengan usulan lain", "persen", desimal=0), Kolom("naik", "lebih tinggi", "persen", desimal=0),
        Kolom("turun", "lebih rendah", "persen", desimal=0), Kolom("predikat_lain", "predikat lain", "persen", desimal=0),
    )  # fmt: skip
    catatan = f"{_penjelasan(kokoh)} Empat kolom terakhir: rata-rata bagian ulangan. Kelompok dengan kurang dari {angka(PEGAWAI_MINIMUM)} pegawai digabung."
    return Tabel(judul, kolom_tabel, data, catatan=catatan, sumber=kokoh.isi.sumber)


def _penjelasan(kokoh: IsiKokoh) -> str:
    return PENJELASAN.format(batas=persen(100 * kokoh.isi.desain.bilangan("batas_goyah"), 0))
