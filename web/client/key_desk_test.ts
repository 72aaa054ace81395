import { assertEquals } from "@std/assert";
import { KeyDesk, type Shortcut } from "./key_desk.ts";

interface Pressed extends Partial<Omit<KeyboardEvent, "target">> {
  readonly key: string;
  readonly target?: unknown;
  readonly altGraph?: boolean;
}

function aPress({ altGraph = false, ...press }: Pressed) {
  const event = {
    code: "",
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    repeat: false,
    isComposing: false,
    timeStamp: 0,
    target: null,
    defaultPrevented: false,
    getModifierState: () => altGraph,
    preventDefault: () => event.defaultPrevented = true,
    ...press,
  };
  return event as unknown as KeyboardEvent;
}

/** A desk, and what ran on it. */
function aDesk(...keys: (string | Partial<Shortcut>)[]) {
  const ran: string[] = [];
  const shortcuts = keys.map((one) => {
    const given = typeof one === "string" ? { keys: one } : one;
    const run = () => void ran.push(given.keys!);
    return { does: "", run, ...given } as Shortcut;
  });
  const around = {
    single: true,
    dialog: null as string | null,
    groups: [{ group: "Here", shortcuts }],
  };
  const desk = new KeyDesk({
    groups: () => around.groups,
    areSingleKeysOn: () => around.single,
    dialogGroup: () => around.dialog,
  });
  const press = (one: Pressed) => {
    const event = aPress(one);
    desk.press(event);
    return event;
  };
  return { around, ran, press };
}

/** A group of one shortcut, which says that it ran. */
function aGroup(group: string, keys: string, run: () => void) {
  return { group, shortcuts: [{ keys, does: "", run }] };
}

const aField = { tagName: "INPUT", type: "text" };

Deno.test("KeyDesk runs a shortcut for its key alone", () => {
  const { press, ran } = aDesk("j", "Delete");

  const hit = press({ key: "j" });
  press({ key: "j", shiftKey: true });
  press({ key: "j", ctrlKey: true });
  press({ key: "j", altKey: true });
  const missed = press({ key: "x" });
  press({ key: "Delete" });

  assertEquals(ran, ["j", "Delete"]);
  assertEquals([hit.defaultPrevented, missed.defaultPrevented], [true, false]);
});

Deno.test("KeyDesk takes Ctrl or ⌘ for Mod", () => {
  const { press, ran } = aDesk("Mod+k", "k");

  press({ key: "k", ctrlKey: true });
  press({ key: "k", metaKey: true });
  press({ key: "K", ctrlKey: true, shiftKey: true });

  assertEquals(ran, ["Mod+k", "Mod+k"]);
});

Deno.test("KeyDesk tells n from N and x from Shift+x, Caps Lock or not", () => {
  const { press, ran } = aDesk("n", "N", "x", "Shift+x");

  press({ key: "n" });
  press({ key: "N", shiftKey: true });
  press({ key: "N" });
  press({ key: "X", shiftKey: true });
  press({ key: "x", shiftKey: true });

  assertEquals(ran, ["n", "N", "n", "Shift+x", "Shift+x"]);
});

Deno.test("KeyDesk reads the sign that a layout makes of a key", () => {
  const { press, ran } = aDesk("?", "/", ".", "j", "Mod+k");

  press({ key: "?", shiftKey: true, code: "Slash" });
  press({ key: "/", shiftKey: true, code: "Digit7" });
  press({ key: "/", ctrlKey: true, altKey: true, altGraph: true });
  press({ key: "j", code: "KeyC" });
  press({ key: "о", code: "KeyJ" });
  press({ key: "л", code: "KeyK", ctrlKey: true });

  assertEquals(ran, ["?", "/", "/", "j", "j", "Mod+k"]);
});

Deno.test("KeyDesk waits for the second key of two, for a while", () => {
  const { press, ran } = aDesk("g d", "d");

  press({ key: "g", timeStamp: 100 });
  press({ key: "Shift", timeStamp: 150 });
  press({ key: "d", timeStamp: 900 });
  press({ key: "d", timeStamp: 950 });
  press({ key: "g", timeStamp: 1_000 });
  press({ key: "d", timeStamp: 9_000 });

  assertEquals(ran, ["g d", "d", "d"]);
});

Deno.test("KeyDesk lets a second key that fits nothing do nothing", () => {
  const { press, ran } = aDesk("g d", "r");

  press({ key: "g" });
  press({ key: "r" });
  press({ key: "r" });

  assertEquals(ran, ["r"]);
});

Deno.test("KeyDesk leaves fields alone, save for what works in them", () => {
  const { press, ran } = aDesk("j", "Mod+a", {
    keys: "Mod+k",
    inFields: true,
  });

  for (
    const target of [
      aField,
      { tagName: "TEXTAREA" },
      { tagName: "SELECT" },
      { tagName: "DIV", isContentEditable: true },
    ]
  ) {
    press({ key: "j", target });
    press({ key: "a", ctrlKey: true, target });
    press({ key: "k", ctrlKey: true, target });
  }
  press({ key: "j", target: { tagName: "INPUT", type: "checkbox" } });

  assertEquals(ran, ["Mod+k", "Mod+k", "Mod+k", "Mod+k", "j"]);
});

Deno.test("KeyDesk leaves a control the keys that it uses itself", () => {
  const { press, ran } = aDesk("Enter", "ArrowDown");

  press({ key: "Enter", target: { tagName: "BUTTON" } });
  press({ key: "Enter", target: { tagName: "LI" } });
  press({ key: "ArrowDown", target: { tagName: "INPUT", type: "range" } });
  press({ key: "ArrowDown" });

  assertEquals(ran, ["Enter", "ArrowDown"]);
});

Deno.test("KeyDesk is still behind a dialog, save for the dialog's own", () => {
  const { around, press, ran } = aDesk("j", "Mod+k");
  around.groups.push(aGroup("Restore", "j", () => ran.push("in it")));

  around.dialog = "";
  press({ key: "j" });
  press({ key: "k", ctrlKey: true });
  around.dialog = "Restore";
  press({ key: "j" });
  press({ key: "k", ctrlKey: true });

  assertEquals(ran, ["in it"]);
});

Deno.test("KeyDesk keeps what is not typed when single keys are off", () => {
  const { around, press, ran } = aDesk("j", "N", "?", "g d", "Mod+k", "Delete");
  around.single = false;

  for (const key of ["j", "N", "?", "g", "d", "Delete"]) press({ key });
  press({ key: "k", ctrlKey: true });

  assertEquals(ran, ["Delete", "Mod+k"]);
});

Deno.test("KeyDesk lets the later of two work, while it stands", () => {
  const { around, press, ran } = aDesk("j");
  around.groups.push(aGroup("Page", "j", () => ran.push("later")));

  press({ key: "j" });
  around.groups.pop();
  press({ key: "j" });
  around.groups.pop();
  press({ key: "j" });

  assertEquals(ran, ["later", "j"]);
});

Deno.test("KeyDesk runs a held key again only where it walks", () => {
  const { press, ran } = aDesk("j", "r");

  press({ key: "j", repeat: true });
  const held = press({ key: "r", repeat: true });

  assertEquals(ran, ["j"]);
  assertEquals(held.defaultPrevented, true);
});
