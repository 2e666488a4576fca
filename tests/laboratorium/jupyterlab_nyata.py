"""A really started JupyterLab on a free port, with nothing of the user's in it, and a notebook open in a browser."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

NOTEBOOK = "03_laboratorium.ipynb"
TENGGANG = 90.0
"""Seconds a server, a kernel or a cell may take on a busy machine."""
_SETELAN = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True},
    "docmanager-extension/plugin": {"autosave": False},
}
_SELESAI = """() => {
  const isi = window.jupyterapp.shell.currentWidget.content.widgets.filter(satu => satu.model.type === 'code');
  return isi.every(satu => satu.model.executionState === 'idle' && satu.model.executionCount);
}"""
_MENGANGGUR = """() => {
  const sesi = window.jupyterapp?.shell.currentWidget?.sessionContext;
  return sesi?.isReady && sesi.session?.kernel?.status === 'idle';
}"""


def siapkan_proyek(akar: Path, proyek: Path, kota: Path) -> Path:
    """A folder like the project's with only this notebook, the scenarios, and a city as its sample data."""
    (proyek / "notebooks").mkdir(parents=True)
    (proyek / "data").mkdir()
    shutil.copy(akar / "notebooks" / NOTEBOOK, proyek / "notebooks")
    shutil.copytree(akar / "data" / "skenario", proyek / "data" / "skenario")
    shutil.copytree(kota, proyek / "data" / "contoh")
    return proyek


@contextmanager
def jupyterlab(akar: Path, kerja: Path) -> Iterator[str]:
    """The address of a JupyterLab that serves ``akar``; its settings, workspaces and logs go into ``kerja``."""
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        porta = int(soket.getsockname()[1])
    setelan = kerja / "setelan"
    for nama, isi in _SETELAN.items():
        berkas = setelan / "@jupyterlab" / f"{nama}.jupyterlab-settings"
        berkas.parent.mkdir(parents=True, exist_ok=True)
        berkas.write_text(json.dumps(isi), "utf-8")
    lingkungan = {nama: nilai for nama, nilai in os.environ.items() if not nama.startswith(("JUPYTER", "JPY_"))}
    lingkungan |= {
        "JUPYTER_CONFIG_DIR": str(kerja / "konfigurasi"), "JUPYTER_RUNTIME_DIR": str(kerja / "jalan"),
        "JUPYTERLAB_SETTINGS_DIR": str(setelan), "JUPYTERLAB_WORKSPACES_DIR": str(kerja / "ruang"),
        "IPYTHONDIR": str(kerja / "ipython"),
    }  # fmt: skip
    perintah = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={porta}",
        "--ServerApp.port_retries=0", "--IdentityProvider.token=", f"--ServerApp.root_dir={akar}",
        "--LabApp.expose_app_in_browser=True", "--LabApp.extension_manager=readonly", "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]  # fmt: skip
    kerja.mkdir(parents=True, exist_ok=True)
    catatan = kerja / "jupyterlab.log"
    with catatan.open("w") as aliran:
        proses = subprocess.Popen(
            perintah, env=lingkungan, stdout=aliran, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        )
    try:
        alamat = f"http://127.0.0.1:{porta}"
        _tunggu(f"{alamat}/api", proses, catatan)
        yield alamat
    finally:
        proses.terminate()
        try:
            proses.wait(20)
        except subprocess.TimeoutExpired:
            proses.kill()
            proses.wait(20)


def _tunggu(alamat: str, proses: subprocess.Popen[bytes], catatan: Path) -> None:
    batas = time.monotonic() + TENGGANG
    while time.monotonic() < batas and proses.poll() is None:
        try:
            with urlopen(alamat, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"JupyterLab tidak menjawab: {catatan.read_text('utf-8')[-2000:]}")


@dataclass
class Buku:
    """A notebook open in a browser, the folder its scenarios are saved in, and what the browser noticed."""

    halaman: Any
    alamat: str
    folder: Path
    pesan: list[str] = field(default_factory=list)
    permintaan: list[str] = field(default_factory=list)

    def buka(self, jalur: str) -> None:
        """Open a notebook in single-document mode and wait for its kernel."""
        self.halaman.on("console", self._catat)
        self.halaman.on("pageerror", lambda isi: self.pesan.append(str(isi)))
        self.halaman.on("request", lambda isi: self.permintaan.append(isi.url))
        self.halaman.goto(f"{self.alamat}/doc/tree/{jalur}")
        self.menganggur()

    def _catat(self, isi: Any) -> None:
        """Errors only, and not that there is no language server, which JupyterLab asks for on every page."""
        if isi.type == "error" and "/lsp/status" not in isi.location.get("url", ""):
            self.pesan.append(isi.text)

    def menganggur(self) -> None:
        """Wait until the kernel is idle."""
        self.halaman.wait_for_function(_MENGANGGUR, timeout=1000 * TENGGANG)

    def jalankan_semua(self) -> None:
        """Begin to run all cells."""
        self.halaman.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")

    def selesai(self) -> None:
        """Wait until the last cell has run and the board is there."""
        self.halaman.wait_for_function(_SELESAI, timeout=1000 * TENGGANG)
        self.halaman.locator(".papan-panel table").first.wait_for(timeout=1000 * TENGGANG, state="attached")
        self.menganggur()

    def luar(self) -> list[str]:
        """Addresses asked for that are not this server's."""
        return [
            satu for satu in self.permintaan if not satu.startswith((self.alamat, "data:", "blob:", "ws://127.0.0.1"))
        ]
