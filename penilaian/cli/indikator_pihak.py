"""Subcommands of the parties: lembar (sheets out), gabung (sheets in, minutes), contoh-pihak (synthetic answers)."""

from __future__ import annotations

import argparse
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from penilaian.cli.indikator_pilihan import Cabang, cabangkan, muat_desain, opsi_data
from penilaian.cli.pengurai import KELUAR_BAIK, Pengurai, bilangan_positif, jalur

if TYPE_CHECKING:
    import pandas as pd

    from penilaian.indikator.bahan import BahanIndikator
    from penilaian.indikator.pihak.angket import Angket

_PIHAK = ("pejabat", "pegawai", "pemangku_kepentingan")
_DATA = "--data data/masuk --opd dinkes --periode 2025-T4"
_PESERTA_CONTOH, _BENIH_CONTOH = 6, 2025


def tambahkan(cabang: Cabang) -> None:
    urai = cabangkan(
        cabang, "lembar", "tulis angket (XLSX) untuk peserta satu pihak", _lembar,
        contoh=f'lembar {_DATA} --pihak pejabat --peserta 5 --ke lembar --tenggat "5 Desember 2025"',
        rincian="Satu berkas untuk satu peserta, dengan nomor dan tanpa nama. Tanpa --opd: aspek dan perspektif saja, untuk seluruh OPD.",
    )  # fmt: skip
    opsi_data(urai, opd_wajib=False)
    urai.add_argument("--pihak", choices=_PIHAK, required=True, help="pihak yang diminta menjawab")
    urai.add_argument("--peserta", metavar="N", type=bilangan_positif, required=True, help="banyak peserta pihak itu")
    urai.add_argument("--mulai", metavar="N", type=bilangan_positif, default=1, help="nomor peserta pertama (bawaan 1)")
    urai.add_argument("--tenggat", metavar="TEKS", default="", help="batas pengembalian, ditulis di lembar Petunjuk")
    urai.add_argument(
        "--ke", metavar="FOLDER", type=jalur, required=True, help="folder tujuan; berkas yang ada tidak ditimpa"
    )

    urai = cabangkan(
        cabang, "gabung", "baca angket yang kembali, hitung bobot dan kesepakatan para pihak", _gabung,
        contoh=f"gabung {_DATA} --dari lembar --ke data/masuk/pihak --notula notula.xlsx",
        rincian="Semua lembar di folder diterima, atau tidak satu pun. Hasilnya satu CSV per OPD, dipakai laporan desain indikator.",
    )  # fmt: skip
    opsi_data(urai, opd_wajib=False)
    urai.add_argument("--dari", metavar="FOLDER", type=jalur, required=True, help="folder berisi angket yang kembali")
    urai.add_argument("--notula", metavar="FILE", type=jalur, help="tulis juga notulanya (XLSX)")
    urai.add_argument(
        "--bobot-pihak", metavar="B", type=_bobot_pihak,
        help="bobot antarpihak untuk keluaran ini dan notula, mis. pejabat=1/4,pegawai=1/2,pemangku_kepentingan=1/4 (bawaan: menurut kebijakan)",
    )  # fmt: skip
    _opsi_ke(urai)

    urai = cabangkan(
        cabang, "contoh-pihak", "tulis jawaban sintetis untuk mencoba", _contoh,
        contoh="contoh-pihak --data data/contoh --opd dinkes --periode 2025-T4 --ke data/pihak",
        rincian="Jawaban dibuat acak menurut benih, ditulis ke angket, lalu dibaca kembali seperti yang sesungguhnya. Tidak seorang pun memberi jawaban ini.",
    )  # fmt: skip
    opsi_data(urai, opd_wajib=False)
    urai.add_argument(
        "--peserta", metavar="N", type=bilangan_positif, default=_PESERTA_CONTOH,
        help=f"peserta setiap pihak (bawaan {_PESERTA_CONTOH})",
    )  # fmt: skip
    urai.add_argument(
        "--benih",
        metavar="B",
        type=bilangan_positif,
        default=_BENIH_CONTOH,
        help=f"benih acak (bawaan {_BENIH_CONTOH})",
    )
    urai.add_argument("--lembar", metavar="FOLDER", type=jalur, help="simpan juga angket yang terisi di folder ini")
    _opsi_ke(urai)


