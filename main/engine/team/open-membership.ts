/**
 * Opens this device's membership with its vault. It makes a team for a new vault, takes the place of the former device
 * for a vault that was restored (its keys must never number entries twice), and keeps a copy of the register in the
 * vault, so that a lost or damaged relay folder is made again.
 */

import { role } from '#shared/domain/place/host.ts';
import { err, ok } from '#shared/domain/result.ts';
import {
  CIRCLES,
  type CircleName,
  circlesOfRole,
  type Device,
  type DeviceId,
  type StatementBody,
} from '#shared/domain/team/model.ts';
import { isActive, mayWrite } from '#shared/domain/team/register.ts';
import type { Context } from '../ground/context.ts';
import {
  createIdentity,
  type Identity,
  loadIdentity,
  type StoredIdentity,
  storeIdentity,
  wipeIdentity,
} from '../register/identity.ts';
import { signStatement } from '../register/statement.ts';
import type { Relays } from '../relay/index.ts';
import type { Relay } from '../relay/relay.ts';
import { createCircleKeys } from '../sealed/keys.ts';
import { createLedger } from '../sealed/ledger.ts';
import { createSealedCircle, type SealedCircle } from '../sealed/sealed-circle.ts';
import { deviceFacts, deviceId } from '../vault/device-facts.ts';
import type { Arrival, OpenBase } from '../vault/gate.ts';
import { facts } from '../vault/opening.ts';
import type { Membership } from './membership.ts';
import { createTeamPresence } from './presence.ts';

export interface OpenMembership extends Membership {
  /** Lets go of the relay and wipes the keys. */
  close(): void;
}

interface Options {
  base: OpenBase;
  relays: Relays;
  context: Context;
  log: (line: string) => void;
  arrival?: Arrival | undefined;
}

const inBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

