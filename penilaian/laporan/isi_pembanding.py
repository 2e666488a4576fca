"""Contents of `02_penilaian_opd`: what is compared with what, and who stayed, came and left."""

from __future__ import annotations

import pandas as pd

from penilaian.bahasa import angka, bagian
from penilaian.laporan.bahan_perubahan import BahanPerubahan
from penilaian.laporan.isi_capaian import PEGAWAI_MINIMUM
from penilaian.laporan.poin import Poin
from penilaian.laporan.tabel import Kolom, Tabel
from penilaian.nilai.keadaan import TEPI, Keadaan


def tanpa_pembanding(judul: str) -> Poin:
    """What stands in place of a table or list where there is nothing to compare with: why is said once, before."""
    return Poin(judul, ("Tidak ada pembanding; sebabnya di awal bagian ini.",))


def tabel_pembanding(ubah: BahanPerubahan) -> Tabel | Poin:
    """Both periods side by side: where the facts are from, how many, how complete."""
    judul = "Yang dibandingkan"
    if ubah.lama is None or ubah.baru is None:
        return tanpa_pembanding(judul)
    hal = [_hal(satu) for satu in (ubah.lama, ubah.baru)]
    asal = {"Asal angka": (ubah.asal, "laporan ini")}
    isi = {**asal, **{nama: (hal[0][nama], hal[1][nama]) for nama in hal[0]}}
    data = pd.DataFrame([(nama, *dua) for nama, dua in isi.items()], columns=["hal", "lama", "baru"])
    kolom = (Kolom("hal", "Hal"), Kolom("lama", ubah.periode_lama.label), Kolom("baru", ubah.isi.bahan.periode.label))
    return Tabel(judul, kolom, data, sumber=ubah.sumber)


def _hal(satu: Keadaan) -> dict[str, str]:
    butir, pegawai = satu.indikator, satu.pegawai
    n = len(butir)
    return {
        "Pegawai": angka(len(pegawai)),
        "Indikator pegawai": angka(n),
        "Tanpa realisasi": bagian(int(butir["realisasi"].isna().sum()), n),
        "Tanpa target yang terukur": bagian(int(butir[TEPI].isna().any(axis=1).sum()), n),
        "Indikator yang masuk capaian rata-rata": bagian(int(butir["capaian"].notna().sum()), n),
        "Pegawai berhasil sementara": bagian(int(pegawai["sementara"].sum()), len(pegawai)),
        "Pegawai yang sudah ditetapkan": bagian(int(pegawai["predikat"].notna().sum()), len(pegawai)),
    }


def tabel_keanggotaan(ubah: BahanPerubahan) -> Tabel | Poin:
    """Who stayed, came and left, in counts; means only where neither a group nor what remains is a few people."""
    judul = "Siapa yang tetap, datang, dan pergi"
    if ubah.lama is None or ubah.baru is None:
        return tanpa_pembanding(judul)
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
        sumber=ubah.sumber,
    )


def _boleh(tetap: int, lain: int) -> bool:
    """Whether means of both groups may be shown: with one of them and the whole, the other could be computed."""
    return all(n == 0 or n >= PEGAWAI_MINIMUM for n in (tetap, lain))


def _butir(satu: Keadaan, orang: pd.DataFrame) -> int:
    return int(satu.indikator["nip"].isin(orang["nip"]).sum())


def _capaian(satu: Keadaan, orang: pd.DataFrame) -> float | None:
    capaian = satu.indikator.loc[satu.indikator["nip"].isin(orang["nip"]), "capaian"].dropna()
    return float(capaian.median()) if len(capaian) else None
