import type { Flags } from "../grammar/flags.ts";
import type { Api } from "../server/api.ts";

/**
 * What `--me` asks the server for; `null` without it. Who has the server's own
 * token means the tasks that bear no name.
 */
export async function submitterOf(
  api: Api,
  flags: Flags,
): Promise<string | null> {
  if (!flags.has("me")) return null;
  const { name } = await api.get<{ name: string | null }>("/me");
  return name ?? "";
}
