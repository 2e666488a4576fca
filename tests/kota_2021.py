"""A small city in 2021, made by hand: two regimes in one year, one person per situation, every number on paper.

January–June by Perka BKN 1/2013: an aspect scores R/T × 100, time and cost
(1.76 T − R)/T × 100 up to 24% saved; the mean of the aspects is the activity,
the mean of the activities the SKP; 60% SKP + 40% behaviour.

July–December by PermenPANRB 8/2021 and PP 30/2019: achievement c gives the
score, 109 at 100%, 120 above 110%; SKP = mean of the main tasks + additional
ones up to 10; 70/30 with behaviour, 60/40 with 360.

The year: half and half.
"""

from fractions import Fraction
from itertools import accumulate, pairwise
from types import MappingProxyType

import pandas as pd

from penilaian import hitung
from penilaian.data import Data, tabel_kosong, tulis_tabel
from penilaian.data.temuan import KOLOM_TEMUAN

S1, S2, TAHUN = "2021-S1", "2021-S2", "2021"
PERIODE = (S1, S2, TAHUN)
_NAMA = (
    "KEPALA", "ANI", "BUDI", "CICI", "DODI", "EKA", "FAJAR", "GITA", "HANI", "INDRA", "JOKO", "KIKI", "LINA", "MIRA",
    "NINA", "OKTA", "PUTRI",
)  # fmt: skip
NIP = {nama: f"18860101190903{1 + nomor % 2}{nomor + 1:03d}" for nomor, nama in enumerate(_NAMA)}

INDIKATOR = {  # kode: (RHK, aspek, arah, jenis target)
    # January–June: activity a with four aspects; b, c and t with the ones they need.
    "a1": ("a", "kuantitas", "naik", "nilai"), "a2": ("a", "kualitas", "naik", "nilai"),
    "a3": ("a", "waktu", "turun", "nilai"), "a4": ("a", "biaya", "turun", "nilai"),
    "b1": ("b", "kuantitas", "naik", "nilai"), "b3": ("b", "waktu", "turun", "nilai"),
    "c0": ("c", None, "naik", "nilai"), "c1": ("c", "kuantitas", "naik", "rentang"),
    "t1": ("t", "kuantitas", "naik", "nilai"),
    # July–December: u and v plain, w a maximum, r a range, x an additional task with two indicators.
    "u1": ("u", "kuantitas", "naik", "nilai"), "v1": ("v", "waktu", "turun", "nilai"),
    "w1": ("w", "kualitas", "naik", "maksimum"), "r1": ("r", "kuantitas", "naik", "rentang"),
    "x1": ("x", "kuantitas", "naik", "nilai"), "x2": ("x", "kualitas", "naik", "nilai"),
}  # fmt: skip

PENUH = {"a1": (1, 1), "a2": (100, 90), "a3": (12, 12), "a4": (170395000, 170395000)}  # 100, 90, 76, 76 -> 85.5

