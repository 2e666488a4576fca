"""The city as e-Kinerja BKN would export it: to try and to test the import, with or without planted faults."""

from penilaian.contoh.ekinerja.tulis import EksporEkinerja, Tanaman, tulis_ekinerja

__all__ = ["EksporEkinerja", "Tanaman", "tulis_ekinerja"]
