/** The nonces of rendered pages: known to the server, never a header. */
const NONCES = new WeakMap<Response, string>();

/** Remembers which nonce a page's inline scripts and styles carry. */
export function setNonce(response: Response, nonce: string): void {
  NONCES.set(response, nonce);
}

/** The nonce of a page; `null` for any other response. */
export function nonceOf(response: Response): string | null {
  return NONCES.get(response) ?? null;
}
