"""Finding the files of a folder: which table comes from which file or sheet."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from penilaian.bahasa import angka
from penilaian.data.arsip_periode_manifes import FOLDER_ARSIP
from penilaian.data.buku_kerja import BukuKerja
from penilaian.data.kamus import NAMA_TABEL, TABEL_WAJIB
from penilaian.data.keterangan import BERKAS_PENDAMPING
from penilaian.data.profil import berkas_profil
from penilaian.data.simpanan import FOLDER_TABEL, NAMA_MANIFES, NAMA_PADANAN, ManifesImpor, baca_manifes
from penilaian.data.temuan import Temuan
from penilaian.data.uraian import GalatUrai
from penilaian.galat import GalatData

BATAS_BERKAS = 2**30
"""Bytes of one file: the largest table of 50.000 employees and eight quarters is below a third of it."""
FOLDER_RAPAT = "rapat"
"""Beside the tables lies the ledger of calibration meetings; it is no table."""
_AKHIRAN = (".csv", ".parquet", ".xlsx")
_AKHIRAN_MIRIP = (".xls", ".xlsm", ".xlsb", ".ods", ".tsv", ".txt", ".json", ".jsonl")


@dataclass(frozen=True)
class Sumber:
    """The bytes a table is read from, and the sheet in them if it is a workbook."""

    tabel: str
    berkas: str
    isi: bytes
    lembar: str | None = None
    buku: BukuKerja | None = None

    @property
    def sidik(self) -> str:
        """SHA-256 of the file."""
        return hashlib.sha256(self.isi).hexdigest()

    @property
    def akhiran(self) -> str:
        return Path(self.berkas).suffix.lower()


def cari_sumber(folder: Path) -> tuple[dict[str, Sumber], list[Temuan]]:
    """The one source of each table in a folder, and what was wrong on the way.

    A table ``x`` comes from ``x.csv``, ``x.parquet``, ``x.xlsx`` or a sheet ``x`` of any workbook.
    """
    semua, temuan, gagal = _dari_simpanan(folder)
    pendamping = {*BERKAS_PENDAMPING, *berkas_profil(folder), NAMA_PADANAN, FOLDER_ARSIP, FOLDER_RAPAT}
    if (folder / NAMA_MANIFES).exists():
        pendamping |= {NAMA_MANIFES, FOLDER_TABEL}
    for path in sorted(folder.iterdir(), key=lambda satu: satu.name):
        if path.name.startswith((".", "~$")) or path.name in pendamping:
            continue
        sumber, masalah = _periksa_path(path)
        semua += sumber
        temuan += masalah
        tabel = nama_tabel(path.stem)
        if tabel is not None and not sumber and any(satu.tingkat == "galat" for satu in masalah):
            gagal.add(tabel)
    terpilih, ganda = _satu_per_tabel(semua)
    return terpilih, temuan + ganda + _yang_hilang(gagal | {satu.tabel for satu in semua})


def sidik_sumber(folder: Path) -> dict[str, str]:
    """The SHA-256 of each table's source file, as it is now."""
    return {nama: sumber.sidik for nama, sumber in cari_sumber(folder)[0].items()}


def berkas_sumber(folder: Path) -> dict[str, bytes]:
    """The files that the tables of a folder are read from, by name."""
    return {sumber.berkas: sumber.isi for sumber in cari_sumber(folder)[0].values()}


def nama_tabel(tulisan: str) -> str | None:
    """The table a file or sheet name stands for.

    >>> nama_tabel("Umpan Balik"), nama_tabel("catatan")
    ('umpan_balik', None)
    """
    kandidat = "_".join(tulisan.strip().casefold().replace("-", " ").split())
    return kandidat if kandidat in NAMA_TABEL else None


def _dari_simpanan(folder: Path) -> tuple[list[Sumber], list[Temuan], set[str]]:
    """The tables that imports have stored, each only if it still is what the import wrote."""
    try:
        manifes = baca_manifes(folder) or ManifesImpor()
    except GalatData as galat:
        satu = Temuan("galat", "catatan_impor_rusak", f"{galat.apa}: {galat.mengapa}", galat.tindakan)
        return [], [satu._replace(berkas=NAMA_MANIFES)], set()
    sumber, temuan = [], []
    for tabel, berkas in manifes.tabel.items():
        try:
            isi = (folder / berkas).read_bytes()
        except OSError as galat:
            temuan.append(_simpanan_berubah(tabel, berkas, f"tidak dapat dibaca: {_sebab_sistem(galat)}"))
            continue
        satu_sumber = Sumber(tabel, berkas, isi)
        if satu_sumber.sidik == manifes.sidik.get(tabel):
            sumber.append(satu_sumber)
        else:
            temuan.append(_simpanan_berubah(tabel, berkas, "isinya berbeda dari yang ditulis impor"))
    return sumber, temuan, {satu.tabel for satu in temuan if satu.tabel}


