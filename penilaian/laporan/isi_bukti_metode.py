"""Contents of `03_bukti_metode`: do the methods of an index give the published and the hand-worked values?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from penilaian.bahasa import angka, bagian, daftar_kata
from penilaian.galat import GalatRumus
from penilaian.laporan.bukti_berkas import BerkasBukti, baca_bukti
from penilaian.laporan.bukti_hitung import Bukti, hitung_bukti, peringkat_tai
from penilaian.laporan.gambar import Gambar, gambar_kosong
from penilaian.laporan.lereng import gambar_lereng
from penilaian.laporan.parameter import ParameterBuktiMetode, periksa_parameter
from penilaian.laporan.poin import Poin
from penilaian.laporan.tabel import Kolom, Tabel
from penilaian.periode import Periode
from penilaian.pribadi.kelas import Kelas

ASAL = {"tercetak": "Tercetak", "turunan": "Turunan", "ingatan": "Ingatan"}
"""Where a value comes from, as in the rule book's cases."""
BOBOT = {"sama": "bobot sama", "anggaran": "bobot alokasi anggaran"}
PERINGKAT = ("terbit", "patokan", "min_maks")
_DIGIT_MAKS = 6


@dataclass(frozen=True, eq=False)
class IsiBukti:
    """The truths, and what the methods of this package give for them."""

    parameter: ParameterBuktiMetode
    periode: Periode
    berkas: BerkasBukti
    bukti: tuple[Bukti, ...]

    @property
    def sumber(self) -> str:
        """What tables on the TAI name as their source."""
        return self.berkas.terbit.sumber

    @cached_property
    def peringkat(self) -> dict[str, pd.DataFrame]:
        """By weights: countries in the printed order × terbit, patokan, min_maks; empty where it cannot be computed."""
        return {bobot: _peringkat(self.berkas, bobot) for bobot in BOBOT}


def buka_bukti(notebook: str, *, periode: str, folder_kebenaran: str) -> IsiBukti:
    """Validate the notebook's parameters, read the truths and compute all of them again.

    Raises:
        GalatParameter: a parameter is wrong, or a file of the folder cannot be used.
    """
    nilai = {"periode": periode, "folder_kebenaran": folder_kebenaran}
    parameter = periksa_parameter(notebook, nilai, ParameterBuktiMetode)
    berkas = baca_bukti(Path(parameter.folder_kebenaran))
    return IsiBukti(parameter, Periode.urai(parameter.periode), berkas, hitung_bukti(berkas))


def _peringkat(berkas: BerkasBukti, bobot: str) -> pd.DataFrame:
    terbit = berkas.terbit.kebenaran.get(f"peringkat_{bobot}")
    if terbit is None or bobot not in berkas.terbit.bobot:
        return pd.DataFrame(columns=list(PERINGKAT))
    try:
        hitung = {
            "patokan": peringkat_tai(berkas.data, berkas.terbit, bobot, patokan=True),
            "min_maks": peringkat_tai(berkas.data, berkas.terbit, bobot, patokan=False),
        }
        hasil = pd.DataFrame({"terbit": pd.Series(terbit.nilai).astype("Int64"), **hitung})
    except (GalatRumus, TypeError):  # the reason stands in the short table
        return pd.DataFrame(columns=list(PERINGKAT))
    return hasil.loc[list(terbit.nilai)].rename_axis("negara")


def tabel_laporan_ini(isi: IsiBukti) -> Tabel:
    """What the report is about."""
    banyak = sum(len(satu.kebenaran.nilai) for satu in isi.bukti)
    hal = {
        "Periode": f"{isi.periode.label} ({isi.periode.kode}); kebenaran acuan tidak bergantung pada periode",
        "Kebenaran acuan": f"{angka(len(isi.bukti))}, berisi {angka(banyak)} nilai",
        "Data": f"Indeks Capaian Teknologi, {isi.berkas.terbit.data}; dan contoh hitungan kecil. Tidak ada data pegawai.",
    }
    return _tabel(
        "Laporan ini", pd.DataFrame({"hal": hal.keys(), "isi": hal.values()}), Kolom("hal", "Hal"), Kolom("isi", "Isi")
    )


def pokok_bukti(isi: IsiBukti) -> Poin:
    """What a busy reader must know: does everything agree, and how much the way of normalising moves the ranks."""
    nilai = pd.concat([satu.nilai for satu in isi.bukti], ignore_index=True)
    gagal = [satu.kebenaran.apa for satu in isi.bukti if not satu.lulus]
    lulus = int(nilai["lulus"].sum())
    if gagal:
        pertama = (
            f"GAGAL: {angka(len(nilai) - lulus)} dari {angka(len(nilai))} nilai tidak sama dengan acuannya, pada "
            f"{'; '.join(gagal)}. Jangan pakai cara itu sebelum sebabnya ditemukan."
        )
    else:
        pertama = f"Semua {angka(lulus)} nilai dari {angka(len(isi.bukti))} kebenaran acuan cocok dalam toleransinya."
    ingatan = [satu.kebenaran.apa for satu in isi.bukti if satu.kebenaran.asal == "ingatan"]
    kalimat = [pertama, *filter(None, (_kalimat_peringkat(isi, bobot) for bobot in BOBOT))]
    if ingatan:
        kalimat.append(f"Acuan yang diingat dan belum dicocokkan dengan sumbernya: {'; '.join(ingatan)}.")
    return Poin("Pokok laporan", tuple(kalimat))


