"""Contents of `01_mutu_data`: can the figures of this period be used?"""

from __future__ import annotations

import pandas as pd

from penilaian.bahasa import bagian
from penilaian.data import ringkas_temuan, samarkan_temuan
from penilaian.laporan.bahan import Bahan
from penilaian.laporan.gambar import Gambar, gambar_batang
from penilaian.laporan.peta_periode import gambar_peta_periode
from penilaian.laporan.tabel import Kolom, Tabel

BARIS_TEMUAN = 40
PERIODE_TAMPIL = 8


def tabel_jumlah_baris(bahan: Bahan) -> Tabel:
    """How many rows of each table belong to the period."""
    tabel = bahan.irisan.tabel
    data = pd.DataFrame({"tabel": list(tabel), "baris": [len(isi) for isi in tabel.values()]})
    return Tabel(
        "Baris setiap tabel",
        (Kolom("tabel", "Tabel"), Kolom("baris", "Baris", "cacah")),
        data,
        catatan="opd dan indikator berlaku untuk semua OPD dan periode.",
        sumber=bahan.sumber,
    )


def tabel_ringkas_temuan(bahan: Bahan) -> Tabel:
    """Findings by level, kind and table."""
    ringkas = ringkas_temuan(bahan.irisan.temuan)
    kolom = (
        Kolom("tingkat", "Tingkat"), Kolom("apa", "Temuan"), Kolom("tabel", "Tabel"),
        Kolom("kolom", "Kolom"), Kolom("jumlah", "Jumlah", "cacah"),
    )  # fmt: skip
    return Tabel(
        "Ringkasan temuan",
        kolom,
        ringkas,
        catatan="galat: angkanya tidak dapat dipakai; peringatan: dipakai, tetapi lihat lagi; catatan: untuk diketahui",
        sumber=bahan.sumber,
        baris_judul=False,
    )


def tabel_temuan(bahan: Bahan) -> Tabel:
    """The findings a person must act on, row by row, names masked."""
    temuan = bahan.irisan.temuan
    perlu = samarkan_temuan(temuan[temuan["tingkat"] != "catatan"])
    kolom = (
        Kolom("tingkat", "Tingkat"), Kolom("berkas", "Berkas"), Kolom("baris", "Baris", "cacah"), Kolom("kolom", "Kolom"),
        Kolom("nilai", "Nilai"), Kolom("apa", "Apa yang salah"), Kolom("tindakan", "Yang perlu dilakukan"),
    )  # fmt: skip
    return Tabel(
        "Temuan yang perlu ditindaklanjuti",
        kolom,
        perlu,
        catatan="Daftar lengkap: penilaian periksa FOLDER --semua.",
        sumber=bahan.sumber,
        baris_judul=False,
        jumlah_baris_maks=BARIS_TEMUAN,
    )


def kelengkapan(bahan: Bahan) -> pd.DataFrame:
    """Per agency: employees, promised indicators, how many have a realisation, decisions made, feedback given."""
    tabel = bahan.irisan.tabel
    pegawai = tabel["pegawai"][["nip", "kode_opd"]].drop_duplicates("nip")
    butir = (
        tabel["skp"]
        .merge(pegawai, on="nip", validate="many_to_one")
        .merge(
            tabel["realisasi"][["nip", "kode_indikator", "realisasi"]].drop_duplicates(["nip", "kode_indikator"]),
            on=["nip", "kode_indikator"],
            how="left",
            validate="many_to_one",
        )
    )
    per_opd = butir.groupby("kode_opd")["realisasi"].agg(indikator="size", terisi="count")
    orang = pegawai.assign(
        ditetapkan=pegawai["nip"].isin(tabel["penetapan"]["nip"]),
        umpan_balik=pegawai["nip"].isin(tabel["umpan_balik"]["nip"]),
    )
    jumlah = orang.groupby("kode_opd").agg(
        pegawai=("nip", "size"), ditetapkan=("ditetapkan", "sum"), umpan_balik=("umpan_balik", "sum")
    )
    hasil = jumlah.join(per_opd).fillna({"indikator": 0, "terisi": 0}).astype("int64")
    hasil["bagian_terisi"] = (100 * hasil["terisi"] / hasil["indikator"]).where(hasil["indikator"] > 0)
    nama = tabel["opd"].set_index("kode")["nama"]
    return hasil.assign(nama=nama.reindex(hasil.index)).sort_values(["bagian_terisi", "nama"]).reset_index()


def tabel_kelengkapan(bahan: Bahan) -> Tabel:
    """Completeness by agency, the least complete first."""
    kolom = (
        Kolom("nama", "OPD"), Kolom("pegawai", "Pegawai", "cacah"), Kolom("indikator", "Target", "cacah"),
        Kolom("terisi", "Realisasi terisi", "cacah"), Kolom("bagian_terisi", "Persentase terisi", "persen"),
        Kolom("umpan_balik", "Pegawai dengan umpan balik", "cacah"), Kolom("ditetapkan", "Sudah ditetapkan", "cacah"),
    )  # fmt: skip
    return Tabel("Kelengkapan per OPD", kolom, kelengkapan(bahan), sumber=bahan.sumber)


