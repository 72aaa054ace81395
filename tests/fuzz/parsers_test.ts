import { assert } from "@std/assert";
import fc from "fast-check";
import { parseArguments } from "../../config/arguments.ts";
import { parseConfigFile } from "../../config/config_file.ts";
import { StartError } from "../../config/start_error.ts";
import { decodeSnapshot } from "../../scheduler/adapters/decode_snapshot.ts";
import { parseSegment } from "../../scheduler/adapters/event_codec.ts";
import {
  parseAppRow,
  parseGpuRow,
} from "../../scheduler/adapters/parse_smi.ts";
import { diceFrom, SpecError } from "../../scheduler/mod.ts";
import { OPTIONS } from "../../scheduler/model/options/table.ts";
import { previewSubmit } from "../../scheduler/model/submit/parse_submit.ts";
import { readSubmitBody } from "../../scheduler/model/submit/submit_body.ts";
import { NO_OPTIONS } from "../../scheduler/model/task_options.ts";
import { readDotEnv } from "../../scheduler/view/dot_env.ts";
import { readEnvJson } from "../../scheduler/view/env_rows.ts";
import { terminalLines } from "../../scheduler/view/terminal_text.ts";
import { T0 } from "../helpers/builders.ts";
import { anyText } from "./hostile.ts";
import { spoilt } from "./mutations.ts";

const SEED = 20_261_121;
const CASES_EACH = 10_000;
const FIXTURES = new URL("../fixtures/", import.meta.url);
/** The platform says such things of a value that nobody looked at. */
const SURPRISE =
  /Cannot read prop|is not a function|is not iterable|undefined|BigInt|Invalid (array|string) length|call stack/;

/** A reader of text from outside, good texts for it, and how it refuses. */
interface Reader {
  readonly texts: readonly string[];
  readonly read: (text: string) => unknown;
  readonly refuses: readonly (abstract new (...args: never[]) => Error)[];
}

const CONTEXT = {
  defaultGpus: 1,
  maxGpus: 4,
  dice: diceFrom(() => 0.5, () => "00000000-0000-4000-8000-000000000000"),
  nowMs: T0,
  timeZoneOffsetMinutes: 60,
};

const READERS: Readonly<Record<string, Reader>> = {
  "a command": {
    texts: [
      "ant_gpus=2 ant_name='x y' ant_priority=high python train.py --lr 0.1",
      "# sweep\nfor i in 1 2; do \\\n echo $i\ndone\ntrue {sweep lr 0.1 0.01}",
      "ant_id={rand 3}-{n} ant_after=a,b ant_timeout=1h30m sleep {range s 0 9}",
      "ant_retries=3 ant_retry_on=oom,nccl ant_begin=2026-01-31T20:00 true",
    ],
    read: (command) =>
      (["single", "multi"] as const).map((queueMode) =>
        previewSubmit({
          command,
          queueMode,
          taskId: null,
          nGpus: null,
          envar: {},
          tags: [],
          options: {},
          runnerEnvar: {},
        }, CONTEXT)
      ),
    refuses: [],
  },
  "an option": {
    texts: [
      "1h30m",
      "20GiB",
      "0,2",
      "h100,a100",
      "USR1@5m",
      "+3h",
      "high",
      "@~2",
    ],
    read: (text) =>
      OPTIONS.map((row) =>
        row.read(text, NO_OPTIONS, { nowMs: T0, timeZoneOffsetMinutes: 60 })
      ),
    refuses: [],
  },
  "a submission": {
    texts: [
      '{"command": "true", "n_gpus": 1, "envar": {"A": 1}, "tags": ["a"]}',
      '{"queue_mode": "multi", "command": ["a", "b"], "task_id": "x"}',
    ],
    read: (text) => readSubmitBody(json(text)),
    refuses: [SpecError],
  },
  "a recovery file": {
    texts: ["ant_1_1_0", "legacy", "odd_fields"].map((name) =>
      Deno.readTextFileSync(new URL(`recovery/${name}.json`, FIXTURES))
    ),
    read: decodeSnapshot,
    refuses: [SyntaxError, TypeError],
  },
  "a journal": {
    texts: [
      '{"ant":"journal","format":1,"firstSeq":1}\n{"seq":1,"from":1,"events":[]}\n',
    ],
    read: (text) => parseSegment(new TextEncoder().encode(text), 1, true),
    refuses: [TypeError],
  },
  "a config file": {
    texts: [
      Deno.readTextFileSync(new URL("config/ant_1_1_0.json", FIXTURES)),
      Deno.readTextFileSync(
        new URL("../../config/default.json", import.meta.url),
      ),
    ],
    read: (text) => parseConfigFile(text, "config.json"),
    refuses: [StartError],
  },
  "a command line": {
    texts: ["0,1,2,3 --host 127.0.0.1 --http", "--simulate 4 --config x.json"],
    read: (text) => parseArguments(text.split(" ")),
    refuses: [StartError],
  },
  "what nvidia-smi says": {
    texts: ["0, GPU-1, 0:0, 1, 81559, 0, 70.1, 700.00, 31, [N/A], NVIDIA H100"],
    read: (text) => [parseGpuRow(text), parseAppRow(text)],
    refuses: [],
  },
  "variables": {
    texts: ["A=1\nexport B=\"x y\"\n# c\nC='d'", '{"A": "1", "B": null}'],
    read: (text) => [readDotEnv(text), readEnvJson(text)],
    refuses: [],
  },
  "output": {
    texts: ["\x1b[31mred\x1b[0m 10%\r 20%\r\n\x1b[2K\x1b[1Aup\x1b]0;t\x07\b\b"],
    read: (text) => terminalLines(text, 100),
    refuses: [],
  },
};

for (const [what, { texts, read, refuses }] of Object.entries(READERS)) {
  Deno.test(`whatever stands in ${what}, it is read or refused (${CASES_EACH} cases)`, () => {
    const texty = fc.oneof(
      { weight: 9, arbitrary: spoilt(...texts) },
      { weight: 1, arbitrary: anyText },
    );
    fc.assert(
      fc.property(texty, (text) => {
        try {
          read(text);
        } catch (error) {
          const isRefusal = refuses.some((kind) => error instanceof kind);
          assert(isRefusal && !SURPRISE.test(`${error}`), stackOf(error));
        }
      }),
      { seed: SEED, numRuns: CASES_EACH },
    );
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? error.stack ?? error.message : `${error}`;
}
