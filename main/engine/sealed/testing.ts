/**
 * Devices of one team in memory, for the tests of the sealed circles: real keys and real envelopes, a log on a Y.Doc
 * for each, a team that the test decides, and timers that run when the test says.
 */
import sodium from 'sodium-native';
import { ok } from '#shared/domain/result.ts';
import type { Device, Epoch, StatementBody, Team } from '#shared/domain/team/model.ts';
import type { Circle, DocumentName, Json } from '../circles/circle.ts';
import { createHybridClock } from '../circles/hybrid-clock.ts';
import { createCircle } from '../circles/shared-circle.ts';
import { createTestDevice } from '../circles/testing.ts';
import { type Clock, type Delay, hours, later, type Random } from '../ground/clock.ts';
import { stillClock } from '../ground/testing-clock.ts';
import { createIdentity, type Identity } from '../register/identity.ts';
import { createCircleKeys, type OwnKeys } from './keys.ts';
import { createSealedCircle, type SealedCircle } from './sealed-circle.ts';
import { type MemoryLog, memoryLog } from './testing-log.ts';

/** Bytes that look random and are the same at each run. */
export function seededRandom(seed: number): Random {
  let drawn = 0;
  return {
    bytes(length) {
      const out = Buffer.alloc(length);
      const key = Buffer.alloc(sodium.randombytes_SEEDBYTES);
      key.writeUInt32LE(seed, 0);
      key.writeUInt32LE(++drawn, 4);
      sodium.randombytes_buf_deterministic(out, key);
      return out;
    },
  };
}

/** The register of the tests: evaluated at once, the same for all. */
export interface TestTeam {
  team: Team;
  /** Adds, and tells every device. */
  declare(author: string, body: StatementBody): void;
  add(identity: Identity, over?: Partial<Device>): void;
  change(device: string, over: Partial<Device>): void;
  listen(told: () => void): void;
}

export function createTestTeam(): TestTeam {
  const devices = new Map<string, Device>();
  const epochs: Epoch[] = [];
  const team: Team = { id: 'team', devices, epochs, heads: [], refused: new Set() };
  const listeners: (() => void)[] = [];
  const tell = () => {
    for (const told of listeners) told();
  };
  return {
    team,
    declare(author, body) {
      if (body.kind === 'epoch.opened') {
        const sealed = new Map(Object.entries(body.sealed).map(([device, copy]) => [device, [copy]]));
        epochs.push({ id: body.epoch, circle: body.circle, by: author, at: 0, lines: ['first'], sealed });
      }
      if (body.kind === 'key.handed') {
        for (const epoch of epochs) {
          const copy = body.keys[epoch.id];
          const sealed = epoch.sealed as Map<string, string[]>;
          if (copy) sealed.set(body.device, [...(sealed.get(body.device) ?? []), copy]);
        }
      }
      tell();
    },
    add(identity, over = {}) {
      devices.set(identity.device, {
        keys: identity.keys,
        type: 'workstation',
        role: 'coordinator',
        person: identity.device,
        admin: false,
        admitted: new Set(['team']),
        addedBy: identity.device,
        addedAt: 0,
        rank: devices.size,
        removed: null,
        succeededBy: null,
        ...over,
      });
      tell();
    },
    change(device, over) {
      const known = devices.get(device);
      if (known) devices.set(device, { ...known, ...over });
      tell();
    },
    listen: (told) => listeners.push(told),
  };
}

export interface SealedDevice {
  id: string;
  identity: Identity;
  circle: Circle;
  sealed: SealedCircle;
  keys: OwnKeys;
  log: MemoryLog;
  sqlite: ReturnType<typeof createTestDevice>['sqlite'];
  time: { now: number };
  reported: string[];
  put(id: string, facets: Record<string, Json>, document?: DocumentName): boolean;
  /** Lets time pass, an hour if not told; runs the timers that are waiting. */
  elapse(wait?: Delay): void;
  /** Everything that came is taken in. */
  settled(): Promise<void>;
  stop(): void;
  /** Opens the same base again; `log` is another one when the relay's folder was lost. */
  restart(log?: MemoryLog): SealedDevice;
  /** Entities as everybody sees them. */
  things(): unknown[];
}

interface Making {
  team: TestTeam;
  seed: number;
  identity?: Identity;
  base?: ReturnType<typeof createTestDevice>;
  log?: MemoryLog;
  /** Runs in the place of publishing a statement. */
  declare?: (body: StatementBody) => void;
  name?: 'team' | 'care';
  /** Types of which nothing stays. */
  erases?: readonly string[];
}

