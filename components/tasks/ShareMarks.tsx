import type { sharesOf } from "../../scheduler/view/share_use.ts";
import { isAboveShare, shareWords } from "../../scheduler/view/share_words.ts";

/** What {@linkcode ShareMarks} is given. */
export interface ShareMarksProps {
  readonly shares: ReturnType<typeof sharesOf>;
}

/** What a task uses of each GPU that it shares; too much stands out. */
export function ShareMarks({ shares }: ShareMarksProps) {
  if (shares.length === 0) return null;
  return (
    <span class="marks">
      {shares.map(([gpu, use]) => (
        <span key={gpu} class={isAboveShare(use) ? "mark above" : "mark"}>
          {shareWords(gpu, use)}
        </span>
      ))}
    </span>
  );
}
