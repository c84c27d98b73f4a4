/**
 * What the link to one other device is at, as one value, and what each event makes of it. Pure: `link.ts` tells it what
 * happens and does what it answers. An event only records; `look` alone decides who dials and which rooms are open.
 */
import type { Room as RoomName, Team } from '#shared/domain/team/model.ts';
import type { DialProblem } from './dial.ts';

/** Why the two are not connected, when it was tried. */
export type LinkProblem = DialProblem | 'removed';

interface Known {
  /** The other one has dialled before and may again: the greater id leaves it its turn. */
  polite: boolean;
  problem: LinkProblem | null;
}

type Live =
  | ({ phase: 'idle' } & Known)
  /** The other one is given the time to dial first. */
  | { phase: 'courtesy'; polite: true; problem: LinkProblem | null }
  /** `rooms` go on being dialled; of them none but the register comes first. `hopeful`: it has met no failure yet. */
  | ({ phase: 'dialling'; rooms: ReadonlySet<RoomName>; hopeful: boolean } & Known)
  /** The socket of the register, dialled from here, is open. */
  | { phase: 'connected'; rooms: ReadonlySet<RoomName>; polite: boolean; problem: null }
  /** Under this team, the other one said that this device is no longer of it. */
  | ({ phase: 'dismissed'; team: Team | null } & Known);

export type LinkMachine = Live | { phase: 'ended' };

/** What decides. */
export interface LinkFacts {
  /** This device has the lower id. */
  first: boolean;
  team: Team | null;
  /** That the two share; none when the other one is not of the team. */
  rooms: readonly RoomName[];
  /** A room that is not is opened when it is told that the disk takes bytes again. */
  writable: (room: RoomName) => boolean;
  /** An address of the other one is known. */
  reachable: boolean;
  /** They have shared already: the other one knows where this machine listens. */
  met: boolean;
  /** The other one has opened the register here. */
  inbound: boolean;
}

export type LinkEvent =
  | { type: 'look'; facts: LinkFacts }
  /** Of the socket of the register: it opened, could not be, or was open and is not any more. */
  | { type: 'opened' }
  | { type: 'failed'; problem: DialProblem }
  | { type: 'lost' }
  | { type: 'removed'; team: Team | null }
  | { type: 'reloaded'; room: RoomName }
  | { type: 'networkChanged' }
  /** The time asked for by `wait` is over. */
  | { type: 'waited' }
  | { type: 'ended' };

export type LinkEffect =
  | { do: 'open' | 'close' | 'probe'; room: RoomName }
  /** One wait at most goes on at a time. */
  | { do: 'wait'; as: 'courtesy' | 'dismissed' }
  | { do: 'cancelWait' }
  /** Whoever shows the state of the link. */
  | { do: 'tell' };

export interface LinkStep {
  machine: LinkMachine;
  effects: LinkEffect[];
}

/** Nobody dials a machine that has just started: it leaves its turn to none. */
export const START: LinkMachine = { phase: 'idle', polite: false, problem: null };

const TELL: LinkEffect = { do: 'tell' };
const close = (room: RoomName): LinkEffect => ({ do: 'close', room });
const became = (machine: LinkMachine, ...effects: LinkEffect[]): LinkStep => ({ machine, effects });
const idle = ({ polite, problem }: Known): Live => ({ phase: 'idle', polite, problem });

