/* Keys and conveniences of the queue; every one of them has its button, and the server decides. */
(function () {
  "use strict";
  document.documentElement.classList.add("scripted");
  var left = null; /* the piece that a decision was taken on, to go on from there */

  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }
  function pieces() { return all(".piece"); }
  function current() { return document.activeElement ? document.activeElement.closest(".piece") : null; }
  function several() { return document.getElementById("several"); }

  function go(piece) {
    if (piece) { piece.focus({ preventScroll: true }); piece.scrollIntoView({ block: "start" }); }
  }

  function step(by) {
    var known = pieces(), at = known.indexOf(current());
    go(known[at < 0 ? (by > 0 ? 0 : known.length - 1) : at + by]);
  }

  function goOn() {
    var known = pieces(), at = known.findIndex(function (piece) { return piece.id === left; });
    left = null;
    if (at >= 0) { go(known.slice(at + 1).find(function (piece) { return !piece.classList.contains("done"); }) || known[at]); }
  }

  /* The bar for several is there once something is chosen. */
  function count() {
    var form = several();
    if (!form) { return; }
    var chosen = all("input[name=chosen][form=several]:checked").length;
    form.querySelector("[data-count]").textContent = chosen;
    form.querySelector("[data-all]").hidden = false;
    form.classList.toggle("idle", !chosen);
  }

  /* What a button needs is asked for here, so that nobody has to come back from a refusal. */
  function lacks(button) {
    var form = button.form;
    var missing = (button.dataset.needs || "").split(" ").filter(Boolean).map(function (name) { return form.elements[name]; }).filter(function (field) { return !field.value.trim(); });
    all(".missing", form).forEach(function (field) { field.classList.remove("missing"); });
    missing.forEach(function (field) { field.classList.add("missing"); field.closest("label").classList.add("asked-for"); });
    if (missing.length) { missing[0].focus(); }
    return missing.length > 0;
  }

  function seen(piece) {
    var button = piece && piece.querySelector("[data-needs-evidence]");
    if (button) { button.disabled = false; button.removeAttribute("title"); }
    all(".first", piece || undefined).forEach(function (words) { if (piece) { words.hidden = true; } });
  }

  function press(key) {
    var piece = current() || (pieces().length === 1 ? pieces()[0] : null);
    if (!piece) { return false; }
    if (key === "x") {
      var box = piece.querySelector("input[name=chosen][form=several]");
      if (box) { box.checked = !box.checked; count(); }
      return true;
    }
    var target = piece.querySelector('[data-key="' + key + '"]');
    if (!target || target.disabled) { return false; }
    target.click();
    return true;
  }

  document.addEventListener("change", count);
  document.addEventListener("submit", function (event) {
    var piece = event.target.closest(".piece");
    if (piece) { left = piece.id; }
  }, true);
  document.addEventListener("click", function (event) {
    var button = event.target.closest("button[data-needs]");
    if (button && lacks(button)) { event.preventDefault(); event.stopPropagation(); return; }
    if (event.target.closest("a.open")) { seen(event.target.closest(".piece")); }
    if (event.target.closest("[data-more]")) { event.target.closest("form").classList.toggle("open"); }
    if (event.target.closest("[data-all]")) {
      var boxes = all("input[name=chosen][form=several]");
      var every = boxes.every(function (box) { return box.checked; });
      boxes.forEach(function (box) { box.checked = !every; });
      count();
    }
  }, true);
  /* The frame comes when its lid is lifted and not before; toggling does not bubble. */
  document.addEventListener("toggle", function (event) {
    var shown = event.target.open && event.target.querySelector("[data-evidence]");
    if (shown) {
      htmx.ajax("GET", shown.dataset.evidence, { target: shown, swap: "innerHTML" });
      shown.removeAttribute("data-evidence");
    }
  }, true);
  /* Opened means that the copy came, not that the lid was lifted; loading does not bubble. */
  document.addEventListener("load", function (event) {
    if (event.target.tagName === "IFRAME" && event.target.closest(".shown")) { seen(event.target.closest(".piece")); }
  }, true);
  document.addEventListener("htmx:afterSettle", count);
  document.addEventListener("htmx:afterRequest", function (event) {
    if (left) { goOn(); }
    if (event.detail.elt.id === "several" && event.detail.successful) { event.detail.elt.reset(); }
    count();
  });
  document.addEventListener("htmx:sendError", function () {
    var told = document.getElementById("told");
    told.textContent = "没有连上核查台，刚才的操作没有记录。";
  });
  document.addEventListener("DOMContentLoaded", count);
  count();
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox") {
      /* Escape leaves the field; it must not empty a search, which would fetch the queue anew under open evidence. */
      if (event.key === "Escape") { event.preventDefault(); event.target.blur(); go(event.target.closest(".piece")); }
      return;
    }
    var key = event.key.toLowerCase();
    var undo = key === "z" ? document.querySelector("[data-undo]") : null;
    if (key === "j" || key === "k") { step(key === "j" ? 1 : -1); event.preventDefault(); }
    else if (key === "/") { var q = document.getElementById("q"); if (q) { q.focus(); event.preventDefault(); } }
    else if (undo) { undo.click(); }
    else if (/^[cdehnorux]$/.test(key) && press(key)) { event.preventDefault(); }
  });
})();
