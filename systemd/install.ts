import { dirname } from "node:path";
import { type UnitParts, unitText } from "./unit.ts";

/** What an installation depends on. */
export interface Installation extends UnitParts {
  /** `~/.config`, or where `XDG_CONFIG_HOME` says. */
  readonly configHome: string;
}

/** What was written, and what a person types next. */
export interface Installed {
  readonly path: string;
  readonly next: readonly string[];
}

/** Where a unit belongs, systemd.unit(5). */
export function unitPath(
  { scope, configHome }: Pick<Installation, "scope" | "configHome">,
): string {
  return scope === "system"
    ? "/etc/systemd/system/ant.service"
    : `${configHome}/systemd/user/ant.service`;
}

/**
 * Writes the unit; whether it starts is left to the person who asked.
 *
 * @throws {Deno.errors.PermissionDenied} where only root may.
 */
export async function installService(
  parts: Installation,
  path = unitPath(parts),
): Promise<Installed> {
  await Deno.mkdir(dirname(path), { recursive: true });
  await Deno.writeTextFile(path, unitText(parts));
  return { path, next: nextSteps(parts) };
}

function nextSteps({ scope, user }: Installation): readonly string[] {
  const flag = scope === "system" ? "" : " --user";
  return [
    `systemctl${flag} daemon-reload`,
    `systemctl${flag} enable --now ant`,
    ...scope === "system" ? [] : [`loginctl enable-linger ${user}`],
    `journalctl${flag} -u ant -f`,
  ];
}
