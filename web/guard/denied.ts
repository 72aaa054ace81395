import { HttpError } from "fresh";

/** A request that ends at the door. */
export class Denied extends HttpError {
  /** What the reply has to carry. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: 401 | 403 | 421 | 429,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(status, message);
    this.headers = headers;
  }
}
