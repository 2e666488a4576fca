"""Real database servers for tests: thrown away afterwards, on a free port of this machine only."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

SANDI = "k4ta-s4ndi/r@hasia"
SANDI_URL = "k4ta-s4ndi%2Fr%40hasia"
_BATAS_DETIK = 60


@dataclass(frozen=True)
class Peladen:
    """A running server with an empty database ``simpeg``; ``pembaca`` may only connect."""

    mesin: str
    port: int
    rahasia = (SANDI, SANDI_URL)

    def url(self, pengguna: str = "pemilik", sandi: str = SANDI_URL, basis: str = "simpeg") -> str:
        return f"{self.mesin}://{pengguna}:{sandi}@127.0.0.1:{self.port}/{basis}"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Peladen]:
    with _atau_lewati(), nyalakan_postgresql() as peladen:
        yield peladen


@pytest.fixture(scope="session")
def mariadb() -> Iterator[Peladen]:
    with _atau_lewati(), nyalakan_mariadb() as peladen:
        yield peladen


@contextmanager
def nyalakan_postgresql() -> Iterator[Peladen]:
    """PostgreSQL with password logins, without durability."""
    with _folder_milik("postgres") as (folder, sebagai):
        initdb, pg_ctl = (_cari(nama, "/usr/lib/postgresql/*/bin") for nama in ("initdb", "pg_ctl"))
        sandi = folder / "sandi"
        sandi.write_text(SANDI)
        sandi.chmod(0o644)
        data, port = folder / "data", _porta_kosong()
        perintah = [initdb, "-D", data, "-U", "pemilik", "-A", "scram-sha-256", "--pwfile", sandi, "--no-sync"]
        _jalankan([*perintah, "-E", "UTF8", "--locale=C"], sebagai)
        pilihan = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c fsync=off -c timezone=UTC"
        _jalankan([pg_ctl, "-D", data, "-w", "-l", folder / "log", "-o", pilihan, "start"], sebagai)
        try:
            _siapkan_postgresql(port)
            yield Peladen("postgresql", port)
        finally:
            _jalankan([pg_ctl, "-D", data, "-w", "-m", "immediate", "stop"], sebagai)


@contextmanager
def nyalakan_mariadb() -> Iterator[Peladen]:
    """MariaDB, made ready through its init file, so that root never needs a password."""
    with _folder_milik("mysql") as (folder, sebagai):
        pasang, peladen = _cari("mariadb-install-db", "/usr/bin"), _cari("mariadbd", "/usr/sbin")
        data, port = folder / "data", _porta_kosong()
        _jalankan([pasang, "--no-defaults", f"--datadir={data}", "--skip-test-db", *sebagai.pilihan_mysql], sebagai)
        awal = folder / "awal.sql"
        pengguna = {"pemilik": "all privileges on *.*", "pembaca": "usage on simpeg.*"}
        perintah_awal = [f"create user {nama}@'%' identified by '{SANDI}'" for nama in pengguna]
        perintah_awal += [f"grant {hak} to {nama}@'%'" for nama, hak in pengguna.items()]
        awal.write_text(";\n".join(["create database simpeg", *perintah_awal, ""]))
        awal.chmod(0o644)
        perintah = [
            peladen, "--no-defaults", f"--datadir={data}", f"--socket={folder / 's'}", f"--port={port}",
            "--bind-address=127.0.0.1", "--skip-name-resolve", f"--pid-file={folder / 'pid'}", f"--init-file={awal}",
            "--innodb-flush-log-at-trx-commit=0", "--character-set-server=utf8mb4",
        ]  # fmt: skip
        with (folder / "log").open("wb") as log:
            proses = subprocess.Popen(list(map(str, perintah)), user=sebagai.uid, stdout=log, stderr=log)
        try:
            _tunggu(port, proses, folder / "log")
            yield Peladen("mysql", port)
        finally:
            proses.terminate()
            proses.wait(_BATAS_DETIK)


@dataclass(frozen=True)
class _Pengguna:
    """Whom a server runs as: servers refuse root."""

    uid: int | None

    @property
    def pilihan_mysql(self) -> list[str]:
        return [] if self.uid is None else [f"--user={pwd.getpwuid(self.uid).pw_name}"]


class PeladenTakAda(Exception):
    """A server that is not installed, or does not start here."""


@contextmanager
def _atau_lewati() -> Iterator[None]:
    """Skip where a server cannot be started, but fail where all are expected to be there."""
    try:
        yield
    except (PeladenTakAda, subprocess.SubprocessError, OSError) as galat:
        sebab = f"peladen basis data tidak dapat dinyalakan: {galat}"
        if os.environ.get("CI") == "true":
            pytest.fail(sebab)
        pytest.skip(sebab)


@contextmanager
def _folder_milik(nama: str) -> Iterator[tuple[Path, _Pengguna]]:
    folder = Path(tempfile.mkdtemp(prefix=f"penilaian-{nama}-"))
    try:
        uid = None
        if os.geteuid() == 0:
            uid = next((satu.pw_uid for satu in pwd.getpwall() if satu.pw_name == nama), pwd.getpwnam("nobody").pw_uid)
            os.chown(folder, uid, -1)
        yield folder, _Pengguna(uid)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _cari(nama: str, lain: str) -> str:
    tempat = shutil.which(nama)
    calon = [tempat] if tempat else sorted(str(satu) for satu in Path("/").glob(f"{lain.lstrip('/')}/{nama}"))
    if not calon:
        raise PeladenTakAda(f"{nama} tidak terpasang")
    return calon[-1]


def _jalankan(perintah: list[object], sebagai: _Pengguna) -> None:
    hasil = subprocess.run(
        list(map(str, perintah)), user=sebagai.uid, capture_output=True, text=True, timeout=_BATAS_DETIK, check=False,
        cwd="/", stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if hasil.returncode:
        raise PeladenTakAda(f"{Path(str(perintah[0])).name}: {hasil.stderr.strip()[-400:]}")


def _porta_kosong() -> int:
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        return int(soket.getsockname()[1])


def _tunggu(port: int, proses: subprocess.Popen[bytes], log: Path) -> None:
    akhir = time.monotonic() + _BATAS_DETIK
    while time.monotonic() < akhir and proses.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise PeladenTakAda(f"mariadbd: {log.read_text(errors='replace')[-400:]}")


def _siapkan_postgresql(port: int) -> None:
    from adbc_driver_postgresql import dbapi

    alamat = Peladen("postgresql", port).url(basis="postgres")
    with dbapi.connect(alamat, autocommit=True) as sambungan, sambungan.cursor() as kursor:
        kursor.execute("create database simpeg")
        kursor.execute(f"create role pembaca login password '{SANDI}'")
