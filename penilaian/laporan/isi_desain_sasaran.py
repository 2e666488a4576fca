"""Contents of `03_desain_indikator`: goals of the region, and which agencies, indicators and people carry them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from penilaian.bahasa import angka, bagian
from penilaian.indikator.pohon_sasaran import dukungan_sasaran, jumlah_sasaran
from penilaian.laporan.isi_desain_pohon import BARIS_KOTA, pohon_desain
from penilaian.laporan.lembaran import Lembaran
from penilaian.laporan.pohon import BarisPohon, gambar_pohon
from penilaian.laporan.poin import Poin
from penilaian.laporan.tabel import Kolom, Tabel

if TYPE_CHECKING:
    from penilaian.laporan.isi_desain import IsiDesain

TANPA = "(belum ada sasaran daerah)"
_ANGKA = (
    Kolom("pimpinan", "Indikator pimpinan", "cacah"), Kolom("pendukung", "Indikator pendukung", "cacah"), Kolom("pegawai", "Orang", "cacah"),
)  # fmt: skip
_CACAH = tuple(satu.kunci for satu in _ANGKA)
_CATATAN = "Orang yang memegang indikator beberapa sasaran atau perangkat daerah dihitung sekali di masing-masing."


def gambar_sasaran(isi: IsiDesain) -> Lembaran | Poin:
    """Of the city, goals and the agencies that serve them; of an agency a sentence, for its tree starts at the goals."""
    jumlah = jumlah_sasaran(isi.desain, pohon_desain(isi.desain))
    if not isi.kota or jumlah["sasaran"].isna().all():
        return _pokok(jumlah)
    return Lembaran(gambar_pohon(
        _baris_pohon(isi_sasaran(isi)), "Sasaran daerah dan pendukungnya", isi.bahan.sumber,
        kepala=("Pimpinan", "Pendukung", "Orang"), alt=_alt(jumlah),
        keterangan="Banyaknya indikator pimpinan, indikator yang mendukungnya sampai pegawai, dan orang yang memegang salah satunya.",
    ))  # fmt: skip


def _pokok(jumlah: pd.DataFrame) -> Poin:
    ada = jumlah[jumlah["sasaran"].notna()]
    pimpinan = int(jumlah["pimpinan"].sum())
    if ada.empty:
        butir = (f"Tidak satu pun dari {angka(pimpinan)} indikator pimpinan menyebut sasaran daerah yang didukungnya.",)
    else:
        butir = (
            f"{bagian(int(ada['pimpinan'].sum()), pimpinan)} indikator pimpinan mendukung {angka(len(ada))} sasaran daerah.",
        )
    return Poin("Sasaran daerah", butir)


def _alt(jumlah: pd.DataFrame) -> str:
    kalimat = [
        f"{nama}: {angka(opd)} perangkat daerah, {angka(pimpinan)} indikator pimpinan, {angka(pendukung)} indikator pendukung, {angka(orang)} orang."
        for nama, opd, pimpinan, pendukung, orang in jumlah[
            ["sasaran", "opd", "pimpinan", "pendukung", "pegawai"]
        ].fillna({"sasaran": TANPA}).itertuples(index=False)
    ]  # fmt: skip
    return " ".join(["Pohon sasaran daerah dan perangkat daerah pendukungnya.", *kalimat])


def isi_sasaran(isi: IsiDesain) -> pd.DataFrame:
    """Each goal, then its agencies by name: nomor, induk (number of the goal), uraian, kode_opd, and the counts."""
    pohon = pohon_desain(isi.desain)
    kosong = {"kode_sasaran": "", "sasaran": TANPA}
    opd = dukungan_sasaran(isi.desain, pohon).fillna(kosong)
    opd = opd.assign(uraian=opd["kode_opd"].map(isi.nama_opd).fillna(opd["kode_opd"]), urut=1)
    sasaran = jumlah_sasaran(isi.desain, pohon).fillna(kosong)
    sasaran = sasaran.assign(uraian=sasaran["sasaran"], urut=0)
    # The tree's order of goals, what serves none last.
    tempat = {kode: nomor for nomor, kode in enumerate(sasaran["kode_sasaran"])}
    semua = pd.concat([sasaran, opd]).assign(tempat=lambda satu: satu["kode_sasaran"].map(tempat))
    semua = semua.sort_values(["tempat", "urut", "uraian"], ignore_index=True)
    semua = semua.assign(nomor=range(1, len(semua) + 1))
    kepala = semua[semua["urut"] == 0].set_index("kode_sasaran")["nomor"]
    induk = semua["kode_sasaran"].map(kepala).where(semua["urut"] == 1).astype("Int64")
    return semua.assign(induk=induk)[["nomor", "induk", "uraian", "kode_opd", *_CACAH]]


def _baris_pohon(isi: pd.DataFrame) -> list[BarisPohon]:
    cacah = isi[list(_CACAH)].map(angka).to_numpy().tolist()
    return [
        BarisPohon(
            nomor, str(nomor), str(induk) if induk else None, int(induk > 0), uraian, tuple(kanan), tebal=not induk
        )
        for nomor, induk, uraian, kanan in zip(
            isi["nomor"].tolist(), isi["induk"].fillna(0).tolist(), isi["uraian"].tolist(), cacah, strict=True
        )
    ]


def tabel_sasaran(isi: IsiDesain) -> Tabel:
    """Goals with agencies (of an agency only goals), heads' indicators, supporting ones, and people."""
    if isi.kota:
        return Tabel(
            "Sasaran daerah dan perangkat daerah",
            (
                Kolom("nomor", "No.", "cacah"), Kolom("uraian", "Sasaran daerah, perangkat daerah"),
                Kolom("kode_opd", "Kode"), Kolom("induk", "Induk (no.)", "cacah"), *_ANGKA,
            ),
            isi_sasaran(isi), sumber=isi.bahan.sumber, catatan=_CATATAN, jumlah_baris_maks=2 * BARIS_KOTA,
        )  # fmt: skip
    data = jumlah_sasaran(isi.desain, pohon_desain(isi.desain)).fillna({"sasaran": TANPA})
    kolom = (Kolom("sasaran", "Sasaran daerah"), *_ANGKA)
    return Tabel("Sasaran daerah yang didukung", kolom, data, sumber=isi.bahan.sumber, catatan=_CATATAN)
