"""The pandera schema of each table, built from its dictionary, and its failures as findings.

Types are converted before; the schema checks that they hold, and what is
required, allowed, in range and unique.
"""

from __future__ import annotations

from functools import cache

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from penilaian.aturan import muat_buku
from penilaian.bahasa import angka, daftar_kata
from penilaian.data.kamus import KamusKolom, KamusTabel, muat_kamus
from penilaian.data.temuan import BATAS_SERUPA, Pesan, Temuan
from penilaian.data.ubah import DTIPE, TabelBaca


@cache
def skema_tabel(nama: str) -> pa.DataFrameSchema:
    """The schema of one table."""
    kamus = muat_kamus()[nama]
    return pa.DataFrameSchema(
        {kolom: _skema_kolom(isi) for kolom, isi in kamus.kolom.items()}, strict=True, ordered=True, name=nama
    )


def _skema_kolom(isi: KamusKolom) -> pa.Column:
    cek = []
    if isi.nilai or isi.daftar:
        cek.append(pa.Check.isin(_kode_sah(isi), error="nilai_tidak_dikenal"))
    if isi.minimum is not None:
        cek.append(pa.Check.ge(isi.minimum, error="di_luar_rentang"))
    if isi.maksimum is not None:
        cek.append(pa.Check.le(isi.maksimum, error="di_luar_rentang"))
    return pa.Column(DTIPE[isi.tipe], cek, nullable=not isi.wajib)


def _kode_sah(isi: KamusKolom) -> tuple[str, ...]:
    return isi.nilai if isi.daftar is None else muat_buku().daftar(isi.daftar).kode


def periksa_skema(tabel: TabelBaca) -> list[Temuan]:
    """Findings of one table: empty required values, forbidden codes, out of range, repeated keys."""
    kamus = muat_kamus()[tabel.asal.tabel]
    temuan = _kunci_ganda(tabel, kamus)
    try:
        skema_tabel(tabel.asal.tabel).validate(tabel.frame, lazy=True)
    except SchemaErrors as galat:
        temuan += _dari_pandera(galat.failure_cases, tabel, kamus)
    return temuan


def _dari_pandera(kasus: pd.DataFrame, tabel: TabelBaca, kamus: KamusTabel) -> list[Temuan]:
    temuan = []
    for kunci, milik in kasus.groupby(["column", "check"], sort=False):
        kolom, cek = map(str, kunci)
        if milik["index"].isna().any():
            raise AssertionError(f"skema {tabel.asal.tabel}: {kolom} {cek}")
        pesan = Pesan("galat", *_pesan(cek, kamus.kolom[kolom]))
        baris = zip(milik["index"].astype("int64"), milik["failure_case"], strict=True)
        semua = [(posisi, nilai) for posisi, nilai in baris if (posisi, kolom) not in tabel.gagal]
        temuan += [
            tabel.asal.temuan(*pesan, posisi=posisi, kolom=kolom, nilai=nilai) for posisi, nilai in semua[:BATAS_SERUPA]
        ]
        temuan += tabel.asal.sisanya(pesan, len(semua) - BATAS_SERUPA, kolom)
    return temuan


def _pesan(cek: str, isi: KamusKolom) -> tuple[str, str, str]:
    if cek == "not_nullable":
        return ("wajib_kosong", f"{isi.label} wajib diisi, tetapi kosong", "isi nilainya dari sumber data")
    if cek == "nilai_tidak_dikenal":
        sah = daftar_kata(_kode_sah(isi))
        return (cek, "Nilai ini tidak ada dalam daftar yang dibolehkan", f"pilih salah satu: {sah}")
    batas = [
        f"paling sedikit {angka(isi.minimum)}" if isi.minimum is not None else "",
        f"paling banyak {angka(isi.maksimum)}" if isi.maksimum is not None else "",
    ]
    sah = daftar_kata([satu for satu in batas if satu])
    return ("di_luar_rentang", f"{isi.label} harus {sah}", "periksa nilainya terhadap sumber data")


def _kunci_ganda(tabel: TabelBaca, kamus: KamusTabel) -> list[Temuan]:
    """A repeated key, reported on every row that has it: they may belong to different agencies.

    Own code, because pandera gives a failure for every column of the key and not the row it repeats.
    """
    kunci = list(kamus.kunci)
    lengkap = tabel.frame[kunci].dropna()
    ganda = lengkap[lengkap.duplicated(keep=False)]
    if ganda.empty:
        return []
    sebutan = daftar_kata([kamus.kolom[nama].label for nama in kunci])
    lain = _pasangan(ganda, kunci).head(BATAS_SERUPA)
    tindakan = "hapus salah satu baris, atau perbaiki kuncinya"
    temuan = [
        tabel.asal.temuan(
            "galat",
            "kunci_ganda",
            f"{sebutan} yang sama juga ada di {tabel.asal.sebut_baris(int(di), int(kini))}; hanya boleh ada satu baris",
            tindakan,
            posisi=int(kini),
            kolom=kunci[0] if len(kunci) == 1 else None,
            nilai=" | ".join(map(str, isi)),
        )
        for kini, di, *isi in zip(lain.index, lain, *(ganda.loc[lain.index, n] for n in kunci), strict=True)
    ]
    pesan = Pesan("galat", "kunci_ganda", f"{sebutan} berulang di banyak baris", tindakan)
    return temuan + tabel.asal.sisanya(pesan, len(ganda) - len(lain))


def _pasangan(ganda: pd.DataFrame, kunci: list[str]) -> pd.Series:
    """For each row with a repeated key another row that has it: the first, and for the first the second."""
    posisi = pd.Series(ganda.index, index=ganda.index)
    kelompok = posisi.groupby([ganda[nama] for nama in kunci])
    nomor, urut = kelompok.ngroup(), kelompok.cumcount()
    kedua = pd.Series(posisi[urut == 1].to_numpy(), index=nomor[urut == 1])
    return kelompok.transform("first").where(urut > 0, nomor.map(kedua))
