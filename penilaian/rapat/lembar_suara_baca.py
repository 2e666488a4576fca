"""A voting sheet that came back: read strictly, because a vote that is misread is worse than one that is asked for again."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from penilaian.bahasa import angka
from penilaian.data.buku_kerja import BukuKerja, LembarBaca
from penilaian.data.lembar_xml import SelGalat, SelTanpaHasil
from penilaian.data.uraian import GalatUrai
from penilaian.galat import GalatRapat
from penilaian.rapat.keadaan import SUARA
from penilaian.rapat.lembar_suara_tulis import (
    HAL_PEMBERI,
    HAL_RAPAT,
    HAL_SIDIK,
    KEPALA,
    KOLOM_ISIAN,
    LEMBAR_PETUNJUK,
    LEMBAR_SUARA,
    baris_lembar,
)
from penilaian.rapat.pandangan import Rapat
from penilaian.rapat.rapat import SuaraPegawai
from penilaian.rapat.teks import nama_orang, uraian

BATAS_BITA = 20_000_000
_ISI_DASAR, _ISI_PER_PEGAWAI = 8 * 2**20, 20_000
"""Bytes a sheet may unpack to: what every workbook has, and twelve cells a row, one of them as long as may be."""
_TEMUAN_DISEBUT = 10
_SUARA, _CATATAN = len(KEPALA) - KOLOM_ISIAN, len(KEPALA) - 1


def baca_lembar_suara(berkas: Path, rapat: Rapat, nama: str | None = None) -> list[SuaraPegawai]:
    """The votes of a sheet, in its order; ``nama`` is who must have been its voter.

    Raises:
        GalatRapat: anything at all is not as the sheet was sent, with the cells.
    """
    if berkas.stat().st_size > BATAS_BITA:
        raise _terlalu_besar(berkas.name)
    return urai_lembar_suara(berkas.read_bytes(), rapat, nama, berkas.name)


def urai_lembar_suara(
    isi: bytes, rapat: Rapat, nama: str | None = None, berkas: str = "lembar suara"
) -> list[SuaraPegawai]:
    """The same from bytes; ``berkas`` is what errors call it.

    Raises:
        GalatRapat: as `baca_lembar_suara`.
    """
    try:
        buku = BukuKerja.buka(isi)
        if sum(satu.file_size for satu in buku.arsip.bagian.values()) > _batas_isi(rapat):
            raise _terlalu_besar(berkas)
        kurang = [satu for satu in (LEMBAR_PETUNJUK, LEMBAR_SUARA) if satu not in buku.lembar]
        if kurang:
            raise _tolak(berkas, [f"lembar {satu} tidak ada" for satu in kurang])
        petunjuk, lembar = buku.baca_lembar(LEMBAR_PETUNJUK), buku.baca_lembar(LEMBAR_SUARA)
    except GalatUrai as galat:
        raise GalatRapat(galat.apa, di_mana=berkas, mengapa=galat.mengapa, tindakan=galat.tindakan) from None
    # Of another meeting's sheet every row is wrong; saying so once is enough.
    temuan = _periksa_petunjuk(petunjuk.sel, rapat, nama) or _periksa_kepala(lembar.sel)
    if temuan:
        raise _tolak(berkas, temuan)
    baca = _Pembaca(rapat)
    suara = baca.baca(lembar)
    if baca.temuan:
        raise _tolak(berkas, baca.temuan)
    return suara


def _batas_isi(rapat: Rapat) -> int:
    return _ISI_DASAR + _ISI_PER_PEGAWAI * len(rapat.keadaan.pegawai)


def _terlalu_besar(berkas: str) -> GalatRapat:
    return GalatRapat(
        "Berkas ini terlalu besar untuk sebuah lembar suara",
        di_mana=berkas,
        tindakan="isi lembar yang dibagikan, tanpa gambar dan tanpa baris tambahan; tidak satu suara pun dicatat",
    )


def _tolak(berkas: str, temuan: Sequence[str]) -> GalatRapat:
    lain = len(temuan) - _TEMUAN_DISEBUT
    return GalatRapat(
        "Lembar suara ditolak seluruhnya",
        di_mana=berkas,
        mengapa="; ".join(temuan[:_TEMUAN_DISEBUT]) + (f"; dan {angka(lain)} lagi" if lain > 0 else ""),
        tindakan="perbaiki sel yang disebut, atau minta lembar baru dengan `penilaian kalibrasi lembar`; tidak satu suara pun dicatat",
    )


def _periksa_petunjuk(sel: pd.DataFrame, rapat: Rapat, nama: str | None) -> list[str]:
    """Whether the sheet is this meeting's, made of this snapshot, for this voter."""
    ada = {str(isi[0]): (nomor, str(isi[1])) for nomor, isi in enumerate(sel.iloc[:, :2].to_numpy()) if len(isi) > 1}
    harus = {HAL_RAPAT: rapat.id, HAL_SIDIK: rapat.dibuka.sidik}
    if nama is not None:
        harus[HAL_PEMBERI] = nama_orang(nama)
    temuan = []
    for hal, isi in harus.items():
        nomor, tertulis = ada.get(hal, (0, "tidak ada"))
        if tertulis.strip() != isi:
            temuan.append(f"{LEMBAR_PETUNJUK}!{xl_rowcol_to_cell(nomor, 1)}: {hal} {tertulis}, seharusnya {isi}")
    return temuan


