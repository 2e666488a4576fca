"""One employee's way from figures to predicate, told as rows with rule and citation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from penilaian.aturan import Aturan
from penilaian.aturan.rumus.capaian import GALAT_CAPAIAN
from penilaian.aturan.rumus.permenpanrb_6_2022 import ALASAN_TINJAU
from penilaian.bahasa import angka, bagian, daftar_kata, persen
from penilaian.galat import GalatData
from penilaian.nilai import kolom
from penilaian.nilai.jejak import Jejak
from penilaian.periode import Periode

KOLOM_PENJELASAN = ("langkah", "hal", "dasar", "hasil", "ketentuan", "sitasi", "verifikasi")

ALASAN_TANPA_USULAN = {
    "tanpa_skp": "pegawai tidak punya SKP pada periode ini",
    "tanpa_realisasi": "belum ada satu pun realisasi yang dapat dihitung",
    "tanpa_umpan_balik": "belum ada umpan balik atas hasil kerja; panduan tidak dapat diterapkan tanpa itu",
    "capaian_ditolak": "ada capaian yang ditolak rumus",
    "batas_berbeda": "usulan masih dapat berubah bila yang kosong terisi",
}
"""Why the data calls for a person, by stable code; completes ALASAN_TINJAU."""


def uraian_alasan(kode: str) -> str:
    """What the codes in ``alasan_tinjau`` mean."""
    return "; ".join((ALASAN_TINJAU | ALASAN_TANPA_USULAN)[satu] for satu in kode.split(";"))


def jelaskan(tabel: Mapping[str, pd.DataFrame], jejak: Jejak, nip: str) -> pd.DataFrame:
    """Rows with KOLOM_PENJELASAN for one employee, from indicator to predicate.

    Raises:
        GalatData: nobody with this NIP is in the result.
    """
    orang = tabel["pegawai"].loc[tabel["pegawai"]["nip"] == nip]
    if orang.empty:
        raise GalatData(
            f"NIP {nip} tidak ada pada {Periode.urai(jejak.periode).label}",
            di_mana="tabel pegawai",
            mengapa="pegawai hanya dinilai di OPD dan periode tempat ia tercatat",
            tindakan="periksa NIP dan periodenya",
        )
    aturan = Aturan.dari_rekaman(Periode.urai(jejak.periode).akhir, jejak.aturan)
    pencerita = _Pencerita(aturan)
    baris = [
        *pencerita.indikator(tabel["indikator"].loc[tabel["indikator"]["nip"] == nip]),
        *pencerita.rhk(tabel["rhk"].loc[tabel["rhk"]["nip"] == nip]),
        *pencerita.pegawai(orang.iloc[0]),
    ]
    return pd.DataFrame(baris, columns=list(KOLOM_PENJELASAN))


class _Pencerita:
    """Tells the steps in the words of the rules a trace holds."""

    def __init__(self, aturan: Aturan) -> None:
        self.aturan = aturan
        self.rating = aturan.nilai(kolom.RATING).nama
        self.predikat = aturan.nilai(kolom.PREDIKAT).nama

    def _baris(self, langkah: str, hal: str, dasar: str, hasil: str, kode: str) -> dict[str, str]:
        masa = self.aturan.masa(kode)
        return dict(
            zip(KOLOM_PENJELASAN, (langkah, hal, dasar, hasil, kode, str(masa.sitasi), masa.verifikasi), strict=True)
        )

    def _nama(self, nama: Mapping[str, str], kode: Any) -> str:
        return "belum ada" if pd.isna(kode) else nama[kode]

    def indikator(self, indikator: pd.DataFrame) -> Iterator[dict[str, str]]:
        rumus = kolom.rumus_capaian(self.aturan)
        for butir in indikator.to_dict("records"):
            hasil = _hasil_capaian(butir)
            yield self._baris("capaian", butir["kode_indikator"], self._dasar_capaian(butir), hasil, rumus)
            rating = self._nama(self.rating, butir["rating"])
            yield self._baris(
                "rating indikator", butir["kode_indikator"], self._dasar_rating(butir), rating, kolom.KEBIJAKAN
            )

    def _dasar_capaian(self, butir: Mapping[Any, Any]) -> str:
        """Target, realisation and the formula in words, from the branch that applied."""
        tertulis = self.aturan.nilai(kolom.rumus_capaian(self.aturan)).tertulis
        if pd.isna(butir["bawah"]):
            return f"target belum ada, R = {angka(butir['realisasi'])} {butir['satuan']}"
        tunggal = butir["bawah"] == butir["atas"]
        target = angka(butir["bawah"]) if tunggal else f"{angka(butir['bawah'])}–{angka(butir['atas'])}"
        rumus = [tertulis["nol"] if butir["atas"] == 0 else tertulis[butir["arah"] if tunggal else "rentang"]]
        if butir["jenis_target"] == "maksimum":
            rumus.append(tertulis["maksimum"])
        return "; ".join([f"T = {target}, R = {angka(butir['realisasi'])} {butir['satuan']}", *rumus])

    def _dasar_rating(self, butir: Mapping[Any, Any]) -> str:
        """The thresholds of local policy, and the two cases in which they do not decide alone."""
        if butir["galat"] == "target_nol" and pd.notna(butir["rating"]):
            return "target nol terlampaui"
        kebijakan = self.aturan.nilai(kolom.KEBIJAKAN)
        atas, sesuai = angka(kebijakan.bilangan("ambang_di_atas")), angka(kebijakan.bilangan("ambang_sesuai"))
        dasar = f"di atas bila lebih dari {atas}%, sesuai bila mulai {sesuai}%"
        terbaik = butir["jenis_target"] == "maksimum" or (butir["arah"] == "turun" and butir["atas"] == 0)
        return f"{dasar}; target ini tidak mungkin dilampaui" if terbaik else dasar

    def rhk(self, rhk: pd.DataFrame) -> Iterator[dict[str, str]]:
        gabung = self.aturan.nilai(kolom.KEBIJAKAN).pilihan("gabung_indikator")
        for butir in rhk.to_dict("records"):
            dasar = f"{butir['kategori']}; rating {gabung} dari {butir['indikator']} indikator, {butir['indikator_kosong']} kosong"
            yield self._baris(
                "rating RHK", butir["kode_rhk"], dasar, self._nama(self.rating, butir["rating"]), kolom.KEBIJAKAN
            )

    def pegawai(self, orang: pd.Series) -> Iterator[dict[str, str]]:
        yield self._baris(
            "usulan hasil kerja", "hasil kerja", self._dasar_usulan(orang), self._hasil_usulan(orang), kolom.USULAN
        )
        ditetapkan = self._nama(self.rating, orang["hasil_kerja"])
        alasan = "" if pd.isna(orang["alasan_penetapan"]) else f"; alasan: {orang['alasan_penetapan']}"
        beda = " (berbeda dari usulan)" if orang["berbeda"] else ""
        yield self._baris(
            "penetapan", "hasil kerja", f"ditetapkan pejabat penilai{beda}{alasan}", ditetapkan, kolom.RATING
        )
        yield self._baris(
            "penetapan",
            "perilaku kerja",
            "ditetapkan pejabat penilai",
            self._nama(self.rating, orang["perilaku_kerja"]),
            kolom.RATING,
        )
        dasar = f"hasil kerja {ditetapkan} × perilaku kerja {self._nama(self.rating, orang['perilaku_kerja'])}"
        yield self._baris(
            "predikat",
            "dari rating yang ditetapkan",
            dasar,
            self._nama(self.predikat, orang["predikat"]),
            kolom.KUADRAN,
        )
        yield self._baris(
            "predikat", "bila usulan diikuti", "usulan hasil kerja × perilaku kerja yang ditetapkan",
            self._nama(self.predikat, orang["predikat_usulan"]), kolom.KUADRAN,
        )  # fmt: skip

    def _dasar_usulan(self, orang: pd.Series) -> str:
        cacah = [f"{orang[kode]} {nama.lower()}" for kode, nama in reversed(self.rating.items()) if orang[kode]]
        return (
            f"RHK: {daftar_kata(cacah) or 'belum ada yang terukur'}; "
            f"utama di bawah: {orang['utama_di_bawah']} dari {orang['utama']}; "
            f"umpan balik positif: {bagian(int(orang['positif']), int(orang['umpan_balik']))}"
        )

    def _hasil_usulan(self, orang: pd.Series) -> str:
        hasil = self._nama(self.rating, orang["usulan"])
        batas = [self._nama(self.rating, orang[f"usulan_{nama}"]).lower() for nama in ("terburuk", "terbaik")]
        if pd.notna(orang["usulan_terburuk"]) and batas[0] != batas[1]:
            hasil += f"; sementara, antara {batas[0]} dan {batas[1]}"
        if orang["tinjau"]:
            hasil += f"; tinjau: {uraian_alasan(orang['alasan_tinjau'])}"
        return hasil


def _hasil_capaian(butir: Mapping[Any, Any]) -> str:
    if pd.notna(butir["galat"]):
        return f"ditolak: {GALAT_CAPAIAN[butir['galat']]}"
    if pd.isna(butir["capaian"]):
        alasan = butir["alasan_kosong"]
        return f"kosong ({'tanpa alasan' if pd.isna(alasan) else str(alasan).replace('_', ' ')})"
    return persen(butir["capaian"], 2)