export function step(machine: LinkMachine, event: LinkEvent): LinkStep {
  if (machine.phase === 'ended') return became(machine);
  const { phase, polite } = machine;
  switch (event.type) {
    case 'look':
      return look(machine, event.facts);
    case 'opened':
      // The register may have been closed to be read again, as its socket opened.
      if (phase !== 'dialling' || !machine.rooms.has('register')) return became(machine);
      return became({ phase: 'connected', rooms: machine.rooms, polite, problem: null }, TELL);
    case 'failed':
      if (phase !== 'dialling') return became(machine);
      return became({ ...machine, hopeful: false, problem: event.problem }, TELL);
    case 'lost': {
      if (phase !== 'connected') return became(machine);
      // The client itself dials the register again; the others wait for it.
      const others = [...machine.rooms].filter((room) => room !== 'register');
      const rooms = new Set<RoomName>(['register']);
      return became({ ...machine, phase: 'dialling', rooms, hopeful: true }, ...others.map(close), TELL);
    }
    case 'removed':
      return became(
        { phase: 'dismissed', team: event.team, polite, problem: 'removed' },
        ...leave(machine),
        { do: 'wait', as: 'dismissed' },
        TELL,
      );
    case 'reloaded': {
      if (!('rooms' in machine) || !machine.rooms.has(event.room)) return became(machine);
      const rooms = new Set(machine.rooms);
      rooms.delete(event.room);
      if (phase !== 'connected' || event.room !== 'register')
        return became({ ...machine, rooms }, close(event.room));
      return became({ ...machine, phase: 'dialling', rooms, hopeful: true }, close(event.room), TELL);
    }
    case 'networkChanged':
      if (phase === 'connected')
        return became(machine, ...[...machine.rooms].map((room): LinkEffect => ({ do: 'probe', room })));
      // What the others were given to dial first is over too.
      if (phase === 'dismissed') return became({ ...machine, polite: false });
      return became(idle({ ...machine, polite: false }), ...leave(machine));
    case 'waited':
      if (phase === 'courtesy') return became(idle({ ...machine, polite: false }));
      return became(phase === 'dismissed' ? idle(machine) : machine);
    case 'ended':
      return became({ phase: 'ended' }, ...leave(machine), ...(phase === 'connected' ? [TELL] : []));
  }
}

/** What goes on in a phase, and does not outlive it. */
function leave(machine: Live): LinkEffect[] {
  switch (machine.phase) {
    case 'idle':
      return [];
    case 'courtesy':
    case 'dismissed':
      return [{ do: 'cancelWait' }];
    case 'dialling':
    case 'connected':
      return [...machine.rooms].map(close);
  }
}

function look(machine: Live, facts: LinkFacts): LinkStep {
  const seen = notice(machine, facts);
  const next = decide(seen, facts);
  const over = seen.phase !== machine.phase ? leave(machine) : [];
  return became(next.machine, ...over, ...next.effects);
}

/** What a look learns before it decides: the other one is here, or the team is another one. */
function notice(machine: Live, { inbound, team }: LinkFacts): Live {
  const here: Live = inbound ? { ...machine, polite: true, problem: null } : machine;
  const over = here.phase === 'courtesy' ? inbound : here.phase === 'dismissed' && here.team !== team;
  return over ? idle(here) : here;
}

function decide(machine: Live, facts: LinkFacts): LinkStep {
  if (machine.phase === 'courtesy' || machine.phase === 'dismissed') return became(machine);
  const { first, inbound, met, reachable } = facts;
  const wanted = facts.rooms.length > 0 && reachable;
  // Of two sockets, the one dialled by the lower id stays; by itself it must be open, or about to be.
  const hopeful = machine.phase === 'connected' || (machine.phase === 'dialling' && machine.hopeful);
  if (!wanted || (inbound && !(first && hopeful)))
    return became(idle(machine), ...leave(machine), ...(machine.phase === 'connected' ? [TELL] : []));
  const begun = 'rooms' in machine && machine.rooms.size > 0;
  if (begun || first || !machine.polite || !met) return dial(machine, facts);
  return became(
    { phase: 'courtesy', polite: true, problem: machine.problem },
    { do: 'wait', as: 'courtesy' },
  );
}

/** Opens the rooms that may be and are not; those that may not be any more are closed. */
function dial(
  machine: Extract<Live, { phase: 'idle' | 'dialling' | 'connected' }>,
  facts: LinkFacts,
): LinkStep {
  const open = 'rooms' in machine ? machine.rooms : new Set<RoomName>();
  const connected = machine.phase === 'connected';
  const closing = [...open].filter((room) => !facts.rooms.includes(room));
  const opening = facts.rooms.filter(
    (room) => !open.has(room) && (room === 'register' || connected) && facts.writable(room),
  );
  const effects = [...closing.map(close), ...opening.map((room): LinkEffect => ({ do: 'open', room }))];
  if (effects.length === 0) return became(machine);
  const rooms = new Set([...open, ...opening].filter((room) => !closing.includes(room)));
  if (connected) return became({ ...machine, rooms }, ...effects);
  const hopeful = opening.includes('register') || (machine.phase === 'dialling' && machine.hopeful);
  return became({ ...idle(machine), phase: 'dialling', rooms, hopeful }, ...effects);
}