KERJA = {  # (periode, orang): kode indikator: (target, realisasi); target pasangan adalah rentang, None kosong
    (S1, "KEPALA"): {"b1": (100, 80)},  # 80
    (S1, "ANI"): PENUH,
    (S1, "BUDI"): {"b1": (10, 10), "b3": (12, 9.12)},  # 100 and, at exactly 24% saved, 176 - 76 = 100
    (S1, "CICI"): {"a1": (1, 0), "a2": (100, 90), "a3": (12, 12), "b1": (100, 100)},  # not carried out: 0; b 100 -> 50
    (S1, "DODI"): {"b1": (10, 10), "b3": (12, None)},  # 100 of what is there; between 50 and 100
    (S1, "EKA"): {"c0": (10, 10)},  # no aspect, no formula
    (S1, "FAJAR"): {"c1": ((8, 10), 9), "b1": (100, 80)},  # a range is unknown; b 80, c between 0 and 100
    (S1, "GITA"): {"b1": (100, 90), "t1": (1, 1)},  # 90; the additional task is not scored
    (S1, "HANI"): {"b1": (100, 76)},
    (S1, "INDRA"): {"b1": (10, None), "b3": (10, 8)},  # time 176 - 80 = 96; without quantity the whole may be 0
    (S1, "JOKO"): {"b1": (100, 90)},
    (S1, "KIKI"): {"b1": (100, 150), "b3": (10, 20)},  # 150 and, far too late, 176 - 200 < 0 -> 0; mean 75
    (S1, "LINA"): {"b1": (100, 90)},
    (S1, "MIRA"): {"b1": (100, 85)},
    (S1, "OKTA"): {"b1": (100, 76)},
    (S2, "KEPALA"): {"u1": (85, 85)},  # 100% -> 109
    (S2, "ANI"): {"u1": (85, 85), "v1": (10, 8)},  # 109; (2 x 10 - 8)/10 = 120% -> 120; mean 114.5
    (S2, "BUDI"): {"r1": ((80, 90), 70), "w1": (100, 100)},  # 87.5% -> 70 + 7.5 = 77.5; maximum reached 120; mean 98.75
    (S2, "CICI"): {"u1": (200, 199), "w1": (100, 99.9)},  # 99.5% rounds to 100 -> 109; the maximum is missed -> 109
    (S2, "DODI"): {"u1": (85, 85), "v1": (10, None)},  # 109; bounds (109 + 0)/2 and (109 + 120)/2
    (S2, "EKA"): {"u1": (10, 12)},  # 120% -> 120
    (S2, "FAJAR"): {"u1": (10, 12)},
    (S2, "GITA"): {"u1": (85, 85), "x1": (100, 105)},  # 109 + min(10, 10 x (110 + 40/9)/100 = 11.44)
    (S2, "HANI"): {"u1": (85, 85), "x1": (100, 100)},
    (S2, "INDRA"): {"u1": (85, 85), "x1": (10, 10), "x2": (100, 80)},  # x: (109 + 70)/2 = 89.5, lowest cukup 60%
    (S2, "JOKO"): {"u1": (85, 85)},
    (S2, "KIKI"): {"u1": (85, 85)},
    (S2, "LINA"): {"u1": (10, 12), "x1": (10, 12)},  # 120 + 10 is more than there is
    (S2, "NINA"): {"u1": (85, 85)},
    (S2, "OKTA"): {"u1": (85, 85)},
    (S2, "PUTRI"): {"x1": (10, 10)},  # an additional task and nothing else
}

LINGKUP = {"GITA": "antarinstansi", "INDRA": "antarunit", "LINA": "antarinstansi", "PUTRI": "satu_unit"}
TAMBAHAN = ("t1", "x1", "x2")

DITETAPKAN = {  # (periode, orang): nilai perilaku, varian, ide baru, predikat tercatat
    (S1, "KEPALA"): (90, None, None, None),
    (S1, "ANI"): (80, None, None, "baik"),
    (S1, "BUDI"): (77.5, None, None, None),
    (S1, "CICI"): (80, None, None, None),
    (S1, "DODI"): (90, None, None, None),
    (S1, "EKA"): (80, None, None, None),
    (S1, "FAJAR"): (85, None, None, None),
    (S1, "GITA"): (80, None, None, None),
    (S1, "HANI"): (76, None, None, None),
    (S1, "INDRA"): (80, None, None, None),
    (S1, "JOKO"): (110, None, None, None),  # the scale of behaviour ends at 100
    (S1, "KIKI"): (100, None, None, None),
    (S1, "LINA"): (90, None, None, "sangat_baik"),  # 90 is baik
    (S1, "OKTA"): (76, None, None, None),
    (S2, "KEPALA"): (100, "tanpa_360", None, None),
    (S2, "ANI"): (100, "tanpa_360", True, "sangat_baik"),
    (S2, "BUDI"): (90, "dengan_360", None, None),
    (S2, "CICI"): (110, "tanpa_360", False, "sangat_baik"),  # 109.3 is baik
    (S2, "DODI"): (100, "tanpa_360", None, None),
    (S2, "EKA"): (120, "tanpa_360", False, None),
    (S2, "FAJAR"): (120, "tanpa_360", None, None),
    (S2, "GITA"): (100, "tanpa_360", True, None),
    (S2, "HANI"): (90, "tanpa_360", None, None),
    (S2, "INDRA"): (80, "tanpa_360", None, None),
    (S2, "JOKO"): (None, "tanpa_360", None, None),
    (S2, "KIKI"): (100, None, None, None),
    (S2, "LINA"): (100, "tanpa_360", True, None),
    (S2, "NINA"): (100, "tanpa_360", False, None),
    (S2, "OKTA"): (74, "dengan_360", None, None),
    (S2, "PUTRI"): (100, "tanpa_360", None, None),
    (TAHUN, "ANI"): (None, None, None, "sangat_baik"),  # 96.725 is baik
    (TAHUN, "OKTA"): (None, None, None, "cukup"),
}

