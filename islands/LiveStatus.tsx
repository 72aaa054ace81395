import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Icon } from "../components/parts/Icon.tsx";
import type { Health } from "../scheduler/view/board.ts";
import { age, whenExactly } from "../scheduler/view/words.ts";
import { board, connection, follow } from "../web/client/feed.ts";

/** What {@linkcode LiveStatus} is given. */
export interface LiveStatusProps {
  readonly health: Health;
  /** When the page was made. */
  readonly madeAtMs: number;
}

/** Silence for this long is worth a word. */
const PATIENCE_MS = 2_000;

/** Whether the page is live; where it is not, how old what it shows is. */
export default function LiveStatus({ health, madeAtMs }: LiveStatusProps) {
  const lostForMs = useSignal(0);
  useEffect(follow, []);
  const { state, heardAtMs } = connection.value;
  useEffect(() => {
    if (state !== "lost") {
      lostForMs.value = 0;
      return;
    }
    const sinceMs = heardAtMs ?? Date.now();
    const look = () => lostForMs.value = Date.now() - sinceMs;
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [state, heardAtMs]);
  const isLost = lostForMs.value > PATIENCE_MS;
  const { journal } = board.value?.health ?? health;
  return (
    <>
      <span class="live needs-js" role="status">
        <i aria-hidden="true" class={isLost ? "lost" : undefined} />
        {isLost ? "Not live" : state === "live" ? "Live" : "Connecting"}
      </span>
      {isLost && (
        <div class="ban warn float" role="alert">
          <Icon name="warn" />
          <span>
            <b>Connection lost.</b> What is shown is from{" "}
            {whenExactly(heardAtMs ?? madeAtMs)}, {age(lostForMs.value)}{" "}
            ago. Trying again.
          </span>
        </div>
      )}
      {journal !== null && !isLost && (
        <div class="ban bad float" role="alert">
          <Icon name="warn" />
          <span>
            <b>Nothing new is started.</b> {journal}
          </span>
        </div>
      )}
    </>
  );
}
