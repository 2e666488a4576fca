"""Writing the archive of finished periods: files first, the catalogue last.

Files are named by their content and never changed, so replacing the catalogue is
the one step that makes a new state visible. A period that is ``final`` is not
changed any more: a correction is a new version beside it, with a name and a reason.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from penilaian.bahasa import daftar_kata
from penilaian.berkas import AKHIRAN_SEMENTARA, tulis_teks, tulis_utuh
from penilaian.data.arsip_periode import (
    IsiArsip,
    berkas_versi,
    muat_berkas,
    periksa_arsip,
    sebab_berubah,
    urai_parquet,
)
from penilaian.data.arsip_periode_manifes import (
    NAMA_CATATAN,
    BerkasArsip,
    CatatanArsip,
    OpdArsip,
    StatusArsip,
    VersiArsip,
    baca_catatan,
    folder_periode,
    sidik_json,
)
from penilaian.data.tulis import isi_parquet
from penilaian.galat import GalatData
from penilaian.periode import Periode

NAMA_KUNCI = ".arsip.kunci"
_PANJANG_NAMA = 16


@dataclass(frozen=True)
class Keputusan:
    """What a person decides about a state: ``waktu`` is UTC, ISO 8601; a final one needs ``oleh``, a correction also ``alasan``."""

    status: StatusArsip
    waktu: str
    versi_paket: str
    oleh: str = ""
    alasan: str = ""


def tulis_arsip(
    folder_data: Path, periode: Periode, isi: Mapping[str, IsiArsip], putusan: Keputusan, wajib: Collection[str] = ()
) -> CatatanArsip | None:
    """Archive agencies of a period; agencies that are not in ``isi`` stay as they are. None: nothing would change.

    ``wajib`` are the agencies that a final period must have.

    Raises:
        GalatData: the period is final and this is no correction, a name or an agency is missing, an
            archived file is damaged, or another process is writing.
    """
    _periksa_putusan(periode, putusan)
    folder = folder_periode(folder_data, periode)
    folder.mkdir(parents=True, exist_ok=True)
    with _terkunci(folder):
        lama = baca_catatan(folder, periode)
        _pastikan_utuh(folder_data, periode, lama)
        muatan = {kode: _sebagai_berkas(kode, satu) for kode, satu in sorted(isi.items())}
        baru = {kode: _samakan(folder, lama, kode, opd, satu) for kode, (opd, satu) in muatan.items()}
        if lama is not None and _tidak_mengubah(lama, baru, putusan):
            return None
        _pastikan_boleh(folder, lama, baru, putusan)
        if putusan.status == "final":
            _pastikan_lengkap(periode, set(wajib) - {*baru, *(lama.terbaru.opd if lama else ())})
        for _, berkas in muatan.values():
            for nama, bita in berkas.items():
                if not (folder / nama).exists():
                    with tulis_utuh(folder / nama) as aliran:
                        aliran.write(bita)
        catatan = _catatan(
            periode, lama, baru, {sidik_json(satu.aturan): satu.aturan for satu in isi.values()}, putusan
        )
        tulis_teks(folder / NAMA_CATATAN, catatan.model_dump_json(indent=1) + "\n")
        _bersihkan(folder, catatan)
    return catatan


def _periksa_putusan(periode: Periode, putusan: Keputusan) -> None:
    if putusan.status == "final" and not putusan.oleh.strip():
        raise GalatData(
            f"{periode.label} belum dapat dinyatakan final",
            mengapa="tidak disebut siapa yang memutuskan; seseorang yang memutuskan, bukan program",
            tindakan='sebutkan namanya: --oleh "Nama, jabatan"',
        )
    if putusan.alasan and putusan.status != "final":
        raise GalatData("Koreksi arsip harus final", tindakan="koreksi selalu menjadi versi final yang baru")


def _pastikan_utuh(folder_data: Path, periode: Periode, lama: CatatanArsip | None) -> None:
    masalah = periksa_arsip(folder_data, periode) if lama is not None and lama.terbaru.status == "final" else []
    if masalah:
        raise GalatData(
            f"Arsip {periode.label} yang sudah final berubah",
            di_mana=str(folder_periode(folder_data, periode)),
            mengapa="; ".join(masalah),
            tindakan="kembalikan berkas itu dari cadangan; selama itu tidak ada yang ditulis",
        )


def _tidak_mengubah(lama: CatatanArsip, baru: Mapping[str, OpdArsip], putusan: Keputusan) -> bool:
    """Whether the newest version already says all this; a final period also says what is still provisional."""
    sama = all(_inti(lama.terbaru.opd.get(kode)) == _inti(opd) for kode, opd in baru.items())
    return sama and lama.terbaru.status in (putusan.status, "final")


def _inti(opd: OpdArsip | None) -> tuple[str, str, dict[str, str]] | None:
    return None if opd is None else (opd.skema, opd.aturan, {nama: satu.sidik for nama, satu in opd.tabel.items()})


def _pastikan_boleh(folder: Path, lama: CatatanArsip | None, baru: Mapping[str, OpdArsip], putusan: Keputusan) -> None:
    final = lama is not None and lama.terbaru.status == "final"
    if putusan.alasan and not final:
        raise GalatData(
            "Tidak ada arsip final yang dapat dikoreksi",
            di_mana=str(folder),
            tindakan="arsipkan tanpa --koreksi",
        )
    if lama is None or not final or putusan.alasan:
        return
    terbaru = lama.terbaru
    beda = [kode for kode, opd in baru.items() if _inti(terbaru.opd.get(kode)) != _inti(opd)]
    raise GalatData(
        f"Arsip {Periode.urai(lama.periode).label} sudah final dan tidak diubah",
        di_mana=str(folder),
        mengapa=f"versi {terbaru.nomor} diputuskan {terbaru.oleh} pada {terbaru.waktu}; isi yang baru berbeda untuk OPD {daftar_kata(beda)}",
        tindakan='bila arsip itu memang keliru, tambahkan versi baru: --koreksi "alasan" --oleh "Nama, jabatan"; versi lama tetap terbaca',
    )


def _pastikan_lengkap(periode: Periode, kurang: Collection[str]) -> None:
    if kurang:
        raise GalatData(
            f"{periode.label} belum dapat dinyatakan final",
            mengapa=f"belum diarsipkan: OPD {daftar_kata(sorted(kurang))}",
            tindakan="arsipkan semua OPD, yaitu tanpa --opd",
        )


def _catatan(
    periode: Periode,
    lama: CatatanArsip | None,
    opd: Mapping[str, OpdArsip],
    aturan: Mapping[str, Mapping[str, Any]],
    putusan: Keputusan,
) -> CatatanArsip:
    """The next state of the catalogue: a provisional version is replaced, a final one is followed."""
    tetap = [] if lama is None else [satu for satu in lama.versi if satu.status == "final"]
    semua_opd = {**({} if lama is None else lama.terbaru.opd), **opd}
    versi = VersiArsip(
        nomor=len(tetap) + 1,
        status=putusan.status,
        waktu=putusan.waktu,
        oleh=putusan.oleh.strip(),
        alasan=putusan.alasan.strip(),
        versi_paket=putusan.versi_paket,
        opd=dict(sorted(semua_opd.items())),
    )
    semua_versi = (*tetap, versi)
    semua_aturan = {**({} if lama is None else lama.aturan), **aturan}
    dipakai = {satu.aturan for butir in semua_versi for satu in butir.opd.values()}
    tersisa = {sidik: semua_aturan[sidik] for sidik in sorted(dipakai)}
    catatan = CatatanArsip(periode=periode.kode, versi=semua_versi, aturan=tersisa)
    return catatan.model_copy(update={"sidik": catatan.hitung_sidik()})


def _sebagai_berkas(kode: str, isi: IsiArsip) -> tuple[OpdArsip, dict[str, bytes]]:
    tabel, berkas = {}, {}
    for nama, frame in sorted(isi.tabel.items()):
        aliran = io.BytesIO()
        isi_parquet(frame, aliran)
        sidik = hashlib.sha256(aliran.getvalue()).hexdigest()
        awalan = re.sub(r"[^A-Za-z0-9_-]", "_", kode)
        tabel[nama] = BerkasArsip(
            nama=f"{awalan}-{nama}-{sidik[:_PANJANG_NAMA]}.parquet", sidik=sidik, baris=len(frame)
        )
        berkas[tabel[nama].nama] = aliran.getvalue()
    masukan = dict(sorted(isi.masukan.items()))
    return OpdArsip(skema=isi.skema, aturan=sidik_json(isi.aturan), masukan=masukan, tabel=tabel), berkas


def _samakan(folder: Path, lama: CatatanArsip | None, kode: str, baru: OpdArsip, berkas: dict[str, bytes]) -> OpdArsip:
    """Keep the archived file of a table whose rows are the same: another version of Parquet only packs them otherwise."""
    ada = lama.terbaru.opd.get(kode) if lama is not None else None
    if ada is None:
        return baru
    tabel = dict(baru.tabel)
    for nama, satu in baru.tabel.items():
        dulu = ada.tabel.get(nama)
        if dulu is not None and dulu.sidik != satu.sidik and _isi_sama(folder, dulu, berkas[satu.nama]):
            tabel[nama] = dulu
            del berkas[satu.nama]
    return baru.model_copy(update={"tabel": tabel})


def _isi_sama(folder: Path, dulu: BerkasArsip, baru: bytes) -> bool:
    return not sebab_berubah(folder / dulu.nama, dulu.sidik) and muat_berkas(folder, dulu).equals(urai_parquet(baru))


def _bersihkan(folder: Path, catatan: CatatanArsip) -> None:
    """Drop what no version names: leftovers of a broken run, and of provisional states."""
    dipakai = {satu.nama for versi in catatan.versi for satu in berkas_versi(versi)}
    for pola in ("*.parquet", f".*{AKHIRAN_SEMENTARA}"):
        for berkas in folder.glob(pola):
            if berkas.name not in dipakai:
                berkas.unlink(missing_ok=True)


@contextmanager
def _terkunci(folder: Path) -> Iterator[None]:
    try:
        with FileLock(folder / NAMA_KUNCI, timeout=0):
            yield
    except Timeout:
        raise GalatData(
            "Perintah lain sedang menulis arsip periode ini",
            di_mana=str(folder),
            tindakan="tunggu sampai selesai, lalu jalankan lagi",
        ) from None
