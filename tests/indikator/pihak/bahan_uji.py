"""A tiny agency with its questionnaire, and answers written by hand."""

from io import BytesIO

import openpyxl
import pandas as pd

from penilaian.indikator.bahan import BahanIndikator
from penilaian.indikator.pihak.angket import Angket, susun_angket
from penilaian.indikator.pihak.lembar_tulis import isi_lembar
from penilaian.indikator.pihak.perangkat import Perangkat
from penilaian.indikator.pihak.tabel import KOLOM
from penilaian.periode import Periode

PERIODE = "2025-T4"
TIGA = Perangkat("tiga", "Tiga hal", (("a", "Hal A"), ("b", "Hal B"), ("c", "Hal C")))
PASANGAN_TIGA = [("a", "b"), ("a", "c"), ("b", "c")]


def indikator(kode, opd="uji", aspek=None, perspektif=None, uraian=None):
    return {
        "kode": kode, "kode_opd": opd, "uraian": uraian or f"Uraian {kode}", "aspek": aspek, "perspektif": perspektif,
        "satuan": "berkas", "arah": "naik",
    }  # fmt: skip


def bahan(baris=None, periode=PERIODE):
    """Two leadership indicators, two of employees, one of another agency."""
    baris = baris or [
        indikator("p1", perspektif="penerima_layanan"), indikator("p2", perspektif="anggaran"),
        indikator("k1", aspek="kuantitas"), indikator("k2", aspek="waktu"),
        indikator("x1", opd="lain", perspektif="anggaran"),
    ]  # fmt: skip
    opd = pd.DataFrame({"kode": ["uji", "lain"], "nama": ["Dinas Uji", "Dinas Lain"]})
    kosong = pd.DataFrame()
    return BahanIndikator(Periode.urai(periode), pd.DataFrame(baris), kosong, kosong, opd, None)


def angket(kode_opd="uji", **lain) -> Angket:
    return susun_angket(bahan(**lain), kode_opd)


def buka(isi=None, pihak="pegawai", peserta="P01"):
    """A sheet as a participant opens it."""
    return openpyxl.load_workbook(BytesIO(isi_lembar(angket(), pihak, peserta) if isi is None else isi))


def simpan(buku) -> bytes:
    aliran = BytesIO()
    buku.save(aliran)
    return aliran.getvalue()


def tabel(*baris):
    """Judgements from dicts."""
    return pd.DataFrame(list(baris)).reindex(columns=list(KOLOM))


def pasangan(pihak, peserta, nilai, perangkat="tiga"):
    """Judgements of pairs: ``{("a", "b"): 3}`` says that a matters three times as much as b."""
    return [
        {"pihak": pihak, "peserta": peserta, "perangkat": perangkat, "cara": "pasangan", "butir": satu, "banding": lain, "nilai": n}
        for (satu, lain), n in nilai.items()
    ]  # fmt: skip


def poin(pihak, peserta, nilai, perangkat="tiga"):
    return [
        {"pihak": pihak, "peserta": peserta, "perangkat": perangkat, "cara": "anggaran", "butir": kode, "nilai": n}
        for kode, n in nilai.items()
    ]  # fmt: skip


def suara(pihak, peserta, isi, perangkat="indikator", **lain):
    return [
        {"pihak": pihak, "peserta": peserta, "perangkat": perangkat, "cara": "suara", "butir": kode, "suara": satu, **lain}
        for kode, satu in isi.items()
    ]  # fmt: skip
