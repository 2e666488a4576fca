"""The pages: one module each, all of them listed here."""

from penilaian.aplikasi.rute import berkas, buku, daftar, kunci, masuk, pegawai, rapat, umum

RUTE = (umum.umum, masuk.masuk, daftar.daftar, rapat.rapat, pegawai.pegawai, kunci.kunci, berkas.berkas, buku.buku)
