/**
 * The register in its room. What is well formed and signed is kept apart from the room too, and put back into it when
 * it vanishes there or is replaced: nobody who shares the room can make a statement disappear.
 */
import sodium from 'sodium-native';
import type * as Y from 'yjs';
import type { Statement, StatementId, Team } from '#shared/domain/team/model.ts';
import { type Clock, type Elapsed, later, left, milliseconds, seconds } from '../../ground/clock.ts';
import { createRegisterState } from '../../register/register.ts';
import type { Transport } from '../wire/transport.ts';
import { STATEMENTS } from '../wire/update-check.ts';
import { createChangeQueue } from './change-queue.ts';
import { openRoom, type Room } from './room.ts';
import type { RelayStore } from './store.ts';

export interface Register {
  /** Null until a founding statement is known. */
  readonly team: Team | null;
  /** Every statement that is well formed and signed, as bytes. */
  bytes(): Uint8Array[];
  statements(): Statement[];
  /** Adds statements made here or carried here; those that are not well formed are left out. Durable when it returns. */
  add(statements: readonly Uint8Array[]): void;
  onChange(listen: (team: Team) => void): () => void;
}

/** Between two repairs: whoever undoes them must not keep this machine busy. */
const HEAL_EVERY = seconds(1);

export interface RegisterRoom extends Register {
  readonly room: Room;
  /** Everything that is put into the room, by its place there. */
  byId(): ReadonlyMap<StatementId, Uint8Array>;
  /** Judges at once what came; it is done soon otherwise. */
  settle(): void;
  close(): void;
}

interface Options {
  transport: Transport;
  store: RelayStore;
  clock: Clock;
  log: (line: string) => void;
}

export function openRegisterRoom({ transport, store, clock, log }: Options): RegisterRoom {
  const queue = createChangeQueue<Team>(log);
  let state = createRegisterState(transport.teamId);
  /** Everything the state keeps, by its place in the room. */
  let kept = new Map<StatementId, Uint8Array>();
  let told = 0;
  let changedKeys = new Set<string>();
  let healedUntil: Elapsed | null = null;
  let cancelHealing: (() => void) | null = null;

  const statementsOf = (doc: Y.Doc) => doc.getMap<unknown>(STATEMENTS);
  const watch = (doc: Y.Doc) => {
    changedKeys = new Set();
    statementsOf(doc).observe((event) => {
      for (const key of event.keysChanged) changedKeys.add(key);
    });
  };
  const room = openRoom({ name: 'register', store, clock, log, watch });

  function keep(statements: readonly Uint8Array[]): Uint8Array[] {
    const added = state.add(statements).kept.map((bytes) => new Uint8Array(bytes));
    for (const bytes of added) kept.set(idOf(bytes), bytes);
    return added;
  }

  function tell(): void {
    const { team } = state;
    const count = state.statements().length;
    if (!team || count === told) return;
    told = count;
    queue.push(team);
  }

  /** A value whose key is not its hash is nobody's statement. */
  function absorb(keys: Iterable<string>): void {
    const statements = statementsOf(room.doc);
    const valid: Uint8Array[] = [];
    for (const key of keys) {
      const value = statements.get(key);
      if (value instanceof Uint8Array && !kept.has(key) && idOf(value) === key) valid.push(value);
    }
    const added = keep(valid);
    if (added.length > 0) store.addStatements(added);
    fixTeam();
  }

  function fixTeam(): void {
    if (transport.teamId === null && state.teamId !== null) transport.remember({ teamId: state.teamId });
  }

  const missing = () => {
    const statements = statementsOf(room.doc);
    return [...kept].filter(([id, bytes]) => {
      const present = statements.get(id);
      return !(present instanceof Uint8Array) || Buffer.compare(present, bytes) !== 0;
    });
  };

  function heal(): void {
    if (cancelHealing) return;
    const wait = healedUntil ? left(clock, healedUntil) : milliseconds(0);
    const mend = () => {
      cancelHealing = null;
      const lost = missing();
      if (lost.length === 0) return;
      healedUntil = later(clock.elapsed(), HEAL_EVERY);
      publish(lost);
    };
    if (wait === 0) mend();
    else cancelHealing = clock.after(wait, mend);
  }

  /** What cannot be put there now is put there at the next change or start. */
  function publish(entries: readonly (readonly [StatementId, Uint8Array])[]): void {
    try {
      room.change((doc) => {
        for (const [id, bytes] of entries) statementsOf(doc).set(id, new Uint8Array(bytes));
      });
    } catch (error) {
      log(`register: not published (${error instanceof Error ? error.message : 'not an Error'})`);
    }
  }

  /** From what is on the disk. */
  function restore(): void {
    state = createRegisterState(transport.teamId);
    kept = new Map();
    keep(store.statements());
    absorb(statementsOf(room.doc).keys());
  }

  restore();
  tell();
  publish(missing());
  function settle(): void {
    const keys = changedKeys;
    if (keys.size === 0) return;
    changedKeys = new Set();
    try {
      absorb(keys);
    } catch (error) {
      log(`register: not stored (${error instanceof Error ? error.message : 'not an Error'})`);
    }
    if ([...keys].some((key) => kept.has(key))) heal();
    tell();
    queue.flush();
  }

  // Outside of the transaction that brought them: healing is one of its own.
  room.onUpdate(() => {
    if (changedKeys.size > 0) queueMicrotask(settle);
  });

  return {
    room,
    get team() {
      return state.team;
    },
    bytes: () => state.bytes(),
    statements: () => state.statements(),
    add(statements) {
      const added = keep(statements);
      if (added.length === 0) return;
      try {
        store.addStatements(added);
        fixTeam();
      } catch (error) {
        restore();
        throw error;
      }
      publish(added.map((bytes) => [idOf(bytes), bytes]));
      tell();
      queue.flush();
    },
    onChange: queue.onChange,
    settle,
    byId: () => kept,
    close() {
      cancelHealing?.();
      queue.close();
      room.close();
    },
  };
}

function idOf(bytes: Uint8Array): StatementId {
  const hash = Buffer.alloc(sodium.crypto_generichash_BYTES);
  sodium.crypto_generichash(hash, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  return hash.toString('base64url');
}
