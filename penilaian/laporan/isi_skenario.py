"""Contents of `08_skenario` and of `penilaian skenario`: a scenario against the rules in force."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pandas as pd

from penilaian.aturan import muat_buku
from penilaian.aturan.skenario import baca_skenario
from penilaian.bahasa import angka, bagian, tanggal
from penilaian.laporan.bahan import Bahan, buka
from penilaian.laporan.gambar import Gambar
from penilaian.laporan.isi_capaian import PEGAWAI_MINIMUM, kelompokkan_kecil
from penilaian.laporan.matriks import gambar_matriks
from penilaian.laporan.parameter import KOTA
from penilaian.laporan.poin import Poin
from penilaian.laporan.sebaran_predikat import NAMA_BELUM
from penilaian.laporan.tabel import Kolom, Tabel
from penilaian.nilai.bandingkan import BARU, DASAR, KETENTUAN_LAIN, PREDIKAT_BANDING, Perbandingan, bandingkan
from penilaian.nilai.kolom import BELUM, PREDIKAT

JUDUL_BANDING = {"usulan": "bila usulan diikuti", "ditetapkan": "yang ditetapkan"}
JUDUL_KELOMPOK = {
    "kode_opd": "OPD",
    "jenis": "Jenis pegawai",
    "jenis_jabatan": "Jenis jabatan",
    "jenjang": "Jenjang fungsional",
    "jenis_kelamin": "Jenis kelamin",
    "kelompok_usia": "Kelompok usia",
}
NAMA_ADA = {"keduanya": "keduanya", DASAR: "hanya aturan yang berlaku", BARU: "hanya skenario"}
LAIN = "Lainnya (digabung)"
NAMA_KODE = {
    "L": "laki-laki", "P": "perempuan", "jpt": "JPT", "pns": "PNS", "pppk": "PPPK",
    "pppk_paruh_waktu": "PPPK paruh waktu", "30_39": "30–39", "40_49": "40–49",
}  # fmt: skip
"""Codes that are not words once their underscores are gone."""


@dataclass(frozen=True)
class BahanSkenario:
    """What the notebook starts from."""

    bahan: Bahan
    banding: Perbandingan


def buka_skenario(
    notebook: str, *, folder_data: str, kode_opd: str, periode: str, berkas_skenario: str
) -> BahanSkenario:
    """Validate the parameters, read data and scenario, score both.

    Raises:
        GalatParameter, GalatData, GalatSkenario: see `buka`, `baca_skenario`, `bandingkan`.
    """
    bahan = buka(
        notebook,
        folder_data=folder_data,
        kode_opd=kode_opd,
        periode=periode,
        berkas_skenario=berkas_skenario,
    )
    skenario = baca_skenario(Path(berkas_skenario))
    return BahanSkenario(bahan, bandingkan(bahan.data, bahan.periode, skenario, muat_buku(), _opd(kode_opd)))


def _opd(kode: str) -> str | None:
    return None if kode == KOTA else kode


def tabel_skenario(isi: BahanSkenario) -> Tabel:
    """Who asks for what, why, and for whom it was tried."""
    skenario = isi.banding.skenario
    hal = {
        "Skenario": skenario.judul,
        "Penyusun": skenario.penyusun,
        "Tanggal": tanggal(skenario.tanggal),
        "Alasan": skenario.alasan,
        "Dicoba pada": f"{isi.bahan.nama}, {isi.bahan.periode.label}",
        "Kedudukan": "skenario, bukan aturan yang berlaku; tidak ada penetapan yang diubah",
    }
    data = pd.DataFrame({"hal": list(hal), "isi": list(hal.values())})
    return Tabel("Skenario ini", (Kolom("hal", "Hal"), Kolom("isi", "Isi")), data)


def tabel_perubahan(banding: Perbandingan) -> Tabel:
    """Each lever before and after, with its standing."""
    asal = {"peraturan": "angka peraturan", "kebijakan_lokal": "kebijakan lokal"}
    baris = [
        {
            "ketentuan": satu.kode,
            "tuas": satu.tuas.replace("_", " "),
            "semula": _nilai(satu.semula),
            "menjadi": _nilai(satu.menjadi),
            "satuan": satu.satuan,
            "asal": f"{asal[satu.asal]}, {banding.aturan_dasar.masa(satu.kode).verifikasi}"
            + ("; tidak memengaruhi perbandingan ini" if satu.kode in banding.tidak_berpengaruh else ""),
        }
        for satu in banding.perubahan
    ]
    kolom = (
        Kolom("ketentuan", "Ketentuan"), Kolom("tuas", "Yang diubah"), Kolom("semula", "Semula"),
        Kolom("menjadi", "Menjadi"), Kolom("satuan", "Satuan"), Kolom("asal", "Asal"),
    )  # fmt: skip
    return Tabel("Yang diubah skenario", kolom, pd.DataFrame(baris))


def _nilai(nilai: Fraction | str) -> str:
    """A number in Indonesian form; what no short decimal equals stays a fraction."""
    if isinstance(nilai, str):
        return nilai.replace("_", " ")
    return angka(nilai) if (nilai * 10_000).denominator == 1 else str(nilai)


def pokok_skenario(isi: BahanSkenario) -> Poin:
    """The answer in four sentences."""
    banding, jumlah = isi.banding, len(isi.banding.pegawai)
    arah = banding.per_kelompok("jenis")[["naik", "turun", "lain"]].sum()
    dekat, tpp = banding.selangkah().sum(numeric_only=True), banding.biaya_tpp()
    butir = [
        f"Bila usulan diikuti, {bagian(int(arah['naik']), jumlah)} pegawai berpredikat lebih tinggi dan {bagian(int(arah['turun']), jumlah)} lebih rendah daripada menurut aturan yang berlaku.",
        *([f"{angka(int(arah['lain']))} pegawai mendapat atau kehilangan usulan karena datanya belum lengkap."] if arah["lain"] else []),
        f"Tinggal satu hasil kerja dari predikat yang lebih rendah: {bagian(int(dekat['turun_dasar']), jumlah)} menurut aturan yang berlaku, {bagian(int(dekat['turun_skenario']), jumlah)} menurut skenario.",
        f"Bagian produktivitas TPP berubah {_bertanda(tpp['selisih'].sum())} kali TPP dasar sebulan ({angka(int(tpp['pegawai'].sum()))} pegawai yang dapat dibandingkan), dengan angka bawaan perangkat ini.",
    ]  # fmt: skip
    return Poin("Pokok perbandingan", tuple(butir))


def _bertanda(nilai: float) -> str:
    return f"{'+' if nilai > 0 else '−' if nilai < 0 else ''}{angka(abs(nilai), 2)}"


def _nama(banding: Perbandingan) -> dict[str, str]:
    return {**banding.aturan_dasar.nilai(PREDIKAT).nama, BELUM: NAMA_BELUM}


def gambar_perpindahan(isi: BahanSkenario, dibanding: str = "usulan") -> Gambar:
    """Predicates by the rules (rows) and by the scenario (columns)."""
    return gambar_matriks(
        isi.banding.perpindahan(dibanding),
        f"Predikat {JUDUL_BANDING[dibanding]}: aturan yang berlaku dan skenario",
        "Yang berlaku",
        "Menurut skenario",
        isi.bahan.sumber,
        label=_nama(isi.banding),
    )


def tabel_perpindahan(banding: Perbandingan, dibanding: str = "usulan") -> Tabel:
    """The same as a table."""
    nama, silang = _nama(banding), banding.perpindahan(dibanding)
    data = silang.rename(index=nama).rename_axis(index="dari", columns=None).reset_index()
    kolom = (Kolom("dari", "Dari"), *(Kolom(kode, f"Ke {nama[kode].lower()}", "cacah") for kode in silang.columns))
    return Tabel(f"Perpindahan predikat {JUDUL_BANDING[dibanding]}", kolom, data)


def tabel_kelompok(banding: Perbandingan, kelompok: str, dibanding: str = "usulan") -> Tabel:
    """Who moves, by one group; groups of fewer than five people are put together."""
    pegawai = banding.pegawai.assign(**{kelompok: banding.pegawai[kelompok].fillna("tidak ada")})
    gabung = kelompokkan_kecil(pegawai, kelompok, LAIN)
    peta = dict(zip(pegawai[kelompok], gabung, strict=True))
    data = banding.per_kelompok(kelompok, dibanding)
    kode = data[kelompok].replace("tidak_ada", "tidak ada")
    data = data.assign(**{kelompok: kode.map(peta)}).groupby(kelompok, as_index=False).sum()
    data["pangsa"] = 100 * (data["naik"] + data["turun"]) / data["jumlah"]
    terakhir = data[kelompok] == LAIN
    data = data.assign(terakhir=terakhir).sort_values(["terakhir", "pangsa", kelompok], ascending=[True, False, True])
    data[kelompok] = _nama_kelompok(data[kelompok], banding)
    kolom = (
        Kolom(kelompok, JUDUL_KELOMPOK[kelompok]), Kolom("jumlah", "Pegawai", "cacah"),
        Kolom("naik", "Naik", "cacah"), Kolom("turun", "Turun", "cacah"),
        Kolom("lain", "Ada/hilang usulan", "cacah"), Kolom("pangsa", "Berpindah", "persen"),
    )  # fmt: skip
    return Tabel(f"Pindah predikat {JUDUL_BANDING[dibanding]}, menurut {JUDUL_KELOMPOK[kelompok]}", kolom, data)


def _nama_kelompok(kode: pd.Series, banding: Perbandingan) -> pd.Series:
    """What readers see for a group's codes: the agency's name, or the code in words."""
    nama = {**NAMA_KODE, **banding.nama_opd, LAIN: LAIN}
    return kode.map(lambda satu: nama.get(satu, str(satu).replace("_", " ")))


def tabel_selangkah(banding: Perbandingan) -> Tabel:
    """How many employees are one result away from another predicate, agencies with few people put together."""
    data = banding.selangkah()
    gabung = kelompokkan_kecil(banding.pegawai, "kode_opd", LAIN)
    peta = dict(zip(banding.pegawai["kode_opd"], gabung, strict=True))
    data = data.assign(kode_opd=data["kode_opd"].map(peta)).groupby("kode_opd", as_index=False).sum()
    data = data.assign(terakhir=data["kode_opd"] == LAIN).sort_values(["terakhir", "kode_opd"])
    data["kode_opd"] = _nama_kelompok(data["kode_opd"], banding)
    kolom = (
        Kolom("kode_opd", "OPD"), Kolom("jumlah", "Pegawai", "cacah"),
        Kolom("naik_dasar", "Selangkah naik", "cacah"), Kolom("turun_dasar", "Selangkah turun", "cacah"),
        Kolom("naik_skenario", "Selangkah naik, skenario", "cacah"),
        Kolom("turun_skenario", "Selangkah turun, skenario", "cacah"),
    )  # fmt: skip
    catatan = (
        "Selangkah: satu hasil kerja (RHK) naik atau turun satu rating sudah mengganti predikat bila usulan diikuti."
    )
    return Tabel("Pegawai yang tinggal selangkah dari predikat lain", kolom, data, catatan=catatan)


def tabel_ambang(banding: Perbandingan) -> Tabel:
    """Achievements next to the thresholds."""
    data = banding.dekat_ambang().replace({"aturan": {DASAR: "yang berlaku", BARU: "skenario"}})
    kolom = (
        Kolom("aturan", "Aturan"), Kolom("ambang", "Ambang", "persen", desimal=2),
        Kolom("di_bawah", "Kurang sampai 1 poin", "cacah"), Kolom("tepat", "Tepat", "cacah"),
        Kolom("di_atas", "Lebih sampai 1 poin", "cacah"),
    )  # fmt: skip
    catatan = "Tepat 100% juga berarti realisasi di dalam rentang target, atau target terbaik yang tercapai."
    return Tabel("Indikator di sekitar ambang", kolom, data, catatan=catatan)


def tabel_tpp(banding: Perbandingan, dibanding: str = "usulan") -> Tabel:
    """What the productivity part of the TPP would cost, in basic TPPs a month."""
    data = _gabung_opd(banding.biaya_tpp(dibanding), banding, dibanding)
    kolom = (
        Kolom("kode_opd", "OPD"), Kolom("pegawai", "Pegawai", "cacah"),
        Kolom(DASAR, "Aturan yang berlaku", "bilangan"), Kolom(BARU, "Skenario", "bilangan"),
        Kolom("selisih", "Selisih", "bilangan"),
    )  # fmt: skip
    catatan = (
        "Satuan: kali TPP dasar sebulan seorang pegawai. Bagian per predikat adalah angka sementara perangkat ini "
        "(kebijakan/tpp_palu), bukan angka Kota Palu; kalikan dengan TPP dasar setempat. Hanya pegawai yang berpredikat "
        "menurut keduanya; kelompok di bawah lima orang tidak ditampilkan sendiri."
    )
    return Tabel(f"Bagian produktivitas TPP, predikat {JUDUL_BANDING[dibanding]}", kolom, data, catatan=catatan)


def _gabung_opd(data: pd.DataFrame, banding: Perbandingan, dibanding: str) -> pd.DataFrame:
    """Agencies with fewer than five comparable people put together, and a total."""
    data = _gabung_kecil(data, banding, dibanding, "kode_opd")
    data["kode_opd"] = _nama_kelompok(data["kode_opd"], banding)
    jumlah = data.sum(numeric_only=True).to_frame().T.assign(kode_opd="Jumlah")
    return pd.concat([data, jumlah], ignore_index=True).astype({"pegawai": "int64"}) if len(data) > 1 else data


def _gabung_kecil(data: pd.DataFrame, banding: Perbandingan, dibanding: str, kelompok: str) -> pd.DataFrame:
    """Groups of fewer than five comparable people put together, last; nothing at all if that leaves fewer than five."""
    kolom = [f"{PREDIKAT_BANDING[dibanding]}_{nama}" for nama in (DASAR, BARU)]
    orang = banding.pegawai.dropna(subset=[*kolom, kelompok])
    orang = orang[orang[kelompok].isin(data[kelompok])]
    if len(orang) < PEGAWAI_MINIMUM:
        return data.head(0)
    peta = dict(zip(orang[kelompok], kelompokkan_kecil(orang, kelompok, LAIN), strict=True))
    data = data.assign(**{kelompok: data[kelompok].map(peta)}).groupby(kelompok, as_index=False).sum()
    return data.assign(akhir=data[kelompok] == LAIN).sort_values(["akhir", kelompok]).drop(columns="akhir")


def tabel_kredit(banding: Perbandingan, dibanding: str = "usulan") -> Tabel:
    """What functional officers would gain or lose in angka kredit."""
    data = _gabung_kecil(banding.biaya_angka_kredit(dibanding), banding, dibanding, "jenjang")
    data["jenjang"] = data["jenjang"].str.replace("_", " ")
    kolom = (
        Kolom("jenjang", "Jenjang"), Kolom("pegawai", "Pegawai", "cacah"),
        Kolom(DASAR, "Aturan yang berlaku", "bilangan", desimal=3), Kolom(BARU, "Skenario", "bilangan", desimal=3),
        Kolom("selisih", "Selisih", "bilangan", desimal=3),
    )  # fmt: skip
    catatan = "PermenPANRB 1/2023: persentase predikat × koefisien setahun × bulan dalam periode / 12."
    return Tabel(f"Angka kredit, predikat {JUDUL_BANDING[dibanding]}", kolom, data, catatan=catatan)


def tabel_peringatan(banding: Perbandingan) -> Tabel | Poin:
    """Pattern warnings on decided predicates that only one of the two raises."""
    beda = banding.peringatan[banding.peringatan["ada"] != "keduanya"]
    sama = int((banding.peringatan["ada"] == "keduanya").sum())
    tanpa = banding.tanpa_predikat_organisasi
    catatan = f"{angka(tanpa)} OPD tidak diperiksa karena predikat organisasinya belum ada." if tanpa else ""
    if beda.empty:
        kalimat = f"Tidak ada peringatan pola distribusi yang muncul atau hilang; {angka(sama)} tetap sama."
        return Poin("Peringatan pola distribusi", (kalimat, catatan) if catatan else (kalimat,))
    data = beda.assign(
        kode_opd=_nama_kelompok(beda["kode_opd"], banding), peringatan=beda["peringatan"].str.replace("_", " "), organisasi=beda["organisasi"].str.replace("_", " "),
        ada=beda["ada"].map(NAMA_ADA),
    )  # fmt: skip
    kolom = (
        Kolom("kode_opd", "OPD"), Kolom("organisasi", "Predikat organisasi"), Kolom("lapis", "Lapis"),
        Kolom("peringatan", "Peringatan"), Kolom("ada", "Menurut"),
    )  # fmt: skip
    return Tabel(
        "Peringatan pola distribusi yang berbeda",
        kolom,
        data,
        catatan=f"Sama pada keduanya: {angka(sama)}. {catatan}".strip(),
    )


def tabel_jejak_skenario(isi: BahanSkenario) -> Tabel:
    """Every provision both results rest on, with citation; changed ones say so."""
    aturan = isi.banding.aturan_baru
    baris = []
    for kode in sorted({*isi.banding.baru.jejak.aturan, *KETENTUAN_LAIN}):
        if aturan.berlaku(kode):
            masa = aturan.masa(kode)
            baris.append((kode, aturan.ketentuan[kode].judul, str(masa.sitasi), masa.verifikasi))
    kolom = (
        Kolom("kode", "Ketentuan"), Kolom("judul", "Isi"),
        Kolom("sitasi", "Sitasi"), Kolom("verifikasi", "Verifikasi"),
    )  # fmt: skip
    return Tabel("Ketentuan di balik perbandingan", kolom, pd.DataFrame(baris, columns=[satu.kunci for satu in kolom]))
