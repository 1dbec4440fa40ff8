/* The two big lists: filter, search, sort, leaf through, export. The state lives in the address after `#`.
   Rows come as arrays (flows/publish/listing.py tells their places); every text enters the page as text, never as markup. */
(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("data").textContent);
  var table = document.getElementById("rows");
  var kind = table.dataset.list || "agencies";
  var form = document.getElementById("filters");
  var pager = document.getElementById("pager");
  var PAGE = 50;
  var DUE = 1, PUBLISHED = 2, LATE = 4;
  var FIXED = data.lives.findIndex(function (life) { return life[0] === "fixed"; });
  var AGENCY = data.owners.findIndex(function (owner) { return owner[0] === "agency"; });
  var ERRORS = { field: "errors", word: "error" }, WARNINGS = { field: "warnings", word: "warning" }, ADVICE = { field: "advice", word: "advice" };
  var state = {};
  var rows = [];

  /* ── what a packed finding holds ── */
  function rule(code) { return code >> 6; }
  function life(code) { return (code >> 4) & 3; }
  function grade(code) { return (code >> 2) & 3; }
  function owner(code) { return code & 3; }
  function place(words, value) { return words.findIndex(function (word) { return word[0] === value; }); }

  /* ── rows as the list wants them ── */
  function agencyRow(row, order) {
    var tally = [0, 0, 0];
    row[8].forEach(function (code) { if (life(code) !== FIXED && owner(code) === AGENCY) { tally[grade(code)] += 1; } });
    return {
      order: order, id: row[0], name: row[1], seek: fold(row[0] + " " + row[1] + " " + row[2]), kind: row[3], level: row[4],
      region: row[5], status: row[6], published: row[7], codes: row[8], fetch: row[9], flags: row[10], site: row[11],
      errors: tally[0], warnings: tally[1], advice: tally[2]
    };
  }

  function findingRow(row, order) {
    var agency = data.agencies[row[0]], code = row[1];
    return {
      order: order, id: agency[0], name: agency[1], seek: fold(agency[0] + " " + agency[1] + " " + agency[2]), kind: agency[3],
      level: agency[4], region: agency[5], status: agency[6], codes: [code], rule: rule(code), life: life(code),
      severity: grade(code), owner: owner(code), anchor: row[2], where: row[3], message: row[4], messageEn: row[5] || row[4]
    };
  }

  function fold(text) { return text.normalize("NFKC").toLowerCase(); }

  /* ── state ⇄ address ── */
  function readAddress() {
    state = {};
    new URLSearchParams(location.hash.indexOf("=") > 0 ? location.hash.slice(1) : "").forEach(function (value, key) { state[key] = value; });
  }

  function writeAddress() {
    var params = new URLSearchParams();
    Object.keys(state).sort().forEach(function (key) { if (state[key]) { params.set(key, state[key]); } });
    var text = params.toString();
    history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
  }

  /* Where the list is out of sight, its head is brought to the top; a head in sight stays, and the page's own with it. */
  function show() {
    var head = document.getElementById("shown").parentNode, top = head.getBoundingClientRect().top;
    if (top < 0 || top > window.innerHeight / 2) { head.scrollIntoView(); }
  }

  /* ── filters ── */
  function test() {
    var wants = [];
    function want(words, key, field) {
      if (!state[key]) { return; }
      var wanted = state[key].split(",").map(function (value) { return place(words, value); });
      wants.push(function (row) { return wanted.indexOf(row[field]) >= 0; });
    }
    want(data.regions, "region", "region");
    want(data.levels, "level", "level");
    want(data.kinds, "kind", "kind");
    want(data.statuses, "status", "status");
    if (data.fetches) { want(data.fetches, "fetch", "fetch"); want(data.sites, "site", "site"); }
    if (state.agency) { wants.push(function (row) { return row.id === state.agency; }); }
    if (state.day) { wants.push(dayTest(state.day)); }
    if (state.q) {
      var words = fold(state.q).split(/\s+/).filter(Boolean);
      wants.push(function (row) { return words.every(function (word) { return row.seek.indexOf(word) >= 0; }); });
    }
    if (state.pub) { wants.push(PUBLICATION[state.pub] || function () { return true; }); }
    if (state.rule || state.severity || state.life || state.owner) {
      var asked = codeTest();
      wants.push(function (row) { return row.codes.some(asked); });
    }
    return function (row) { return wants.every(function (wanted) { return wanted(row); }); };
  }

  var PUBLICATION = {
    owed: function (row) { return row.flags & DUE; },
    published: function (row) { return (row.flags & DUE) && (row.flags & PUBLISHED); },
    unknown: function (row) { return (row.flags & DUE) && !(row.flags & PUBLISHED) && data.statuses[row.status][0] !== "missing"; },
    late: function (row) { return (row.flags & DUE) && (row.flags & LATE); },
    ontime: function (row) { return (row.flags & DUE) && (row.flags & PUBLISHED) && !(row.flags & LATE); }
  };

  /* A day or month (2024-01-05, 2024-02), or all up to (..2023-12-31) or from (2024-05-01..) a day, both included. */
  function dayTest(day) {
    var ends = day.split("..");
    if (ends.length === 1) { return function (row) { return row.published.indexOf(day) === 0; }; }
    return function (row) { return row.published && (!ends[0] || row.published >= ends[0]) && (!ends[1] || row.published <= ends[1]); };
  }

  function codeTest() {
    var wantedRule = state.rule ? place(data.rules, state.rule) : null;
    var wantedGrade = state.severity ? place(data.grades, state.severity) : null;
    /* The list of agencies counts errors and warnings only where they are the agency's own; so does its filter. */
    var whose = state.owner || (state.severity && kind === "agencies" ? "agency" : "");
    var wantedOwner = whose ? place(data.owners, whose) : null;
    /* Among agencies a rule counts those where it stands now; "fixed" has to be asked for. */
    var open = state.life === "open" || (!state.life && kind === "agencies");
    var wantedLife = state.life && state.life !== "open" ? place(data.lives, state.life) : null;
    return function (code) {
      return (wantedRule === null || rule(code) === wantedRule) && (wantedGrade === null || grade(code) === wantedGrade) &&
        (wantedOwner === null || owner(code) === wantedOwner) && (wantedLife === null || life(code) === wantedLife) && (!open || life(code) !== FIXED);
    };
  }

  /* ── order ── */
  var collator = new Intl.Collator("zh-Hans-CN", { numeric: true });
  function compare() {
    if (!state.sort) { return null; }
    var key = state.sort.replace(/^-/, ""), sign = state.sort[0] === "-" ? -1 : 1;
    return function (one, other) {
      var left = one[key], right = other[key];
      if (key === "published" && !left !== !right) { return left ? -1 : 1; }
      var order = key === "name" ? collator.compare(left, right) : left < right ? -1 : left > right ? 1 : 0;
      return sign * order || one.order - other.order;
    };
  }

  /* ── drawing ── */
  function el(tag, className, text) {
    var node = document.createElement(tag);
    if (className) { node.className = className; }
    if (text !== undefined) { node.textContent = text; }
    return node;
  }

  function both(zh, en) {
    var pair = document.createDocumentFragment();
    if (zh === en) { pair.append(zh); return pair; }
    var english = el("span", "en", en);
    english.lang = "en";
    pair.append(el("span", "zh", zh), english);
    return pair;
  }

  function say(node, zh, en) { node.replaceChildren(both(zh, en)); return node; }
  function words(entry) { return both(entry[1], entry[2]); }

  function cell(className, zh, en) {
    var node = el("td", className);
    if (zh) { node.dataset.zh = zh; node.dataset.en = en; }
    return node;
  }

  function badge(status) {
    var node = el("span", "badge s-" + status[0]), mark = el("span", "mark", status[3]);
    mark.setAttribute("aria-hidden", "true");
    node.append(mark, words(status));
    return node;
  }

  function agencyLink(row, anchor) {
    var link = el("a"), isolated = el("bdi", "", row.name);
    link.href = "agencies/" + (data.pages[row.id] || row.id + ".html") + (anchor ? "#" + anchor : "");
    link.append(isolated);
    return link;
  }

  function nameCell(row, anchor) {
    var node = cell("name"), where = el("span", "where");
    where.append(el("bdi", "", data.regions[row.region][1]), " · ", words(data.kinds[row.kind]));
    node.append(agencyLink(row, anchor), where);
    return node;
  }

  function count(row, severity, className, zh, en) {
    var value = row[severity.field], node = cell("num " + (value ? className : "zero"), zh, en), link = el("a", "", String(value));
    link.href = "findings.html#" + new URLSearchParams({ agency: row.id, life: "open", owner: "agency", severity: severity.word });
    node.append(value ? link : "0");
    return node;
  }

  /* One finding of each rule and age that stands, the gravest first. */
  function rulesOf(row) {
    var seen = [];
    return row.codes.filter(function (code) { return life(code) !== FIXED; }).sort(function (a, b) { return grade(a) - grade(b); }).filter(function (code) {
      var key = rule(code) * 4 + life(code);
      return seen.indexOf(key) < 0 && seen.push(key);
    });
  }

  function whyCell(row) {
    var node = cell("why"), found = rulesOf(row);
    found.slice(0, 3).forEach(function (code) {
      var one = el("span", "one");
      one.append(words(data.rules[rule(code)]));
      if (data.lives[life(code)][0] !== "persisting" && !data.first) { one.append(" ", lifeMark(life(code))); }
      node.append(one);
    });
    if (found.length > 3) { node.append(say(el("span", "quiet"), "另有" + (found.length - 3) + "类", (found.length - 3) + " more")); }
    if (!found.length && (row.flags & DUE) && !(row.flags & PUBLISHED)) { node.append(say(el("span", "quiet"), data.fetches[row.fetch][1], data.fetches[row.fetch][2])); }
    return node;
  }

  function lifeMark(index) {
    var node = el("span", "life l-" + data.lives[index][0]);
    node.append(words(data.lives[index]));
    return node;
  }

  function agencyCells(row) {
    var status = cell("standing"), published = cell("short", "发布", "published");
    status.append(badge(data.statuses[row.status]));
    published.append(row.published || "—");
    if (row.flags & LATE) { published.append(" ", say(el("span", "life late"), "逾期", "late")); }
    return [status, nameCell(row), whyCell(row), count(row, ERRORS, "hot", "错误", "errors"), count(row, WARNINGS, "warm", "疑点", "warnings"), count(row, ADVICE, "", "建议", "advice"), published];
  }

  function findingCells(row) {
    var severity = cell(), ruled = cell(), wrong = cell("wrong"), age = cell("short"), whose = cell("short");
    var mark = el("span", "grade g-" + data.grades[row.severity][0]);
    mark.append(words(data.grades[row.severity]));
    severity.append(mark);
    ruled.append(words(data.rules[row.rule]), el("span", "where rule", data.rules[row.rule][0]));
    var sentence = el("bdi");
    sentence.append(both(row.message, row.messageEn));
    wrong.append(sentence);
    if (row.where) { wrong.append(el("span", "where", row.where)); }
    age.append(lifeMark(row.life));
    whose.append(words(data.owners[row.owner]));
    return [severity, nameCell(row, data.lives[row.life][0] === "fixed" ? "" : row.anchor), ruled, wrong, age, whose];
  }

  function draw() {
    var chosen = rows.filter(test()), order = compare();
    if (order) { chosen.sort(order); }
    var last = Math.max(0, Math.ceil(chosen.length / PAGE) - 1);
    var page = Math.min(last, Math.max(0, (parseInt(state.page, 10) || 1) - 1));
    var body = document.createDocumentFragment();
    chosen.slice(page * PAGE, page * PAGE + PAGE).forEach(function (row) {
      var line = el("tr");
      line.append.apply(line, (kind === "agencies" ? agencyCells : findingCells)(row));
      body.append(line);
    });
    if (!chosen.length) {
      var empty = el("td", "quiet");
      empty.colSpan = 9;
      say(empty, "没有符合条件的记录。", "Nothing matches.");
      var line = el("tr");
      line.append(empty);
      body.append(line);
    }
    table.tBodies[0].replaceChildren(body);
    var told = document.getElementById("shown");
    told.textContent = chosen.length.toLocaleString("en") + " / " + rows.length.toLocaleString("en");
    document.getElementById("chips").replaceChildren.apply(document.getElementById("chips"), chips());
    leaf(page, last);
    showState();
    return chosen;
  }

  /* Filters that come only by a link from another page have no field of their own: a button shows each and takes it off. */
  function chips() {
    var known = { fetch: ["抓取结果", "Fetch", data.fetches], site: ["网站", "Site", data.sites], day: ["发布日期", "Published", null], agency: ["单位", "Agency", null] };
    return Object.keys(known).filter(function (key) { return state[key]; }).map(function (key) {
      var button = el("button", "chip"), found = known[key][2] ? known[key][2][place(known[key][2], state[key])] : null;
      button.type = "button";
      button.append(both(known[key][0] + "：", known[key][1] + ": "), found ? words(found) : el("bdi", "", nameOf(key)), " ×");
      button.addEventListener("click", function () { set(key, ""); document.getElementById("f-q").focus(); });
      return button;
    });
  }

  function nameOf(key) {
    var row = key === "agency" ? rows.find(function (one) { return one.id === state.agency; }) : null;
    return row ? row.name : state[key];
  }

  function leaf(page, last) {
    pager.hidden = last === 0;
    function step(zh, en, to, off) {
      var button = say(el("button"), zh, en);
      button.type = "button";
      button.disabled = off;
      button.addEventListener("click", function () { set("page", String(to + 1)); show(); });
      return button;
    }
    pager.replaceChildren(step("上一页", "Previous", page - 1, page === 0), say(el("span", "quiet"), "第" + (page + 1) + "页，共" + (last + 1) + "页", "page " + (page + 1) + " of " + (last + 1)), step("下一页", "Next", page + 1, page === last));
  }

  function showState() {
    form.querySelectorAll("[data-key]").forEach(function (field) {
      var value = state[field.dataset.key] || "";
      if (field !== document.activeElement || field.tagName === "SELECT") { field.value = value; }
      field.classList.toggle("set", Boolean(value));
    });
    table.tHead.querySelectorAll("[data-sort]").forEach(function (head) {
      var sort = state.sort || "";
      head.setAttribute("aria-sort", sort === head.dataset.sort ? "ascending" : sort === "-" + head.dataset.sort ? "descending" : "none");
    });
  }

  function set(key, value) {
    state[key] = value;
    if (key !== "page") { state.page = ""; }
    writeAddress();
    draw();
  }

  /* ── export of exactly what is listed ── */
  function csvField(value) {
    var text = String(value);
    if (/^[=+\-@\t\r]/.test(text)) { text = "'" + text; }
    return '"' + text.replace(/"/g, '""') + '"';
  }

  var HEADS = {
    findings: [["代码", "单位", "地区", "类别", "单位状态", "规则编号", "规则", "性质", "新旧", "责任", "位置", "问题"],
      ["Id", "Agency", "Region", "Kind", "Standing", "Rule id", "Rule", "Severity", "Lifecycle", "Whose", "Where", "What is wrong"]],
    agencies: [["代码", "单位", "地区", "类别", "状态", "错误", "疑点", "建议", "发布日期", "主要问题"],
      ["Id", "Agency", "Region", "Kind", "Standing", "Errors", "Warnings", "Advice", "Published", "Why"]]
  };

  function csvLine(row) {
    var english = speaksEnglish(), said = function (entry) { return entry[english ? 2 : 1]; };
    var common = [row.id, row.name, said(data.regions[row.region]), said(data.kinds[row.kind]), said(data.statuses[row.status])];
    if (kind === "findings") {
      return common.concat([data.rules[row.rule][0], said(data.rules[row.rule]), said(data.grades[row.severity]), said(data.lives[row.life]), said(data.owners[row.owner]), row.where, english ? row.messageEn : row.message]);
    }
    return common.concat([row.errors, row.warnings, row.advice, row.published, rulesOf(row).map(function (code) { return said(data.rules[rule(code)]); }).join(english ? "; " : "；")]);
  }

  function speaksEnglish() { return document.documentElement.dataset.lang === "en"; }

  function save() {
    var heads = HEADS[kind][speaksEnglish() ? 1 : 0];
    var lines = [heads].concat(draw().map(csvLine)).map(function (fields) { return fields.map(csvField).join(","); });
    var link = el("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv" }));
    link.download = (kind === "findings" ? "问题" : "单位") + ".csv";
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  /* ── setting up ── */
  function fill(key, entries) {
    var select = document.getElementById("f-" + key);
    if (!select) { return; }
    entries.forEach(function (entry) {
      if (!entry[0] && !entry[1]) { return; }
      var option = el("option", "", entry[1]);
      option.value = entry[0];
      option.dataset.zh = entry[1];
      option.dataset.en = entry[2];
      select.append(option);
    });
  }

  function start() {
    rows = data.rows.map(kind === "findings" ? findingRow : agencyRow);
    var byName = function (one, other) { return collator.compare(one[1], other[1]); };
    fill("region", data.regions.slice().sort(byName));
    fill("level", data.levels);
    fill("kind", data.kinds);
    fill("status", data.statuses);
    fill("rule", data.rules.map(function (entry) { return [entry[0], entry[0] + " " + entry[1], entry[0] + " " + entry[2]]; }).sort(byName));
    fill("severity", data.grades);
    fill("life", [["open", "未消除", "Standing"]].concat(data.lives));
    fill("owner", data.owners);
    table.tHead.querySelectorAll("[data-sort]").forEach(function (head) {
      var button = el("button");
      button.type = "button";
      button.append.apply(button, Array.from(head.childNodes));
      head.append(button);
      var down = head.classList.contains("num");
      button.addEventListener("click", function () {
        var first = (down ? "-" : "") + head.dataset.sort, second = (down ? "" : "-") + head.dataset.sort;
        set("sort", state.sort === first ? second : state.sort === second ? "" : first);
      });
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("input", function (event) { if (event.target.dataset.key) { set(event.target.dataset.key, event.target.value); } });
    document.getElementById("clear").addEventListener("click", function () { state = {}; writeAddress(); form.reset(); draw(); });
    document.getElementById("export").addEventListener("click", save);
    window.addEventListener("hashchange", function () {
      if (location.hash.indexOf("=") < 0) { return; }
      readAddress();
      draw();
      show();
    });
    var more = document.getElementById("more");
    more.addEventListener("click", function () { more.setAttribute("aria-expanded", String(more.getAttribute("aria-expanded") !== "true")); });
    readAddress();
    form.hidden = table.hidden = false;
    draw();
    if (location.hash.indexOf("=") > 0) { show(); }
  }

  start();
})();
