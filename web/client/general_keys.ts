import { changeTheme, focusSearch, front } from "./front.ts";
import type { ShortcutGroup } from "./key_desk.ts";
import { undoNewest } from "./undo.ts";

/** The shortcuts that work on all pages; the rail knows where they lead. */
export function generalKeys(): readonly ShortcutGroup[] {
  const links = document.querySelectorAll<HTMLAnchorElement>("a[data-key]");
  const pages = [...links].map(({ href, dataset: { key, word } }) => ({
    keys: `g ${key}`,
    does: word!,
    run: () => location.assign(href),
  }));
  const toCreate = pages.find(({ keys }) => keys === "g c");
  return [
    {
      group: "Everywhere",
      shortcuts: [
        {
          keys: "Mod+k",
          does: "Find a task or an action",
          run: () => front.value = "palette",
          inFields: true,
        },
        { keys: "/", does: "Search on this page", run: focusSearch },
        {
          keys: "?",
          does: "These shortcuts",
          run: () => front.value = "shortcuts",
        },
        { keys: "z", does: "Undo", run: undoNewest },
        { keys: "t", does: "Light or dark", run: changeTheme },
      ],
    },
    {
      group: "Pages",
      shortcuts: toCreate === undefined
        ? pages
        : [...pages, { ...toCreate, keys: "c" }],
    },
  ];
}
