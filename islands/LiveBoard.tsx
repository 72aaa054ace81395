import { useSignal, useSignalEffect } from "@preact/signals";
import { Answers } from "../components/home/Answers.tsx";
import { GpuStrip } from "../components/home/GpuStrip.tsx";
import { JustEnded } from "../components/home/JustEnded.tsx";
import { Machine } from "../components/home/Machine.tsx";
import { NextToStart } from "../components/home/NextToStart.tsx";
import { Plan } from "../components/home/Plan.tsx";
import type { BoardView } from "../scheduler/view/board.ts";
import { addToPast, type BoardPast } from "../scheduler/view/board_past.ts";
import { glance } from "../scheduler/view/glance.ts";
import { FIRST_PLAN_WINDOW } from "../scheduler/view/plan_axis.ts";
import { board } from "../web/client/feed.ts";
import { forgetGpu, wishGpu, withGpuWishes } from "../web/client/gpu_wishes.ts";
import { useKeptFocus } from "../web/client/kept_focus.ts";
import { isText, useRemembered } from "../web/client/remembered.ts";
import { sayNotLoaded } from "../web/client/toasts.ts";
import { useBoard } from "../web/client/use_board.ts";

/** What {@linkcode LiveBoard} is given. */
export interface LiveBoardProps {
  readonly initial: BoardView;
  readonly past: BoardPast;
}

/** The dashboard, live. Complete without JavaScript; kept fresh with it. */
export default function LiveBoard(props: LiveBoardProps) {
  const told = useBoard(props.initial);
  const past = useSignal(props.past);
  const span = useRemembered("ant.plan_window", FIRST_PLAN_WINDOW, isText);
  const within = useKeptFocus<HTMLDivElement>();

  useSignalEffect(() => {
    const now = board.value;
    if (now !== null) past.value = addToPast(past.peek(), now);
  });

  const onSubmit = (event: Event) => {
    const form = event.target as HTMLFormElement;
    if (form.dataset.act !== "switch_gpu") return;
    event.preventDefault();
    const fields = new FormData(form);
    const index = Number(fields.get("gpu"));
    const enabled = fields.get("enabled") === "1";
    wishGpu(index, enabled);
    import("../web/client/gpu_switch.ts").then(
      ({ switchGpu }) => switchGpu(index, enabled),
      () => {
        forgetGpu(index);
        sayNotLoaded();
      },
    );
  };
  const shown = withGpuWishes(told.value);
  return (
    <div class="stack" ref={within} onSubmit={onSubmit}>
      <Answers glance={glance(shown)} />
      <GpuStrip board={shown} loads={past.value.loads} />
      {shown.gpus.length > 0 && (
        <Plan
          board={shown}
          window={span.value}
          onWindow={(label) => span.value = label}
        />
      )}
      <div class="three">
        <NextToStart board={shown} />
        <JustEnded board={shown} />
        <Machine board={shown} past={past.value} />
      </div>
    </div>
  );
}
