/** Control characters, and those that turn the direction of text around. */
const HARMFUL =
  // deno-lint-ignore no-control-regex -- Control characters are the point.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text that moves no cursor, colors nothing and hides nothing on a terminal,
 * whatever a task is called: such characters are spelled out, as JSON may.
 * Ends of lines and tabs stay.
 */
export function harmless(text: string): string {
  return text.replace(
    HARMFUL,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
