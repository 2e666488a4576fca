"""What `penilaian indikator gabung` shows: who answered, weights, agreement, who was left out, what needs talk."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pandas as pd

from penilaian.bahasa import angka, daftar_kata
from penilaian.cli.kalibrasi_pilihan import cetak
from penilaian.indikator.pihak.angket import Angket
from penilaian.indikator.pihak.gabung import BobotPihak, bobot_pihak
from penilaian.indikator.pihak.kesepakatan_pihak import kesepakatan_bobot
from penilaian.indikator.pihak.perangkat import CARA, PIHAK, SUARA
from penilaian.indikator.pihak.suara import perlu_dibahas, suara_indikator

_LINGKUP = {**PIHAK, "antarpihak": "antarpihak", "semua": "semua peserta"}


def cetak_hasil(
    data: pd.DataFrame,
    angket: Angket,
    batas: float,
    antarpihak: Mapping[str, Fraction] | None,
    bagian: Mapping[str, Fraction],
) -> str:
    """Print everything; returns one sentence on who took part."""
    for perangkat in angket.perangkat:
        for cara in perangkat.cara:
            ada = (data["perangkat"] == perangkat.kode) & (data["cara"] == cara)
            if not ada.any():
                print(f"{perangkat.judul}, {CARA[cara]}: tidak seorang pun menjawab.")
            elif cara == SUARA:
                _cetak_suara(data, angket)
            else:
                _cetak_bobot(bobot_pihak(data, perangkat, cara, batas, antarpihak=antarpihak, bagian=bagian))
    orang = data[["pihak", "peserta"]].drop_duplicates()["pihak"].value_counts()
    ikut = [f"{nama.lower()} {angka(int(orang[pihak]))}" for pihak, nama in PIHAK.items() if pihak in orang.index]
    tanpa = [nama.lower() for pihak, nama in PIHAK.items() if pihak not in orang.index]
    return f"Peserta: {', '.join(ikut)}." + (f" Belum ada dari {daftar_kata(tanpa)}." if tanpa else "")


def _cetak_bobot(hasil: BobotPihak) -> None:
    judul = f"{hasil.perangkat.judul}, {CARA[hasil.cara]}"
    nama = hasil.perangkat.nama
    if hasil.gabungan.empty:
        print(f"{judul}: tidak satu jawaban pun dapat dipakai.")
    else:
        bobot = hasil.per_pihak.T.assign(gabungan=hasil.gabungan).sort_values(
            "gabungan", ascending=False, kind="stable"
        )
        tampil = bobot.map(lambda nilai: angka(100 * nilai, 1)).rename(columns=PIHAK)
        tampil.insert(0, "butir", [nama[str(kode)] for kode in bobot.index])
        cetak(tampil, f"{judul}: bobot (%)")
        _cetak_antarpihak(hasil)
        _cetak_kesepakatan(hasil)
    for satu in hasil.dikeluarkan.to_dict("records"):
        print(f"  Tidak dihitung: {PIHAK[satu['pihak']].lower()} {satu['peserta']}, {satu['alasan']}.")


def _cetak_antarpihak(hasil: BobotPihak) -> None:
    bobot = [f"{PIHAK[str(pihak)].lower()} {angka(100 * nilai, 1)}%" for pihak, nilai in hasil.antarpihak.items()]
    print(f"  Bobot antarpihak dalam gabungan: {', '.join(bobot)}.")


def _cetak_kesepakatan(hasil: BobotPihak) -> None:
    tabel = kesepakatan_bobot(hasil)
    tampil = pd.DataFrame(
        {
            "lingkup": tabel["lingkup"].map(_LINGKUP),
            "penilai": tabel["penilai"],
            "w": [angka(nilai, 2) for nilai in tabel["w"]],
            "p": ["<0,001" if nilai < 0.001 else angka(nilai, 3) for nilai in tabel["p"]],
            "s": [angka(nilai, 2) for nilai in tabel["s"]],
            "alasan": tabel["alasan"].replace("", "–"),
        }
    )
    label = {"w": "W Kendall", "s": "konsensus S", "alasan": "sebab tidak ada"}
    cetak(tampil, f"{hasil.perangkat.judul}, {CARA[hasil.cara]}: kesepakatan", label)


def _cetak_suara(data: pd.DataFrame, angket: Angket) -> None:
    for perangkat in (satu for satu in angket.perangkat if SUARA in satu.cara):
        bahas = perlu_dibahas(suara_indikator(data, perangkat))
        perlu = bahas[bahas["alasan"] != ""].sort_values(["pangsa", "butir"], ascending=[False, True])
        judul = f"{perangkat.judul}: {angka(len(perlu))} dari {angka(len(bahas))} perlu dibahas"
        if perlu.empty:
            print(judul + ".")
            continue
        tampil = perlu[["butir", "setuju", "tanya", "tolak", "alasan"]].assign(
            butir=[f"{perangkat.nama[str(kode)]} ({kode})" for kode in perlu["butir"]]
        )
        cetak(tampil, judul)
