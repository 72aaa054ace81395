import type { ComponentChildren } from "preact";
import { fileSize, grouped } from "../../scheduler/view/words.ts";
import { Icon } from "../parts/Icon.tsx";

/** What {@linkcode LogHits} is given. */
export interface LogHitsProps {
  /** Which of the hits is looked at, from 0. */
  readonly at: number | null;
  readonly count: number;
  readonly size: number;
  readonly readBytes: number;
  readonly isOver: boolean;
  readonly problem: string | null;
  readonly onGo: (step: 1 | -1) => void;
  readonly onCancel: () => void;
}

/** How far a search has come, and the ways from hit to hit. */
export function LogHits(props: LogHitsProps) {
  const { isOver, count, onGo, onCancel } = props;
  return (
    <>
      <span class="hits" role="status">{hitWords(props)}</span>
      {!isOver && (
        <button type="button" class="b sm" onClick={onCancel}>Cancel</button>
      )}
      {count > 0 && (
        <>
          <button
            type="button"
            class="b sm ic"
            aria-label="Previous hit"
            title="Previous hit (Shift Enter)"
            onClick={() => onGo(-1)}
          >
            <Icon name="chev" extra="turned" />
          </button>
          <button
            type="button"
            class="b sm ic"
            aria-label="Next hit"
            title="Next hit (Enter)"
            onClick={() => onGo(1)}
          >
            <Icon name="chev" />
          </button>
        </>
      )}
    </>
  );
}

function hitWords(props: LogHitsProps): ComponentChildren {
  const { at, count, size, readBytes, isOver, problem } = props;
  const hits = count === 1 ? "hit" : "hits";
  if (!isOver) {
    const percent = Math.floor(100 * readBytes / Math.max(1, size));
    return `${grouped(count)} ${hits} so far, ${percent} % read`;
  }
  if (problem === "canceled") {
    return `${grouped(count)} ${hits}, search canceled`;
  }
  if (problem !== null) return problem;
  if (count === 0) return `No hit in ${fileSize(size)}`;
  return (
    <>
      {at !== null && (
        <>
          <b>{grouped(at + 1)}</b> of{" "}
        </>
      )}
      <b>{grouped(count)}</b> {at === null && `${hits} `}
      <span class="only-l">in {fileSize(size)}</span>
    </>
  );
}
