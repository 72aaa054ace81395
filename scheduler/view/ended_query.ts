/** The orders that a list of ended tasks can stand in. */
export const SORTS = [
  "ended-newest",
  "ended-oldest",
  "name-az",
  "name-za",
  "started-newest",
  "started-oldest",
  "tag",
] as const;

/** One of them. */
export type Sort = typeof SORTS[number];

/** The states of ended tasks, those that need a person first. */
export const END_STATES = [
  "failed",
  "succeeded",
  "terminated",
  "lost",
] as const;

/** One of them. */
export type EndStateName = typeof END_STATES[number];

/** Stands for tasks without any tag; no tag reads so. */
export const NO_TAG = "-";

/** Stands for tasks that held no GPU. */
export const NO_GPU = "none";

/** What somebody asked to see of the ended tasks. */
export interface ListQuery {
  readonly text: string;
  readonly states: readonly EndStateName[];
  /** Any of these; {@linkcode NO_TAG} is those without one. */
  readonly tags: readonly string[];
  /** Any of these physical GPUs, in digits; or {@linkcode NO_GPU}. */
  readonly gpus: readonly string[];
  /** When they ended at the earliest, as {@linkcode instantOf} reads it. */
  readonly since: string;
  /** When they ended at the latest. */
  readonly until: string;
  readonly sort: Sort;
  /** From 1. */
  readonly page: number;
}

/** Everything, the latest first. */
export const ALL_ENDED: ListQuery = {
  text: "",
  states: [],
  tags: [],
  gpus: [],
  since: "",
  until: "",
  sort: SORTS[0],
  page: 1,
};

/** Reads a query from an address; what it does not know, it leaves out. */
export function readListQuery(params: URLSearchParams): ListQuery {
  const sort = params.get("sort");
  const page = Number(params.get("page") ?? 1);
  const states = params.getAll("state");
  // A form has a choice and a day for the same thing: the choice comes first.
  const instant = (name: "since" | "until", day: string) =>
    [params.get(name), params.get(day)].map((text) => text?.trim() ?? "")
      .find((text) => instantOf(text, name, 0) !== null) ?? "";
  return {
    text: (params.get("q") ?? "").trim(),
    states: END_STATES.filter((state) => states.includes(state)),
    tags: chosen(params.getAll("tag")),
    gpus: chosen(params.getAll("gpu")).filter((gpu) =>
      gpu === NO_GPU || /^\d+$/.test(gpu)
    ),
    since: instant("since", "from"),
    until: instant("until", "to"),
    sort: SORTS.find((known) => known === sort) ?? SORTS[0],
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

/** Writes a query as an address's search part, without what is usual. */
export function writeListQuery(query: ListQuery): string {
  const text = listParams(query).toString();
  return text === "" ? "" : `?${text}`;
}

/** The same as parameters, to be added to. */
export function listParams(query: ListQuery): URLSearchParams {
  const { text, states, tags, gpus, since, until, sort, page } = query;
  const params = new URLSearchParams();
  if (text !== "") params.set("q", text);
  for (const state of states) params.append("state", state);
  for (const tag of tags) params.append("tag", tag);
  for (const gpu of gpus) params.append("gpu", gpu);
  if (since !== "") params.set("since", since);
  if (until !== "") params.set("until", until);
  if (sort !== SORTS[0]) params.set("sort", sort);
  if (page > 1) params.set("page", String(page));
  return params;
}

/** Whether a query leaves anything out. */
export function isFiltered(query: ListQuery): boolean {
  const { text, states, tags, gpus, since, until } = query;
  return [text, since, until].some((word) => word !== "") ||
    states.length + tags.length + gpus.length > 0;
}

/** Adds a choice, or takes it away. */
export function toggled<Choice>(
  chosen: readonly Choice[],
  choice: Choice,
): readonly Choice[] {
  return chosen.includes(choice)
    ? chosen.filter((one) => one !== choice)
    : [...chosen, choice];
}

const UNITS_MS = { h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/**
 * Reads an instant: so long ago (`24h`, `7d`), a day of this machine's clock
 * (`2026-11-20`; as an end, that whole day), milliseconds since the epoch, or
 * ISO 8601. `null` for anything else.
 */
export function instantOf(
  text: string,
  as: "since" | "until",
  nowMs: number,
): number | null {
  const ago = /^(\d{1,6})([hdw])$/.exec(text);
  if (ago !== null) {
    return nowMs - Number(ago[1]) * UNITS_MS[ago[2] as keyof typeof UNITS_MS];
  }
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (day !== null) {
    const [year, month, date] = day.slice(1).map(Number);
    const next = as === "until" ? 1 : 0;
    return new Date(year!, month! - 1, date! + next).getTime();
  }
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const atMs = /^\d{4}-\d\d-\d\dT/.test(text) ? new Date(text).getTime() : NaN;
  return Number.isNaN(atMs) ? null : atMs;
}

function chosen(words: readonly string[]): readonly string[] {
  return [...new Set(words.map((word) => word.trim()))]
    .filter((word) => word !== "");
}
