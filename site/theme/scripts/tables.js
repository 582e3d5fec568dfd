// The theme puts each table into a box that scrolls where the table is too wide for the page. Where it does, the box is
// a stop for the Tab key, so that the arrows scroll it; where all of the table is in sight, it is none.
(() => {
  const tell = box => {
    if (box.scrollWidth <= box.clientWidth) {
      ["tabindex", "role", "aria-label"].forEach(name => box.removeAttribute(name));
      return;
    }
    const heading = document.evaluate("preceding::*[self::h1 or self::h2 or self::h3][1]", box).iterateNext();
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", heading?.firstChild?.textContent.trim() || document.title);
  };
  const box = ".md-typeset__scrollwrap";
  const sizes = new ResizeObserver(seen => seen.forEach(({ target }) => tell(target.closest(box))));
  window.addEventListener("load", () =>
    document.querySelectorAll(`${box}, ${box} table`).forEach(part => sizes.observe(part)));
})();
