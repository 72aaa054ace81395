import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { describe } from "../describe.ts";
import Counter from "./Counter.tsx";
import { signal } from "@preact/signals";

const own = signal(7);

/** Describes its props, again in the browser. */
export default function Values(
  { values }: { readonly values: Record<string, unknown> },
) {
  const where = useSignal("server");
  const said = useSignal(describe(values));
  useEffect(() => {
    where.value = "browser";
    said.value = describe(values);
  }, []);
  return (
    <>
      <pre id="values" data-where={where}>{said}</pre>
      <Counter name="inner" count={own} />
    </>
  );
}
