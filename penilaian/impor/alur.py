"""The import: read everything, say everything, then store all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import pandas as pd

from penilaian.data.simpanan import NAMA_PADANAN, CatatanSumber, JumlahBaris, ManifesImpor
from penilaian.data.tabel import tabel_kosong
from penilaian.data.temuan import Temuan, susun_temuan
from penilaian.impor.acuan import AcuanPeriode, tabel_lepas
from penilaian.impor.antrean import Antrean, baca_antrean, olah_antrean, susun_antrean
from penilaian.impor.bacaan import BerkasMasuk, Konteks
from penilaian.impor.masukkan import Masukan, Perubahan, masukkan
from penilaian.impor.olah import Terbaca, tambah_tahu
from penilaian.impor.padanan import baca_padanan, periksa_rujukan
from penilaian.impor.penamaan import PenamaOpd
from penilaian.impor.simpan import Simpanan, muat_simpanan, simpan, terkunci
from penilaian.periode import Periode

KOLOM_RINGKAS = ("berkas", "tabel", "baru", "dilengkapi", "diganti", "sama", "bertentangan", "dilewati")
KOLOM_PETA = ("berkas", "dari", "tabel", "kolom", "keterangan")
_KOLOM_BEDA = ("berkas", "tabel", "kunci", "kolom", "lama", "baru")


def _sekarang() -> datetime:
    return datetime.now(UTC)


def _diam(_selesai: int, _semua: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Permintaan:
    """What a user asks of an import into ``folder``."""

    folder: Path
    periode: Periode | None = None
    """For sources that do not name theirs."""
    kode_opd: str | None = None
    """For sources that do not name their agency."""
    hanya: frozenset[str] = frozenset()
    """Tables to take; all where empty."""
    padanan: Path | None = None
    peta: Path | None = None
    """The mapping for the database, or for files of no known kind."""
    url: str | None = None
    """A database to read with the mapping."""
    ganti: bool = False
    """Let contradicting values replace stored ones."""
    lewati_galat: bool = False
    """Leave out rows with errors instead of refusing the import."""
    coba: bool = False
    """Say what would happen, and write nothing."""
    tanpa_simpanan: bool = False
    """Look at the sources alone, as if nothing had been stored."""
    sekarang: Callable[[], datetime] = field(default=_sekarang, compare=False)


@dataclass(frozen=True, eq=False)
class HasilImpor:
    """What happened, or would: frames with the columns ``KOLOM_PETA``, ``KOLOM_TEMUAN``, ``KOLOM_RINGKAS``."""

    kenal: tuple[tuple[str, str], ...]
    """File and the title of its kind."""
    peta: pd.DataFrame
    temuan: pd.DataFrame
    ringkas: pd.DataFrame
    beda: pd.DataFrame
    """berkas, tabel, kunci, kolom, lama, baru: one row a contradicting value."""
    calon_indikator: pd.DataFrame | None
    ditolak: str
    """Why nothing may be written; empty if it may."""
    ditulis: bool

    @property
    def berubah(self) -> bool:
        """Whether any row is new, completed or replaced."""
        return bool(self.ringkas[["baru", "dilengkapi", "diganti"]].to_numpy().sum())


def impor(
    berkas: Sequence[BerkasMasuk],
    permintaan: Permintaan,
    *,
    lapor: Callable[[int, int], object] = _diam,
) -> HasilImpor:
    """Import files and, where asked for, a database into a folder: all of it or nothing.

    ``lapor`` is told how many sources of how many are read.

    Raises:
        GalatData: another import is at work, the store is damaged, or the database cannot be read.
        GalatParameter: the pairs of names or the mapping cannot be read.
    """
    with nullcontext() if permintaan.coba else terkunci(permintaan.folder):
        tersimpan = Simpanan(ManifesImpor(), {}) if permintaan.tanpa_simpanan else muat_simpanan(permintaan.folder)
        antrean, temuan = susun_antrean(berkas, permintaan.peta, permintaan.url)
        acuan = AcuanPeriode(tersimpan.manifes.periode_ekinerja, ganti=permintaan.ganti)
        padanan = baca_padanan(Path() if permintaan.tanpa_simpanan else permintaan.folder, permintaan.padanan)
        semua = _baca_semua(antrean, permintaan, tersimpan, padanan, acuan, lapor=lapor)
        masukan = masukkan(tersimpan.tabel, semua, permintaan.hanya, ganti=permintaan.ganti)
        temuan += [butir for satu in semua for butir in satu.temuan] + masukan.temuan + acuan.temuan
        temuan += _periksa_rujukan(masukan.tabel, padanan, permintaan)
        temuan += [] if permintaan.tanpa_simpanan else tabel_lepas(permintaan.folder, masukan.tabel)
        ditolak = _sebab_ditolak(temuan, masukan, permintaan)
        manifes = _manifes_baru(tersimpan, semua, masukan, permintaan, acuan.arti)
        tulis = not ditolak and not permintaan.coba and manifes != tersimpan.manifes
        if tulis:
            simpan(permintaan.folder, {nama: masukan.tabel[nama] for nama in masukan.berubah}, manifes)
    return _hasil(semua, temuan, masukan, ditolak, ditulis=tulis)


def _baca_semua(
    antrean: Sequence[Antrean],
    permintaan: Permintaan,
    tersimpan: Simpanan,
    padanan: Mapping[str, str],
    acuan: AcuanPeriode,
    *,
    lapor: Callable[[int, int], object],
) -> list[Terbaca]:
    """One kind of source after the other: what it says about agencies and people serves the later ones."""
    semua: list[Terbaca] = []
    tahu = {nama: tersimpan.tabel.get(nama, tabel_kosong(nama)) for nama in ("opd", "indikator", "pegawai")}
    selesai = 0
    for _, kelompok in groupby(antrean, key=lambda satu: satu.urutan):
        terjawab = []
        for satu in kelompok:
            lapor(selesai, len(antrean))
            opd = PenamaOpd(tahu["opd"], padanan)
            konteks = Konteks(
                opd, tahu["indikator"], tahu["pegawai"], permintaan.periode, permintaan.kode_opd, acuan.arti
            )
            terjawab.append((satu, baca_antrean(satu, konteks)))
            selesai += 1
        for terbaca in olah_antrean(terjawab):
            semua.append(terbaca)
            acuan.tambah(terbaca.berkas, terbaca.bacaan.periode_ekinerja)
            for tabel in terbaca.tabel:
                if tabel.asal.tabel in tahu:
                    tahu[tabel.asal.tabel] = tambah_tahu(tahu[tabel.asal.tabel], tabel)
    lapor(len(antrean), len(antrean))
    return semua


def _periksa_rujukan(
    tabel: Mapping[str, pd.DataFrame], padanan: Mapping[str, str], permintaan: Permintaan
) -> list[Temuan]:
    """Codes of agencies that the user gave, against the agencies as they would be stored."""
    opd = tabel.get("opd", tabel_kosong("opd"))
    if permintaan.tanpa_simpanan and opd.empty:
        return []
    berkas = NAMA_PADANAN if permintaan.padanan is None else permintaan.padanan.name
    return periksa_rujukan(PenamaOpd(opd, padanan), permintaan.kode_opd, berkas)


def _sebab_ditolak(temuan: Sequence[Temuan], masukan: Masukan, permintaan: Permintaan) -> str:
    galat = [satu for satu in temuan if satu.tingkat == "galat"]
    tetap = [
        satu for satu in galat if satu.baris is None or satu.kode in ("sumber_bertentangan", "kolom_belum_lengkap")
    ]
    if tetap or (galat and not permintaan.lewati_galat):
        saran = "" if tetap else ", atau tambahkan --lewati-galat agar hanya baris yang baik yang masuk"
        return f"ada {len(galat)} temuan tingkat galat; perbaiki di sumbernya{saran}"
    bertentangan = sum(satu.bertentangan for satu in masukan.perubahan)
    if bertentangan and not permintaan.ganti:
        return f"{bertentangan} baris bertentangan dengan yang tersimpan; tambahkan --ganti bila yang baru yang benar"
    return ""


def _manifes_baru(
    tersimpan: Simpanan,
    semua: Sequence[Terbaca],
    masukan: Masukan,
    permintaan: Permintaan,
    periode: Mapping[str, str],
) -> ManifesImpor:
    milik: dict[int, list[Perubahan]] = {}
    for butir in masukan.perubahan:
        milik.setdefault(id(butir.terbaca), []).append(butir)
    waktu = permintaan.sekarang().astimezone(UTC).isoformat(timespec="seconds")
    catatan = [
        catatan for satu in semua if (catatan := _catatan(satu, milik.get(id(satu), []), waktu, permintaan)) is not None
    ]
    return tersimpan.manifes.model_copy(
        update={"periode_ekinerja": dict(periode), "sumber": (*tersimpan.manifes.sumber, *catatan)}
    )


def _baris_galat(butir: Temuan) -> bool:
    return butir.tingkat == "galat" and butir.baris is not None


def _catatan(satu: Terbaca, perubahan: Sequence[Perubahan], waktu: str, permintaan: Permintaan) -> CatatanSumber | None:
    jumlah: dict[str, JumlahBaris] = {}
    for butir in perubahan:
        lama = jumlah.get(butir.tabel, JumlahBaris(baru=0, dilengkapi=0, diganti=0, sama=0))
        jumlah[butir.tabel] = JumlahBaris(
            **{nama: getattr(lama, nama) + getattr(butir.jumlah, nama) for nama in JumlahBaris.model_fields}
        )
    if not any(n.baru or n.dilengkapi or n.diganti for n in jumlah.values()):
        return None
    return CatatanSumber(
        berkas=satu.berkas,
        sidik=satu.sidik,
        jenis=satu.jenis,
        waktu=waktu,
        ganti=permintaan.ganti,
        baris_dilewati=len({(butir.lembar, butir.baris) for butir in satu.temuan if _baris_galat(butir)}),
        tabel=jumlah,
    )


def _hasil(
    semua: Sequence[Terbaca], temuan: Sequence[Temuan], masukan: Masukan, ditolak: str, *, ditulis: bool
) -> HasilImpor:
    peta = [
        (satu.berkas, butir.dari, butir.tabel, butir.kolom, butir.keterangan)
        for satu in semua
        for butir in satu.bacaan.peta
    ]
    ringkas = [
        (p.terbaca.berkas, p.tabel, *p.jumlah.model_dump().values(), p.bertentangan, p.dilewati)
        for p in masukan.perubahan
    ]
    calon = [satu.bacaan.calon_indikator for satu in semua if satu.bacaan.calon_indikator is not None]
    gabung = pd.concat(calon, ignore_index=True).drop_duplicates("kode", ignore_index=True) if calon else None
    kosong = pd.DataFrame(columns=list(_KOLOM_BEDA), dtype="str")
    return HasilImpor(
        tuple((satu.berkas, satu.judul) for satu in semua),
        pd.DataFrame.from_records(peta, columns=list(KOLOM_PETA)),
        susun_temuan(temuan),
        pd.DataFrame.from_records(ringkas, columns=list(KOLOM_RINGKAS)),
        pd.concat(masukan.beda, ignore_index=True) if masukan.beda else kosong,
        gabung,
        ditolak,
        ditulis,
    )
