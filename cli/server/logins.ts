import { Failure } from "../failure.ts";
import type { Terminal } from "../output/terminal.ts";
import { userFolder } from "./user_folder.ts";

/** What `ant login` keeps of a server. */
export interface Login {
  readonly token: string;
  /** A certificate in PEM that is trusted for it, where it needs one. */
  readonly certificate?: string;
}

/** All that `ant login` has kept. */
export interface Logins {
  /** The server that was logged in to last. */
  readonly last: string | null;
  readonly servers: Readonly<Record<string, Login>>;
}

const NONE: Logins = { last: null, servers: {} };

/** Reads what was kept. @throws {Failure} for a file that is damaged. */
export async function readLogins(
  where: Pick<Terminal, "env">,
): Promise<Logins> {
  const path = pathOf(where);
  if (path === null) return NONE;
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return NONE;
    throw error;
  }
  try {
    return { ...NONE, ...JSON.parse(text) };
  } catch (cause) {
    const hint = "Remove it, and log in again with ant login.";
    throw new Failure("failed", `Cannot read "${path}"`, { hint, cause });
  }
}

/** Keeps it, readable for its owner alone; returns where. */
export async function writeLogins(
  where: Pick<Terminal, "env">,
  logins: Logins,
): Promise<string> {
  const path = pathOf(where);
  if (path === null) {
    throw new Failure("failed", "Cannot keep a login: HOME is not set");
  }
  await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), {
    recursive: true,
    mode: 0o700,
  });
  const aside = `${path}.new`;
  await Deno.writeTextFile(aside, `${JSON.stringify(logins, null, 2)}\n`, {
    mode: 0o600,
  });
  await Deno.chmod(aside, 0o600);
  await Deno.rename(aside, path);
  return path;
}

function pathOf(where: Pick<Terminal, "env">): string | null {
  const folder = userFolder(where);
  return folder === null ? null : `${folder}/logins.json`;
}