def _kalimat_peringkat(isi: IsiBukti, bobot: str) -> str:
    data = isi.peringkat[bobot]
    if data.empty:
        return f"Peringkat dengan {BOBOT[bobot]} tidak dapat dihitung."
    sama = {cara: int((data[cara] == data["terbit"]).sum()) for cara in ("patokan", "min_maks")}
    return (
        f"Dengan {BOBOT[bobot]}, peringkat tercetak didapat pada {bagian(sama['patokan'], len(data))} negara bila dinormalkan "
        f"dengan patokan, dan pada {bagian(sama['min_maks'], len(data))} bila dengan min–maks sampel."
    )


def tabel_bukti_ringkas(isi: IsiBukti) -> Tabel:
    """One row a truth: what, where published, how many values, the largest deviation, tolerance, Lulus or Gagal."""
    baris = []
    for satu in isi.bukti:
        nilai = satu.nilai
        baris.append(
            {
                "apa": satu.kebenaran.apa,
                "tempat": satu.kebenaran.tempat,
                "asal": ASAL[satu.kebenaran.asal],
                "banyak": len(nilai),
                "selisih": angka(nilai["selisih"].max(), _digit(satu.kebenaran.toleransi)),
                "toleransi": angka(satu.kebenaran.toleransi),
                "hasil": "Lulus" if satu.lulus else "Gagal" + (f": {satu.galat}" if satu.galat else ""),
            }
        )
    return _tabel(
        "Kebenaran acuan yang dihitung ulang",
        pd.DataFrame(baris),
        Kolom("apa", "Apa"),
        Kolom("tempat", "Di mana"),
        Kolom("asal", "Asal"),
        Kolom("banyak", "Nilai", "cacah"),
        Kolom("selisih", "Selisih terbesar", "bilangan"),
        Kolom("toleransi", "Toleransi", "bilangan"),
        Kolom("hasil", "Hasil"),
        catatan="Tercetak: nilainya tercetak di sumbernya, dan toleransinya mengikuti pembulatan nilai itu serta pembulatan "
        "data tercetak yang menjadi masukannya. Turunan: dihitung dengan tangan dari definisinya. Ingatan: nilainya diingat, belum dicocokkan dengan sumbernya. Peringkat bertoleransi "
        "nol: setiap negara harus tepat.",
    )


def tabel_bukti_nilai(isi: IsiBukti) -> Tabel:
    """Every single value: printed or worked out, computed, difference, tolerance, and whether it passes."""
    nama = isi.berkas.terbit.negara | {kode: satu.nama for kode, satu in isi.berkas.terbit.indikator.items()}
    baris = [
        {
            "apa": satu.kebenaran.apa,
            "butir": nama.get(butir, butir.replace("_", " ")),
            "terbit": angka(terbit, _digit(toleransi)),
            "dihitung": angka(dihitung, _digit(toleransi)),
            "selisih": angka(selisih, _digit(toleransi)),
            "toleransi": angka(toleransi),
            "hasil": "Lulus" if lulus else "Gagal",
        }
        for satu in isi.bukti
        for butir, terbit, dihitung, selisih, toleransi, lulus in satu.nilai.itertuples(index=False)
    ]
    return _tabel(
        "Setiap nilai",
        pd.DataFrame(baris),
        Kolom("apa", "Kebenaran acuan"),
        Kolom("butir", "Butir"),
        *(
            Kolom(kunci, label, "bilangan")
            for kunci, label in (("terbit", "Acuan"), ("dihitung", "Dihitung"), ("selisih", "Selisih"))
        ),
        Kolom("toleransi", "Toleransi", "bilangan"),
        Kolom("hasil", "Hasil"),
        catatan="Dihitung kosong: cara itu tidak memberi nilai; sebabnya di tabel ringkas.",
    )