export function createSealedDevice(making: Making): SealedDevice {
  const { team, seed, name = 'team' } = making;
  const random = seededRandom(seed);
  const id = making.identity?.device ?? random.bytes(6).toString('base64url');
  const transport = { transport: 'A'.repeat(43), certificate: 'A'.repeat(43) };
  const identity = making.identity ?? createIdentity(random, id, transport);
  const base = making.base ?? createTestDevice(id);
  const { sqlite, time } = base;
  const log = making.log ?? memoryLog();
  const reported: string[] = [];
  let timers: (() => void)[] = [];
  const still = stillClock(() => time.now);
  let reached = still.elapsed();
  const clock: Clock = {
    ...still,
    elapsed: () => reached,
    after(_ms, task) {
      timers.push(task);
      return () => {
        timers = timers.filter((other) => other !== task);
      };
    },
  };
  if (!team.team.devices.has(id)) team.add(identity);
  const me = () => team.team.devices.get(id) as Device;
  const keys = createCircleKeys({ sqlite, identity, circle: name });
  keys.learn(team.team);
  const declare = making.declare ?? ((body: StatementBody) => team.declare(id, body));
  const noEpoch = !team.team.epochs.some(({ circle }) => circle === name);
  if (noEpoch) declare(keys.openEpoch(team.team, random));
  keys.learn(team.team);
  const sealed = createSealedCircle({
    ...{ name, sqlite, identity, log, keys, clock, random, me, declare },
    team: () => team.team,
    report: (line) => reported.push(line),
  });
  let made = 0;
  const circle = createCircle({
    ...{ name, sqlite, device: id, projectors: [], erases: making.erases ?? [], outlet: sealed.outlet },
    clock: createHybridClock(() => time.now, id),
    now: () => time.now,
    newId: () => `${id}-${seed}-${++made}`,
    author: () => id,
  });
  let stopped = false;
  team.listen(() => {
    if (!stopped) sealed.teamChanged();
  });
  sealed.start(circle);
  const stop = () => {
    stopped = true;
    sealed.stop();
  };
  return {
    ...{ id, identity, circle, sealed, keys, log, sqlite, time, reported, stop },
    put(thing, facets, document) {
      time.now += 1;
      const done = circle.write((writer) => {
        writer.put('things', thing, facets, document ?? (writer.read('things', thing) ? undefined : '2027'));
        return ok({});
      });
      return done.ok;
    },
    elapse(wait = hours(1)) {
      const due = timers;
      timers = [];
      reached = later(reached, wait);
      for (const task of due) task();
    },
    async settled() {
      for (let turn = 0; turn < 3; turn += 1) await new Promise((done) => setImmediate(done));
    },
    restart(other = memoryLog(log.doc)) {
      stop();
      return createSealedDevice({ ...making, identity, base, log: other, seed: seed + 1000 });
    },
    things: () =>
      circle
        .list('things')
        .map(({ id: thing, document, facets, rivals }) => ({ thing, document, facets, rivals })),
  };
}

/** Gives every key of one device to another, as a person's gesture does. */
export function admit(team: TestTeam, holder: SealedDevice, device: Device): void {
  team.declare(holder.id, holder.keys.handBody(device));
}

/** Devices of the test that runs; `closeAll` stops them. */
let opened: SealedDevice[] = [];
export const kept = (device: SealedDevice) => {
  opened.push(device);
  return device;
};
export function closeAll(): void {
  for (const device of opened) device.stop();
  opened = [];
}

/** A founder and others who were given its keys. */
export function teamOf(
  count: number,
  seed = 1,
  erases: readonly string[] = [],
): { team: TestTeam; devices: SealedDevice[] } {
  const team = createTestTeam();
  const devices = Array.from({ length: count }, (_, i) => {
    const device = kept(createSealedDevice({ team, seed: seed * 10 + i, erases }));
    const [founder] = opened.slice(-1 - i);
    if (i > 0 && founder) admit(team, founder, team.team.devices.get(device.id) as never);
    return device;
  });
  return { team, devices };
}

export const two = (seed?: number) => {
  const { team, devices } = teamOf(2, seed);
  const [a, b] = devices as [SealedDevice, SealedDevice];
  return { team, a, b };
};

export const remove = (team: TestTeam, by: SealedDevice, device: SealedDevice) =>
  team.change(device.id, { removed: { by: by.id, at: 0, statement: 'removal' } });
