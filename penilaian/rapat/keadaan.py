"""The rules of a meeting: what its entries add up to, and which entry may follow.

The same rules decide inside the write transaction whether a step is allowed, and afterwards, entry by entry, whether
a ledger holds only steps that were allowed when they were taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from penilaian.bahasa import angka, daftar_kata, samarkan_nip
from penilaian.galat import GalatBentrok, GalatRapat
from penilaian.rapat.catatan import Catatan
from penilaian.rapat.teks import tampak

SUARA = ("setuju", "pertanyakan", "belum")
BIDANG_RATING = ("hasil_kerja", "perilaku_kerja", "predikat")
RAPAT_PENGGUNA = "pengguna"
"""Stands in place of a meeting's name in the entries about users; no meeting can be called so."""
_SEBUT_PALING_BANYAK = 5


class Keadaan:
    """Where a meeting stands after its entries so far."""

    def __init__(self, catatan: Iterable[Catatan] = ()) -> None:
        self.buka: Catatan | None = None
        self.kunci: Catatan | None = None
        self.pegawai: dict[str, Mapping[str, Any]] = {}
        """Rows of the snapshot by NIP."""
        self.suara: dict[tuple[str, str], Catatan] = {}
        """The vote that counts, by NIP and voter."""
        self.putusan: dict[str, Catatan] = {}
        """The decision that counts, by NIP."""
        self.terakhir: dict[str, int] = {}
        """Number of the last entry about an employee."""
        for satu in catatan:
            self.tambah(satu)

    def tambah(self, satu: Catatan) -> None:
        """Take in the next entry."""
        if satu.jenis == "buka":
            self.buka = satu
            self.pegawai = {baris["nip"]: baris for baris in satu.isi["pegawai"]}
        elif satu.jenis in ("kunci", "buka_kembali"):
            self.kunci = satu if satu.jenis == "kunci" else None
        elif satu.jenis in ("suara", "putusan"):
            nip = satu.isi["nip"]
            self.terakhir[nip] = satu.nomor
            if satu.jenis == "putusan":
                self.putusan[nip] = satu
            else:
                self.suara[nip, satu.oleh] = satu

    @property
    def ditanyakan(self) -> list[str]:
        """Employees with a question that no decision has answered since, in the snapshot's order."""
        tanya: dict[str, int] = {}
        for (nip, _), satu in self.suara.items():
            if satu.isi["suara"] == "pertanyakan":
                tanya[nip] = max(tanya.get(nip, 0), satu.nomor)
        dijawab = {nip: satu.nomor for nip, satu in self.putusan.items()}
        return [nip for nip in self.pegawai if tanya.get(nip, 0) > dijawab.get(nip, 0)]

    def sebut(self, nip: str) -> str:
        """An employee as errors name him."""
        baris = self.pegawai.get(nip)
        return f"{baris['nama']} ({samarkan_nip(nip)})" if baris else f"NIP {samarkan_nip(nip)}"

    def pastikan_boleh(self, jenis: str, isi: Mapping[str, Any]) -> None:
        """Whether an entry of this kind and content may come next.

        Raises:
            GalatBentrok: somebody else has opened the meeting, or decided on the employee, in the meantime.
            GalatRapat: it may not, for another reason.
        """
        if jenis == "buka":
            return self._pastikan_belum_dibuka()
        if self.buka is None:
            raise GalatRapat("Rapat ini belum dibuka", tindakan="buka dahulu dengan `penilaian kalibrasi buka`")
        if jenis == "buka_kembali":
            self._pastikan_beralasan(isi["alasan"])
            return self._pastikan_terkunci()
        self._pastikan_terbuka()
        if jenis == "kunci":
            self._pastikan_terjawab()
        elif jenis == "suara":
            self._pastikan_pegawai(isi["nip"], isi["nip_pemberi"], "memberi suara")
            self._pastikan_suara(isi["suara"])
        elif jenis == "putusan":
            self._pastikan_pegawai(isi["nip"], isi["nip_pemutus"], "memutuskan")
            self._pastikan_tanpa_bentrok(isi["nip"], isi["berdasar"])
            self._pastikan_sebelum(isi["nip"], isi["sebelum"])
            self._pastikan_beralasan(isi["alasan"])
        else:
            raise GalatRapat(f"Catatan berjenis {jenis} bukan bagian rapat", tindakan="perbarui paket ini")
        return None

    def _pastikan_belum_dibuka(self) -> None:
        if self.buka is not None:
            raise GalatBentrok(
                f"Rapat {self.buka.rapat} sudah dibuka",
                mengapa=f"dibuka {self.buka.oleh} pada {self.buka.waktu}, dengan cuplikan {angka(len(self.pegawai))} pegawai",
                tindakan="lanjutkan rapat yang ada; lihat keadaannya dengan `penilaian kalibrasi status`",
            )

    def _pastikan_terbuka(self) -> None:
        if self.kunci is not None:
            raise GalatRapat(
                f"Rapat {self.kunci.rapat} sudah dikunci",
                mengapa=f"dikunci {self.kunci.oleh} pada {self.kunci.waktu}; sesudah itu suara dan putusan tidak diterima",
                tindakan="bila memang perlu diubah, ketua membukanya kembali dengan alasan: `penilaian kalibrasi buka-kembali`",
            )

    def _pastikan_terkunci(self) -> None:
        if self.kunci is None:
            raise GalatRapat("Rapat ini tidak terkunci", tindakan="langsung beri suara atau putuskan")

    def _pastikan_terjawab(self) -> None:
        terbuka = self.ditanyakan
        if terbuka:
            sebut = [self.sebut(nip) for nip in terbuka[:_SEBUT_PALING_BANYAK]]
            lain = len(terbuka) - len(sebut)
            raise GalatRapat(
                f"Rapat belum dapat dikunci: {angka(len(terbuka))} pegawai yang dipertanyakan belum diputuskan",
                mengapa=daftar_kata([*sebut, f"{angka(lain)} pegawai lain"] if lain else sebut),
                tindakan="putuskan masing-masing, juga bila ratingnya tetap; yang belum diputuskan disebut `penilaian kalibrasi status`",
            )

    def _pastikan_pegawai(self, nip: str, nip_pelaku: str | None, kerja: str) -> None:
        if nip not in self.pegawai:
            raise GalatRapat(
                f"NIP {samarkan_nip(nip)} tidak ada di cuplikan rapat ini",
                mengapa="yang dibahas hanya pegawai yang tercatat saat rapat dibuka",
                tindakan="periksa NIP dan rapatnya",
            )
        if nip_pelaku == nip:
            raise GalatRapat(
                f"{self.sebut(nip)} tidak dapat {kerja} tentang dirinya sendiri",
                mengapa="orang yang dinilai tidak ikut menentukan ratingnya",
                tindakan="serahkan kepada anggota lain",
            )

    def _pastikan_beralasan(self, alasan: str) -> None:
        if not alasan.strip():
            raise GalatRapat("Alasannya belum ditulis", tindakan="tulis alasannya dengan kata-kata")

    def _pastikan_suara(self, suara: str) -> None:
        if suara not in SUARA:
            raise GalatRapat(f"Suara {suara} tidak dikenal", tindakan=f"pilih salah satu: {daftar_kata(SUARA)}")

    def _pastikan_tanpa_bentrok(self, nip: str, berdasar: int) -> None:
        ada = self.putusan.get(nip)
        if ada is not None and ada.nomor > berdasar:
            raise GalatBentrok(
                f"{self.sebut(nip)} sudah diputuskan sejak Anda melihatnya",
                mengapa=f"{ada.oleh} pada {ada.waktu} memutuskan {uraikan_rating(ada.isi['sesudah'])}, dengan alasan: {ada.isi['alasan']}",
                tindakan=f"baca putusan itu; bila tetap perlu diubah, putuskan lagi berdasarkan catatan {self.terakhir[nip]}",
            )
        if not 0 <= berdasar <= self.terakhir.get(nip, 0):
            raise GalatRapat(
                f"Catatan {berdasar} tentang {self.sebut(nip)} tidak ada",
                mengapa=f"catatan terakhir tentang pegawai ini bernomor {self.terakhir.get(nip, 0)}",
                tindakan="muat ulang keadaan rapat, lalu putuskan lagi",
            )

    def _pastikan_sebelum(self, nip: str, sebelum: Mapping[str, Any]) -> None:
        if dict(sebelum) != self.sebelum(nip):
            raise GalatRapat(
                f"Rating semula {self.sebut(nip)} di putusan berbeda dari cuplikan",
                tindakan="muat ulang keadaan rapat, lalu putuskan lagi",
            )

    def sebelum(self, nip: str) -> dict[str, Any]:
        """An employee's ratings and predicate in the snapshot; nothing for somebody who is not in it."""
        return {bidang: self.pegawai.get(nip, {}).get(bidang) for bidang in BIDANG_RATING}


