import type { State } from "../state.ts";

/** Who looks, where it matters: absent while nobody has a token of their own. */
export function viewerOf(
  { caller, door }: Pick<State, "caller" | "door">,
): string | null | undefined {
  return door.people.list.length > 0 ? caller.name : undefined;
}
