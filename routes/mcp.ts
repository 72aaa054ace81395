import { HttpError } from "fresh";
import { problemReply } from "../web/problem.ts";
import { define } from "../web/state.ts";

/** What tells the inner requests who asks, and from where. */
const PASSED_ON = ["authorization", "cookie", "origin", "sec-fetch-site"];

function onlyPost(): Response {
  const why = "Cannot open a stream: send each message by POST";
  const reply = problemReply(new HttpError(405, why));
  reply.headers.set("allow", "POST");
  return reply;
}

export const handler = define.handlers({
  /** Answers an agent's message; the package behind it comes with the first. */
  async POST({ req, url, state: { askSelf, version } }) {
    const { answerMcp } = await import("../mcp/over_http.ts");
    const ask = (path: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      for (const name of PASSED_ON) {
        const value = req.headers.get(name);
        if (value !== null) headers.set(name, value);
      }
      return askSelf(new Request(new URL(path, url), { ...init, headers }));
    };
    return await answerMcp(req, { ask }, version);
  },
  GET: onlyPost,
  DELETE: onlyPost,
});