TANPA_PERIODE = {(S2, "MIRA"), (S1, "NINA")}
"""In one half only."""


# What must come out: SKP, score, predicate, reasons; for the year without SKP.

HARAP_S1 = {  # 60% SKP + 40% behaviour; bands from 91, 76, 61, 51
    "KEPALA": (80, 84, "baik", None),
    "ANI": (Fraction(171, 2), Fraction(833, 10), "baik", None),
    "BUDI": (100, 91, "sangat_baik", None),  # 60 + 31
    "CICI": (50, 62, "cukup", None),
    "DODI": (100, 96, "sangat_baik", "realisasi_kosong"),
    "EKA": (None, None, None, "capaian_ditolak"),
    "FAJAR": (80, 82, "baik", "capaian_ditolak"),
    "GITA": (90, 86, "baik", "tugas_tambahan_tidak_dinilai"),
    "HANI": (76, 76, "baik", None),
    "INDRA": (96, Fraction(896, 10), "baik", "realisasi_kosong"),
    "JOKO": (90, None, None, "nilai_lebih_dari_tertinggi"),
    "KIKI": (75, 85, "baik", None),  # (150 + 0)/2
    "LINA": (90, 90, "baik", "predikat_tercatat_berbeda"),
    "MIRA": (85, None, None, "nilai_perilaku_kosong"),
    "OKTA": (76, 76, "baik", None),
    "PUTRI": (None, None, None, "tanpa_skp;nilai_perilaku_kosong"),
}
HARAP_S2 = {  # 70% or 60% SKP; bands from 110, 90, 70, 50
    "KEPALA": (109, Fraction(1063, 10), "baik", None),  # 76.3 + 30
    "ANI": (Fraction(229, 2), Fraction(11015, 100), "sangat_baik", None),  # 80.15 + 30
    "BUDI": (Fraction(9875, 100), Fraction(9525, 100), "baik", None),  # 0.6 x 98.75 + 0.4 x 90 = 59.25 + 36
    "CICI": (109, Fraction(1093, 10), "baik", "predikat_tercatat_berbeda"),  # 76.3 + 33
    "DODI": (109, Fraction(1063, 10), "baik", "realisasi_kosong"),
    "EKA": (120, 120, "baik", None),  # no new idea
    "FAJAR": (120, 120, None, "ide_baru_kosong"),
    "GITA": (119, Fraction(1133, 10), "sangat_baik", None),  # 83.3 + 30
    "HANI": (109, Fraction(1033, 10), "baik", "lingkup_tambahan_kosong"),  # 76.3 + 27
    "INDRA": (109 + Fraction(4296, 1000), Fraction(1033072, 10**4), "baik", "kategori_tambahan_campuran"),  # 60% x 8 x 0.895; 79.3072 + 24
    "JOKO": (109, None, None, "nilai_perilaku_kosong"),
    "KIKI": (109, None, None, "varian_360_kosong"),
    "LINA": (130, None, None, "nilai_lebih_dari_tertinggi"),
    "NINA": (109, Fraction(1063, 10), "baik", None),
    "OKTA": (109, 95, "baik", None),  # 65.4 + 29.6
    "PUTRI": (None, None, None, "tanpa_kinerja_utama"),
}  # fmt: skip
HARAP_TAHUN = {
    "KEPALA": (Fraction(84 + Fraction(1063, 10), 2), "baik", None),
    "ANI": (Fraction(96725, 1000), "baik", "predikat_tercatat_berbeda"),  # (83.3 + 110.15)/2
    "BUDI": (Fraction(93125, 1000), "baik", None),  # (91 + 95.25)/2
    "CICI": (Fraction(8565, 100), "cukup", "predikat_tercatat_berbeda"),  # (62 + 109.3)/2
    "DODI": (Fraction(10115, 100), "baik", "realisasi_kosong"),
    "EKA": (None, None, "capaian_ditolak"),
    "FAJAR": (101, "baik", "capaian_ditolak;ide_baru_kosong"),  # (82 + 120)/2
    "GITA": (Fraction(9965, 100), "baik", "tugas_tambahan_tidak_dinilai"),
    "HANI": (Fraction(8965, 100), "cukup", "lingkup_tambahan_kosong;integrasi_di_luar_kedua_bagian"),  # (76 + 103.3)/2
    "INDRA": (Fraction(964536, 10**4), "baik", "realisasi_kosong;kategori_tambahan_campuran"),
    "JOKO": (None, None, "nilai_lebih_dari_tertinggi;nilai_perilaku_kosong"),
    "KIKI": (None, None, "varian_360_kosong"),
    "LINA": (None, None, "predikat_tercatat_berbeda;nilai_lebih_dari_tertinggi"),
    "MIRA": (None, None, "nilai_perilaku_kosong;satu_semester"),
    "NINA": (None, None, "satu_semester"),
    "OKTA": (Fraction(855, 10), "cukup", "integrasi_di_luar_kedua_bagian"),  # baik and baik: (76 + 95)/2
    "PUTRI": (None, None, "tanpa_skp;nilai_perilaku_kosong;tanpa_kinerja_utama"),
}
HARAP = {
    S1: (("skp", "nilai", "predikat", "alasan_tinjau"), HARAP_S1),
    S2: (("skp", "nilai", "predikat", "alasan_tinjau"), HARAP_S2),
    TAHUN: (("nilai", "predikat", "alasan_tinjau"), HARAP_TAHUN),
}
NILAI_BUTIR = {  # (periode, orang): kode: nilai, galat
    (S1, "ANI"): {"a1": (100, None), "a2": (90, None), "a3": (76, None), "a4": (76, None)},
    (S1, "BUDI"): {"b1": (100, None), "b3": (100, None)},
    (S1, "CICI"): {"a1": (0, None), "a2": (0, None), "a3": (0, None), "b1": (100, None)},
    (S1, "EKA"): {"c0": (None, "aspek_kosong")},
    (S1, "FAJAR"): {"c1": (None, "target_rentang"), "b1": (80, None)},
    (S1, "KIKI"): {"b1": (150, None), "b3": (0, None)},
    (S2, "BUDI"): {"r1": (Fraction(775, 10), None), "w1": (120, None)},
    (S2, "CICI"): {"u1": (109, None), "w1": (109, None)},
    (S2, "GITA"): {"u1": (109, None), "x1": (110 + Fraction(40, 9), None)},
    (S2, "INDRA"): {"u1": (109, None), "x1": (109, None), "x2": (70, None)},
}
BATAS_HARAP = {  # (periode, orang): terburuk, terbaik; whoever is not here has no gap
    (S1, "DODI"): (66, 96),  # (100 + 0)/2 -> 30 + 36
    (S1, "EKA"): (32, 92),
    (S1, "FAJAR"): (58, 88),  # SKP 40 and 90
    (S1, "INDRA"): (32, Fraction(908, 10)),  # perhaps nothing was carried out; SKP 98
    (S2, "DODI"): (Fraction(6815, 100), Fraction(11015, 100)),
    (S2, "HANI"): (Fraction(1033, 10), Fraction(1103, 10)),  # 10 more at most: 83.3 + 27
}


