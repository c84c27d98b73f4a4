/**
 * The engine: owns every datum, answers the contract, knows nothing of windows.
 *
 * It opens at most one vault at a time, validates every call, turns refusals into tagged errors and faults of the
 * disk into sentences, and stays up whatever a caller sends.
 */
import {
  type Answer,
  type MethodName,
  methods,
  type ParamsOf,
  type Topic,
  type Topics,
} from '#shared/contract/index.ts';
import { err, ok } from '#shared/domain/result.ts';
import type { OpenVault } from '../capability/feature.ts';
import { createDemo } from '../features/demo/index.ts';
import { features } from '../features/index.ts';
import type { Clock, Random } from '../ground/clock.ts';
import type { Context } from '../ground/context.ts';
import { createFileGrants, type FileAccess } from '../ground/file-grants.ts';
import { createJobs } from '../ground/jobs.ts';
import { createIdentity, storeIdentity } from '../register/identity.ts';
import { createRelays, type NetworkOptions } from '../relay/index.ts';
import { createJoining } from '../team/joining.ts';
import { openMembership } from '../team/open-membership.ts';
import type { Arrival, Gate, OpenBase } from '../vault/gate.ts';
import { createVault, storageError, type VaultOptions } from '../vault/index.ts';
import { openVault } from './open-vault.ts';

export interface EngineOptions {
  /** Folder that holds the vaults; created when absent. */
  dataDir: string;
  /** Folder of the SQL migrations. */
  migrationsDir: string;
  appVersion: string;
  clock: Clock;
  random: Random;
  /** Receives one line for each fault worth a support call; never a secret, never a person's words. */
  log: (line: string) => void;
  /** Where this machine listens and how it finds the others; null shares nothing. */
  network: NetworkOptions | null;
  /** A run that shows invented data: `demo.open` answers. */
  demo?: boolean;
  /** Cheaper key derivation, for tests only (`unpackaged.ts` where the app is built). */
  kdf?: VaultOptions['kdf'];
  /** Those of `dataDir`, when they were asked for before the engine was there. */
  closed?: VaultOptions['closed'];
}

export interface Engine {
  /** Answers any method of the contract. Never throws and never rejects. */
  call<M extends MethodName>(method: M, params: ParamsOf<M>): Promise<Answer<M>>;
  on<T extends Topic>(topic: T, listener: (payload: Topics[T]) => void): () => void;
  /** Hears every topic; for a host that forwards them. */
  onAny(listener: (topic: Topic, payload: Topics[Topic]) => void): () => void;
  /** Gives the screens a token for a file that a person chose. For the shell and the command line only. */
  grantFile(path: string, access: FileAccess): string;
  /** Locks and stops. */
  close(): Promise<void>;
}

type AnyListener = (topic: Topic, payload: Topics[Topic]) => void;
type AnyHandler = (params: unknown, context: Context) => unknown;

