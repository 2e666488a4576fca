"""Disclosure classes: who a report is for, and what may therefore stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from penilaian.galat import GalatParameter


class Kelas(StrEnum):
    """From the most to the least confidential."""

    INDIVIDU = "individu"
    UNIT = "unit"
    PUBLIK = "publik"

    @property
    def ketentuan(self) -> Ketentuan:
        return _KETENTUAN[self]

    @property
    def label(self) -> str:
        """For the head of a report."""
        return self.ketentuan.label

    @property
    def kalimat(self) -> str:
        """The rule in one sentence, for the foot of a report."""
        return self.ketentuan.kalimat


@dataclass(frozen=True)
class Ketentuan:
    """What a class allows.

    ``k`` is the smallest group that may be shown, 5 by choice of this project and not by law; ``nip``, ``nama`` and
    ``teks_bebas`` say whether these may be shown. Free text is what people wrote about people.
    """

    label: str
    kalimat: str
    k: int
    nip: bool
    nama: bool
    teks_bebas: bool


_KETENTUAN = {
    Kelas.INDIVIDU: Ketentuan(
        "individu — untuk pegawai yang dinilai dan pejabat penilainya",
        "Berisi data pribadi: hanya untuk pegawai yang dinilai, pejabat penilainya, dan atasan pejabat penilai.",
        k=1, nip=True, nama=True, teks_bebas=True,
    ),
    Kelas.UNIT: Ketentuan(
        "unit — untuk lingkungan OPD",
        "Tanpa NIP, nama, dan tulisan tentang orang; kelompok dengan anggota kurang dari 5 tidak ditampilkan.",
        k=5, nip=False, nama=False, teks_bebas=False,
    ),
    Kelas.PUBLIK: Ketentuan(
        "publik — boleh dibaca siapa pun",
        "Hanya angka gabungan; kelompok dengan anggota kurang dari 5 tidak ditampilkan dan tidak dapat dihitung dari yang lain.",
        k=5, nip=False, nama=False, teks_bebas=False,
    ),
}  # fmt: skip


def boleh(kelas: Kelas, *, pribadi: bool, anggota: int | None = None) -> bool:
    """Whether something may be shown: ``pribadi`` if it is about one identifiable person, else a group of ``anggota``.

    A group of nobody may be shown. Counts in a table with totals need more than this: see ``tutup_sel``.

    >>> boleh(Kelas.UNIT, pribadi=True), boleh(Kelas.UNIT, pribadi=False, anggota=4), boleh(Kelas.UNIT, pribadi=False)
    (False, False, True)
    """
    if pribadi:
        return kelas is Kelas.INDIVIDU
    return anggota is None or anggota == 0 or anggota >= kelas.ketentuan.k


def kelas_bersama(*kelas: Kelas) -> Kelas:
    """The class of what is put together from several: the most confidential of them.

    >>> kelas_bersama(Kelas.PUBLIK, Kelas.INDIVIDU, Kelas.UNIT).value
    'individu'
    """
    if not kelas:
        raise GalatParameter(
            "Kelas gabungan tidak dapat ditentukan",
            mengapa="tidak satu pun kelas disebut",
            tindakan="sebut kelas setiap bagiannya",
        )
    return min(kelas, key=list(Kelas).index)


def sebutan(kelas: Kelas, *, berdata: bool = True, seluruh_kota: bool = False) -> str:
    """What the head of a report says about its class, a little more exact where that is known.

    >>> sebutan(Kelas.UNIT, seluruh_kota=True), sebutan(Kelas.PUBLIK, berdata=False)
    ('instansi — untuk pengelola kinerja', 'umum — tanpa data pegawai')
    """
    if kelas is Kelas.PUBLIK and not berdata:
        return "umum — tanpa data pegawai"
    if kelas is Kelas.UNIT and seluruh_kota:
        return "instansi — untuk pengelola kinerja"
    return kelas.label
