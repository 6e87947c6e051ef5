// Closes open menus when the visitor clicks elsewhere or presses Escape.
const close_all = (except) => document.querySelectorAll("header details[open], .page-header details[open], details.details-menu[open]")
    .forEach((details) => { if (details !== except) details.open = false; });
document.addEventListener("click", (event) => close_all(event.target.closest("details")));
document.addEventListener("keydown", (event) => { if (event.key === "Escape") close_all(null); });
