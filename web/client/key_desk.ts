import { generalKeys } from "./general_keys.ts";
import { isTyped, nameOf, plainKeys } from "./key_names.ts";

/** One shortcut: its keys, and what they do. */
export interface Shortcut {
  /** `j`, `Shift+x`, `g d` (one after the other), `Mod+k` (Ctrl or ⌘), `Delete`. */
  readonly keys: string;
  /** What it does, as the list of shortcuts says it. */
  readonly does: string;
  readonly run: (event: KeyboardEvent) => void;
  /** Whether it also works while a person types into a field. */
  readonly inFields?: boolean;
}

/** Shortcuts that stand together in the list. */
export interface ShortcutGroup {
  readonly group: string;
  readonly shortcuts: readonly Shortcut[];
}

/** What decides, beside the keys, whether a shortcut works now. */
export interface Surroundings {
  /** All shortcuts that stand, in the order in which they came. */
  groups(): readonly ShortcutGroup[];
  /** Whether a person wants shortcuts of one typed sign. */
  areSingleKeysOn(): boolean;
  /** The group of the dialog in front, `""` where it has none; else `null`. */
  dialogGroup(event: KeyboardEvent): string | null;
}

/** The second key of two has to come within this time. */
const SEQUENCE_MS = 1_500;
/** Held down, these go on; holding `r` must not restart a task many times. */
const WALKING = /^(Shift\+)?([jkn]|Arrow\w+|Page\w+)$/;

/** A desk that knows the general shortcuts, too; a page's own come first. */
export function deskOf(around: Surroundings): KeyDesk {
  const general = generalKeys();
  return new KeyDesk({
    ...around,
    groups: () => [...general, ...around.groups()],
  });
}

/** Finds what a key stands for, and knows which one was pressed before. */
export class KeyDesk {
  readonly #around: Surroundings;
  #begun: { readonly name: string; readonly atMs: number } | null = null;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Runs what the key, or it and the one before, stand for. */
  press(event: KeyboardEvent): void {
    const name = nameOf(event);
    if (name === null || isOwnKey(event.target, name)) return;
    const first = this.#firstKey(event.timeStamp);
    const wanted = first === null ? name : `${first} ${name}`;
    const open = this.#open(event);
    const found = open.findLast(({ keys }) => plainKeys(keys) === wanted);
    if (found !== undefined) {
      event.preventDefault();
      if (!event.repeat || WALKING.test(wanted)) found.run(event);
    } else if (
      first === null && open.some(({ keys }) => keys.startsWith(`${name} `))
    ) this.#begun = { name, atMs: event.timeStamp };
  }

  /** The key that began a pair; a second one that fits nothing ends it, too. */
  #firstKey(nowMs: number): string | null {
    const begun = this.#begun;
    this.#begun = null;
    return begun !== null && nowMs - begun.atMs <= SEQUENCE_MS
      ? begun.name
      : null;
  }

  #open(event: KeyboardEvent): readonly Shortcut[] {
    const inField = isField(event.target);
    const dialog = this.#around.dialogGroup(event);
    const areTyped = this.#around.areSingleKeysOn();
    return this.#around.groups()
      .filter(({ group }) => dialog === null || dialog === group)
      .flatMap(({ shortcuts }) => shortcuts)
      .filter(({ keys, inFields = false }) =>
        (!inField || inFields) && (areTyped || !isTyped(keys))
      );
  }
}

/** Inputs that take no text: a letter means nothing to them. */
const NO_TEXT = /^(checkbox|radio|range|button|submit|reset|file|color|image)$/;

function isField(target: EventTarget | null): boolean {
  const { tagName, type, isContentEditable } = (target ?? {}) as Partial<
    HTMLInputElement
  >;
  if (tagName === "INPUT") return !NO_TEXT.test(type ?? "");
  return tagName === "TEXTAREA" || tagName === "SELECT" ||
    isContentEditable === true;
}

/** Tells whether a control itself does something with a key. */
function isOwnKey(target: EventTarget | null, name: string): boolean {
  const { tagName = "", type = "" } = (target ?? {}) as Partial<
    HTMLInputElement
  >;
  if (/^(Enter|Space)$/.test(name)) {
    return /^(A|BUTTON|SUMMARY|INPUT)$/.test(tagName);
  }
  return tagName === "INPUT" && /^(radio|range)$/.test(type) &&
    /^(Arrow\w+|Home|End|Page\w+)$/.test(name);
}
