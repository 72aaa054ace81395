const AT_START = 100;
const AT_WORD = 60;
const INSIDE = 30;
const SCATTERED = 5;
/** Fewer letters than this are found scattered in nearly any text. */
const LEAST_SCATTERED = 3;

/**
 * How well a text fits what was typed, each word for itself: at its start, at
 * the start of a part, inside, or with its letters scattered; `null` where a
 * word is not found at all. Of two that fit alike the shorter is better.
 */
export function matchScore(query: string, text: string): number | null {
  const within = text.toLowerCase();
  let score = -within.length / 1000;
  for (const word of wordsOf(query)) {
    const found = wordScore(word, within);
    if (found === null) return null;
    score += found;
  }
  return score;
}

/** The words of what was typed. */
export function wordsOf(query: string): readonly string[] {
  return query.toLowerCase().split(/\s+/).filter((word) => word !== "");
}

function wordScore(word: string, within: string): number | null {
  const at = within.indexOf(word);
  if (at === 0) return AT_START;
  if (at > 0) return startsPart(word, within) ? AT_WORD : INSIDE;
  return word.length >= LEAST_SCATTERED && isScattered(word, within)
    ? SCATTERED
    : null;
}

function startsPart(word: string, within: string): boolean {
  return ["-", "_", ".", "/", " "].some((before) =>
    within.includes(before + word)
  );
}

function isScattered(word: string, within: string): boolean {
  let at = -1;
  return [...word].every((letter) => {
    at = within.indexOf(letter, at + 1);
    return at !== -1;
  });
}
