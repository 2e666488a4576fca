"""The text of systemd units and of a crontab; nothing here touches a file."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Mapping

from penilaian.aturan import Aturan
from penilaian.jalan.jadwal_irama import Irama, Waktu, pilihan_irama, sebut_saat, urai_jam, waktu_irama
from penilaian.jalan.jadwal_susunan import Susunan

CRONTAB = "penilaian.crontab"
UNIT_KABAR = "penilaian-kabar@.service"
AWALAN_SUSUNAN, AWALAN_SIDIK = "# Susunan=", "# Sidik="
KODE_TERKUNCI = 3
TUNGGU_DETIK = 3 * 3600
_DOKUMENTASI = "https://www.freedesktop.org/software/systemd/man/latest/systemd.timer.html"


def nama_unit(irama: Irama, akhiran: str) -> str:
    """The file name of a rhythm's unit."""
    return f"penilaian-{irama}.{akhiran}"


def kutip(teks: str) -> str:
    r"""One word of a systemd command or list: quoted, with nothing left for systemd to expand.

    >>> print(kutip('/srv/hasil 100%/"a" $B'))
    "/srv/hasil 100%%/\"a\" $$B"
    """
    return '"' + _persen(teks).replace('"', '\\"').replace("$", "$$") + '"'


def _kutip_jalur(teks: str) -> str:
    """A word where systemd expands % but no $."""
    return '"' + _persen(teks).replace('"', '\\"') + '"'


def _persen(teks: str) -> str:
    return teks.replace("%", "%%")


def semua_berkas(susunan: Susunan, aturan: Aturan) -> dict[str, str]:
    """Every file of a schedule: its name and its text."""
    waktu = {irama: waktu_irama(irama, aturan, susunan.kebijakan) for irama in susunan.irama}
    isi: dict[str, str] = {}
    for irama, satu in waktu.items():
        isi[nama_unit(irama, "service")] = _layanan(irama, susunan)
        isi[nama_unit(irama, "timer")] = _pewaktu(satu, susunan)
    if susunan.kabar:
        isi[UNIT_KABAR] = _kabar(susunan)
    isi[CRONTAB] = _crontab(waktu, susunan)
    return {nama: bertanda(teks, susunan) for nama, teks in isi.items()}


def bertanda(teks: str, susunan: Susunan) -> str:
    """A file with its settings and the fingerprint of all above the last line."""
    isi = f"{teks}\n{AWALAN_SUSUNAN}{susunan.model_dump_json()}\n"
    return f"{isi}{AWALAN_SIDIK}{hashlib.sha256(isi.encode()).hexdigest()}\n"


_KEPALA = "# Ditulis oleh `penilaian jadwal`. Jangan disunting: tulis ulang, atau pakai systemctl edit."


def perintah_jalan(irama: Irama, susunan: Susunan) -> list[str]:
    """The command of a rhythm: no period stands in it, the run finds the last ended one."""
    return [
        *(susunan.program, "jalan", susunan.rencana),
        *("--keluar", susunan.keluar, "--periode", pilihan_irama(irama)),
    ]


def _kunci(susunan: Susunan) -> list[str]:
    """What flock takes before the command: wait for the other rhythm, then give up with the code of a held folder."""
    return ["-E", str(KODE_TERKUNCI), "-w", str(TUNGGU_DETIK), f"{susunan.keluar}/.jadwal.kunci"]


def perintah_kabar(unit: str, susunan: Susunan) -> list[str]:
    """The command that tells of a failure."""
    return [
        *(susunan.program, "jadwal", "--kabar-gagal", unit),
        *("--kabar", susunan.kabar or "", "--keluar", susunan.keluar),
    ]


def _mulai(perintah: list[str], mentah: str = "") -> str:
    """An ExecStart line; ``mentah`` is a word whose specifiers systemd is to expand."""
    kata = [_kutip_jalur(perintah[0]), *(satu if satu == mentah else kutip(satu) for satu in perintah[1:])]
    return f"ExecStart={' '.join(kata)}"


def _rumah(susunan: Susunan) -> str:
    """Homes are hidden, or at least not writable where something needed is in one."""
    perlu = (susunan.rencana, susunan.keluar, susunan.program, susunan.kabar or "")
    dalam = any(jalur.startswith(("/home/", "/root/", "/run/user/")) for jalur in perlu)
    return "read-only" if dalam else "yes"


