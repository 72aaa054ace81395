import { uptime } from "node:os";

/** The clock of the kernel's log, near enough, in microseconds. */
export function sinceBootUs(): number {
  return uptime() * 1_000_000;
}
