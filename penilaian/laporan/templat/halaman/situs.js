(function () {
  "use strict";
  var SEKALI = 100, SARING = ["tahun", "periode", "opd", "notebook", "keadaan"];
  var JENIS = [["html", 1], ["ipynb", 2], ["xlsx", 4], ["pdf", 8]];
  var KELAS = ["–", "Individu", "Unit", "Publik"];
  var baris = [], tampil = 0, cocok = [], teksSiap = false, dimuat = {};
  function unsur(id) { return document.getElementById(id); }
  var borang = document.querySelector(".cari");
  if (!borang) return;
  var cari = unsur("cari"), hasil = unsur("hasil"), terbaru = unsur("terbaru"), lagi = unsur("lagi");
  var badan = hasil.querySelector("tbody"), kosong = hasil.querySelector(".kosong");
  var keluaran = borang.querySelector("output"), hapus = borang.querySelector("[type=reset]");
  var semuaPeriode = Array.from(unsur("periode").options).slice(1);

  function angka(n) { return n.toLocaleString("id-ID"); }
  function sederhana(teks) {
    return teks.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[^a-z0-9]+/g, " ").trim();
  }
  function alamat(r) {
    var hasil = {};
    if (Array.isArray(r.berkas)) JENIS.forEach(function (j, i) { hasil[j[0]] = r.berkas[i]; });
    else JENIS.forEach(function (j) {
      hasil[j[0]] = r.berkas & j[1] ? encodeURIComponent(r.periode) + "/" + encodeURIComponent(r.id) + "." + j[0] : "";
    });
    return hasil;
  }

  window.penilaianSitus = function (isi) {
    var rapi = {};
    function baku(teks) { return rapi[teks] || (rapi[teks] = sederhana(teks)); }
    dimuat[isi.tahun] = isi.baris.map(function (b) {
      var o = isi.opd[b[0] || 0], n = isi.notebook[b[1] || 0], p = isi.periode[b[2] || 0], f = b[3] || 0;
      var r = {
        kode: o[0], opd: o[1], notebook: n[0], judul: n[1], periode: p[0], label: p[1], tahun: isi.tahun,
        gagal: f & 1, sementara: f & 2, basi: f & 4, kelas: b[4] || 0, tanggal: isi.tanggal[b[5] || 0], berkas: b[6] || 0,
        id: b[7] || n[0] + "-" + (o[0] || "kota") + "-" + p[0], percobaan: b[8] || 1, sebab: b[9] ? isi.sebab[b[9] - 1] : "",
        alasan: b[10] ? isi.sebab[b[10] - 1] : ""
      };
      r.siap = function () {
        return " " + [o[1], n[1], p[1], o[0], p[0], n[0], b[7] || "", keadaan(r).join(" "), KELAS[r.kelas]].map(baku).join(" ");
      };
      return r;
    });
  };
  function keadaan(r) {
    return [r.gagal ? "Gagal" : r.sementara ? "Sementara" : "Selesai"].concat(r.basi ? "Basi" : []);
  }
  function jenis(periode) { return periode.replace(/^\d+-?/, "").charAt(0).replace(/\d/, "bulan"); }
  function sambung() {
    var akhir = {};
    baris.forEach(function (r) {
      if (!(Array.isArray(r.berkas) ? r.berkas[0] : r.berkas & 1) || r.tahun === "lain") return;
      var kunci = r.notebook + "|" + r.kode + "|" + jenis(r.periode), lalu = akhir[kunci];
      akhir[kunci] = r;
      if (lalu && lalu.periode !== r.periode) { r.sesudah = lalu; lalu.sebelum = r; }
    });
  }
  function siapkan() {
    if (!teksSiap) baris.forEach(function (r) { r.teks = r.siap(); });
    teksSiap = true;
  }

  function buat(nama, kelas, teks) {
    var u = document.createElement(nama);
    if (kelas) u.className = kelas;
    if (teks) u.textContent = teks;
    return u;
  }
  function tautan(alamat, teks, nama) {
    var a = buat("a", "", teks);
    a.href = alamat;
    if (nama) a.setAttribute("aria-label", nama);
    return a;
  }
  function sel(tr, jenis, kelas, peran) {
    var s = tr.appendChild(buat(jenis, kelas));
    s.setAttribute("role", peran || "cell");
    return s;
  }
  function gambarBaris(r) {
    var tr = buat("tr"), berkas = alamat(r), sebutan = r.judul + ", " + r.opd + ", " + r.label, s;
    tr.setAttribute("role", "row");
    s = sel(tr, "th", "", "rowheader");
    s.scope = "row";
    s.textContent = r.opd;
    s = sel(tr, "td", "s-laporan");
    if (berkas.html) s.appendChild(tautan(berkas.html, r.judul)).className = "judul";
    else s.append(buat("span", "judul", r.judul), " ", buat("span", "redup", "(berkas tidak ada)"));
    s.appendChild(buat("span", "waktu-laporan", r.label));
    [r.gagal ? r.sebab : "", r.alasan].forEach(function (t) { if (t) s.appendChild(buat("span", "alasan", t)); });
    s = sel(tr, "td", "s-keadaan");
    keadaan(r).forEach(function (t) { s.append(buat("span", "cap cap-" + t.toLowerCase(), t), " "); });
    if (r.percobaan > 1) s.appendChild(buat("span", "redup kecil", "percobaan ke-" + r.percobaan));
    sel(tr, "td", "s-kelas").textContent = KELAS[r.kelas];
    sel(tr, "td", "s-waktu").textContent = r.tanggal;
    s = sel(tr, "td", "s-berkas");
    [["pdf", "PDF"], ["xlsx", "XLSX"], ["ipynb", "Notebook"]].forEach(function (j) {
      if (berkas[j[0]]) s.appendChild(tautan(berkas[j[0]], j[1], j[1] + ": " + sebutan));
    });
    s = sel(tr, "td", "s-lain");
    if (r.sebelum) s.appendChild(tautan(alamat(r.sebelum).html, "← " + r.sebelum.periode, "← " + r.sebelum.periode + ", periode sebelumnya: " + r.judul + ", " + r.opd));
    if (r.sesudah) s.appendChild(tautan(alamat(r.sesudah).html, r.sesudah.periode + " →", r.sesudah.periode + " →, periode berikutnya: " + r.judul + ", " + r.opd));
    return tr;
  }
  function tambah() {
    var wadah = document.createDocumentFragment();
    cocok.slice(tampil, tampil + SEKALI).forEach(function (r) { wadah.appendChild(gambarBaris(r)); });
    badan.appendChild(wadah);
    tampil = Math.min(tampil + SEKALI, cocok.length);
    lagi.hidden = tampil >= cocok.length;
    lagi.textContent = "Tampilkan " + angka(Math.min(SEKALI, cocok.length - tampil)) + " lagi dari " + angka(cocok.length - tampil) + " sisanya";
  }

  function pilihan() {
    var isi = { cari: cari.value.trim() };
    SARING.forEach(function (nama) { isi[nama] = unsur(nama).value; });
    return isi;
  }
  function uji(isi) {
    var kata = sederhana(isi.cari).split(" ").filter(Boolean).map(function (k) { return k.length < 3 ? " " + k : k; });
    var opd = isi.opd === "kota" ? "" : isi.opd;
    return function (r) {
      return (!isi.tahun || r.tahun === isi.tahun) && (!isi.periode || r.periode === isi.periode) &&
        (!isi.opd || r.kode === opd) && (!isi.notebook || r.notebook === isi.notebook) &&
        (!isi.keadaan || (isi.keadaan === "selesai" ? !r.gagal : !!r[isi.keadaan] && !(isi.keadaan === "sementara" && r.gagal))) &&
        kata.every(function (k) { return r.teks.includes(k); });
    };
  }
  function tahunPeriode() {
    var tahun = unsur("tahun").value, kotak = unsur("periode"), kini = kotak.value;
    kotak.replaceChildren.apply(kotak, [kotak.options[0]].concat(semuaPeriode.filter(function (o) {
      return !tahun || o.dataset.tahun === tahun;
    })));
    kotak.value = kini;
    if (kotak.selectedIndex < 0) kotak.value = "";
  }
  function saring() {
    tahunPeriode();
    var isi = pilihan(), aktif = Object.keys(isi).some(function (n) { return isi[n]; });
    hasil.hidden = hapus.hidden = !aktif;
    terbaru.hidden = aktif;
    badan.replaceChildren();
    tampil = 0;
    if (!aktif) { keluaran.textContent = ""; return; }
    siapkan();
    cocok = baris.filter(uji(isi));
    keluaran.textContent = angka(cocok.length) + " dari " + angka(baris.length) + " laporan";
    kosong.hidden = cocok.length > 0;
    tambah();
  }
  function keAlamat() {
    var isi = pilihan(), teks = new URLSearchParams();
    Object.keys(isi).forEach(function (nama) { if (isi[nama]) teks.set(nama, isi[nama]); });
    history.replaceState(null, "", "#" + teks);
  }
  function dariAlamat() {
    var teks = location.hash.slice(1);
    if (teks && !teks.includes("=")) return;
    var isi = new URLSearchParams(teks);
    cari.value = isi.get("cari") || "";
    unsur("periode").replaceChildren.apply(unsur("periode"), [unsur("periode").options[0]].concat(semuaPeriode));
    SARING.forEach(function (nama) {
      unsur(nama).value = isi.get(nama) || "";
      if (unsur(nama).selectedIndex < 0) unsur(nama).value = "";
    });
    saring();
  }
  function ubah() { saring(); keAlamat(); }

  document.addEventListener("DOMContentLoaded", function () {
    Object.keys(dimuat).sort().reverse().sort(function (a, b) { return (a === "lain") - (b === "lain"); })
      .forEach(function (tahun) { baris = baris.concat(dimuat[tahun]); });
    sambung();
    borang.hidden = false;
    borang.addEventListener("submit", function (e) { e.preventDefault(); });
    cari.addEventListener("input", ubah);
    SARING.forEach(function (nama) { unsur(nama).addEventListener("change", ubah); });
    borang.addEventListener("reset", function (e) {
      e.preventDefault();
      cari.value = "";
      SARING.forEach(function (nama) { unsur(nama).value = ""; });
      ubah();
      cari.focus();
    });
    lagi.addEventListener("click", function () {
      var mulai = tampil;
      tambah();
      var a = badan.rows[mulai].querySelector("a");
      if (a) a.focus();
    });
    window.addEventListener("hashchange", dariAlamat);
    dariAlamat();
  });
})();
