/** Wide and fullwidth characters, UAX #11, and pictures. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;
/** What takes no room of its own: marks, and what only joins others. */
const NOTHING = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
// deno-lint-ignore no-control-regex -- What is no ASCII is the point.
const ASCII = /^[\x00-\x7f]*$/;

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** How many columns of a terminal a text takes. */
export function widthOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const { segment } of letters.segment(text)) width += widthOfOne(segment);
  return width;
}

/** The beginning of a text that takes no more columns than that. */
export function cutTo(text: string, width: number): string {
  let kept = "";
  let left = width;
  for (const { segment } of letters.segment(text)) {
    left -= widthOfOne(segment);
    if (left < 0) break;
    kept += segment;
  }
  return kept;
}

function widthOfOne(letter: string): number {
  if (NOTHING.test(letter)) return 0;
  return WIDE.test(letter) ? 2 : 1;
}
