/**
 * Which statements count, once it is settled which removals do. One pass in canonical order: a statement is judged by
 * those that its author knew and that count themselves. Pure; settles no removal (see removals.ts).
 */

import type { Role } from '../place/host.ts';
import type { Facts } from './facts.ts';
import { end, type Place } from './graph.ts';
import type { CircleName, DeviceId, DeviceKeys, StatementId } from './model.ts';
import { type Made, sameKeys } from './record.ts';

export interface Judgement {
  counts(place: Place): boolean;
  /** True when the removal at `place` is made by who may make it: an administrator, or the device itself. */
  mayRemove(place: Place): boolean;
  /** True when the right to make it came from there being no administrator. */
  bySuccession(place: Place): boolean;
  /** What the first record of the device that `at` knows made of it; null when it knows none that counts. */
  made(device: DeviceId, at: Place): Made | null;
  firstRecord(device: DeviceId, at: Place): Place | null;
  role(device: DeviceId, at: Place): Role | null;
  admitted(device: DeviceId, at: Place): Set<CircleName>;
  /** Active administrators, by succession too. */
  admins(at: Place): DeviceId[];
  /** Opening statements of the epochs of which the device opened or was given the key. */
  held(device: DeviceId, circle: CircleName, at: Place): Set<Place>;
  /** Epochs that a `key.handed` really hands: those its author held. */
  handed(place: Place): readonly Place[];
  lines(epoch: Place): readonly StatementId[];
}

interface Options {
  /** The removals that count; null to take each as its author saw it, as if nothing was said at the same time. */
  removals: ReadonlySet<Place> | null;
  /** Judges only what this one knows. */
  within?: Place;
  /** True when the author could know, from what it knew, that there was no administrator but itself. */
  couldSucceed: (place: Place) => boolean;
}

