import { page } from "fresh";
import { Notice } from "../components/frame/Notice.tsx";
import { Empty } from "../components/parts/Empty.tsx";
import { NewToken, type TokenForm } from "../components/people/NewToken.tsx";
import { type Person, PersonItem } from "../components/people/PersonItem.tsx";
import { readFields } from "../web/body.ts";
import { actOnPeople } from "../web/pages/people_form.ts";
import { seeDone } from "../web/pages/task_forms.ts";
import { ROLE_WORDS } from "../web/people/rights.ts";
import { define, type State } from "../web/state.ts";

interface PeopleData {
  readonly people: readonly Person[];
  readonly nowMs: number;
  /** A token that was made just now: shown here, and never again. */
  readonly made: { readonly name: string; readonly token: string } | null;
  readonly form: TokenForm;
  readonly problem: string | null;
}

const BLANK: TokenForm = { name: "", role: "user", maxGpus: "", maxQueued: "" };

export const handler = define.handlers<PeopleData>({
  GET: async ({ state }) => page(await dataOf(state)),

  /** A made token is told in the answer itself: an address would keep it. */
  async POST({ req, state }) {
    const fields = await readFields(req);
    const { acted, token } = await actOnPeople(state, fields);
    if (acted.kind === "refused") {
      const form = typedIn(fields);
      const data = await dataOf(state, { form, problem: acted.message });
      return page(data, { status: acted.status });
    }
    if (token === null) return seeDone("/people", acted);
    const made = { name: acted.name, token };
    return page(await dataOf(state, { made }), { status: 201 });
  },
});

/** Who has a token of their own: complete without a script, for it has none. */
export default define.page<typeof handler>(({ data, state }) => (
  <div class="stack">
    {data.made !== null && (
      <Notice kind="good">
        <b>Token of {data.made.name}</b>, shown only now:{" "}
        <code class="mono wrap">{data.made.token}</code>
      </Notice>
    )}
    <section class="p" aria-label="Tokens">
      {data.people.length === 0
        ? (
          <Empty fact="No named token">
            <p>
              All use the server's own. With a token each, tasks bear names, and
              one can be revoked without the others.
            </p>
          </Empty>
        )
        : (
          <ol>
            {data.people.map((person) => (
              <PersonItem
                key={person.name}
                person={person}
                nowMs={data.nowMs}
                isOwn={person.name === state.caller.name}
              />
            ))}
          </ol>
        )}
      <NewToken form={data.form} roles={ROLE_WORDS} problem={data.problem} />
    </section>
    <p class="help">
      The server's own token, in the file{" "}
      <span class="mono s">ant_token</span>, is always an admin's.
    </p>
  </div>
));

async function dataOf(
  { scheduler, door }: State,
  more: Partial<Pick<PeopleData, "made" | "form" | "problem">> = {},
): Promise<PeopleData> {
  const { nowMs } = await scheduler.board();
  const people = door.people.list;
  return { people, nowMs, made: null, form: BLANK, problem: null, ...more };
}

function typedIn(fields: FormData): TokenForm {
  const of = (name: keyof TokenForm) => String(fields.get(name) ?? BLANK[name]);
  return {
    name: of("name"),
    role: of("role"),
    maxGpus: of("maxGpus"),
    maxQueued: of("maxQueued"),
  };
}
