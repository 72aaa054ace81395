import { constants } from "node:os";

const SYMBOLS = {
  posix_spawnp: {
    parameters: ["buffer", "buffer", "buffer", "buffer", "buffer", "buffer"],
    result: "i32",
    nonblocking: true,
  },
  posix_spawnattr_init: { parameters: ["buffer"], result: "i32" },
  posix_spawnattr_setflags: { parameters: ["buffer", "i16"], result: "i32" },
  posix_spawnattr_setsigdefault: {
    parameters: ["buffer", "buffer"],
    result: "i32",
  },
  posix_spawn_file_actions_init: { parameters: ["buffer"], result: "i32" },
  posix_spawn_file_actions_addopen: {
    parameters: ["buffer", "i32", "buffer", "i32", "u32"],
    result: "i32",
  },
  posix_spawn_file_actions_addchdir_np: {
    parameters: ["buffer", "buffer"],
    result: "i32",
  },
  posix_spawn_file_actions_destroy: { parameters: ["buffer"], result: "i32" },
  open: { parameters: ["buffer", "i32"], result: "i32" },
  write: {
    parameters: ["i32", "buffer", "usize"],
    result: "isize",
    nonblocking: true,
  },
  close: { parameters: ["i32"], result: "i32" },
  fallocate: {
    parameters: ["i32", "i32", "i64", "i64"],
    result: "i32",
    nonblocking: true,
  },
  waitpid: { parameters: ["i32", "buffer", "i32"], result: "i32" },
  prctl: {
    parameters: ["i32", "usize", "usize", "usize", "usize"],
    result: "i32",
  },
} as const satisfies Deno.ForeignLibraryInterface;

/** The functions of the system's C library that Deno has no words for. */
export type CLibrary = Deno.DynamicLibrary<typeof SYMBOLS>;

/** Opens it; `null` where there is another one, or one before 2.29. */
export function openCLibrary(): CLibrary | null {
  for (const name of ["libc.so.6", "libc.so"]) {
    try {
      return Deno.dlopen(name, SYMBOLS);
    } catch {
      // The next, or none.
    }
  }
  return null;
}

/** Texts as C's `char *const []`, ended by NULL; all in one piece of memory. */
export class CStrings {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly pointers: BigUint64Array<ArrayBuffer>;

  constructor(texts: readonly string[]) {
    this.bytes = cString(texts);
    this.pointers = new BigUint64Array(texts.length + 1);
    const pointer = Deno.UnsafePointer.of(this.bytes);
    const base = Deno.UnsafePointer.value(pointer);
    let start = 0;
    for (let place = 0; place < texts.length; place++) {
      this.pointers[place] = base + BigInt(start);
      start = this.bytes.indexOf(0, start) + 1;
    }
  }

  /** Keeps the texts from being collected until here. */
  hold(): void {
    void this.bytes.length;
  }
}

/**
 * Texts as C's `char[]`, each ended by NUL.
 *
 * @throws {Error} EINVAL, for a NUL within one.
 */
export function cString(texts: readonly string[]): Uint8Array<ArrayBuffer> {
  if (texts.some((text) => text.includes("\0"))) {
    throw systemError(constants.errno.EINVAL);
  }
  return encoder.encode(`${texts.join("\0")}\0`);
}

/** An error with the system's `code`, such as ENOENT. */
export function systemError(errno: number): Error {
  const code = Object.entries(constants.errno)
    .find(([, number]) => number === errno)?.[0] ?? `error ${errno}`;
  const message = `the system would not start it (${code})`;
  return Object.assign(new Error(message), { code });
}

const encoder = new TextEncoder();
