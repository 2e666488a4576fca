"""Small e-Kinerja exports made by hand, and what reading them gives."""

import json
from collections import Counter
from dataclasses import dataclass
from io import BytesIO

import openpyxl
import pandas as pd

from penilaian.data.baca import Mentah
from penilaian.data.skema import periksa_skema
from penilaian.data.temuan import Temuan
from penilaian.data.ubah import ubah_tabel
from penilaian.impor.bacaan import BerkasMasuk, Konteks
from penilaian.impor.ekinerja import penilaian, periode, skp
from penilaian.impor.penamaan import PenamaOpd
from penilaian.periode import Periode

JENIS = (periode, skp, penilaian)
KEPALA, ANI, BUDI = "187001011895031001", "189002021915032002", "188803031912121003"
OPD = pd.DataFrame({"kode": ["01", "02"], "nama": ["Dinas Contoh", "Badan Contoh"]})
KOSONG = pd.DataFrame()


def konteks(*, periode=None, kode_opd=None, acuan=None, padanan=None):
    return Konteks(
        PenamaOpd(OPD, padanan or {}),
        KOSONG,
        KOSONG,
        Periode.urai(periode) if periode else None,
        kode_opd,
        {"7": "2025-T4"} if acuan is None else acuan,
    )


def dinilai(nip=ANI, **ganti):
    """One row of the evaluation report."""
    return {
        "id": f"id-{nip}", "nip": nip, "nama": "Ani Contoh", "periode_akhir_skp": "2025-12-31", "tahun_skp": 2025,
        "periode_id": 7, "jenis_pegawai": "PNS", "golru": "III/c", "skp_jabatan": "Perencana Ahli Muda",
        "skp_unor": "Bidang A", "skp_unor_induk": "DINAS CONTOH", "skp_jenis_jabatan": "Jabatan Fungsional",
        "is_skp_plt_plh_pjb": 0, "hasil_kerja": "SESUAI EKSPEKTASI", "perilaku_kerja": "DIATAS EKSPEKTASI",
        "hasil_akhir": "BAIK", "pegawai_atasan_id": "id-k", "pegawai_atasan_nip": KEPALA,
        "waktu_dinilai": "2026-01-05 10:11:12", "pegawai_penilai_id": "id-k", **ganti,
    }  # fmt: skip


def dokumen(nomor="S1", nip=ANI, **ganti):
    """One row of the SKP report."""
    return {
        "skp_id": nomor, "nip": nip, "nama": "Ani Contoh", "skp_status": "persetujuan", "skp_model": "kuantitatif",
        "skp_unor": "Bidang A", "skp_unor_induk": "Dinas Contoh", "skp_jabatan": "Perencana", "is_plt_plh": 0,
        "periode_awal": "2025-01-01", "periode_akhir": "2025-12-31", **ganti,
    }  # fmt: skip


def berkas_json(isi, nama="laporan.json"):
    return BerkasMasuk(nama, json.dumps(isi).encode())


def berkas_xlsx(lembar, nama="laporan.xlsx"):
    """Sheets as rows of cells from the first row on."""
    buku = openpyxl.Workbook()
    buku.remove(buku.worksheets[0])
    for judul, baris in lembar.items():
        halaman = buku.create_sheet(judul)
        for satu in baris:
            halaman.append(list(satu))
    aliran = BytesIO()
    buku.save(aliran)
    return BerkasMasuk(nama, aliran.getvalue())


def lembar_unduhan(baris, judul="Laporan Penilaian Tahun 2025", tanpa=("periode_id",), atas=7):
    """Title rows, the header, and the rows."""
    kolom = [satu for satu in baris[0] if satu not in tanpa]
    kepala = [[judul], ["Instansi Pemerintah Kota Palu"], [], [], [], ["20-01-2026 08:30:00"], []][:atas]
    return [*kepala, kolom, *([satu.get(nama) for nama in kolom] for satu in baris)]


@dataclass(frozen=True)
class Hasil:
    """All that comes of reading one file and converting it."""

    jenis: str
    mentah: tuple[Mentah, ...]
    frame: dict[str, pd.DataFrame]
    temuan: list[Temuan]
    bacaan: object

    def kode(self):
        return Counter(satu.kode for satu in self.temuan)

    def satu(self, kode):
        (temuan,) = [satu for satu in self.temuan if satu.kode == kode]
        return temuan


def baca(berkas, latar=None):
    cocok = [jenis for jenis in JENIS if jenis.kenali(berkas)]
    assert len(cocok) == 1, [jenis.NAMA for jenis in cocok]
    bacaan = cocok[0].baca(berkas, latar or konteks())
    temuan = list(bacaan.temuan)
    frame = {}
    for mentah in bacaan.tabel:
        tabel, masalah = ubah_tabel(mentah)
        temuan += [*masalah, *periksa_skema(tabel)]
        lama = frame.get(mentah.asal.tabel)
        frame[mentah.asal.tabel] = tabel.frame if lama is None else pd.concat([lama, tabel.frame], ignore_index=True)
    return Hasil(cocok[0].NAMA, bacaan.tabel, frame, temuan, bacaan)


def baca_dinilai(*baris, **latar):
    return baca(berkas_json({"data": list(baris)}), konteks(**latar))
