"""What an import leans on beside its rows: the meaning of e-Kinerja's period ids, and a folder that holds each table once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from penilaian.bahasa import daftar_kata
from penilaian.data.sumber import nama_tabel
from penilaian.data.temuan import Temuan

_AKHIRAN = (".csv", ".parquet", ".xlsx")


class AcuanPeriode:
    """Period ids and their codes as far as they are known; a second meaning of an id is a contradiction, never a change."""

    def __init__(self, tersimpan: Mapping[str, str], *, ganti: bool) -> None:
        self.arti = dict(tersimpan)
        self.temuan: list[Temuan] = []
        self._ganti = ganti
        self._dari: dict[str, str] = {}

    def tambah(self, berkas: str, periode: Mapping[str, str]) -> None:
        """Take what a source says; two sources of one import may never disagree."""
        for nomor, kode in periode.items():
            lama = self.arti.setdefault(nomor, kode)
            if lama != kode and (nomor in self._dari or not self._ganti):
                self.temuan.append(self._bertentangan(berkas, nomor, lama, kode))
                continue
            self.arti[nomor] = kode
            self._dari[nomor] = berkas
        self.temuan += [
            self._kembar(berkas, kode) for kode in sorted(set(periode.values())) if len(self._nomor(kode)) > 1
        ]

    def _nomor(self, kode: str) -> list[str]:
        return sorted(nomor for nomor, milik in self.arti.items() if milik == kode)

    def _kembar(self, berkas: str, kode: str) -> Temuan:
        """Two ids of one period are no contradiction, but rows of both become rows of the same period."""
        apa = (
            f"periode_id {daftar_kata(self._nomor(kode))} sama-sama berarti {kode}; baris keduanya menjadi satu periode"
        )
        tindakan = "pastikan di e-Kinerja bahwa keduanya memang periode yang sama"
        return Temuan("peringatan", "periode_id_kembar", apa, tindakan, berkas=berkas, periode=kode)

    def _bertentangan(self, berkas: str, nomor: str, lama: str, kode: str) -> Temuan:
        asal = self._dari.get(nomor, "impor sebelumnya")
        apa = f"periode_id {nomor} di sini berarti {kode}, padahal menurut {asal} berarti {lama}"
        tindakan = "pastikan referensi periode yang benar; terhadap impor sebelumnya, --ganti memakai yang baru"
        return Temuan("galat", "periode_ekinerja_bertentangan", apa, tindakan, berkas=berkas)


def tabel_lepas(folder: Path, tabel: Iterable[str]) -> list[Temuan]:
    """Files of stored tables that also lie beside the store: a reader would not know which one counts, and read neither."""
    if not folder.is_dir():
        return []
    ada = set(tabel)
    return [
        Temuan(
            "galat",
            "tabel_lepas",
            f"Folder tujuan sudah berisi {satu.name}; tabel {nama_tabel(satu.stem)} akan ada di dua tempat",
            "impor berkas itu, lalu pindahkan ke luar folder tujuan",
            tabel=nama_tabel(satu.stem),
            berkas=satu.name,
        )
        for satu in sorted(folder.iterdir())
        if satu.is_file() and satu.suffix.lower() in _AKHIRAN and nama_tabel(satu.stem) in ada
    ]
