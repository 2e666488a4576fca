"""Contents of `04_kalibrasi`: assessors and givers of feedback, never by name."""

from __future__ import annotations

import pandas as pd

from penilaian.bahasa import angka, bagian, persen
from penilaian.galat import GalatRumus
from penilaian.kalibrasi.faset import faset_umpan_balik
from penilaian.kalibrasi.gaya_penilai import halo_penilai, pemakaian_skala, pergeseran_penilai
from penilaian.kalibrasi.kesepakatan_umpan_balik import UKURAN, kesepakatan_umpan_balik
from penilaian.kalibrasi.keterhubungan import Keterhubungan, keterhubungan
from penilaian.laporan.gambar import Gambar, gambar_kosong
from penilaian.laporan.isi_capaian import PEGAWAI_MINIMUM
from penilaian.laporan.isi_kalibrasi import IsiKalibrasi
from penilaian.laporan.poin import Poin
from penilaian.laporan.sebaran import gambar_sebaran
from penilaian.laporan.selang import gambar_selang
from penilaian.laporan.tabel import Kolom, Tabel

OPD_DIGAMBAR = 20
PIHAK = {
    "semua": "semua pemberi", "rekan": "atasan dan rekan", "bawahan": "atasan dan bawahan",
    "penerima_layanan": "atasan dan penerima layanan",
}  # fmt: skip


def tabel_keterhubungan(isi: IsiKalibrasi) -> Tabel:
    """Islands of the three designs, and what may be compared."""
    kini, semua, umpan = isi.kalibrasi.kini, isi.kalibrasi.pegawai, _umpan_balik(isi)
    rancangan = {
        "Penetapan, periode ini": _jalin(kini, "nip_penilai"),
        "Penetapan, semua periode": _jalin(semua, "nip_penilai"),
        "Umpan balik, periode ini": _jalin(umpan, "dari"),
    }
    baris = [_baris_rancangan(nama, satu) for nama, satu in rancangan.items() if satu is not None]
    data = pd.DataFrame(baris, columns=["rancangan", "penilai", "pulau", "terbesar", "ikatan", "arti"])
    kolom = (
        Kolom("rancangan", "Rancangan"), Kolom("penilai", "Penilai", "cacah"), Kolom("pulau", "Pulau", "cacah"),
        Kolom("terbesar", "Penilai di pulau terbesar", "cacah"), Kolom("ikatan", "Ikatan terlemah", "cacah"),
        Kolom("arti", "Artinya"),
    )  # fmt: skip
    return Tabel(
        "Dapatkah penilai dibandingkan?", kolom, data, sumber=isi.sumber,
        catatan="Pulau: penilai yang terhubung oleh pegawai yang dinilai bersama. Antarpulau, beda penilai dan beda pegawai tidak terpisahkan, jadi tidak dibandingkan. Ikatan terlemah: jumlah pegawai bersama di titik paling rapuh pulau terbesar.",
    )  # fmt: skip


def _umpan_balik(isi: IsiKalibrasi) -> pd.DataFrame:
    semua = isi.kalibrasi.umpan_balik
    return semua[semua["periode"] == isi.kalibrasi.periode.kode]


def _jalin(tabel: pd.DataFrame, penilai: str) -> Keterhubungan | None:
    ada = tabel.dropna(subset=[penilai])
    return None if ada.empty else keterhubungan(ada[penilai], ada["nip"])


def _baris_rancangan(nama: str, satu: Keterhubungan) -> tuple[object, ...]:
    terbesar = satu.pulau.iloc[0]
    if len(satu.penilai) == 1:
        arti = "hanya ada satu penilai"
    elif satu.terhubung:
        arti = "semua penilai dapat dibandingkan"
    elif terbesar["penilai"] <= 1:
        arti = "tidak terhubung sama sekali: satu atasan satu tim, tidak ada yang dibandingkan"
    else:
        arti = "hanya di dalam setiap pulau"
    return nama, len(satu.penilai), len(satu.pulau), int(terbesar["penilai"]), terbesar["ikatan"], arti