def _opsi_ke(urai: Pengurai) -> None:
    urai.add_argument(
        "--ke", metavar="FOLDER", type=jalur, required=True, help="folder tabel pertimbangan, mis. data/masuk/pihak"
    )
    urai.add_argument("--ganti", action="store_true", help="ganti tabel OPD ini bila sudah ada")


def _bobot_pihak(teks: str) -> dict[str, Fraction]:
    """``pejabat=1/4,…``: exact fractions."""
    bobot: dict[str, Fraction] = {}
    for satu in teks.split(","):
        nama, _, nilai = (bagian.strip() for bagian in satu.partition("="))
        if nama not in _PIHAK or nama in bobot:
            raise argparse.ArgumentTypeError(
                f"sebut sekali pihak yang dikenal ({', '.join(_PIHAK)}), bukan {nama or 'kosong'}"
            )
        try:
            bobot[nama] = Fraction(nilai.replace(",", "."))
        except (ValueError, ZeroDivisionError):
            raise argparse.ArgumentTypeError(
                f"bobot {nama} harus bilangan atau pecahan, mis. 1/4, bukan {nilai or 'kosong'}"
            ) from None
    return bobot


def _muat(pilihan: argparse.Namespace) -> tuple[BahanIndikator, Angket]:
    from penilaian.indikator.pihak.angket import susun_angket
    from penilaian.indikator.pihak.perangkat import KOTA

    _, bahan = muat_desain(pilihan)
    return bahan, susun_angket(bahan, pilihan.opd or KOTA)


def _nama(angket: Angket, pihak: str, peserta: str) -> str:
    return f"angket_{angket.kode_opd}_{angket.periode.kode}_{pihak}_{peserta}.xlsx"


def _lembar(pilihan: argparse.Namespace) -> int:
    from penilaian.bahasa import angka
    from penilaian.indikator.pihak.angket import kode_peserta
    from penilaian.indikator.pihak.lembar_tulis import isi_lembar
    from penilaian.indikator.pihak.perangkat import PIHAK

    peserta = [kode_peserta(nomor) for nomor in range(pilihan.mulai, pilihan.mulai + pilihan.peserta)]
    _, angket = _muat(pilihan)
    isi = {
        _nama(angket, pilihan.pihak, satu): isi_lembar(angket, pilihan.pihak, satu, tenggat=pilihan.tenggat)
        for satu in peserta
    }
    _tulis_baru(pilihan.ke, isi)
    print(
        f"{angka(len(isi))} angket untuk {PIHAK[pilihan.pihak].lower()} ditulis di {pilihan.ke}: {peserta[0]} sampai {peserta[-1]}."
    )
    print("Bagikan satu berkas kepada setiap peserta. Siapa memegang nomor mana tidak dicatat di sini.")
    return KELUAR_BAIK


def _tulis_baru(folder: Path, isi: dict[str, bytes]) -> None:
    """Write files of which none is there yet: an answer that somebody gave is never overwritten."""
    from penilaian.berkas import tulis_utuh
    from penilaian.galat import GalatParameter

    folder.mkdir(parents=True, exist_ok=True)
    if ada := sorted(nama for nama in isi if (folder / nama).exists()):
        raise GalatParameter(
            f"Berkas {ada[0]} sudah ada" + (f", dan {len(ada) - 1} lagi" if len(ada) > 1 else ""),
            di_mana=str(folder),
            mengapa="angket yang sudah diisi dapat tertimpa",
            tindakan="pilih folder lain, atau nomor peserta lain dengan --mulai",
        )
    for nama, satu in isi.items():
        with tulis_utuh(folder / nama) as aliran:
            aliran.write(satu)


