import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** Tells elements when they come near what is seen, and when they leave. */
export interface Nearness {
  /** The height of a row that was not drawn yet. */
  readonly rowHeight: number;
  watch(element: Element, onChange: (isNear: boolean) => void): () => void;
}

/** What {@linkcode RecoveryBlock} is given. */
export interface RecoveryBlockProps {
  readonly rows: number;
  /** Whether it is likely to be seen at once. */
  readonly isFirst: boolean;
  readonly nearness: Nearness;
  /** Asks for what it shows. */
  readonly onWant: () => void;
  readonly draw: () => ComponentChildren;
}

/**
 * Some rows of a list that may be very long: drawn only near what is seen,
 * and as high as they were for the rest of the time.
 */
export function RecoveryBlock(props: RecoveryBlockProps) {
  const { rows, isFirst, nearness, onWant, draw } = props;
  const block = useRef<HTMLDivElement>(null);
  const height = useRef<number | null>(null);
  const [isNear, setNear] = useState(isFirst);
  useEffect(() =>
    nearness.watch(block.current!, (now) => {
      if (!now) height.current = block.current!.offsetHeight;
      setNear(now);
    }), []);
  useEffect(() => {
    if (isNear) onWant();
  });
  return (
    <div
      ref={block}
      style={isNear
        ? undefined
        : { height: `${height.current ?? rows * nearness.rowHeight}px` }}
    >
      {isNear && draw()}
    </div>
  );
}
