import type { z } from "zod";

/** What one status of an operation means. */
export interface Answer {
  readonly description: string;
  /** Its JSON; absent where the body is empty or something else. */
  readonly shape?: z.ZodType;
  /** The media type where it is not JSON. */
  readonly type?: string;
}

/** One method on one path, as its readers may rely on. */
export interface Operation {
  readonly summary: string;
  readonly query?: z.ZodObject;
  /** Request headers that change something. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: z.ZodType;
  /** Whether the body may be left out. */
  readonly mayLackBody?: true;
  readonly answers: Readonly<Record<number, Answer>>;
  /** Statuses of the problem documents that it may answer with. */
  readonly problems: readonly number[];
}

/** Operations by path, then method. */
export type Paths = Readonly<
  Record<string, Readonly<Record<string, Operation>>>
>;

/** An answer of JSON. */
export function json(description: string, shape: z.ZodType): Answer {
  return { description, shape };
}

/** An answer of another media type. */
export function other(description: string, type: string): Answer {
  return { description, type };
}

/** An answer that has said all with its status. */
export const DONE: Answer = { description: "Done." };