def _periksa_kepala(sel: pd.DataFrame) -> list[str]:
    """Whether every column stands where it stood, and nothing beside them."""
    ada = [_rapi(nilai) for nilai in sel.iloc[0]] if len(sel) else []
    ada += [""] * (len(KEPALA) - len(ada))
    temuan = [
        f"{xl_rowcol_to_cell(0, urut)}: judul kolom {tertulis or 'kosong'}, seharusnya {kolom.judul}"
        for urut, (tertulis, kolom) in enumerate(zip(ada, KEPALA, strict=False))
        if tertulis != kolom.judul
    ]
    asing = sel.iloc[:, len(KEPALA) :]
    temuan += [
        f"kolom {xl_col_to_name(len(KEPALA) + urut)} bukan bagian lembar; pindahkan isinya ke kolom Catatan"
        for urut in range(asing.shape[1])
        if asing.iloc[:, urut].map(_rapi).ne("").any()
    ]
    return temuan


def _rapi(nilai: object) -> str:
    """A cell's text without the spaces that editing leaves."""
    return "" if nilai is None else " ".join(str(nilai).split())


@dataclass
class _Pembaca:
    """Reads the rows of one sheet and collects what is wrong."""

    rapat: Rapat
    temuan: list[str] = field(default_factory=list)
    tanpa_nip: int = 0
    """Rows that belong to nobody, and are already named."""

    def baca(self, lembar: LembarBaca) -> list[SuaraPegawai]:
        self._periksa_rumus(lembar)
        harus = {str(satu[0]): satu for satu in baris_lembar(self.rapat)}
        sisa, suara = dict(harus), []
        for nomor, isi in enumerate(lembar.sel.iloc[1:, : len(KEPALA)].to_numpy(dtype=object).tolist(), start=1):
            if not any(map(_rapi, isi)):
                continue
            nip = self._nip(nomor, isi[0], harus, sisa)
            if nip is not None:
                self._periksa_tetap(nomor, isi, sisa.pop(nip))
                suara += self._suara(nomor, nip, isi[_SUARA], isi[_CATATAN])
        if (hilang := len(sisa) - self.tanpa_nip) > 0:
            self.temuan.append(f"{angka(hilang)} pegawai tidak ada lagi di lembar: barisnya dihapus")
        return suara

    def _periksa_rumus(self, lembar: LembarBaca) -> None:
        for kolom, banyak in sorted(lembar.rumus.items()):
            self.temuan.append(f"kolom {xl_col_to_name(kolom)}: {angka(banyak)} sel berisi rumus, bukan teks")

    def _nip(self, nomor: int, nilai: object, harus: Container[str], sisa: Container[str]) -> str | None:
        nip = nilai.strip() if isinstance(nilai, str) else ""
        if nip and nip in sisa:
            return nip
        if not _rapi(nilai):
            sebab = "NIP kosong"
        elif not isinstance(nilai, str):
            sebab = "NIP bukan teks; Excel mengubah digit terakhirnya bila disimpan sebagai angka"
        elif nip in harus:
            sebab = "NIP ini sudah ada di baris lain"
        else:
            sebab = f"NIP {_kutip(nip)} bukan pegawai di rapat ini"
        self._catat(nomor, 0, sebab)
        self.tanpa_nip += 1
        return None

    def _periksa_tetap(self, nomor: int, isi: Sequence[object], harus: Sequence[str | None]) -> None:
        for kolom, seharusnya in enumerate(harus):
            if _rapi(isi[kolom]) != _rapi(seharusnya):
                self._catat(nomor, kolom, f"{KEPALA[kolom].judul} diubah, seharusnya {_kutip(_rapi(seharusnya))}")

    def _suara(self, nomor: int, nip: str, suara: object, catatan: object) -> list[SuaraPegawai]:
        if not self._teks(nomor, _SUARA, suara) or not self._teks(nomor, _CATATAN, catatan):
            return []
        pilihan = _rapi(suara).casefold()
        if not pilihan:
            if _rapi(catatan):
                self._catat(nomor, _SUARA, "ada catatan, tetapi suaranya kosong")
            return []
        if pilihan not in SUARA:
            self._catat(nomor, _SUARA, f"suara {_kutip(_rapi(suara))} tidak dikenal, pilih {', '.join(SUARA)}")
            return []
        try:
            return [SuaraPegawai(nip, pilihan, uraian(str(catatan or ""), "Catatan suara", wajib=False))]
        except GalatRapat as galat:
            self._catat(nomor, _CATATAN, galat.apa)
            return []

    def _teks(self, nomor: int, kolom: int, nilai: object) -> bool:
        """Whether a cell is text or empty."""
        if isinstance(nilai, SelGalat | SelTanpaHasil):
            self._catat(nomor, kolom, f"berisi {_kutip(nilai)}, rumus atau galat Excel")
            return False
        if nilai is not None and not isinstance(nilai, str):
            self._catat(nomor, kolom, f"{KEPALA[kolom].judul} bukan teks")
            return False
        return True

    def _catat(self, nomor: int, kolom: int, apa: str) -> None:
        self.temuan.append(f"{xl_rowcol_to_cell(nomor, kolom)}: {apa}")


def _kutip(teks: str) -> str:
    return f"“{teks[:40]}…”" if len(teks) > 40 else f"“{teks}”"
