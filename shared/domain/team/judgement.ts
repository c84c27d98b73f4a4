/**
 * Which statements count, once it is settled which removals do. One pass in canonical order: a statement is judged by
 * those that its author knew and that count themselves. Pure; settles no removal (see removals.ts).
 */

import type { Role } from '../place/host.ts';
import type { Facts } from './facts.ts';
import { end, type Position } from './graph.ts';
import type { CircleName, DeviceId, DeviceKeys, StatementId } from './model.ts';
import { type Made, sameKeys } from './record.ts';

export interface Judgement {
  counts(position: Position): boolean;
  /** True when the removal at `position` is made by who may make it: an administrator, or the device itself. */
  mayRemove(position: Position): boolean;
  /** True when the right to make it came from there being no administrator. */
  bySuccession(position: Position): boolean;
  /** What the first record of the device that `at` knows made of it; null when it knows none that counts. */
  made(device: DeviceId, at: Position): Made | null;
  firstRecord(device: DeviceId, at: Position): Position | null;
  role(device: DeviceId, at: Position): Role | null;
  admitted(device: DeviceId, at: Position): Set<CircleName>;
  /** Active administrators, by succession too. */
  admins(at: Position): DeviceId[];
  /** Opening statements of the epochs of which the device opened or was given the key. */
  held(device: DeviceId, circle: CircleName, at: Position): Set<Position>;
  /** Epochs that a `key.handed` really hands: those its author held. */
  handed(position: Position): readonly Position[];
  lines(epoch: Position): readonly StatementId[];
}

interface Options {
  /** The removals that count; null to take each as its author saw it, as if nothing was said at the same time. */
  removals: ReadonlySet<Position> | null;
  /** Judges only what this one knows. */
  within?: Position;
  /** True when the author could know, from what it knew, that there was no administrator but itself. */
  couldSucceed: (position: Position) => boolean;
}

