"""Minutes of what the parties were asked and said: one row a topic, with columns ready for an official annex."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any

import pandas as pd

from penilaian.bahasa import angka, daftar_kata, persen
from penilaian.buku_xlsx import Gaya, buku_baru, tulis_sel
from penilaian.indikator.pihak.angket import Angket
from penilaian.indikator.pihak.gabung import BobotPihak, bobot_pihak
from penilaian.indikator.pihak.kertas import siap_cetak, tinggi_baris
from penilaian.indikator.pihak.perangkat import CARA, PIHAK, PILIHAN_SUARA, SUARA, Perangkat
from penilaian.indikator.pihak.perbedaan import perbedaan_pihak
from penilaian.indikator.pihak.suara import perlu_dibahas, suara_indikator
from penilaian.indikator.pihak.tabel import periksa_pertimbangan

KOLOM_NOTULA = {
    "nomor": ("No.", 5), "topik": ("Topik", 34), "peserta": ("Pihak (peserta)", 20), "ditanyakan": ("Yang ditanyakan", 22),
    "hasil": ("Hasil", 36), "perbedaan": ("Perbedaan", 34), "terbuka": ("Pertanyaan terbuka", 34), "usulan": ("Usulan rumusan", 34),
}  # fmt: skip
"""Heading and width of each column, by its name in the table."""


def susun_notula(
    pertimbangan: pd.DataFrame,
    angket: Angket,
    batas_konsistensi: float,
    *,
    menurut_pihak: bool = True,
    antarpihak: Mapping[str, int | Decimal | Fraction] | None = None,
    bagian: Mapping[str, int | Decimal | Fraction] | None = None,
) -> pd.DataFrame:
    """Minutes: a row for each set and way of asking that was answered, then one for each indicator that was voted on.

    ``menurut_pihak`` False tells totals only, for readers who may not see what a party of few people said.
    ``antarpihak`` and ``bagian`` as for `bobot_pihak`. Columns as `KOLOM_NOTULA`; nobody is named, participants are counted.

    Raises:
        GalatData: judgements that do not belong to this questionnaire.
        GalatRumus: as `bobot_pihak`.
    """
    data = periksa_pertimbangan(pertimbangan, angket.perangkat)
    baris: list[dict[str, object]] = []
    for perangkat in angket.perangkat:
        for cara in perangkat.cara:
            milik = data[(data["perangkat"] == perangkat.kode) & (data["cara"] == cara)]
            if milik.empty:
                continue
            if cara == SUARA:
                baris += _baris_suara(milik, perangkat, menurut_pihak=menurut_pihak)
            else:
                hasil = bobot_pihak(data, perangkat, cara, batas_konsistensi, antarpihak=antarpihak, bagian=bagian)
                baris.append(_baris_bobot(milik, hasil, menurut_pihak=menurut_pihak))
    bernomor = [{"nomor": nomor, **satu} for nomor, satu in enumerate(baris, start=1)]
    return pd.DataFrame(bernomor, columns=list(KOLOM_NOTULA)).astype({"nomor": "int64"})


def isi_notula(notula: pd.DataFrame, angket: Angket) -> bytes:
    """The minutes as a workbook, A4 across: the same minutes give the same bytes."""
    aliran = BytesIO()
    with buku_baru(aliran, {"title": f"Notula angket indikator {angket.kode_opd} {angket.periode.kode}"}) as buku:
        gaya, lembar = Gaya(buku), buku.add_worksheet("Notula")
        judul = f"Notula angket indikator: {angket.nama_opd}, {angket.periode.label}"
        tulis_sel(lembar, 0, 0, judul, gaya, bold=True, font_size=13)
        tulis_sel(lembar, 1, 0, _CATATAN, gaya, italic=True)
        tepi = {"border": 1, "border_color": "#9AA4AE", "text_wrap": True, "valign": "top"}
        for kolom, (nama, lebar) in enumerate(KOLOM_NOTULA.values()):
            lembar.set_column(kolom, kolom, lebar)
            tulis_sel(lembar, 3, kolom, nama, gaya, **{**tepi, "bold": True, "bg_color": "#DCE9F3"})
        for nomor, baris in enumerate(notula[list(KOLOM_NOTULA)].itertuples(index=False), start=4):
            for kolom, nilai in enumerate(baris):
                tulis_sel(lembar, nomor, kolom, nilai or None, gaya, **tepi)
            lebar_kolom = [lebar for _, lebar in KOLOM_NOTULA.values()]
            lembar.set_row(nomor, tinggi_baris(zip(map(str, baris), lebar_kolom, strict=True)))
        lembar.freeze_panes(4, 0)
        siap_cetak(lembar, ulang=3)
    return aliran.getvalue()


_CATATAN = (
    "Bobot dan suara ini bahan merancang indikator. Ia tidak menentukan rating siapa pun; indikator diubah oleh pejabat "
    "yang berwenang, tidak oleh hitungan ini."
)


def sebut_peserta(milik: pd.DataFrame, *, menurut_pihak: bool = True) -> str:
    """How many answered, by party."""
    orang = milik[["pihak", "peserta"]].drop_duplicates()
    cacah = orang["pihak"].value_counts()
    bagian = [f"{nama} {angka(int(cacah[pihak]))}" for pihak, nama in PIHAK.items() if pihak in cacah.index]
    return "; ".join(bagian) if menurut_pihak else f"{angka(len(orang))} peserta"


def _baris_bobot(milik: pd.DataFrame, hasil: BobotPihak, *, menurut_pihak: bool) -> dict[str, object]:
    nama, keluar = hasil.perangkat.nama, hasil.dikeluarkan
    urut = hasil.gabungan.sort_values(ascending=False, kind="stable")
    isi = [f"{nama[str(kode)]} {persen(100 * nilai)}" for kode, nilai in urut.items()]
    pihak = [f"{PIHAK[str(satu)].lower()} {persen(100 * nilai)}" for satu, nilai in hasil.antarpihak.items()]
    antar = f". Bobot antarpihak: {', '.join(pihak)}" if menurut_pihak else ""
    sebab = [
        f"{PIHAK[satu['pihak']]}: {satu['alasan']}" if menurut_pihak else satu["alasan"]
        for satu in keluar.to_dict("records")
    ]
    return {
        "topik": hasil.perangkat.judul,
        "peserta": sebut_peserta(milik, menurut_pihak=menurut_pihak),
        "ditanyakan": f"Seberapa penting setiap butir ({CARA[hasil.cara]})",
        "hasil": "; ".join(isi) + antar if isi else "tidak ada jawaban yang dapat dipakai",
        "perbedaan": "; ".join(_beda_bobot(hasil)) if menurut_pihak else "",
        "terbuka": f"{angka(len(keluar))} jawaban tidak dihitung: {'; '.join(sebab)}" if sebab else "",
        "usulan": "",
    }


def _beda_bobot(hasil: BobotPihak) -> list[str]:
    """What differs most between each two parties."""
    nama = hasil.perangkat.nama
    return [
        f"{PIHAK[satu['pihak']]} dan {PIHAK[satu['banding']].lower()}: {angka(satu['terbalik'])} dari "
        f"{angka(satu['pasangan'])} pasangan terbalik urutannya, terjauh {nama[satu['butir_terjauh']]} "
        f"({angka(abs(100 * satu['jarak']), 1)} poin)"
        for satu in perbedaan_pihak(hasil).to_dict("records")
    ]


def _baris_suara(milik: pd.DataFrame, perangkat: Perangkat, *, menurut_pihak: bool) -> list[dict[str, object]]:
    suara = suara_indikator(milik, perangkat)
    bahas = {str(satu["butir"]): satu for satu in perlu_dibahas(suara).to_dict("records")}
    per_pihak = {str(kode): isi for kode, isi in suara.groupby("butir", sort=False)}
    tulisan = {str(kode): isi for kode, isi in milik.groupby("butir", sort=False)}
    baris: list[dict[str, object]] = []
    for kode, nama in perangkat.butir:
        satu = bahas[kode]
        isi = tulisan.get(kode, milik.head(0))
        baris.append(
            {
                "topik": f"{nama} ({kode})",
                "peserta": sebut_peserta(isi, menurut_pihak=menurut_pihak),
                "ditanyakan": "Apakah indikator ini tepat mengukur hasil kerja?",
                "hasil": _sebut_suara(satu) if satu["suara"] else "belum ada suara",
                "perbedaan": _beda_suara(per_pihak[kode]) if menurut_pihak and satu["alasan"] else "",
                "terbuka": _tulisan(isi, "catatan", menurut_pihak=menurut_pihak) or _tanpa_catatan(satu),
                "usulan": _tulisan(isi, "usulan", menurut_pihak=menurut_pihak),
            }
        )
    return baris


def _sebut_suara(satu: Mapping[Any, Any]) -> str:
    ada = [f"{angka(int(satu[kode]))} {nama}" for kode, nama in PILIHAN_SUARA.items() if satu[kode]]
    return daftar_kata(ada)


def _beda_suara(suara: pd.DataFrame) -> str:
    ada = suara[suara["suara"] > 0].to_dict("records")
    return "; ".join(f"{PIHAK[satu['pihak']]}: {_sebut_suara(satu)}" for satu in ada) if len(ada) > 1 else ""


def _tanpa_catatan(satu: Mapping[Any, Any]) -> str:
    """A question that was asked without words still is one."""
    return f"{satu['alasan']}, tanpa catatan" if satu["suara"] and satu["alasan"] else ""


def _tulisan(isi: pd.DataFrame, kolom: str, *, menurut_pihak: bool) -> str:
    """What was written, each text once, with the parties that wrote it."""
    ada = isi[isi[kolom].notna()]
    baris: Sequence[str] = list(dict.fromkeys(ada[kolom]))
    if not menurut_pihak:
        return "\n".join(baris)
    siapa = {teks: set(ada.loc[ada[kolom] == teks, "pihak"]) for teks in baris}
    return "\n".join(f"{daftar_kata([PIHAK[satu] for satu in PIHAK if satu in siapa[teks]])}: {teks}" for teks in baris)
