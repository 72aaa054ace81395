import type { EpochMs, TaskId } from "../units.ts";
import type { Span } from "./command_text.ts";
import type { Dice } from "./dice.ts";
import { excerpt, Invalid } from "./issues.ts";
import { nearest } from "./nearest.ts";
import type { OnDrawn } from "./rand.ts";
import { drawPhrase } from "./phrases.ts";
import { safeTaskId, spellSafely } from "./safe_id.ts";

/** What a template draws from: chance, and the wall clock of the server. */
export interface TemplateSource {
  readonly dice: Dice;
  readonly nowMs: EpochMs;
  /**
   * Minutes that UTC is ahead of local time, as `Date`'s `getTimezoneOffset`
   * tells them: -60 in Berlin's winter.
   */
  readonly timeZoneOffsetMinutes: number;
}

interface Token {
  /** Whether two draws differ, so that one template can name many tasks. */
  readonly random: boolean;
  readonly draw: (source: TemplateSource) => string;
}

const TOKENS: ReadonlyMap<string, Token> = new Map<string, Token>([
  ["uuid", { random: true, draw: ({ dice }) => dice.uuid() }],
  ["uuid4", { random: true, draw: ({ dice }) => dice.uuid() }],
  ["uuid8", { random: true, draw: ({ dice }) => dice.uuid().slice(0, 8) }],
  ["date", { random: false, draw: (source) => localStamp(source).slice(0, 8) }],
  ["time", { random: false, draw: (source) => localStamp(source).slice(9) }],
  ["datetime", { random: false, draw: localStamp }],
  ["random_phrase", { random: true, draw: ({ dice }) => drawPhrase(dice) }],
  ["phrase", { random: true, draw: ({ dice }) => drawPhrase(dice) }],
]);

/** The placeholders of a task id, as the help shows them. */
export const TASK_ID_TOKENS: readonly string[] = [
  ...TOKENS.keys(),
  "randint:1000:9999",
];

const MAX_TEMPLATE_LENGTH = 1000;
const PLACEHOLDER = /\[([^\]]*)\]|\{([^}]*)\}|uuid\.uuid4\(\)/g;

/** Tells whether a template names another task each time it is drawn. */
export function isRandomTemplate(template: string): boolean {
  if (template.length > MAX_TEMPLATE_LENGTH) return false;
  return [...template.matchAll(PLACEHOLDER)].some((found) => {
    const token = tokenOf(found[1], found[2]);
    return token.startsWith("randint") || (TOKENS.get(token)?.random ?? false);
  });
}

/** Draws the placeholders of a template, in brackets or in braces. */
export function expandTemplate(
  template: string,
  source: TemplateSource,
  onDrawn?: OnDrawn,
): string | Invalid {
  if (template.length > MAX_TEMPLATE_LENGTH) {
    return new Invalid(
      `Cannot name the task: its id is ${template.length} characters long`,
    );
  }
  let invalid: Invalid | null = null;
  let grown = 0;
  const draw = (
    all: string,
    bracket: string | undefined,
    brace: string | undefined,
    offset: number,
  ) => {
    const drawn = drawToken(tokenOf(bracket, brace), source);
    if (drawn instanceof Invalid) {
      invalid ??= drawn;
      return "";
    }
    const start = offset + grown;
    onDrawn?.({ start, end: start + drawn.length });
    grown += drawn.length - all.length;
    return drawn;
  };
  const expanded = template.replace(PLACEHOLDER, draw);
  return invalid ?? expanded;
}

/** Draws a template and makes it a safe id; nothing left is a new UUID. */
export function makeTaskId(
  template: string,
  source: TemplateSource,
  onDrawn?: OnDrawn,
): TaskId | Invalid {
  const drawn: Span[] = [];
  const expanded = expandTemplate(template, source, (span) => drawn.push(span));
  if (expanded instanceof Invalid) return expanded;
  if (expanded.trim() === "") {
    const id = source.dice.uuid();
    onDrawn?.({ start: 0, end: id.length });
    return id;
  }
  // Making it safe is done letter by letter, so that it moves each end.
  const moved = (end: number) =>
    spellSafely(expanded.slice(0, end).trimStart()).length;
  for (const { start, end } of drawn) {
    onDrawn?.({ start: moved(start), end: moved(end) });
  }
  return safeTaskId(expanded);
}

function tokenOf(bracket?: string, brace?: string): string {
  return (bracket ?? brace ?? "uuid").trim().toLowerCase();
}

function drawToken(token: string, source: TemplateSource): string | Invalid {
  const known = TOKENS.get(token);
  if (known) return known.draw(source);
  if (/^randint(?::|$)/.test(token)) return drawRange(token, source.dice);
  const near = nearest(token, [...TOKENS.keys(), "randint"]);
  const hint = near === null
    ? `choose from ${TASK_ID_TOKENS.map((name) => `[${name}]`).join(" ")}`
    : `did you mean [${near === "randint" ? "randint:1000:9999" : near}]?`;
  return new Invalid(
    `ValueError: Unsupported task id template token: ${
      excerpt(token)
    }; ${hint}`,
  );
}

function drawRange(token: string, dice: Dice): string | Invalid {
  const failed = (reason: string) =>
    new Invalid(
      `ValueError: Invalid task id template range: ${
        excerpt(token)
      }; ${reason}`,
    );
  const ends = /^randint\s*:\s*([-+]?\d+)\s*:\s*([-+]?\d+)$/.exec(token);
  if (!ends) return failed("write [randint:FROM:TO] with whole numbers");
  const [min, max] = [Number(ends[1]), Number(ends[2])];
  if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max)) {
    return failed(`numbers go up to ${Number.MAX_SAFE_INTEGER}`);
  }
  if (min > max) return failed(`${min} is greater than ${max}`);
  return String(dice.int(min, max));
}

/** Writes local time as `YYYYMMDD-HHMMSS`. */
function localStamp({ nowMs, timeZoneOffsetMinutes }: TemplateSource): string {
  const local = new Date(nowMs - timeZoneOffsetMinutes * 60_000);
  const [date, time] = local.toISOString().split("T");
  return `${date!.replaceAll("-", "")}-${
    time!.slice(0, 8).replaceAll(":", "")
  }`;
}
