"""Contents of `03_desain_indikator`: votes on indicators, and the minutes of what was asked and said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from penilaian.bahasa import angka
from penilaian.indikator.pihak.gabung import bagian_pihak
from penilaian.indikator.pihak.notula import KOLOM_NOTULA, susun_notula
from penilaian.indikator.pihak.perangkat import PILIHAN_SUARA, SUARA, Perangkat
from penilaian.indikator.pihak.suara import perlu_dibahas, suara_indikator
from penilaian.laporan.gambar import Gambar, gambar_batang_bertumpuk
from penilaian.laporan.isi_desain_pihak import SEDIKIT, cukup, hasil_pihak, orang_isi, sebab_tanpa
from penilaian.laporan.poin import Poin
from penilaian.laporan.tabel import Kolom, Tabel

if TYPE_CHECKING:
    from penilaian.laporan.isi_desain import IsiDesain

_KOTA = "Suara diminta per OPD: lihat laporan setiap OPD."
_DIGAMBAR = 20


def tabel_dibahas(isi: IsiDesain) -> Tabel | Poin:
    """Indicators that some asked about or refused, that parties see differently, or that nobody voted on."""
    judul = "Indikator yang perlu dibahas"
    perangkat, dibahas = bahan_dibahas(isi)
    if sebab := _tanpa_suara(isi, perangkat):
        return Poin(judul, (sebab,))
    nama = perangkat.nama if perangkat else {}
    data = dibahas.assign(
        indikator=[f"{nama[str(kode)]} ({kode})" for kode in dibahas["butir"]],
        pangsa=100 * dibahas["pangsa"], jarak=100 * dibahas["jarak"],
    )  # fmt: skip
    kolom = (
        Kolom("indikator", "Indikator"), Kolom("setuju", "Setuju", "cacah"), Kolom("tanya", "Bertanya", "cacah"),
        Kolom("tolak", "Menolak", "cacah"), Kolom("pangsa", "Bertanya atau menolak", "persen"),
        *((Kolom("jarak", "Beda antarpihak", "bilangan", 0, "poin persen"),) if _rinci(isi) else ()),
        Kolom("alasan", "Sebab"),
    )  # fmt: skip
    tanda = (
        "Beda antarpihak: pangsa setuju tertinggi dikurangi terendah di antara para pihak." if _rinci(isi) else SEDIKIT
    )
    catatan = f"{tanda} Indikator diubah oleh pejabat yang berwenang, tidak oleh hitungan suara."
    return Tabel(judul, kolom, data, sumber=isi.sumber, catatan=catatan)


def gambar_dibahas(isi: IsiDesain) -> Gambar | None:
    """Votes on the indicators that were asked about or refused most; None where there are none."""
    judul = "Suara pada indikator yang paling dipertanyakan"
    perangkat, dibahas = bahan_dibahas(isi)
    ada = dibahas[dibahas["suara"] > 0].head(_DIGAMBAR)
    if perangkat is None or ada.empty:
        return None
    cacah = ada.set_index("butir")[list(PILIHAN_SUARA)]
    label = {**{kode: f"{nama} ({kode})" for kode, nama in perangkat.butir}, **PILIHAN_SUARA}
    return gambar_batang_bertumpuk(cacah, judul, "suara", isi.sumber, label=label, tanpa_nilai=None)


def tabel_notula(isi: IsiDesain) -> Tabel | Poin:
    """What of the minutes the tables above do not show: open questions and proposals of wording, topic by topic."""
    judul, data = "Notula: pertanyaan terbuka dan usulan rumusan", hasil_pihak(isi).data
    kolom = tuple(
        Kolom(kode, KOLOM_NOTULA[kode][0], "cacah" if kode == "nomor" else "teks")
        for kode in ("nomor", "topik", "terbuka", "usulan")
    )
    orang = orang_isi(data)
    if not cukup(orang, setiap_pihak=False):
        return Poin(judul, (_kurang(isi, data),))
    batas = isi.desain.bilangan("batas_konsistensi")
    rinci = cukup(orang, setiap_pihak=True)
    notula = susun_notula(data, hasil_pihak(isi).angket, batas, menurut_pihak=rinci, bagian=bagian_pihak(isi.desain))
    berisi = notula[(notula[["terbuka", "usulan"]] != "").any(axis=1)]
    lain = len(notula) - len(berisi)
    catatan = [
        "Tulisan peserta disalin apa adanya. Notula lengkap untuk lampiran, dengan hasil dan perbedaannya: `penilaian indikator gabung --notula FILE`.",
        *([f"{angka(lain)} topik tanpa pertanyaan dan usulan tidak disebut."] if lain else []),
        *([] if rinci else [SEDIKIT]),
    ]
    return Tabel(judul, kolom, berisi, sumber=isi.sumber, catatan=" ".join(catatan), baris_judul=False)


def _rinci(isi: IsiDesain) -> bool:
    return cukup(orang_isi(hasil_pihak(isi).data), setiap_pihak=True)


def _kurang(isi: IsiDesain, data: pd.DataFrame) -> str:
    if hasil_pihak(isi).data.empty:
        return sebab_tanpa(isi)
    return "Pesertanya terlalu sedikit untuk ditampilkan." if len(data) else "Belum ada suara."


def bahan_dibahas(isi: IsiDesain) -> tuple[Perangkat | None, pd.DataFrame]:
    """The set that is voted on and what of it needs talk, most disputed first; nothing where too few voted."""
    data = hasil_pihak(isi).data
    for perangkat in hasil_pihak(isi).angket.perangkat:
        milik = data[(data["perangkat"] == perangkat.kode) & (data["cara"] == SUARA)]
        if SUARA in perangkat.cara:
            bahas = perlu_dibahas(suara_indikator(milik, perangkat))
            perlu = bahas[bahas["alasan"] != ""].sort_values(["pangsa", "butir"], ascending=[False, True])
            return perangkat, perlu if cukup(orang_isi(milik), setiap_pihak=False) else perlu.head(0)
    kosong = pd.DataFrame(columns=["butir", *PILIHAN_SUARA, "suara", "pangsa", "jarak", "alasan"])
    return None, kosong


def _tanpa_suara(isi: IsiDesain, perangkat: Perangkat | None) -> str:
    """Why no votes are shown; empty where they are."""
    data = hasil_pihak(isi).data
    if perangkat is None:
        return _KOTA
    milik = data[data["cara"] == SUARA]
    return "" if cukup(orang_isi(milik), setiap_pihak=False) else _kurang(isi, milik)
