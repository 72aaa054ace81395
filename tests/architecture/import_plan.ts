import type { Import } from "./imports.ts";

/** One room and what its modules may import beside each other. */
export interface Room {
  /** A folder, or one file of it; the longest match is a file's room. */
  readonly name: string;
  /** Folders and files; `types of x` where no value may cross. */
  readonly mayImport: readonly string[];
  /** May use packages and Deno's or Node's own modules. */
  readonly packages: boolean;
}

/** The walk never turns back. The table in ARCHITECTURE.md says the same. */
export const IMPORT_PLAN: readonly Room[] = [
  { name: "scheduler/model", mayImport: [], packages: false },
  {
    name: "scheduler/policy",
    mayImport: ["scheduler/model"],
    packages: false,
  },
  { name: "scheduler/core", mayImport: ["scheduler/model"], packages: false },
  { name: "scheduler/view", mayImport: ["scheduler/model"], packages: false },
  {
    name: "scheduler/ports.ts",
    mayImport: ["scheduler/model", "types of scheduler/core"],
    packages: false,
  },
  {
    name: "scheduler",
    mayImport: [
      "scheduler/model",
      "scheduler/policy",
      "scheduler/core",
      "scheduler/view",
      "scheduler/ports.ts",
    ],
    packages: false,
  },
  {
    name: "scheduler/adapters",
    mayImport: [
      "scheduler/model",
      "types of scheduler/core",
      "scheduler/ports.ts",
      "root.ts",
    ],
    packages: true,
  },
  { name: "config", mayImport: [], packages: true },
  { name: "fresh", mayImport: [], packages: true },
  {
    name: "web",
    mayImport: [
      "scheduler/mod.ts",
      "fresh",
      "config",
      "root.ts",
      "types of backup",
    ],
    packages: true,
  },
  {
    name: "web/client",
    mayImport: ["scheduler/view"],
    packages: true,
  },
  { name: "components", mayImport: ["scheduler/view"], packages: true },
  {
    name: "islands",
    mayImport: [
      "components",
      "scheduler/view",
      "scheduler/model/submit",
      "fresh/runtime.ts",
      "web/client",
    ],
    packages: true,
  },
  {
    name: "mcp",
    mayImport: [
      "scheduler/mod.ts",
      "web/v1/request",
      "types of web/v1/openapi",
    ],
    packages: true,
  },
  {
    name: "routes",
    mayImport: [
      "scheduler/mod.ts",
      "web",
      "mcp",
      "components",
      "islands",
      "fresh",
    ],
    packages: true,
  },
  {
    name: "app.ts",
    mayImport: ["scheduler/mod.ts", "web", "routes", "fresh", "config"],
    packages: true,
  },
  {
    name: "cli",
    mayImport: [
      "scheduler/view",
      "scheduler/model/options",
      "scheduler/model/submit",
      "config/runtime_dir.ts",
      "mcp",
      "root.ts",
      "systemd",
      "backup",
    ],
    packages: true,
  },
  { name: "cli/main.ts", mayImport: ["anything but tests"], packages: true },
  {
    name: "boot",
    mayImport: [
      "config",
      "scheduler",
      "web",
      "app.ts",
      "dev.ts",
      "root.ts",
      "systemd",
      "backup",
    ],
    packages: true,
  },
  { name: "backup", mayImport: ["scheduler"], packages: true },
  { name: "systemd", mayImport: ["root.ts"], packages: true },
  { name: "root.ts", mayImport: [], packages: false },
  { name: "packaging", mayImport: ["anything but tests"], packages: true },
  { name: "main.ts", mayImport: ["anything but tests"], packages: true },
  { name: "dev.ts", mayImport: ["anything but tests"], packages: true },
];

/** The room a file stands in; `null` for one that the plan forgot. */
export function roomOf(path: string): Room | null {
  return IMPORT_PLAN
    .filter(({ name }) => isWithin(path, name))
    .sort((a, b) => b.name.length - a.name.length)[0] ?? null;
}

/** Why a room may not have this import; `null` when it may. */
export function objection(room: Room, to: Import): string | null {
  if (to.path === null) {
    return room.packages ? null : "this room uses no packages";
  }
  if (/^std\//.test(to.path)) {
    return room.packages ? null : "this room uses no packages";
  }
  if (/^(tests|bench)\//.test(to.path)) return "the product knows no tests";
  if (/^fresh\//.test(to.path) && /^\./.test(to.specifier)) {
    if (room.name !== "fresh") return 'its name is "fresh", not a path';
  }
  if (roomOf(to.path) === room) return null;
  if (room.mayImport.includes("anything but tests")) return null;
  const open = room.mayImport.some((allowed) =>
    isWithin(to.path!, allowed.replace(/^types of /, "")) &&
    (to.typesOnly || !allowed.startsWith("types of "))
  );
  return open ? null : `"${room.name}" may not import it`;
}

function isWithin(path: string, name: string): boolean {
  return path === name || path.startsWith(`${name}/`) ||
    path.startsWith(`${name}.`) || path.startsWith(`${name}_`);
}
