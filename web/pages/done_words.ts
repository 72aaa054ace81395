// A fixed table: what an address says must not become the server's words.
const DONE: Readonly<Record<string, string>> = {
  queued: "Queued",
  terminate: "Asked to end",
  restart: "Queued again",
  "restart-all": "Queued again, with what had waited for it",
  promote: "Moved to the top",
  approve: "Approved",
  decline: "Declined",
  hold: "Held until it is released",
  release: "Released",
  edit: "Changed",
  unqueue: "Removed from the queue",
  "put-back": "Back in the queue",
  forget: "Deleted",
  pause: "Paused",
  resume: "Resumed",
  hide: "Hidden, found under Restore",
  enabled: "Enabled for new tasks",
  disabled: "Disabled for new tasks",
  restored: "Restored",
  "put_back": "Put back",
  kept: "Kept for later",
  revoked: "Revoked",
};

/** More of a name is not shown; an address has not room for 10,000 ids. */
export const NAME_LENGTH = 200;

/** What the page before has done, told by the address; `null` for nothing. */
export function doneWords(
  params: URLSearchParams,
): { readonly fact: string; readonly name: string } | null {
  const word = params.get("done") ?? "";
  const fact = Object.hasOwn(DONE, word) ? DONE[word]! : null;
  if (fact === null) return null;
  return { fact, name: (params.get("name") ?? "").slice(0, NAME_LENGTH) };
}
