"""`penilaian situs FOLDER`: build the site of the reports again, or its public copy."""

from __future__ import annotations

import argparse
from collections import defaultdict
from typing import TYPE_CHECKING

from penilaian.cli.pengurai import KELUAR_BAIK, KELUAR_TEMUAN, Pengurai, jalur

if TYPE_CHECKING:
    from penilaian.laporan.situs_publik import HasilPublik, Tertinggal

CONTOH_ID = 3


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description=(
            "Susun ulang halaman daftar laporan dari manifes di FOLDER/<periode>/, atau terbitkan salinan untuk umum.\n"
            "Salinan publik hanya memuat laporan berkelas publik yang selesai dan berkasnya utuh, tanpa notebook, PDF,\n"
            "parameter, jejak, dan sebab kegagalan. Kode keluar 1 bila ada yang seharusnya terbit tetapi ditahan."
        ),
        contoh="  penilaian situs reports\n"
        '  penilaian situs reports --publik --ke /srv/publik --instansi "Pemerintah Kota Palu"',
    )
    urai.add_argument("folder", metavar="FOLDER", type=jalur, help="folder hasil penilaian jalan")
    urai.add_argument("--publik", action="store_true", help="terbitkan salinan yang boleh dibaca siapa pun")
    urai.add_argument("--ke", metavar="FOLDER", type=jalur, help="tujuan salinan publik; isinya diganti seluruhnya")
    urai.add_argument("--instansi", metavar="NAMA", default="", help="nama instansi di kepala halaman")
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    from penilaian.galat import GalatParameter

    if pilihan.publik != (pilihan.ke is not None):
        raise GalatParameter("--publik dan --ke dipakai bersama", tindakan="tulis keduanya, atau tidak satu pun")
    if not pilihan.folder.is_dir():
        raise GalatParameter(f"Folder {pilihan.folder} tidak ditemukan", tindakan="tunjuk folder hasil penilaian jalan")
    if pilihan.publik:
        from penilaian.laporan.situs_publik import terbitkan

        return _ringkas(terbitkan(pilihan.folder, pilihan.ke, instansi=pilihan.instansi))
    from penilaian.laporan.indeks import tulis_indeks

    print(f"Buka {tulis_indeks(pilihan.folder, instansi=pilihan.instansi)}")
    return KELUAR_BAIK


def _ringkas(hasil: HasilPublik) -> int:
    from penilaian.bahasa import angka

    salah = [satu for satu in hasil.tertinggal if satu.salah]
    for satu in salah:
        print(f"DITAHAN {satu.id}: {satu.sebab}")
    for sebab, id_ in _menurut_sebab([satu for satu in hasil.tertinggal if not satu.salah]).items():
        lain = f", dan {angka(len(id_) - CONTOH_ID)} lain" if len(id_) > CONTOH_ID else ""
        print(f"Tidak disertakan, {sebab}: {', '.join(id_[:CONTOH_ID])}{lain}")
    print(f"{angka(len(hasil.terbit))} laporan terbit, {angka(len(hasil.tertinggal))} tidak disertakan.")
    print(f"Buka {hasil.indeks}")
    return KELUAR_TEMUAN if salah else KELUAR_BAIK


def _menurut_sebab(tertinggal: list[Tertinggal]) -> dict[str, list[str]]:
    wadah: dict[str, list[str]] = defaultdict(list)
    for satu in tertinggal:
        wadah[satu.sebab].append(satu.id)
    return wadah