def _layanan(irama: Irama, susunan: Susunan) -> str:
    kabar = "\nOnFailure=penilaian-kabar@%n.service" if susunan.kabar else ""
    return f"""{_KEPALA}
[Unit]
Description=Laporan penilaian kinerja, irama {irama}
After=local-fs.target time-sync.target{kabar}

[Service]
Type=oneshot
User={susunan.pengguna}
WorkingDirectory={_persen(str(susunan.folder_kerja))}
# Irama yang jatuh bersamaan, misalnya disusulkan sekaligus, menunggu gilirannya.
{_mulai(["/usr/bin/flock", *_kunci(susunan), *perintah_jalan(irama, susunan)])}
TimeoutStartSec={susunan.batas}
{_lingkungan(susunan)}
# Tempat sementara pustaka gambar dan notebook: folder rumah pengguna tidak perlu ada.
CacheDirectory=%p
RuntimeDirectory=%p
Environment=MPLCONFIGDIR=%C/%p IPYTHONDIR=%C/%p/ipython JUPYTER_RUNTIME_DIR=%t/%p
# Laporan dapat memuat data pribadi: hanya pemilik dan grup yang membacanya.
UMask=0027
MemoryMax={susunan.memori}
Nice=10
CPUWeight=50
# Hanya folder hasil yang dapat ditulis, dan tidak ada jaringan di luar mesin ini.
ProtectSystem=strict
ReadWritePaths={_kutip_jalur(susunan.keluar)}
ProtectHome={_rumah(susunan)}
IPAddressDeny=any
IPAddressAllow=localhost
NoNewPrivileges=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
CapabilityBoundingSet=
LockPersonality=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
"""


def _lingkungan(susunan: Susunan) -> str:
    baris = f"Environment=TZ={susunan.zona}"
    return baris + (f"\nEnvironmentFile={_persen(susunan.lingkungan)}" if susunan.lingkungan else "")


def _pewaktu(waktu: Waktu, susunan: Susunan) -> str:
    jam = urai_jam(susunan.jam)
    dasar = "\n".join(f"# {satu}" for satu in waktu.dasar)
    saat = "\n".join(f"OnCalendar={satu.kalender(jam, susunan.zona)}" for satu in waktu.saat)
    return f"""{_KEPALA}
[Unit]
Description=Waktu laporan penilaian kinerja, irama {waktu.irama}
Documentation={_DOKUMENTASI}

[Timer]
{dasar}
{saat}
# Yang terlewat selagi server mati dijalankan begitu server hidup.
Persistent=true
RandomizedDelaySec=10min
AccuracySec=1min
Unit={nama_unit(waktu.irama, "service")}

[Install]
WantedBy=timers.target
"""


def _kabar(susunan: Susunan) -> str:
    """No option here may imply NoNewPrivileges: sendmail is set-group-id (postfix) or set-user-id (exim)."""
    return f"""{_KEPALA}
[Unit]
Description=Kabar kegagalan %i
After=network-online.target
Wants=network-online.target

[Service]
Type=oneshot
User={susunan.pengguna}
{_mulai(perintah_kabar("%i", susunan), mentah="%i")}
TimeoutStartSec=5min
{_lingkungan(susunan)}
UMask=0077
MemoryMax=1G
# Tanpa NoNewPrivileges dan pilihan yang menyiratkannya: sendmail memakai hak grup postdrop.
ProtectSystem=full
ProtectHome={_rumah(susunan)}
PrivateTmp=yes
"""


def _crontab(waktu: Mapping[Irama, Waktu], susunan: Susunan) -> str:
    return "\n".join(
        [
            f"# Ditulis oleh `penilaian jadwal`. Pasang: crontab -u {susunan.pengguna} {CRONTAB}",
            "# Pilih ini ATAU pewaktu systemd, jangan keduanya.",
            "# cron tidak menyusulkan run yang terlewat selagi server mati. Run berikutnya menyusulkan periode sebelumnya,",
            "# karena laporan yang tidak berubah dilewati. Untuk menyusulkan segera: pewaktu systemd, atau anacron dengan baris",
            f"# `@monthly 30 penilaian runuser -u {susunan.pengguna} -- sh -c '<perintah>'` di /etc/anacrontab: sekali sebulan,",
            "# tanpa tanggal tertentu, dan % tanpa garis miring.",
            f"# Jam di sini menurut zona waktu server, bukan {susunan.zona}: cron Debian tidak mengenal CRON_TZ.",
            "SHELL=/bin/sh",
            f"TZ={susunan.zona}",
            "",
            *(baris for satu in waktu.values() for baris in _baris_cron(satu, susunan)),
            "",
        ]
    )


def _baris_cron(waktu: Waktu, susunan: Susunan) -> list[str]:
    jalan = shlex.join(["flock", *_kunci(susunan), *perintah_jalan(waktu.irama, susunan)])
    rahasia = f"set -a; . {shlex.quote(susunan.lingkungan)}; set +a; " if susunan.lingkungan else ""
    perintah = f"{rahasia}umask 027; cd {shlex.quote(str(susunan.folder_kerja))} && {jalan}"
    if susunan.kabar:
        kabar = shlex.join([*perintah_kabar(f"cron-{waktu.irama}", susunan), "--kode"])
        perintah += f" || {kabar} $?"
    perintah = perintah.replace("%", "\\%")
    jam = urai_jam(susunan.jam)
    return [
        f"# Irama {waktu.irama}: {sebut_saat(waktu)}.",
        *(f"#   {satu}" for satu in waktu.dasar),
        *(f"{saat.cron(jam)} {perintah}" for saat in waktu.saat),
    ]
