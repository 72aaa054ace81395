import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import {
  type CreateForm,
  submitBody,
} from "../../scheduler/view/create_form.ts";
import type { EnvValues } from "../../scheduler/view/env_rows.ts";
import { ask } from "./api.ts";
import type { ApiIssue } from "./api_error.ts";

/** A form as it was read in this browser. */
interface ReadForm {
  readonly form: CreateForm;
  readonly csv: string | null;
  readonly envar: EnvValues;
  readonly issues: readonly unknown[];
  readonly commands: readonly {
    readonly drawn: { readonly id: readonly unknown[] };
  }[];
}

/** Nobody asks while a person still types. */
const QUIET_MS = 400;
const NONE: readonly ApiIssue[] = [];

/**
 * Asks the server about what only it knows: names that other tasks have. One
 * that is drawn is new.
 */
export function useTakenIds(read: ReadForm | null): readonly ApiIssue[] {
  const issues = useSignal(NONE);
  useEffect(() => {
    issues.value = NONE;
    const isNamed = read?.commands.some(({ drawn }) => drawn.id.length === 0);
    if (read === null || !isNamed || read.issues.length > 0) return;
    let isOld = false;
    const timer = setTimeout(async () => {
      const body = submitBody(read.form, read.envar, read.csv);
      // What can not be asked now is told when it is queued.
      const told = await ask("POST", "api/v1/tasks?dry_run=true", body)
        .catch(() => ({})) as { readonly issues?: readonly ApiIssue[] };
      if (!isOld) issues.value = told.issues ?? NONE;
    }, QUIET_MS);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [read]);
  return issues.value;
}
