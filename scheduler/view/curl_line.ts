import type { TaskView } from "./task_view.ts";

/** What to send to queue a task like this one; its secrets stay masked. */
export function wishOf(task: TaskView) {
  const { id, command, nGpus, envar, tags, options } = task;
  return {
    id,
    command,
    gpus: nGpus,
    ...Object.keys(envar).length === 0 ? {} : { env: envar },
    ...tags.length === 0 ? {} : { tags },
    ...Object.keys(options).length === 0 ? {} : { options },
  };
}

/**
 * Writes a request from a page of ours as a line of shell that sends the same
 * to the API. The token is left to a variable: a copied line is soon passed on.
 */
export function curlLine(page: string, body: unknown): string {
  const json = JSON.stringify(body).replaceAll("'", `'\\''`);
  // The server's own certificate is one that curl does not know.
  const flags = page.startsWith("https:") ? "-sk" : "-s";
  return [
    `curl ${flags} ${new URL("api/v1/tasks", page)}`,
    `-H "Authorization: Bearer $ANT_TOKEN"`,
    `-d '${json}'`,
  ].join(" \\\n  ");
}