def _simpanan_berubah(tabel: str, berkas: str, sebab: str) -> Temuan:
    return Temuan(
        "galat",
        "simpanan_berubah",
        f"Tabel {tabel} yang disimpan impor {sebab}; tabel ini tidak dibaca",
        "kembalikan berkasnya dari cadangan, atau impor ulang sumbernya; jangan mengubah berkas di folder tabel",
        tabel=tabel,
        berkas=berkas,
    )


def sumber_dari_berkas(path: Path, isi: bytes) -> tuple[list[Sumber], list[Temuan]]:
    """The tables in one file of ours, and what was wrong on the way; ``path`` only names it."""
    tabel = nama_tabel(path.stem)
    if path.suffix.lower() == ".xlsx":
        return _dari_buku(path, isi)
    return ([Sumber(tabel, path.name, isi)] if tabel else []), []


def _periksa_path(path: Path) -> tuple[list[Sumber], list[Temuan]]:
    akhiran = path.suffix.lower()
    if path.is_dir():
        return [], [_temuan_folder(path)]
    if akhiran not in _AKHIRAN or (akhiran != ".xlsx" and nama_tabel(path.stem) is None):
        return [], [_temuan_tak_dikenal(path)]
    isi, masalah = _isi_berkas(path)
    return ([], masalah) if masalah else sumber_dari_berkas(path, isi)


def _isi_berkas(path: Path) -> tuple[bytes, list[Temuan]]:
    """The bytes of an ordinary file that is not empty, or why not."""
    if path.exists() and not path.is_file():
        apa = f"{path.name} adalah pipa atau perangkat, bukan berkas biasa, dan tidak dibaca"
        return b"", [_temuan_berkas(path, "bukan_berkas", apa, "ganti dengan berkas data")]
    try:
        if (ukuran := path.stat().st_size) > BATAS_BERKAS:
            apa = f"Berkas berukuran {angka(ukuran // 2**20)} MB, batasnya {angka(BATAS_BERKAS // 2**20)} MB"
            return b"", [_temuan_berkas(path, "berkas_terlalu_besar", apa, "pecah menjadi folder per tahun")]
        isi = path.read_bytes()
    except OSError as galat:
        apa = f"Berkas tidak dapat dibaca: {_sebab_sistem(galat)}"
        return b"", [_temuan_berkas(path, "berkas_tidak_terbaca", apa)]
    return isi, [] if isi else [_temuan_berkas(path, "berkas_kosong", "Berkas kosong (0 byte)")]


def _dari_buku(path: Path, isi: bytes) -> tuple[list[Sumber], list[Temuan]]:
    milik = nama_tabel(path.stem)
    try:
        buku = BukuKerja.buka(isi)
    except GalatUrai as galat:
        satu = Temuan(
            "galat", galat.kode, f"{galat.apa} ({galat.mengapa})" if galat.mengapa else galat.apa, galat.tindakan
        )
        return [], [satu._replace(tabel=milik, berkas=path.name)]
    if milik is not None and len(buku.lembar) == 1:
        lembar = buku.lembar[0]
        if nama_tabel(lembar) not in (None, milik):
            apa = f"Berkas bernama {path.name} tetapi satu-satunya lembarnya bernama {lembar}"
            return [], [_temuan_berkas(path, "lembar_bertentangan", apa, "samakan nama berkas dan nama lembarnya")]
        return [Sumber(milik, path.name, isi, lembar, buku)], []
    dikenal = {lembar: tabel for lembar in buku.lembar if (tabel := nama_tabel(lembar))}
    sumber = [Sumber(tabel, path.name, isi, lembar, buku) for lembar, tabel in dikenal.items()]
    temuan = [_temuan_lembar(path, lembar) for lembar in buku.lembar if lembar not in dikenal]
    if milik is not None and milik not in dikenal.values():
        apa = f"Buku kerja {path.name} punya beberapa lembar, tetapi tidak ada yang bernama {milik}"
        temuan.append(_temuan_berkas(path, "lembar_tidak_ada", apa, f"beri nama {milik} pada lembar datanya"))
    return sumber, temuan


