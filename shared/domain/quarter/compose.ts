/**
 * Composing: every date of every line gets its place, or what stands against it. The same lines, planning and place
 * give the same placements on every machine, in whatever order they are given.
 *
 * Lines are placed in the order they were added, dates in theirs: of two that want the same room, host or facilitator,
 * the first one has it and the other waits in "À replacer". Then the budget is spent, day after day.
 */
import { costOf, type Facilitator } from '../catalogue/facilitator.ts';
import type { PlaceCalendar } from '../place/opening.ts';
import { dayFacts } from '../place/opening.ts';
import { meetingsWith, type Occupant, type StockOf } from '../planning/conflict.ts';
import { footprint, wantsOf } from '../planning/footprint.ts';
import type { SlotRequest } from '../planning/model.ts';
import { type LocalDate, toMinutes } from '../time/wall.ts';
import type { QuarterSpan } from './calendar.ts';
import { lineDates } from './dates.ts';
import {
  bookingIdOf,
  type Decision,
  type DraftClosure,
  type DraftLine,
  type Obstacle,
  type Placement,
  type Standing,
} from './model.ts';
import { type Circumstances, inOrder, standingObstacles } from './obstacles.ts';

export interface Surroundings {
  span: QuarterSpan;
  place: PlaceCalendar;
  closures: readonly DraftClosure[];
  host: Circumstances['host'];
  facilitator(id: string): Pick<Facilitator, 'absences' | 'price'> | undefined;
  stockOf: StockOf;
  /**
   * Live bookings of the planning on a date, without those that this quarter published and nobody touched since:
   * their placements stand for them.
   */
  busy(date: LocalDate): readonly Occupant[];
  /** The slot of a live booking that this quarter published; undefined when there is none. */
  held(bookingId: string): SlotRequest | undefined;
  /** Cents; null without a limit. */
  budgetCents: number | null;
}

export interface Composition {
  /** By line in the order they were added, then date. */
  placements: Placement[];
  /** What the day holds once composed, without one placement: for whoever looks for a free place for it. */
  occupants(date: LocalDate, without: Pick<Placement, 'line' | 'date'>): Occupant[];
  circumstances: Circumstances;
}

export function compose(lines: readonly DraftLine[], around: Surroundings): Composition {
  const circumstances = circumstancesOf(around);
  const days = new Map<LocalDate, Occupant[]>();
  const day = (date: LocalDate): Occupant[] => {
    const known = days.get(date) ?? [...around.busy(date)];
    days.set(date, known);
    return known;
  };
  const own = new Map<string, Pick<Placement, 'line' | 'date'>>();
  const placements: Placement[] = [];
  for (const line of [...lines].sort(byOrder)) {
    for (const date of lineDates(line.plan, around.span, circumstances.facts, line.decisions)) {
      const placement = place(line, date);
      own.set(bookingIdOf(placement), { line: line.id, date });
      placements.push(placement);
      if (placement.standing === 'placed') day(placement.slot.date).push(occupant(line, placement));
    }
  }
  spend(placements, around.budgetCents);

  function place(line: DraftLine, date: LocalDate): Placement {
    const decision = line.decisions[date];
    const slot = slotOf(line, date);
    const id = bookingIdOf({ line: line.id, date });
    const others = day(slot.date).filter((other) => other.id !== id);
    const wanted = { busy: footprint(slot), wants: wantsOf({ slot, what: line.what, who: line.who }) };
    const meets = meetingsWith(wanted, others, around.stockOf);
    // A session that has its place in the planning keeps it: what was booked over it since is to settle there.
    const met = isSamePlace(around.held(id), slot)
      ? meets.filter(({ bookingId }) => own.has(bookingId))
      : meets;
    const clashes = met.map(
      ({ reason, resource, bookingId }): Obstacle => ({
        kind: 'clash',
        reason,
        resource,
        with: { booking: bookingId, ...own.get(bookingId) },
      }),
    );
    const obstacles = inOrder([...standingObstacles(line, slot, circumstances), ...clashes]);
    const [first] = obstacles;
    return {
      line: line.id,
      date,
      slot,
      state: first?.kind ?? 'ok',
      obstacles,
      standing: standingOf(decision, obstacles.length > 0),
      ...(decision ? { decided: decision.kind } : {}),
      costCents: costOfSlot(line, slot, around),
    };
  }

  return {
    placements,
    circumstances,
    occupants: (date, without) => day(date).filter(({ id }) => id !== bookingIdOf(without)),
  };
}

