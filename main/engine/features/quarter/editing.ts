/** Composing: quarters, their lines, closures and comments, and what is decided for a date. */
import type { AppError } from '#shared/contract/errors/tags.ts';
import { dayFacts } from '#shared/domain/place/opening.ts';
import { alternatives } from '#shared/domain/planning/alternatives.ts';
import { takesASpace } from '#shared/domain/planning/footprint.ts';
import { isWithin, type QuarterKey, spanOf } from '#shared/domain/quarter/calendar.ts';
import { type DayKnown, lineDates } from '#shared/domain/quarter/dates.ts';
import { type Decision, type DraftLine, LINES_MAX, type Placement } from '#shared/domain/quarter/model.ts';
import { standingObstacles } from '#shared/domain/quarter/obstacles.ts';
import { quarterName } from '#shared/domain/quarter/wording.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import { fromMinutes, type LocalDate } from '#shared/domain/time/wall.ts';
import type { OpenVault, UnlockedHandlers } from '../../capability/feature.ts';
import type { GestureLine, Writer } from '../../circles/circle.ts';
import { readEquipment, readPlace } from '../place/index.ts';
import { byId } from '../planning/index.ts';
import { composeQuarter, lineTitle } from './composing.ts';
import { checkNamed } from './references.ts';
import {
  CLOSURES,
  COMMENTS,
  idIn,
  LINES,
  putDecisions,
  putLine,
  putQuarter,
  putThing,
  readQuarter,
  type StoredQuarter,
} from './store.ts';
import { isToRemember } from './view.ts';

type Names =
  | 'quarter.saveSettings'
  | 'quarter.addLines'
  | 'quarter.saveLine'
  | 'quarter.removeLine'
  | 'quarter.decide'
  | 'quarter.acceptAll'
  | 'quarter.remedies'
  | 'quarter.remember'
  | 'quarter.saveClosure'
  | 'quarter.removeClosure'
  | 'quarter.comment'
  | 'quarter.removeComment';

export const missing = (what: string) => err({ tag: 'not_found' as const, what });

/** The quarter, or the refusal of a key that is none. */
export function known(vault: OpenVault, key: QuarterKey): Result<StoredQuarter, AppError> {
  const quarter = readQuarter(vault, key);
  return quarter ? ok(quarter) : missing('quarter');
}

/** As the feed tells it: a draft is never taken for the planning. */
const feedLine = (kind: GestureLine['kind'], title: string, key: QuarterKey, count = 1): GestureLine => ({
  kind,
  title: `${title} (brouillon du ${quarterName(key)})`,
  count,
});

