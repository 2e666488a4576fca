"""Contents of `03_desain_indikator`: what to do next, each with the figure it rests on and who decides."""

from __future__ import annotations

import pandas as pd

from penilaian.bahasa import angka, bagian, daftar_kata, persen
from penilaian.indikator.bahan import ASPEK, KEBIJAKAN_INDEKS, PERSPEKTIF
from penilaian.indikator.keterukuran import LEMAH
from penilaian.indikator.kokoh.goyah import SEBAB
from penilaian.indikator.pohon_periksa import JENIS
from penilaian.laporan.isi_desain import IsiDesain
from penilaian.laporan.isi_desain_goyah import NAMA_SEBAB
from penilaian.laporan.isi_desain_kokoh import IsiKokoh, buka_kokoh
from penilaian.laporan.isi_desain_kokoh_sebab import NAMA_FAKTOR
from penilaian.laporan.isi_desain_pihak import cari_bobot, hasil_pihak
from penilaian.laporan.isi_desain_pohon import pohon_diperiksa
from penilaian.laporan.isi_desain_suara import bahan_dibahas
from penilaian.laporan.isi_desain_ukur import hasil_keterukuran
from penilaian.laporan.tabel import Kolom, Tabel

PASANGAN = "pasangan"
BAGIAN = {"pohon": "1", "ukur": "2", "pihak": "3", "kokoh": "4", "goyah": "5"}
"""Sections of the notebook, by the ``isi_desain_…`` they show."""
_BANYAK = 2
"""From so many weak criteria on an indicator is named one by one."""
_DISEBUT = 5


def kokoh_pihak(isi: IsiDesain) -> IsiKokoh:
    """The robustness review with the weights all parties together ask for; with those of the policy where nobody was asked."""
    kode = PERSPEKTIF if isi.kota else ASPEK
    hasil = cari_bobot(isi, "perspektif" if isi.kota else "aspek", PASANGAN)
    if hasil is None or set(hasil.gabungan.index) != set(kode):
        return buka_kokoh(isi)
    return buka_kokoh(isi, hasil.gabungan.reindex(list(kode)), "gabungan para pihak, perbandingan berpasangan")


def tabel_saran(isi: IsiDesain, kokoh: IsiKokoh) -> Tabel:
    """Recommendations in the order of the report: what, on what it rests, who decides."""
    baris = [*_pohon(isi), *_keterukuran(isi), *_pihak(isi), *_bobot(isi, kokoh), *_ketahanan(kokoh)]
    data = pd.DataFrame(baris, columns=["saran", "dasar", "siapa", "bagian"])
    kolom = (
        Kolom("saran", "Yang disarankan"), Kolom("dasar", "Dasarnya"), Kolom("siapa", "Yang memutuskan"),
        Kolom("bagian", "Bagian"),
    )  # fmt: skip
    return Tabel(
        "Saran", kolom, data, sumber=isi.sumber,
        catatan="Saran disusun dari angka laporan ini. Indikator, target, dan bobot diubah oleh pejabat yang berwenang bersama para pihak, paling lambat sebelum periode berikutnya; yang sedang berjalan tidak diubah.",
    )  # fmt: skip


def _pohon(isi: IsiDesain) -> list[tuple[str, str, str, str]]:
    _, temuan = pohon_diperiksa(isi.desain)
    baris = []
    for kode in JENIS:
        satu = temuan[temuan["kode_temuan"] == kode]
        if not satu.empty:
            baris.append(
                (_kalimat(str(satu["tindakan"].iloc[0])), f"{JENIS[kode]}: {angka(len(satu))} temuan", "Kepala OPD dan Bagian Organisasi", BAGIAN["pohon"])
            )  # fmt: skip
    return baris


def _kalimat(teks: str) -> str:
    return f"{teks[:1].upper()}{teks[1:]}"


