/** Tells systemd how the service is, sd_notify(3). */
export interface Notifier {
  /** Resolves once systemd has been told; trouble in telling is only told. */
  tell(...news: readonly string[]): Promise<void>;
}

/**
 * Tells it by `systemd-notify`, which comes with systemd: Deno has no datagram
 * sockets without an unstable flag. `socket` is `NOTIFY_SOCKET`, `null` where
 * nobody wants to know.
 */
export function systemdNotifier(
  socket: string | null,
  warn: (problem: string) => void,
): Notifier {
  return {
    async tell(...news) {
      if (socket === null) return;
      try {
        const { success, stderr } = await new Deno.Command("systemd-notify", {
          args: [`--pid=${Deno.pid}`, ...news],
          env: { "NOTIFY_SOCKET": socket },
          stdin: "null",
        }).output();
        if (!success) warn(problem(new TextDecoder().decode(stderr).trim()));
      } catch (error) {
        warn(problem((error as Error).message));
      }
    },
  };
}

function problem(why: string): string {
  return `Cannot tell systemd that the server is ready: ${why}; use Type=exec`;
}