def _gabung(pilihan: argparse.Namespace) -> int:
    from penilaian.berkas import tulis_utuh
    from penilaian.cli.data import pastikan_bukan_sumber
    from penilaian.cli.indikator_pihak_cetak import cetak_hasil
    from penilaian.indikator.pihak.gabung import bagian_pihak
    from penilaian.indikator.pihak.lembar_baca import baca_semua
    from penilaian.indikator.pihak.notula import isi_notula, susun_notula

    pastikan_bukan_sumber(pilihan.notula, [pilihan.data, pilihan.dari])
    bahan, angket = _muat(pilihan)
    tujuan = _tujuan(pilihan, angket)
    data = baca_semua(_berkas(pilihan.dari), angket)
    batas = bahan.bilangan("batas_konsistensi")
    bobot = {"antarpihak": pilihan.bobot_pihak, "bagian": bagian_pihak(bahan)}
    hasil = cetak_hasil(data, angket, batas, **bobot)
    tujuan.parent.mkdir(parents=True, exist_ok=True)  # before the minutes: both are written, or neither
    if pilihan.notula:
        notula = susun_notula(data, angket, batas, **bobot)
        with tulis_utuh(pilihan.notula) as aliran:
            aliran.write(isi_notula(notula, angket))
        print(f"Notula ditulis di {pilihan.notula}.")
    _simpan(tujuan, data)
    print(f"{hasil} Tabel pertimbangan ditulis di {tujuan}.")
    return KELUAR_BAIK


def _berkas(folder: Path) -> dict[str, bytes]:
    """What came back, by file name; a file that is no workbook is not passed over in silence.

    Raises:
        GalatParameter: no such folder, nothing in it, or something else too.
    """
    from penilaian.galat import GalatParameter
    from penilaian.indikator.pihak.lembar_baca import BATAS_BITA

    if not folder.is_dir():
        raise GalatParameter(f"Folder {folder} tidak ada", tindakan="periksa jalurnya")
    semua = sorted(satu for satu in folder.iterdir() if not satu.name.startswith((".", "~$")))
    asing = [satu.name for satu in semua if satu.suffix.lower() != ".xlsx" or not satu.is_file()]
    if asing or not semua:
        raise GalatParameter(
            f"Folder {folder} berisi {', '.join(asing[:5])}, bukan angket XLSX" if asing else f"Folder {folder} kosong",
            mengapa="jawaban yang dilewati diam-diam mengubah hasil",
            tindakan="sisakan angket yang kembali saja, disimpan sebagai .xlsx",
        )
    isi = {}
    for satu in semua:
        with satu.open("rb") as aliran:
            isi[satu.name] = aliran.read(BATAS_BITA + 1)
    return isi


def _tujuan(pilihan: argparse.Namespace, angket: Angket) -> Path:
    """The table of the agency, which is replaced only when that is asked for."""
    from penilaian.galat import GalatParameter

    tujuan = Path(pilihan.ke) / f"{angket.kode_opd}.csv"
    if tujuan.exists() and not pilihan.ganti:
        raise GalatParameter(
            f"Tabel {tujuan} sudah ada",
            mengapa="isinya pertimbangan yang pernah dikumpulkan",
            tindakan="tambahkan --ganti bila memang akan diganti, atau pilih folder lain",
        )
    return tujuan


def _simpan(tujuan: Path, data: pd.DataFrame) -> None:
    from penilaian.berkas import tulis_teks
    from penilaian.indikator.pihak.tabel import tulis_pertimbangan

    tulis_teks(tujuan, tulis_pertimbangan(data))


def _contoh(pilihan: argparse.Namespace) -> int:
    from penilaian.bahasa import angka
    from penilaian.indikator.pihak.contoh import contoh_pertimbangan
    from penilaian.indikator.pihak.lembar_baca import baca_semua
    from penilaian.indikator.pihak.lembar_tulis import isi_lembar

    _, angket = _muat(pilihan)
    tujuan = _tujuan(pilihan, angket)
    jawaban = contoh_pertimbangan(angket, pilihan.peserta, pilihan.benih)
    orang = jawaban[["pihak", "peserta"]].drop_duplicates().to_numpy().tolist()
    isi = {_nama(angket, pihak, peserta): isi_lembar(angket, pihak, peserta, isian=jawaban) for pihak, peserta in orang}
    data = baca_semua(isi, angket)
    tujuan.parent.mkdir(parents=True, exist_ok=True)
    if pilihan.lembar:
        _tulis_baru(pilihan.lembar, isi)
    _simpan(tujuan, data)
    print(f"Jawaban sintetis {angka(len(isi))} peserta ditulis di {tujuan}. Tidak seorang pun memberi jawaban ini.")
    return KELUAR_BAIK
