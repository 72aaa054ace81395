import { maskEnv } from "../model/secrets.ts";
import {
  composedCommand,
  type LaunchPlace,
} from "../model/submit/launch_plan.ts";
import type { Task } from "../model/task.ts";
import { causeOf } from "./find_program.ts";
import { appendToLog } from "./log_append.ts";
import { logHeader } from "./log_frame.ts";
import { gpuIdsOf } from "./task_environment.ts";

/** What the head of a log says of where and by whom tasks are run. */
export interface HeadOptions {
  readonly place: LaunchPlace;
  /** What log headers call this launcher. */
  readonly handlerName: string;
}

/** The text that the log of a task begins with, a notice at its end. */
export function headOfLog(
  task: Task,
  { place, handlerName }: HeadOptions,
  notice: string | null,
): string {
  const { command, envar, runnerEnvar } = task.spec;
  const gpuIds = gpuIdsOf(task);
  const whole = { ...envar, ...runnerEnvar, CUDA_VISIBLE_DEVICES: gpuIds };
  const header = logHeader({
    id: task.id,
    command,
    finalCommand: composedCommand(command, whole, place),
    envar: maskEnv(envar),
    gpuIds,
    startedAtMs: task.startedAtMs ?? task.sinceMs,
    handlerName,
  });
  return notice === null ? header : `${header}${notice}\n`;
}

/** Words why a wrapper could not begin a log; trying again tells. */
export async function whyNotBegun(path: string): Promise<string> {
  const line = "Cannot begin this log\n";
  return await new LogHead(path, line).begin() ??
    `log file "${path}" could not be written`;
}

/** The head of a log, which is written once: here, or by the wrapper. */
export class LogHead {
  readonly path: string;
  readonly text: string;
  #begun: Promise<string | null> | null = null;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  /**
   * Writes it, with the log's folder, where nobody has or is about to, or says
   * why it cannot.
   */
  begin(): Promise<string | null> {
    return this.#begun ??= this.#write();
  }

  /** What the wrapper is to write: nothing where it was begun here. */
  take(): string {
    if (this.#begun !== null) return "";
    this.#begun = Promise.resolve(null);
    return this.text;
  }

  /** Takes back what no wrapper came to write. */
  giveBack(taken: string): void {
    if (taken !== "") this.#begun = null;
  }

  async #write(): Promise<string | null> {
    try {
      await appendToLog(this.path, this.text);
      return null;
    } catch (error) {
      this.#begun = null; // To be tried again.
      return `log file "${this.path}" ${causeOf(error)}`;
    }
  }
}
