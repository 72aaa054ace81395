import { Problem } from "../parts/Problem.tsx";

/** What a form for a token holds, as it was typed. */
export interface TokenForm {
  readonly name: string;
  readonly role: string;
  readonly maxGpus: string;
  readonly maxQueued: string;
}

/** What {@linkcode NewToken} is given. */
export interface NewTokenProps {
  readonly form: TokenForm;
  /** Roles, and what each may do. */
  readonly roles: Readonly<Record<string, string>>;
  readonly problem: string | null;
}

/** The form that makes a named token. */
export function NewToken({ form, roles, problem }: NewTokenProps) {
  return (
    <form method="post" class="care" aria-label="New token">
      <div class="care-head">
        <h2>New token</h2>
      </div>
      {problem !== null && <Problem id="token-problem" text={problem} />}
      <div class="care-form">
        <div class="f">
          <label for="token-name">Name</label>
          <input
            class="in"
            id="token-name"
            name="name"
            required
            maxLength={32}
            pattern="[A-Za-z][\w.\-]*"
            title="A letter, then letters, digits, - _ and ."
            placeholder="such as alice"
            value={form.name}
            aria-describedby={problem === null ? undefined : "token-problem"}
          />
        </div>
        <div class="f">
          <label for="token-role">Role</label>
          <select class="in" id="token-role" name="role">
            {Object.keys(roles).map((role) => (
              <option key={role} value={role} selected={role === form.role}>
                {role}
              </option>
            ))}
          </select>
        </div>
        <Limit name="maxGpus" label="GPUs at once" value={form.maxGpus} />
        <Limit name="maxQueued" label="Queued tasks" value={form.maxQueued} />
        <button class="b pri" type="submit" name="action" value="create">
          Make token
        </button>
      </div>
      <p class="help">
        {Object.entries(roles).map(([role, may]) => (
          <span key={role}>
            <b>{role}</b> {may}.{" "}
          </span>
        ))}
      </p>
    </form>
  );
}

interface LimitProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
}

function Limit({ name, label, value }: LimitProps) {
  return (
    <div class="f">
      <label for={`token-${name}`}>{label}</label>
      <input
        class="in"
        id={`token-${name}`}
        name={name}
        type="number"
        min={0}
        placeholder="no limit"
        value={value}
      />
    </div>
  );
}
