"""Contents of `04_kalibrasi`: the pattern, and proposed against decided."""

from __future__ import annotations

import pandas as pd

from penilaian.bahasa import angka, bagian, daftar_kata
from penilaian.kalibrasi.pola import (
    ASAL_LALU,
    nama_lapis,
    organisasi_dan_pegawai,
    pola_opd,
    tanpa_predikat_organisasi,
    urutan_penyimpangan,
)
from penilaian.kalibrasi.usulan import (
    alasan_seragam,
    alasan_tersering,
    dapat_dibandingkan,
    ringkas_usulan,
    silang_usulan,
)
from penilaian.laporan.gambar import Gambar, gambar_batang_bertumpuk
from penilaian.laporan.isi_capaian import LABEL_JABATAN, PEGAWAI_MINIMUM
from penilaian.laporan.isi_kalibrasi import IsiKalibrasi
from penilaian.laporan.matriks import gambar_matriks
from penilaian.laporan.poin import Poin
from penilaian.laporan.tabel import Kolom, Tabel
from penilaian.nilai.kolom import PREDIKAT
from penilaian.nilai.kolom_indikator import RATING
from penilaian.nilai.pola import LAPIS
from penilaian.pribadi.samaran import samarkan_teks

BUKAN_KUOTA = "Bahan untuk rapat, bukan kuota: tidak ada predikat yang diubah, dan setiap predikat tetap mungkin."
ALASAN_SERAGAM = 3
"""Departures an assessor must have explained alike before it is worth a line."""


def _predikat(isi: IsiKalibrasi) -> dict[str, str]:
    """Names of predicates, best first."""
    return dict(reversed(isi.kalibrasi.aturan.nilai(PREDIKAT).nama.items()))


def _organisasi(isi: IsiKalibrasi, data: pd.DataFrame) -> pd.Series:
    """The organisation's predicate as readers see it, with its origin where that is last year."""
    nama = isi.kalibrasi.aturan.nilai("permenpanrb-6-2022/predikat_organisasi").nama
    lalu = data["asal"].map(lambda asal: " (hasil tahun lalu)" if asal == ASAL_LALU else "")
    return data["organisasi"].map(nama) + lalu


def gambar_pola(isi: IsiKalibrasi) -> Gambar:
    """Decided predicates of each agency, the farthest from the circular's pattern first."""
    kini = isi.kalibrasi.kini.dropna(subset=["predikat"])
    urut = list(urutan_penyimpangan(isi.kalibrasi)["kode_opd"])
    urut += sorted(set(kini["kode_opd"]) - set(urut))
    cacah = pd.crosstab(kini["kode_opd"], kini["predikat"]).reindex(index=urut, columns=list(_predikat(isi)))
    besar = cacah.fillna(0).astype(int)
    besar = besar[besar.sum(axis=1) >= PEGAWAI_MINIMUM]
    return gambar_batang_bertumpuk(
        besar, "Predikat yang ditetapkan" + (", OPD terjauh dari pola di atas" if isi.bahan.kota else ""), "pegawai", isi.bahan.sumber,
        label={**_predikat(isi), **isi.nama_opd}, tanpa_nilai=None,
    )  # fmt: skip


def tabel_urutan(isi: IsiKalibrasi) -> Tabel:
    """Agencies by their distance from both layers, in people."""
    data = urutan_penyimpangan(isi.kalibrasi)
    kecil = int((data["pegawai"] < PEGAWAI_MINIMUM).sum())
    data = data[data["pegawai"] >= PEGAWAI_MINIMUM]
    data = data.assign(opd=data["kode_opd"].map(isi.nama_opd), organisasi=_organisasi(isi, data))
    kolom = (
        Kolom("opd", "OPD"), Kolom("organisasi", "Predikat organisasi"), Kolom("pegawai", "Berpredikat", "cacah"),
        *(kolom for lapis in reversed(LAPIS) for kolom in (
            Kolom(f"orang_{nama_lapis(lapis)}", f"Jarak dalam orang, {lapis}", "cacah"),
            Kolom(f"bagian_{nama_lapis(lapis)}", f"Bagian pegawai, {lapis}", "persen"),
        )),
    )  # fmt: skip
    tanpa = tanpa_predikat_organisasi(isi.kalibrasi)
    catatan = "Jarak: paling sedikit berapa pegawai yang harus berpredikat lain agar semua butir pola terpenuhi; – bila pola tidak mungkin dipenuhi unit sekecil itu. "
    catatan += f"Tidak ditampilkan karena kurang dari {PEGAWAI_MINIMUM} pegawai: {angka(kecil)} OPD. " if kecil else ""
    catatan += f"Tidak diperiksa karena predikat organisasinya belum ada: {angka(len(tanpa))} OPD. " if tanpa else ""
    return Tabel("Jarak dari pola distribusi", kolom, data, catatan=catatan + BUKAN_KUOTA, sumber=isi.bahan.sumber)