export function judge(facts: Facts, { removals, within = end, couldSucceed }: Options): Judgement {
  const { statements, knew } = facts;
  const counting = new Uint8Array(statements.length);
  const succeeded = new Uint8Array(statements.length);
  const sparing = new Set<Place>();
  const records = new Map<Place, Made>();
  const handings = new Map<Place, Place[]>();
  const linesOf = new Map<Place, readonly StatementId[]>();
  const owners = new Map<DeviceId, DeviceKeys>();

  const counted = (places: readonly Place[] | undefined, at: Place): Place[] =>
    places ? places.filter((place) => counting[place] === 1 && knew(at, place)) : [];

  const firstRecord = (device: DeviceId, at: Place): Place | null => {
    for (const place of facts.adds.get(device) ?? []) {
      if (counting[place] === 1 && knew(at, place)) return place;
    }
    return null;
  };
  const made = (device: DeviceId, at: Place): Made | null => {
    const place = firstRecord(device, at);
    return place === null ? null : (records.get(place) ?? null);
  };

  const none = (places: readonly Place[] | undefined, at: Place): boolean =>
    !places?.some((place) => counting[place] === 1 && knew(at, place));
  const isActive = (device: DeviceId, at: Place): boolean =>
    none(facts.removals.get(device), at) && none(facts.successions.get(device), at);

  function isNamedAdmin(device: DeviceId, at: Place): boolean {
    const record = made(device, at);
    if (record?.type !== 'workstation') return false;
    let admin = record.admin;
    for (const place of facts.roles.get(device) ?? []) {
      if (counting[place] !== 1 || !knew(at, place)) continue;
      const body = statements[place]?.body;
      if (body?.kind === 'role.changed' && !sparing.has(place)) admin = body.admin;
    }
    return admin;
  }

  /** Active workstations by rank. */
  const workstations = (at: Place): DeviceId[] =>
    [...facts.adds.keys()]
      .flatMap((device) => {
        const record = firstRecord(device, at);
        return record !== null && records.get(record)?.type === 'workstation' && isActive(device, at)
          ? [{ device, record }]
          : [];
      })
      .sort((one, other) => one.record - other.record)
      .map(({ device }) => device);

  function admins(at: Place): DeviceId[] {
    const those = workstations(at);
    const named = those.filter((device) => isNamedAdmin(device, at));
    return named.length > 0 ? named : those.slice(0, 1);
  }

  /** True when the device is the active workstation that joined first, and none of them is named an administrator. */
  function isHeir(device: DeviceId, at: Place): boolean {
    const own = firstRecord(device, at);
    if (own === null || records.get(own)?.type !== 'workstation' || !isActive(device, at)) return false;
    for (const other of facts.adds.keys()) {
      const record = firstRecord(other, at);
      if (record === null || records.get(record)?.type !== 'workstation' || !isActive(other, at)) continue;
      if (record < own || isNamedAdmin(other, at)) return false;
    }
    return true;
  }

  function isAdmin(device: DeviceId, at: Place): boolean {
    if (isNamedAdmin(device, at)) return true;
    if (!isHeir(device, at) || !couldSucceed(at)) return false;
    succeeded[at] = 1;
    return true;
  }

  function role(device: DeviceId, at: Place): Role | null {
    const body = statements[counted(facts.roles.get(device), at).at(-1) ?? -1]?.body;
    return body?.kind === 'role.changed' ? body.role : (made(device, at)?.role ?? null);
  }

  function held(device: DeviceId, circle: CircleName, at: Place): Set<Place> {
    const epochs = new Set<Place>();
    for (const place of counted(facts.grants.get(device), at)) {
      const body = statements[place]?.body;
      if (body?.kind === 'epoch.opened' && body.circle === circle) epochs.add(place);
      if (body?.kind === 'key.handed' && body.circle === circle) {
        for (const epoch of handings.get(place) ?? []) epochs.add(epoch);
      }
    }
    return epochs;
  }

  function admitted(device: DeviceId, at: Place): Set<CircleName> {
    const circles = new Set(made(device, at)?.circles);
    for (const place of counted(facts.grants.get(device), at)) {
      const body = statements[place]?.body;
      if (body?.kind === 'epoch.opened' || body?.kind === 'key.handed') circles.add(body.circle);
    }
    return circles;
  }

  /** Two records of one id: the one that comes first keeps it. */
  function record(place: Place, one: Made): boolean {
    const owner = owners.get(one.keys.id);
    if (owner && !sameKeys(owner, one.keys)) return false;
    owners.set(one.keys.id, one.keys);
    records.set(place, one);
    return true;
  }

  /** True when a removal that counts keeps what this author said from counting. */
  const isVoid = (place: Place, author: DeviceId): boolean =>
    (facts.removals.get(author) ?? []).some(
      (removal) =>
        removal !== place &&
        (removals
          ? removals.has(removal) && !knew(removal, place)
          : counting[removal] === 1 && knew(place, removal)),
    );

  function isAllowed(place: Place): boolean {
    const statement = statements[place];
    if (!statement) return false;
    const { author, body } = statement;
    if (body.kind === 'team.founded') {
      const { device: keys, role: given, person } = body;
      const circles = new Set(body.circles);
      return (
        place === 0 && record(place, { keys, type: 'workstation', role: given, person, admin: true, circles })
      );
    }
    if (made(author, place)?.keys.sign !== statement.key || isVoid(place, author)) return false;
    switch (body.kind) {
      case 'device.added': {
        if (!isAdmin(author, place)) return false;
        const { device: keys, type, role: given, person, admin } = body;
        return record(place, { keys, type, role: given, person, admin, circles: new Set(body.circles) });
      }
      case 'device.succeeded': {
        const former = made(author, place);
        if (!former || body.device.id === author) return false;
        return record(place, {
          ...former,
          keys: body.device,
          role: role(author, place),
          admin: isAdmin(author, place),
          circles: admitted(author, place),
        });
      }
      case 'device.removed':
        return body.device === author || isAdmin(author, place);
      case 'role.changed': {
        if (!isAdmin(author, place) || !made(body.device, place)) return false;
        const present = body.admin ? [] : admins(place);
        if (present.length === 1 && present[0] === body.device) sparing.add(place);
        return true;
      }
      case 'epoch.opened': {
        const lines = linesOpened(place, author, body.circle);
        linesOf.set(place, lines);
        return lines.length > 0;
      }
      case 'key.handed': {
        const has = held(author, body.circle, place);
        const given = [...has].filter((epoch) => {
          const opened = statements[epoch]?.body;
          return opened?.kind === 'epoch.opened' && Object.hasOwn(body.keys, opened.epoch);
        });
        handings.set(place, given);
        return given.length > 0;
      }
    }
  }

  /** The lines that an epoch opened by `author` continues; its own for the first one; none when it has no right to. */
  function linesOpened(place: Place, author: DeviceId, circle: CircleName): StatementId[] {
    const has = held(author, circle, place);
    if (has.size > 0) return [...new Set([...has].flatMap((epoch) => linesOf.get(epoch) ?? []))].sort();
    const first = counted(facts.epochs.get(circle), place).length === 0;
    return first && admitted(author, place).has(circle) ? [statements[place]?.id ?? ''] : [];
  }

  statements.forEach(({ body }, place) => {
    if (within !== end && !knew(within, place)) return;
    const counts = removals && body.kind === 'device.removed' ? removals.has(place) : isAllowed(place);
    counting[place] = counts ? 1 : 0;
  });

  return {
    counts: (place) => counting[place] === 1,
    mayRemove: isAllowed,
    bySuccession: (place) => succeeded[place] === 1,
    made,
    firstRecord,
    role,
    admitted,
    admins,
    held,
    handed: (place) => handings.get(place) ?? [],
    lines: (epoch) => linesOf.get(epoch) ?? [],
  };
}
