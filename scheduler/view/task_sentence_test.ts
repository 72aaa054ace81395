import { assertEquals } from "@std/assert";
import { aQueuedView, aTaskView } from "../../tests/helpers/views.ts";
import { taskSentence } from "./task_sentence.ts";

Deno.test("taskSentence() names GPUs and attempt while it runs, and the cause once it has ended", () => {
  const running = { state: "running", end: null, gpus: [0, 3] } as const;
  const end = { exitCode: 3, signal: null, cause: "exit 3" };

  assertEquals(taskSentence(aQueuedView("a")), 'Task "a" is queued');
  assertEquals(
    taskSentence(aTaskView("a", { ...running, attempt: 2 })),
    'Task "a" is running on GPU 0,3, attempt 2',
  );
  assertEquals(
    taskSentence(aTaskView("a", { state: "failed", end })),
    'Task "a" is failed: exit 3',
  );
  assertEquals(taskSentence(aTaskView("a")), 'Task "a" is succeeded');
});
