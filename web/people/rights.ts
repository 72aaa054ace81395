import type { Caller, Role } from "./caller.ts";

/**
 * What a request takes: `read` looks; `work` submits, and changes what the
 * caller has submitted (see `asCaller`); `approve` lets an agent's tasks start;
 * `admin` changes what is everyone's.
 */
export type Right = "read" | "work" | "approve" | "admin";

/** What each role may. */
const RIGHTS: Readonly<Record<Role, readonly Right[]>> = {
  viewer: ["read"],
  agent: ["read", "work"],
  user: ["read", "work", "approve"],
  admin: ["read", "work", "approve", "admin"],
};

/** The same in words, for who gives a role. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  viewer: "looks, and changes nothing",
  agent: "works on its own tasks, within bounds",
  user: "works on tasks of their own",
  admin: "does everything",
};

/** Tells whether a role has a right. */
export function mayDo({ role }: Pick<Caller, "role">, right: Right): boolean {
  return RIGHTS[role].includes(right);
}