export async function openMembership(options: Options): Promise<OpenMembership> {
  const { base, context, log } = options;
  const { clock, random } = context;
  const { identity, relay } = await establish(options);
  const listeners = new Set<() => void>();
  const sealed = new Map<CircleName, SealedCircle>();
  let closed = false;

  const team = () => {
    const known = relay.register.team;
    if (!known) throw new Error('the register holds no founding');
    return known;
  };
  const me = (): Device => {
    const device = team().devices.get(identity.device);
    if (!device) throw new Error('the register does not know this device');
    return device;
  };

  function declare(body: StatementBody): string {
    const signed = signStatement(identity, { parents: [...team().heads], at: clock.now(), body });
    relay.register.add([signed.bytes]);
    return signed.id;
  }

  const make = (circle: CircleName) => createCircleKeys({ sqlite: base.sqlite, identity, circle });
  const keysOf = { team: make('team'), welcome: make('welcome'), care: make('care') };

  /** The register only grows: as many statements are the same ones. */
  let copied = deviceFacts.register.read(base.sqlite)?.length ?? 0;
  function keepCopy(): void {
    const statements = relay.register.bytes();
    if (statements.length === copied) return;
    deviceFacts.register.write(base.sqlite, statements.map(inBase64));
    copied = statements.length;
  }

  function follow(): void {
    if (closed) return;
    keepCopy();
    for (const circle of CIRCLES) {
      const held = keysOf[circle];
      held.learn(team());
      const firstEver = !team().epochs.some((epoch) => epoch.circle === circle);
      if (firstEver && me().admitted.has(circle) && mayWrite(me()) && isActive(me())) {
        declare(held.openEpoch(team(), random));
        // Declaring calls back here with the new epoch.
        return;
      }
      if (!sealed.has(circle) && held.any()) {
        sealed.set(
          circle,
          createSealedCircle({
            name: circle,
            sqlite: base.sqlite,
            identity,
            log: relay.log(circle),
            keys: held,
            team,
            me,
            clock,
            random,
            report: log,
            declare,
          }),
        );
      } else sealed.get(circle)?.teamChanged();
    }
    for (const listen of listeners) listen();
  }

  const unfollow = relay.register.onChange(follow);
  follow();
  const presence = createTeamPresence({
    presence: relay.presence,
    identity,
    keys: keysOf.team,
    team,
    clock,
    random,
  });

  return {
    identity,
    relay,
    team,
    me,
    get removed() {
      return !isActive(me());
    },
    declare,
    presence,
    sealed: (circle) => sealed.get(circle) ?? null,
    handKey(device: DeviceId, circle: CircleName) {
      const known = team().devices.get(device);
      if (!known || known.removed) return err({ tag: 'not_found', what: 'device' });
      const held = keysOf[circle];
      if (!held.any()) return err({ tag: 'not_holder', circle });
      declare(held.handBody(known));
      return ok(null);
    },
    onChange(listen) {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    close() {
      closed = true;
      unfollow();
      listeners.clear();
      relay.presence.set(null);
      relay.setPairing(null);
      wipeIdentity(identity);
    },
  };
}

/** Not one whose file was damaged, or is that of another vault. */
const isRelayOf = ({ keys }: StoredIdentity, { device, transport }: Relay): boolean =>
  device === keys.id && transport.transport === keys.transport && transport.certificate === keys.certificate;

/** The identity and the relay that go together. */
async function establish({
  base,
  relays,
  context,
  arrival,
}: Options): Promise<{ identity: Identity; relay: Relay }> {
  const { random, clock } = context;
  if (arrival && 'joined' in arrival) {
    const { identity, statements, person } = arrival.joined;
    deviceFacts.identity.write(base.sqlite, identity);
    deviceFacts.device.write(base.sqlite, identity.keys.id);
    deviceFacts.me.write(base.sqlite, person);
    deviceFacts.register.write(base.sqlite, statements.map(inBase64));
  }
  const stored = deviceFacts.identity.read(base.sqlite);
  const known = (deviceFacts.register.read(base.sqlite) ?? []).map((text) => Buffer.from(text, 'base64'));
  const present = relays.get(base.id);

  if (
    stored &&
    present &&
    deviceFacts.device.read(base.sqlite) === stored.keys.id &&
    isRelayOf(stored, present)
  ) {
    present.register.add(known);
    if (present.register.team) return { identity: loadIdentity(stored), relay: present };
  }
  // A fresh device: the id under which a restored base wrote must never be used again.
  const device = stored
    ? random.bytes(6).toString('base64url')
    : deviceId(base.sqlite, () => random.bytes(6).toString('base64url'));
  const relay = await relays.replace(base.id, { device });
  const identity = createIdentity(random, device, relay.transport);
  if (stored) {
    relay.register.add(known);
    succeed(loadIdentity(stored), identity, relay, base, clock.now());
  } else {
    const ownedRole = ownRole(base, arrival);
    const person = deviceFacts.me.read(base.sqlite) ?? random.bytes(16).toString('base64url');
    deviceFacts.me.write(base.sqlite, person);
    const founded = signStatement(identity, {
      parents: [],
      at: clock.now(),
      body: {
        kind: 'team.founded',
        device: identity.keys,
        role: ownedRole,
        person,
        circles: [...circlesOfRole[ownedRole]],
      },
    });
    relay.register.add([founded.bytes]);
  }
  base.sqlite.transaction(() => {
    deviceFacts.identity.write(base.sqlite, storeIdentity(identity));
    deviceFacts.device.write(base.sqlite, device);
    // What the former device numbered is its own; this one starts from nothing and shares what it holds as snapshots.
    if (stored)
      for (const circle of CIRCLES) createLedger(base.sqlite, circle, stored.keys.id).removeAllOwn();
  })();
  return { identity, relay };
}

/** The former device says, with its own key, which one continues it, and hands it the keys it held. */
function succeed(former: Identity, next: Identity, relay: Relay, base: OpenBase, at: number): void {
  const parents = () => [...(relay.register.team?.heads ?? [])];
  const say = (body: StatementBody) =>
    relay.register.add([signStatement(former, { parents: parents(), at, body }).bytes]);
  say({ kind: 'device.succeeded', device: next.keys });
  const successor = relay.register.team?.devices.get(next.device);
  if (successor && !successor.removed) {
    for (const circle of CIRCLES) {
      const held = createCircleKeys({ sqlite: base.sqlite, identity: former, circle });
      if (held.any()) say(held.handBody(successor));
    }
  }
  wipeIdentity(former);
}

function ownRole(base: OpenBase, arrival: Arrival | undefined) {
  if (arrival && 'founding' in arrival) return arrival.founding.role;
  return role.catch('coordinator').parse(facts.owner.read(base.sqlite)?.role);
}
