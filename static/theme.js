// Before anything is drawn: there is a script, a Mac's keys, a chosen theme.
const { classList, dataset } = document.documentElement;
classList.remove("no-js");
if (/Mac|iP/.test(navigator.platform)) classList.add("mac");

function showChosen() {
  try {
    const chosen = localStorage.getItem("ant.theme");
    if (/^(light|dark)$/.test(chosen)) dataset.theme = chosen;
  } catch {
    // Without storage it is the system's.
  }
}
showChosen();
addEventListener("storage", showChosen); // Another tab has changed it.
