/** The kinds of failure that a person would treat differently. */
export const FAILURE_CLASSES = [
  "oom",
  "nccl",
  "disk",
  "import",
  "killed",
  "signal",
  "timeout",
  "launch",
  "lost",
  "exit",
] as const;

/** One of them. */
export type FailureClass = typeof FAILURE_CLASSES[number];
