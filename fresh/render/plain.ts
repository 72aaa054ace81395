import {
  type Attributes,
  type ComponentChildren,
  type ComponentType,
  h,
  type JSX,
} from "preact";

let making = false;

/** Whether the element being made is to be left as it is. */
export function isPlain(): boolean {
  return making;
}

/** Makes an element that is what it says, without a look from the hook. */
export function plainElement(
  type: string | ComponentType,
  props: Record<string, unknown> & { children?: ComponentChildren },
): JSX.Element {
  making = true;
  try {
    return h(type as string, props as Attributes);
  } finally {
    making = false;
  }
}
