"""Tables in, findings out: dictionaries, readers, checks."""

from penilaian.data.kamus import KamusKolom, KamusTabel, kamus_markdown, kamus_tabel, muat_kamus
from penilaian.data.keterangan import Keterangan
from penilaian.data.sumber import sidik_sumber
from penilaian.data.tabel import Data, baca_data, periksa_data, tabel_kosong
from penilaian.data.temuan import KOLOM_TEMUAN, Temuan, ringkas_temuan, samarkan_temuan, susun_temuan
from penilaian.data.tulis import tulis_tabel
from penilaian.data.uraian import GalatUrai, Target, alasan_tak_terurai, urai_bilangan, urai_target

__all__ = [
    "KOLOM_TEMUAN",
    "Data",
    "GalatUrai",
    "KamusKolom",
    "KamusTabel",
    "Keterangan",
    "Target",
    "Temuan",
    "alasan_tak_terurai",
    "baca_data",
    "kamus_markdown",
    "kamus_tabel",
    "muat_kamus",
    "periksa_data",
    "ringkas_temuan",
    "samarkan_temuan",
    "sidik_sumber",
    "susun_temuan",
    "tabel_kosong",
    "tulis_tabel",
    "urai_bilangan",
    "urai_target",
]