def gambar_keringanan(isi: IsiKalibrasi) -> Gambar:
    """Leniency of assessors by agency, each a point, widest agencies first."""
    judul = "Keringanan pejabat penilai terhadap capaian"
    if isi.keringanan is None:
        return gambar_kosong(judul, isi.sumber)
    penilai = isi.keringanan.penilai
    banyak = penilai.groupby("kode_opd")["nilai"].agg(["size", "median"])
    tampil = banyak[banyak["size"] >= PEGAWAI_MINIMUM].sort_values(["median"], ascending=False)
    if len(tampil) > OPD_DIGAMBAR:
        tampil = pd.concat([tampil.head(OPD_DIGAMBAR // 2), tampil.tail(OPD_DIGAMBAR // 2)])
        judul += f": {OPD_DIGAMBAR // 2} OPD paling longgar dan {OPD_DIGAMBAR // 2} paling ketat"
    urutan = {kode: nomor for nomor, kode in enumerate(tampil.index)}
    isi_gambar = penilai[penilai["kode_opd"].isin(urutan)].sort_values("kode_opd", key=lambda satu: satu.map(urutan))
    return gambar_sebaran(
        isi_gambar["nilai"], isi_gambar["kode_opd"], judul, "poin persentase capaian; kanan: lebih longgar", isi.sumber,
        garis_acuan={0.0: "rata-rata"}, label=isi.nama_opd,
    )  # fmt: skip


def tabel_keringanan(isi: IsiKalibrasi) -> Tabel | Poin:
    """The same by agency: how many assessors, how many are marked, and how far they spread."""
    if isi.keringanan is None:
        return Poin("Keringanan pejabat penilai", (isi.tanpa_keringanan,))
    penilai = isi.keringanan.penilai
    kelompok = penilai.groupby("kode_opd")
    data = pd.DataFrame(
        {
            "penilai": kelompok.size(),
            "diuji": kelompok["q"].count(),
            "longgar": (penilai["ditandai"] & (penilai["nilai"] > 0)).groupby(penilai["kode_opd"]).sum(),
            "ketat": (penilai["ditandai"] & (penilai["nilai"] < 0)).groupby(penilai["kode_opd"]).sum(),
            "median": kelompok["nilai"].median(),
            "teramati": kelompok["rata_teramati"].mean(),
            "adil": kelompok["rata_adil"].mean(),
        }
    )
    kecil = int((data["penilai"] < PEGAWAI_MINIMUM).sum())
    data = data[data["penilai"] >= PEGAWAI_MINIMUM].sort_values(["median"], ascending=False).reset_index()
    data["opd"] = data["kode_opd"].map(isi.nama_opd)
    kolom = (
        Kolom("opd", "OPD"), Kolom("penilai", "Penilai", "cacah"), Kolom("diuji", "Cukup amatan", "cacah"),
        Kolom("longgar", "Ditandai longgar", "cacah"), Kolom("ketat", "Ditandai ketat", "cacah"),
        Kolom("median", "Median keringanan", "bilangan", desimal=1, satuan="poin capaian"),
        Kolom("teramati", "Rata-rata rating", "bilangan"), Kolom("adil", "Rata-rata adil", "bilangan"),
    )  # fmt: skip
    tidak = "; ".join(f"{sebab} {angka(n)}" for sebab, n in isi.keringanan.tidak_dipakai.items())
    catatan = (
        "Keringanan 2 berarti penetapannya setara dengan capaian 2 poin lebih tinggi daripada penilai rata-rata pada capaian yang sama. "
        f"Ditandai: terbukti berbeda lebih dari {angka(isi.kalibrasi.bilangan('keringanan_berarti'))} poin. "
        "Rata-rata rating 0 (di bawah) sampai 2 (di atas); rata-rata adil: bila dinilai penilai rata-rata. Rata-rata adil tidak menggantikan rating siapa pun. "
        f"Perbandingan berlaku sejauh targetnya sama berat. OPD dengan kurang dari {PEGAWAI_MINIMUM} penilai tidak ditampilkan: {angka(kecil)}. "
        f"Penilaian yang tidak dipakai: {tidak}."
    )
    return Tabel("Keringanan pejabat penilai menurut OPD", kolom, data, catatan=catatan, sumber=isi.sumber)


def gambar_tahun(isi: IsiKalibrasi) -> Gambar:
    """Agencies as a whole in each year, marked ones first."""
    judul = "Pergeseran seluruh OPD dalam setahun"
    if isi.keringanan is None or isi.keringanan.opd_tahun.empty:
        return gambar_kosong(judul, isi.sumber)
    data = isi.keringanan.opd_tahun
    urut = data.assign(besar=data["nilai"].abs()).sort_values(["besar"], ascending=False).head(12)
    nama = {kunci: f"{isi.nama_opd[kunci[0]]}, {kunci[1]}" for kunci in urut.index}
    return gambar_selang(
        urut, judul, "poin persentase capaian; kanan: lebih longgar", isi.sumber,
        garis_acuan={0.0: "rata-rata"}, label=nama,
    )  # fmt: skip


def tabel_tahun(isi: IsiKalibrasi) -> Tabel | Poin:
    """The same as a table: agencies and years that are marked."""
    judul = "OPD dan tahun yang lebih longgar atau ketat daripada biasanya"
    if isi.keringanan is None:
        return Poin(judul, (isi.tanpa_keringanan,))
    data = isi.keringanan.opd_tahun.reset_index()
    diuji = len(data)
    data = data[data["ditandai"]].sort_values("nilai", ascending=False)
    if data.empty:
        return Poin(judul, (f"Tidak ada di antara {angka(diuji)} pasangan OPD dan tahun.",))
    data["opd"] = data["kode_opd"].map(isi.nama_opd)
    kolom = (
        Kolom("opd", "OPD"), Kolom("tahun", "Tahun"), Kolom("amatan", "Penilaian", "cacah"),
        Kolom("nilai", "Pergeseran", "bilangan", desimal=1, satuan="poin capaian"),
        Kolom("bawah", "Selang, bawah", "bilangan", desimal=1), Kolom("atas", "Selang, atas", "bilangan", desimal=1),
    )  # fmt: skip
    return Tabel(judul, kolom, data, catatan=f"Diuji: {angka(diuji)} pasangan OPD dan tahun.", sumber=isi.sumber)


def tabel_gaya(isi: IsiKalibrasi) -> Tabel | Poin:
    """Halo, central tendency, range and drift: how many assessors are marked."""
    judul = "Cara penilai memakai skala"
    if isi.keringanan is None:
        return Poin(judul, (isi.tanpa_keringanan,))
    skala = pemakaian_skala(isi.kalibrasi, isi.keringanan)
    geser = pergeseran_penilai(isi.kalibrasi, isi.keringanan)
    sedikit = isi.kalibrasi.bilangan("amatan_paling_sedikit")
    cukup = skala[skala["amatan"] >= sedikit]
    baris = [
        _halo(isi),
        ("Cenderung ke tengah", _bagian_tanda(skala), f"bagian rating tengah {persen(100 * cukup['tengah'].mean())}, diharapkan {persen(100 * cukup['tengah_harapan'].mean())}"),
        ("Hanya memakai satu rating", bagian(int((cukup["rating_dipakai"] == 1).sum()), len(cukup)), "wajar bila capaian timnya memang serupa"),
        ("Bergeser dari periode ke periode", _bagian_tanda(geser), "menjadi lebih longgar atau lebih ketat pada capaian yang sama"),
    ]  # fmt: skip
    data = pd.DataFrame(baris, columns=["hal", "jumlah", "arti"])
    return Tabel(
        judul, (Kolom("hal", "Hal"), Kolom("jumlah", "Penilai ditandai"), Kolom("arti", "Keterangan")), data,
        catatan=f"Penilai dengan sedikitnya {angka(sedikit)} penilaian; keringanannya sendiri sudah diperhitungkan.",
        sumber=isi.sumber,
    )  # fmt: skip


def _halo(isi: IsiKalibrasi) -> tuple[str, str, str]:
    nama = "Rating perilaku mengikuti capaian lebih dari biasanya (halo)"
    try:
        halo = halo_penilai(isi.kalibrasi)
    except GalatRumus as galat:
        return nama, "–", f"tidak dapat dihitung: {galat.mengapa}"
    return nama, _bagian_tanda(halo), "perilaku dan hasil kerja adalah dua hal; lihat bukti perilakunya"


def _bagian_tanda(tabel: pd.DataFrame) -> str:
    return bagian(int(tabel["ditandai"].sum()), int(tabel["q"].notna().sum()))


def tabel_faset(isi: IsiKalibrasi) -> Tabel | Poin:
    """The many-facet view of feedback in an agency, island by island."""
    judul = "Umpan balik: pemberi, pegawai, dan aspek bersama-sama"
    if isi.bahan.kota:
        return Poin(
            judul, ("Dihitung per OPD, karena umpan balik jarang melintasi OPD: lihat laporan ini untuk satu OPD.",)
        )
    try:
        faset = faset_umpan_balik(_umpan_balik(isi), int(isi.kalibrasi.bilangan("amatan_paling_sedikit")))
    except GalatRumus as galat:
        return Poin(judul, (f"{galat.apa}: {galat.mengapa}.", f"Yang dapat dilakukan: {galat.tindakan}."))
    kelompok = faset.pegawai.groupby("pulau")
    beda = (faset.pegawai["rata_adil"] - faset.pegawai["rata_teramati"]).abs().groupby(faset.pegawai["pulau"])
    pemberi = faset.pemberi.groupby("pulau")
    data = pd.DataFrame(
        {"pemberi": pemberi.size(), "pegawai": kelompok.size(), "umpan": kelompok["amatan"].sum(),
         "longgar": pemberi["nilai"].std(), "rata": kelompok["rata_teramati"].mean(), "beda": beda.max()}
    ).join(faset.rancangan.pulau["ikatan"])  # fmt: skip
    data = data[(data["pegawai"] >= PEGAWAI_MINIMUM) & (data["pemberi"] >= PEGAWAI_MINIMUM)]
    data = data.reset_index(drop=True).assign(pulau=lambda tabel: [f"pulau {angka(n + 1)}" for n in tabel.index])
    kolom = (
        Kolom("pulau", "Pulau"), Kolom("pemberi", "Pemberi", "cacah"), Kolom("pegawai", "Pegawai", "cacah"),
        Kolom("umpan", "Umpan balik", "cacah"), Kolom("ikatan", "Ikatan terlemah", "cacah"),
        Kolom("longgar", "Simpangan keringanan", "bilangan", satuan="logit"),
        Kolom("rata", "Rata-rata nada", "bilangan"), Kolom("beda", "Beda terbesar dari rata-rata adil", "bilangan"),
    )  # fmt: skip
    return Tabel(
        judul, kolom, data, sumber=isi.bahan.sumber,
        catatan=f"Nada 0 (negatif) sampai 2 (positif). Rata-rata adil: nada yang diharapkan dari pemberi rata-rata di pulaunya; berdiri di samping, tidak menggantikan. Umpan balik tanpa pemberi atau di pulau terlalu kecil: {angka(faset.dilewati)}.",
    )  # fmt: skip


def tabel_kesepakatan(isi: IsiKalibrasi) -> Tabel | Poin:
    """Agreement of superiors and colleagues on the same employee, with intervals."""
    judul = "Seberapa sepakat pemberi umpan balik tentang orang yang sama?"
    data = kesepakatan_umpan_balik(_umpan_balik(isi))
    if data.empty:
        return Poin(judul, ("Tidak ada pegawai yang mendapat umpan balik dari dua pihak.",))
    data = data[(data["sebab"] == "") | ~data.duplicated(["pasangan", "sebab"])]
    data = data.assign(pasangan=data["pasangan"].map(PIHAK), ukuran=data["ukuran"].map(UKURAN))
    kolom = (
        Kolom("pasangan", "Pihak"), Kolom("unit", "Sasaran bersama", "cacah"), Kolom("ukuran", "Ukuran"),
        Kolom("nilai", "Kesepakatan", "bilangan"), Kolom("bawah", "Selang, bawah", "bilangan"),
        Kolom("atas", "Selang, atas", "bilangan"), Kolom("sebab", "Keterangan"),
    )  # fmt: skip
    return Tabel(
        judul, kolom, data, sumber=isi.bahan.sumber,
        catatan="Sasaran bersama: hal yang sama (satu hasil atau satu nilai dasar) pada pegawai yang sama; untuk korelasi intrakelas, pegawai. 0: tidak lebih dari kebetulan, 1: selalu sama. Ukuran yang berbeda mengoreksi kebetulan dengan cara berbeda, karena itu beberapa disajikan; rendah tidak berarti salah, karena setiap pihak melihat sisi yang lain.",
    )  # fmt: skip
