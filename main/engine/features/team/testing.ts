/**
 * A device of a team in memory: real statements, signed and evaluated; a relay and circles that do what a test says.
 * The journeys of engine/team/team.test.ts run the real ones.
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import {
  type Answer,
  type MethodName,
  methods,
  type ParamsOf,
  type ValueOf,
} from '#shared/contract/index.ts';
import type { FeedLine } from '#shared/contract/planning.ts';
import { err, ok } from '#shared/domain/result.ts';
import type { Address } from '#shared/domain/team/address.ts';
import type { CircleName, DeviceId, StatementBody, Team } from '#shared/domain/team/model.ts';
import { evaluateRegister } from '#shared/domain/team/register.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { createTestDevice } from '../../circles/testing.ts';
import type { EntryHeader } from '../../entry/header.ts';
import { derivedIdIn } from '../../ground/derived-id.ts';
import { createFileGrants } from '../../ground/file-grants.ts';
import { createJobs } from '../../ground/jobs.ts';
import { type TestClock, testClock } from '../../ground/testing-clock.ts';
import type { Identity } from '../../register/identity.ts';
import { signStatement } from '../../register/statement.ts';
import { verifyStatements } from '../../register/verify.ts';
import type { LinkState } from '../../relay/links/link.ts';
import type { Relay } from '../../relay/relay.ts';
import type { Receipt } from '../../relay/wire/receipt.ts';
import type { SealedCircle } from '../../sealed/sealed-circle.ts';
import type { Membership } from '../../team/membership.ts';
import { seeded, testIdentity } from '../../team/pairing/testing.ts';
import type { PresenceState } from '../../team/presence.ts';
import { placeFeature } from '../place/index.ts';
import { planningFeature } from '../planning/index.ts';
import { teamFeature } from './index.ts';

const features = [placeFeature, planningFeature, teamFeature];

/** A circle whose numbers and kept states a test decides. */
export interface TestCircle {
  lastSeq: number;
  points: { id: number; document: string; at: number; state: Uint8Array }[];
  changed(): void;
}

export interface TeamDevice {
  vault: OpenVault;
  clock: TestClock;
  emitted: string[];
  relay: {
    links: LinkState[];
    receipts: Map<DeviceId, Receipt>;
    addresses: Address[];
    typed: Address[];
    bundle: Uint8Array;
    changed(): void;
  };
  circles: Map<CircleName, TestCircle>;
  present: { device: DeviceId; state: PresenceState }[];
  said: (PresenceState | null)[];
  team(): Team;
  /** A statement of this device, or of another. */
  declare(body: StatementBody, by?: Identity): void;
  call<M extends MethodName>(method: M, params: ParamsOf<M>): Promise<Answer<M>>;
  done<M extends MethodName>(method: M, params: ParamsOf<M>): Promise<ValueOf<M>>;
  /** A line of the feed that comes from elsewhere. */
  line(line: Partial<FeedLine> & { id: string }): void;
  file(name: string, content?: string | Uint8Array): { token: string; path: string; read(): string };
  write(name: string): { token: string; read(): Buffer };
  close(): void;
}

const listening = () => {
  const listeners = new Set<() => void>();
  return {
    on: (listen: () => void) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    tell: () => {
      for (const listen of [...listeners]) listen();
    },
  };
};