export function judge(facts: Facts, { removals, within = end, couldSucceed }: Options): Judgement {
  const { statements, knew } = facts;
  const counting = new Uint8Array(statements.length);
  const succeeded = new Uint8Array(statements.length);
  const sparing = new Set<Position>();
  const records = new Map<Position, Made>();
  const handings = new Map<Position, Position[]>();
  const linesOf = new Map<Position, readonly StatementId[]>();
  const owners = new Map<DeviceId, DeviceKeys>();

  const counted = (positions: readonly Position[] | undefined, at: Position): Position[] =>
    positions ? positions.filter((position) => counting[position] === 1 && knew(at, position)) : [];

  const firstRecord = (device: DeviceId, at: Position): Position | null => {
    for (const position of facts.adds.get(device) ?? []) {
      if (counting[position] === 1 && knew(at, position)) return position;
    }
    return null;
  };
  const made = (device: DeviceId, at: Position): Made | null => {
    const position = firstRecord(device, at);
    return position === null ? null : (records.get(position) ?? null);
  };

  const none = (positions: readonly Position[] | undefined, at: Position): boolean =>
    !positions?.some((position) => counting[position] === 1 && knew(at, position));
  const isActive = (device: DeviceId, at: Position): boolean =>
    none(facts.removals.get(device), at) && none(facts.successions.get(device), at);

  function isNamedAdmin(device: DeviceId, at: Position): boolean {
    const record = made(device, at);
    if (record?.type !== 'workstation') return false;
    let admin = record.admin;
    for (const position of facts.roles.get(device) ?? []) {
      if (counting[position] !== 1 || !knew(at, position)) continue;
      const body = statements[position]?.body;
      if (body?.kind === 'role.changed' && !sparing.has(position)) admin = body.admin;
    }
    return admin;
  }

  /** Active workstations by rank. */
  const workstations = (at: Position): DeviceId[] =>
    [...facts.adds.keys()]
      .flatMap((device) => {
        const record = firstRecord(device, at);
        return record !== null && records.get(record)?.type === 'workstation' && isActive(device, at)
          ? [{ device, record }]
          : [];
      })
      .sort((one, other) => one.record - other.record)
      .map(({ device }) => device);

  function admins(at: Position): DeviceId[] {
    const those = workstations(at);
    const named = those.filter((device) => isNamedAdmin(device, at));
    return named.length > 0 ? named : those.slice(0, 1);
  }

  /** True when the device is the active workstation that joined first, and none of them is named an administrator. */
  function isHeir(device: DeviceId, at: Position): boolean {
    const own = firstRecord(device, at);
    if (own === null || records.get(own)?.type !== 'workstation' || !isActive(device, at)) return false;
    for (const other of facts.adds.keys()) {
      const record = firstRecord(other, at);
      if (record === null || records.get(record)?.type !== 'workstation' || !isActive(other, at)) continue;
      if (record < own || isNamedAdmin(other, at)) return false;
    }
    return true;
  }

  function isAdmin(device: DeviceId, at: Position): boolean {
    if (isNamedAdmin(device, at)) return true;
    if (!isHeir(device, at) || !couldSucceed(at)) return false;
    succeeded[at] = 1;
    return true;
  }

  function role(device: DeviceId, at: Position): Role | null {
    const body = statements[counted(facts.roles.get(device), at).at(-1) ?? -1]?.body;
    return body?.kind === 'role.changed' ? body.role : (made(device, at)?.role ?? null);
  }

  function held(device: DeviceId, circle: CircleName, at: Position): Set<Position> {
    const epochs = new Set<Position>();
    for (const position of counted(facts.grants.get(device), at)) {
      const body = statements[position]?.body;
      if (body?.kind === 'epoch.opened' && body.circle === circle) epochs.add(position);
      if (body?.kind === 'key.handed' && body.circle === circle) {
        for (const epoch of handings.get(position) ?? []) epochs.add(epoch);
      }
    }
    return epochs;
  }

  function admitted(device: DeviceId, at: Position): Set<CircleName> {
    const circles = new Set(made(device, at)?.circles);
    for (const position of counted(facts.grants.get(device), at)) {
      const body = statements[position]?.body;
      if (body?.kind === 'epoch.opened' || body?.kind === 'key.handed') circles.add(body.circle);
    }
    return circles;
  }

  /** Two records of one id: the one that comes first keeps it. */
  function record(position: Position, one: Made): boolean {
    const owner = owners.get(one.keys.id);
    if (owner && !sameKeys(owner, one.keys)) return false;
    owners.set(one.keys.id, one.keys);
    records.set(position, one);
    return true;
  }

  /** True when a removal that counts keeps what this author said from counting. */
  const isVoid = (position: Position, author: DeviceId): boolean =>
    (facts.removals.get(author) ?? []).some(
      (removal) =>
        removal !== position &&
        (removals
          ? removals.has(removal) && !knew(removal, position)
          : counting[removal] === 1 && knew(position, removal)),
    );

  function isAllowed(position: Position): boolean {
    const statement = statements[position];
    if (!statement) return false;
    const { author, body } = statement;
    if (body.kind === 'team.founded') {
      const { device: keys, role: given, person } = body;
      const circles = new Set(body.circles);
      return (
        position === 0 &&
        record(position, { keys, type: 'workstation', role: given, person, admin: true, circles })
      );
    }
    if (made(author, position)?.keys.sign !== statement.key || isVoid(position, author)) return false;
    switch (body.kind) {
      case 'device.added': {
        if (!isAdmin(author, position)) return false;
        const { device: keys, type, role: given, person, admin } = body;
        return record(position, { keys, type, role: given, person, admin, circles: new Set(body.circles) });
      }
      case 'device.succeeded': {
        const former = made(author, position);
        if (!former || body.device.id === author) return false;
        return record(position, {
          ...former,
          keys: body.device,
          role: role(author, position),
          admin: isAdmin(author, position),
          circles: admitted(author, position),
        });
      }
      case 'device.removed':
        return body.device === author || isAdmin(author, position);
      case 'role.changed': {
        if (!isAdmin(author, position) || !made(body.device, position)) return false;
        const present = body.admin ? [] : admins(position);
        if (present.length === 1 && present[0] === body.device) sparing.add(position);
        return true;
      }
      case 'epoch.opened': {
        const lines = linesOpened(position, author, body.circle);
        linesOf.set(position, lines);
        return lines.length > 0;
      }
      case 'key.handed': {
        const has = held(author, body.circle, position);
        const given = [...has].filter((epoch) => {
          const opened = statements[epoch]?.body;
          return opened?.kind === 'epoch.opened' && Object.hasOwn(body.keys, opened.epoch);
        });
        handings.set(position, given);
        return given.length > 0;
      }
    }
  }

  /** The lines that an epoch opened by `author` continues; its own for the first one; none when it has no right to. */
  function linesOpened(position: Position, author: DeviceId, circle: CircleName): StatementId[] {
    const has = held(author, circle, position);
    if (has.size > 0) return [...new Set([...has].flatMap((epoch) => linesOf.get(epoch) ?? []))].sort();
    const first = counted(facts.epochs.get(circle), position).length === 0;
    return first && admitted(author, position).has(circle) ? [statements[position]?.id ?? ''] : [];
  }

  statements.forEach(({ body }, position) => {
    if (within !== end && !knew(within, position)) return;
    const counts = removals && body.kind === 'device.removed' ? removals.has(position) : isAllowed(position);
    counting[position] = counts ? 1 : 0;
  });

  return {
    counts: (position) => counting[position] === 1,
    mayRemove: isAllowed,
    bySuccession: (position) => succeeded[position] === 1,
    made,
    firstRecord,
    role,
    admitted,
    admins,
    held,
    handed: (position) => handings.get(position) ?? [],
    lines: (epoch) => linesOf.get(epoch) ?? [],
  };
}
