import { Icon } from "../parts/Icon.tsx";
import { Problem } from "../parts/Problem.tsx";

/** What {@linkcode LoginCard} is given. */
export interface LoginCardProps {
  readonly host: string;
  /** Where to go on; a path of ours. */
  readonly to: string;
  readonly problem: string | null;
}

/** The door: one token opens it. */
export function LoginCard({ host, to, problem }: LoginCardProps) {
  return (
    <main class="login" id="main">
      <div class="card">
        <div class="big">
          <Icon name="brand" extra="huge" />
          <div>
            <b>ANT</b>
            <span>{host}</span>
          </div>
        </div>
        <form class="p" method="post" action="login">
          <h1 class="sr">Sign in to ANT</h1>
          <input type="hidden" name="to" value={to} />
          <div class="f">
            <label for="token">Token</label>
            <input
              class="in mono"
              id="token"
              name="token"
              type="password"
              autocomplete="current-password"
              required
              autofocus
              aria-invalid={problem === null ? undefined : "true"}
              aria-describedby="token-problem token-help"
            />
            {problem !== null && <Problem id="token-problem" text={problem} />}
            <p class="help" id="token-help">
              The server prints a sign-in link when it starts, and keeps the
              token in the file <span class="mono s">ant_token</span>{" "}
              beside its recovery file.
            </p>
          </div>
          <button class="b pri" type="submit">Sign in</button>
        </form>
      </div>
    </main>
  );
}
