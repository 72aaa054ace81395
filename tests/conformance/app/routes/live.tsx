import { computed, signal } from "@preact/signals";
import { define } from "../define.ts";
import Counter, { Doubler, Many } from "../islands/Counter.tsx";
import Toggle from "../islands/Toggle.tsx";
import Values from "../islands/Values.tsx";
import { values } from "../values.ts";

export default define.page(() => {
  const count = signal(3);
  return (
    <>
      <p id="before">Before</p>
      <Counter name="one" count={count} />
      <Doubler name="two" count={count} />
      <Many count={count} />
      <Counter
        name="still"
        count={computed(() => count.value * 10) as typeof count}
      />
      <Toggle id="shown" open title={<em class="title">Shown</em>}>
        <p class="text" hidden={false}>
          Static &amp; <b>bold</b>
        </p>
        <input type="checkbox" checked disabled />
        <Counter name="slotted" count={count} />
      </Toggle>
      <Toggle id="hidden" open={false} title="Hidden">
        <Counter name="late" count={count} />
      </Toggle>
      <Values values={values} />
      <p id="after">After</p>
    </>
  );
});
