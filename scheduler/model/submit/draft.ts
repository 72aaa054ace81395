import type { TaskOptions } from "../task_options.ts";
import type { TaskId } from "../units.ts";
import type { Span } from "./command_text.ts";
import type { Envar } from "./envar.ts";
import type { TemplateSource } from "./task_id.ts";

/** What a task is of a sweep. */
export interface SweepPart {
  readonly values: readonly (readonly [name: string, value: string])[];
  /** The tag that all its tasks carry. */
  readonly tag: string;
  /** The command and the id as they were written, nothing filled in. */
  readonly command: string;
  readonly taskId: string;
}

/** What reading a submission depends on besides its text. */
export interface SubmitContext extends TemplateSource {
  /** GPUs of a task that asks for no number. */
  readonly defaultGpus: number;
  /** GPUs this server has. */
  readonly maxGpus: number;
  /** The sweep that a command is one of. */
  readonly sweep?: SweepPart;
  /** Hears where drawn text stands, for a preview to mark. */
  readonly onDrawn?: (part: "id" | "command", span: Span) => void;
  /** The texts of options for tasks that do not say, by field. */
  readonly defaultOptions?: Readonly<Record<string, string>>;
}

/** One command, ready to become a task. */
export interface TaskSpecDraft {
  readonly id: TaskId;
  readonly command: string;
  readonly nGpus: number;
  readonly envar: Envar;
  readonly tags: readonly string[];
  readonly options: TaskOptions;
  /** Those of its options that come from the config; absent for none. */
  readonly defaults?: readonly string[];
  readonly runnerEnvar: Envar;
  /** The first and last physical lines it was written on, from 1. */
  readonly line: number;
  readonly lastLine: number;
}
