/** What stands on a key, where that is not its name. */
const SIGNS: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Enter: "↵",
  Escape: "Esc",
};

/** The keys of a shortcut: `g d`, `Mod+k`, `Shift+x`. */
export function KeyCaps({ keys }: { keys: string }) {
  return (
    <span class="caps">
      {keys.split(" ").map((key, place) => (
        <kbd key={place}>
          {key.split("+").map((part, at) => (
            <span key={at} class={part === "Mod" ? "mod" : undefined}>
              {at > 0 && " "}
              {part === "Mod" ? "" : signOf(part)}
            </span>
          ))}
        </kbd>
      ))}
    </span>
  );
}

function signOf(part: string): string {
  return SIGNS[part] ?? (part.length === 1 ? part.toUpperCase() : part);
}
