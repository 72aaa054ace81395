import { z } from "zod";
import {
  RestartQuery,
  SubmitQuery,
  TasksQuery,
  WaitQuery,
} from "../request/queries.ts";
import {
  QueuePlace,
  Refusal,
  TaskChange,
  TasksInBulk,
  TaskWish,
  TaskWishes,
} from "../request/shapes.ts";
import { DONE, json, type Paths } from "./operation.ts";
import {
  BulkReply,
  RestartReply,
  SubmittedReply,
  TaskPageReply,
  WaitingTaskReply,
} from "./replies.ts";
import { DryRunReply } from "./dry_run_reply.ts";
import { WhyReply } from "./why_reply.ts";

const ONE_TASK = {
  get: {
    summary: "Shows a task",
    answers: { 200: json("The task.", WaitingTaskReply) },
    problems: [404],
  },
  patch: {
    summary: "Changes a queued task, which keeps its place",
    body: TaskChange,
    answers: { 200: json("The task as it stands now.", WaitingTaskReply) },
    problems: [400, 404, 409, 413, 422, 503],
  },
  delete: {
    summary: "Takes a task out of the queue, or out of the history",
    answers: { 204: DONE },
    problems: [404, 409, 503],
  },
};

/** All that is about tasks. */
export const TASK_PATHS: Paths = {
  "/api/v1/tasks": {
    get: {
      summary: "Lists tasks: at work, then queued in turn, then ended",
      query: TasksQuery,
      answers: { 200: json("A page of them.", TaskPageReply) },
      problems: [422],
    },
    post: {
      summary: "Queues tasks, all or nothing",
      query: SubmitQuery,
      headers: {
        "Idempotency-Key":
          "Text of up to 255 characters; the same key again queues nothing, and answers as the first time.",
      },
      body: z.union([TaskWish, TaskWishes]),
      answers: {
        200: json("A dry run: what would be queued.", DryRunReply),
        201: json("Queued, and a power cut would not lose it.", SubmittedReply),
      },
      problems: [400, 409, 413, 422, 503],
    },
  },
  "/api/v1/tasks/bulk": {
    ...ONE_TASK, // A task may be called so.
    post: {
      summary: "Does the same to many tasks, to each for itself",
      body: TasksInBulk,
      answers: { 200: json("How it went with each.", BulkReply) },
      problems: [400, 413, 422, 503],
    },
  },
  "/api/v1/tasks/{id}": ONE_TASK,
  "/api/v1/tasks/{id}/terminate": {
    post: {
      summary: "Asks a task to stop: SIGTERM, and SIGKILL after the grace",
      answers: { 200: json("The task as it stands now.", WaitingTaskReply) },
      problems: [404, 409, 503],
    },
  },
  "/api/v1/tasks/{id}/restart": {
    post: {
      summary:
        "Queues a copy under the next free restart id, with what the body changes",
      query: RestartQuery,
      body: TaskChange,
      mayLackBody: true,
      answers: { 201: json("The copy.", RestartReply) },
      problems: [400, 404, 409, 413, 422, 503],
    },
  },
  "/api/v1/tasks/{id}/why": {
    get: {
      summary: "Tells why a queued task has not started",
      answers: { 200: json("Why, and what would help.", WhyReply) },
      problems: [404, 409],
    },
  },
  "/api/v1/tasks/{id}/wait": {
    get: {
      summary: "Answers once a task has started or ended, or time is up",
      query: WaitQuery,
      answers: { 200: json("The task as it stands then.", WaitingTaskReply) },
      problems: [404, 422],
    },
  },
  "/api/v1/tasks/{id}/approve": {
    post: {
      summary: "Lets a task start that waits for a person's approval",
      answers: { 200: json("The task as it stands now.", WaitingTaskReply) },
      problems: [404, 409, 503],
    },
  },
  "/api/v1/tasks/{id}/decline": {
    post: {
      summary: "Ends a task that waits for a person's approval",
      body: Refusal,
      mayLackBody: true,
      answers: { 200: json("The task as it stands now.", WaitingTaskReply) },
      problems: [400, 404, 409, 413, 422, 503],
    },
  },
  "/api/v1/tasks/{id}/hold": {
    post: {
      summary: "Keeps a queued task from starting",
      answers: { 200: json("The task as it stands now.", WaitingTaskReply) },
      problems: [404, 409, 503],
    },
  },
  "/api/v1/tasks/{id}/release": {
    post: {
      summary: "Lets a held task start",
      answers: { 200: json("The task as it stands now.", WaitingTaskReply) },
      problems: [404, 409, 503],
    },
  },
  "/api/v1/tasks/{id}/promote": {
    post: {
      summary: "Moves a queued task to the head",
      answers: { 200: json("The task as it stands now.", WaitingTaskReply) },
      problems: [404, 409, 503],
    },
  },
  "/api/v1/tasks/{id}/move": {
    post: {
      summary: "Moves a queued task right before another, or to the end",
      body: QueuePlace,
      answers: { 200: json("The task as it stands now.", WaitingTaskReply) },
      problems: [400, 404, 409, 413, 422, 503],
    },
  },
  "/api/v1/tasks/{id}/put-back": {
    post: {
      summary:
        "Undoes the removal of a task a moment ago, from queue or history",
      answers: { 200: json("The task as it stands now.", WaitingTaskReply) },
      problems: [404, 409, 422, 503],
    },
  },
  "/api/v1/tasks/{id}/hide": {
    post: {
      summary: "Moves an ended task out of the history into the hidden ones",
      answers: { 204: DONE },
      problems: [404, 409, 503],
    },
  },
};
