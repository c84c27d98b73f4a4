/** One gesture on one or more bookings: checked as a whole, written as a whole, told in one line. */
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { FeedLine, Written } from '#shared/contract/planning.ts';
import type { OutsideReason } from '#shared/domain/place/opening.ts';
import type { Booking, Clash } from '#shared/domain/planning/model.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { OpenVault } from '../../capability/feature.ts';
import type { GestureLine, Writer } from '../../circles/circle.ts';
import { meetingsOf, outsideReasons, proposalsFor, toClash } from './check.ts';
import { checkReferences } from './references.ts';
import { type Change, writeChange } from './store.ts';
import { resolvedSpaces, titleIn } from './views.ts';

export interface Knowingly {
  acceptOutsideOpening: boolean;
  asOption: boolean;
}

/** Most clashes one refusal names. */
const MOST_CLASHES = 50;

/** For what is cancelled or settled: opening hours are not asked about. */
export const EVEN_OUTSIDE_OPENING: Knowingly = { acceptOutsideOpening: true, asOption: false };

/**
 * Checks a gesture against the planning without its own bookings. Refuses what a booking would newly meet: an
 * overlap that was already there (kept knowingly, or to settle) does not forbid to change its title.
 * With `asOption`, a booking that meets something becomes an option. Errors: `not_found`, `slot_taken`,
 * `outside_opening`.
 */
export function checked(
  vault: OpenVault,
  changes: readonly Change[],
  knowingly: Knowingly,
): Result<Change[], AppError> {
  const ignore = new Set(changes.map(({ after }) => after.id));
  const clashes: Clash[] = [];
  const reasons: OutsideReason[] = [];
  let blocked: Booking | undefined;
  const accepted: Change[] = [];
  for (const change of changes) {
    const missing = checkReferences(vault, change);
    if (!missing.ok) return missing;
    const met = newlyMet(vault, change, ignore);
    if (met.length > 0 && !knowingly.asOption) {
      blocked ??= change.after;
      if (clashes.length < MOST_CLASHES)
        clashes.push(...met.map((one) => toClash(vault, { ...one, date: change.after.slot.date })));
    }
    reasons.push(...newlyOutside(vault, change));
    const state = met.length > 0 ? { ...change.after.state, status: 'option' as const } : change.after.state;
    accepted.push({ ...change, after: { ...change.after, state } });
  }
  if (blocked) {
    const alternatives = changes.length === 1 ? proposalsFor(vault, blocked, ignore) : [];
    return err({ tag: 'slot_taken', clashes: clashes.slice(0, MOST_CLASHES), alternatives });
  }
  if (reasons.length > 0 && !knowingly.acceptOutsideOpening) {
    return err({ tag: 'outside_opening', reasons: unique(reasons) });
  }
  return ok(accepted);
}

function newlyMet(vault: OpenVault, { before, after }: Change, ignore: ReadonlySet<string>) {
  if (after.state.status === 'cancelled') return [];
  const met = meetingsOf(vault, after, ignore);
  const wasAsStrong =
    before && (before.state.status === after.state.status || before.state.status === 'confirmed');
  if (met.length === 0 || !wasAsStrong || before.state.status === 'cancelled') return met;
  const key = (one: (typeof met)[number]) => `${one.bookingId} ${one.reason} ${one.resource}`;
  const known = new Set(meetingsOf(vault, before, ignore).map(key));
  return met.filter((one) => !known.has(key(one)));
}

function newlyOutside(vault: OpenVault, { before, after }: Change): OutsideReason[] {
  if (after.state.status === 'cancelled') return [];
  const same =
    before &&
    before.state.status !== 'cancelled' &&
    before.slot.date === after.slot.date &&
    before.slot.start === after.slot.start &&
    before.slot.end === after.slot.end;
  return same ? [] : outsideReasons(vault, after.slot);
}

const unique = (reasons: OutsideReason[]): OutsideReason[] => [
  ...new Map(reasons.map((reason) => [`${reason.kind} ${reason.name}`, reason])).values(),
];

/** Writes a checked gesture; `also` writes what goes with it (a series). The first change is the one told. */
export function write(
  vault: OpenVault,
  changes: readonly Change[],
  line: GestureLine,
  leftAlone: string[] = [],
  also?: (writer: Writer) => void,
): Result<Written, AppError> {
  const ids = changes.map(({ after }) => after.id);
  return vault.team.write<Written>(
    (writer) => {
      for (const change of changes) writeChange(writer, vault, change);
      also?.(writer);
      return ok({ id: ids[0] ?? '', ids, leftAlone });
    },
    () => line,
  );
}

/** The line of a gesture, told by its first booking. */
export function lineOf(vault: OpenVault, kind: FeedLine['kind'], changes: readonly Change[]): GestureLine {
  const [first] = changes;
  if (!first) return { kind, title: '', count: 0 };
  const { before, after } = first;
  const line: GestureLine = { kind, title: titleIn(vault, after.what), count: changes.length };
  if (changes.length === 1) line.bookingId = after.id;
  if (before && kind === 'moved') line.from = place(vault, before);
  line.to = place(vault, after);
  if (after.state.reason && after.what.kind !== 'appointment') line.reason = after.state.reason;
  return line;
}

const place = (vault: OpenVault, { slot }: Pick<Booking, 'slot'>) => ({
  date: slot.date,
  start: slot.start,
  end: slot.end,
  spaces: resolvedSpaces(vault, slot),
});

/** What a change of one booking is called. */
export function kindOf({ before, after }: Change): FeedLine['kind'] {
  if (!before) return 'created';
  const [was, is] = [before.state.status, after.state.status];
  if (is === 'cancelled' && was !== 'cancelled') return 'cancelled';
  if (was === 'cancelled' && is !== 'cancelled') return 'restored';
  const where = ({ slot }: Booking) =>
    JSON.stringify([slot.date, slot.start, slot.end, slot.wholePlace, [...slot.spaces].sort()]);
  return where(before) === where(after) ? 'changed' : 'moved';
}
