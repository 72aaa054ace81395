import { z } from "zod";
import { EndedQuery, EventsQuery, HistoriesQuery } from "../request/queries.ts";
import { EntriesQuery, RecoveryQuery } from "../request/recovery_queries.ts";
import {
  Entries,
  EntryWishes,
  EnvDraft,
  GpuSwitch,
  SlotContent,
  SlotName,
} from "../request/shapes.ts";
import { DONE, json, other, type Paths } from "./operation.ts";
import {
  DeletedReply,
  EntriesReply,
  HiddenReply,
  PutBackReply,
  RecoveryReply,
  RestoredReply,
} from "./recovery_replies.ts";
import {
  EndedIdsReply,
  EndedReply,
  EnvDraftReply,
  GpuReply,
  GpusReply,
  HistoriesReply,
  SlotReply,
  SlotsReply,
} from "./replies.ts";

const BAD_BODY = [400, 413, 422];

/** GPUs, recovery, variables, and the feed. */
export const OTHER_PATHS: Paths = {
  "/api/v1/ended": {
    get: {
      summary: "Lists ended tasks by ranges, filtered and sorted",
      query: EndedQuery,
      answers: {
        200: json(
          "Rows and what there is to choose from, or ids.",
          z.union([EndedReply, EndedIdsReply]),
        ),
      },
      problems: [422],
    },
  },
  "/api/v1/gpus": {
    get: {
      summary: "Shows the GPUs",
      answers: { 200: json("In the order of the selection.", GpusReply) },
      problems: [],
    },
  },
  "/api/v1/gpus/{index}": {
    patch: {
      summary: "Switches the GPU of that physical index for further tasks",
      body: GpuSwitch,
      answers: { 200: json("The GPU as it stands now.", GpuReply) },
      problems: [...BAD_BODY, 404, 503],
    },
  },
  "/api/v1/histories": {
    get: {
      summary: "Tells what was measured until now",
      query: HistoriesQuery,
      answers: { 200: json("Curves, oldest slot first.", HistoriesReply) },
      problems: [422],
    },
  },
  "/api/v1/recovery": {
    get: {
      summary: "Shows what earlier server lives left unresolved",
      query: RecoveryQuery,
      answers: { 200: json("Sessions, newest first.", RecoveryReply) },
      problems: [422],
    },
  },
  "/api/v1/recovery/entries": {
    get: {
      summary: "Names all entries that match, to act on them",
      query: EntriesQuery,
      answers: { 200: json("In the order of the list.", EntriesReply) },
      problems: [422],
    },
  },
  "/api/v1/recovery/put-back": {
    post: {
      summary: "Undoes a deletion or a hiding within a minute",
      body: Entries,
      answers: { 200: json("What is back.", PutBackReply) },
      problems: [...BAD_BODY, 503],
    },
  },
  "/api/v1/recovery/restore": {
    post: {
      summary: "Restores entries: into the queue, or into the history",
      body: EntryWishes,
      answers: { 200: json("What came back.", RestoredReply) },
      problems: [...BAD_BODY, 503],
    },
  },
  "/api/v1/recovery/delete": {
    post: {
      summary: "Forgets entries; their logs stay",
      body: Entries,
      answers: { 200: json("What was forgotten.", DeletedReply) },
      problems: [...BAD_BODY, 503],
    },
  },
  "/api/v1/recovery/hide": {
    post: {
      summary: "Puts entries out of sight",
      body: Entries,
      answers: { 200: json("What was hidden.", HiddenReply) },
      problems: [...BAD_BODY, 503],
    },
  },
  "/api/v1/recovery/dismiss": {
    post: {
      summary: "Uses up the prompt of this server life and keeps everything",
      answers: { 204: DONE },
      problems: [],
    },
  },
  "/api/v1/env-draft": {
    get: {
      summary: "Reads the draft of the environment editor",
      answers: { 200: json("The draft.", EnvDraftReply) },
      problems: [],
    },
    put: {
      summary: "Keeps the draft of the environment editor",
      body: EnvDraft,
      answers: { 200: json("The draft.", EnvDraftReply) },
      problems: [...BAD_BODY, 503],
    },
  },
  "/api/v1/env-slots": {
    get: {
      summary: "Shows the named sets of variables",
      answers: { 200: json("All slots.", SlotsReply) },
      problems: [],
    },
  },
  "/api/v1/env-slots/{index}": {
    put: {
      summary: "Saves variables to a slot",
      body: SlotContent,
      answers: { 200: json("The slot.", SlotReply) },
      problems: [...BAD_BODY, 404],
    },
    patch: {
      summary: "Gives a slot that is not empty another name",
      body: SlotName,
      answers: { 200: json("The slot.", SlotReply) },
      problems: [...BAD_BODY, 404, 409],
    },
    delete: {
      summary: "Empties a slot",
      answers: { 204: DONE },
      problems: [404],
    },
  },
  "/api/v1/events": {
    get: {
      summary:
        "Follows the board: `board` with all of it, then `patch` for each change",
      query: EventsQuery,
      headers: {
        "Last-Event-ID": "Tells what was missed since, where that is known.",
      },
      answers: { 200: other("Events without an end.", "text/event-stream") },
      problems: [422],
    },
  },
  "/api/v1/openapi.json": {
    get: {
      summary: "Describes this API",
      answers: {
        200: json("An OpenAPI 3.1 document.", z.looseObject({})),
      },
      problems: [],
    },
  },
};
