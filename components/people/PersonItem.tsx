import { counted } from "../../scheduler/view/words.ts";
import { At } from "../parts/At.tsx";

/** What is told of a named token. */
export interface Person {
  readonly name: string;
  readonly role: string;
  readonly maxGpus: number | null;
  readonly maxQueued: number | null;
  readonly createdAtMs: number;
  readonly lastUsedAtMs: number | null;
}

/** What {@linkcode PersonItem} is given. */
export interface PersonItemProps {
  readonly person: Person;
  readonly nowMs: number;
  /** Whether it is the token of who looks at the page. */
  readonly isOwn: boolean;
}

/** One named token: what it may do, when it was used, and the way to end it. */
export function PersonItem({ person, nowMs, isOwn }: PersonItemProps) {
  const { name, role, maxGpus, maxQueued, createdAtMs, lastUsedAtMs } = person;
  const limits = [
    ...maxGpus === null ? [] : [`${counted(maxGpus, "GPU")} at once`],
    ...maxQueued === null ? [] : [`${counted(maxQueued, "queued task")}`],
  ];
  return (
    <li id={`token-${name}`} class="care">
      <div class="care-head">
        <h2 class="mono wrap">{name}</h2>
        <span class="chip">{role}</span>
        {isOwn && <span class="help">you</span>}
      </div>
      <p class="help">
        {limits.length === 0 ? "No limits" : `Up to ${limits.join(", ")}`}. Made
        {" "}
        <At atMs={createdAtMs} nowMs={nowMs} />,{" "}
        {lastUsedAtMs === null ? "never used" : (
          <>
            last used <At atMs={lastUsedAtMs} nowMs={nowMs} />
          </>
        )}.
      </p>
      <details class="plain">
        <summary>Revoke</summary>
        <form method="post" class="care-acts">
          <input type="hidden" name="name" value={name} />
          <span class="help">
            Whoever uses it is signed out at once. Their tasks go on.
          </span>
          <button class="b sm bad" type="submit" name="action" value="revoke">
            Revoke {name}
          </button>
        </form>
      </details>
    </li>
  );
}