def gambar_kelengkapan(bahan: Bahan) -> Gambar:
    """Share of realisations that are filled, by agency."""
    lengkap = kelengkapan(bahan)
    return gambar_batang(
        lengkap.set_index("nama")["bagian_terisi"],
        "Realisasi yang sudah terisi",
        "persen indikator",
        bahan.sumber,
        desimal=1,
    )


def kelengkapan_periode(bahan: Bahan) -> pd.DataFrame:
    """Share of promised indicators with a realisation, percent: agencies by periods of the report's kind, up to it."""
    tabel = bahan.data.tabel
    pilih = [
        satu.kode for satu in bahan.data.daftar_periode() if satu.jenis == bahan.periode.jenis and satu <= bahan.periode
    ][-PERIODE_TAMPIL:]
    kunci = ["nip", "periode"]
    pegawai = tabel["pegawai"][[*kunci, "kode_opd"]].drop_duplicates(kunci)
    terisi = tabel["realisasi"].dropna(subset=["realisasi"])[[*kunci, "kode_indikator"]].drop_duplicates()
    butir = (
        tabel["skp"]
        .loc[tabel["skp"]["periode"].isin(pilih), [*kunci, "kode_indikator"]]
        .merge(pegawai, on=kunci, validate="many_to_one")
        .merge(terisi.assign(terisi=True), on=[*kunci, "kode_indikator"], how="left", validate="many_to_one")
    )
    bagian_terisi = butir.assign(terisi=butir["terisi"].notna()).groupby(["kode_opd", "periode"])["terisi"].mean() * 100
    nama = tabel["opd"].drop_duplicates("kode").set_index("kode")["nama"]
    hasil = bagian_terisi.unstack("periode").reindex(columns=pilih)
    return hasil.assign(nama=nama.reindex(hasil.index)).sort_values([pilih[-1], "nama"]).set_index("nama")


def tabel_kelengkapan_periode(bahan: Bahan) -> Tabel:
    """Completeness by agency and period, the least complete now first."""
    data = kelengkapan_periode(bahan)
    kolom = tuple(Kolom(kode, kode.replace("-", "\u2011"), "persen") for kode in data.columns)
    return Tabel(
        "Realisasi yang sudah terisi menurut OPD dan periode",
        (Kolom("nama", "OPD"), *kolom),
        data.reset_index(),
        catatan="Tanda – berarti tidak ada SKP OPD itu pada periode itu.",
        sumber=bahan.sumber,
    )


def gambar_kelengkapan_periode(bahan: Bahan) -> Gambar:
    """The same as a map: where and since when something is missing."""
    return gambar_peta_periode(
        kelengkapan_periode(bahan),
        "Realisasi yang sudah terisi, dari periode ke periode",
        "Persen indikator; makin gelap, makin banyak yang kosong",
        bahan.sumber,
    )


def tabel_dokumen_skp(bahan: Bahan) -> Tabel:
    """SKP documents of the year by agency and status: how many are not agreed on yet."""
    dokumen = bahan.data.tabel["dokumen_skp"]
    dokumen = dokumen[dokumen["periode"] == str(bahan.periode.tahun)]
    status = ["draft", "pengajuan", "persetujuan"]
    cacah = pd.crosstab(dokumen["kode_opd"], dokumen["status"]).reindex(columns=status, fill_value=0)
    nama = bahan.data.tabel["opd"].drop_duplicates("kode").set_index("kode")["nama"]
    data = cacah.assign(nama=nama.reindex(cacah.index)).sort_values(
        ["draft", "pengajuan", "nama"], ascending=[False, False, True]
    )
    return Tabel(
        f"Dokumen SKP tahun {bahan.periode.tahun} menurut status",
        (Kolom("nama", "OPD"), *(Kolom(satu, satu.capitalize(), "cacah") for satu in status)),
        data[["nama", *status]].reset_index(drop=True),
        catatan="Hanya SKP berstatus persetujuan yang sudah disepakati pegawai dan atasannya. Tabel kosong: data ini belum diimpor.",
        sumber=bahan.sumber,
    )


def tabel_alasan_kosong(bahan: Bahan) -> Tabel:
    """Why realisations are missing."""
    realisasi = bahan.irisan.tabel["realisasi"]
    kosong = realisasi[realisasi["realisasi"].isna()]
    alasan = kosong["alasan_kosong"].fillna("tanpa alasan").str.replace("_", " ").str.capitalize().value_counts()
    data = (
        alasan.rename_axis("alasan")
        .reset_index(name="jumlah")
        .sort_values(["jumlah", "alasan"], ascending=[False, True])
    )
    return Tabel(
        "Alasan realisasi kosong",
        (Kolom("alasan", "Alasan"), Kolom("jumlah", "Realisasi", "cacah")),
        data,
        catatan=f"Kosong: {bagian(len(kosong), len(realisasi))}. Kosong bukan nol: tidak dihitung dalam rata-rata mana pun.",
        sumber=bahan.sumber,
    )


def tabel_sidik(bahan: Bahan) -> Tabel:
    """Fingerprints of the source files."""
    sidik = bahan.data.sidik
    data = pd.DataFrame({"tabel": list(sidik), "sidik": [nilai[:12] for nilai in sidik.values()]})
    return Tabel("Sidik berkas sumber", (Kolom("tabel", "Tabel"), Kolom("sidik", "Sidik (12 karakter awal)")), data)
