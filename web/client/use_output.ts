import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import {
  type TerminalLine,
  TerminalText,
} from "../../scheduler/view/terminal_text.ts";
import { followOutput } from "./output_stream.ts";

/** The end of a log as the server rendered it. */
export interface OutputStart {
  readonly lines: readonly TerminalLine[];
  /** How long the log was then. */
  readonly endByte: number;
}

/** What a terminal shows. */
export interface OutputView {
  readonly lines: readonly TerminalLine[];
  /** How many lines came since the page was opened. */
  readonly written: number;
}

/** Bytes read back for each line that is wanted, at a guess. */
const BYTES_A_LINE = 160;
const LEAST_BYTES = 16 * 1024;
const MOST_BYTES = 512 * 1024;
/** A slider sends many values on its way. */
const SETTLE_MS = 200;

/** The last lines of a task's log, kept fresh while `isLive`. */
export function useOutput(
  id: string,
  start: OutputStart,
  maxLines: number,
  isLive: boolean,
): ReadonlySignal<OutputView> {
  const view = useSignal<OutputView>({ lines: start.lines, written: 0 });
  useEffect(() => {
    if (!isLive) return;
    let stop = () => {};
    const settled = setTimeout(() => {
      stop = read(id, start.endByte, maxLines, (next) => view.value = next);
    }, SETTLE_MS);
    return () => {
      clearTimeout(settled);
      stop();
    };
  }, [id, maxLines, isLive]);
  return view;
}

function read(
  id: string,
  endByte: number,
  maxLines: number,
  show: (view: OutputView) => void,
): () => void {
  const back = Math.min(
    MOST_BYTES,
    Math.max(LEAST_BYTES, maxLines * BYTES_A_LINE),
  );
  const fromByte = Math.max(0, endByte - back);
  const terminal = new TerminalText(maxLines);
  let isPartial = fromByte > 0;
  let frame = 0;
  const paint = () => {
    frame = 0;
    const { lines, dropped } = terminal;
    show({ lines, written: dropped + lines.length });
  };
  const close = followOutput(id, fromByte, {
    chunk({ text }) {
      // The first line is whole only where the log begins.
      const cut = isPartial ? text.indexOf("\n") + 1 : 0;
      if (!isPartial || cut > 0) terminal.append(text.slice(cut));
      isPartial &&= cut === 0;
      frame ||= requestAnimationFrame(paint);
    },
    end: () => frame ||= requestAnimationFrame(paint),
  });
  return () => {
    cancelAnimationFrame(frame);
    close();
  };
}
