"""`penilaian aturan`: what is in force on a date, where it stands, how sure it is, and its values."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from penilaian.cli.pengurai import KELUAR_BAIK, Pengurai

if TYPE_CHECKING:
    from rich.console import Console

    from penilaian.aturan import Aturan

GUNA_RINCI = (
    "sebutkan juga catatan setiap ketentuan dan apa yang dibaca dari peraturannya; bila gagal, jejak galat program"
)
_LEBAR = 140
"""Wider lists are not easier to read."""


def _tanggal(teks: str) -> date:
    try:
        return date.fromisoformat(teks)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{teks!r} bukan tanggal; tulis seperti 2025-12-31") from None


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description=(
            "Tampilkan ketentuan yang berlaku pada suatu tanggal, per peraturan, dengan sitasi dan keadaan\n"
            "verifikasinya, lalu yang tidak berlaku dan sebabnya. Dengan --ketentuan: isi ketentuan itu, dan tuasnya."
        ),
        contoh="  penilaian aturan --tanggal 2025-12-31\n"
        "  penilaian aturan --ketentuan permenpanrb-6-2022/kuadran\n"
        "  penilaian aturan --tanggal 2021-07-01 --ketentuan permenpanrb-8-2021",
    )
    urai.add_argument("--tanggal", metavar="TTTT-BB-HH", type=_tanggal, help="bawaan: hari ini")
    urai.add_argument(
        "--ketentuan",
        metavar="AWALAN",
        default="",
        help="hanya ketentuan yang kodenya ini atau berawalan ini, dengan isinya",
    )
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    from penilaian.aturan import muat_buku
    from penilaian.bahasa import tanggal
    from penilaian.cli.tampilan import konsol

    hari = pilihan.tanggal or datetime.now().astimezone().date()
    aturan, awalan = muat_buku().pada(hari), pilihan.ketentuan.strip()
    _pastikan_ada(awalan, aturan)
    layar = konsol()
    bawaan = "" if pilihan.tanggal else ", hari ini; pilih hari lain dengan --tanggal"
    _tulis(layar, f"Aturan yang berlaku pada {tanggal(hari)} ({hari.isoformat()}){bawaan}")
    if awalan:
        _cetak_isi(layar, aturan, awalan)
    else:
        _cetak_daftar(layar, aturan, rinci=pilihan.rinci)
    _cetak_tidak_berlaku(layar, aturan, awalan)
    return KELUAR_BAIK


def _pastikan_ada(awalan: str, aturan: Aturan) -> None:
    """A mistyped code is wrong usage; the nearest ones are named."""
    from difflib import get_close_matches

    from penilaian.galat import GalatParameter

    if any(kode.startswith(awalan) for kode in aturan.ketentuan):
        return
    ada = sorted(aturan.ketentuan)
    peraturan = sorted({kode.partition("/")[0] for kode in ada})
    mirip = [kode for kode in ada if awalan.casefold() in kode] or get_close_matches(
        awalan.casefold(), [*ada, *peraturan], 3
    )
    raise GalatParameter(
        f"Ketentuan {awalan} tidak ada di buku aturan",
        mengapa=f"yang mirip: {', '.join(mirip)}" if mirip else f"yang ada berawalan {', '.join(peraturan)}",
        tindakan="periksa ejaannya, atau lihat semuanya dengan `penilaian aturan`",
    )


def _cetak_daftar(layar: Console, aturan: Aturan, *, rinci: bool) -> None:
    """One table a regulation."""
    from penilaian.aturan.peraturan import muat_peraturan
    from penilaian.laporan.isi_aturan import daftar_ketentuan, nama_peraturan, pokok_aturan

    peraturan = muat_peraturan()
    for singkat, isi in daftar_ketentuan(aturan).groupby("peraturan", sort=False):
        _tulis(layar, f"\n{nama_peraturan(str(singkat), peraturan)}", tebal=True)
        if rinci and singkat in peraturan:
            _tulis(layar, f"Yang dibaca: {peraturan[str(singkat)].dibaca}")
        baris = [
            (
                f"{butir['kode']}\n{butir['judul']}",
                butir["sejak"].isoformat(),
                butir["tempat"] + (f"\nCatatan: {butir['catatan']}" if rinci and butir["catatan"] else ""),
                f"{butir['sifat']}\n{butir['verifikasi']}",
            )
            for butir in isi.to_dict("records")
        ]
        kode = max(map(len, isi["kode"]))
        _cetak_tabel(layar, ["Ketentuan", "Sejak", "Tempat", "Sifat dan verifikasi"], baris, lebar=(kode, 10))
    _tulis(layar, "\n" + "\n".join(pokok_aturan(aturan).butir))


def _cetak_isi(layar: Console, aturan: Aturan, awalan: str) -> None:
    """The values of some provisions, one after the other."""
    from penilaian.laporan.isi_aturan import daftar_ketentuan
    from penilaian.laporan.isi_aturan_nilai import daftar_tuas, tabel_nilai
    from penilaian.laporan.tabel import Tabel, teks_sel

    for butir in daftar_ketentuan(aturan, awalan).to_dict("records"):
        tabel, ketentuan = tabel_nilai(aturan, butir["kode"]), aturan.ketentuan[butir["kode"]]
        if not isinstance(tabel, Tabel):
            continue
        _tulis(layar, f"\n{butir['kode']}: {butir['judul']}", tebal=True)
        _tulis(layar, f"Berlaku sejak {butir['sejak'].isoformat()} · {butir['sifat']} · {butir['verifikasi']}")
        _tulis(layar, f"Sitasi: {ketentuan.pada(aturan.hari).sitasi}")
        _tulis(layar, f"Satuan: {ketentuan.satuan}")
        _cetak_tabel(
            layar,
            [kolom.kepala for kolom in tabel.kolom],
            [[teks_sel(baris[kolom.kunci], kolom) for kolom in tabel.kolom] for _, baris in tabel.data.iterrows()],
            kanan=[nomor for nomor, kolom in enumerate(tabel.kolom) if kolom.berangka],
        )
        if tabel.catatan:
            _tulis(layar, f"Catatan: {tabel.catatan}")
        if tuas := daftar_tuas(aturan, butir["kode"]):
            _tulis(layar, "Tuas, yang boleh diubah dalam skenario (di berkasnya, desimal ditulis dengan titik):")
            _cetak_tabel(layar, ["Tuas", "Nilai", "Boleh"], tuas)


def _cetak_tidak_berlaku(layar: Console, aturan: Aturan, awalan: str) -> None:
    from penilaian.laporan.isi_aturan import daftar_tidak_berlaku

    isi = daftar_tidak_berlaku(aturan, awalan)
    if not isi.empty:
        _tulis(layar, "\nTidak berlaku pada tanggal itu", tebal=True)
        baris = [(f"{butir['kode']}\n{butir['judul']}", butir["sebab"]) for butir in isi.to_dict("records")]
        _cetak_tabel(layar, ["Ketentuan", "Sebab"], baris, lebar=(max(map(len, isi["kode"])),))


def _cetak_tabel(
    layar: Console,
    kepala: Sequence[str],
    baris: Sequence[Sequence[str]],
    *,
    lebar: Sequence[int] = (),
    kanan: Sequence[int] = (),
) -> None:
    """A table; ``lebar`` are the widths of the first columns (codes stay whole), the others share the rest."""
    from rich.table import Table
    from rich.text import Text

    tabel = Table(show_lines=bool(lebar))
    muat = min(layar.width, _LEBAR) - 3 * len(kepala) - 1 - sum(lebar)
    sisa = len(kepala) - len(lebar)
    semua = [*lebar, *[muat // sisa] * sisa] if lebar else _bagi_lebar([kepala, *baris], muat)
    for nomor, judul in enumerate(kepala):
        tabel.add_column(
            Text(judul), justify="right" if nomor in kanan else "left", overflow="fold", width=semua[nomor]
        )
    for satu in baris:
        tabel.add_row(*(Text(sel) for sel in satu))
    layar.print(tabel)


def _bagi_lebar(baris: Sequence[Sequence[str]], muat: int) -> list[int]:
    """Column widths that fit: the longest word each if possible, and the rest shared, short columns first."""
    kolom = list(zip(*baris, strict=True))
    penuh = [max(map(len, isi)) for isi in kolom]
    if sum(penuh) <= muat:
        return penuh
    kata = [max(len(satu) for teks in isi for satu in teks.split() or [""]) for isi in kolom]
    lebar = [min(n, muat // len(kolom)) if sum(kata) > muat else n for n in kata]
    lebih, urut = muat - sum(lebar), sorted(range(len(kolom)), key=lambda nomor: penuh[nomor] - lebar[nomor])
    for giliran, nomor in enumerate(urut):
        tambah = min(penuh[nomor] - lebar[nomor], lebih // (len(urut) - giliran))
        lebar[nomor] += tambah
        lebih -= tambah
    return lebar


def _tulis(layar: Console, teks: str, *, tebal: bool = False) -> None:
    layar.print(teks, style="bold" if tebal else None, markup=False)