def _satu_per_tabel(semua: list[Sumber]) -> tuple[dict[str, Sumber], list[Temuan]]:
    terpilih: dict[str, Sumber] = {}
    temuan = []
    for tabel in NAMA_TABEL:
        calon = [satu for satu in semua if satu.tabel == tabel]
        if len(calon) == 1:
            terpilih[tabel] = calon[0]
        elif calon:
            tempat = ", ".join(f"{c.berkas} lembar {c.lembar}" if c.lembar else c.berkas for c in calon)
            temuan.append(
                Temuan(
                    "galat",
                    "sumber_ganda",
                    f"Tabel {tabel} ada di lebih dari satu tempat: {tempat}; tidak satu pun dibaca",
                    "sisakan satu sumber untuk setiap tabel, pindahkan yang lain ke luar folder",
                    tabel=tabel,
                )
            )
    return terpilih, temuan


def _yang_hilang(ada: set[str]) -> list[Temuan]:
    return [
        Temuan(
            "galat",
            "tabel_tidak_ada",
            f"Tabel wajib {tabel} tidak ada di folder",
            f"tambahkan {tabel}.csv, {tabel}.parquet, {tabel}.xlsx, atau lembar {tabel} di sebuah buku kerja",
            tabel=tabel,
        )
        for tabel in TABEL_WAJIB
        if tabel not in ada
    ]


def _sebab_sistem(galat: OSError) -> str:
    if isinstance(galat, FileNotFoundError):
        return "berkas itu hanya tautan, dan yang ditunjuknya tidak ada"
    if isinstance(galat, PermissionError):
        return "tidak ada izin membacanya"
    return "sistem atau media penyimpanannya menolak"


def _temuan_berkas(
    path: Path, kode: str, apa: str, tindakan: str = "ekspor ulang berkas itu dari sistem asal"
) -> Temuan:
    return Temuan("galat", kode, apa, tindakan, tabel=nama_tabel(path.stem), berkas=path.name)


def _temuan_folder(path: Path) -> Temuan:
    if path.suffix.lower() in _AKHIRAN:
        return _temuan_berkas(
            path, "bukan_berkas", f"{path.name} adalah folder, bukan berkas", "ganti dengan berkas data"
        )
    apa = f"Subfolder {path.name} tidak dibaca"
    return Temuan("catatan", "folder_tidak_dibaca", apa, "letakkan berkas data langsung di folder", berkas=path.name)


def _temuan_tak_dikenal(path: Path) -> Temuan:
    mirip = _yang_mirip(path.stem)
    if path.suffix.lower() in _AKHIRAN or (mirip and path.suffix.lower() in _AKHIRAN_MIRIP):
        saran = f"mungkin maksudnya tabel {mirip}; " if mirip else ""
        tindakan = f"{saran}beri nama sesuai tabelnya dengan akhiran .csv, .parquet, atau .xlsx"
        apa = f"Berkas {path.name} tidak dikenal dan tidak dibaca"
        return Temuan("peringatan", "berkas_tidak_dikenal", apa, tindakan, berkas=path.name)
    apa = f"Berkas {path.name} bukan tabel data dan tidak dibaca"
    return Temuan("catatan", "berkas_tidak_dikenal", apa, "abaikan, atau pindahkan ke luar folder", berkas=path.name)


def _temuan_lembar(path: Path, lembar: str) -> Temuan:
    mirip = _yang_mirip(lembar)
    tindakan = f"mungkin maksudnya {mirip}; ubah nama lembarnya" if mirip else "abaikan bila lembar ini bukan data"
    apa = f"Lembar {lembar} bukan nama tabel dan tidak dibaca"
    return Temuan("catatan", "lembar_tidak_dikenal", apa, tindakan, berkas=path.name, lembar=lembar)


def _yang_mirip(tulisan: str) -> str | None:
    kandidat = "_".join(tulisan.strip().casefold().replace("-", " ").split())
    return next(iter(get_close_matches(kandidat, NAMA_TABEL, n=1, cutoff=0.75)), None)
