/**
 * What a stranger may cost before it has proved who it is: sockets at a time, and failed tries a minute. Counted by
 * address; for IPv6 by network, since one machine has as many addresses as it likes there. Addresses whence a device
 * proved itself have places of their own: however many strangers come, they do not keep the team out.
 */
import net from 'node:net';
import { between, type Clock, type Elapsed, minutes } from '../../ground/clock.ts';

const MINUTE = minutes(1);
/** Tries of a minute that ended without a proof. */
const FAILURES_MAX = 20;
/** Requests of a minute, of one who is about to join. */
const PAIRINGS_MAX = 60;
const UNPROVED_OF_ADDRESS = 64;
/** Of strangers, and as many of addresses that proved themselves. */
const UNPROVED_MAX = 512;
const ADDRESSES_MAX = 4096;
/** The latest addresses that proved themselves. */
const PROVED_MAX = 256;

interface Visitor {
  since: Elapsed;
  failures: number;
  pairings: number;
  unproved: number;
}

export interface Visit {
  /** It showed the certificate of a known device: what the address failed before is forgotten, and a place kept for it. */
  proved(): void;
  /** It asks to join: neither a proof nor a failure. False when it asks too often. */
  pairs(): boolean;
  /** The socket is closed; without a proof that is a failed try. */
  left(): void;
}

export interface Guard {
  /** Null when the address must be sent away. */
  enter(address: string): Visit | null;
}

/** "::ffff:10.0.0.1" is 10.0.0.1; other IPv6 addresses are counted by their first 64 bits. */
export function visitorKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (net.isIPv6(plain)) {
    const [head = '', tail] = plain.split('::');
    const start = head === '' ? [] : head.split(':');
    const end = tail === undefined || tail === '' ? [] : tail.split(':');
    const zeros = tail === undefined ? 0 : 8 - start.length - end.length;
    const groups = [...start, ...Array<string>(zeros).fill('0'), ...end];
    return groups.slice(0, 4).join(':');
  }
  return plain;
}

export function createGuard(clock: Clock): Guard {
  const visitors = new Map<string, Visitor>();
  const proved = new Set<string>();
  const places = { strangers: 0, proved: 0 };

  function remember(key: string): void {
    proved.delete(key);
    proved.add(key);
    for (const oldest of proved) {
      if (proved.size <= PROVED_MAX) break;
      proved.delete(oldest);
    }
  }

  function visitorOf(key: string): Visitor | null {
    const now = clock.elapsed();
    const fresh = { since: now, failures: 0, pairings: 0, unproved: 0 };
    const known = visitors.get(key);
    if (known) {
      if (between(known.since, now) >= MINUTE) Object.assign(known, fresh, { unproved: known.unproved });
      return known;
    }
    if (visitors.size >= ADDRESSES_MAX && !proved.has(key)) {
      for (const [other, visitor] of visitors)
        if (visitor.unproved === 0 && between(visitor.since, now) >= MINUTE) visitors.delete(other);
      if (visitors.size >= ADDRESSES_MAX) return null;
    }
    visitors.set(key, fresh);
    return fresh;
  }

  return {
    enter(address) {
      const key = visitorKey(address);
      const visitor = visitorOf(key);
      if (!visitor || visitor.failures >= FAILURES_MAX) return null;
      const place = proved.has(key) ? 'proved' : 'strangers';
      if (visitor.unproved >= UNPROVED_OF_ADDRESS || places[place] >= UNPROVED_MAX) return null;
      visitor.unproved += 1;
      places[place] += 1;
      let counted = true;
      let excused = false;
      const settle = () => {
        if (!counted) return false;
        counted = false;
        visitor.unproved -= 1;
        places[place] -= 1;
        return true;
      };
      return {
        proved() {
          settle();
          visitor.failures = 0;
          remember(key);
        },
        pairs() {
          visitor.pairings += 1;
          excused = visitor.pairings <= PAIRINGS_MAX;
          return excused;
        },
        left() {
          if (settle() && !excused) visitor.failures += 1;
        },
      };
    },
  };
}
