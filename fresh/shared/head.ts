import { type ComponentChildren, createContext, h, type JSX } from "preact";

/** Where an element stands: in a `<Head>`, in the `<head>`, or elsewhere. */
export const HeadPlace = /* @__PURE__ */ createContext<
  "component" | "document" | null
>(null);

/** What {@linkcode Head} is given. */
export interface HeadProps {
  children?: ComponentChildren;
}

/** Moves its children to the document's `<head>`, while on the server. */
export function Head({ children }: HeadProps): JSX.Element | null {
  if (typeof document !== "undefined") return null;
  return h(HeadPlace.Provider, { value: "component" }, children);
}
