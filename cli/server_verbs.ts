import type { ListedVerb } from "./verb_list.ts";

/** Verbs for whoever runs a server. */
export const SERVER_VERBS: readonly ListedVerb[] = [
  {
    name: "recover",
    aliases: ["recovery"],
    group: "The machine",
    summary: "brings back what earlier lives left",
    load: () => import("./verbs/machine/recover.ts"),
  },
  {
    name: "doctor",
    aliases: [],
    group: "The machine",
    summary: "looks for what is wrong, and what to do",
    load: () => import("./verbs/machine/doctor.ts"),
  },
  {
    name: "token create",
    aliases: [],
    group: "The server",
    summary: "makes a token for somebody",
    load: () => import("./verbs/server/token_create.ts"),
  },
  {
    name: "token ls",
    aliases: [],
    group: "The server",
    summary: "lists the named tokens",
    load: () => import("./verbs/server/token_ls.ts"),
  },
  {
    name: "token revoke",
    aliases: [],
    group: "The server",
    summary: "ends a token",
    load: () => import("./verbs/server/token_revoke.ts"),
  },
  {
    name: "backup",
    aliases: [],
    group: "The server",
    summary: "saves a server's state to a file",
    load: () => import("./verbs/server/backup.ts"),
  },
  {
    name: "restore",
    aliases: [],
    group: "The server",
    summary: "puts a backup back",
    load: () => import("./verbs/server/restore.ts"),
  },
  {
    name: "install-service",
    aliases: [],
    group: "The server",
    summary: "writes a unit for systemd",
    load: () => import("./verbs/server/write_unit.ts"),
  },
];
