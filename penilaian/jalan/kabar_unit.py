"""Why a unit or a cron line failed, from what systemd or the shell says about its end."""

from __future__ import annotations

from collections.abc import Mapping

from penilaian.jalan.kabar import Kegagalan

_LIHAT = "baca catatannya dengan `journalctl -u {unit}`"

_KODE = {
    1: ("ada laporan yang gagal", "lihat sebab tiap laporan di bawah"),
    2: ("rencana, pilihan, atau data periodenya tidak ada atau tidak sah", _LIHAT),
    3: ("folder hasil sedang dipakai run lain", "tunggu run itu selesai, lalu mulai lagi"),
    130: ("run dihentikan", "mulai lagi; yang sudah jadi tidak diulang"),
    200: ("folder rencana tidak ada", "jalankan `penilaian jadwal --periksa`"),
    203: ("program penilaian tidak dapat dijalankan", "jalankan `penilaian jadwal --periksa`"),
    217: ("pengguna sistemnya tidak ada", "jalankan `penilaian jadwal --periksa`"),
    226: (
        "folder hasil tidak ada atau ruang berkas unit tidak dapat disiapkan",
        "jalankan `penilaian jadwal --periksa`",
    ),
}
"""Exit codes: our own, and those systemd gives where it could not start the program (systemd.exec(5))."""

_HASIL = {
    "timeout": ("melewati batas waktu unit", "periksa beban server, atau tulis ulang jadwal dengan --batas lebih lama"),
    "oom-kill": ("memori habis", "tulis ulang jadwal dengan --memori lebih besar"),
    "signal": ("dihentikan oleh sinyal", _LIHAT),
    "core-dump": ("program berhenti mendadak", _LIHAT),
    "start-limit-hit": ("terlalu sering dimulai", _LIHAT),
    "resources": ("sumber daya sistem tidak cukup untuk memulai", _LIHAT),
}
"""What systemd calls the result of a service (systemd.exec(5), SERVICE_RESULT)."""


def sebab_henti(unit: str, lingkungan: Mapping[str, str], kode: int | None = None) -> Kegagalan:
    """Why a unit failed: from ``kode`` (a shell's $?) if given, else from systemd's MONITOR_ variables."""
    if kode is None:
        hasil = lingkungan.get("MONITOR_SERVICE_RESULT", "")
        if hasil in _HASIL:
            return _susun(unit, *_HASIL[hasil])
        status = lingkungan.get("MONITOR_EXIT_STATUS", "")
        kode = int(status) if status.isascii() and status.isdigit() else None
    if kode is None:
        return _susun(unit, "sebabnya tidak disebut systemd", _LIHAT)
    return _susun(unit, *_KODE.get(kode, (f"program keluar dengan kode {kode}", _LIHAT)))


def _susun(unit: str, sebab: str, tindakan: str) -> Kegagalan:
    return Kegagalan(unit, f"{sebab}.", tindakan.format(unit=unit))
