// Runs before anything is drawn: the theme a person chose, and the news that
// there is a script. Without it pages show their plain forms.
const root = document.documentElement;
root.classList.remove("no-js");

// What stands on keys differs: Ctrl here, ⌘ there (static/css/controls.css).
if (/Mac|iP/.test(navigator.platform)) root.classList.add("mac");

function chosenTheme() {
  try {
    return localStorage.getItem("ant.theme");
  } catch {
    return null; // Storage is switched off: the system's theme it is.
  }
}

function showChosen() {
  const chosen = chosenTheme();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
}

showChosen();
// Another tab has changed it.
addEventListener("storage", ({ key }) => {
  if (key === "ant.theme") showChosen();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-theme-switch]")) return;
  const isDark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = isDark ? "light" : "dark";
  try {
    localStorage.setItem("ant.theme", root.dataset.theme);
  } catch {
    // Then the choice holds for this page alone.
  }
});
