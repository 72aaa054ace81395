/**
 * What a line looks like that tells of a failure: one pattern for each kind,
 * with a line as programs print it. They hold for one line each, and none of
 * them goes back and forth over a line.
 */
export const ERROR_PATTERNS: readonly {
  readonly pattern: RegExp;
  readonly line: string;
}[] = [
  // Python, traceback(3): where it begins, and the exception's own line.
  {
    pattern: /Traceback \(most recent call last\)/,
    line: "Traceback (most recent call last):",
  },
  {
    pattern:
      /^[ \t]*(?:\[\w{1,20}\]:? )?(?:[A-Za-z_]\w{0,99}\.){0,9}\w{0,99}(?:Error|Exception): /,
    line: "ModuleNotFoundError: No module named 'flash_attn'",
  },
  {
    pattern: /\b(?:uncaught|unhandled) (?:exception|error)/i,
    line: "Uncaught exception in thread 3",
  },
  // PyTorch, CUDA and NCCL.
  {
    pattern: /CUDA out of memory|CUDA error|CUDNN_STATUS_(?!SUCCESS)|cudaError/,
    line:
      "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.",
  },
  {
    pattern: /NCCL (?:error|failure)|NCCL WARN|ncclUnhandledCudaError/i,
    line:
      "RuntimeError: NCCL error in: ProcessGroupNCCL.cpp:1269, unhandled system error",
  },
  {
    pattern: /Watchdog caught collective operation timeout/,
    line:
      "[E ProcessGroupNCCL.cpp:475] [Rank 1] Watchdog caught collective operation timeout: WorkNCCL(SeqNum=1204)",
  },
  // What shells and the kernel say of a process that was ended: signal(7).
  {
    pattern:
      /^(?:.{0,200}(?:line \d{1,9}: {1,9}|\]\d{0,9}[+-]? {1,9}))?(?:\d{1,9} )?Killed\b/,
    line: "run.sh: line 3: 41721 Killed                  python train.py",
  },
  {
    pattern: /Out of memory: Kill|oom-kill|Cannot allocate memory/,
    line:
      "Out of memory: Killed process 41721 (python) total-vm:81234567kB, anon-rss:62345678kB",
  },
  {
    pattern: /Segmentation fault|\bSIGSEGV\b|Bus error|core dumped/,
    line: "Segmentation fault (core dumped)",
  },
  {
    pattern: /^Aborted\b|\bSIGABRT\b|terminate called after throwing/,
    line: "terminate called after throwing an instance of 'c10::Error'",
  },
  { pattern: /Illegal instruction/, line: "Illegal instruction" },
  // errno(3).
  {
    pattern: /No space left on device|Disk quota exceeded/,
    line: "OSError: [Errno 28] No space left on device: 'ckpt/step_900.pt'",
  },
  {
    pattern: /Permission denied/,
    line: "bash: ./train.sh: Permission denied",
  },
  {
    pattern: /No such file or directory|command not found/,
    line: "bash: line 1: pyhton: command not found",
  },
  {
    pattern: /Too many open files/,
    line: "OSError: [Errno 24] Too many open files",
  },
  // Other programs: a level in front, as loggers and compilers write it.
  {
    pattern: /^(?:fatal|panic|error|critical)(?:\[[\w.-]{1,40}\])?:/i,
    line:
      "fatal: not a git repository (or any of the parent directories): .git",
  },
  {
    pattern:
      /^[ \t]*(?:\[?\d[\dT:.,\-+Z \/]{5,40}\]?[ \t\-]{0,4})?\[?(?:ERROR|FATAL|CRITICAL)\b/,
    line: "2026-11-21 12:03:11,482 - ERROR - loss is NaN at step 118",
  },
];

/** Stands in each line that any of them finds, and is quickly looked for. */
export const ERROR_HINT: RegExp =
  /rror|xception|raceback|illed|atal|anic|ritical|space|quota|denied|such|found|too many|NCCL|CUDNN|SIG|egmentation|dumped|bort|terminate|llegal|oom|emory|ollective/gi;

/** Whether a line tells of a failure. */
export function isError(line: string): boolean {
  return ERROR_PATTERNS.some(({ pattern }) => pattern.test(line));
}
