"""A questionnaire that came back: read strictly and whole, because an answer misread is worse than one asked for again.

Whatever is not as it was sent is named by its cell, all of it at once; then nothing of the sheet is taken. Only the
totals of points may be formulas, and those are never read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell

from penilaian.bahasa import angka
from penilaian.data.buku_kerja import BukuKerja
from penilaian.data.uraian import GalatUrai
from penilaian.galat import GalatData
from penilaian.indikator.pihak.angket import POLA_PESERTA, Angket
from penilaian.indikator.pihak.lembar_isian import kutip, rapi
from penilaian.indikator.pihak.lembar_kisi import baca_kisi
from penilaian.indikator.pihak.lembar_petunjuk import HAL_PESERTA, HAL_PIHAK, HAL_SIDIK, identitas, isi_petunjuk
from penilaian.indikator.pihak.perangkat import PIHAK
from penilaian.indikator.pihak.susunan import LEMBAR_PETUNJUK, susun_lembar
from penilaian.indikator.pihak.tabel import KOLOM, periksa_pertimbangan

BATAS_BITA = 5_000_000
_ISI_DASAR, _ISI_PER_BARIS = 8 * 2**20, 20_000
"""Bytes a workbook may unpack to: what every one has, and for each row some cells with a long text."""
_MINTA = "minta lembar baru"
BARIS_IDENTITAS = 1
"""Row (from 0) of the instructions with the first line that tells whose sheet it is."""
_DISEBUT = 10


class _Ditolak(Exception):
    """Findings of one workbook."""

    def __init__(self, temuan: Sequence[str]) -> None:
        self.temuan = list(temuan)
        super().__init__()


def baca_lembar(isi: bytes, angket: Angket, berkas: str = "lembar") -> pd.DataFrame:
    """The judgements of one participant, as `tabel`; ``berkas`` is what errors call the workbook.

    Raises:
        GalatData: anything at all is not as it was sent, or no answer; with the cells and what to do.
    """
    return baca_semua({berkas: isi}, angket)


def baca_semua(semua: Mapping[str, bytes], angket: Angket) -> pd.DataFrame:
    """The judgements of all workbooks by file name: all of them, or none.

    Raises:
        GalatData: one of them is refused, or a participant came back twice; names file and cells.
    """
    bagian, temuan, siapa = [], [], dict[tuple[str, str], str]()
    for berkas in sorted(semua):
        try:
            orang, satu = _baca(semua[berkas], angket)
        except _Ditolak as galat:
            temuan += [f"{berkas}: {sebab}" for sebab in galat.temuan]
            continue
        if orang in siapa:
            temuan.append(f"{berkas}: {PIHAK[orang[0]].lower()} {orang[1]} sudah ada di {siapa[orang]}")
        siapa.setdefault(orang, berkas)
        bagian.append(satu)
    if not temuan and not bagian:
        temuan = ["tidak satu pun lembar"]
    if temuan:
        raise _tolak(temuan, len(semua))
    return periksa_pertimbangan(pd.concat(bagian, ignore_index=True), angket.perangkat)


def _tolak(temuan: Sequence[str], banyak: int) -> GalatData:
    lain = len(temuan) - _DISEBUT
    return GalatData(
        "Lembar angket ditolak seluruhnya" if banyak == 1 else f"{angka(banyak)} lembar angket ditolak seluruhnya",
        mengapa="; ".join(temuan[:_DISEBUT]) + (f"; dan {angka(lain)} lagi" if lain > 0 else ""),
        tindakan="perbaiki sel yang disebut, atau minta peserta mengisi lembar baru; tidak satu jawaban pun dicatat",
    )


def _baca(isi: bytes, angket: Angket) -> tuple[tuple[str, str], pd.DataFrame]:
    if len(isi) > BATAS_BITA:
        raise _Ditolak([_besar()])
    try:
        buku = BukuKerja.buka(isi)
        _periksa_susunan(buku, angket)
        orang = _siapa(buku.baca(LEMBAR_PETUNJUK), angket)
        jawaban, temuan = [], list[str]()
        for susunan in susun_lembar(angket):
            milik, salah = baca_kisi(buku.baca_lembar(susunan.nama), susunan)
            jawaban += milik
            temuan += salah
    except GalatUrai as galat:
        raise _Ditolak([". ".join(filter(None, (galat.apa, galat.tindakan)))]) from None
    if not temuan and not jawaban:
        temuan = ["tidak satu sel pun diisi; bila peserta memang tidak menjawab, keluarkan berkas ini dari folder"]
    if temuan:
        raise _Ditolak(temuan)
    tabel = pd.DataFrame(jawaban).assign(pihak=orang[0], peserta=orang[1])
    return orang, tabel.reindex(columns=list(KOLOM))


def _besar() -> str:
    return "berkas terlalu besar untuk sebuah angket; isi lembar yang dibagikan, tanpa gambar dan tanpa baris tambahan"


def _periksa_susunan(buku: BukuKerja, angket: Angket) -> None:
    susunan = susun_lembar(angket)
    banyak = sum(len(satu.baris) for satu in susunan)
    if sum(satu.file_size for satu in buku.arsip.bagian.values()) > _ISI_DASAR + _ISI_PER_BARIS * banyak:
        raise _Ditolak([_besar()])
    harus = [LEMBAR_PETUNJUK, *(satu.nama for satu in susunan)]
    temuan = [f"lembar {nama} tidak ada; minta lembar baru" for nama in harus if nama not in buku.lembar]
    temuan += [f"lembar {kutip(nama)} bukan bagian angket; hapus" for nama in buku.lembar if nama not in harus]
    if temuan:
        raise _Ditolak(temuan)


def _siapa(sel: pd.DataFrame, angket: Angket) -> tuple[str, str]:
    """Whose sheet it is; of another agency's or period's every row is wrong, and saying so once is enough."""
    isi = [[rapi(satu) for satu in (*baris, "", "")] for baris in sel.to_numpy(dtype=object).tolist()]
    ada = {hal: nilai for hal, nilai, *_ in isi}
    pihak = next((kode for kode, nama in PIHAK.items() if nama == ada.get(HAL_PIHAK)), None)
    peserta = ada.get(HAL_PESERTA, "")
    if pihak is None:
        raise _Ditolak([f"{LEMBAR_PETUNJUK}: {HAL_PIHAK} {kutip(ada.get(HAL_PIHAK, ''))} tidak dikenal; {_MINTA}"])
    if not POLA_PESERTA.fullmatch(peserta):
        raise _Ditolak([f"{LEMBAR_PETUNJUK}: {HAL_PESERTA} {kutip(peserta)} bukan nomor peserta; {_MINTA}"])
    banyak = len(isi_petunjuk(angket, pihak, peserta, ""))
    if temuan := list(_beda(isi, angket, pihak, peserta)) or list(_luar(isi, banyak)):
        raise _Ditolak(temuan)
    return pihak, peserta


def _beda(isi: Sequence[Sequence[str]], angket: Angket, pihak: str, peserta: str) -> Iterator[str]:
    beda = False
    for nomor, (hal, harus) in enumerate(identitas(angket, pihak, peserta), start=BARIS_IDENTITAS):
        nama, nilai = isi[nomor][:2] if nomor < len(isi) else ("", "")
        tempat = f"{LEMBAR_PETUNJUK}!{xl_rowcol_to_cell(nomor, 1)}"
        if hal != HAL_SIDIK and (nama, nilai) != (hal, rapi(harus)):
            beda = True
            yield f"{tempat}: {hal} {kutip(nilai)}, seharusnya {kutip(rapi(harus))}; pakai lembar OPD dan periode ini"
        elif nilai != rapi(harus) and not beda:
            yield f"{tempat}: sidiknya lain; pesertanya diganti, atau indikator yang ditanyakan sudah berubah; {_MINTA}"


def _luar(isi: Sequence[Sequence[str]], banyak: int) -> Iterator[str]:
    """What somebody wrote beside or below the instructions, where nobody would read it."""
    for nomor, baris in enumerate(isi):
        for kolom, nilai in enumerate(baris):
            if nilai and (nomor >= banyak or kolom > 1):
                yield f"{LEMBAR_PETUNJUK}!{xl_rowcol_to_cell(nomor, kolom)}: bukan bagian angket; pindahkan ke kolom Catatan"
