"""Building a composite index, each step a pure verb: a tool for designing indicators, never a score of people."""

from penilaian.indikator.komposit.agregasi import CARA_AGREGASI, agregasikan, matriks_kalah_menang
from penilaian.indikator.komposit.em import HasilEm, em_normal
from penilaian.indikator.komposit.isi_kosong import CARA_ISI, isi_kosong
from penilaian.indikator.komposit.normalkan import CARA_NORMAL, normalkan
from penilaian.indikator.komposit.olah import Olah
from penilaian.indikator.komposit.pencilan import CARA_PENCILAN, Bentuk, bentuk, olah_pencilan
from penilaian.indikator.komposit.peringkat import peringkatkan
from penilaian.indikator.komposit.rancangan import Rancangan, langkahkan, rancang, ulang
from penilaian.indikator.komposit.rancangan_log import LangkahRancangan, log_dari_teks, log_ke_teks
from penilaian.indikator.komposit.saring import saring

__all__ = [
    "CARA_AGREGASI",
    "CARA_ISI",
    "CARA_NORMAL",
    "CARA_PENCILAN",
    "Bentuk",
    "HasilEm",
    "LangkahRancangan",
    "Olah",
    "Rancangan",
    "agregasikan",
    "bentuk",
    "em_normal",
    "isi_kosong",
    "langkahkan",
    "log_dari_teks",
    "log_ke_teks",
    "matriks_kalah_menang",
    "normalkan",
    "olah_pencilan",
    "peringkatkan",
    "rancang",
    "saring",
    "ulang",
]
