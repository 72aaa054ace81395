/** What pages call each option, by its field. */
export const OPTION_LABELS = {
  priority: "Priority",
  gpuIds: "GPU indices",
  gpuType: "GPU type",
  gpuMem: "Free GPU memory",
  gpuShare: "GPU share",
  cpus: "CPUs",
  memory: "Memory",
  hold: "Held",
  begin: "Not before",
  after: "After success of",
  afterAny: "After the end of",
  atMost: "At most",
  timeout: "Time limit",
  timeoutSignal: "Warning signal",
  preemptible: "Preemptible",
  retries: "Retries",
  retryOn: "Retry on",
  notify: "Notify",
} as const;

/** The name of an option in `/api/v1`. */
export type OptionField = keyof typeof OPTION_LABELS;