def _keterukuran(isi: IsiDesain) -> list[tuple[str, str, str, str]]:
    hasil = hasil_keterukuran(isi.desain)
    lemah = hasil[hasil["hasil"] == LEMAH].groupby("kode").size()
    if lemah.empty:
        return []
    nama = dict(zip(isi.desain.indikator["kode"], isi.desain.indikator["uraian"], strict=True))
    banyak = lemah[lemah >= _BANYAK].sort_values(ascending=False, kind="stable")
    disebut = [f"{nama[str(kode)]} ({kode})" for kode in banyak.index[:_DISEBUT]]
    dasar = f"{bagian(len(lemah), hasil['kode'].nunique())} indikator punya sedikitnya satu kriteria lemah"
    if disebut:
        lain = len(banyak) - len(disebut)
        dasar += f"; dengan dua atau lebih: {daftar_kata(disebut)}" + (f", dan {angka(lain)} lagi" if lain else "")
    return [("Tulis ulang atau ganti indikator yang lemah, mulai dari yang paling banyak lemahnya", dasar, "Pemilik indikator dan pejabat penilainya", BAGIAN["ukur"])]  # fmt: skip


def _pihak(isi: IsiDesain) -> list[tuple[str, str, str, str]]:
    para = hasil_pihak(isi)
    if para.data.empty:
        return [
            ("Minta pertimbangan pejabat, pegawai, dan pemangku kepentingan", para.tanpa, "Kepala OPD", BAGIAN["pihak"])
        ]
    perangkat, dibahas = bahan_dibahas(isi)
    if perangkat is None or dibahas.empty:
        return []
    dasar = f"{bagian(len(dibahas), len(perangkat.butir))} indikator perlu dibahas"
    return [("Bahas indikator yang dipertanyakan atau ditolak sebelum SKP berikutnya ditetapkan", dasar, "Kepala OPD bersama para pihak", BAGIAN["pihak"])]  # fmt: skip


def _bobot(isi: IsiDesain, kokoh: IsiKokoh) -> list[tuple[str, str, str, str]]:
    """Weights of the policy beside those the parties ask for."""
    if kokoh.bobot is None:
        return []
    aturan = isi.desain.aturan.nilai(KEBIJAKAN_INDEKS)
    kebijakan = pd.Series({kode: float(aturan.bilangan(f"bobot_{kode}")) / 100 for kode in kokoh.bobot.index})
    selisih = (kokoh.bobot - kebijakan).abs()
    kode = str(selisih.idxmax())
    dasar = (
        f"terjauh pada {kode.replace('_', ' ')}: kebijakan {persen(100 * kebijakan[kode])}, "
        f"gabungan para pihak {persen(100 * kokoh.bobot[kode])}"
    )
    return [
        (
            "Putuskan bobot indeks dengan alasan tertulis, atau tetap tanpa bobot",
            dasar,
            "Tim kebijakan",
            BAGIAN["pihak"],
        )
    ]


def _ketahanan(kokoh: IsiKokoh) -> list[tuple[str, str, str, str]]:
    baris = []
    if isinstance(kokoh.sobol, pd.DataFrame):
        utama = kokoh.sobol.set_index("faktor")["total"].astype(float)
        saran = (
            "Lengkapi data lebih dulu: kelengkapannya paling menggeser peringkat"
            if utama.idxmax() == "hilang"
            else "Tetapkan lebih dulu, dan tulis alasannya, pilihan yang paling menggeser peringkat"
        )
        baris.append((
            saran,
            f"{NAMA_FAKTOR[str(utama.idxmax())]}: indeks Sobol' total {angka(utama.max(), 2)}", "Kepala OPD" if utama.idxmax() == "hilang" else "Tim kebijakan", BAGIAN["kokoh"],
        ))  # fmt: skip
    punya, batas = kokoh.terhitung, kokoh.isi.desain.bilangan("batas_goyah")
    goyah = int(punya["goyah"].sum()) if len(punya) else 0
    if goyah:
        sendiri = (punya[list(SEBAB)] > batas).sum()
        sebab = (
            f"sebab tunggal terbesar: {NAMA_SEBAB[str(sendiri.idxmax())].lower()}"
            if sendiri.any()
            else "tidak satu pun sebab cukup sendirian"
        )
        baris.append((
            "Lihat bukti pegawai yang usulannya goyah sebelum rating ditetapkan; daftarnya dari `penilaian indikator goyah`",
            f"usulan {bagian(goyah, len(punya))} pegawai goyah; {sebab}", "Pejabat penilai", BAGIAN["goyah"],
        ))  # fmt: skip
    return baris
