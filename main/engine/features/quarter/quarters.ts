/** The quarters themselves: listed, opened, created empty or from another one, given up, looked back at. */
import { dayFacts } from '#shared/domain/place/opening.ts';
import type { QuarterKey } from '#shared/domain/quarter/calendar.ts';
import {
  type CloneContext,
  type ClonedLine,
  type CloneRemark,
  cloneQuarter,
} from '#shared/domain/quarter/clone.ts';
import { DEFAULT_QUARTER, type QuarterSettings } from '#shared/domain/quarter/model.ts';
import { quarterName } from '#shared/domain/quarter/wording.ts';
import { err, ok } from '#shared/domain/result.ts';
import type { Session, UnlockedHandlers } from '../../capability/feature.ts';
import { readActivities, readFacilitators } from '../catalogue/index.ts';
import { readEquipment, readHosts, readPlace, today } from '../place/index.ts';
import { byId } from '../planning/index.ts';
import { known, missing } from './editing.ts';
import { reviewQuarter } from './reviewing.ts';
import {
  CLOSURES,
  COMMENTS,
  idIn,
  LINES,
  PUBLICATIONS,
  putLine,
  putQuarter,
  QUARTERS,
  quarterKeys,
  readQuarter,
  type StoredQuarter,
} from './store.ts';
import { inForce, summaryOf, viewOf } from './view.ts';

type Names = 'quarter.list' | 'quarter.get' | 'quarter.create' | 'quarter.remove' | 'quarter.review';

export const quarterHandlers: UnlockedHandlers<Names> = {
  'quarter.list': (_, session) =>
    ok({
      quarters: quarterKeys(session).flatMap((key) => {
        const quarter = readQuarter(session, key);
        return quarter ? [summaryOf(quarter)] : [];
      }),
      today: today(session),
    }),

  'quarter.get': ({ key }, session) => {
    const quarter = known(session, key);
    return quarter.ok ? ok(viewOf(session, quarter.value)) : quarter;
  },

  'quarter.create': ({ key, from }, session) => {
    if (readQuarter(session, key)) return err({ tag: 'quarter_exists', quarter: key });
    if (from === undefined) return written(session, key, DEFAULT_QUARTER, [], []);
    const source = readQuarter(session, from);
    if (!source) return missing('quarter');
    const { lines, settings, remarks } = cloneQuarter(source, key, cloneContext(session, key, source));
    return written(session, key, settings, lines, remarks);
  },

  'quarter.remove': ({ key }, session) => {
    const quarter = known(session, key);
    if (!quarter.ok) return quarter;
    // What was published is in the planning: it is taken back first.
    if (inForce(quarter.value)) return err({ tag: 'changed_meanwhile', what: 'quarter' });
    const { lines, closures, comments, publications } = quarter.value;
    const removed = session.team.write(
      (writer) => {
        for (const { id } of lines) writer.remove(LINES, id);
        for (const { id } of closures) writer.remove(CLOSURES, id);
        for (const { id } of comments) writer.remove(COMMENTS, id);
        for (const { id } of publications) writer.remove(PUBLICATIONS, id);
        writer.remove(QUARTERS, key);
        return ok({ removed: lines.length });
      },
      () => ({ kind: 'cancelled', title: `Brouillon du ${quarterName(key)}`, count: 1 }),
    );
    return removed.ok ? ok({ removed: lines.length }) : removed;
  },

  'quarter.review': ({ key }, session) => {
    const quarter = known(session, key);
    return quarter.ok ? ok(reviewQuarter(session, quarter.value)) : quarter;
  },
};

function written(
  session: Session,
  key: QuarterKey,
  settings: QuarterSettings,
  lines: readonly ClonedLine[],
  remarks: CloneRemark[],
) {
  return session.team.write(
    (writer) => {
      putQuarter(writer, key, settings);
      for (const line of lines) putLine(writer, key, { ...line, order: writer.claim() });
      return ok({ key, remarks });
    },
    () => ({ kind: 'created', title: `Brouillon du ${quarterName(key)}`, count: 1 }),
  );
}

function cloneContext(session: Session, key: QuarterKey, source: StoredQuarter): CloneContext {
  const place = readPlace(session);
  const [activities, spaces] = [byId(readActivities(session)), byId(place.spaces)];
  const [hosts, facilitators] = [byId(readHosts(session)), byId(readFacilitators(session))];
  const equipment = byId(readEquipment(session));
  return {
    activity: (id) => activities.get(id),
    space: (id) => spaces.get(id),
    host: (id) => hosts.get(id),
    facilitator: (id) => facilitators.get(id),
    equipment: (id) => equipment.get(id),
    fares: place.settings.fares,
    facts: (date) => dayFacts(date, place),
    place,
    pricesThen: source.prices?.facilitators,
    faresThen: source.prices?.fares,
    review: inForce(source) && reviewQuarter(session, source),
    newLineId: () => idIn(session, key),
  };
}
