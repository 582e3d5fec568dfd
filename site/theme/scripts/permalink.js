// A click on the name of a clause copies its full address. Without scripts it is a plain link to the clause.
(() => {
  const copy = async text => {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    // Plain http and folders have no clipboard interface: select the text and ask the old way.
    const area = Object.assign(document.createElement("textarea"), {value: text, readOnly: true});
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("the browser does not copy");
  };

  document.addEventListener("click", async event => {
    const link = event.target instanceof Element ? event.target.closest("a.permalink") : null;
    if (!link) return;
    await copy(link.href).then(() => {
      const told = link.parentElement.querySelector("[role=status]") || link.parentElement.appendChild(
        Object.assign(document.createElement("span"), {className: "copied"}));
      told.setAttribute("role", "status");
      told.textContent = link.dataset.copied;
      setTimeout(() => { told.textContent = ""; }, 3000);
    }, () => {});  // the link itself still leads there, and its address can be copied by hand
  });
})();
