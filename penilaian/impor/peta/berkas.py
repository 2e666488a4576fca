"""Files by a mapping: XLSX, CSV (UTF-8), JSON and Parquet that other systems export in columns of their own."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from penilaian.bahasa import angka
from penilaian.data.baca import Mentah
from penilaian.data.temuan import Temuan
from penilaian.data.uraian import Dialek, GalatUrai
from penilaian.impor.bacaan import Bacaan, BerkasMasuk, Konteks, Petakan
from penilaian.impor.penamaan import PenamaOpd
from penilaian.impor.peta.arrow import bingkai_arrow
from penilaian.impor.peta.bentuk import Peta, TabelPeta
from penilaian.impor.peta.csv_luar import baca_csv
from penilaian.impor.peta.terapkan import Sumber, cocokkan_kolom, rincian_peta, tambah_opd, terapkan, urut_baca

BATAS_BARIS = 5_000_000
BARIS_KEPALA = 20
"""How far down a workbook's header may be: exports start with titles."""


@dataclass(frozen=True)
class _Isi:
    frame: pd.DataFrame
    baris: np.ndarray
    lembar: str | None = None
    dialek: Dialek | None = None
    bertipe: bool = True
    temuan: tuple[Temuan, ...] = ()


def baca_dengan_peta(berkas: BerkasMasuk, peta: Peta, konteks: Konteks) -> Bacaan:
    """All tables of a mapping from one file.

    Raises:
        GalatUrai: the file cannot be read, or lacks a column, sheet or header that the mapping names.
    """
    if berkas.akhiran not in _PEMBACA:
        raise GalatUrai(
            "akhiran_tidak_dikenal",
            f"Berkas {berkas.nama} tidak dapat dibaca dengan pemetaan",
            tindakan=f"ekspor sebagai salah satu dari {', '.join(_PEMBACA)}",
        )
    opd = konteks.opd
    mentah: list[Mentah] = []
    temuan: list[Temuan] = []
    rincian: list[Petakan] = []
    for nama, tabel in urut_baca(peta):
        satu, masalah, petakan = _satu_tabel(nama, tabel, berkas, opd)
        opd = tambah_opd(opd, satu)
        mentah.append(satu)
        temuan += masalah
        rincian += petakan
    return Bacaan(tuple(mentah), tuple(dict.fromkeys(temuan)), tuple(rincian))


def _satu_tabel(
    nama: str, tabel: TabelPeta, berkas: BerkasMasuk, opd: PenamaOpd
) -> tuple[Mentah, list[Temuan], tuple[Petakan, ...]]:
    if tabel.kueri is not None:
        raise GalatUrai(
            "kueri_bukan_berkas",
            f"Pemetaan tabel {nama} berisi kueri, yang hanya berlaku untuk basis data",
            tindakan="baca langsung dari basis datanya, atau ganti kueri dengan dari",
        )
    isi = _PEMBACA[berkas.akhiran](berkas, tabel)
    sumber = Sumber(berkas.nama, isi.lembar, isi.frame, isi.baris, isi.dialek, isi.bertipe)
    hasil = terapkan(nama, tabel, sumber, opd)
    temuan = [*isi.temuan, *hasil.temuan]
    if not len(isi.baris):
        apa = f"Tidak ada baris data untuk tabel {nama}"
        temuan.append(hasil.mentah.asal.temuan("peringatan", "tabel_kosong", apa, "isi datanya, atau ekspor ulang"))
    return hasil.mentah, temuan, rincian_peta(nama, tabel, isi.lembar or berkas.nama, list(isi.frame.columns))


def _dari_csv(berkas: BerkasMasuk, tabel: TabelPeta) -> _Isi:
    isi = baca_csv(berkas.nama, berkas.isi, tabel.kolom_sumber)
    return _Isi(isi.frame, isi.baris, None, isi.dialek, bertipe=False, temuan=isi.temuan)


def _dari_json(berkas: BerkasMasuk, _: TabelPeta) -> _Isi:
    isi = berkas.json
    daftar = isi.get("data") if isinstance(isi, dict) else isi
    if not isinstance(daftar, list) or not all(isinstance(satu, dict) for satu in daftar):
        raise GalatUrai(
            "bentuk_json",
            "JSON ini bukan daftar objek dan tidak punya kunci data yang berisi daftar objek",
            tindakan='ekspor sebagai [{…}, {…}] atau {"data": [{…}, {…}]}',
        )
    nama = list(dict.fromkeys(kunci for satu in daftar for kunci in satu))
    frame = pd.DataFrame(
        {kunci: pd.Series([satu.get(kunci) for satu in daftar], dtype=object) for kunci in nama},
        index=pd.RangeIndex(len(daftar)),
    )
    return _Isi(frame, _urutan(len(daftar)))


