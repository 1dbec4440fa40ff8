/* The two switches of every page, language and theme, remembered in this browser. */
(function () {
  "use strict";
  var root = document.documentElement;

  function recall(key) { try { return localStorage.getItem("gouji." + key); } catch (refused) { return null; } }
  function remember(key, value) { try { localStorage.setItem("gouji." + key, value); } catch (refused) { /* private window: only for this page */ } }

  function speak(language) {
    root.dataset.lang = language;
    root.lang = language === "en" ? "en" : "zh-CN";
    document.querySelectorAll("[data-say-zh]").forEach(function (node) { node.textContent = node.getAttribute("data-say-" + language); });
    document.querySelectorAll("option[data-zh]").forEach(function (node) { node.textContent = node.getAttribute("data-" + language); });
    document.querySelectorAll("input[data-zh]").forEach(function (node) { node.placeholder = node.getAttribute("data-" + language); });
    var button = document.getElementById("language");
    if (button) {
      button.textContent = language === "en" ? "中文" : "EN";
      button.setAttribute("aria-label", language === "en" ? "中文，切换为中文" : "EN, switch to English");
    }
  }

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  /* Pages that stay from run to run learn from night.js which run they are seen in. */
  function tellNight() {
    if (!root.dataset.run) { return; }
    document.querySelectorAll("[data-night]").forEach(function (node) {
      node.querySelectorAll("[data-of]").forEach(function (part) { part.textContent = root.dataset[part.dataset.of]; });
      node.hidden = false;
    });
    document.querySelectorAll(".life[data-run]").forEach(function (node) {
      if (node.dataset.run === root.dataset.run) { node.classList.add("l-" + node.dataset.turn); }
    });
  }

  if (recall("theme")) { root.dataset.theme = recall("theme"); }
  root.dataset.lang = recall("language") || "zh";

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelector(".switches").hidden = false;
    speak(root.dataset.lang);
    /* What the console exchanges in a page comes in Chinese. */
    document.addEventListener("htmx:afterSettle", function () { speak(root.dataset.lang); });
    tellNight();
    document.getElementById("language").addEventListener("click", function () {
      var language = root.dataset.lang === "en" ? "zh" : "en";
      remember("language", language);
      speak(language);
      document.dispatchEvent(new Event("language"));
    });
    document.getElementById("theme").addEventListener("click", function () {
      root.dataset.theme = isDark() ? "light" : "dark";
      remember("theme", root.dataset.theme);
    });
  });
})();
