"""From an executed notebook to a workbook: cover, contents, notes, and every table on a sheet of its own.

Numbers are numbers with all their digits, text stays text, nothing is a formula. The same notebook gives
the same bytes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from penilaian.buku_xlsx import Gaya, buku_baru, tulis_sel
from penilaian.laporan.blok_cetak import Blok, Daftar, Judul, Paragraf, TabelCetak, tabel_dari, teks_polos
from penilaian.laporan.html import Konteks, periksa_konteks
from penilaian.laporan.isi_cetak import isi_cetak
from penilaian.laporan.xlsx_tabel import BIRU, REDUP, LembarTabel, atur_tinggi, siapkan, tulis_tabel

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

SAMPUL, DAFTAR_ISI, CATATAN = "Sampul", "Daftar isi", "Catatan"
_NAMA_MAKS = 31
_LEBAR_SAMPUL, _LEBAR_ISI, _LEBAR_CATATAN = (20, 90), (33, 72, 9, 9), (5, 105)
_BUKAN_NAMA = re.compile(r"[^A-Za-z0-9 ]+")
_CATATAN_UMUM = (
    "Setiap tabel ada di satu lembar; nomornya sama dengan di halaman laporan dan PDF-nya.",
    "Sel kosong berarti nilainya tidak ada atau tidak dapat dihitung; di laporan tertulis –. Kosong bukan nol.",
    "Bilangan disimpan dengan semua digitnya dan ditampilkan sebanyak di laporan; tanda desimal mengikuti setelan Excel.",
    "Persentase ditulis dalam persen: 85,5 pada kolom (%) berarti 85,5 persen.",
    "Tidak ada rumus dalam buku kerja ini. Kode dan NIP disimpan sebagai teks.",
    "Baris yang tidak ditampilkan di laporan juga tidak ada di sini; jumlahnya tertulis di bawah tabelnya.",
)


def ke_xlsx(nb: NotebookNode, *, judul: str, konteks: Mapping[str, Any]) -> bytes:
    """The tables of an executed notebook as a workbook; ``konteks`` is what ``ke_html`` takes.

    Raises:
        GalatParameter: ``konteks`` has a key that no report shows.
    """
    isi = periksa_konteks(konteks)
    blok = isi_cetak(nb, judul)
    tabel = tabel_dari(blok)
    lembar = _lembar(tabel, " · ".join(filter(None, (judul, isi["nama_opd"], isi["label_periode"]))), _sifat(isi))
    aliran = BytesIO()
    with buku_baru(aliran, _dokumen(judul, isi)) as buku:
        gaya = Gaya(buku)
        sifat = _sifat(isi)
        _tulis_sampul(_lembar_teks(buku, SAMPUL, _LEBAR_SAMPUL, sifat), gaya, judul, _sampul(blok, isi))
        _tulis_daftar_isi(_lembar_teks(buku, DAFTAR_ISI, _LEBAR_ISI, sifat), gaya, lembar)
        _tulis_catatan(_lembar_teks(buku, CATATAN, _LEBAR_CATATAN, sifat), gaya, [*_CATATAN_UMUM, *_batasan(blok)])
        for satu in lembar:
            tulis_tabel(buku.add_worksheet(satu.nama), satu, gaya, kembali=DAFTAR_ISI)
    return aliran.getvalue()


def nama_lembar(awalan: str, judul: str) -> str:
    """A sheet name that every program takes: ASCII letters, digits and spaces, at most 31.

    >>> nama_lembar("T03", "Capaian per unit: menurut OPD & kelas jabatan")
    'T03 Capaian per unit menurut'
    """
    polos = unicodedata.normalize("NFKD", judul).encode("ascii", "ignore").decode()
    kata = [awalan]
    for satu in _BUKAN_NAMA.sub(" ", polos).split():
        if len(" ".join([*kata, satu])) > _NAMA_MAKS:
            break
        kata.append(satu)
    return " ".join(kata)


def _lembar(tabel: Sequence[TabelCetak], laporan: str, sifat: str) -> list[LembarTabel]:
    """A sheet a table; those without a title come by an own count."""
    hasil, lain = [], 0
    for satu in tabel:
        lain += satu.nomor is None
        awalan = f"X{lain:02d}" if satu.nomor is None else f"T{satu.nomor:02d}"
        judul = satu.judul or "Tabel tanpa judul"
        label = f"Tabel {satu.nomor}. {judul}" if satu.nomor else judul
        hasil.append(LembarTabel(nama_lembar(awalan, judul), label, laporan, sifat, satu))
    return hasil


def _sifat(konteks: Konteks) -> str:
    return ". ".join(
        filter(
            None,
            (
                konteks["catatan_data"] or ("Data sintetis: bukan pegawai sungguhan" if konteks["sintetis"] else ""),
                "Sementara: angka masih dapat berubah" if konteks["sementara"] else "",
                f"Kelas: {konteks['kelas']}" if konteks["kelas"] else "",
            ),
        )
    )


def _dokumen(judul: str, konteks: Konteks) -> dict[str, str]:
    return {
        "title": " · ".join(filter(None, (judul, konteks["nama_opd"], konteks["label_periode"]))),
        "author": konteks["instansi"],
        "company": konteks["instansi"],
        "comments": _sifat(konteks),
        "keywords": konteks["id_laporan"],
    }


def _sampul(blok: tuple[Blok, ...], konteks: Konteks) -> list[tuple[str, str]]:
    """Labels and what belongs to them: the frame of the report, then its notebook's words before the first chapter."""
    kop = konteks["kop"] or {}
    baris = [
        ("Instansi", kop.get("pemerintah") or konteks["instansi"]),
        ("Penerbit", kop.get("nama", "")),
        ("Perangkat daerah", konteks["nama_opd"]),
        ("Periode", konteks["label_periode"]),
        ("Kelas", konteks["kelas"]),
        ("Keadaan", "Sementara: angka masih dapat berubah" if konteks["sementara"] else ""),
        (
            "Peringatan",
            konteks["catatan_data"] or ("Data sintetis: bukan pegawai sungguhan" if konteks["sintetis"] else ""),
        ),
        ("Laporan", konteks["id_laporan"]),
    ]
    for satu in _pembuka(blok):
        if isinstance(satu, Daftar):
            baris += [_butir(butir) for butir in satu.butir]
        elif isinstance(satu, Paragraf):
            baris.append(("", teks_polos(satu.isi)))
    return [(label, teks) for label, teks in baris if teks]


