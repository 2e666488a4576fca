"""A calibration meeting: opened with a snapshot, voted on, decided, locked; every step an entry of the ledger.

Nothing here changes what an assessor decided: the snapshot keeps it, and decisions stand beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from penilaian.aturan import Aturan
from penilaian.aturan.rumus.permenpanrb_6_2022 import kuadran
from penilaian.bahasa import daftar_kata
from penilaian.galat import GalatRapat
from penilaian.nilai.kolom import KUADRAN
from penilaian.nilai.kolom_indikator import RATING
from penilaian.rapat.buku import BukuRapat, Entri
from penilaian.rapat.catatan import Catatan
from penilaian.rapat.cuplikan import Cuplikan
from penilaian.rapat.keadaan import RAPAT_PENGGUNA, Keadaan, periksa_alur
from penilaian.rapat.pandangan import Rapat, geseran, ringkas
from penilaian.rapat.teks import nama_orang, uraian

__all__ = [
    "Rapat", "SuaraPegawai", "beri_banyak_suara", "beri_suara", "buka_kembali", "buka_rapat", "daftar_rapat",
    "geseran", "kunci_rapat", "muat_rapat", "nama_rapat", "periksa_buku", "putuskan",
]  # fmt: skip


@dataclass(frozen=True)
class SuaraPegawai:
    """A vote to be cast; ``suara`` is one of ``SUARA``."""

    nip: str
    suara: str
    catatan: str = ""


def nama_rapat(kode_opd: str, periode: str) -> str:
    """The name of an agency's meeting on a period; no two pairs share one, because a period code ends it.

    >>> nama_rapat("dinkes", "2025-T4")
    'dinkes-2025-T4'
    """
    return f"{kode_opd}-{periode}"


def daftar_rapat(buku: BukuRapat) -> list[Rapat]:
    """All meetings of a ledger, in the order they were opened."""
    milik: dict[str, list[Catatan]] = {}
    for satu in buku.catatan():
        if satu.rapat != RAPAT_PENGGUNA:
            milik.setdefault(satu.rapat, []).append(satu)
    return [_susun(id_rapat, isi) for id_rapat, isi in milik.items()]


def muat_rapat(buku: BukuRapat, id: str) -> Rapat:  # noqa: A002 -- the name readers know
    """One meeting.

    Raises:
        GalatRapat: it has not been opened, or the ledger is damaged.
    """
    catatan = buku.catatan(id)
    if not catatan:
        ada = [satu.id for satu in daftar_rapat(buku)]
        raise GalatRapat(
            f"Rapat {id} belum dibuka",
            di_mana=str(buku.berkas),
            mengapa=f"yang sudah dibuka: {daftar_kata(ada) or 'tidak satu pun'}",
            tindakan="periksa kode OPD dan periodenya, atau buka rapat dengan `penilaian kalibrasi buka`",
        )
    return _susun(id, catatan)


def _susun(id_rapat: str, catatan: Sequence[Catatan]) -> Rapat:
    return Rapat(id_rapat, catatan[0], tuple(catatan))


def buka_rapat(buku: BukuRapat, cuplikan: Cuplikan, oleh: str) -> Rapat:
    """Open a meeting on a snapshot.

    Raises:
        GalatBentrok: it has been opened already, perhaps a moment ago.
    """
    id_rapat = nama_rapat(cuplikan.kode_opd, cuplikan.periode)
    return _susun(id_rapat, _catat(buku, id_rapat, oleh, lambda _: [("buka", cuplikan.ke_isi())]))


def beri_suara(  # noqa: PLR0917 -- who votes what on whom
    buku: BukuRapat,
    id: str,  # noqa: A002
    nip: str,
    suara: str,
    oleh: str,
    catatan: str = "",
    nip_pemberi: str | None = None,
) -> Catatan:
    """Cast a vote; a later one of the same voter counts instead. ``nip_pemberi`` is the voter's own NIP, if known.

    Raises:
        GalatRapat: unknown employee or vote, the meeting is locked or not open, or it is about the voter.
    """
    isi = _isi_suara(SuaraPegawai(nip, suara, catatan), nip_pemberi)
    return _catat(buku, id, oleh, lambda _: [("suara", isi)])[0]


def beri_banyak_suara(
    buku: BukuRapat,
    id: str,  # noqa: A002
    suara: Sequence[SuaraPegawai],
    oleh: str,
    nip_pemberi: str | None = None,
) -> list[Catatan]:
    """Cast many votes, all or none; one that says what this voter's current vote says is not recorded again.

    So a voting sheet that is read twice asks no question twice.

    Raises:
        GalatRapat: as `beri_suara`, for any of them.
    """
    semua = [_isi_suara(satu, nip_pemberi) for satu in suara]

    def yang_baru(keadaan: Keadaan, pemberi: str) -> list[Entri]:
        kini = {nip: satu.isi for (nip, nama), satu in keadaan.suara.items() if nama == pemberi}
        return [
            ("suara", isi)
            for isi in semua
            if any(kini.get(isi["nip"], {}).get(bidang) != isi[bidang] for bidang in ("suara", "catatan"))
        ]

    return _catat(buku, id, oleh, lambda keadaan: yang_baru(keadaan, nama_orang(oleh)))


def _isi_suara(satu: SuaraPegawai, nip_pemberi: str | None) -> dict[str, Any]:
    catatan = uraian(satu.catatan, "Catatan suara", wajib=False)
    return {"nip": satu.nip, "suara": satu.suara, "catatan": catatan, "nip_pemberi": nip_pemberi}


def putuskan(  # noqa: PLR0917 -- who decides what on whom, and why
    buku: BukuRapat,
    id: str,  # noqa: A002
    nip: str,
    hasil_kerja: str,
    perilaku_kerja: str,
    alasan: str,
    oleh: str,
    *,
    berdasar: int,
    aturan: Aturan,
    nip_pemutus: str | None = None,
) -> Catatan:
    """Decide an employee's ratings; ``aturan`` gives their predicate. Equal to the snapshot's is a decision too.

    ``berdasar`` is `Rapat.terakhir` as whoever decides has seen it; ``nip_pemutus`` that person's own NIP, if known.

    Raises:
        GalatBentrok: somebody has decided on the employee since; nothing is written.
        GalatRapat: unknown employee or rating, no reason, the meeting is locked or not open, or it is about oneself.
    """
    sesudah = {
        "hasil_kerja": hasil_kerja,
        "perilaku_kerja": perilaku_kerja,
        "predikat": _predikat(hasil_kerja, perilaku_kerja, aturan),
    }
    isi = {
        "nip": nip,
        "sesudah": sesudah,
        "alasan": uraian(alasan, "Alasan putusan", wajib=True),
        "berdasar": berdasar,
        "nip_pemutus": nip_pemutus,
    }

    def susun(keadaan: Keadaan) -> list[Entri]:
        return [("putusan", {**isi, "sebelum": keadaan.sebelum(nip)})]

    return _catat(buku, id, oleh, susun)[0]


def _predikat(hasil_kerja: str, perilaku_kerja: str, aturan: Aturan) -> str:
    predikat = kuadran(hasil_kerja, perilaku_kerja, aturan.nilai(KUADRAN))
    if predikat is None:
        raise GalatRapat(
            f"Tidak ada predikat untuk hasil kerja {hasil_kerja} dan perilaku kerja {perilaku_kerja}",
            mengapa=f"rating yang dikenal: {daftar_kata(aturan.nilai(RATING).kode)}",
            tindakan="pilih salah satu dari rating itu",
        )
    return str(predikat)


def kunci_rapat(buku: BukuRapat, id: str, oleh: str) -> Catatan:  # noqa: A002
    """Lock a meeting. The fingerprint of the entry goes into the minutes: it stands for everything before it.

    Raises:
        GalatRapat: questions are open, it is locked already, or not open.
    """
    return _catat(buku, id, oleh, lambda keadaan: [("kunci", {"ringkasan": ringkas(keadaan)})])[0]


def buka_kembali(buku: BukuRapat, id: str, alasan: str, oleh: str) -> Catatan:  # noqa: A002
    """Let votes and decisions in again, with a reason.

    Raises:
        GalatRapat: no reason, or it is not locked.
    """
    isi = {"alasan": uraian(alasan, "Alasan membuka kembali", wajib=True)}
    return _catat(buku, id, oleh, lambda _: [("buka_kembali", isi)])[0]


def periksa_buku(buku: BukuRapat, kepala: str | None = None) -> list[str]:
    """`BukuRapat.verifikasi`, and, where the chain is whole, whether every step was allowed when it was taken."""
    return buku.verifikasi(kepala) or periksa_alur(buku.catatan())


def _catat(buku: BukuRapat, id_rapat: str, oleh: str, susun: Callable[[Keadaan], list[Entri]]) -> list[Catatan]:
    """Append what follows from a meeting's state, if its rules allow every entry of it."""

    def periksa(ada: Sequence[Catatan]) -> list[Entri]:
        keadaan = Keadaan(ada)
        entri = susun(keadaan)
        for jenis, isi in entri:
            keadaan.pastikan_boleh(jenis, isi)
        return entri

    return buku.tambah_menurut(id_rapat, periksa, oleh)
