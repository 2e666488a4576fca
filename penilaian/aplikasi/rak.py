"""Meetings kept between requests, as far as the ledger's head proves that nothing else has been added.

The ledger checks every entry whenever it is read, which for an agency of thousands takes a while. The chain makes it
safe to read only once: a head that names the last known fingerprint as the one before it is exactly one entry more.
"""

from __future__ import annotations

from threading import Lock

from penilaian.rapat.buku import BukuRapat
from penilaian.rapat.catatan import Catatan
from penilaian.rapat.rapat import Rapat, daftar_rapat


class Rak:
    """The meetings of one ledger; each request brings its own connection."""

    def __init__(self) -> None:
        self._kunci = Lock()
        self._kepala: Catatan | None = None
        self._rapat: dict[str, Rapat] = {}
        self._lengkap = False

    def rapat(self, buku: BukuRapat, nama: str) -> Rapat | None:
        """One meeting as it is now; None if there is none of that name.

        Raises:
            GalatRapat: the ledger is damaged.
        """
        with self._kunci:
            self._ikuti(buku.kepala())
            if nama not in self._rapat and not self._lengkap:
                self._simpan(nama, tuple(buku.catatan(nama)))
            return self._rapat.get(nama)

    def semua(self, buku: BukuRapat) -> list[Rapat]:
        """All meetings, in the order they were opened.

        Raises:
            GalatRapat: the ledger is damaged.
        """
        with self._kunci:
            self._ikuti(buku.kepala())
            if not self._lengkap:
                self._rapat = {satu.id: satu for satu in daftar_rapat(buku)}
                self._lengkap = True
            return sorted(self._rapat.values(), key=lambda satu: satu.dibuka.nomor)

    def _ikuti(self, kepala: Catatan | None) -> None:
        """Come up to a head: nothing new, one entry more, or everything anew."""
        lama, self._kepala = self._kepala, kepala
        if (lama and lama.sidik) == (kepala and kepala.sidik):
            return
        if lama is None or kepala is None or kepala.sebelum != lama.sidik:
            self._rapat, self._lengkap = {}, False
            return
        ada = self._rapat.get(kepala.rapat)
        if ada is not None and ada.catatan[-1].nomor < kepala.nomor:
            self._simpan(kepala.rapat, (*ada.catatan, kepala))
        elif ada is None and self._lengkap:
            self._simpan(kepala.rapat, (kepala,))

    def _simpan(self, nama: str, catatan: tuple[Catatan, ...]) -> None:
        """Entries that begin a meeting; those about users do not."""
        if catatan and catatan[0].jenis == "buka":
            self._rapat[nama] = Rapat(nama, catatan[0], catatan)
