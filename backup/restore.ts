import { realDisk } from "../scheduler/adapters/disk.ts";
import { lockState } from "../scheduler/adapters/state_lock.ts";
import { writeAside } from "../scheduler/adapters/write_aside.ts";
import { readArchive, STATE } from "./archive.ts";

/** What an earlier restore has replaced. */
const PUT_ASIDE = /\.before-restore(-\d+)?$/;

/** Says why a backup was not put back; nothing was changed. */
export class RestoreRefused extends Error {
  override readonly name = "RestoreRefused";
}

/** What was put back. */
export interface RestoredFiles {
  readonly paths: readonly string[];
  readonly madeAtMs: number;
}

/**
 * Puts a backup into the folder of a server that does not run. A folder that
 * has a state already keeps it, unless it is to be replaced: then what was
 * there is moved aside.
 *
 * @throws {RestoreRefused | StateError} where that cannot be.
 */
export async function restoreBackup(
  text: string,
  folder: string,
  replace: boolean,
): Promise<RestoredFiles> {
  const { files, madeAtMs } = archiveOf(text);
  using _lock = await lockState(`${folder}/${STATE}`); // Nobody runs there.
  const names = await realDisk.list(folder);
  const old = names
    .filter((name) => name in files || name.startsWith(`${STATE}.journal.`))
    .filter((name) => !PUT_ASIDE.test(name));
  if (old.length > 0 && !replace) {
    throw new RestoreRefused(
      `Cannot restore into "${folder}": it holds ${old.join(", ")}`,
    );
  }
  for (const name of old) {
    await realDisk.rename(`${folder}/${name}`, asideOf(name, folder, names));
  }
  const paths: string[] = [];
  for (const [name, content] of Object.entries(files)) {
    if (content === undefined) continue;
    await writeAside(`${folder}/${name}`, content);
    paths.push(`${folder}/${name}`);
  }
  return { paths, madeAtMs };
}

/** What an earlier restore put aside stays, too. */
function asideOf(
  name: string,
  folder: string,
  names: readonly string[],
): string {
  const first = `${name}.before-restore`;
  let aside = first;
  for (let nth = 2; names.includes(aside); nth++) aside = `${first}-${nth}`;
  return `${folder}/${aside}`;
}

function archiveOf(text: string) {
  try {
    return readArchive(text);
  } catch (cause) {
    throw new RestoreRefused(
      `Cannot read the backup: ${(cause as Error).message}`,
      { cause },
    );
  }
}