export const editingHandlers: UnlockedHandlers<Names> = {
  'quarter.saveSettings': ({ key, settings }, vault) => {
    const quarter = known(vault, key);
    if (!quarter.ok) return quarter;
    return done(vault, (writer) => putQuarter(writer, key, settings));
  },

  'quarter.addLines': ({ key, lines }, vault) => {
    const quarter = known(vault, key);
    if (!quarter.ok) return quarter;
    if (quarter.value.lines.length + lines.length > LINES_MAX)
      return err({ tag: 'quarter_full', max: LINES_MAX });
    let dates = 0;
    for (const line of lines) {
      const checked = datesOfLine(vault, key, line);
      if (!checked.ok) return checked;
      dates += checked.value.length;
    }
    return vault.team.write(
      (writer) => {
        const ids = lines.map((line) => {
          const id = idIn(vault, key);
          putLine(writer, key, { ...line, id, order: writer.claim() });
          return id;
        });
        return ok({ ids, dates });
      },
      () => feedLine('created', lineTitle(vault, (lines[0] as DraftLine).what), key, lines.length),
    );
  },

  'quarter.saveLine': ({ key, line: { id: given, ...line } }, vault) => {
    const quarter = known(vault, key);
    if (!quarter.ok) return quarter;
    const { lines } = quarter.value;
    const before = given === undefined ? undefined : lines.find(({ id }) => id === given);
    if (given !== undefined && !before) return missing('line');
    if (!before && lines.length >= LINES_MAX) return err({ tag: 'quarter_full', max: LINES_MAX });
    const checked = datesOfLine(vault, key, line, before);
    if (!checked.ok) return checked;
    const dates = checked.value;
    const id = before?.id ?? idIn(vault, key);
    const gone = Object.keys(before?.decisions ?? {}).filter((date) => !dates.includes(date));
    const title = lineTitle(vault, line.what);
    return vault.team.write(
      (writer) => {
        putLine(writer, key, { ...line, id, order: before?.order ?? writer.claim() });
        putDecisions(writer, id, Object.fromEntries(gone.map((date) => [date, null])));
        return ok({ id, dates: dates.length });
      },
      () => feedLine(before ? 'changed' : 'created', title, key),
    );
  },

  'quarter.removeLine': ({ key, line: id }, vault) => {
    const found = lineOf(vault, key, id);
    if (!found.ok) return found;
    const { comments } = found.value.quarter;
    const title = lineTitle(vault, found.value.line.what);
    return done(
      vault,
      (writer) => {
        writer.remove(LINES, id);
        for (const comment of comments) if (comment.line === id) writer.remove(COMMENTS, comment.id);
      },
      feedLine('cancelled', title, key),
    );
  },

  'quarter.decide': ({ key, line: id, date, decision }, vault) => {
    const found = lineOf(vault, key, id);
    if (!found.ok) return found;
    const { line } = found.value;
    const span = spanOf(key);
    if (!lineDates(line.plan, span, factsOf(vault), line.decisions).includes(date)) return missing('date');
    const slot = decision?.kind === 'dropped' ? undefined : decision?.slot;
    if (slot) {
      if (!isWithin(slot.date, span)) return err({ tag: 'outside_quarter', ...span });
      const named = checkNamed(vault, { plan: { slot }, what: line.what, who: line.who }, line);
      if (!named.ok) return named;
    }
    const title = lineTitle(vault, line.what);
    const gesture = feedLine(decision?.kind === 'dropped' ? 'cancelled' : 'moved', title, key);
    return done(vault, (writer) => putDecisions(writer, id, { [date]: decision }), gesture);
  },

  'quarter.acceptAll': ({ key }, vault) => {
    const quarter = known(vault, key);
    if (!quarter.ok) return quarter;
    const proposed = placementsOf(vault, quarter.value).filter(({ standing }) => standing === 'proposed');
    return decideAll(
      vault,
      proposed,
      null,
      feedLine('moved', 'Dates remises', key, proposed.length),
      (accepted) => ({
        accepted,
      }),
    );
  },

  'quarter.remember': ({ key }, vault) => {
    const quarter = known(vault, key);
    if (!quarter.ok) return quarter;
    const out = placementsOf(vault, quarter.value).filter(isToRemember);
    // No gesture of a person: nothing to tell, nothing to take back.
    return decideAll(vault, out, { kind: 'out' }, null, (noted) => ({ noted }));
  },

  'quarter.remedies': ({ key, line: id, date }, vault) => {
    const found = lineOf(vault, key, id);
    if (!found.ok) return found;
    const { quarter, line } = found.value;
    const { placements, occupants, circumstances, span } = composeQuarter(vault, quarter);
    const placement = placements.find((one) => one.line === id && one.date === date);
    if (!placement) return missing('date');
    const equipment = byId(readEquipment(vault));
    const isFree = (slot: Placement['slot']) =>
      isWithin(slot.date, span) && standingObstacles(line, slot, circumstances).length === 0;
    const found3 = alternatives(
      { slot: placement.slot, what: line.what, who: line.who },
      {
        spaces: readPlace(vault).spaces.flatMap(({ id: space, archived }) => (archived ? [] : [space])),
        day: (day) => occupants(day, placement),
        isOpen: (day, start, end) =>
          isFree({ ...placement.slot, date: day, start: fromMinutes(start), end: fromMinutes(end) }),
        stockOf: (one) => equipment.get(one)?.quantity,
        askedKnowingly: false,
      },
    );
    return ok(takesASpace(placement.slot) ? found3 : found3.filter(({ slot }) => isFree(slot)));
  },

  'quarter.saveClosure': ({ key, closure: { id: given, ...closure } }, vault) => {
    const quarter = known(vault, key);
    if (!quarter.ok) return quarter;
    const before = quarter.value.closures.find(({ id }) => id === given);
    if (given !== undefined && !before) return missing('closure');
    const span = spanOf(key);
    if (!isWithin(closure.from, span) || !isWithin(closure.to, span))
      return err({ tag: 'outside_quarter', ...span });
    const id = given ?? idIn(vault, key);
    return vault.team.write(
      (writer) => {
        putThing(writer, CLOSURES, key, { ...closure, id });
        return ok({ id });
      },
      () => feedLine(before ? 'changed' : 'created', closure.reason || 'Fermeture', key),
    );
  },

  'quarter.removeClosure': ({ key, id }, vault) => {
    const quarter = known(vault, key);
    if (!quarter.ok) return quarter;
    const closure = quarter.value.closures.find((one) => one.id === id);
    if (!closure) return missing('closure');
    return done(
      vault,
      (writer) => writer.remove(CLOSURES, id),
      feedLine('cancelled', closure.reason || 'Fermeture', key),
    );
  },

  'quarter.comment': ({ key, line, date, text }, vault) => {
    const found = lineOf(vault, key, line);
    if (!found.ok) return found;
    const id = idIn(vault, key);
    const comment = { id, line, text, author: vault.me.name, at: vault.clock.now() };
    return vault.team.write((writer) => {
      putThing(writer, COMMENTS, key, date === undefined ? comment : { ...comment, date });
      return ok({ id });
    });
  },

  'quarter.removeComment': ({ key, id }, vault) => {
    const quarter = known(vault, key);
    if (!quarter.ok) return quarter;
    if (!quarter.value.comments.some((comment) => comment.id === id)) return missing('comment');
    return done(vault, (writer) => writer.remove(COMMENTS, id));
  },
};