def _pembuka(blok: tuple[Blok, ...]) -> tuple[Blok, ...]:
    """The prose before the first heading, table or figure."""
    nomor = next((n for n, satu in enumerate(blok) if not isinstance(satu, Daftar | Paragraf)), len(blok))
    return blok[:nomor]


def _butir(butir: tuple[Blok, ...]) -> tuple[str, str]:
    """An item that begins in bold is a label and its text."""
    isi = [potongan for satu in butir if isinstance(satu, Paragraf) for potongan in satu.isi]
    if isi and isi[0].tebal:
        return isi[0].teks.strip().rstrip(".:"), teks_polos(tuple(isi[1:])).strip()
    return "", teks_polos(tuple(isi))


def _batasan(blok: tuple[Blok, ...]) -> list[str]:
    """What the chapter on limits says, item by item."""
    hasil: list[str] = []
    di_dalam = False
    for satu in blok:
        if isinstance(satu, Judul):
            di_dalam = "batasan" in teks_polos(satu.isi).casefold()
        elif di_dalam and isinstance(satu, Daftar):
            hasil += [": ".join(filter(None, _butir(butir))) for butir in satu.butir]
        elif di_dalam and isinstance(satu, Paragraf):
            hasil.append(teks_polos(satu.isi))
    return hasil


def _tulis_sampul(lembar: Worksheet, gaya: Gaya, judul: str, sampul: Sequence[tuple[str, str]]) -> None:
    tulis_sel(lembar, 0, 0, judul, gaya, bold=True, font_size=18, font_color=BIRU)
    for nomor, (label, teks) in enumerate(sampul, start=2):
        tulis_sel(lembar, nomor, 0, label, gaya, bold=True, valign="top")
        tulis_sel(lembar, nomor, 1, teks, gaya, text_wrap=True, valign="top")
        atur_tinggi(lembar, nomor, [(teks, _LEBAR_SAMPUL[1])])
    akhir = len(sampul) + 3
    for nomor, nama in enumerate((DAFTAR_ISI, CATATAN)):
        _tautan(lembar, akhir + nomor, nama, gaya)


def _tulis_daftar_isi(lembar: Worksheet, gaya: Gaya, semua: Sequence[LembarTabel]) -> None:
    tulis_sel(lembar, 0, 0, DAFTAR_ISI, gaya, bold=True, font_size=14, font_color=BIRU)
    for kolom, kepala in enumerate(("Lembar", "Tabel", "Baris", "Kolom")):
        rata = "right" if kolom > 1 else "left"
        tulis_sel(lembar, 2, kolom, kepala, gaya, bold=True, bottom=2, bottom_color=BIRU, align=rata)
    for baris, satu in enumerate(semua, start=3):
        _tautan(lembar, baris, satu.nama, gaya)
        tulis_sel(lembar, baris, 1, satu.judul, gaya, text_wrap=True, valign="top")
        atur_tinggi(lembar, baris, [(satu.judul, _LEBAR_ISI[1])])
        tulis_sel(lembar, baris, 2, len(satu.tabel.baris), gaya, num_format="#,##0", valign="top")
        tulis_sel(lembar, baris, 3, len(satu.tabel.kolom), gaya, num_format="#,##0", valign="top")
    lembar.freeze_panes(3, 0)


def _tulis_catatan(lembar: Worksheet, gaya: Gaya, catatan: Sequence[str]) -> None:
    tulis_sel(lembar, 0, 0, CATATAN, gaya, bold=True, font_size=14, font_color=BIRU)
    for nomor, teks in enumerate(catatan, start=1):
        tulis_sel(lembar, nomor + 1, 0, nomor, gaya, valign="top", font_color=REDUP)
        tulis_sel(lembar, nomor + 1, 1, teks, gaya, text_wrap=True, valign="top")
        atur_tinggi(lembar, nomor + 1, [(teks, _LEBAR_CATATAN[1])])


def _lembar_teks(buku: Workbook, nama: str, lebar: Sequence[int], sifat: str) -> Worksheet:
    lembar = buku.add_worksheet(nama)
    lembar.hide_gridlines(2)
    for kolom, satu in enumerate(lebar):
        lembar.set_column(kolom, kolom, satu)
    siapkan(lembar, sifat, datar=False)
    return lembar


def _tautan(lembar: Worksheet, baris: int, tujuan: str, gaya: Gaya) -> None:
    """A link inside the workbook; the name of a sheet is made here and holds no quote."""
    biru = gaya(font_color=BIRU, underline=1, valign="top")
    lembar.write_url(baris, 0, f"internal:'{tujuan}'!A1", biru, tujuan)
