/** The token that a request presents in its `Authorization` header, if any. */
export function presentedToken(request: Request): string | null {
  const header = request.headers.get("authorization");
  const [, scheme, value] = /^(\S+) +(\S+) *$/.exec(header ?? "") ?? [];
  switch (scheme?.toLowerCase()) {
    case "bearer":
      return value!;
    case "basic":
      return passwordOf(value!);
    default:
      return null;
  }
}

/** The user name of Basic authentication, if it says one. */
export function presentedName(request: Request): string | null {
  const header = request.headers.get("authorization") ?? "";
  const [, value] = /^basic +(\S+) *$/i.exec(header) ?? [];
  if (value === undefined) return null;
  const [name = ""] = decoded(value)?.split(":") ?? [];
  return name.trim() === "" ? null : name.trim().slice(0, 100);
}

/** Any user name will do (RFC 7617 splits at the first colon). */
function passwordOf(base64: string): string | null {
  const [, password] = /^[^:]*:(.*)$/s.exec(decoded(base64) ?? "") ?? [];
  return password ?? null;
}

function decoded(base64: string): string | null {
  try {
    return atob(base64);
  } catch (error) {
    if (error instanceof DOMException) return null; // It was no Base64.
    throw error;
  }
}
