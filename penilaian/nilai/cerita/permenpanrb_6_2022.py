"""PermenPANRB 6/2022 told as rows: achievement, ratings, proposal, decision, predicate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from penilaian.aturan import Aturan
from penilaian.bahasa import angka, bagian, daftar_kata
from penilaian.nilai import kolom, kolom_indikator
from penilaian.nilai.cerita.alasan import uraian_alasan
from penilaian.nilai.cerita.baris import Pencerita, hasil_capaian, nama_kode


def ceritakan(tabel: Mapping[str, pd.DataFrame], aturan: Aturan, nip: str) -> Iterator[dict[str, Any]]:
    """The rows of one employee who is in ``tabel["pegawai"]``."""
    pencerita = _Pencerita(aturan)
    yield from pencerita.indikator(tabel["indikator"].loc[tabel["indikator"]["nip"] == nip])
    yield from pencerita.rhk(tabel["rhk"].loc[tabel["rhk"]["nip"] == nip])
    yield from pencerita.pegawai(tabel["pegawai"].loc[tabel["pegawai"]["nip"] == nip].iloc[0])


class _Pencerita(Pencerita):
    """Tells the steps in the words of the rules a trace holds."""

    def __init__(self, aturan: Aturan) -> None:
        super().__init__(aturan)
        self.rating = aturan.nilai(kolom_indikator.RATING).nama
        self.predikat = aturan.nilai(kolom.PREDIKAT).nama

    def indikator(self, indikator: pd.DataFrame) -> Iterator[dict[str, str]]:
        rumus = kolom_indikator.rumus_capaian(self.aturan)
        for butir in indikator.to_dict("records"):
            hasil = hasil_capaian(butir)
            yield self.baris("capaian", butir["kode_indikator"], self.dasar_capaian(butir, rumus), hasil, rumus)
            rating = nama_kode(self.rating, butir["rating"])
            yield self.baris(
                "rating indikator",
                butir["kode_indikator"],
                self._dasar_rating(butir),
                rating,
                kolom_indikator.KEBIJAKAN,
            )

    def _dasar_rating(self, butir: Mapping[Any, Any]) -> str:
        """The thresholds of local policy, and the two cases in which they do not decide alone."""
        if butir["galat"] == "target_nol" and pd.notna(butir["rating"]):
            return "target nol terlampaui"
        kebijakan = self.aturan.nilai(kolom_indikator.KEBIJAKAN)
        atas, sesuai = angka(kebijakan.bilangan("ambang_di_atas")), angka(kebijakan.bilangan("ambang_sesuai"))
        dasar = f"di atas bila lebih dari {atas}%, sesuai bila mulai {sesuai}%"
        terbaik = butir["jenis_target"] == "maksimum" or (butir["arah"] == "turun" and butir["atas"] == 0)
        return f"{dasar}; target ini tidak mungkin dilampaui" if terbaik else dasar

    def rhk(self, rhk: pd.DataFrame) -> Iterator[dict[str, str]]:
        gabung = self.aturan.nilai(kolom_indikator.KEBIJAKAN).pilihan("gabung_indikator")
        for butir in rhk.to_dict("records"):
            dasar = f"{butir['kategori']}; rating {gabung} dari {butir['indikator']} indikator, {butir['indikator_kosong']} kosong"
            yield self.baris(
                "rating RHK",
                butir["kode_rhk"],
                dasar,
                nama_kode(self.rating, butir["rating"]),
                kolom_indikator.KEBIJAKAN,
            )

    def pegawai(self, orang: pd.Series) -> Iterator[dict[str, str]]:
        yield self.baris(
            "usulan hasil kerja", "hasil kerja", self._dasar_usulan(orang), self._hasil_usulan(orang), kolom.USULAN
        )
        ditetapkan = nama_kode(self.rating, orang["hasil_kerja"])
        alasan = "" if pd.isna(orang["alasan_penetapan"]) else f"; alasan: {orang['alasan_penetapan']}"
        beda = " (berbeda dari usulan)" if orang["berbeda"] else ""
        yield self.baris(
            "penetapan", "hasil kerja", f"ditetapkan pejabat penilai{beda}{alasan}", ditetapkan, kolom_indikator.RATING
        )
        yield self.baris(
            "penetapan",
            "perilaku kerja",
            "ditetapkan pejabat penilai",
            nama_kode(self.rating, orang["perilaku_kerja"]),
            kolom_indikator.RATING,
        )
        dasar = f"hasil kerja {ditetapkan} × perilaku kerja {nama_kode(self.rating, orang['perilaku_kerja'])}"
        yield self.baris(
            "predikat",
            "dari rating yang ditetapkan",
            dasar,
            nama_kode(self.predikat, orang["predikat"]),
            kolom.KUADRAN,
        )
        yield self.baris(
            "predikat", "bila usulan diikuti", "usulan hasil kerja × perilaku kerja yang ditetapkan",
            nama_kode(self.predikat, orang["predikat_usulan"]), kolom.KUADRAN,
        )  # fmt: skip

    def _dasar_usulan(self, orang: pd.Series) -> str:
        cacah = [f"{orang[kode]} {nama.lower()}" for kode, nama in reversed(self.rating.items()) if orang[kode]]
        return (
            f"RHK: {daftar_kata(cacah) or 'belum ada yang terukur'}; "
            f"utama di bawah: {orang['utama_di_bawah']} dari {orang['utama']}; "
            f"umpan balik positif: {bagian(int(orang['positif']), int(orang['umpan_balik']))}"
        )

    def _hasil_usulan(self, orang: pd.Series) -> str:
        hasil = nama_kode(self.rating, orang["usulan"])
        batas = [nama_kode(self.rating, orang[f"usulan_{nama}"]).lower() for nama in ("terburuk", "terbaik")]
        if pd.notna(orang["usulan_terburuk"]) and batas[0] != batas[1]:
            hasil += f"; sementara, antara {batas[0]} dan {batas[1]}"
        if orang["tinjau"]:
            hasil += f"; tinjau: {uraian_alasan(orang['alasan_tinjau'])}"
        return hasil