def tabel_peringatan_pola(isi: IsiKalibrasi) -> Tabel | Poin:
    """Every expectation that is not met, with the counts that would meet it and its citation."""
    data = pola_opd(isi.kalibrasi)
    data = data[data["menyimpang"] & (data["pegawai"] >= PEGAWAI_MINIMUM)]
    if data.empty:
        return Poin("Peringatan pola distribusi", ("Tidak ada butir pola yang menyimpang.",))
    nama = _predikat(isi)
    data = data.assign(
        opd=data["kode_opd"].map(isi.nama_opd),
        organisasi=_organisasi(isi, data),
        predikat=data["predikat"].map(lambda kode: " atau ".join(nama[satu] for satu in kode.split(" atau "))),
        ada=[f"{angka(jumlah)} dari {angka(semua)}" for jumlah, semua in zip(data["jumlah"], data["pegawai"], strict=True)],
    )  # fmt: skip
    kolom = (
        Kolom("opd", "OPD"), Kolom("organisasi", "Predikat organisasi"), Kolom("lapis", "Lapis"),
        Kolom("predikat", "Predikat pegawai"), Kolom("harapan", "Pola"), Kolom("ada", "Ditetapkan"),
        Kolom("selisih", "Selisih (orang)", "cacah"),
    )  # fmt: skip
    sitasi = daftar_kata(sorted(set(data["sitasi"])))
    return Tabel(
        "Peringatan pola distribusi", kolom, data, sumber=isi.bahan.sumber, jumlah_baris_maks=40,
        catatan=f"Pecahan dibandingkan tepat, tanpa pembulatan. {sitasi}. {BUKAN_KUOTA}",
    )  # fmt: skip


def tabel_organisasi_pegawai(isi: IsiKalibrasi) -> Tabel:
    """The organisation's predicate beside its employees'."""
    data = organisasi_dan_pegawai(isi.kalibrasi)
    data = data[data["pegawai"] >= PEGAWAI_MINIMUM]
    data = data.assign(opd=data["kode_opd"].map(isi.nama_opd), organisasi=_organisasi(isi, data))
    kolom = (
        Kolom("opd", "OPD"), Kolom("organisasi", "Predikat organisasi"), Kolom("pegawai", "Berpredikat", "cacah"),
        Kolom("di_atas", "Lebih tinggi", "cacah"), Kolom("setara", "Setara", "cacah"),
        Kolom("di_bawah", "Lebih rendah", "cacah"), Kolom("selisih", "Rata-rata selisih", "bilangan", satuan="tingkat"),
    )  # fmt: skip
    return Tabel(
        "Predikat organisasi dan predikat pegawainya", kolom, data, sumber=isi.bahan.sumber,
        catatan="Setara: Istimewa dengan Sangat baik, Baik dengan Baik, dan seterusnya. Selisih terbesar di atas: di sana capaian organisasi dan penilaian pegawainya paling tidak sejalan.",
    )  # fmt: skip


def gambar_silang(isi: IsiKalibrasi) -> Gambar:
    """Proposed (rows) and decided (columns) ratings."""
    silang = silang_usulan(dapat_dibandingkan(isi.kalibrasi), isi.kalibrasi).iloc[::-1, ::-1]
    return gambar_matriks(
        silang, "Usulan dan penetapan rating hasil kerja", "Usulan dari capaian", "Ditetapkan pejabat penilai",
        isi.bahan.sumber, label=isi.kalibrasi.aturan.nilai(RATING).nama,
    )  # fmt: skip


def tabel_silang(isi: IsiKalibrasi) -> Tabel:
    """The same as a table."""
    nama = isi.kalibrasi.aturan.nilai(RATING).nama
    silang = silang_usulan(dapat_dibandingkan(isi.kalibrasi), isi.kalibrasi).iloc[::-1, ::-1]
    data = silang.rename(index=nama).rename_axis("usulan").reset_index()
    kolom = (Kolom("usulan", "Usulan"), *(Kolom(k, f"Ditetapkan {nama[k].lower()}", "cacah") for k in silang.columns))
    return Tabel("Usulan dan penetapan rating hasil kerja", kolom, data, sumber=isi.bahan.sumber)


