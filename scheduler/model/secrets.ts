import type { Json } from "./units.ts";

const MASK = "********";

// Matched against a whole part of a name: MONKEY and KEYBOARD hold no part
// "key". The plural "tokens" is missing on purpose: MAX_TOKENS is a count.
const SECRET_PARTS = new Set([
  "auth",
  "authorization",
  "bearer",
  "cookie",
  "credential",
  "credentials",
  "creds",
  "key",
  "keys",
  "pass",
  "pat",
  "pgpass",
  "pwd",
  "secrets",
  "sshpass",
]);

// Long enough to mean the same at the end of a longer part: PGPASSWORD.
const SECRET_ENDING =
  /(?:apikey|token|secret|password|passwd|passphrase|credentials?)$/;

/**
 * Tells whether a variable's name looks as if its value should not be shown.
 *
 * A name is taken apart at `_`, `-`, `.` and where camel case turns. `PWD` and
 * `OLDPWD` alone are the shell's working folders.
 */
export function isSecretName(name: string): boolean {
  if (name === "PWD" || name === "OLDPWD") return false;
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .some((part) => SECRET_PARTS.has(part) || SECRET_ENDING.test(part));
}

/**
 * Replaces values that look secret: by their name, at any depth, and passwords
 * within URLs under any name. What is empty or `null` stays, for it tells
 * nothing.
 */
export function maskEnv(
  env: Readonly<Record<string, Json>>,
): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    Object.entries(env).map(([key, value]) => [key, masked(key, value)]),
  );
}

function masked(key: string, value: Json): Json {
  if (value === null || value === "") return value;
  return isSecretName(key) ? MASK : maskInside(value);
}

function maskInside(value: Json): Json {
  if (typeof value === "string") {
    return value.replace(/(:\/\/[^\s/@:]*:)[^\s/@]+@/g, `$1${MASK}@`);
  }
  if (value === null || typeof value !== "object") return value;
  if (isList(value)) return value.map(maskInside);
  return maskEnv(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
