"""Small mappings for tests of databases."""

from __future__ import annotations

from penilaian.data.kamus import muat_kamus
from penilaian.data.tabel import tabel_kosong
from penilaian.data.ubah import ubah_tabel
from penilaian.impor.bacaan import Konteks
from penilaian.impor.penamaan import PenamaOpd
from penilaian.impor.peta import Peta

KONTEKS = Konteks(PenamaOpd(tabel_kosong("opd"), {}), tabel_kosong("indikator"), tabel_kosong("pegawai"))


def satu_peta(tabel, **sumber):
    """A mapping of one table from columns ``k_…``."""
    kolom = sumber.pop("kolom", None) or {nama: f"k_{nama}" for nama in muat_kamus()[tabel].kolom}
    kolom = {nama: isi for nama, isi in kolom.items() if nama not in ("lingkup", "teks_realisasi")}
    return Peta.model_validate({"judul": "uji", "tabel": {tabel: {**sumber, "kolom": kolom}}})


def opd_dari(kueri):
    return satu_peta("opd", kueri=kueri, kolom={"kode": "kode", "nama": "nama", "jenis": "jenis"})


def terbaca(bacaan, urut=0):
    return ubah_tabel(bacaan.tabel[urut])
