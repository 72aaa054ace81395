import { z } from "zod";
import { WrittenOptions } from "../request/options.ts";
import { atMs, Issue, variables } from "./replies.ts";

/** What would be queued. */
export const DryRunReply = z.strictObject({
  accepted: z.boolean().describe("Whether all of it would be queued."),
  tasks: z.array(z.strictObject({
    id: z.string(),
    command: z.string(),
    nGpus: z.int(),
    tags: z.array(z.string()),
    options: WrittenOptions,
    envar: variables,
    line: z.int(),
    lastLine: z.int(),
    start: z.strictObject({
      startsNow: z.boolean(),
      atMs: atMs.nullable().describe(
        "When at the latest; null where nobody can tell.",
      ),
      gpus: z.array(z.int()).describe(
        "The physical GPUs that it is to get, as far as that is known.",
      ),
      waits: z.string().nullable().describe("Why it would wait."),
      isPossible: z.boolean().describe(
        "Whether this server's GPUs could ever run it.",
      ),
    }).nullable().describe(
      "Where and when it would start; null where it could not be queued, and beyond the first hundred.",
    ),
  })),
  issues: z.array(Issue),
});
