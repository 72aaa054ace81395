import type { z } from "zod";
import type { DryRunReply } from "../web/v1/openapi/dry_run_reply.ts";
import type * as replies from "../web/v1/openapi/replies.ts";
import type { WhyReply } from "../web/v1/openapi/why_reply.ts";

/** A task alone, as API v1 shows it. */
export type TaskFound = z.output<typeof replies.WaitingTaskReply>;
/** Some tasks of the list. */
export type TaskPage = z.output<typeof replies.TaskPageReply>;
/** What was queued. */
export type Submitted = z.output<typeof replies.SubmittedReply>;
/** What would be queued. */
export type DryRun = z.output<typeof DryRunReply>;
/** How it went with each of many. */
export type BulkDone = z.output<typeof replies.BulkReply>;
/** All GPUs. */
export type Gpus = z.output<typeof replies.GpusReply>;
/** What was measured until now. */
export type Histories = z.output<typeof replies.HistoriesReply>;
/** Why a task waits. */
export type Why = z.output<typeof WhyReply>;
