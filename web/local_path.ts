/**
 * Keeps a path on this server: what would lead elsewhere, such as
 * `//evil.example` or `https://…`, becomes `/`.
 */
export function localPath(wish: string | null): string {
  if (wish === null || !/^\/(?![/\\])/.test(wish)) return "/";
  const { origin, pathname, search } = new URL(wish, "http://here.invalid");
  const stays = origin === "http://here.invalid" && !/^\/[/\\]/.test(pathname);
  return stays ? pathname + search : "/";
}
