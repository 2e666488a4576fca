"""Regulations as dated, cited data, and the engine that applies them."""

from penilaian.aturan.buku import Aturan, BukuAturan, muat_buku

__all__ = ["Aturan", "BukuAturan", "muat_buku"]
