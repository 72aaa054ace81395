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

/** Any user name will do (RFC 7617 splits at the first colon). */
function passwordOf(base64: string): string | null {
  try {
    const [, password] = /^[^:]*:(.*)$/s.exec(atob(base64)) ?? [];
    return password ?? null;
  } catch (error) {
    if (error instanceof DOMException) return null; // It was no Base64.
    throw error;
  }
}