def _pegawai() -> pd.DataFrame:
    def satu(nama, periode):
        kepala = nama == "KEPALA"
        return {
            "nip": NIP[nama], "periode": periode, "nama": "Contoh", "jenis": "pns",
            "jenis_kelamin": "LP"[int(NIP[nama][14]) - 1], "kelompok_usia": "40_49", "jabatan": "Analis",
            "jenis_jabatan": "jpt" if kepala else "pelaksana", "jenjang": None, "golongan": "III/a", "kode_opd": "01",
            "unit": "Bidang A", "lokasi": None, "nip_penilai": None if kepala else NIP["KEPALA"], "mutasi": "tidak",
        }  # fmt: skip

    return pd.DataFrame(
        [satu(nama, periode) for periode in PERIODE for nama in NIP if (periode, nama) not in TANPA_PERIODE]
    )


def _kerja() -> tuple[pd.DataFrame, pd.DataFrame]:
    skp, realisasi = [], []
    for (periode, nama), butir in KERJA.items():
        for kode, (target, hasil) in butir.items():
            tunggal, (bawah, atas) = (None, target) if isinstance(target, tuple) else (target, (None, None))
            kunci = {"nip": NIP[nama], "periode": periode, "kode_indikator": kode}
            tambahan = kode in TAMBAHAN
            skp.append(
                {
                    **kunci, "kategori": "tambahan" if tambahan else "utama",
                    "lingkup": LINGKUP.get(nama) if tambahan and periode == S2 else None,
                    "target": tunggal, "target_bawah": bawah, "target_atas": atas,
                    "teks_target": None, "target_semula": None, "diubah": None,
                }
            )  # fmt: skip
            alasan = "belum_dilaporkan" if hasil is None else None
            realisasi.append({**kunci, "realisasi": hasil, "bukti": "B", "alasan_kosong": alasan, "dicatat": None})
    return pd.DataFrame(skp), pd.DataFrame(realisasi)


