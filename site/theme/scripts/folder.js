// Opened from a folder, there is no server that adds `index.html` to an address, and a link would show a list of files.
(() => {
  if (location.protocol !== "file:") return;
  document.querySelectorAll("a[href]").forEach(link => {
    const url = new URL(link.getAttribute("href"), location.href);
    if (url.protocol !== "file:" || !url.pathname.endsWith("/")) return;
    url.pathname += "index.html";
    link.setAttribute("href", url.href);
  });
})();
