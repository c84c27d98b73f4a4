/**
 * A bench of machines of one team: real engines on real folders, over real TLS sockets on loopback. Nothing is replaced
 * but what a test has to decide: the clock may be off, waits are shorter, cables can be pulled, the key of the vault
 * costs little. What an engine holds in memory can be looked at.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, MethodName, ParamsOf, ValueOf } from '#shared/contract/index.ts';
import type { Role } from '#shared/domain/place/host.ts';
import type { Address } from '#shared/domain/team/address.ts';
import type { CircleName } from '#shared/domain/team/model.ts';
import type { OpenVault } from '../capability/feature.ts';
import { features } from '../features/index.ts';
import { hastyClock } from '../ground/testing-clock.ts';
import { type Clock, createEngine, type Engine, systemRandom } from '../index.ts';
import { testPassphrase } from '../testing/engine.ts';
import { Links } from '../testing/fuzz/links.ts';

/** Waits (healing, keys, dialling, receipts) are that much shorter than in use. */
const HASTE = 8;
/** Waits from the first on, as the machine counts them, take the second at least: a busy machine needs it to shake hands. */
const LONG_MS = 3000;
const LONG_LEAST_MS = 1500;
/** Costs nothing when all is well; a busy machine needs it. */
const PATIENCE_MS = 120_000;

/** The open vault of each engine, by its clock: a feature that does nothing but let the tests look in. */
const vaults = new WeakMap<Clock, OpenVault>();
features.push({
  handlers: {},
  opened(vault) {
    vaults.set(vault.clock, vault);
    return () => void vaults.delete(vault.clock);
  },
});

/** Until `look` no longer throws; answers what it answers. */
export async function until<T>(look: () => T | Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  const end = performance.now() + patienceMs;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (performance.now() > end) throw error;
      await pause(15);
    }
  }
}

export interface Machine {
  readonly name: string;
  readonly folder: string;
  engine: Engine;
  /** Milliseconds that its clock is off by. */
  skewMs: number;
  /** Milliseconds gone by while it slept. */
  sleptMs: number;
  /** Lines for support that it wrote. */
  readonly said: string[];
  /** What the open vault holds in memory; throws when it is locked. */
  readonly vault: OpenVault;
  readonly device: string;
  call<M extends MethodName>(method: M, params: ParamsOf<M>): Promise<Answer<M>>;
  /** The value, or an Error that says the refusal. */
  done<M extends MethodName>(method: M, params: ParamsOf<M>): Promise<ValueOf<M>>;
  unlock(): Promise<void>;
}

interface Joiner {
  name: string;
  role: Role;
  circles: CircleName[];
  admin?: boolean;
  skewMs?: number;
}

interface BenchOptions {
  /** In the place of the cables: how machines reach each other. */
  connect?: (address: Address) => Duplex;
}

export function createBench(options: BenchOptions = {}) {
  const links = new Links();
  const machines = new Map<Machine, Engine>();
  const folders: string[] = [];

  function folder(): string {
    const made = mkdtempSync(path.join(tmpdir(), 'margelle-team-'));
    folders.push(made);
    return made;
  }

  function machine(name: string, at = folder(), skewMs = 0): Machine {
    const said: string[] = [];
    const clock = hastyClock({
      haste: HASTE,
      hands: true,
      skew: () => made.skewMs,
      slept: () => made.sleptMs,
      wait: (ms) => Math.max(ms / HASTE, ms < LONG_MS ? 0 : LONG_LEAST_MS),
    });
    const made: Machine = {
      name,
      folder: at,
      engine: null as never,
      skewMs,
      sleptMs: 0,
      said,
      get vault() {
        const vault = vaults.get(clock);
        if (!vault) throw new Error(`${name} is locked`);
        return vault;
      },
      get device() {
        return made.vault.membership.identity.device;
      },
      call: (method, params) => made.engine.call(method, params),
      async done(method, params) {
        const answer = await made.engine.call(method, params);
        if (!answer.ok) throw new Error(`${name} ${method}: ${JSON.stringify(answer.error)}`);
        plug(made);
        return answer.value as never;
      },
      async unlock() {
        const { vaults } = await made.done('vault.state', {});
        const id = vaults[0]?.id ?? '';
        await made.done('vault.unlock', { id, passphrase: testPassphrase });
      },
    };
    made.engine = createEngine({
      dataDir: at,
      migrationsDir: path.resolve(import.meta.dirname, '../../../migrations'),
      appVersion: 'test',
      clock,
      random: systemRandom,
      log: (line) => void said.push(line),
      network: {
        host: '127.0.0.1',
        discovery: null,
        connect: options.connect ?? ((address) => links.connect(name, address)),
      },
      kdf: { passes: 1, memoryBytes: 8192 },
    });
    machines.set(made, made.engine);
    return made;
  }

  /** The cables know a machine by where it listens. */
  function plug(made: Machine): void {
    try {
      links.name(made.vault.membership.relay.addresses(), made.name);
    } catch {
      // Locked: named once it is open.
    }
  }

  async function off(made: Machine): Promise<void> {
    const engine = machines.get(made);
    machines.delete(made);
    await engine?.close();
  }

  return {
    links,
    machine,
    folder,
    off,

    /** The same folder, or a copy of it, after a stop; open again. */
    async again(stopped: Machine, at = stopped.folder): Promise<Machine> {
      await off(stopped);
      const made = machine(stopped.name, at, stopped.skewMs);
      await made.unlock();
      plug(made);
      return made;
    },

    /** What a disk holds at this instant, as a power cut would leave it. */
    copyOf({ folder: from }: Machine): string {
      const to = folder();
      cpSync(from, to, { recursive: true, filter: (file) => path.basename(file) !== 'locks' });
      return to;
    },

    async founder(name = 'Claire', role: Role = 'coordinator', skewMs = 0): Promise<Machine> {
      const made = machine(name, folder(), skewMs);
      await made.done('vault.create', {
        team: 'La Margelle',
        profile: 'ressourcerie',
        name,
        role,
        passphrase: testPassphrase,
      });
      plug(made);
      await staysOpen(made);
      return made;
    },

    /** Through the invitation and the four words, as two people would; `carry` is what happens to its text on the way. */
    async joins(
      host: Machine,
      { name, role, circles, admin = false, skewMs = 0 }: Joiner,
      carry: (text: string) => string | Promise<string> = (text) => text,
    ): Promise<Machine> {
      const joiner = machine(name, folder(), skewMs);
      await asks(host, joiner, carry);
      await accepts(host, { name, role, circles, admin });
      await joined(joiner);
      plug(joiner);
      await staysOpen(joiner);
      // There is nothing to plan in before.
      await until(() => {
        if (spacesOf(joiner) !== spacesOf(host)) throw new Error(`${name} received nothing`);
      });
      return joiner;
    },

    /** Cuts every cable of these machines, to the others and among themselves. */
    unplug(...cut: Machine[]): void {
      links.partition(new Map(cut.map(({ name }, i) => [name, i + 1])));
    },

    async close(): Promise<void> {
      for (const engine of machines.values()) await engine.close();
      machines.clear();
      for (const each of folders.splice(0)) rmSync(each, { recursive: true, force: true });
    },
  };
}

