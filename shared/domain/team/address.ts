/** Where a machine can be reached: IPv4, IPv6 or a name, and a port. Read from what people type, and packed in bytes. */
export interface Address {
  /** "192.168.1.20", "fe80::1" (never in brackets) or "accueil.local"; lower case. */
  host: string;
  port: number;
}

/** Where Margelle listens when nothing else was chosen. */
export const DEFAULT_PORT = 47520;

const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;
const LONGEST_NAME = 253;

/** "192.168.1.20", "192.168.1.20:47520", "[fe80::1]:47520", "fe80::1", "accueil.local:47520"; null for anything else. */
export function parseAddress(typed: string): Address | null {
  const text = typed.trim().toLowerCase();
  const bracketed = /^\[([^\]]*)\](?::(\d{1,5}))?$/.exec(text);
  if (bracketed) {
    const packed = packIpv6(bracketed[1] ?? '');
    return packed ? at(unpackIpv6(packed), bracketed[2]) : null;
  }
  const bare = packIpv6(text);
  if (bare) return at(unpackIpv6(bare), undefined);
  const plain = /^([^:[\]]+)(?::(\d{1,5}))?$/.exec(text);
  const host = plain?.[1] ?? '';
  return isIpv4(host) || isName(host) ? at(host, plain?.[2]) : null;
}

/** As people type it: an IPv6 stands in brackets. */
export const formatAddress = ({ host, port }: Address): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

export const sameAddress = (a: Address, b: Address): boolean => a.host === b.host && a.port === b.port;

function at(host: string, digits: string | undefined): Address | null {
  const port = digits === undefined ? DEFAULT_PORT : Number(digits);
  return port >= 1 && port <= 65_535 ? { host, port } : null;
}

const isIpv4 = (host: string) => packIpv4(host) !== null;

/** A name that is only digits and dots was meant to be an IPv4. */
const isName = (host: string) =>
  host.length <= LONGEST_NAME &&
  !/^[\d.]+$/.test(host) &&
  host.split('.').every((label) => LABEL.test(label));

/** The four bytes of "192.168.1.20"; null when it is not one. */
function packIpv4(host: string): Uint8Array | null {
  const parts = host.split('.');
  const right =
    parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
  return right ? Uint8Array.from(parts, Number) : null;
}

/** The sixteen bytes of an IPv6; null when it is not one. A zone ("%eth0") means nothing on another machine. */
function packIpv6(host: string): Uint8Array | null {
  if (!/^[0-9a-f:]{2,39}$/.test(host)) return null;
  const halves = host.split('::');
  if (halves.length > 2) return null;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const [start = [], end = []] = groups;
  const missing = 8 - start.length - end.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const all = [...start, ...Array<string>(missing).fill('0'), ...end];
  if (!all.every((group) => /^[0-9a-f]{1,4}$/.test(group))) return null;
  return Uint8Array.from(
    all.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]),
  );
}

/** The shortest writing (RFC 5952): the longest run of zeros is left out. */
function unpackIpv6(bytes: Uint8Array): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0));
  let best = { start: 0, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (start + length < 8 && groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  const hex = (some: number[]) => some.map((group) => group.toString(16)).join(':');
  return best.length < 2
    ? hex(groups)
    : `${hex(groups.slice(0, best.start))}::${hex(groups.slice(best.start + best.length))}`;
}

/** kind or length (1), host, port (2, big-endian): 0 is an IPv4, 1 an IPv6, any other the length of a name. */
export function packAddress({ host, port }: Address): Uint8Array | null {
  const ip = packIpv4(host) ?? packIpv6(host);
  if (!ip && (!isName(host) || host.length < 2)) return null;
  const bytes = ip ?? Uint8Array.from(host, (character) => character.charCodeAt(0));
  const kind = ip ? (ip.length === 4 ? 0 : 1) : bytes.length;
  return Uint8Array.of(kind, ...bytes, port >> 8, port & 255);
}

/** Reads one packed address; null when the bytes are not one. */
export function unpackAddress(bytes: Uint8Array, from: number): { address: Address; next: number } | null {
  const kind = bytes[from];
  if (kind === undefined) return null;
  const length = kind === 0 ? 4 : kind === 1 ? 16 : kind;
  const next = from + 1 + length + 2;
  if (next > bytes.length) return null;
  const host = bytes.subarray(from + 1, from + 1 + length);
  const port = ((bytes[next - 2] ?? 0) << 8) | (bytes[next - 1] ?? 0);
  const text = kind === 0 ? host.join('.') : kind === 1 ? unpackIpv6(host) : String.fromCharCode(...host);
  const known = kind < 2 || isName(text);
  return known && port > 0 ? { address: { host: text, port }, next } : null;
}

/** Those that fit in bytes, in the order in which a machine of the same place should try them: IPv4, names, IPv6. */
export function likeliest(addresses: readonly Address[], most: number): Address[] {
  const rank = ({ host }: Address) => (isIpv4(host) ? 0 : host.includes(':') ? 2 : 1);
  return addresses
    .filter((address) => packAddress(address) !== null)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, most);
}