def tabel_peringkat_tai(isi: IsiBukti, bobot: str = "sama") -> Tabel | Poin:
    """The countries: printed rank, rank with goalposts, rank with sample min–max, and how far the last two differ."""
    judul, data = f"Peringkat negara, {BOBOT[bobot]}", isi.peringkat[bobot]
    if data.empty:
        return Poin(judul, ("Peringkat tidak dapat dihitung; sebabnya di tabel ringkas.",))
    data = data.assign(pindah=data["patokan"] - data["min_maks"]).reset_index()
    data["negara"] = data["negara"].map(isi.berkas.terbit.negara)
    return _tabel(
        judul,
        data,
        Kolom("negara", "Negara"),
        Kolom("terbit", "Tercetak", "cacah"),
        Kolom("patokan", "Dengan patokan", "cacah"),
        Kolom("min_maks", "Dengan min–maks sampel", "cacah"),
        Kolom("pindah", "Naik (+) atau turun (−)", "cacah"),
        catatan="Kolom terakhir: peringkat dengan patokan dikurangi peringkat dengan min–maks sampel.",
        sumber=isi.sumber,
    )


def gambar_peringkat_tai(isi: IsiBukti, bobot: str = "sama") -> Gambar:
    """The two rankings side by side: with goalposts, and with sample min–max."""
    judul, data = f"Peringkat yang sama datanya, berbeda normalisasinya ({BOBOT[bobot]})", isi.peringkat[bobot]
    if data.empty:
        return gambar_kosong(judul, isi.sumber)
    dua = data[["patokan", "min_maks"]].rename(index=isi.berkas.terbit.negara)
    return gambar_lereng(
        dua.set_axis(["dengan patokan", "dengan min–maks sampel"], axis=1), judul, "negara", isi.sumber
    )


def tabel_patokan(isi: IsiBukti) -> Tabel:
    """By indicator: the goalposts, the lowest and highest of the sample, and which part of the goalposts that is."""
    baris = []
    for kode, satu in isi.berkas.terbit.indikator.items():
        (bawah, atas), nilai = satu.batas, isi.berkas.data[kode]
        dipakai = nilai.clip(bawah, atas)
        bentang = 100 * (dipakai.max() - dipakai.min()) / (atas - bawah)
        baris.append((satu.nama, bawah, atas, nilai.min(), nilai.max(), bentang))
    kolom = ["nama", "bawah", "atas", "terendah", "tertinggi", "bentang"]
    return _tabel(
        "Patokan dan rentang sampel",
        pd.DataFrame(baris, columns=kolom),
        Kolom("nama", "Indikator"),
        Kolom("bawah", "Patokan bawah", "bilangan"),
        Kolom("atas", "Patokan atas", "bilangan"),
        Kolom("terendah", "Terendah di sampel", "bilangan"),
        Kolom("tertinggi", "Tertinggi di sampel", "bilangan"),
        Kolom("bentang", "Bagian patokan yang terpakai", "persen"),
        catatan="Telepon dan listrik dalam log10. Bagian yang terpakai: jarak terendah ke tertinggi di sampel, sesudah "
        "nilai di luar patokan dihitung sebesar patokannya, terhadap jarak patokan. Min–maks sampel meregangkan bagian ini menjadi 100%.",
        sumber=f"{isi.sumber}; patokan {isi.berkas.terbit.patokan_asal}",
    )


def tabel_asal(isi: IsiBukti) -> Tabel:
    """Where data, goalposts, weights and worked cases come from, and what is not asserted."""
    terbit = isi.berkas.terbit
    baris = [
        ("Nilai tercetak", terbit.sumber),
        ("Data", terbit.data),
        ("Bobot", terbit.bobot_asal),
        ("Patokan", terbit.patokan_asal),
        *(
            (f"Contoh hitungan, {label.lower()}", daftar_kata(tempat))
            for asal, label in ASAL.items()
            if (
                tempat := list(
                    dict.fromkeys(satu.tempat for satu in isi.berkas.kasus if satu.asal == asal != "turunan")
                )
            )
        ),
        (
            "Contoh hitungan, turunan",
            "dihitung dengan tangan; jalannya tertulis di kasus_metode.yaml dan di tabel ringkas",
        ),
        *(("Tidak diuji", satu) for satu in terbit.tidak_diuji),
    ]
    return _tabel(
        "Asal", pd.DataFrame(baris, columns=["hal", "asal"]), Kolom("hal", "Hal"), Kolom("asal", "Dari mana")
    )  # fmt: skip


def tabel_sidik(isi: IsiBukti) -> Tabel:
    """Fingerprints of the files read."""
    data = pd.DataFrame({"berkas": isi.berkas.sidik.keys(), "sidik": [satu[:12] for satu in isi.berkas.sidik.values()]})
    return _tabel("Sidik", data, Kolom("berkas", "Berkas"), Kolom("sidik", "Sidik (12 karakter awal)"))


def _digit(toleransi: float) -> int:
    """One digit more than the tolerance has, so that a deviation shows; ranks have none."""
    return min(_DIGIT_MAKS, math.ceil(-math.log10(toleransi)) + 1) if 0 < toleransi < 1 else 0


def _tabel(judul: str, data: pd.DataFrame, *kolom: Kolom, catatan: str = "", sumber: str = "") -> Tabel:
    """A table anybody may read."""
    return Tabel(judul, kolom, data, catatan=catatan, sumber=sumber, kelas=Kelas.PUBLIK)