export function createEngine(options: EngineOptions): Engine {
  const { clock, random, log } = options;
  const listeners = new Set<AnyListener>();
  const emit = <T extends Topic>(topic: T, payload: Topics[T]) => {
    for (const listener of listeners) listener(topic, payload);
  };
  const files = createFileGrants(random);
  const context: Context = { clock, random, files, jobs: createJobs((it) => emit('job.progress', it)), emit };

  const relays = createRelays({ dataDir: options.dataDir, network: options.network, clock, random, log });
  let open: OpenVault | null = null;
  /** What to undo when the vault closes. */
  let endings = new DisposableStack();

  const gate: Gate & { current: OpenBase | null } = {
    current: null,
    get vault() {
      return this.current;
    },
    async open(base: OpenBase, arrival?: Arrival) {
      const membership = await openMembership({ base, relays, context, log, arrival });
      endings.defer(() => membership.close());
      const opened = openVault({ base, context, features, membership });
      endings.defer(() => opened.close());
      if (arrival && 'founding' in arrival)
        for (const feature of features) feature.founded?.(opened.vault, arrival.founding);
      this.current = base;
      for (const feature of features) await feature.resumed?.(opened.vault);
      if (this.current !== base) throw new Error('the vault was closed while it was opening');
      open = opened.vault;
      for (const feature of features) {
        const ending = feature.opened?.(opened.vault);
        if (ending) endings.defer(ending);
      }
    },
    close() {
      const { current } = this;
      open = null;
      this.current = null;
      const ended = endings;
      endings = new DisposableStack();
      try {
        ended.dispose();
      } finally {
        current?.close();
      }
    },
  };
  const vault = createVault({
    dataDir: options.dataDir,
    migrationsDir: options.migrationsDir,
    appVersion: options.appVersion,
    context,
    gate,
    demo: options.demo ?? false,
    ...(options.kdf ? { kdf: options.kdf } : {}),
    ...(options.closed ? { closed: options.closed } : {}),
  });
  const openDemo = createDemo({
    create: (params) => answer('vault.create', params) as Promise<Answer<'vault.create'>>,
    opened: () => open,
  });

  const joining = createJoining({
    context,
    log,
    async newDevice() {
      vault.prepare();
      const vaultId = random.bytes(16).toString('hex');
      const relay = await relays.replace(vaultId, { device: random.bytes(6).toString('base64url') });
      return {
        vaultId,
        identity: createIdentity(random, relay.device, relay.transport),
        abandon: () => relays.discard(vaultId),
      };
    },
    async createVault({ vaultId, team, name, role, person, identity, statements, addresses }, passphrase) {
      const joined = { identity: storeIdentity(identity), statements, person };
      // The sealed logs come while the key is derived, as they do to any locked machine.
      const relay = relays.get(vaultId);
      relay?.register.add(statements);
      for (const address of addresses) relay?.addAddress(address);
      return vault.createForJoiner({ vaultId, team, name, role }, passphrase, joined);
    },
  });
  const always = {
    ...vault.alwaysHandlers,
    ...joining.handlers,
    'jobs.cancel': ({ job }: ParamsOf<'jobs.cancel'>) => ok({ stopped: context.jobs.cancel(job) }),
    ...(options.demo ? { 'demo.open': openDemo } : {}),
  } as unknown as Record<string, AnyHandler>;
  const unlocked = Object.assign(
    {},
    vault.unlockedHandlers,
    ...features.map((feature) => feature.handlers),
  ) as Record<string, AnyHandler>;

  async function answer(method: string, params: unknown): Promise<unknown> {
    const declared = Object.hasOwn(methods, method) ? methods[method as MethodName] : undefined;
    if (!declared) return err({ tag: 'unknown_method', method });
    const opened = open;
    if (declared.availability === 'unlocked' && !opened) return err({ tag: 'vault_locked' });
    const handler = declared.availability === 'always' ? always[method] : unlocked[method];
    if (!handler) return err({ tag: 'unknown_method', method });
    const leave = declared.availability === 'unlocked' ? vault.enter() : null;
    try {
      const parsed = declared.params.safeParse(params);
      if (!parsed.success) {
        const problems = parsed.error.issues
          .slice(0, 10)
          .map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message }));
        return err({ tag: 'invalid_params', problems });
      }
      return await handler(parsed.data, opened ?? context);
    } catch (error) {
      // The vault was locked while the handler was waiting: whatever it met then is only that.
      if (declared.availability === 'unlocked' && open !== opened) return err({ tag: 'vault_locked' });
      const known = storageError(error);
      if (known) return err(known);
      const reference = random.bytes(4).toString('hex');
      log(`${reference} ${method} ${error instanceof Error ? (error.stack ?? error.name) : 'not an Error'}`);
      return err({ tag: 'unexpected', reference });
    } finally {
      leave?.();
    }
  }

  return {
    call: (method, params) => answer(method, params) as Promise<Answer<typeof method>>,
    on(topic, listener) {
      const filter: AnyListener = (happened, payload) => {
        if (happened === topic) listener(payload as Topics[typeof topic]);
      };
      listeners.add(filter);
      return () => listeners.delete(filter);
    },
    onAny(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    grantFile: files.grant,
    async close() {
      await joining.close();
      await vault.lock();
      vault.close();
      await relays.closeAll();
    },
  };
}
