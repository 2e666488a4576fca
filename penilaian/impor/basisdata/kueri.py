"""The SQL we write ourselves: names quoted, nothing else put in."""

from __future__ import annotations

from dataclasses import dataclass

from penilaian.data.kamus import muat_kamus
from penilaian.data.uraian import GalatUrai
from penilaian.impor.basisdata.sambungan import Sambungan
from penilaian.impor.peta.bentuk import TabelPeta
from penilaian.impor.peta.terapkan import cocokkan_kolom


@dataclass(frozen=True)
class Permintaan:
    """The query for one table, and all columns its source has."""

    kueri: str
    sebutan: str
    """The source inside messages: table name or ``kueri``."""
    ada: tuple[str, ...]


def susun_permintaan(sambungan: Sambungan, tabel: str, peta: TabelPeta, *, urut: bool) -> Permintaan:
    """Ask for the mapped columns only; ``urut`` sorts by the key, so that the same rows come in the same order.

    Raises:
        GalatData: the source or a column is not there.
    """
    sebutan = peta.dari or f"kueri tabel {tabel}"
    sumber = _sumber(sambungan, tabel, peta)
    ada = sambungan.kolom(f"select * from {sumber} where 1 = 0", sebutan)  # noqa: S608 -- as below
    tempat = cocokkan_kolom(peta.kolom_sumber, ada, sebutan)
    nama = {dari: sambungan.kutip(ada[posisi]) for dari, posisi in tempat.items()}
    kolom = ", ".join(dict.fromkeys(nama.values())) or "1"
    kueri = f"select {kolom} from {sumber}"  # noqa: S608 -- names are quoted, the query is the mapping's own
    kunci = [peta.kolom[satu].dari for satu in muat_kamus()[tabel].kunci if satu in peta.kolom]
    pengurut = ", ".join(dict.fromkeys(nama[satu] for satu in kunci if satu is not None))
    return Permintaan(f"{kueri} order by {pengurut}" if urut and pengurut else kueri, sebutan, tuple(ada))


def _sumber(sambungan: Sambungan, tabel: str, peta: TabelPeta) -> str:
    if peta.dari is not None:
        return ".".join(sambungan.kutip(bagian) for bagian in peta.dari.split("."))
    if peta.kueri is not None:
        return f"(\n{peta.kueri}\n) as sumber"
    raise GalatUrai(
        "sumber_tidak_ditulis",
        f"Pemetaan tabel {tabel} tidak menyebut sumbernya di basis data",
        tindakan="tulis dari (nama tabel atau view) atau kueri di berkas pemetaan",
    )
