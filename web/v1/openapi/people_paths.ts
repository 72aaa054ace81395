import { z } from "zod";
import { ROLES } from "../../people/caller.ts";
import { TokenView, TokenWish } from "../../people/token_store.ts";
import { DONE, json, type Paths } from "./operation.ts";

const MeReply = z.strictObject({
  name: z.string().nullable(),
  role: z.enum(ROLES),
  maxGpus: z.int().nullable(),
  maxQueued: z.int().nullable(),
  maxPriority: z.int().exactOptional(),
  needsApproval: z.literal(true).exactOptional(),
});
const TokensReply = z.strictObject({ tokens: z.array(TokenView) });
const NewTokenReply = TokenWish.extend({ token: z.string() });

/** Who may do what. */
export const PEOPLE_PATHS: Paths = {
  "/api/v1/backup": {
    get: {
      summary: "Backs up all but the logs, while everything goes on",
      answers: {
        200: json(
          "For `ant restore`; it holds secrets.",
          z.looseObject({
            format: z.literal("ant-backup"),
            madeAtMs: z.number(),
          }),
        ),
      },
      problems: [],
    },
  },
  "/api/v1/me": {
    get: {
      summary: "Tells whose the token is, and what it may do",
      answers: { 200: json("`name` is null for the server's own.", MeReply) },
      problems: [],
    },
  },
  "/api/v1/tokens": {
    get: {
      summary: "Lists the named tokens, without what is typed",
      answers: { 200: json("By name.", TokensReply) },
      problems: [],
    },
    post: {
      summary: "Makes a named token",
      body: TokenWish,
      answers: {
        201: json("With what is typed, told only here.", NewTokenReply),
      },
      problems: [400, 409, 413, 422],
    },
  },
  "/api/v1/tokens/{name}": {
    delete: {
      summary: "Ends a token, and whatever was let in with it",
      answers: { 204: DONE },
      problems: [404],
    },
  },
};
