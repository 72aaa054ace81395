import { SpecError } from "../../scheduler/mod.ts";
import { endToken } from "../people/end_token.ts";
import { TokenWish } from "../people/token_store.ts";
import type { State } from "../state.ts";
import { read } from "../v1/request/issues.ts";
import { type Acted, trying } from "./task_forms.ts";

/** How a form on the page of tokens went. */
export interface ActedOnPeople {
  readonly acted: Acted;
  /** What its owner types from now on; `null` where none was made. */
  readonly token: string | null;
}

/** Makes or ends a token as a form wishes. */
export async function actOnPeople(
  state: Pick<State, "door" | "streams" | "socketIo">,
  fields: FormData,
): Promise<ActedOnPeople> {
  let token: string | null = null;
  const name = textOf(fields, "name");
  const acted = await trying(async () => {
    switch (fields.get("action")) {
      case "revoke":
        await endToken(state, name);
        return { kind: "done", word: "revoked", name };
      case "create": {
        const wish = read(TokenWish, {
          name,
          role: textOf(fields, "role"),
          maxGpus: limitOf(fields, "maxGpus"),
          maxQueued: limitOf(fields, "maxQueued"),
        });
        token = await state.door.people.create(wish);
        return { kind: "done", word: "created", name };
      }
      default:
        throw new SpecError([{
          message: "Cannot act: make or revoke a token",
        }]);
    }
  });
  return { acted, token };
}

function textOf(fields: FormData, name: string): string {
  return String(fields.get(name) ?? "").trim();
}

/** A field left empty is no limit; what is no number is told as such. */
function limitOf(fields: FormData, name: string): number | null {
  const text = textOf(fields, name);
  return text === "" ? null : Number(text);
}
