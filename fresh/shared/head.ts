import { type ComponentChildren, createContext, h, type JSX } from "preact";

/** Where an element stands: in a `<Head>`, in the `<head>`, or elsewhere. */
export const HeadPlace = createContext<"component" | "document" | null>(null);

/** What {@linkcode Head} is given. */
export interface HeadProps {
  children?: ComponentChildren;
}

/** Moves its children to the document's `<head>`. */
export function Head({ children }: HeadProps): JSX.Element {
  return h(HeadPlace.Provider, { value: "component" }, children);
}
