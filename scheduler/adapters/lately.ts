/** So many good answers are remembered; beyond, all are forgotten. */
const MAX_ANSWERS = 1000;

/**
 * Remembers for a moment that a check found nothing wrong, so that a thousand
 * tasks in a row ask the disk once. Trouble is never remembered.
 */
export class Lately {
  readonly #lifeMs: number;
  readonly #answers = new Map<
    string,
    { readonly untilMs: number; readonly answer: Promise<string | null> }
  >();

  constructor(lifeMs: number) {
    this.#lifeMs = lifeMs;
  }

  /** What is wrong, in words; `null` when all is well, or was a moment ago. */
  async ask(
    what: string,
    check: () => Promise<string | null>,
  ): Promise<string | null> {
    const nowMs = performance.now();
    const known = this.#answers.get(what);
    if (known !== undefined && nowMs < known.untilMs) return known.answer;
    if (this.#answers.size >= MAX_ANSWERS) this.#answers.clear();
    const answer = check();
    const entry = { untilMs: nowMs + this.#lifeMs, answer };
    this.#answers.set(what, entry);
    const problem = await answer.catch((error) => {
      this.#drop(what, answer);
      throw error;
    });
    if (problem !== null) this.#drop(what, answer);
    return problem;
  }

  /** Has everything checked again. */
  forget(): void {
    this.#answers.clear();
  }

  #drop(what: string, answer: Promise<string | null>): void {
    if (this.#answers.get(what)?.answer === answer) this.#answers.delete(what);
  }
}
