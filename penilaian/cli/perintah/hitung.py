"""`penilaian hitung FOLDER`: score one period."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from penilaian.cli.pengurai import KELUAR_BAIK, Pengurai, jalur

if TYPE_CHECKING:
    import pandas as pd

    from penilaian.nilai import Hasil


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description="Hitung satu periode menurut aturan yang berlaku: capaian, usulan rating, dan predikat dari rating yang ditetapkan; sampai 2021 nilai dan predikatnya. Tidak ada penetapan yang diubah.",
        contoh="  penilaian hitung data/contoh --periode 2025-T4 --opd dinkes\n  penilaian hitung data/contoh --periode 2025-T4 --keluar /tmp/hasil",
    )
    urai.add_argument("folder", metavar="FOLDER", type=jalur, help="folder tabel")
    urai.add_argument("--periode", metavar="P", required=True, help="mis. 2025-T4")
    urai.add_argument("--opd", metavar="KODE", help="hanya satu OPD")
    urai.add_argument(
        "--tinjau",
        action="store_true",
        help="sebutkan pegawai yang perlu dilihat lagi, dengan NIP utuh: hanya untuk pejabat penilai",
    )
    urai.add_argument(
        "--keluar", metavar="FOLDER", type=jalur, help="tulis tabel hasil (Parquet) dan jejak (JSON) ke folder ini"
    )
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    from penilaian.cli.data import buka_data
    from penilaian.cli.tampilan import cetak_tabel
    from penilaian.nilai import hitung

    data = buka_data(pilihan.folder, periode=pilihan.periode, kode_opd=pilihan.opd)
    hasil = hitung(data, pilihan.periode)
    cara = _Usulan(hasil) if "usulan" in hasil.pegawai else _Angka(hasil)
    cetak_tabel(cara.sebaran(), f"Sebaran predikat, {hasil.periode.label}")
    print(cara.ringkasan())
    if pilihan.tinjau:
        cetak_tabel(cara.perlu_dilihat(), "Perlu dilihat lagi")
    if hasil.sementara:
        print(f"Hasil ini SEMENTARA: {cara.yang_kurang}")
    if pilihan.keluar:
        _tulis(hasil, pilihan.keluar)
        print(f"Tabel hasil dan jejak ditulis di {pilihan.keluar}")
    return KELUAR_BAIK


class _Usulan:
    """What is shown where a rating is proposed and a person decides (since 2022)."""

    yang_kurang = "ada realisasi, umpan balik, atau penetapan yang belum ada."

    def __init__(self, hasil: Hasil) -> None:
        self.hasil = hasil

    def sebaran(self) -> pd.DataFrame:
        from penilaian.laporan.sebaran_predikat import tabel_sebaran

        return tabel_sebaran(self.hasil)

    def ringkasan(self) -> str:
        return _ringkasan(self.hasil.pegawai, "penetapan berbeda dari usulan", "belum ditetapkan")

    def perlu_dilihat(self) -> pd.DataFrame:
        pegawai = self.hasil.pegawai
        tanpa = pegawai["berbeda"] & pegawai["alasan_penetapan"].isna()
        perlu = pegawai[pegawai["tinjau"] | tanpa].sort_values(["unit", "nip"])
        beda = tanpa[perlu.index].map({True: "penetapan berbeda dari usulan tanpa alasan tertulis", False: ""})
        kolom = ["nip", "unit", "jabatan", "usulan", "usulan_terburuk", "usulan_terbaik", "hasil_kerja"]
        return perlu[kolom].assign(sebab=(_sebab(perlu) + "; " + beda).str.strip("; "))


class _Angka:
    """What is shown where a score gives the predicate (to 2021)."""

    yang_kurang = "ada realisasi, nilai perilaku, atau keterangan lain yang belum ada."

    def __init__(self, hasil: Hasil) -> None:
        self.hasil = hasil

    def sebaran(self) -> pd.DataFrame:
        import pandas as pd

        from penilaian.laporan.sebaran_predikat import pangsa

        kota, nama = self.hasil.kota, self._nama_predikat()
        semua = int(kota["jumlah"].sum())
        return pd.DataFrame(
            {
                "predikat": kota["predikat"].map(nama),
                "jumlah": kota["jumlah"],
                "bagian": [pangsa(jumlah, semua) for jumlah in kota["jumlah"]],
            }
        )

    def ringkasan(self) -> str:
        return _ringkasan(self.hasil.pegawai, "predikat tercatat berbeda dari hitungan", "tanpa predikat")

    def perlu_dilihat(self) -> pd.DataFrame:
        from penilaian.bahasa import angka

        pegawai, nama = self.hasil.pegawai, self._nama_predikat()
        perlu = pegawai[pegawai["tinjau"]].sort_values(["unit", "nip"])
        nilai = [str(satu) for satu in pegawai.columns if str(satu).startswith("nilai")]
        return perlu[["nip", "unit", "jabatan"]].assign(
            **{satu: perlu[satu].map(angka) for satu in nilai},
            predikat=perlu["predikat"].map(nama),
            predikat_tercatat=perlu["predikat_tercatat"].map(lambda kode: nama.get(kode, kode), na_action="ignore"),
            sebab=_sebab(perlu),
        )

    def _nama_predikat(self) -> dict[str, str]:
        """What readers see for each predicate of the bands that the last step applied, and for none."""
        from penilaian.laporan.sebaran_predikat import NAMA_BELUM, aturan_hasil
        from penilaian.nilai.kolom import BELUM

        langkah = {satu.nama: satu for satu in self.hasil.jejak.langkah}
        pita = aturan_hasil(self.hasil).nilai(langkah["opd"].ketentuan[0]).pita
        return {**{kode: butir.nama for kode, butir in pita.items()}, BELUM: NAMA_BELUM}


def _ringkasan(pegawai: pd.DataFrame, berbeda: str, tanpa: str) -> str:
    return (
        f"{len(pegawai)} pegawai; {int(pegawai['tinjau'].sum())} perlu ditinjau; "
        f"{int(pegawai['berbeda'].sum())} {berbeda}; {int(pegawai['predikat'].isna().sum())} {tanpa}."
    )


def _sebab(pegawai: pd.DataFrame) -> pd.Series:
    from penilaian.nilai.cerita.alasan import uraian_alasan

    return pegawai["alasan_tinjau"].map(uraian_alasan, na_action="ignore").fillna("")


def _tulis(hasil: Hasil, folder: Path) -> None:
    import json

    from penilaian.berkas import tulis_teks
    from penilaian.data import tulis_tabel

    folder.mkdir(parents=True, exist_ok=True)
    for nama, tabel in hasil.tabel.items():
        tulis_tabel(tabel, folder / f"{nama}.parquet")
    tulis_teks(folder / "jejak.json", json.dumps(hasil.jejak.ke_dict(), ensure_ascii=False, indent=1) + "\n")
