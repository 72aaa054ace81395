/** How a session reaches its client; Engine.IO protocol 4. */
export const PING_INTERVAL_MS = 25_000;
/** Without a sign of life for so long after a ping, a client is gone. */
export const PING_TIMEOUT_MS = 20_000;
/** Between packets of one polling reply; Engine.IO protocol 4. */
const SEPARATOR = "\x1e";
/** A client that does not fetch is let go before it costs memory. */
const MAX_WAITING = 100;

/**
 * One client of Engine.IO: packets for it wait here until its transport, a
 * WebSocket or one poll after the other, takes them.
 */
export class EngineSession {
  readonly sid = crypto.randomUUID();
  readonly #onEnd: (session: EngineSession) => void;
  readonly #waiting: string[] = [];
  #poll: PromiseWithResolvers<string> | null = null;
  #socket: WebSocket | null = null;
  #ping: ReturnType<typeof setTimeout>;
  #isOver = false;
  /** Joined the default namespace, so that events may be sent. */
  isConnected = false;
  /** What it was last told of the ended tasks; `null` for nothing yet. */
  toldCompleted: string | null = null;

  constructor(onEnd: (session: EngineSession) => void) {
    this.#onEnd = onEnd;
    this.#ping = setTimeout(() => this.#sendPing(), PING_INTERVAL_MS);
  }

  /** The packet that opens a session, for either transport. */
  get greeting(): string {
    return "0" + JSON.stringify({
      sid: this.sid,
      upgrades: [],
      pingInterval: PING_INTERVAL_MS,
      pingTimeout: PING_TIMEOUT_MS,
      maxPayload: 1_000_000,
    });
  }

  /** Speaks over a WebSocket from now on. */
  use(socket: WebSocket): void {
    this.#socket = socket;
    socket.onopen = () => this.send(this.greeting);
    socket.onmessage = ({ data }) => this.receive(String(data));
    socket.onclose = () => this.end();
    socket.onerror = () => this.end();
  }

  /** Hands over what waits, or waits for something. */
  poll(): Promise<string> {
    this.#poll?.resolve("6"); // A second poll replaces the first: a no-op.
    this.#poll = Promise.withResolvers();
    const { promise } = this.#poll;
    this.#flush();
    return promise;
  }

  /** Takes packets in, as a poll's body or a message carries them. */
  receive(text: string): void {
    this.#stayAlive();
    for (const packet of text.split(SEPARATOR)) {
      if (packet === "1" || packet === "41") return this.end();
      if (packet === "2probe" || packet === "2") {
        this.send(`3${packet.slice(1)}`);
      }
      if (packet.startsWith("40")) {
        this.isConnected = true;
        this.send(`40${JSON.stringify({ sid: crypto.randomUUID() })}`);
      }
    }
  }

  send(packet: string): void {
    if (this.#isOver) return;
    this.#waiting.push(packet);
    if (this.#waiting.length > MAX_WAITING) this.end();
    else this.#flush();
  }

  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#ping);
    this.#poll?.resolve("1");
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.close();
    this.#onEnd(this);
  }

  #flush(): void {
    if (this.#waiting.length === 0) return;
    if (this.#socket?.readyState === WebSocket.OPEN) {
      for (const packet of this.#waiting.splice(0)) this.#socket.send(packet);
    } else if (this.#socket === null && this.#poll !== null) {
      this.#poll.resolve(this.#waiting.splice(0).join(SEPARATOR));
      this.#poll = null;
    }
  }

  #sendPing(): void {
    this.send("2");
    this.#ping = setTimeout(() => this.end(), PING_TIMEOUT_MS);
  }

  #stayAlive(): void {
    clearTimeout(this.#ping);
    if (this.#isOver) return;
    this.#ping = setTimeout(() => this.#sendPing(), PING_INTERVAL_MS);
  }
}
