/** The kinds of failure that a person would treat differently. */
export const FAILURE_CLASSES = [
  "oom",
  "nccl",
  "disk",
  "import",
  "killed",
  "memory",
  "signal",
  "timeout",
  "launch",
  "lost",
  "exit",
] as const;

/** One of them. */
export type FailureClass = typeof FAILURE_CLASSES[number];

/** What the end of a log says of a failure. */
export interface FailureClue {
  readonly class: FailureClass;
  /** A few words for a person. */
  readonly words: string;
}

/** How much of a log's end is worth looking at. */
export const CLUE_BYTES = 16 * 1024;

/** What programs print before they fail, and what that means. */
const CLUES: readonly {
  readonly class: FailureClass;
  readonly pattern: RegExp;
  /** What of the line to show; absent shows what the pattern found. */
  readonly words?: string;
}[] = [
  // torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.
  {
    class: "oom",
    pattern:
      /CUDA out of memory|CUDA_ERROR_OUT_OF_MEMORY|CUBLAS_STATUS_ALLOC_FAILED|RESOURCE_EXHAUSTED: Out of memory/,
    words: "CUDA out of memory",
  },
  // RuntimeError: NCCL error in: ProcessGroupNCCL.cpp:1269, unhandled …
  {
    class: "nccl",
    pattern: /NCCL (?:error|failure)|Watchdog caught collective operation/i,
    words: "NCCL failed",
  },
  // OSError: [Errno 28] No space left on device: 'ckpt/step_900.pt'
  {
    class: "disk",
    pattern: /No space left on device|Disk quota exceeded/,
  },
  // ModuleNotFoundError: No module named 'flash_attn'
  {
    class: "import",
    pattern: /No module named '?[\w.]{1,80}'?|^ImportError: .{1,80}/,
  },
  // Out of memory: Killed process 41721 (python) total-vm:…
  {
    class: "killed",
    pattern:
      /Out of memory: Kill|oom-kill|DefaultCPUAllocator: can't allocate|^MemoryError\b/,
    words: "out of memory",
  },
];

/** Looks for a clue from the last line of a log upwards. */
export function clueIn(text: string): FailureClue | null {
  for (const line of text.split("\n").reverse()) {
    for (const clue of CLUES) {
      const [found] = clue.pattern.exec(line) ?? [];
      if (found === undefined) continue;
      return { class: clue.class, words: clue.words ?? found };
    }
  }
  return null;
}
