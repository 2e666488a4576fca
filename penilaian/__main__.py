"""``python -m penilaian``."""

from penilaian.cli.utama import utama

if __name__ == "__main__":
    raise SystemExit(utama())
