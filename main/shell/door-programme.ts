/**
 * What the screen at the entrance knows: the public programme, asked of the engine while a vault is open and kept in
 * memory, never on the disk, when it no longer is.
 */
import { EventEmitter } from 'node:events';
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { Topic } from '#shared/contract/index.ts';
import type { KnownProgramme } from '#shared/contract/shell.ts';
import type { VaultState } from '#shared/contract/vault.ts';
import type { Programme } from '#shared/domain/programme/model.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { EngineProcess } from './engine.ts';

/** The part of the engine's process that this uses. */
export type EngineOfDoor = Pick<EngineProcess, 'call' | 'on' | 'off'>;

const DAY_MS = 86_400_000;
/** How far the screen can go on by itself. */
const DAYS_AHEAD = 28;
/** Changes come in bursts: a published quarter, a colleague's machine that comes back. */
const TOGETHER_MS = 300;
/** A vault that stays open through the night: the days ahead move on too. */
const EVERY_MS = 3_600_000;

const follows: ReadonlySet<string> = new Set<Topic>([
  'planning.changed',
  'place.changed',
  'catalogue.changed',
  'vault.changed',
]);

const isoDate = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
/** A day more on each side: whatever the time zone of the place, today is in it. */
const daysFrom = (now: number) => ({
  from: isoDate(now - DAY_MS),
  to: isoDate(now + (DAYS_AHEAD + 1) * DAY_MS),
});

export class DoorProgramme extends EventEmitter<{ known: [KnownProgramme] }> {
  readonly #engine: EngineOfDoor;
  #known: KnownProgramme | null = null;
  /** The vault that said so. */
  #vault: string | null = null;
  /** What undoes the following, while it follows. */
  #following: DisposableStack | null = null;
  #asked = 0;
  #soon: NodeJS.Timeout | null = null;

  constructor(engine: EngineOfDoor) {
    super();
    this.#engine = engine;
  }

  get known(): KnownProgramme | null {
    return this.#known;
  }

  /** Asks a first time, then follows what changes until `stop`. The engine's refusal when it cannot: `vault_locked`. */
  async start(): Promise<Result<null, AppError>> {
    const answer = await this.#ask();
    if (!answer.ok) return answer;
    this.#following ??= this.#follow();
    return ok(null);
  }

  /** Forgets everything. */
  stop(): void {
    this.#following?.dispose();
    this.#following = null;
    this.#asked += 1;
    if (this.#soon !== null) clearTimeout(this.#soon);
    this.#soon = null;
    this.#known = null;
    this.#vault = null;
  }

  #follow(): DisposableStack {
    const following = new DisposableStack();
    this.#engine.on('event', this.#hear);
    following.defer(() => this.#engine.off('event', this.#hear));
    this.#engine.on('restarted', this.#askSoon);
    following.defer(() => this.#engine.off('restarted', this.#askSoon));
    following.adopt(setInterval(this.#askSoon, EVERY_MS), clearInterval);
    return following;
  }

  readonly #hear = (topic: string): void => {
    if (follows.has(topic)) this.#askSoon();
  };

  readonly #askSoon = (): void => {
    this.#soon ??= setTimeout(() => {
      this.#soon = null;
      void this.#ask();
    }, TOGETHER_MS);
  };

  async #ask(): Promise<Result<null, AppError>> {
    this.#asked += 1;
    const asked = this.#asked;
    const knownAt = Date.now();
    const state = await this.#engine.call('vault.state', {});
    const answer = await this.#engine.call('programme.get', daysFrom(knownAt));
    // Closed meanwhile, or asked again since: only the last answer counts.
    if (asked !== this.#asked) return ok(null);
    const programme = answer.ok ? (answer.value as Programme) : null;
    const vault = state.ok ? ((state.value as VaultState).open?.id ?? null) : null;
    if (programme !== null && this.#isOfThisPlace(programme, vault)) {
      this.#vault = vault;
      this.#tell({ programme, knownAt, live: true });
    } else if (this.#known?.live) this.#tell({ ...this.#known, live: false });
    return answer.ok ? ok(null) : err(answer.error as AppError);
  }

  /** Several people may share a machine, and perhaps not the same place: the screen never changes place by itself. */
  #isOfThisPlace({ place }: Programme, vault: string | null): boolean {
    const former = this.#known?.programme.place;
    return former === undefined || vault === this.#vault || place.name === former.name;
  }

  #tell(known: KnownProgramme): void {
    this.#known = known;
    this.emit('known', known);
  }
}
