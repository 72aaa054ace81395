import type { z } from "zod";
import type { SearchNews } from "../../../scheduler/mod.ts";
import type { StreamMessage } from "../../sse.ts";
import type { State } from "../../state.ts";
import type { LogSearchQuery } from "../request/log_queries.ts";
import { findLogged, telling404 } from "./log.ts";

type Query = z.output<typeof LogSearchQuery>;

/**
 * Searches a task's log, up to the size that it has now: `hits` as they are
 * found, `progress`, and one `end`. The reading ends with its reader.
 *
 * @throws {Refused | HttpError} where there is no such log.
 */
export async function searchTaskLog(
  state: State,
  id: string,
  query: Query,
): Promise<AsyncIterable<StreamMessage>> {
  const { path } = await findLogged(state, id, query.attempt);
  const leave = new AbortController();
  const { signal } = leave;
  const options = { fromByte: query.from, signal };
  const news = await telling404(() =>
    state.logs.lines.search(path, wishOf(query), options)
  );
  return {
    [Symbol.asyncIterator]() {
      const messages = messagesOf(news);
      return {
        next: () => messages.next(),
        return() {
          leave.abort(); // A generator alone would wait for more news.
          return messages.return();
        },
      };
    },
  };
}

async function* messagesOf(
  news: AsyncIterable<SearchNews>,
): AsyncGenerator<StreamMessage, void, void> {
  for await (const { kind, ...data } of news) yield { event: kind, data };
}

function wishOf({ q = "", regex, case: isCaseSensitive, errors }: Query) {
  return errors
    ? { kind: "errors" } as const
    : { kind: regex ? "pattern" : "text", text: q, isCaseSensitive } as const;
}
