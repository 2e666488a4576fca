"""`penilaian formulir`: evaluation forms and documents, filled in from the tables, to be printed and signed."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from penilaian.cli.pengurai import KELUAR_BAIK, Pengurai, jalur

if TYPE_CHECKING:
    import pandas as pd

    from penilaian.data import Data
    from penilaian.formulir.dari_data import Rak
    from penilaian.periode import Periode

JENIS = ("evaluasi", "dokumen", "keduanya")


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description=(
            "Tulis formulir evaluasi (Format C.1.2 dan C.1.3) dan Dokumen Evaluasi (Format D.1.1) yang sudah terisi, siap\n"
            "dicetak di kertas A4. Satu buku kerja per OPD dengan satu lembar per pegawai, atau satu pegawai saja. Rating dan\n"
            "predikat hanya yang sudah ditetapkan pejabat penilai; selebihnya tertulis “belum ditetapkan”."
        ),
        contoh=(
            "  penilaian formulir --data data/contoh --periode 2025-T4 --opd dinkes --keluar /tmp/formulir\n"
            "  penilaian formulir --data data/contoh --periode 2025-T4 --nip 188012051907041259 --jenis dokumen --keluar /tmp/formulir"
        ),
    )
    urai.add_argument("--data", metavar="FOLDER", type=jalur, required=True, help="folder tabel")
    urai.add_argument("--periode", metavar="P", required=True, help="mis. 2025-T4")
    urai.add_argument("--nip", metavar="NIP", help="satu pegawai, 18 digit")
    urai.add_argument("--opd", metavar="KODE", help="semua pegawai satu OPD")
    urai.add_argument("--keluar", metavar="FOLDER", type=jalur, required=True, help="folder tujuan")
    urai.add_argument("--jenis", choices=JENIS, default="keduanya", help="mana yang ditulis (bawaan keduanya)")
    urai.add_argument(
        "--kode",
        action="store_true",
        help="tulis kode indikator dalam kurung siku, agar formulir yang diisi kembali pasti dikenali `penilaian impor`",
    )
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    from penilaian.cli.data import buka_data
    from penilaian.formulir.dari_data import Rak
    from penilaian.periode import Periode

    _periksa_pilihan(pilihan)
    periode = Periode.urai(pilihan.periode)
    data = buka_data(pilihan.data, periode=pilihan.periode)
    kode_opd, nip, akhiran = _pegawai(data, periode, pilihan)
    data.pastikan_bersih(kode_opd, periode)
    rak = Rak(data, periode, kode=pilihan.kode)
    pilihan.keluar.mkdir(parents=True, exist_ok=True)
    tulisan = _tulis_semua(rak, nip, pilihan.keluar, pilihan.jenis, f"{kode_opd}_{periode.kode}{akhiran}")
    print(f"{len(nip)} pegawai, {periode.label}. Ditulis di {pilihan.keluar}: {', '.join(tulisan)}")
    _laporkan_belum(rak, nip)
    print(
        "Berkas ini memuat data pribadi (kelas individu): simpan di tempat yang hanya dapat dibuka pejabat yang "
        "berwenang, dan serahkan hanya kepada pegawai, pejabat penilai, dan atasannya."
    )
    return KELUAR_BAIK


def _periksa_pilihan(pilihan: argparse.Namespace) -> None:
    from penilaian.aturan.rumus.nip import urai_nip
    from penilaian.galat import GalatParameter, GalatRumus

    if (pilihan.nip is None) == (pilihan.opd is None):
        raise GalatParameter(
            "Sebutkan satu pegawai dengan --nip, atau satu OPD dengan --opd",
            mengapa="keduanya kosong" if pilihan.nip is None else "keduanya diisi",
            tindakan="isi salah satu saja",
        )
    if pilihan.nip is not None:
        try:
            urai_nip(pilihan.nip)
        except GalatRumus as galat:
            raise GalatParameter(
                f"NIP {pilihan.nip} tidak sah", mengapa=galat.apa, tindakan="salin NIP dari sumbernya"
            ) from None


def _pegawai(data: Data, periode: Periode, pilihan: argparse.Namespace) -> tuple[str, list[str], str]:
    """The agency, the employees in order, and what the file name adds: last digits and ordinal, never a NIP."""
    from penilaian.galat import GalatParameter

    semua = data.tabel["pegawai"]
    semua = semua[semua["periode"] == periode.kode]
    if pilihan.opd is not None:
        return pilihan.opd, _nip_opd(data, semua, pilihan.opd), ""
    kode = semua.loc[semua["nip"] == pilihan.nip, "kode_opd"].dropna().unique()
    if len(kode) != 1:
        raise GalatParameter(
            f"NIP {pilihan.nip} tidak tercatat di tepat satu OPD pada periode {periode.kode}",
            di_mana=f"tabel pegawai di {pilihan.data}",
            tindakan="periksa NIP dan periodenya",
        )
    urut = _nip_opd(data, semua, kode[0]).index(pilihan.nip) + 1
    return kode[0], [pilihan.nip], f"_{pilihan.nip[-3:]}-{urut}"


def _nip_opd(data: Data, pegawai: pd.DataFrame, kode_opd: str) -> list[str]:
    """The agency's employees of the period, in the order of their NIPs.

    Raises:
        GalatParameter: no such agency, or nobody in it.
    """
    from penilaian.cli.pengurai import sarankan
    from penilaian.galat import GalatParameter

    ada = list(data.tabel["opd"]["kode"].dropna())
    if kode_opd not in ada:
        raise GalatParameter(
            f"OPD {kode_opd} tidak ada di data{sarankan(kode_opd, ada)}",
            mengapa=f"yang ada: {', '.join(ada) or 'tidak satu pun'}",
            tindakan="periksa kodenya",
        )
    nip = sorted(pegawai.loc[pegawai["kode_opd"] == kode_opd, "nip"].dropna().unique())
    if not nip:
        raise GalatParameter(f"OPD {kode_opd} tidak punya pegawai pada periode itu", tindakan="pilih periode lain")
    return nip


def _tulis_semua(rak: Rak, nip: list[str], folder: Path, jenis: str, nama: str) -> list[str]:
    """Write the files asked for, each whole or not at all; their names."""
    from penilaian.cli.tampilan import kemajuan
    from penilaian.formulir.tulis import tulis_formulir
    from penilaian.formulir.tulis_dokumen import tulis_dokumen

    tulisan: dict[str, tuple[str, Callable[[str], Any], Callable[[Iterable[Any], BinaryIO], None]]] = {
        "evaluasi": (f"formulir_{nama}.xlsx", rak.formulir, tulis_formulir),
        "dokumen": (f"dokumen_evaluasi_{nama}.xlsx", rak.dokumen, tulis_dokumen),
    }
    dipilih = [satu for kunci, satu in tulisan.items() if jenis in (kunci, "keduanya")]
    with kemajuan() as bilah:
        for berkas, susun, tulis in dipilih:
            _tulis(folder / berkas, bilah.track([susun(satu) for satu in nip], description=berkas), tulis)
    return [berkas for berkas, _, _ in dipilih]


def _tulis(berkas: Path, isi: Iterable[Any], tulis: Callable[[Iterable[Any], BinaryIO], None]) -> None:
    from penilaian.berkas import tulis_utuh

    with tulis_utuh(berkas) as aliran:
        tulis(isi, aliran)


def _laporkan_belum(rak: Rak, nip: list[str]) -> None:
    belum = sum(rak.dokumen(satu).predikat is None for satu in nip)
    if belum:
        print(f"{belum} pegawai belum punya predikat yang ditetapkan; di berkasnya tertulis “belum ditetapkan”.")
