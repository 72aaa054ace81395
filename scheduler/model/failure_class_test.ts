import { assertEquals } from "@std/assert";
import { clueIn } from "./failure_class.ts";

Deno.test("clueIn() knows what programs print before they fail", () => {
  const lines: [string, string | null, string?][] = [
    [
      "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.",
      "oom",
      "CUDA out of memory",
    ],
    [
      "RuntimeError: NCCL error in: ProcessGroupNCCL.cpp:1269, unhandled error",
      "nccl",
      "NCCL failed",
    ],
    [
      "OSError: [Errno 28] No space left on device: 'ckpt/step_900.pt'",
      "disk",
      "No space left on device",
    ],
    [
      "ModuleNotFoundError: No module named 'flash_attn'",
      "import",
      "No module named 'flash_attn'",
    ],
    ["MemoryError", "killed", "out of memory"],
    ["ValueError: shapes do not match", null],
    ["epoch 3: no memory problems", null],
  ];
  for (const [line, kind, words] of lines) {
    const clue = clueIn(`step 1\n${line}\n`);
    assertEquals([clue?.class ?? null, clue?.words], [kind, words]);
  }
});

Deno.test("clueIn() believes the last line that says something", () => {
  const text = "No module named 'x', going on\nCUDA out of memory\nbye\n";

  assertEquals(clueIn(text)?.class, "oom");
});
