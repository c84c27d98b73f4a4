/** A quarter made of another one's lines: same weekdays, same weeks of the month. */
import { type Activity, pricesOf } from '../catalogue/activity.ts';
import { costOf, type Facilitator } from '../catalogue/facilitator.ts';
import { given } from '../given.ts';
import type { Equipment } from '../place/equipment.ts';
import type { Host } from '../place/host.ts';
import type { Fares, Space } from '../place/model.ts';
import type { DayFacts, PlaceCalendar } from '../place/opening.ts';
import { titleOf } from '../planning/wording.ts';
import { type LocalDate, toMinutes } from '../time/wall.ts';
import { alignedPlan } from './aligned.ts';
import { type QuarterKey, type QuarterSpan, spanOf } from './calendar.ts';
import { lineDates } from './dates.ts';
import type { DraftLine, LinePlan, QuarterSettings } from './model.ts';
import { closedBy } from './obstacles.ts';
import type { QuarterReview } from './review.ts';

/** What changed since the quarter that was copied, or what the copy could not keep. */
export interface CloneRemark {
  /** The new line; absent for what concerns the whole quarter, or a line left out. */
  line?: string;
  /** Of the line; empty for the whole quarter. */
  title: string;
  kind: /** Somebody or something is archived, or not known any more. */
    | 'activity-gone'
    | 'space-gone'
    | 'host-gone'
    | 'facilitator-gone'
    | 'equipment-gone'
    /** One session of the line costs `now` where it cost `before`, in cents; `name` is the facilitator's. */
    | 'price-changed'
    /**
     * A fare of the place is not the one of then, in cents; `name` is `full`, `member`, `solidarity` or `membership`. One that
     * was not said, or is no more, is absent.
     */
    | 'fare-changed'
    /** Dates of the line fall on closed days. `count` of them. */
    | 'closed-dates'
    /** The line was left out: none of its dates falls in the new quarter. */
    | 'left-out'
    /** Of `count` dates planned then, `cancelled` were cancelled. */
    | 'often-cancelled';
  name?: string;
  count?: number;
  cancelled?: number;
  before?: number;
  now?: number;
}

export interface CloneContext {
  /** By id; archived ones too, so that they can be named. */
  activity(id: string): Activity | undefined;
  space(id: string): Pick<Space, 'name' | 'archived'> | undefined;
  host(id: string): Pick<Host, 'name' | 'archived'> | undefined;
  facilitator(id: string): Pick<Facilitator, 'name' | 'archived' | 'price'> | undefined;
  equipment(id: string): Pick<Equipment, 'name'> | undefined;
  fares: Fares;
  facts(date: LocalDate): DayFacts;
  place: Pick<PlaceCalendar, 'settings'>;
  /** Of the quarter that is copied, when it was published. */
  review?: QuarterReview | undefined;
  /** Prices of facilitators by id, and fares of the place, as the quarter that is copied noted them. */
  pricesThen?: Readonly<Record<string, Facilitator['price']>> | undefined;
  faresThen?: Fares | undefined;
  /** The id of a new line of the target quarter, another one each time. */
  newLineId(): string;
}

export type ClonedLine = Pick<DraftLine, 'id' | 'plan' | 'what' | 'who'>;

export interface Clone {
  /** In the order given. Closures, decisions, exceptions and comments belong to the quarter they were made for. */
  lines: ClonedLine[];
  settings: QuarterSettings;
  remarks: CloneRemark[];
}

/** From this share of cancelled dates on, and from 2 of them, it is worth asking before planning the line again. */
const OFTEN_CANCELLED = 1 / 3;

export function cloneQuarter(
  source: { key: QuarterKey; lines: readonly DraftLine[]; settings: QuarterSettings },
  target: QuarterKey,
  context: CloneContext,
): Clone {
  const [from, to] = [spanOf(source.key), spanOf(target)];
  const clone: Clone = { lines: [], settings: source.settings, remarks: faresChanged(context) };
  for (const line of source.lines) {
    const title = titleOf(line.what, line.what.activity && context.activity(line.what.activity)?.name);
    const plan = alignedPlan(line.plan, from, to);
    if (!plan) {
      clone.remarks.push({ title, kind: 'left-out' });
      continue;
    }
    const kept = withoutWhatIsGone(
      { id: context.newLineId(), plan, what: line.what, who: line.who },
      context,
    );
    clone.lines.push(kept.line);
    const remarks = [...kept.gone, ...priceChanged(kept.line, context)];
    const closed = closedDates(plan, to, context);
    if (closed > 0) remarks.push({ kind: 'closed-dates', count: closed });
    remarks.push(...oftenCancelled(line.id, context));
    clone.remarks.push(...remarks.map((remark) => ({ line: kept.line.id, title, ...remark })));
  }
  return clone;
}

