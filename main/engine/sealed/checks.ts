/**
 * The checks that an entry of the log passes before its content is taken in, in this order: readable, of this circle,
 * author known, not removed, allowed to write, epoch known and held by the author, signature, key, decryption; then the
 * parts of a long content are put together. Decides nothing about what is done with the contents.
 */
import type { SetAsideReason } from '#shared/contract/team.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { CircleName, Device, Team } from '#shared/domain/team/model.ts';
import { holdsEpoch, mayWrite } from '#shared/domain/team/register.ts';
import { open, readHeader, whyNoHeader } from '../entry/envelope.ts';
import type { EntryHeader } from '../entry/header.ts';
import { unpack } from '../ground/packing.ts';
import type { CircleKeys } from './keys.ts';
import type { Ledger } from './ledger.ts';
import { firstOf, type Present } from './log-index.ts';

/** A whole content, checked and opened. */
export interface Item {
  header: EntryHeader;
  first: number;
  last: number;
  /** Of its entries, in order of the parts. */
  hashes: string[];
  /** As it came: still packed when the header says so. */
  content: Uint8Array;
}

/** What may become acceptable when the register changes. */
const RETRYABLE: readonly SetAsideReason[] = [
  'unknown-device',
  'removed-device',
  'read-only-device',
  'unknown-epoch',
  'no-key',
];
export const isRetryable = (reason: SetAsideReason): boolean => RETRYABLE.includes(reason);

/** Bytes of opened parts that wait for the others of their content; the oldest are let go beyond. */
const WAITING_MAX = 64 * 1024 * 1024;

/** Whether what a device writes is taken in at all. */
export const isAllowed = (device: Device | undefined): boolean =>
  device !== undefined && device.removed === null && mayWrite(device);

interface Options {
  name: CircleName;
  team: () => Team;
  keys: CircleKeys;
  ledger: Ledger;
  device: string;
}

interface Waiting {
  header: EntryHeader;
  parts: Map<number, { hash: string; content: Uint8Array }>;
  bytes: number;
}

/** Examined: set aside, known already, one part of a content that waits for the others, or a whole content. */
type Examined = Result<'known' | 'waits' | Item, SetAsideReason>;

export function createChecks({ name, team, keys, ledger, device }: Options) {
  const waiting = new Map<string, Waiting>();
  let waitingBytes = 0;

  function letGo(key: string): void {
    waitingBytes -= waiting.get(key)?.bytes ?? 0;
    waiting.delete(key);
  }

  function assemble(header: EntryHeader, hash: string, content: Uint8Array): 'waits' | Item {
    const first = firstOf(header);
    const whole = (hashes: string[], bytes: Uint8Array): Item => ({
      header,
      first,
      last: first + header.parts - 1,
      hashes,
      content: bytes,
    });
    if (header.parts === 1) return whole([hash], content);
    const key = [header.device, first, header.parts, header.type, header.document, header.packed].join('/');
    const known = waiting.get(key) ?? { header, parts: new Map(), bytes: 0 };
    if (!known.parts.has(header.part)) {
      known.parts.set(header.part, { hash, content });
      known.bytes += content.length;
      waitingBytes += content.length;
    }
    waiting.set(key, known);
    if (known.parts.size < header.parts) {
      for (const [oldest] of waiting) {
        if (waitingBytes <= WAITING_MAX || oldest === key) break;
        letGo(oldest);
      }
      return 'waits';
    }
    letGo(key);
    const parts = Array.from({ length: header.parts }, (_, part) => known.parts.get(part));
    return whole(
      parts.map((part) => part?.hash ?? ''),
      Buffer.concat(parts.map((part) => part?.content ?? new Uint8Array())),
    );
  }

  return {
    examine({ bytes, hash, header }: Present): Examined {
      if (!header) return err(whyNoHeader(bytes));
      if (header.circle !== name || header.type === 'presence') return err('malformed');
      const mine = header.device === device && ledger.isOwn(header.seq, bytes);
      if (mine || ledger.isApplied(header.device, header.seq, hash)) return ok('known');
      const author = team().devices.get(header.device);
      if (!author) return err('unknown-device');
      if (author.removed) return err('removed-device');
      // A snapshot that says to hold it is no proof: anybody who may write makes one.
      const isSaid = ledger.covered(header.document, header.device) >= header.seq;
      if (isSaid && ledger.isReceived(header.device, header.seq)) return ok('known');
      // Written before that: who comes later has it by the snapshot.
      if (!mayWrite(author)) return isSaid ? ok('known') : err('read-only-device');
      const epoch = team().epochs.find(({ id, circle }) => id === header.epoch && circle === name);
      if (!epoch || !holdsEpoch(epoch, header.device)) return err('unknown-epoch');
      const signPublic = Buffer.from(author.keys.sign, 'base64url');
      const opened = open(bytes, { key: keys.key(header.epoch), signPublic });
      return opened.ok ? ok(assemble(header, hash, opened.value.content)) : opened;
    },
    /** Of entries that this device made, in the order of their numbers: those of which all parts are there. */
    ownContents(entries: readonly Uint8Array[]): { first: number; last: number; update: Uint8Array }[] {
      const signPublic = Buffer.from(team().devices.get(device)?.keys.sign ?? '', 'base64url');
      const byContent = Map.groupBy(
        entries.flatMap((bytes) => {
          const header = readHeader(bytes);
          const opened = header && open(bytes, { key: keys.key(header.epoch), signPublic });
          return opened?.ok ? [opened.value] : [];
        }),
        ({ header }) => firstOf(header),
      );
      return [...byContent].flatMap(([first, parts]) => {
        const [{ header } = {}] = parts;
        if (header?.parts !== parts.length) return [];
        const content = Buffer.concat(parts.map((part) => part.content));
        const update = header.packed ? unpack({ packed: true, bytes: content }) : content;
        return update ? [{ first, last: first + parts.length - 1, update }] : [];
      });
    },
    forget(): void {
      waiting.clear();
      waitingBytes = 0;
    },
  };
}