def tabel_menyimpang(isi: IsiKalibrasi, menurut: str) -> Tabel:
    """Departures by agency or kind of position; groups of fewer than five people are not shown."""
    data = ringkas_usulan(dapat_dibandingkan(isi.kalibrasi), menurut).reset_index()
    kecil = int((data["pegawai"] < PEGAWAI_MINIMUM).sum())
    data = data[data["pegawai"] >= PEGAWAI_MINIMUM]
    nama = isi.nama_opd if menurut == "kode_opd" else LABEL_JABATAN
    data = data.assign(nama=data[menurut].map(nama), besar=data["jarak"].abs()).sort_values(
        ["besar", "nama"], ascending=[False, True]
    )
    kolom = (
        Kolom("nama", "OPD" if menurut == "kode_opd" else "Jenis jabatan"), Kolom("pegawai", "Pegawai", "cacah"),
        Kolom("lebih_tinggi", "Lebih tinggi", "cacah"), Kolom("lebih_rendah", "Lebih rendah", "cacah"),
        Kolom("dua_tingkat", "Dua tingkat", "cacah"), Kolom("tanpa_alasan", "Tanpa alasan", "cacah"),
        Kolom("jarak", "Rata-rata jarak", "bilangan", satuan="tingkat"),
    )  # fmt: skip
    catatan = (
        f"Tidak ditampilkan karena kurang dari {PEGAWAI_MINIMUM} pegawai: {angka(kecil)} kelompok." if kecil else ""
    )
    return Tabel(
        f"Penetapan dibandingkan usulan, menurut {kolom[0].label}",
        kolom,
        data,
        catatan=catatan,
        sumber=isi.bahan.sumber,
    )


def tabel_alasan(isi: IsiKalibrasi) -> Tabel | Poin:
    """The reasons assessors give for departing from the proposal; only those that point to nobody."""
    judul = "Alasan tertulis untuk penetapan yang berbeda"
    data = alasan_tersering(dapat_dibandingkan(isi.kalibrasi), PEGAWAI_MINIMUM)
    if data.empty:
        return Poin(judul, ("Tidak ada penetapan berbeda yang beralasan tertulis.",))
    data = data.assign(
        alasan=data["alasan"].map(samarkan_teks, na_action="ignore").astype(object).fillna("alasan lain")
    )
    kolom = (
        Kolom("alasan", "Alasan"), Kolom("lebih_tinggi", "Lebih tinggi", "cacah"),
        Kolom("lebih_rendah", "Lebih rendah", "cacah"),
    )  # fmt: skip
    return Tabel(
        judul, kolom, data, sumber=isi.bahan.sumber,
        catatan=f"Alasan yang dipakai untuk kurang dari {PEGAWAI_MINIMUM} pegawai digabung, supaya tidak menunjuk seseorang.",
    )  # fmt: skip


def tabel_menyimpang_penilai(isi: IsiKalibrasi) -> Tabel:
    """How departures spread over assessors, without saying who."""
    banding = dapat_dibandingkan(isi.kalibrasi)
    semua = ringkas_usulan(banding, "nip_penilai")
    cukup = semua[semua["pegawai"] >= PEGAWAI_MINIMUM]
    beda = cukup["lebih_tinggi"] + cukup["lebih_rendah"]
    seragam = alasan_seragam(banding, ALASAN_SERAGAM)
    hal = {
        "Selalu sama dengan usulan": (beda == 0).sum(),
        "Lebih dari separuh berbeda dari usulan": (2 * beda > cukup["pegawai"]).sum(),
        "Hanya pernah lebih tinggi dari usulan": ((cukup["lebih_tinggi"] > 1) & (cukup["lebih_rendah"] == 0)).sum(),
        "Hanya pernah lebih rendah dari usulan": ((cukup["lebih_rendah"] > 1) & (cukup["lebih_tinggi"] == 0)).sum(),
        "Ada perbedaan dua tingkat": (cukup["dua_tingkat"] > 0).sum(),
        "Ada perbedaan tanpa alasan tertulis": (cukup["tanpa_alasan"] > 0).sum(),
        f"Alasan yang sama persis untuk {ALASAN_SERAGAM} perbedaan atau lebih": seragam["nip_penilai"].isin(cukup.index).sum(),
    }  # fmt: skip
    data = pd.DataFrame({"hal": list(hal), "jumlah": [bagian(int(n), len(cukup)) for n in hal.values()]})
    return Tabel(
        "Pejabat penilai dan usulan",
        (Kolom("hal", "Hal"), Kolom("jumlah", "Pejabat penilai")),
        data,
        catatan=f"Hanya penilai dengan sedikitnya {PEGAWAI_MINIMUM} pegawai yang dapat dibandingkan. Namanya hanya untuk tim kalibrasi: `penilaian kalibrasi tinjau`.",
        sumber=isi.bahan.sumber,
    )
