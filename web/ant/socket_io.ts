import { HttpError } from "fresh";
import type { State } from "../state.ts";
import { EngineSession } from "./engine_session.ts";
import { visOf } from "./vis.ts";

/** More clients than that are no lab's. */
const MAX_SESSIONS = 200;

type Vis = Readonly<Record<string, unknown>>;

/**
 * ANT's push: the event `update_vis_data` to every Socket.IO client (protocol
 * 5 over Engine.IO 4), by WebSocket or by polling, at the board's slow tick.
 *
 * The first push to a client is whole. Those after it are as ANT's newer ones:
 * histories cut to their last sample, and the ended tasks only when they have
 * changed since that client was last told.
 */
export class SocketIo {
  readonly #sessions = new Map<string, EngineSession>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #isPushing = false;

  /**
   * Answers a request of either transport.
   *
   * @throws {HttpError} 400 for a session that is unknown or has ended.
   */
  async answer(request: Request, state: State): Promise<Response> {
    const { searchParams } = new URL(request.url);
    const isSocket = request.headers.get("upgrade") === "websocket";
    const sid = searchParams.get("sid");
    if (sid === null) {
      const session = this.#open(state);
      if (!isSocket) return textReply(session.greeting);
      const { socket, response } = Deno.upgradeWebSocket(request);
      session.use(socket);
      return response;
    }
    const session = this.#sessions.get(sid);
    if (session === undefined) {
      throw new HttpError(400, `Cannot find session "${sid}": connect anew`);
    }
    if (request.method === "GET") return textReply(await session.poll());
    session.receive(await request.text());
    return textReply("ok");
  }

  /** Ends every session. */
  close(): void {
    for (const session of [...this.#sessions.values()]) session.end();
  }

  #open(state: State): EngineSession {
    if (this.#sessions.size >= MAX_SESSIONS) {
      throw new HttpError(503, "Cannot open a session: there are too many");
    }
    const session = new EngineSession(({ sid }) => {
      this.#sessions.delete(sid);
      if (this.#sessions.size === 0) this.#stop();
    });
    this.#sessions.set(session.sid, session);
    const tickMs = state.config.boardTickMs;
    this.#timer ??= setInterval(() => this.#push(state), tickMs);
    return session;
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #push(state: State): Promise<void> {
    const sessions = [...this.#sessions.values()]
      .filter(({ isConnected }) => isConnected);
    if (sessions.length === 0 || this.#isPushing) return;
    this.#isPushing = true;
    try {
      const vis = await visOf(state, true);
      const completed = JSON.stringify(vis.task_completed);
      for (const session of sessions) {
        const data = session.toldCompleted === null
          ? vis
          : increment(vis, session.toldCompleted !== completed);
        session.toldCompleted = completed;
        session.send(`42${JSON.stringify(["update_vis_data", data])}`);
      }
    } catch {
      this.close(); // They connect anew, and are told everything.
    } finally {
      this.#isPushing = false;
    }
  }
}

function increment(vis: Vis, completedChanged: boolean): Vis {
  const { task_completed: completed, monitor, ...rest } = vis;
  const size = (monitor as { cpu_usage: readonly unknown[] }).cpu_usage.length;
  return {
    ...rest,
    ...completedChanged ? { "task_completed": completed } : {},
    monitor: {
      ...lastSamples(monitor as Vis),
      "_incremental": true,
      "_history_size": size,
    },
  };
}

const HISTORIES = ["cpu_usage", "ram_usage"];
const GPU_HISTORIES = [
  "gpu_usage",
  "gpu_memory",
  "gpu_power_draw",
  "gpu_temperature",
];

function lastSamples(monitor: Vis): Vis {
  return Object.fromEntries(
    Object.entries(monitor).map(([key, value]) => {
      if (HISTORIES.includes(key)) return [key, (value as unknown[]).slice(-1)];
      if (!GPU_HISTORIES.includes(key)) return [key, value];
      return [key, (value as unknown[][]).map((one) => one.slice(-1))];
    }),
  );
}

function textReply(text: string): Response {
  const headers = { "content-type": "text/plain; charset=UTF-8" };
  return new Response(text, { headers });
}
