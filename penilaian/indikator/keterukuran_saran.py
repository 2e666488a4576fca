"""What readers are told about each criterion: its name, why an indicator is weak in it, and what to try."""

from __future__ import annotations

from collections.abc import Mapping

NAMA: Mapping[str, str] = {
    "spesifik": "Spesifik",
    "terukur": "Terukur",
    "dapat_dicapai": "Dapat dicapai",
    "relevan": "Relevan",
    "berbatas_waktu": "Berbatas waktu",
    "ketersediaan": "Realisasi tersedia",
    "tepat_waktu": "Dicatat tepat waktu",
    "keragaman": "Capaian beragam",
    "langit_langit": "Tidak mentok di atas",
    "lantai": "Tidak mentok di bawah",
    "nilai_sama": "Tidak bernilai sama",
    "kestabilan": "Stabil antarperiode",
    "pencilan": "Sedikit pencilan",
    "kemencengan": "Tidak menceng",
    "keruncingan": "Tidak runcing",
    "target_mudah": "Target tidak terlalu mudah",
    "target_sulit": "Target tidak terlalu sulit",
    "daya_beda": "Sejalan dengan indikator lain",
    "kelewahan": "Tidak berulang",
}
"""Criteria as readers see them: a good indicator is all of it."""
SINGKATAN: Mapping[str, str] = {
    "spesifik": "S", "terukur": "M", "dapat_dicapai": "A", "relevan": "R", "berbatas_waktu": "T", "ketersediaan": "Ada",
    "tepat_waktu": "Tpt", "keragaman": "Rgm", "langit_langit": "Atas", "lantai": "Bwh", "nilai_sama": "Sama",
    "kestabilan": "Stb", "pencilan": "Pcl", "kemencengan": "Mcg", "keruncingan": "Rcg", "target_mudah": "Mdh",
    "target_sulit": "Slt", "daya_beda": "Beda", "kelewahan": "Ulg",
}  # fmt: skip
"""Heads of the narrow columns; the table beside the figure has the whole names."""
SEBAB: Mapping[str, str] = {
    "ketersediaan": "realisasi terisi {nilai} dari {amatan} amatan; paling sedikit {batas}",
    "tepat_waktu": "dicatat tepat waktu {nilai} dari {amatan} realisasi; paling sedikit {batas}",
    "keragaman": "simpangan baku {nilai} kali rata-rata dari {amatan} amatan; paling sedikit {batas}",
    "langit_langit": "{nilai} dari {amatan} amatan di nilai tertinggi; paling banyak {batas}",
    "lantai": "{nilai} dari {amatan} amatan di nilai terendah; paling banyak {batas}",
    "nilai_sama": "{nilai} dari {amatan} amatan bernilai sama; paling banyak {batas}",
    "kestabilan": "korelasi dengan periode berikutnya {nilai} dari {amatan} pasangan; paling sedikit {batas}",
    "pencilan": "{nilai} dari {amatan} amatan pencilan; paling banyak {batas}",
    "kemencengan": "kemencengan {nilai} dari {amatan} amatan, keruncingannya juga melewati batas; paling banyak {batas}",
    "keruncingan": "kelebihan keruncingan {nilai} dari {amatan} amatan, kemencengannya juga melewati batas; paling banyak {batas}",
    "target_mudah": "{nilai} dari {amatan} realisasi lalu sudah mencapai target sekarang; paling banyak {batas}",
    "target_sulit": "{nilai} dari {amatan} realisasi lalu mencapai target sekarang, dan sekarang pun hampir tidak ada; paling sedikit {batas}",
    "daya_beda": "korelasi dengan indikator lain orang yang sama {nilai} dari {amatan} amatan; paling sedikit {batas}",
    "kelewahan": "korelasi {nilai} dengan {lain} dari {amatan} amatan; mutlak paling banyak {batas}",
}
SARAN: Mapping[str, str] = {
    "spesifik": "Ganti kata yang kabur dengan ukuran yang sama bagi semua orang: apa, milik siapa, menurut standar mana.",
    "terukur": "Tulis satuan yang dapat dihitung dan dokumen atau aplikasi tempat angkanya diambil.",
    "dapat_dicapai": "Isi baseline, lalu tetapkan target sebagai angka yang dibandingkan dengannya.",
    "relevan": "Sambungkan ke indikator pimpinan yang diintervensi, atau keluarkan dari SKP bila tidak mendukung apa pun.",
    "berbatas_waktu": "Sebutkan batas waktunya dalam periode SKP, misalnya “dalam 3 hari kerja” atau “sampai akhir triwulan”.",
    "ketersediaan": "Cari tahu mengapa kosong; pindahkan ke sumber data yang terbit setiap periode, atau ganti indikatornya.",
    "tepat_waktu": "Pilih sumber yang terbit sebelum penilaian, atau sepakati angka sementara dengan tanggal perbaikannya.",
    "keragaman": "Semua orang hampir sama: ukur mutu atau waktunya, bukan sekadar terlaksana.",
    "langit_langit": "Naikkan target, atau pakai ukuran yang masih dapat membaik; untuk yang memang harus penuh, jadikan syarat, bukan pembeda.",
    "lantai": "Turunkan target ke tahap yang dapat dicapai, atau ukur hasil antaranya lebih dulu.",
    "nilai_sama": "Periksa apakah realisasi disalin dari target; ukur langsung dari sumber datanya.",
    "kestabilan": "Perpanjang masa ukurnya atau gabungkan beberapa kejadian, supaya bukan kebetulan yang dinilai.",
    "pencilan": "Periksa satuan dan salah ketik; bila benar, tetapkan cara menghitung kejadian luar biasa.",
    "kemencengan": "Periksa nilai yang jauh; pertimbangkan rentang target atau ukuran per satuan beban kerja.",
    "keruncingan": "Periksa nilai yang jauh; pertimbangkan rentang target atau ukuran per satuan beban kerja.",
    "target_mudah": "Naikkan target dari capaian sendiri periode lalu, sebesar perbaikan yang disepakati.",
    "target_sulit": "Bagi target menjadi tahap yang dapat dicapai, atau tambahkan dukungan sumber dayanya.",
    "daya_beda": "Tanyakan pemegangnya apa yang sebenarnya diukur; mungkin arahnya terbalik atau hasilnya di luar kendali.",
    "kelewahan": "Pilih satu dari keduanya, atau ubah yang satu supaya mengukur sisi lain (mutu, waktu, biaya).",
}
"""What to try, by criterion; a suggestion, never a correction."""
ATURAN: Mapping[str, str] = {
    "spesifik": "tidak memuat kata yang dibaca berbeda-beda (optimal, efektif, lainnya, …) dan lebih dari satu kata",
    "terukur": "satuannya dapat dihitung dan cocok dengan rumusannya, dan sumber datanya ditulis",
    "dapat_dicapai": "ada baseline, dan setiap target periode ini berupa angka",
    "relevan": "tersambung ke indikator pimpinan; milik pimpinan: ke sasaran daerah",
    "berbatas_waktu": "ada di SKP periode ini, batas waktunya tidak terbuka, dan yang beraspek waktu menyebut waktu",
}
"""The rule behind each criterion that is read from wording; those read from data are explained in the provision."""
