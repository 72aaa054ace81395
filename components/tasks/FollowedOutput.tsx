import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { counted } from "../../scheduler/view/words.ts";
import type { TerminalLine } from "../../scheduler/view/terminal_text.ts";
import { Icon } from "../parts/Icon.tsx";
import { Output } from "./Output.tsx";

/** What {@linkcode FollowedOutput} is given. */
export interface FollowedOutputProps {
  readonly id: string;
  readonly lines: readonly TerminalLine[];
  /** How many lines were ever written, to count those unseen. */
  readonly written: number;
  readonly none: string;
  readonly live: boolean;
  readonly look?: string;
}

/** How near to its end counts as at the end, in pixels. */
const NEAR_PX = 5;

/**
 * Output that stays at its end while a person is there, and stays where it is
 * once a person has scrolled up.
 */
export function FollowedOutput(props: FollowedOutputProps) {
  const { id, lines, written, none, live, look } = props;
  const root = useRef<HTMLDivElement>(null);
  const [leftAt, setLeftAt] = useState<number | null>(null);
  const isFollowing = leftAt === null;

  const terminal = () =>
    root.current?.querySelector<HTMLElement>("[role=log]") ?? null;
  const toEnd = () => {
    const box = terminal();
    if (box !== null) box.scrollTop = box.scrollHeight;
  };
  useLayoutEffect(() => {
    if (isFollowing) toEnd();
  }, [lines, isFollowing]);
  const onScroll = () => {
    const box = terminal();
    if (box === null) return;
    const below = box.scrollHeight - box.scrollTop - box.clientHeight;
    if (below <= NEAR_PX) setLeftAt(null);
    else if (isFollowing && below > NEAR_PX) setLeftAt(written);
  };
  return (
    <div ref={root} onScrollCapture={onScroll}>
      <Output
        id={id}
        lines={lines}
        before={Math.max(0, written - lines.length)}
        none={none}
        look={look ?? "h"}
      />
      {live && (
        <div class={`tf needs-js${isFollowing ? "" : " held"}`}>
          <Icon name="follow" />
          {isFollowing ? <b>Following</b> : (
            <span>
              <b>Scrolled up, not following.</b> {written > leftAt &&
                `${counted(written - leftAt, "new line")} below`}
            </span>
          )}
          <span class="sp" />
          <button
            type="button"
            class="b sm"
            aria-pressed={isFollowing ? "true" : "false"}
            onClick={() => setLeftAt(isFollowing ? written : null)}
          >
            Follow
          </button>
        </div>
      )}
    </div>
  );
}
