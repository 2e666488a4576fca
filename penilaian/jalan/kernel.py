"""How kernels are started."""

from __future__ import annotations

from traitlets.config import Config

NAMA_KERNEL = "python3"


def konfigurasi_kernel() -> Config:
    """Kernels talk over encrypted local TCP.

    Without this everything a notebook says passes in plain text; IPC sockets
    would do as well, but are looked for in the kernel's own folder.
    """
    return Config({"KernelManager": {"transport_encryption": "auto"}})
