import type { ask } from "./api.ts";
import { ApiError } from "./api_error.ts";

/** Asks the server as `ask` does, which is loaded with the first question. */
export async function askLate(
  ...question: Parameters<typeof ask>
): Promise<unknown> {
  const api = await import("./api.ts").catch((cause: unknown) => {
    const detail = "the server can not be reached; check the connection";
    throw Object.assign(new ApiError("No answer", detail, 0), { cause });
  });
  return await api.ask(...question);
}
