// The theme opens its navigation drawer, and goes up in it, with labels, which the Tab key passes by: here they are
// buttons for the keys. The theme itself turns Enter on a label into a click.
(() => {
  const toggle = document.getElementById("__drawer");
  const opener = document.querySelector(".md-header label[for=__drawer]");
  const drawer = document.querySelector(".md-sidebar--primary");
  if (!toggle || !opener || !drawer) return;
  const UP = "label.md-nav__title:not([for=__drawer])";
  const main = drawer.querySelector("nav");
  main.id ||= "drawer";

  const button = (label, attributes) => {
    for (const [name, value] of Object.entries({ role: "button", tabindex: "0", ...attributes })) {
      label.setAttribute(name, value);
    }
  };
  const front = () => [main, ...drawer.querySelectorAll(".md-nav__toggle:checked ~ .md-nav")].at(-1);

  function tell() {
    opener.setAttribute("aria-expanded", String(toggle.checked));
    drawer.querySelectorAll(UP).forEach(label => toggle.checked ? button(label) : label.removeAttribute("tabindex"));
  }

  toggle.addEventListener("change", () => {
    tell();
    if (toggle.checked) front().querySelector(`${UP}, a`)?.focus();
  });
  window.addEventListener("keydown", event => {
    if (event.key === " " && event.target.matches?.("label[role=button]")) {
      event.preventDefault();
      event.target.click();
    } else if (event.key === "Escape" && toggle.checked) {
      toggle.click();
      opener.focus();
    }
  });
  button(opener, { "aria-controls": main.id, "aria-label": main.getAttribute("aria-label") });
  tell();
})();
