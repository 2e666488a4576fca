"""Contents of `02_penilaian_opd`: what changed since the period before, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from penilaian.bahasa import angka, bagian, daftar_kata, persen
from penilaian.laporan.bahan_perubahan import BahanPerubahan, buka_perubahan
from penilaian.laporan.gambar import Gambar
from penilaian.laporan.gambar_jembatan import Jembatan, gambar_jembatan
from penilaian.laporan.isi_capaian import PEGAWAI_MINIMUM
from penilaian.laporan.poin import Poin
from penilaian.laporan.sebaran_predikat import nama_rating
from penilaian.laporan.tabel import Kolom, Tabel
from penilaian.nilai.keadaan import FAKTOR, Keadaan
from penilaian.nilai.perubahan import AWALAN_USULAN, CAPAIAN, PREDIKAT_BAIK, SESUAI, Uraian, UraianPerubahan

__all__ = ["buka_perubahan", "gambar_perubahan", "pokok_perubahan", "tabel_keanggotaan", "tabel_pembanding", "tabel_perubahan"]  # fmt: skip

LABEL_FAKTOR = {
    "realisasi": "Realisasi pada indikator yang sama",
    "target": "Target atau sifat indikator yang sama",
    "pegawai": "Pegawai datang dan pergi",
    "indikator": "Indikator pegawai yang sama diganti",
    "kelengkapan": "Kelengkapan, terisi atau menjadi kosong",
    "umpan_balik": "Umpan balik atas hasil kerja",
    "penetapan": "Penetapan pegawai yang sama",
    "aturan": "Aturan yang berlaku",
}
TAK_BERUBAH = {
    "realisasi": "realisasi",
    "target": "target",
    "pegawai": "susunan pegawai",
    "indikator": "susunan indikator",
    "kelengkapan": "kelengkapan",
    "umpan_balik": "umpan balik",
    "penetapan": "penetapan pegawai yang sama",
    "aturan": "aturan",
}
JUDUL = "Apa yang mengubah capaian rata-rata"
JUDUL_TABEL = "Perubahan menurut penyebabnya"
CATATAN_CARA = (
    "Efek dihitung dengan nilai Shapley: rata-rata dari semua urutan perubahan, sehingga tidak bergantung pada urutan "
    "dan jumlahnya tepat sama dengan perubahannya; angka yang tampil dibulatkan"
)


@dataclass(frozen=True)
class Baris:
    """One line readers see: its label, the factors in it, how many employees it concerns."""

    label: str
    faktor: tuple[str, ...]
    orang: int


def baris_efek(uraian: UraianPerubahan) -> list[Baris]:
    """The lines to show. Factors that concern fewer than PEGAWAI_MINIMUM people are put together, as units are.

    The effect of one newcomer would tell the newcomer's achievement. What is put
    together must not be small itself: the next smallest factor joins if it is.
    """
    urut = sorted((nama for nama in FAKTOR if uraian.orang[nama]), key=lambda nama: len(uraian.orang[nama]))
    gabung = [nama for nama in urut if len(uraian.orang[nama]) < PEGAWAI_MINIMUM]
    for nama in urut[len(gabung) :]:
        if not gabung or len(_bersama(uraian, gabung)) >= PEGAWAI_MINIMUM:
            break
        gabung.append(nama)
    kelompok: list[tuple[str, ...]] = [(nama,) for nama in FAKTOR if nama not in gabung]
    if gabung:
        kelompok.append(tuple(nama for nama in FAKTOR if nama in gabung))
    return [Baris(_label(satu), satu, len(_bersama(uraian, satu))) for satu in kelompok]


def _bersama(uraian: UraianPerubahan, faktor: list[str] | tuple[str, ...]) -> frozenset[int]:
    return frozenset().union(*(uraian.orang[nama] for nama in faktor))


def _label(faktor: tuple[str, ...]) -> str:
    pertama, *lain = (LABEL_FAKTOR[nama] for nama in faktor)
    return "; ".join([pertama, *(satu[0].lower() + satu[1:] for satu in lain)]) + (", digabung" if lain else "")


def _efek(satu: Uraian, baris: Baris) -> Fraction:
    return sum((satu.efek[nama] for nama in baris.faktor), Fraction(0))


def _ukuran(ubah: BahanPerubahan) -> dict[str, str]:
    """What readers call each measure."""
    usulan = {
        f"{AWALAN_USULAN}{kode}": f"Diusulkan {nama.lower()}" for kode, nama in nama_rating(ubah.isi.hasil).items()
    }
    terendah = next(iter(nama_rating(ubah.isi.hasil).values())).lower()
    return {
        CAPAIAN: "Capaian rata-rata",
        SESUAI: f"Indikator yang tidak {terendah}",
        **dict(reversed(usulan.items())),
        PREDIKAT_BAIK: "Predikat Baik ke atas",
    }


def _sumber(ubah: BahanPerubahan) -> str:
    bahan = ubah.isi.bahan
    return f"{bahan.sumber}; pembanding {ubah.periode_lama.label}: {ubah.asal or 'tidak ada'}"


def _tanpa(ubah: BahanPerubahan, judul: str) -> Poin:
    return Poin(judul, (ubah.sebab,))


def tabel_pembanding(ubah: BahanPerubahan) -> Tabel | Poin:
    """Both periods side by side: where the facts are from, how many, how complete."""
    judul = "Yang dibandingkan"
    if ubah.lama is None or ubah.baru is None:
        return _tanpa(ubah, judul)
    hal = [_hal(satu) for satu in (ubah.lama, ubah.baru)]
    asal = {"Asal angka": (ubah.asal, "laporan ini")}
    isi = {**asal, **{nama: (hal[0][nama], hal[1][nama]) for nama in hal[0]}}
    data = pd.DataFrame([(nama, *dua) for nama, dua in isi.items()], columns=["hal", "lama", "baru"])
    kolom = (Kolom("hal", "Hal"), Kolom("lama", ubah.periode_lama.label), Kolom("baru", ubah.isi.bahan.periode.label))
    return Tabel(judul, kolom, data, sumber=_sumber(ubah))


def _hal(satu: Keadaan) -> dict[str, str]:
    butir, pegawai = satu.indikator, satu.pegawai
    n = len(butir)
    return {
        "Pegawai": angka(len(pegawai)),
        "Indikator pegawai": angka(n),
        "Realisasi kosong": bagian(int(butir["realisasi"].isna().sum()), n),
        "Indikator yang masuk capaian rata-rata": bagian(int(butir["capaian"].notna().sum()), n),
        "Pegawai yang sudah ditetapkan": bagian(int(pegawai["predikat"].notna().sum()), len(pegawai)),
    }


def gambar_perubahan(ubah: BahanPerubahan) -> Gambar:
    """From the mean achievement before to the one now."""
    satu = None if ubah.uraian is None else ubah.uraian.ukuran[CAPAIAN]
    isi = None
    if ubah.uraian is not None and satu is not None and satu.efek and satu.awal is not None and satu.akhir is not None:
        sebab = [
            (baris.label, float(_efek(satu, baris)))
            for baris in baris_efek(ubah.uraian)
            if baris.orang and (_efek(satu, baris) or not {"umpan_balik", "penetapan"} & set(baris.faktor))
        ]
        label = (ubah.periode_lama.label, ubah.isi.bahan.periode.label)
        isi = Jembatan(label[0], float(satu.awal), label[1], float(satu.akhir), sebab)
    return gambar_jembatan(isi, JUDUL, "persen target", _sumber(ubah))


def tabel_perubahan(ubah: BahanPerubahan) -> Tabel | Poin:
    """The same numbers, and those of the other measures."""
    if ubah.uraian is None:
        return _tanpa(ubah, JUDUL_TABEL)
    nama, ukuran = _ukuran(ubah), ubah.uraian.ukuran
    baris: list[dict[str, object]] = [_tingkat(ubah.periode_lama.label, {kode: ukuran[kode].awal for kode in nama})]
    for satu in baris_efek(ubah.uraian):
        efek = {kode: _angka_efek(ukuran[kode], satu) for kode in nama}
        baris.append({"penyebab": satu.label, **efek, "orang": satu.orang})
    baris.append(_tingkat(ubah.isi.bahan.periode.label, {kode: ukuran[kode].akhir for kode in nama}))
    kolom = (
        Kolom("penyebab", "Penyebab"),
        *(Kolom(kode, label, "bilangan", satuan="%") for kode, label in nama.items()),
        Kolom("orang", "Pegawai yang disentuh", "cacah"),
    )
    return Tabel(JUDUL_TABEL, kolom, pd.DataFrame(baris), catatan=_catatan(ubah), sumber=_sumber(ubah))


def _tingkat(label: str, nilai: Mapping[str, Fraction | None]) -> dict[str, object]:
    return {
        "penyebab": label,
        **{kode: None if satu is None else float(satu) for kode, satu in nilai.items()},
        "orang": None,
    }


def _angka_efek(satu: Uraian, baris: Baris) -> float | None:
    return float(_efek(satu, baris)) if satu.efek else None


def _catatan(ubah: BahanPerubahan) -> str:
    takterurai = [
        nama for kode, nama in _ukuran(ubah).items() if ubah.uraian is not None and not ubah.uraian.ukuran[kode].efek
    ]
    kalimat = f"Baris pertama dan terakhir dalam persen, baris di antaranya dalam poin persen, minus bila menurunkan. {CATATAN_CARA}."
    if ubah.uraian is not None and any(len(satu.faktor) > 1 for satu in baris_efek(ubah.uraian)):
        kalimat += f" Penyebab yang menyangkut kurang dari {PEGAWAI_MINIMUM} pegawai digabung dengan penyebab lain."
    if takterurai:
        kalimat += (
            f" {daftar_kata(takterurai)} tidak dapat diurai: pada salah satu periode, atau pada campuran keduanya, "
            "tidak ada yang dapat dihitung."
        )
    return kalimat


def pokok_perubahan(ubah: BahanPerubahan) -> Poin:
    """One sentence an effect."""
    judul = "Apa artinya"
    if ubah.uraian is None:
        return _tanpa(ubah, judul)
    tersentuh = [satu for satu in baris_efek(ubah.uraian) if satu.orang]
    diam = [TAK_BERUBAH[nama] for nama in FAKTOR if not ubah.uraian.orang[nama]]
    akhir = [f"Tidak berubah: {daftar_kata(diam)}."] if diam else []
    return Poin(judul, (_kalimat_utama(ubah), *(_kalimat_efek(ubah, satu) for satu in tersentuh), *akhir))


def _kalimat_utama(ubah: BahanPerubahan) -> str:
    satu = ubah.uraian.ukuran[CAPAIAN] if ubah.uraian else None
    if satu is None or satu.selisih is None:
        return "Capaian rata-rata salah satu periode tidak dapat dihitung, jadi perubahannya pun tidak."
    return (
        f"Capaian rata-rata {_arah(satu.selisih, 'naik', 'turun')}: {persen(satu.awal, 2)} pada {ubah.periode_lama.label}, "
        f"{persen(satu.akhir, 2)} pada {ubah.isi.bahan.periode.label}."
    )


def _kalimat_efek(ubah: BahanPerubahan, baris: Baris) -> str:
    ukuran = ubah.uraian.ukuran if ubah.uraian else {}
    kode_rating, terendah = next(iter(nama_rating(ubah.isi.hasil).items()))
    dibahas = (
        (CAPAIAN, "capaian rata-rata", "naik", "turun"),
        (
            f"{AWALAN_USULAN}{kode_rating}",
            f"bagian pegawai yang diusulkan {terendah.lower()}",
            "bertambah",
            "berkurang",
        ),
        (PREDIKAT_BAIK, "bagian pegawai berpredikat Baik ke atas", "bertambah", "berkurang"),
    )
    efek = [
        f"{nama} {_arah(_efek(ukuran[kode], baris), naik, turun)}"
        for kode, nama, naik, turun in dibahas
        if ukuran[kode].efek and angka(float(_efek(ukuran[kode], baris)), 2) not in ("0,00", "-0,00")
    ]
    isi = daftar_kata(efek) if efek else "tidak mengubah capaian rata-rata, usulan terendah, maupun predikat"
    return f"{baris.label}, menyangkut {angka(baris.orang)} pegawai: {isi}."


def _arah(selisih: Fraction, naik: str, turun: str) -> str:
    if angka(abs(float(selisih)), 2) == "0,00":
        return "tetap"
    return f"{naik if selisih > 0 else turun} {angka(abs(float(selisih)), 2)} poin"


def tabel_keanggotaan(ubah: BahanPerubahan) -> Tabel | Poin:
    """Who stayed, came and left, in counts; means only where neither a group nor what remains is a few people."""
    judul = "Siapa yang tetap, datang, dan pergi"
    if ubah.lama is None or ubah.baru is None:
        return _tanpa(ubah, judul)
    lama, baru = ubah.lama.pegawai, ubah.baru.pegawai
    tetap, datang = baru[baru["nip"].isin(lama["nip"])], baru[~baru["nip"].isin(lama["nip"])]
    pergi = lama[~lama["nip"].isin(baru["nip"])]
    boleh_lama = _boleh(len(tetap), len(pergi))
    boleh_baru = _boleh(len(tetap), len(datang))
    isi = [
        ("Tetap", tetap, boleh_lama, boleh_baru),
        ("– di antaranya tercatat mutasi", tetap[tetap["mutasi"].astype(bool)], False, False),
        ("Datang", datang, False, boleh_baru),
        ("– di antaranya tercatat mutasi", datang[datang["mutasi"].astype(bool)], False, False),
        ("Pergi", pergi, boleh_lama, False),
    ]
    baris = [
        (
            nama,
            len(orang),
            _butir(ubah.lama, orang),
            _butir(ubah.baru, orang),
            _capaian(ubah.lama, orang) if lihat_lama else None,
            _capaian(ubah.baru, orang) if lihat_baru else None,
        )
        for nama, orang, lihat_lama, lihat_baru in isi
    ]
    data = pd.DataFrame(baris, columns=["kelompok", "pegawai", "butir_lama", "butir_baru", "lama", "baru"])
    label = (ubah.periode_lama.label, ubah.isi.bahan.periode.label)
    kolom = (
        Kolom("kelompok", "Kelompok"), Kolom("pegawai", "Pegawai", "cacah"),
        Kolom("butir_lama", f"Indikator {label[0]}", "cacah"), Kolom("butir_baru", f"Indikator {label[1]}", "cacah"),
        Kolom("lama", f"Median capaian {label[0]}", "persen"), Kolom("baru", f"Median capaian {label[1]}", "persen"),
    )  # fmt: skip
    return Tabel(
        judul,
        kolom,
        data,
        catatan=f"Mutasi: pindah unit atau OPD di dalam periode {label[1]}. Data OPD ini tidak memuat ke mana yang pergi. Capaian kelompok dengan kurang dari {PEGAWAI_MINIMUM} pegawai, dan yang dapat dihitung darinya, tidak ditampilkan.",
        sumber=_sumber(ubah),
    )


def _boleh(tetap: int, lain: int) -> bool:
    """Whether means of both groups may be shown: with one of them and the whole, the other could be computed."""
    return all(n == 0 or n >= PEGAWAI_MINIMUM for n in (tetap, lain))


def _butir(satu: Keadaan, orang: pd.DataFrame) -> int:
    return int(satu.indikator["nip"].isin(orang["nip"]).sum())


def _capaian(satu: Keadaan, orang: pd.DataFrame) -> float | None:
    capaian = satu.indikator.loc[satu.indikator["nip"].isin(orang["nip"]), "capaian"].dropna()
    return float(capaian.median()) if len(capaian) else None