/** What is known of a day, each one worked out once. */
function factsOf(vault: OpenVault): (date: LocalDate) => DayKnown {
  const place = readPlace(vault);
  return (date) => dayFacts(date, place);
}

/**
 * The dates of a line that may be written. It has some by its rule alone; that the place is open on none of them, or
 * that no school holidays are known yet, is no reason to refuse it.
 */
function datesOfLine(
  vault: OpenVault,
  key: QuarterKey,
  line: Omit<DraftLine, 'id' | 'order' | 'decisions'>,
  before?: DraftLine,
): Result<LocalDate[], AppError> {
  const named = checkNamed(vault, line, before);
  if (!named.ok) return named;
  const span = spanOf(key);
  const { slot, also = [] } = line.plan;
  if (![slot.date, ...also].every((date) => isWithin(date, span)))
    return err({ tag: 'outside_quarter', ...span });
  if (lineDates(line.plan, span).length === 0) return err({ tag: 'series_empty' });
  return ok(lineDates(line.plan, span, factsOf(vault), before?.decisions));
}

function lineOf(vault: OpenVault, key: QuarterKey, id: string) {
  const quarter = known(vault, key);
  if (!quarter.ok) return quarter;
  const line = quarter.value.lines.find((one) => one.id === id);
  return line ? ok({ quarter: quarter.value, line }) : missing('line');
}

const placementsOf = (vault: OpenVault, quarter: StoredQuarter): Placement[] =>
  composeQuarter(vault, quarter).placements;

function done(
  vault: OpenVault,
  work: (writer: Writer) => void,
  line: GestureLine | null = null,
): Result<null, AppError> {
  const written = vault.team.write(
    (writer) => {
      work(writer);
      return ok({});
    },
    () => line,
  );
  return written.ok ? ok(null) : written;
}

/** One decision for many dates, in one gesture. */
function decideAll<T extends object>(
  vault: OpenVault,
  placements: readonly Placement[],
  decision: Decision | null,
  line: GestureLine | null,
  answer: (count: number) => T,
): Result<T, AppError> {
  if (placements.length === 0) return ok(answer(0));
  return vault.team.write(
    (writer) => {
      for (const [id, its] of Map.groupBy(placements, (one) => one.line)) {
        const decisions: [LocalDate, Decision | null][] = its.map((one) => [one.date, decision]);
        putDecisions(writer, id, Object.fromEntries(decisions));
      }
      return ok(answer(placements.length));
    },
    () => line,
  );
}
