/** No answer is longer than this, in characters: about 4,000 tokens. */
export const MAX_ANSWER = 16_000;
/** No text within an answer's facts is longer, and no line of a log. */
export const MAX_TEXT = 1_000;

/** Plain data of an answer. */
export type Facts = Readonly<Record<string, unknown>>;

/** What a tool has to tell. */
export interface Told {
  /** Told as JSON. */
  readonly facts: Facts;
  /** Text as it is: lines of a log. */
  readonly text?: string;
  /** Which end of a text that is too long is worth more. */
  readonly keep?: "start" | "end";
}

/** Writes what a tool tells, cut to {@linkcode MAX_ANSWER} characters. */
export function bounded({ facts, text, keep = "start" }: Told): string[] {
  const told = fitting(facts, MAX_ANSWER);
  if (text === undefined) return [told];
  return [told, cut(text, MAX_ANSWER - told.length, keep)];
}

/** Cuts a text in a way that tells how much is missing, and where. */
export function cut(
  text: string,
  most: number,
  keep: "start" | "end" = "start",
): string {
  if (text.length <= most) return text;
  const mark = `[… ${text.length - most} more characters]`;
  const room = Math.max(0, most - mark.length - 1);
  return keep === "start"
    ? `${text.slice(0, room)}\n${mark}`
    : `${mark}\n${text.slice(text.length - room)}`;
}

/** Shortens the texts, then the lists, until all of it fits. */
function fitting(facts: Facts, most: number): string {
  for (let longest = Infinity; longest > 1; longest = half(longest)) {
    const json = JSON.stringify(shortened(facts, MAX_TEXT, longest));
    if (json.length <= most) return json;
  }
  return cut(JSON.stringify(shortened(facts, MAX_TEXT / 10, 1)), most);
}

function half(longest: number): number {
  return longest === Infinity ? 64 : Math.floor(longest / 2);
}

function shortened(value: unknown, text: number, longest: number): unknown {
  if (typeof value === "string") {
    return value.length <= text
      ? value
      : `${value.slice(0, text)}[… ${value.length - text} more characters]`;
  }
  if (Array.isArray(value)) {
    const kept = value.slice(0, longest)
      .map((item) => shortened(item, text, longest));
    const left = value.length - kept.length;
    return left === 0 ? kept : [...kept, `[… ${left} more, ask for fewer]`];
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      shortened(item, text, longest),
    ]),
  );
}
