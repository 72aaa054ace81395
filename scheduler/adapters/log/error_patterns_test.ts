import { assert, assertEquals } from "@std/assert";
import { ERROR_PATTERNS } from "./error_patterns.ts";
import { matcherFor } from "./line_matcher.ts";

/** The lines of a text in which any pattern finds something. */
function errorsIn(text: string): string[] {
  const lines = text.split("\n");
  return matcherFor({ kind: "errors" })(text).map((line) => lines[line]!);
}

for (const { pattern, line } of ERROR_PATTERNS) {
  Deno.test(`errors are found by ${pattern}: ${line}`, () => {
    assert(pattern.test(line));
    assertEquals(errorsIn(line), [line]);
  });
}

Deno.test("errors are found in lines that real programs print", () => {
  const lines = [
    '  File "x.py", line 3, in <module>',
    "ValueError: could not convert string to float: 'abc'",
    "torch.distributed.elastic.multiprocessing.errors.ChildFailedError: ",
    "torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 20.00 MiB (GPU 0; 79.15 GiB total capacity)",
    "RuntimeError: CUDA error: an illegal memory access was encountered",
    "ImportError: libcudart.so.12: cannot open shared object file: No such file or directory",
    "[rank0]: Traceback (most recent call last):",
    "a100-07:3123:3190 [1] NCCL WARN Call to connect failed: Connection refused",
    "Killed",
    "/bin/bash: line 1:  7213 Segmentation fault      (core dumped) ./a.out",
    "/bin/bash: line 1:  7213 Killed                  ./a.out",
    "cp: error writing '/data/x': No space left on device",
    "slurmstepd: error: Detected 1 oom-kill event(s) in StepId=77.batch",
    "[2026-11-21 08:20:03] ERROR worker died",
    "[rank0]: RuntimeError: NaN in the gradient",
    "panic: runtime error: index out of range [3] with length 3",
    "error[E0382]: borrow of moved value: `x`",
  ];

  assertEquals(errorsIn(lines.join("\n")), lines.slice(1));
});

Deno.test("errors are not found in lines of work that goes well", () => {
  const lines = [
    "epoch 3 step 120 loss=0.013 error_rate=0.02",
    "val error: 0.12",
    "Mean Squared Error 0.11",
    "0 errors, 3 warnings",
    "NCCL INFO Channel 00 : 0[0] -> 1[1] via P2P/IPC",
    "a100-07:3123:3190 [0] NCCL INFO Bootstrap : Using eth0:10.0.0.7<0>",
    "INFO Killed 0 stale workers",
    "Skilled workers: 12",
    "CUDNN_STATUS_SUCCESS",
    "no exceptions so far",
    "ErrorFeedback compressor enabled",
  ];

  assertEquals(errorsIn(lines.join("\n")), []);
});

Deno.test("errors are looked for in long lines of any kind without delay", () => {
  const startMs = performance.now();
  for (const unit of ["a", "a.", "1", " ", "1 ", "Error", "a1_.", "\t", "["]) {
    errorsIn(`${unit.repeat(400_000)} error\nx`);
  }

  assert(performance.now() - startMs < 30_000);
});
