import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { LogDesk } from "./log_desk.ts";
import type { LogErrors } from "./log_errors.ts";
import type { NamedLog } from "./log_range.ts";

/** The failures in a log, once somebody looks for them. */
export interface LateErrors {
  readonly errors: Signal<LogErrors | null>;
  readonly load: () => Promise<LogErrors>;
}

/** Looks for failures in a log: by itself in that of a failure. */
export function useLogErrors(
  log: NamedLog,
  desk: LogDesk,
  isFailure: boolean,
): LateErrors {
  const errors = useSignal<LogErrors | null>(null);
  const load = useMemo(() => async () => {
    const { LogErrors } = await import("./log_errors.ts");
    return errors.value ??= new LogErrors(log, desk);
  }, []);
  useEffect(() => {
    // What did not come by itself comes when somebody asks for it.
    if (isFailure) load().then((found) => found.find(), () => {});
  }, [isFailure]);
  useEffect(() => () => errors.peek()?.search.leave(), []);
  return { errors, load };
}
