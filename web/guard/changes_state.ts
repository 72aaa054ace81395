/**
 * Whether a read of ANT's contract changes something: no other site's page may
 * cause one. The path is taken as the router takes it, so that neither an escape
 * nor a slash at the end hides what is meant.
 */
export function changesState(path: string, query: URLSearchParams): boolean {
  const plain = decoded(path).replace(/\/+$/, "");
  return plain.endsWith("/restart_task") || plain.endsWith("/recovery_state") ||
    (plain === "/api/v1/recovery" && query.has("prompt"));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // Then no route fits it, either.
  }
}
