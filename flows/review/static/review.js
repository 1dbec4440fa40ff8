/* Keys and conveniences of the queue; every one of them has its button, and the server decides. */
(function () {
  "use strict";
  var pieces = Array.prototype.slice.call(document.querySelectorAll(".piece"));
  var several = document.getElementById("several");

  function current() { return document.activeElement ? document.activeElement.closest(".piece") : null; }

  function step(by) {
    var at = pieces.indexOf(current());
    var next = pieces[at < 0 ? (by > 0 ? 0 : pieces.length - 1) : at + by];
    if (next) { next.focus({ preventScroll: true }); next.scrollIntoView({ block: "start" }); }
  }

  function chosen() { return document.querySelectorAll("input[name=chosen][form=several]"); }

  function count() {
    if (several) { several.querySelector("[data-count]").textContent = document.querySelectorAll("input[name=chosen][form=several]:checked").length; }
  }

  /* What a button needs is asked for here, so that nobody has to come back from a refusal. */
  function lacks(button) {
    var form = button.form;
    var missing = (button.dataset.needs || "").split(" ").filter(Boolean).map(function (name) { return form.elements[name]; }).filter(function (field) { return !field.value.trim(); });
    form.querySelectorAll(".missing").forEach(function (field) { field.classList.remove("missing"); });
    missing.forEach(function (field) { field.classList.add("missing"); });
    if (missing.length) { missing[0].focus(); }
    return missing.length > 0;
  }

  function frames(details) {
    var button = details.closest(".piece").querySelector("[data-needs-evidence]");
    var frame = details.querySelector("iframe");
    if (!button || !frame) { return; }
    /* Opened means that the copy came, not that the lid was lifted. */
    frame.addEventListener("load", function () { if (details.open) { button.disabled = false; } });
  }

  function press(key) {
    var piece = current() || (pieces.length === 1 ? pieces[0] : null);
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

  document.querySelectorAll("details.copy").forEach(frames);
  document.addEventListener("change", count);
  document.addEventListener("click", function (event) {
    var button = event.target.closest("button[data-needs]");
    if (button && lacks(button)) { event.preventDefault(); }
    if (event.target.closest("a.open")) {
      var wanted = event.target.closest(".piece").querySelector("[data-needs-evidence]");
      if (wanted) { wanted.disabled = false; }
    }
  });
  if (several) {
    var all = several.querySelector("[data-all]");
    all.hidden = false;
    all.addEventListener("click", function () {
      var boxes = Array.prototype.slice.call(chosen());
      var every = boxes.every(function (box) { return box.checked; });
      boxes.forEach(function (box) { box.checked = !every; });
      count();
    });
    count();
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox") {
      if (event.key === "Escape") { (event.target.closest(".piece") || document.body).focus(); }
      return;
    }
    var key = event.key.toLowerCase();
    var undo = key === "z" ? document.querySelector("[data-undo]") : null;
    if (key === "j" || key === "k") { step(key === "j" ? 1 : -1); event.preventDefault(); }
    else if (undo) { undo.click(); }
    else if (/^[cdernoux]$/.test(key) && press(key)) { event.preventDefault(); }
  });
})();
