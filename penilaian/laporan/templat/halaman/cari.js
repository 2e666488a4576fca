(function () {
  var borang = document.querySelector(".cari");
  if (!borang) return;
  var kotak = borang.querySelector("input"), hasil = borang.querySelector("output");
  var bagian = Array.from(document.querySelectorAll(".periode"), function (b) {
    var judul = b.querySelector("h2").textContent.toLowerCase();
    return { unsur: b, baris: Array.from(b.querySelectorAll("tbody tr"), function (r) {
      var sel = Array.from(r.cells).slice(0, 3).map(function (s) { return s.textContent; });
      return { unsur: r, teks: judul + " " + sel.join(" ").toLowerCase() };
    }) };
  });
  function saring() {
    var kata = kotak.value.toLowerCase().split(/\s+/).filter(Boolean), tampil = 0, semua = 0;
    bagian.forEach(function (b) {
      var ada = 0;
      b.baris.forEach(function (r) {
        var cocok = kata.every(function (k) { return r.teks.includes(k); });
        r.unsur.hidden = !cocok;
        ada += cocok;
      });
      b.unsur.hidden = !ada;
      tampil += ada;
      semua += b.baris.length;
    });
    hasil.textContent = kata.length ? tampil.toLocaleString("id-ID") + " dari " + semua.toLocaleString("id-ID") + " laporan" : "";
  }
  borang.hidden = false;
  borang.addEventListener("submit", function (e) { e.preventDefault(); });
  kotak.addEventListener("input", saring);
  saring();
})();