def uraikan_rating(rating: Mapping[str, Any]) -> str:
    """Ratings and predicate in words.

    >>> uraikan_rating({"hasil_kerja": "di_atas", "perilaku_kerja": "sesuai", "predikat": "baik"})
    'hasil kerja di atas, perilaku kerja sesuai, predikat baik'
    """
    isi = {bidang: str(rating[bidang] or "belum ada").replace("_", " ") for bidang in BIDANG_RATING}
    return ", ".join(f"{bidang.replace('_', ' ')} {nilai}" for bidang, nilai in isi.items())


def periksa_alur(catatan: Iterable[Catatan]) -> list[str]:
    """Entries of a ledger that no meeting's rules allowed where they stand; empty if there are none."""
    masalah: list[str] = []
    keadaan: dict[str, Keadaan] = {}
    for satu in catatan:
        if satu.rapat == RAPAT_PENGGUNA:
            continue
        milik = keadaan.setdefault(satu.rapat, Keadaan())
        try:
            milik.pastikan_boleh(satu.jenis, satu.isi)
            milik.tambah(satu)
        except GalatRapat as galat:
            masalah.append(f"catatan {satu.nomor} ({satu.jenis}, {satu.waktu}) melanggar tata cara: {galat.apa}")
        except (AttributeError, KeyError, TypeError):
            masalah.append(f"catatan {satu.nomor} ({satu.jenis}, {satu.waktu}) tidak lengkap isinya")
    return [tampak(satu) for satu in masalah]
