import { type ComponentChildren, h, hydrate, type RefObject } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { isPointerEnd, repeatAll } from "./repeat.ts";
import { sayFailed } from "./toasts.ts";

/** A part of a page that stays as the server drew it for a while. */
export interface AsleepOptions {
  /** Loads what begins as the server drew it, and lives. */
  readonly load: () => Promise<ComponentChildren>;
  /** Whether only the living part can answer an event. */
  readonly isOurs: (event: Event, root: HTMLElement) => boolean;
  /** Whether a touch anywhere on the page is a sign, too. */
  readonly isWide?: boolean;
}

/** A part that is asleep. */
export interface Asleep {
  /** Goes to the element around what the server drew. */
  readonly root: RefObject<HTMLDivElement>;
  /** Wakes it; again does nothing. */
  readonly wake: () => void;
}

/** What tells that somebody is there. */
const SIGNS = ["pointerover", "focusin", "scroll"];
/** What somebody may do, in the order in which it comes. */
const DEEDS = [
  ...["pointerdown", "pointermove", "pointerup", "pointercancel"],
  ...["click", "keydown", "input", "submit"],
];

/**
 * Wakes a part of a page once somebody comes near. What is done to it until
 * it lives is held back and done again then, in its order.
 */
export function useAsleep(options: AsleepOptions): Asleep {
  const root = useRef<HTMLDivElement>(null);
  const sleeper = useMemo(
    () => new Sleeper(() => root.current!, options),
    [],
  );
  // With the first picture: a click may come before a mere effect.
  useLayoutEffect(() => sleeper.listen(), []);
  return { root, wake: sleeper.wake };
}

class Sleeper {
  readonly #root: () => HTMLElement;
  readonly #options: AsleepOptions;
  readonly #waiting = new AbortController();
  #isWaking = false;
  /** Whether a pointer that was held back is still down. */
  #isDown = false;
  #early: Event[] = [];

  constructor(root: () => HTMLElement, options: AsleepOptions) {
    this.#root = root;
    this.#options = options;
  }

  listen(): () => void {
    const { signal } = this.#waiting;
    const capture = { signal, capture: true };
    for (const sign of SIGNS) addEventListener(sign, this.#onSign, capture);
    for (const deed of DEEDS) addEventListener(deed, this.#onDeed, capture);
    return () => this.#waiting.abort();
  }

  readonly wake = () => void this.#wake();

  async #wake(): Promise<void> {
    if (this.#isWaking) return;
    this.#isWaking = true;
    try {
      const living = await this.#options.load();
      const typed = typedBy(this.#early);
      const onSettled = () => {
        this.#waiting.abort();
        repeatAll(this.#early);
      };
      hydrate(h(Settling, { onSettled, children: living }), this.#root());
      for (const [field, text] of typed) field.value = text;
    } catch (error) {
      this.#isWaking = false; // The next sign tries anew.
      if (this.#early.length > 0) sayFailed("Not done", error);
      this.#early = [];
    }
  }

  readonly #onSign = ({ target }: Event) => {
    if (this.#options.isWide || this.#contains(target)) this.wake();
  };

  readonly #onDeed = (event: Event) => {
    const isMove = event.type === "pointermove" || isPointerEnd(event);
    const isOurs = isMove
      ? this.#isDown
      : this.#options.isOurs(event, this.#root());
    if (isOurs) {
      event.preventDefault();
      event.stopPropagation();
      this.#early.push(event);
      this.#isDown = !isPointerEnd(event) &&
        (this.#isDown || event.type === "pointerdown");
    }
    if (!isMove) this.#onSign(event);
  };

  #contains(target: EventTarget | null): boolean {
    return target instanceof Node && this.#root().contains(target);
  }
}

interface SettlingProps {
  readonly children: ComponentChildren;
  readonly onSettled: () => void;
}

/**
 * Calls once all in it has run its effects, and so listens to the page, too,
 * and has drawn what those have changed.
 */
function Settling({ children, onSettled }: SettlingProps) {
  useEffect(() => void setTimeout(onSettled), []);
  return children;
}

/** What fields hold by now, which the server drew with something else. */
function typedBy(events: readonly Event[]): Map<HTMLInputElement, string> {
  const fields = events.filter(({ type }) => type === "input")
    .map(({ target }) => target as HTMLInputElement);
  return new Map(fields.map((field) => [field, field.value]));
}
