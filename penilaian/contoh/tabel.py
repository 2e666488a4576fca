"""The stages' arrays as the tables of the data dictionary, in its columns and types."""

from __future__ import annotations

import numpy as np
import pandas as pd

from penilaian.bahasa import angka
from penilaian.contoh.bahan import AKHIR, AWAL, KODE_PERIODE, angka_teks, bahan, bila, parameter, pengacak, teks
from penilaian.contoh.isi import Isi
from penilaian.contoh.organisasi import PREDIKAT
from penilaian.contoh.panel import umur
from penilaian.contoh.penetapan import RATING, predikat
from penilaian.contoh.umpan_balik import NADA, PERAN, sasaran

_KELOMPOK_USIA = ("di_bawah_30", "30_39", "40_49", "50_ke_atas")


def susun_tabel(isi: Isi) -> dict[str, pd.DataFrame]:
    """All 12 tables by name."""
    tabel = {
        "opd": _opd(isi),
        "pegawai": _pegawai(isi),
        "indikator": isi.latar.katalog.tabel,
        "skp": _skp(isi),
        "realisasi": _realisasi(isi),
        "umpan_balik": _umpan_balik(isi),
        "penetapan": _penetapan(isi),
        "kinerja_organisasi": _kinerja_organisasi(isi),
        "ikm": isi.layanan.ikm,
        "adopsi": isi.layanan.adopsi,
        "sosialisasi": isi.layanan.sosialisasi,
        "survei": isi.layanan.survei,
    }
    return {nama: _bertipe(satu) for nama, satu in tabel.items()}


def _bertipe(tabel: pd.DataFrame) -> pd.DataFrame:
    """Text columns as ``str`` (missing stays missing), days to the second."""
    tipe = {nama: "str" for nama in tabel.columns if tabel[nama].dtype == object}
    hari = {nama: "datetime64[s]" for nama in tabel.columns if tabel[nama].dtype.kind == "M"}
    return tabel.astype({**tipe, **hari})


def _opd(isi: Isi) -> pd.DataFrame:
    akhir = isi.latar.panel.triwulan == isi.latar.panel.triwulan.max()
    kepala = np.flatnonzero(akhir & (isi.latar.susunan.tingkat[isi.latar.panel.kursi] == 0))
    nip = pd.Series(
        isi.latar.orang.nip[isi.latar.panel.orang[kepala]],
        index=isi.latar.susunan.opd_kursi[isi.latar.panel.kursi[kepala]],
    )
    return pd.DataFrame(
        {
            "kode": isi.latar.susunan.kode_opd,
            "nama": teks(satu["nama"] for satu in isi.latar.susunan.opd),
            "jenis": teks(satu["jenis"] for satu in isi.latar.susunan.opd),
            "kepala": nip.reindex(range(isi.latar.susunan.kode_opd.size)).to_numpy(dtype=object),
        }
    )


def nip_penilai(isi: Isi) -> np.ndarray:
    """NIP of the assessor of each panel row; None for the regional head."""
    penilai = isi.latar.panel.penilai
    return bila(penilai >= 0, isi.latar.orang.nip[np.maximum(penilai, 0)])


def _pegawai(isi: Isi) -> pd.DataFrame:
    susunan, panel, orang = isi.latar.susunan, isi.latar.panel, isi.latar.orang
    jenis_jabatan = {nama: satu["jenis_jabatan"] for nama, satu in bahan("jabatan").items()}
    jenjang = orang.jenjang[panel.orang]
    sebutan = teks("" if satu is None else " " + satu.replace("_", " ").title() for satu in jenjang)
    kelompok = np.digitize(umur(orang.lahir[panel.orang], panel.triwulan), [30.0, 40.0, 50.0])
    return pd.DataFrame(
        {
            "nip": orang.nip[panel.orang],
            "periode": KODE_PERIODE[panel.triwulan],
            "nama": orang.nama[panel.orang],
            "jenis": orang.jenis[panel.orang],
            "jenis_kelamin": orang.kelamin[panel.orang],
            "kelompok_usia": teks(_KELOMPOK_USIA)[kelompok],
            "jabatan": susunan.jabatan[panel.kursi] + sebutan,
            "jenis_jabatan": teks(jenis_jabatan[satu] for satu in susunan.keluarga)[panel.kursi],
            "jenjang": jenjang,
            "golongan": orang.golongan[panel.orang],
            "kode_opd": susunan.kode_opd[susunan.opd_kursi[panel.kursi]],
            "unit": susunan.nama_unit[panel.kursi],
            "lokasi": susunan.lokasi[panel.kursi],
            "nip_penilai": nip_penilai(isi),
            "mutasi": panel.mutasi,
        }
    )


def _kunci_butir(isi: Isi) -> dict[str, np.ndarray]:
    baris = isi.skp.baris
    return {
        "nip": isi.latar.orang.nip[isi.latar.panel.orang[baris]],
        "periode": KODE_PERIODE[isi.latar.panel.triwulan[baris]],
        "kode_indikator": isi.latar.katalog.tabel["kode"].to_numpy(dtype=object)[isi.skp.indikator],
    }


