"""The letterhead of the sample city: invented, and marked so."""

from __future__ import annotations

NAMA_LAMBANG = "lambang_contoh.svg"

PROFIL = f"""# Kop surat dan penanda tangan laporan. Kunci yang dikosongkan tidak ditampilkan; tidak ada yang dikarang perangkat.
# Alamat dan telepon di sini contoh, bukan milik siapa pun.
pemerintah: Pemerintah Kota Palu
tempat: Palu
alamat: Jalan Contoh Nomor 1, Palu 00000
telepon: "(0451) 000000"
laman: palu.example
pos_el: contoh@palu.example
lambang: {NAMA_LAMBANG}
penanda_tangan: Kepala Perangkat Daerah
opd:
  kota:
    nama: Badan Kepegawaian dan Pengembangan Sumber Daya Manusia
    alamat: Jalan Contoh Nomor 7, Palu 00000
    penanda_tangan: Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia
  dinkes:
    alamat: Jalan Contoh Nomor 12, Palu 00000
    telepon: "(0451) 000012"
    laman: dinkes.palu.example
    pos_el: dinkes@palu.example
    penanda_tangan: Kepala Dinas Kesehatan
"""

LAMBANG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 100" width="80" height="100">
<path d="M4 4h72v52c0 22-17 33-36 40C21 89 4 78 4 56z" fill="#ffffff" stroke="#0b4f7d" stroke-width="5"/>
<path d="M13 14h54v18H13z" fill="#0b4f7d"/>
<path d="M13 62c9-7 18-7 27 0s18 7 27 0v8c-9 7-18 7-27 0s-18-7-27 0z" fill="#0b4f7d"/>
<circle cx="40" cy="46" r="9" fill="#e69f00"/>
</svg>
"""
