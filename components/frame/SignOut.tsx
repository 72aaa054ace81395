import { Icon } from "../parts/Icon.tsx";

/** What {@linkcode SignOut} is given. */
export interface SignOutProps {
  /** Who has signed in; `null` for the server's own token. */
  readonly name: string | null;
  /** Whether only those without a script need it here. */
  readonly isSpare?: boolean;
}

/** The way out: a plain form, which ends the session of this browser. */
export function SignOut({ name, isSpare = false }: SignOutProps) {
  const title = name === null ? "Sign out" : `Sign out ${name}`;
  return (
    <form
      method="post"
      action="logout"
      class={isSpare ? "without-js only-s" : "contents"}
    >
      <button type="submit" class={isSpare ? "b sm" : undefined} title={title}>
        <Icon name="person" />Sign out
      </button>
    </form>
  );
}