def _skp(isi: Isi) -> pd.DataFrame:
    """Plans; some ranges stand as text only, a few targets are text nobody can read."""
    skp, katalog, aturan = isi.skp, isi.latar.katalog, parameter("teks_target")
    undian = pengacak(isi.seed, "skp").spawn(1)[0].random((3, skp.baris.size))
    rentang = skp.bawah < skp.atas
    pola = katalog.teks[skp.indikator]
    sebagai_teks = rentang & (pola != "") & (undian[0] < aturan["rentang_sebagai_teks"])
    tak_terurai = ~rentang & np.isnan(skp.semula) & (undian[1] < aturan["tidak_terurai"])
    tersembunyi = sebagai_teks | tak_terurai
    persen = (katalog.tabel["satuan"] == "persen").to_numpy()[skp.indikator]
    ditulis = ~rentang & ~tak_terurai & persen & np.isnan(skp.semula) & (undian[2] < aturan["ditulis_ulang"])
    teks_target = np.full(skp.baris.size, None, dtype=object)
    tulisan = {
        satu: katalog.teks[satu].format(bawah=angka(katalog.target[satu]), atas=angka(katalog.atas[satu]))
        for satu in np.unique(skp.indikator[sebagai_teks])
    }
    teks_target[sebagai_teks] = [tulisan[satu] for satu in skp.indikator[sebagai_teks]]
    teks_target[tak_terurai] = "sesuai ketentuan"
    persentase = {satu: f"{angka(satu)}%" for satu in np.unique(skp.bawah[ditulis])}
    teks_target[ditulis] = [persentase[satu] for satu in skp.bawah[ditulis]]
    return pd.DataFrame(
        {
            **_kunci_butir(isi),
            "kategori": np.where(katalog.tambahan[skp.indikator], "tambahan", "utama").astype(object),
            "target": np.where(rentang | tersembunyi, np.nan, skp.bawah),
            "target_bawah": np.where(rentang & ~tersembunyi, skp.bawah, np.nan),
            "target_atas": np.where(rentang & ~tersembunyi, skp.atas, np.nan),
            "teks_target": teks_target,
            "target_semula": skp.semula,
            "diubah": skp.diubah,
        }
    )


def _realisasi(isi: Isi) -> pd.DataFrame:
    """Figures with a short proof code and the day they were entered, around the quarter's end."""
    acak = pengacak(isi.seed, "realisasi").spawn(1)[0]
    banyak, ada = isi.skp.baris.size, isi.kosong == ""
    bukti = "BD-" + angka_teks(np.arange(10_000), 4)
    hari = AKHIR[isi.latar.panel.triwulan[isi.skp.baris]] + acak.integers(-14, 11, banyak).astype("timedelta64[D]")
    return pd.DataFrame(
        {
            **_kunci_butir(isi),
            "realisasi": isi.realisasi,
            "bukti": bila(ada & (acak.random(banyak) < 0.93), bukti[acak.integers(0, 10_000, banyak)]),
            "alasan_kosong": bila(~ada, isi.kosong),
            "dicatat": np.where(ada, hari, np.datetime64("NaT")),
        }
    )


def _umpan_balik(isi: Isi) -> pd.DataFrame:
    umpan, panel = isi.umpan_balik, isi.latar.panel
    kode_rhk = isi.latar.katalog.tabel["kode_rhk"].to_numpy(dtype=object)[isi.skp.indikator]
    pemberi = isi.latar.orang.nip[panel.orang[np.maximum(umpan.pemberi, 0)]]
    return pd.DataFrame(
        {
            "nomor": "UB-" + angka_teks(np.arange(1, umpan.baris.size + 1), 7),
            "nip": isi.latar.orang.nip[panel.orang[umpan.baris]],
            "periode": KODE_PERIODE[panel.triwulan[umpan.baris]],
            "dari": bila(umpan.pemberi >= 0, pemberi),
            "peran": teks(PERAN)[umpan.peran],
            "jenis_sasaran": np.where(umpan.butir >= 0, "rhk", "nilai_dasar").astype(object),
            "sasaran": sasaran(umpan, kode_rhk),
            "nada": teks(NADA)[umpan.nada],
            "isi": umpan.isi,
            "waktu": umpan.waktu,
        }
    )


def _penetapan(isi: Isi) -> pd.DataFrame:
    keputusan, panel = isi.penetapan, isi.latar.panel
    tabel = pd.DataFrame(
        {
            "nip": isi.latar.orang.nip[panel.orang],
            "periode": KODE_PERIODE[panel.triwulan],
            "hasil_kerja": teks(RATING)[keputusan.hasil],
            "perilaku_kerja": teks(RATING)[keputusan.perilaku],
            "predikat": predikat(keputusan.hasil, keputusan.perilaku, panel.triwulan),
            "nip_penilai": nip_penilai(isi),
            "alasan": keputusan.alasan,
            "waktu": keputusan.waktu,
        }
    )
    return tabel[keputusan.ada].reset_index(drop=True)


def _kinerja_organisasi(isi: Isi) -> pd.DataFrame:
    organisasi = isi.organisasi
    return pd.DataFrame(
        {
            "kode_opd": np.repeat(isi.latar.susunan.kode_opd, AWAL.size),
            "periode": np.tile(KODE_PERIODE, isi.latar.susunan.kode_opd.size),
            "predikat": teks(PREDIKAT)[organisasi.predikat.ravel()],
            "asal": np.where(organisasi.tahun_lalu.ravel(), "tahun_lalu", "tahun_ini").astype(object),
        }
    )