type LineRemark = Omit<CloneRemark, 'line' | 'title'>;

/** The line with only what is still offered, and the names of the rest. */
function withoutWhatIsGone(
  line: ClonedLine,
  context: CloneContext,
): { line: ClonedLine; gone: LineRemark[] } {
  const gone: LineRemark[] = [];
  const isThere = (
    kind: CloneRemark['kind'],
    known: { name: string; archived?: boolean } | undefined,
  ): boolean => {
    if (known && !known.archived) return true;
    gone.push(known ? { kind, name: known.name } : { kind });
    return false;
  };
  const { plan, who } = line;
  const what = withActivity(line.what, context, isThere);
  const spaces = plan.slot.spaces.filter((id) => isThere('space-gone', context.space(id)));
  const hosts = who.hosts.filter((id) => isThere('host-gone', context.host(id)));
  const { facilitator, ...others } = who;
  const staysFacilitator =
    facilitator !== undefined && isThere('facilitator-gone', context.facilitator(facilitator));
  const equipment = what.equipment.filter(({ id }) => isThere('equipment-gone', context.equipment(id)));
  return {
    line: {
      id: line.id,
      plan: { ...plan, slot: { ...plan.slot, spaces } },
      what: { ...what, equipment },
      who: { ...others, hosts, ...(staysFacilitator ? { facilitator } : {}) },
    },
    gone,
  };
}

/** Without its activity a line keeps what it had from it: a name, seats and a price. */
function withActivity(
  what: ClonedLine['what'],
  { activity, fares }: CloneContext,
  isThere: (kind: 'activity-gone', known: Activity | undefined) => boolean,
): ClonedLine['what'] {
  if (what.activity === undefined) return what;
  const known = activity(what.activity);
  if (isThere('activity-gone', known)) return what;
  const { activity: _, ...rest } = what;
  if (!known) return rest;
  const capacity = what.capacity ?? known.capacityMax;
  const fareCents = what.fareCents ?? pricesOf(known.fare, fares).full;
  return {
    ...rest,
    title: what.title?.trim() || known.name,
    ...(fareCents === undefined ? {} : { fareCents }),
    ...(capacity === undefined ? {} : { capacity }),
  };
}

function priceChanged({ plan, who }: ClonedLine, { facilitator, pricesThen }: CloneContext): LineRemark[] {
  const { facilitator: id } = who;
  const known = id === undefined ? undefined : facilitator(id);
  const then = id === undefined ? undefined : pricesThen?.[id];
  if (!known || then === undefined) return [];
  const minutes = toMinutes(plan.slot.end) - toMinutes(plan.slot.start);
  const [before, now] = [costOf({ price: then }, minutes), costOf(known, minutes)];
  return before === now ? [] : [{ kind: 'price-changed', name: known.name, before, now }];
}

function faresChanged({ fares, faresThen }: CloneContext): CloneRemark[] {
  if (!faresThen) return [];
  return (['full', 'member', 'solidarity', 'membership'] as const)
    .filter((fare) => fares[fare] !== faresThen[fare])
    .map((fare) => ({
      title: '',
      kind: 'fare-changed',
      name: fare,
      ...given({ before: faresThen[fare], now: fares[fare] }),
    }));
}

function closedDates(plan: LinePlan, span: QuarterSpan, { facts, place }: CloneContext): number {
  const around = { facts, place, closures: [] };
  return lineDates(plan, span, facts).filter(
    (date) => closedBy(plan, { ...plan.slot, date }, around).length > 0,
  ).length;
}

function oftenCancelled(line: string, { review }: CloneContext): LineRemark[] {
  const then = review?.lines.find((one) => one.line === line);
  if (!then || then.cancelled < 2 || then.cancelled < then.planned * OFTEN_CANCELLED) return [];
  return [{ kind: 'often-cancelled', count: then.planned, cancelled: then.cancelled }];
}
