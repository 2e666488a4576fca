"""The cells of one sheet against its layout: fixed cells as they were sent, entry cells as answers."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from penilaian.bahasa import angka
from penilaian.data.buku_kerja import LembarBaca
from penilaian.indikator.pihak.lembar_isian import SelSalah, kutip, rapi, urai_isian
from penilaian.indikator.pihak.perangkat import ANGGARAN
from penilaian.indikator.pihak.susunan import AWAL, KOLOM_POIN, POIN, BarisSusunan, Susunan


def baca_kisi(lembar: LembarBaca, susunan: Susunan) -> tuple[list[dict[str, object]], list[str]]:
    """The answers of one sheet without who gave them, and what is wrong with it; answers count only if nothing is."""
    pembaca = _Pembaca(susunan, lembar)
    pembaca.periksa_rumus()
    pembaca.periksa_luar()
    pembaca.periksa_tetap()
    for nomor, baris in enumerate(susunan.baris, start=AWAL):
        if baris.kunci:
            pembaca.baca_baris(nomor, baris)
        elif susunan.cara == ANGGARAN:
            pembaca.periksa_poin(nomor, baris)
    return pembaca.jawaban, pembaca.temuan


@dataclass
class _Pembaca:
    """Reads one sheet and collects what is wrong."""

    susunan: Susunan
    lembar: LembarBaca
    jawaban: list[dict[str, object]] = field(default_factory=list)
    temuan: list[str] = field(default_factory=list)

    @property
    def sel(self) -> pd.DataFrame:
        return self.lembar.sel

    def isi(self, nomor: int, kolom: int) -> object:
        return self.sel.iat[nomor, kolom] if nomor < self.sel.shape[0] and kolom < self.sel.shape[1] else None

    def catat(self, nomor: int, kolom: int, apa: str) -> None:
        self.temuan.append(f"{self.susunan.nama}!{xl_rowcol_to_cell(nomor, kolom)}: {apa}")

    def periksa_rumus(self) -> None:
        """Formulas with a stored result look like answers; only so many as there are totals may stand beside them."""
        judul = sum(not satu.kunci for satu in self.susunan.baris)
        for kolom, banyak in sorted(self.lembar.rumus.items()):
            if banyak > (judul if kolom == self.susunan.jumlah else 0):
                nama = f"{self.susunan.nama}!kolom {xl_col_to_name(kolom)}"
                self.temuan.append(f"{nama}: {angka(banyak)} sel berisi rumus; ketik jawabannya langsung")

    def periksa_luar(self) -> None:
        """Nothing stands below or beside the table."""
        tinggi, lebar = AWAL + len(self.susunan.baris), len(self.susunan.kolom)
        ada = self.sel.map(rapi).to_numpy() != ""
        for kolom in range(lebar, ada.shape[1]):
            if ada[:, kolom].any():
                self.catat(int(ada[:, kolom].argmax()), kolom, "di luar kolom angket; pindahkan isinya, lalu hapus")
        for nomor in range(tinggi, ada.shape[0]):
            if ada[nomor, :lebar].any():
                self.catat(nomor, int(ada[nomor].argmax()), "di bawah baris terakhir angket; hapus baris tambahan ini")

    def periksa_tetap(self) -> None:
        """Every cell that is not an entry or a total holds what was written there."""
        kolom = self.susunan.kolom
        kosong = ("",) * (len(kolom) - 1)
        harus = [(self.susunan.pertanyaan, *kosong), tuple(satu.judul for satu in kolom)]
        for nomor, isi in enumerate([*harus, *(satu.tetap for satu in self.susunan.baris)]):
            for urut, seharusnya in enumerate(isi):
                if self._bebas(nomor, urut):
                    continue
                ada = rapi(self.isi(nomor, urut))
                if ada != rapi(seharusnya):
                    self.catat(
                        nomor, urut, f"sel tetap diubah menjadi {kutip(ada)}; kembalikan {kutip(rapi(seharusnya))}"
                    )

    def _bebas(self, nomor: int, kolom: int) -> bool:
        """Whether a cell is an entry, or the total of a set."""
        if nomor < AWAL:
            return False
        butir = bool(self.susunan.baris[nomor - AWAL].kunci)
        return (butir and kolom in self.susunan.isian) or (not butir and kolom == self.susunan.jumlah)

    def baca_baris(self, nomor: int, baris: BarisSusunan) -> None:
        sel = [self.isi(nomor, kolom) for kolom in self.susunan.isian]
        try:
            jawaban = urai_isian(self.susunan.cara, baris.perangkat, baris.kunci, sel)
        except SelSalah as salah:
            self.catat(nomor, self.susunan.isian[salah.urut], salah.apa)
            return
        if jawaban is not None:
            self.jawaban.append(jawaban)

    def periksa_poin(self, nomor: int, baris: BarisSusunan) -> None:
        """Points of one set: none at all, or one for each thing and exactly a hundred together."""
        milik = range(nomor + 1, nomor + 1 + baris.banyak)
        teks = {satu: rapi(self.isi(satu, KOLOM_POIN)) for satu in milik}
        if not any(teks.values()):
            return
        kosong = [satu for satu, isi in teks.items() if not isi]
        for satu in kosong:
            self.catat(satu, KOLOM_POIN, "kosong; tulis 0 bila memang tanpa poin")
        bulat = [int(isi) for isi in teks.values() if isi.isascii() and isi.isdigit()]
        if not kosong and len(bulat) == len(teks) and sum(bulat) != POIN:
            tempat = f"{xl_rowcol_to_cell(milik[0], KOLOM_POIN)}:{xl_rowcol_to_cell(milik[-1], KOLOM_POIN)}"
            self.temuan.append(
                f"{self.susunan.nama}!{tempat}: berjumlah {angka(sum(bulat))}, harus {POIN}; ubah poinnya"
            )
