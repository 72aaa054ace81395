import type { QueueWait } from "../../scheduler/view/queue_wait.ts";
import { grouped } from "../../scheduler/view/words.ts";

/** When a queued task is next, and why it is not now. */
export function WaitCause({ place, of, why }: QueueWait) {
  return (
    <p class="waits">
      {place !== null && (
        <>
          <b>
            Place {grouped(place)} of {grouped(of)}
          </b>{" "}
          in the <a href="queue">queue</a>:{" "}
        </>
      )}
      {why}.
    </p>
  );
}
