// deno-lint-ignore-file no-control-regex -- Control characters are the subject.

/** A piece of output: what it writes, or what it asks of the terminal. */
export type TerminalToken =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "control"; readonly code: "\n" | "\r" | "\b" }
  | { readonly kind: "paint"; readonly codes: string }
  | { readonly kind: "erase"; readonly part: string };

/** Tokens, and the beginning of one that waits for more text. */
export interface TerminalTokens {
  readonly tokens: readonly TerminalToken[];
  readonly rest: string;
}

// ECMA-48: control sequences (5.4), control strings (5.6) up to their end,
// escapes with intermediates, and lone ones. All lengths are bounded, and an
// escape that may still go on is tried first: so text gives the same tokens
// wherever it is cut, and no escape ever shows.
const UNFINISHED =
  /\u001b(?:\[[0-?]{0,256}[ -\/]{0,16}|[\]PX^_][^\u0007\u001b\n]{0,4096}\u001b?|[ -\/]{0,3})?$/;
const SEQUENCE = /\u001b\[([0-?]{0,256})([ -\/]{0,16})([@-~]?)/;
const STRING =
  /\u001b[\]PX^_][^\u0007\u001b\n]{0,4096}(?:\u0007|\u001b\\|(?=[^\u001b]|\u001b[^\\]))/;
const OTHER = /\u001b(?:[ -\/]{1,3}[0-~]|[0-Z\\`-~])?/;
const TEXT = /[^\u001b\n\r\u0008]+/;
const TOKEN = new RegExp(
  [UNFINISHED, SEQUENCE, STRING, OTHER, TEXT, /[\n\r\u0008]/]
    .map(({ source }, at) => at === 0 ? `(?<rest>${source})` : source)
    .join("|"),
  "g",
);
// Everything below a blank except tab.
const INVISIBLE = /[\u0000-\u0008\u000a-\u001f\u007f]/g;

/** Parts output into text and the controls that matter here. */
export function readTokens(output: string): TerminalTokens {
  const tokens: TerminalToken[] = [];
  for (const match of output.matchAll(TOKEN)) {
    const [all, , args = "", between, final] = match;
    if (match.groups!.rest !== undefined) return { tokens, rest: all };
    if (all === "\n" || all === "\r" || all === "\b") {
      tokens.push({ kind: "control", code: all });
    } else if (all[0] !== "\u001b") {
      const text = all.replace(INVISIBLE, "");
      if (text !== "") tokens.push({ kind: "text", text });
    } else if (between === "" && final === "m") {
      tokens.push({ kind: "paint", codes: args });
    } else if (between === "" && final === "K") {
      tokens.push({ kind: "erase", part: args });
    }
  }
  return { tokens, rest: "" };
}