/** Where a date stands: as it was moved, else as its rule says. */
export function slotOf(
  { plan, decisions }: Pick<DraftLine, 'plan' | 'decisions'>,
  date: LocalDate,
): SlotRequest {
  const decision = decisions[date];
  if (decision?.kind === 'moved' || decision?.kind === 'forced')
    return decision.slot ?? { ...plan.slot, date };
  return { ...plan.slot, date };
}

function circumstancesOf({ place, closures, host, facilitator }: Surroundings): Circumstances {
  const known = new Map<LocalDate, ReturnType<typeof dayFacts>>();
  return {
    place,
    closures,
    host,
    facilitator,
    facts(date) {
      const facts = known.get(date) ?? dayFacts(date, place);
      known.set(date, facts);
      return facts;
    },
  };
}

function standingOf(decision: Decision | undefined, blocked: boolean): Standing {
  if (decision?.kind === 'dropped') return 'dropped';
  if (decision?.kind === 'forced') return 'placed';
  if (blocked) return 'to-replace';
  return decision?.kind === 'out' ? 'proposed' : 'placed';
}

/**
 * What passes the budget waits too: dates placed knowingly first, then the others day after day, then the proposals
 * (all of which can so be accepted). A cheaper date after one that is too dear may still fit.
 */
function spend(placements: readonly Placement[], budgetCents: number | null): void {
  if (budgetCents === null) return;
  const isForced = ({ standing, decided }: Placement) => standing === 'placed' && decided === 'forced';
  let spent = placements.filter(isForced).reduce((sum, { costCents }) => sum + costCents, 0);
  for (const standing of ['placed', 'proposed'] as const) {
    const waiting = placements.filter((one) => one.standing === standing && !isForced(one));
    for (const placement of waiting.sort(byDay)) {
      const overCents = spent + placement.costCents - budgetCents;
      if (placement.costCents === 0 || overCents <= 0) {
        spent += placement.costCents;
        continue;
      }
      placement.state = 'over-budget';
      placement.obstacles.push({ kind: 'over-budget', overCents });
      placement.standing = 'to-replace';
    }
  }
}

function costOfSlot({ who }: DraftLine, slot: SlotRequest, { facilitator }: Surroundings): number {
  const paid = who.facilitator === undefined ? undefined : facilitator(who.facilitator);
  return paid ? costOf(paid, toMinutes(slot.end) - toMinutes(slot.start)) : 0;
}

const isSamePlace = (held: SlotRequest | undefined, slot: SlotRequest): boolean =>
  held !== undefined &&
  held.date === slot.date &&
  held.start === slot.start &&
  held.end === slot.end &&
  held.wholePlace === slot.wholePlace &&
  [...held.spaces].sort().join() === [...slot.spaces].sort().join();

const occupant = ({ what, who }: DraftLine, placement: Placement): Occupant => ({
  id: bookingIdOf(placement),
  status: 'confirmed',
  claim: '',
  busy: footprint(placement.slot),
  wants: wantsOf({ slot: placement.slot, what, who }),
});

const byOrder = (a: DraftLine, b: DraftLine) => compareText(a.order, b.order) || compareText(a.id, b.id);
const dayKey = ({ slot, line, date }: Placement) => `${slot.date} ${slot.start} ${line} ${date}`;
const byDay = (a: Placement, b: Placement) => compareText(dayKey(a), dayKey(b));
const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