def _dari_parquet(berkas: BerkasMasuk, _: TabelPeta) -> _Isi:
    try:
        parquet = pq.ParquetFile(io.BytesIO(berkas.isi))
        if parquet.metadata.num_rows > BATAS_BARIS:
            raise terlalu_banyak_baris(f"Berkas {berkas.nama}", BATAS_BARIS)
        frame = bingkai_arrow(parquet.read())
    except (pa.ArrowException, OSError, ValueError, TypeError, ArithmeticError, LookupError):
        raise GalatUrai(
            "berkas_rusak",
            "Berkas Parquet tidak dapat dibaca; isinya rusak atau bukan Parquet",
            tindakan="ekspor ulang berkas itu dari sistem asal",
        ) from None
    return _Isi(frame, _urutan(len(frame)))


def _dari_xlsx(berkas: BerkasMasuk, tabel: TabelPeta) -> _Isi:
    lembar = _pilih_lembar(berkas.buku.lembar, tabel.lembar)
    sel = berkas.buku.baca(lembar)
    berisi = sel.map(lambda nilai: nilai is not None and str(nilai).strip() != "").to_numpy(dtype=bool)
    kepala = _cari_kepala(sel, tabel, f"{berkas.nama}, lembar {lembar}")
    judul = ["" if nilai is None else str(nilai) for nilai in sel.iloc[kepala]]
    posisi = np.flatnonzero(berisi.any(axis=1))
    posisi = posisi[posisi > kepala]
    data = sel.iloc[posisi].reset_index(drop=True).set_axis(judul, axis=1)
    return _Isi(data, posisi.astype("int64") + 1, lembar, bertipe=False)


def _pilih_lembar(ada: Sequence[str], diminta: str | None) -> str:
    if diminta is None and len(ada) == 1:
        return ada[0]
    if diminta in ada:
        return str(diminta)
    apa = (
        f"Lembar {diminta} tidak ada" if diminta else f"Buku kerja berisi {len(ada)} lembar dan pemetaan tidak memilih"
    )
    raise GalatUrai(
        "lembar_tidak_ada", apa, tindakan=f"tulis lembar: di berkas pemetaan, salah satu dari {', '.join(ada)}"
    )


def _cari_kepala(sel: pd.DataFrame, tabel: TabelPeta, di_mana: str) -> int:
    """The row that holds all needed columns: as the mapping says, else the first such row near the top."""
    calon = [tabel.kepala - 1] if tabel.kepala else list(range(min(BARIS_KEPALA, len(sel))))
    sebab: list[tuple[int, GalatUrai]] = []
    for baris in calon:
        judul = ["" if nilai is None else str(nilai) for nilai in sel.iloc[baris]] if baris < len(sel) else []
        try:
            cocokkan_kolom(tabel.kolom_sumber, judul, f"{di_mana}, baris {baris + 1}")
        except GalatUrai as galat:
            cocok = len({satu.casefold() for satu in tabel.kolom_sumber} & {satu.casefold() for satu in judul})
            sebab.append((cocok, galat))
        else:
            return baris
    if not sebab:
        raise GalatUrai("berkas_kosong", "Tidak ada judul kolom maupun data", tindakan="ekspor ulang dari sistem asal")
    raise max(sebab, key=lambda satu: satu[0])[1]


def terlalu_banyak_baris(sumber: str, batas: int) -> GalatUrai:
    """The refusal of more rows than fit in memory at once."""
    return GalatUrai(
        "sumber_terlalu_besar",
        f"{sumber} berisi lebih dari {angka(batas)} baris",
        tindakan="salin dulu bertahap ke Parquet, atau batasi periodenya di kueri",
    )


def _urutan(jumlah: int) -> np.ndarray:
    return np.arange(1, jumlah + 1, dtype="int64")


_PEMBACA: dict[str, Callable[[BerkasMasuk, TabelPeta], _Isi]] = {
    ".xlsx": _dari_xlsx,
    ".csv": _dari_csv,
    ".json": _dari_json,
    ".parquet": _dari_parquet,
}