export type Bench = ReturnType<typeof createBench>;

/** A hastened machine that nobody touches has been idle for five minutes after half a minute: it is given the longest time. */
const staysOpen = (machine: Machine) => machine.done('vault.saveSettings', { autoLockMinutes: 60 });

/** The joiner's side up to the words; both screens show the same ones. */
export async function asks(
  host: Machine,
  joiner: Machine,
  carry: (text: string) => string | Promise<string> = (text) => text,
): Promise<string[]> {
  const invitation = await host.done('team.invite', {});
  const text = await carry(invitation.text);
  const { words } = await joiner.done('team.join', {
    invitation: { text },
    name: joiner.name,
    label: `Poste de ${joiner.name}`,
    passphrase: testPassphrase,
  });
  const shown = await host.done('team.requests', {});
  const same = shown.some((request) => request.words.join() === words.join());
  if (words.length !== 4 || !same) throw new Error('the words are not the same four');
  return words;
}

/** Whoever asks is accepted. */
export async function accepts(
  host: Machine,
  { name, role, circles, admin = false }: Joiner,
): Promise<{ device: string; waitsFor: CircleName[] }> {
  const [request] = await host.done('team.requests', {});
  return host.done('team.accept', {
    request: request?.id ?? '',
    label: `Poste de ${name}`,
    as: { type: 'workstation', role, circles, admin },
  });
}

export async function joined(joiner: Machine): Promise<void> {
  await until(async () => {
    const { state } = await joiner.done('team.joining', {});
    if (state !== 'joined') throw new Error(`${joiner.name}: ${state}`);
  });
}

const spacesOf = ({ vault }: Machine): number =>
  vault.sqlite
    .prepare<[], number>("SELECT count(*) FROM entities WHERE type = 'spaces'")
    .pluck()
    .get() as unknown as number;

export const DAY = '2027-01-12';

/** A meeting of an hour. */
const meeting = (title: string, hour: number): ParamsOf<'planning.create'> => ({
  slot: { date: DAY, start: clockTime(hour), end: clockTime(hour + 1), spaces: ['space-salon'] },
  what: { kind: 'meeting', title },
  who: {},
  state: { status: 'confirmed' },
  acceptOutsideOpening: true,
});
const clockTime = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

export const book = (on: Machine, title: string, hour = 10) =>
  on.done('planning.create', meeting(title, hour));

export const triesToBook = (on: Machine, title: string, hour = 10) =>
  on.call('planning.create', meeting(title, hour));

export async function titles(on: Machine): Promise<string[]> {
  const { bookings } = await on.done('planning.range', { from: DAY, to: DAY });
  return bookings.map(({ title }) => title).sort();
}

/** Until each of these machines shows exactly these meetings. */
export const allShow = (machines: readonly Machine[], expected: readonly string[]): Promise<void> =>
  until(async () => {
    for (const machine of machines) {
      const shown = (await titles(machine)).join();
      if (shown !== [...expected].sort().join()) throw new Error(`${machine.name} shows ${shown}`);
    }
  });

/** What every machine must agree on, as text. */
export function planningOf({ vault }: Machine): string {
  const rows = (sql: string) => vault.sqlite.prepare(sql).all();
  return JSON.stringify({
    bookings: rows(
      `SELECT id, date, start, facets ->> '$.slot.end' AS "end", status, title, facets ->> '$.slot.claim' AS claim
       FROM bookings ORDER BY id`,
    ),
    toSettle: rows(
      'SELECT later, earlier, reason, resource FROM clashes WHERE accepted = 0 ORDER BY 1, 2, 3, 4',
    ),
    entities: rows(
      `SELECT type, id, rivals FROM entities WHERE circle = 'team' AND rivals IS NOT NULL
       UNION ALL SELECT 'bookings', id, rivals FROM bookings WHERE rivals IS NOT NULL ORDER BY 1, 2`,
    ),
  });
}
