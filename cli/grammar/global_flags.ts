import type { Flag } from "./verb.ts";

/** The flags that every verb understands. */
export const GLOBAL_FLAGS: readonly Flag[] = [
  {
    name: "url",
    value: "URL",
    help: "The server, in place of the one that is found; see ant help env.",
  },
  {
    name: "json",
    value: "FIELD,...",
    optional: true,
    help: "Prints one JSON value; with fields, only these of each row.",
  },
  {
    name: "jsonl",
    value: null,
    help: "Prints the rows as JSON, one a line.",
  },
  {
    name: "jq",
    value: "EXPR",
    help: "Prints what this jq expression makes of the JSON: '.tasks[].id'.",
  },
  {
    name: "format",
    value: "TEXT",
    help: "Prints TEXT for each row, fields filled in: '{id} {state}'.",
  },
  {
    name: "color",
    value: "WHEN",
    choices: ["auto", "always", "never"],
    help: "Whether to color: auto, always or never. NO_COLOR means never.",
  },
  {
    name: "quiet",
    short: "q",
    value: null,
    help: "Says nothing on stderr but errors.",
  },
  {
    name: "verbose",
    short: "v",
    value: null,
    help: "Tells on stderr which server is asked, for what, and how long.",
  },
  { name: "help", short: "h", value: null, help: "Prints the manual page." },
].map((flag) => ({ ...flag, group: "Everywhere" } as Flag));
