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
import type { OpenVault, UnlockedHandlers } from '../../capability/feature.ts';
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
  'quarter.list': (_, vault) =>
    ok({
      quarters: quarterKeys(vault).flatMap((key) => {
        const quarter = readQuarter(vault, key);
        return quarter ? [summaryOf(quarter)] : [];
      }),
      today: today(vault),
    }),

  'quarter.get': ({ key }, vault) => {
    const quarter = known(vault, key);
    return quarter.ok ? ok(viewOf(vault, quarter.value)) : quarter;
  },

  'quarter.create': ({ key, from }, vault) => {
    if (readQuarter(vault, key)) return err({ tag: 'quarter_exists', quarter: key });
    if (from === undefined) return written(vault, key, DEFAULT_QUARTER, [], []);
    const source = readQuarter(vault, from);
    if (!source) return missing('quarter');
    const { lines, settings, remarks } = cloneQuarter(source, key, cloneContext(vault, key, source));
    return written(vault, key, settings, lines, remarks);
  },

  'quarter.remove': ({ key }, vault) => {
    const quarter = known(vault, key);
    if (!quarter.ok) return quarter;
    // What was published is in the planning: it is taken back first.
    if (inForce(quarter.value)) return err({ tag: 'changed_meanwhile', what: 'quarter' });
    const { lines, closures, comments, publications } = quarter.value;
    const removed = vault.team.write(
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

  'quarter.review': ({ key }, vault) => {
    const quarter = known(vault, key);
    return quarter.ok ? ok(reviewQuarter(vault, quarter.value)) : quarter;
  },
};

function written(
  vault: OpenVault,
  key: QuarterKey,
  settings: QuarterSettings,
  lines: readonly ClonedLine[],
  remarks: CloneRemark[],
) {
  return vault.team.write(
    (writer) => {
      putQuarter(writer, key, settings);
      for (const line of lines) putLine(writer, key, { ...line, order: writer.claim() });
      return ok({ key, remarks });
    },
    () => ({ kind: 'created', title: `Brouillon du ${quarterName(key)}`, count: 1 }),
  );
}

function cloneContext(vault: OpenVault, key: QuarterKey, source: StoredQuarter): CloneContext {
  const place = readPlace(vault);
  const [activities, spaces] = [byId(readActivities(vault)), byId(place.spaces)];
  const [hosts, facilitators] = [byId(readHosts(vault)), byId(readFacilitators(vault))];
  const equipment = byId(readEquipment(vault));
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
    review: inForce(source) && reviewQuarter(vault, source),
    newLineId: () => idIn(vault, key),
  };
}
