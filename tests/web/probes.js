// What the tests ask of a page, from outside it. None of this is ever served.
const all = (selector) => [...document.querySelectorAll(selector)];
const unfold = () => all("details").forEach((e) => { e.open = true; });
const short = (e) => e.outerHTML.slice(0, 120);

const probes = {
  // Elements and hooks the reader never draws: one in a page came out of a text.
  foreign() {
    const kinds = "script, img, iframe, object, embed, base, textarea, video, meta[http-equiv]";
    const hooked = all("*").filter((e) => [...e.attributes].some((a) => /^on/i.test(a.name)));
    const leading = all("[href]").filter(
      (e) => /^\s*(java|vb)script:|^\s*data:/i.test(e.getAttribute("href")));
    const sent = [...document.forms].filter((f) => new URL(f.action).host != location.host);
    return [...all(kinds), ...hooked, ...leading, ...sent].map(short);
  },

  // Whatever reaches past the right edge, with everything unfolded.
  wide() {
    unfold();
    const edge = document.documentElement.clientWidth;
    const past = all("main *, header *, footer *")
      .filter((e) => e.getBoundingClientRect().right > edge + 1)
      .map((e) => `${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 60)}`);
    return document.documentElement.scrollWidth > edge ? [...past, "the page scrolls"] : past;
  },

  // Drawn words whose contrast with what lies behind them is under 4.5 (WCAG 2.2, 1.4.3).
  pale() {
    unfold();
    const parts = (colour) => colour.match(/[\d.]+/g).map(Number);
    const light = (colour) => {
      const [r, g, b] = parts(colour).map((v) => v / 255)
        .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (e) => {
      for (; e; e = e.parentElement) {
        const colour = getComputedStyle(e).backgroundColor;
        if (parts(colour)[3] !== 0) return colour;
      }
      return "rgb(255, 255, 255)";
    };
    const found = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const e = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || e.closest("svg, style")) continue;
      const two = [light(getComputedStyle(e).color), light(behind(e))].sort((a, b) => b - a);
      const ratio = (two[0] + 0.05) / (two[1] + 0.05);
      if (ratio < 4.5) found.add(`${e.tagName}.${e.className} ${ratio.toFixed(2)}`);
    }
    return [...found];
  },

  levels: () => all("h1, h2, h3, h4, h5, h6").map((e) => Number(e.tagName[1])),

  // Things one can act on that have no name, and ids given twice.
  unnamed() {
    const named = (e) => e.labels?.length || e.getAttribute("aria-label") || e.textContent.trim();
    const ids = all("[id]").map((e) => e.id);
    const doubled = ids.filter((id, n) => ids.indexOf(id) != n);
    return [...all("a, button, input, summary").filter((e) => !named(e)).map(short), ...doubled];
  },

  // Links to a place in this page that is not there.
  astray: () => all("a[href^='#']").map((e) => e.getAttribute("href").slice(1))
    .filter((id) => !document.getElementById(decodeURIComponent(id))),

  lit: () => [...new Set(all("mark, mark a").map((e) => getComputedStyle(e).backgroundColor))],

  in_sight(id) {
    const box = document.getElementById(id).getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
  },

  focused() {
    const e = document.activeElement;
    return e.textContent.trim() || e.id;
  },
};
