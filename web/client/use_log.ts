import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import {
  type TerminalLine,
  terminalLines,
  TerminalText,
} from "../../scheduler/view/terminal_text.ts";
import { followOutput, readRange } from "./output_stream.ts";

/** A stretch of a log, from the beginning of a line. */
export interface LogWindow {
  readonly text: string;
  readonly fromByte: number;
  readonly endByte: number;
}

/** A log as it is shown, and the way to what came before. */
export interface LogReading {
  readonly lines: ReadonlySignal<readonly TerminalLine[]>;
  /** How many lines the followed end has had; it only grows. */
  readonly written: ReadonlySignal<number>;
  /** Where what is shown begins; 0 when nothing came before. */
  readonly fromByte: ReadonlySignal<number>;
  /** Fetches what came before. */
  earlier(): Promise<void>;
}

const STEP_BYTES = 256 * 1024;
const KEPT_LINES = 50_000;
const LINE_FEED = 10;

/**
 * Reads a task's log on from what the server rendered, from when it is to be
 * followed until the server says that everything has been told.
 */
export function useLog(
  id: string,
  start: LogWindow | null,
  isFollowed: boolean,
): LogReading {
  const before = useRef<readonly TerminalLine[]>([]);
  const lines = useSignal<readonly TerminalLine[]>(
    start === null ? [] : terminalLines(start.text, KEPT_LINES),
  );
  const written = useSignal(lines.peek().length);
  const fromByte = useSignal(start?.fromByte ?? 0);
  const terminal = useRef<TerminalText | null>(null);

  const tail = () => {
    if (terminal.current === null) {
      terminal.current = new TerminalText(KEPT_LINES);
      terminal.current.append(start?.text ?? "");
    }
    return terminal.current;
  };
  const paint = () => {
    const end = tail();
    lines.value = [...before.current, ...end.lines];
    written.value = end.dropped + end.lines.length;
  };
  useEffect(() => {
    if (!isFollowed) return;
    let frame = 0;
    const repaint = () =>
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        paint();
      });
    const close = followOutput(id, start?.endByte ?? 0, {
      chunk({ text }) {
        tail().append(text);
        repaint();
      },
      end: repaint,
    });
    return () => {
      cancelAnimationFrame(frame);
      close();
    };
  }, [id, isFollowed]);
  const earlier = async () => {
    const endByte = fromByte.peek();
    const from = Math.max(0, endByte - STEP_BYTES);
    const found = await readRange(id, from, endByte);
    if (found === null || fromByte.peek() !== endByte) return;
    const cut = from === 0 ? 0 : found.bytes.indexOf(LINE_FEED) + 1;
    const text = new TextDecoder().decode(found.bytes.subarray(cut));
    before.current = [...terminalLines(text, KEPT_LINES), ...before.current];
    fromByte.value = from + cut;
    paint();
  };
  return { lines, written, fromByte, earlier };
}
