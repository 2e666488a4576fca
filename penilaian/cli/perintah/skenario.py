"""`penilaian skenario BERKAS`: what another rule would change."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from penilaian.cli.pengurai import KELUAR_BAIK, Pengurai, jalur

if TYPE_CHECKING:
    from penilaian.nilai.bandingkan import Perbandingan


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description="Bandingkan aturan yang berlaku dengan sebuah skenario: siapa pindah predikat, berapa yang tinggal selangkah, dan biayanya. Tidak ada aturan dan penetapan yang diubah.",
        contoh="  penilaian skenario data/skenario/ambang_sesuai_95.yaml --data data/contoh --periode 2025-T4\n"
        "  penilaian skenario skenario.yaml --data data/masuk --periode 2025 --opd dinkes",
    )
    urai.add_argument("berkas", metavar="BERKAS", type=jalur, help="berkas skenario (YAML)")
    urai.add_argument("--data", metavar="FOLDER", type=jalur, required=True, help="folder tabel")
    urai.add_argument("--periode", metavar="P", required=True, help="mis. 2025-T4")
    urai.add_argument("--opd", metavar="KODE", help="hanya satu OPD")
    urai.add_argument(
        "--ditetapkan",
        action="store_true",
        help="bandingkan predikat yang ditetapkan, bukan predikat bila usulan diikuti",
    )
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    from penilaian.aturan.skenario import baca_skenario
    from penilaian.cli.data import buka_data
    from penilaian.nilai.bandingkan import bandingkan

    skenario = baca_skenario(pilihan.berkas)
    data = buka_data(pilihan.data, periode=pilihan.periode, kode_opd=pilihan.opd)
    banding = bandingkan(data, pilihan.periode, skenario, kode_opd=pilihan.opd)
    print(f"{skenario.judul}. {skenario.penyusun}, {skenario.tanggal.isoformat()}.")
    print(f"Alasan: {skenario.alasan}")
    print("Ini skenario, bukan aturan yang berlaku; tidak ada penetapan yang diubah.")
    _cetak(banding, "ditetapkan" if pilihan.ditetapkan else "usulan")
    return KELUAR_BAIK


def _cetak(banding: Perbandingan, dibanding: str) -> None:
    from penilaian.laporan import isi_skenario

    for bagian in (
        isi_skenario.tabel_perubahan(banding),
        isi_skenario.tabel_perpindahan(banding, dibanding),
        isi_skenario.tabel_kelompok(banding, "kode_opd", dibanding),
        isi_skenario.tabel_kelompok(banding, "jenis_jabatan", dibanding),
        isi_skenario.tabel_selangkah(banding),
        isi_skenario.tabel_ambang(banding),
        isi_skenario.tabel_tpp(banding, dibanding),
        isi_skenario.tabel_kredit(banding, dibanding),
        isi_skenario.tabel_peringatan(banding),
    ):
        print(f"\n{bagian}")
