import { Failure, usage } from "../failure.ts";
import type { Api } from "../server/api.ts";
import type { Spot } from "../files/located.ts";
import { askDryRun, type DryRun } from "./dry_run.ts";
import { OPTION_FIELDS } from "./run_flags.ts";
import { placed, type Spec } from "./spec_file.ts";
import type { Wish } from "./wish.ts";

/**
 * Lets the server read what is about to be queued, so that all it finds wrong
 * is told by line and column of the file.
 *
 * @throws {Failure} with everything that is wrong.
 */
export async function checkSpecs(
  api: Api,
  wishes: readonly Wish[],
  specs: readonly Spec[],
  file: string,
): Promise<void> {
  const { accepted, issues } = await askDryRun(api, wishes);
  const isNever = issues.some(({ code }) => code === "impossible");
  if (accepted || isNever) return; // The queueing itself tells that better.
  throw refusal(issues, specs, file);
}

/**
 * Makes a wish of each task of a file, and tells everything that cannot be
 * meant by line and column.
 *
 * @throws {Failure} with all of it.
 */
export function wishesOf(
  specs: readonly Spec[],
  file: string,
  make: (spec: Spec, place: number) => Wish,
): readonly Wish[] {
  const wrong: string[] = [];
  const wishes = specs.flatMap((spec, place) => {
    try {
      return [make(spec, place)];
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const { message, flag } = error;
      const where = placed(file, spec.spotOf(flag ?? "command"));
      wrong.push(`${where}: ${message}`);
      return [];
    }
  });
  if (wrong.length > 0) throw told(wrong);
  return wishes;
}

function refusal(
  issues: DryRun["issues"],
  specs: readonly Spec[],
  file: string,
): Failure {
  const lines = issues.map(({ message, field }) => {
    const spot = spotOf(field ?? "", specs);
    return `${spot === null ? file : placed(file, spot)}: ${message}`;
  });
  return told([...new Set(lines)]);
}

function told([first, ...others]: readonly string[]): Failure {
  return usage(first!, others.length === 0 ? undefined : others.join("\n"));
}

/** `[1].options.gpuType` is the `gpu-type` of the second task. */
function spotOf(field: string, specs: readonly Spec[]): Spot | null {
  const [, place = "0", name = ""] = /^(?:\[(\d+)\]\.)?(.*)$/.exec(field) ?? [];
  const spec = specs[Number(place)];
  if (spec === undefined) return null;
  const [head = "", key = ""] = name.split(".");
  if (head === "id") return spec.spotOf("name");
  if (head === "tags") return spec.spotOf("tag");
  if (head !== "options") return spec.spotOf(head);
  const flag = [...OPTION_FIELDS].find(([, one]) => one === key)?.[0];
  return spec.spotOf(flag ?? "command");
}
