"""How kernels are started."""

from __future__ import annotations

from typing import Any

from traitlets.config import Config

NAMA_KERNEL = "python3"


def pilihan_kernel() -> dict[str, Any]:
    """Arguments for a notebook client.

    Kernels talk over encrypted local TCP: plain TCP lets every account of the
    machine listen, and IPC sockets are looked for in the kernel's own folder.
    What a kernel logs about its own start and end is of no use to an operator.
    """
    return {
        "kernel_name": NAMA_KERNEL,
        "config": Config({"KernelManager": {"transport_encryption": "auto"}}),
        "extra_arguments": ["--log-level=CRITICAL"],
    }
