import { type Signal, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { EnvRow } from "../../scheduler/view/env_rows.ts";
import type { FormIssue } from "../../scheduler/view/form_issue.ts";
import { counted } from "../../scheduler/view/words.ts";
import { ApiError } from "./api_error.ts";
import { askLate } from "./late_ask.ts";
import { reasonOf, sayDone } from "./toasts.ts";

/** Queues what a form says, once. */
export interface Submit {
  readonly busy: Signal<boolean>;
  /** Why it was turned down. */
  readonly issues: Signal<readonly FormIssue[]>;
  send(body: unknown): Promise<void>;
  /** The form says something else now. */
  forget(): void;
}

/** What {@linkcode useSubmit} is given. */
export interface SubmitOptions {
  readonly issues: readonly FormIssue[];
  /** Where the variables stand. */
  readonly rows: () => readonly EnvRow[];
  readonly onQueued: () => void;
}

/**
 * Queues a form, and has the server know it again: what is sent twice, by a
 * second click or because the answer was lost, is queued once.
 */
export function useSubmit(options: SubmitOptions): Submit {
  const busy = useSignal(false);
  const issues = useSignal(options.issues);
  const key = useRef<string | null>(null);
  return {
    busy,
    issues,
    async send(body) {
      if (busy.peek()) return;
      busy.value = true;
      issues.value = [];
      key.current ??= newKey();
      try {
        const told = await askLate(
          "POST",
          "api/v1/tasks",
          body,
          key.current,
        );
        const { ids } = told as { readonly ids: readonly string[] };
        key.current = null;
        sayDone(`${counted(ids.length, "task")} queued`, ids.join(", "));
        options.onQueued();
      } catch (error) {
        issues.value = await issuesOf(error, options.rows());
      } finally {
        busy.value = false;
      }
    },
    forget() {
      key.current = null;
      if (issues.peek().length > 0) issues.value = [];
    },
  };
}

/** Not `crypto.randomUUID()`, which plain HTTP does not have. */
function newKey(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join("-");
}

async function issuesOf(
  error: unknown,
  rows: readonly EnvRow[],
): Promise<readonly FormIssue[]> {
  const issues = error instanceof ApiError ? error.issues : [];
  if (issues.length === 0) {
    const message = reasonOf(error);
    return [{ message, line: null, target: "command", place: "Command" }];
  }
  const { formIssue } = await import("../../scheduler/view/form_issue.ts");
  return issues.map((issue) => formIssue(issue, rows));
}
