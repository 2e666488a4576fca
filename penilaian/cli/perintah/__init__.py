"""One module a command: ``daftarkan`` describes its arguments, ``jalankan`` does it and returns the exit code."""
