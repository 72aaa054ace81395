// deno-lint-ignore-file no-control-regex -- Control characters are the subject.

const ESCAPE = "\u001b";

// ECMA-48: control sequences (5.4), control strings (5.6), other escapes. All
// lengths are bounded, and none goes over the end of its line.
const ESCAPES =
  /\u001b(?:\[[0-?]{0,256}[ -\/]{0,16}[@-~]?|[\]PX^_][^\u0007\u001b\n]{0,4096}(?:\u0007|\u001b\\)?|[ -\/]{0,3}[0-~]?)/g;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Decodes output without the escapes that a terminal takes for itself: what a
 * person sees, line feeds at their places.
 */
export function visibleText(bytes: Uint8Array): string {
  const text = decoder.decode(bytes);
  // Looked for in the text: much faster than in the bytes.
  return text.includes(ESCAPE) ? text.replace(ESCAPES, "") : text;
}
