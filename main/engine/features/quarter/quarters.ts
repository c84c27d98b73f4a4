/** The quarters themselves: listed, opened, created empty or from another one, given up, looked back at. */
import { DEFAULT_QUARTER } from '#shared/domain/quarter/model.ts';
import { quarterName } from '#shared/domain/quarter/wording.ts';
import { err, ok } from '#shared/domain/result.ts';
import type { UnlockedHandlers } from '../../runtime/feature.ts';
import { today } from '../place/index.ts';
import { known, missing } from './editing.ts';
import {
  CLOSURES,
  COMMENTS,
  LINES,
  PUBLICATIONS,
  putQuarter,
  QUARTERS,
  quarterKeys,
  readQuarter,
} from './store.ts';
import { inForce, summaryOf, viewOf } from './view.ts';

type Names = 'quarter.list' | 'quarter.get' | 'quarter.create' | 'quarter.remove';

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
    const source = from === undefined ? null : readQuarter(session, from);
    if (from !== undefined && !source) return missing('quarter');
    return session.team.write(
      (writer) => {
        putQuarter(writer, key, source?.settings ?? DEFAULT_QUARTER);
        return ok({ key, remarks: [] });
      },
      () => ({ kind: 'created', title: `Brouillon du ${quarterName(key)}`, count: 1 }),
    );
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
};
