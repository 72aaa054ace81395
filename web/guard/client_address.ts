/**
 * Names whom a connection comes from, for counting. One IPv6 subscriber has
 * a whole /64 (RFC 6177), so its last four groups tell nobody apart.
 */
export function clientAddress(info: Deno.ServeHandlerInfo): string {
  const { remoteAddr } = info;
  if (!("hostname" in remoteAddr)) return remoteAddr.transport;
  const host = remoteAddr.hostname.replace(/%.*$/, "");
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(host);
  if (mapped) return mapped[1]!;
  if (!host.includes(":")) return host;
  const [head = "", tail] = host.split("::");
  const groups = head.split(":").filter((group) => group !== "");
  const missing = tail === undefined ? 0 : 8 - groups.length -
    tail.split(":").filter((group) => group !== "").length;
  const whole = [
    ...groups,
    ...Array(missing).fill("0"),
    ...tail?.split(":") ?? [],
  ];
  return `${whole.slice(0, 4).join(":")}::/64`;
}
