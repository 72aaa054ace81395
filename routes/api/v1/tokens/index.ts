import { TokenWish } from "../../../../web/people/token_store.ts";
import { define } from "../../../../web/state.ts";
import { readBody } from "../../../../web/v1/request/read_request.ts";

export const handler = define.handlers({
  GET: ({ state: { door } }) => Response.json({ tokens: door.people.list }),
  /** The answer holds what is typed from now on; it is told only here. */
  async POST({ req, state: { door } }) {
    const wish = await readBody(req, TokenWish);
    const token = await door.people.create(wish);
    return Response.json({ ...wish, token }, { status: 201 });
  },
});
