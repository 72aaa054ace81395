import { signal } from "@preact/signals";

/** A question before something that can not be undone. */
export interface Question {
  readonly title: string;
  readonly text: string;
  /** What the button that does it says. */
  readonly act: string;
  /** What the button that does not says: what it keeps. */
  readonly keep: string;
  readonly answer: (yes: boolean) => void;
}

/** The question being asked; `null` when there is none. */
export const question = signal<Question | null>(null);

/** Asks, and resolves with whether to go on. */
export function confirm(asked: Omit<Question, "answer">): Promise<boolean> {
  question.peek()?.answer(false);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  question.value = {
    ...asked,
    answer: (yes) => {
      question.value = null;
      resolve(yes);
    },
  };
  return promise;
}
