/** How far out of sight something is still near, in pixels. */
const MARGIN = 800;

/** Tells elements within a scroller when they come near what is seen. */
export class NearnessOf {
  /** The height of a row that was not drawn yet; later ones are measured. */
  rowHeight = 53;
  readonly #root: () => Element | null;
  readonly #listeners = new Map<Element, (isNear: boolean) => void>();
  #observer: IntersectionObserver | null = null;

  constructor(root: () => Element | null) {
    this.#root = root;
  }

  /** Listens until the function that it returns is called. */
  watch(element: Element, onChange: (isNear: boolean) => void): () => void {
    this.#observer ??= this.#observe();
    this.#listeners.set(element, onChange);
    this.#observer.observe(element);
    return () => {
      this.#listeners.delete(element);
      this.#observer?.unobserve(element);
    };
  }

  #observe(): IntersectionObserver {
    return new IntersectionObserver((changes) => {
      this.#measure();
      for (const { target, isIntersecting } of changes) {
        this.#listeners.get(target)?.(isIntersecting);
      }
    }, { root: this.#root(), rootMargin: `${MARGIN}px 0px` });
  }

  #measure(): void {
    const row = this.#root()?.querySelector(".ri");
    if (row instanceof HTMLElement && row.offsetHeight > 0) {
      this.rowHeight = row.offsetHeight;
    }
  }
}
