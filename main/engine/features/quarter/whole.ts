/** For the demonstration: a quarter written whole, in one gesture that nobody is told of. */
import type { QuarterKey } from '#shared/domain/quarter/calendar.ts';
import type { DraftClosure, DraftLine, LineComment, QuarterSettings } from '#shared/domain/quarter/model.ts';
import { ok } from '#shared/domain/result.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { CLOSURES, COMMENTS, idIn, putLine, putQuarter, putThing } from './store.ts';

export interface WholeQuarter {
  settings: QuarterSettings;
  lines: readonly Pick<DraftLine, 'plan' | 'what' | 'who'>[];
  closures: readonly Omit<DraftClosure, 'id'>[];
  /** `line` is an index in `lines`. */
  comments: readonly (Omit<LineComment, 'id' | 'line' | 'at'> & { line: number })[];
}

export function writeWholeQuarter(vault: OpenVault, key: QuarterKey, quarter: WholeQuarter): void {
  vault.team.write((writer) => {
    putQuarter(writer, key, quarter.settings);
    const ids = quarter.lines.map((line) => {
      const id = idIn(vault, key);
      putLine(writer, key, { ...line, id, order: writer.claim() });
      return id;
    });
    for (const closure of quarter.closures)
      putThing(writer, CLOSURES, key, { ...closure, id: idIn(vault, key) });
    for (const { line, ...comment } of quarter.comments)
      putThing(writer, COMMENTS, key, {
        ...comment,
        id: idIn(vault, key),
        line: ids[line] ?? '',
        at: writer.at,
      });
    return ok({});
  });
}
