import { dirname } from "node:path";
import type { Disk, DiskFile } from "../../scheduler/adapters/disk.ts";

/** One thing that was asked of the disk, each a place for the power to go. */
export interface DiskOperation {
  readonly kind:
    | "open"
    | "append"
    | "truncate"
    | "sync"
    | "rename"
    | "remove"
    | "syncDir";
  readonly path: string;
}

/** What a power cut leaves of what was not synced. */
export interface Survival {
  /** Bytes: none, a first half, all but a hole at their start, or all. */
  readonly bytes: "lost" | "half" | "holed" | "kept";
  /** Names made, moved and removed: none, the first or last half, or all. */
  readonly names: "lost" | "older" | "newer" | "kept";
}

/** Everything that a power cut can leave. */
export const SURVIVALS: readonly Survival[] =
  (["lost", "half", "holed", "kept"] as const).flatMap((bytes) =>
    (["lost", "older", "newer", "kept"] as const).map((names) => ({
      bytes,
      names,
    }))
  );

interface Content {
  bytes: Uint8Array<ArrayBuffer>;
  durable: Uint8Array<ArrayBuffer>;
}

type Names = Map<string, Content>;

/**
 * A disk in memory that forgets at a power cut what was not synced: bytes
 * without `sync`, names without `syncDir`. Folders are always there.
 */
export class FakeDisk implements Disk {
  readonly operations: DiskOperation[] = [];
  /**
   * Runs before each operation. What it throws is the operation's failure;
   * an `append` that fails has written the first half.
   */
  before: (operation: DiskOperation) => void | Promise<void> = () => {};
  /** After so many operations the power goes, in the middle of the next. */
  operationsLeft = Infinity;
  #now: Names = new Map();
  #durable: Names = new Map();
  /** Changes of names since their folder was synced, in order. */
  #changes: { dir: string; apply: (names: Names) => void }[] = [];

  /** Puts a file there as if it had always been. */
  put(path: string, text: string | Uint8Array): void {
    const bytes = typeof text === "string"
      ? new TextEncoder().encode(text)
      : text.slice();
    const content = { bytes, durable: bytes };
    this.#now.set(path, content);
    this.#durable.set(path, content);
  }

  /** What a file holds now, synced or not; `null` without one. */
  text(path: string): string | null {
    const content = this.#now.get(path);
    return content ? new TextDecoder().decode(content.bytes) : null;
  }

  get paths(): string[] {
    return [...this.#now.keys()].sort();
  }

  /** The disk of the next start. */
  afterPowerCut({ bytes, names }: Survival): FakeDisk {
    const left = new Map(this.#durable);
    const middle = Math.ceil(this.#changes.length / 2);
    const kept = {
      lost: [],
      older: this.#changes.slice(0, middle),
      newer: this.#changes.slice(middle),
      kept: this.#changes,
    }[names];
    for (const { apply } of kept) apply(left);
    const next = new FakeDisk();
    for (const [path, content] of left) next.put(path, survive(content, bytes));
    return next;
  }

  async open(path: string): Promise<DiskFile> {
    await this.#step({ kind: "open", path });
    let content = this.#now.get(path);
    if (content === undefined) {
      content = { bytes: new Uint8Array(), durable: new Uint8Array() };
      const made = content;
      this.#change(dirname(path), (names) => names.set(path, made));
    }
    return this.#file(path, content);
  }

  read(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
    return Promise.resolve(this.#now.get(path)?.bytes.slice() ?? null);
  }

  list(dir: string): Promise<string[]> {
    const names = [...this.#now.keys()]
      .filter((path) => dirname(path) === dir)
      .map((path) => path.slice(dir.length + 1));
    return Promise.resolve(names);
  }

  makeDir(): Promise<void> {
    return Promise.resolve();
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#step({ kind: "rename", path: to });
    const content = this.#now.get(from);
    if (content === undefined) throw new Deno.errors.NotFound(from);
    this.#change(dirname(to), (names) => {
      names.delete(from);
      names.set(to, content);
    });
  }

  async remove(path: string): Promise<void> {
    await this.#step({ kind: "remove", path });
    this.#change(dirname(path), (names) => names.delete(path));
  }

  async syncDir(dir: string): Promise<void> {
    await this.#step({ kind: "syncDir", path: dir });
    const here = this.#changes.filter((change) => change.dir === dir);
    for (const { apply } of here) apply(this.#durable);
    this.#changes = this.#changes.filter((change) => change.dir !== dir);
  }

  #file(path: string, content: Content): DiskFile {
    const file: DiskFile = {
      append: async (bytes) => {
        const taken = bytes.slice();
        const half = join(content.bytes, taken.slice(0, taken.length / 2));
        await this.#step({ kind: "append", path }, () => content.bytes = half);
        content.bytes = join(content.bytes, taken);
      },
      truncate: async (length) => {
        await this.#step({ kind: "truncate", path });
        content.bytes = content.bytes.slice(0, length);
      },
      sync: async () => {
        await this.#step({ kind: "sync", path });
        content.durable = content.bytes;
      },
      save: async (bytes) => {
        try {
          await file.append(bytes);
          await file.sync();
          return true;
        } catch {
          return false; // Of what is wrong it says nothing.
        }
      },
      close: () => {},
    };
    return file;
  }

  async #step(operation: DiskOperation, fail = () => {}): Promise<void> {
    if (this.operationsLeft < 0) throw new Error("The power is gone");
    try {
      await this.before(operation);
      if (--this.operationsLeft < 0) throw new Error("The power went");
    } catch (error) {
      fail();
      throw error;
    }
    this.operations.push(operation);
  }

  #change(dir: string, apply: (names: Names) => void): void {
    apply(this.#now);
    this.#changes.push({ dir, apply });
  }
}

function survive({ bytes, durable }: Content, how: Survival["bytes"]) {
  if (how === "lost") return durable;
  if (how === "kept" || bytes.length <= durable.length) return bytes;
  const fresh = bytes.slice(durable.length);
  const middle = Math.ceil(fresh.length / 2);
  if (how === "half") return join(durable, fresh.slice(0, middle));
  fresh.fill(0, 0, middle); // A block that was never written reads as zeros.
  return join(durable, fresh);
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