/** The device of Claire, coordinator, who founded the team and holds `team` and `welcome`. */
export function openTeamDevice(): TeamDevice {
  const clock = testClock();
  const identity = testIdentity('claire');
  const made = createTestDevice(
    identity.device,
    features.flatMap(({ projectors }) => projectors ?? []),
  );
  const bytes: Uint8Array[] = [];
  const registerNews = listening();
  const sharingNews = listening();
  const presenceNews = listening();
  const founded = signStatement(identity, {
    parents: [],
    at: clock.now(),
    body: {
      kind: 'team.founded',
      device: identity.keys,
      role: 'coordinator',
      person: 'claire',
      circles: ['team', 'welcome'],
    },
  });
  bytes.push(founded.bytes);
  let team = evaluateRegister(verifyStatements(bytes), founded.id);
  const declare = (body: StatementBody, by: Identity = identity): string => {
    const signed = signStatement(by, { parents: team.heads, at: clock.now(), body });
    bytes.push(signed.bytes);
    team = evaluateRegister(verifyStatements(bytes), founded.id);
    registerNews.tell();
    return signed.id;
  };

  const circles = new Map<CircleName, TestCircle>();
  const sealed = new Map<CircleName, SealedCircle>();
  for (const name of ['team', 'welcome'] as const) {
    const news = listening();
    const circle: TestCircle = { lastSeq: 0, points: [], changed: news.tell };
    circles.set(name, circle);
    sealed.set(name, {
      name,
      get lastSeq() {
        return circle.lastSeq;
      },
      setAside: () => [],
      restorePoints: () => circle.points.map(({ state: _, ...point }) => point),
      restorePoint: (id: number) => circle.points.find((point) => point.id === id) ?? null,
      onChange: news.on,
    } as Partial<SealedCircle> as SealedCircle);
  }

  const relay: TeamDevice['relay'] = {
    links: [],
    receipts: new Map(),
    addresses: [{ host: '192.168.1.20', port: 47520 }],
    typed: [],
    bundle: Buffer.from('bundle of this team'),
    changed: sharingNews.tell,
  };
  let pairingHandler: Parameters<Relay['setPairing']>[0] = null;
  const entry = {} as EntryHeader;
  const present: TeamDevice['present'] = [];
  const said: TeamDevice['said'] = [];

  const membership = {
    identity,
    team: () => team,
    me: () => {
      const me = team.devices.get(identity.device);
      if (!me) throw new Error('unknown device');
      return me;
    },
    get removed() {
      return team.devices.get(identity.device)?.removed !== null;
    },
    declare,
    sealed: (name: CircleName) => sealed.get(name) ?? null,
    handKey(device: DeviceId, circle: CircleName) {
      if (!team.devices.has(device)) return err({ tag: 'not_found', what: 'device' });
      if (!sealed.has(circle)) return err({ tag: 'not_holder', circle });
      return ok(null);
    },
    onChange: registerNews.on,
    presence: {
      set: (state: PresenceState | null) => said.push(state),
      all: () => present,
      onChange: presenceNews.on,
    },
    relay: {
      device: identity.device,
      register: { bytes: () => bytes },
      receipts: () => relay.receipts,
      links: () => relay.links,
      onSharing: sharingNews.on,
      addresses: () => relay.addresses,
      typedAddresses: () => relay.typed,
      addAddress: (address: Address) => relay.typed.push(address),
      removeAddress: (address: Address) => {
        relay.typed = relay.typed.filter((one) => one !== address);
      },
      setPairing: (handler: typeof pairingHandler) => {
        pairingHandler = handler;
      },
      log: () => ({ entries: () => [entry] }),
      bundle: () => relay.bundle,
      takeIn: (bundle: Uint8Array) =>
        Buffer.compare(bundle, relay.bundle) === 0 ? { statements: 1, entries: 2 } : null,
    },
  } as unknown as Membership;

  const folder = mkdtempSync(path.join(tmpdir(), 'margelle-team-'));
  const random = seeded('device');
  const files = createFileGrants(random);
  const emitted: string[] = [];
  let ids = 0;
  const db = drizzle(made.sqlite);
  const vault: OpenVault = {
    clock,
    random,
    files,
    jobs: createJobs(() => {}),
    emit: (topic) => void emitted.push(topic),
    db,
    sqlite: made.sqlite,
    own: { db, sqlite: made.sqlite },
    team: made.circle,
    circle: (name) => (name === 'team' ? made.circle : null),
    membership,
    me: { hostId: 'claire', name: 'Claire' },
    newId: () => `id-${++ids}`,
    derivedId: (...source) => derivedIdIn('team', source),
  };
  placeFeature.founded?.(vault, {
    team: 'La Margelle',
    profile: 'empty',
    name: 'Claire',
    role: 'coordinator',
  });
  const ends = new DisposableStack();
  for (const feature of features) ends.defer(feature.opened?.(vault) ?? (() => {}));
  const handlers: Record<string, (params: unknown, vault: OpenVault) => unknown> = Object.assign(
    {},
    ...features.map((feature) => feature.handlers),
  );
  const call = async <M extends MethodName>(method: M, params: ParamsOf<M>) =>
    (await handlers[method]?.(methods[method].params.parse(params), vault)) as Answer<M>;
  const insertLine = made.sqlite.prepare('INSERT INTO feed (id, at, line) VALUES (?, ?, ?)');

  return {
    vault,
    clock,
    emitted,
    relay,
    circles,
    present,
    said,
    team: () => team,
    declare,
    call,
    async done(method, params) {
      const answer = await call(method, params);
      if (!answer.ok) throw new Error(`${method} was refused: ${JSON.stringify(answer.error)}`);
      return answer.value as never;
    },
    line(line) {
      const whole = { at: clock.now(), author: 'Nadia', kind: 'created', title: 'Yoga', count: 1, ...line };
      insertLine.run(whole.id, whole.at, JSON.stringify(whole));
    },
    file(name, content) {
      const file = path.join(folder, name);
      if (content !== undefined) writeFileSync(file, content);
      return { token: files.grant(file, 'read'), path: file, read: () => readFileSync(file, 'utf8') };
    },
    write(name) {
      const file = path.join(folder, name);
      return { token: files.grant(file, 'write'), read: () => readFileSync(file) };
    },
    close() {
      ends.dispose();
      if (pairingHandler !== null) throw new Error('requests to join are still heard');
      made.sqlite.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
