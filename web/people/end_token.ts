import type { State } from "../state.ts";

/**
 * Ends a token, and whatever was let in with it.
 *
 * @throws {Refused} where there is none of that name.
 */
export async function endToken(
  { door, streams, socketIo }: Pick<State, "door" | "streams" | "socketIo">,
  name: string,
): Promise<void> {
  await door.people.revoke(name);
  // Whose each is, none knows; the others come again.
  streams.close();
  socketIo.close();
}
