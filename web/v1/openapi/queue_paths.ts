import { NoQuery } from "../request/queries.ts";
import { PauseWish } from "../request/shapes.ts";
import { json, type Operation, type Paths } from "./operation.ts";
import { QueueReply, TagReply, TagsReply } from "./queue_replies.ts";
import { BulkReply } from "./replies.ts";

const PAUSE = {
  body: PauseWish.optional(),
  problems: [400, 413, 422, 503],
};

/** The queue as a whole, and tasks by their tags. */
export const QUEUE_PATHS: Paths = {
  "/api/v1/queue": {
    get: {
      summary: "Tells what of the queue is paused",
      answers: { 200: json("The queue.", QueueReply) },
      problems: [],
    },
  },
  "/api/v1/queue/pause": {
    post: {
      summary: "Lets nothing start; what runs goes on",
      answers: { 200: json("The queue.", QueueReply) },
      ...PAUSE,
    },
  },
  "/api/v1/queue/resume": {
    post: {
      summary: "Lets tasks start again",
      answers: { 200: json("The queue.", QueueReply) },
      problems: [503],
    },
  },
  "/api/v1/tags": {
    get: {
      summary: "Lists the tags of all tasks on record",
      query: NoQuery,
      answers: { 200: json("The most used first.", TagsReply) },
      problems: [422],
    },
  },
  "/api/v1/tags/{tag}": {
    get: tag("Tells how the tasks with a tag stand", []),
  },
  "/api/v1/tags/{tag}/pause": {
    post: { ...tag("Lets no task with a tag start", []), ...PAUSE },
  },
  "/api/v1/tags/{tag}/resume": {
    post: tag("Lets them start again", [503]),
  },
  "/api/v1/tags/{tag}/stop": {
    post: group("Stops all with a tag, those that wait among them"),
  },
  "/api/v1/tags/{tag}/retry": {
    post: group("Queues those with a tag again that failed, each once"),
  },
};

function tag(summary: string, problems: readonly number[]): Operation {
  return {
    summary,
    answers: { 200: json("The tag.", TagReply) },
    problems: [404, ...problems],
  };
}

function group(summary: string): Operation {
  return {
    summary,
    answers: { 200: json("How it went with each.", BulkReply) },
    problems: [404, 503],
  };
}