def tabel_2021() -> dict[str, pd.DataFrame]:
    skp, realisasi = _kerja()
    indikator = [
        {
            "kode": kode, "kode_opd": "01", "kode_rhk": rhk, "rhk": f"Kegiatan {rhk}", "uraian": f"Indikator {kode}",
            "aspek": aspek, "perspektif": None, "satuan": "berkas", "arah": arah, "jenis_target": jenis,
            "kode_induk": None, "sumber_data": "buku", "baseline": None,
        }
        for kode, (rhk, aspek, arah, jenis) in INDIKATOR.items()
    ]  # fmt: skip
    angka = [
        {
            "nip": NIP[nama], "periode": periode, "nilai_perilaku": perilaku, "varian": varian,
            "ide_baru": None if ide is None else {True: "ya", False: "tidak"}[ide], "predikat": predikat,
            "nip_penilai": NIP["KEPALA"], "waktu": None,
        }
        for (periode, nama), (perilaku, varian, ide, predikat) in DITETAPKAN.items()
    ]  # fmt: skip
    return {
        "opd": pd.DataFrame([{"kode": "01", "nama": "Dinas Uji", "jenis": "dinas", "kepala": NIP["KEPALA"]}]),
        "pegawai": _pegawai(),
        "indikator": pd.DataFrame(indikator),
        "skp": skp,
        "realisasi": realisasi,
        "penetapan_angka": pd.DataFrame(angka),
        "umpan_balik": pd.DataFrame(
            columns=["nomor", "nip", "periode", "dari", "peran", "jenis_sasaran", "sasaran", "nada", "isi", "waktu"]
        ),
        "penetapan": pd.DataFrame(
            columns=["nip", "periode", "hasil_kerja", "perilaku_kerja", "predikat", "nip_penilai", "alasan", "waktu"]
        ),
    }


def tulis_2021(folder, ubah=None):
    isi = tabel_2021()
    if ubah is not None:
        ubah(isi)
    for nama, tabel in isi.items():
        tulis_tabel(tabel, folder / f"{nama}.csv")
    return folder


def data_orang(periode: str, orang: list[tuple[list[dict], dict]]) -> Data:
    """People made in memory, each with indicators and a row of penetapan_angka; what is left out is ordinary."""
    isi: dict[str, list[dict]] = {nama: [] for nama in ("pegawai", "indikator", "skp", "realisasi", "penetapan_angka")}
    for nomor, (butir, tetap) in enumerate(orang):
        kunci = {"nip": f"{nomor:018d}", "periode": periode}
        isi["pegawai"].append({**kunci, "kode_opd": "01"})
        isi["penetapan_angka"].append({**kunci, "nilai_perilaku": 100.0, "varian": "tanpa_360"} | tetap)
        for urut, satu in enumerate(butir):
            kode = f"i{nomor:03d}{urut:02d}"
            biasa = {"arah": "naik", "jenis_target": "nilai", "aspek": "kuantitas", "kategori": "utama", "satuan": "x"}
            baris = {"kode": kode, "kode_indikator": kode, "kode_rhk": kode} | biasa | kunci | satu
            for nama in ("indikator", "skp", "realisasi"):
                isi[nama].append(baris)
    tabel = {nama: tabel_kosong(nama) for nama in ("opd", "umpan_balik", "penetapan", *isi)}
    for nama, baris in isi.items():
        kosong = tabel[nama]
        tabel[nama] = pd.DataFrame(baris).reindex(columns=kosong.columns).astype(kosong.dtypes)
    return Data(MappingProxyType(tabel), pd.DataFrame(columns=KOLOM_TEMUAN), {}, "uji")


def nilai_deret(periode, *deret):
    """Per series the scores and categories of its cases: target, realisation and what else an indicator has."""
    orang = [
        ([{"target": target, "realisasi": realisasi, **lain}], {}) for isi in deret for target, realisasi, lain in isi
    ]
    indikator = hitung(data_orang(periode, orang), periode).indikator
    batas = list(accumulate((len(isi) for isi in deret), initial=0))
    return [indikator.iloc[awal:akhir] for awal, akhir in pairwise(batas)]
