/** Taking gestures back, facet by facet: at once, or a long one part after part. */
import { isDeepStrictEqual } from 'node:util';
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { FeedLine } from '#shared/contract/planning.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { Circle, DocumentName, Facets, GestureLine, Outlet } from './circle.ts';
import type { createDocuments } from './documents.ts';
import { GONE, isGone, readEntity, unionOf } from './facet.ts';
import type { createGestures, Inverse } from './gestures.ts';
import type { Step } from './overlay.ts';
import type { createProjection } from './projection.ts';

const nameOf = ({ type, id }: Inverse[number]): string => `${type}/${id}`;

type Touch = (document: DocumentName) => void;

interface Options {
  gestures: ReturnType<typeof createGestures>;
  projection: ReturnType<typeof createProjection>;
  documents: Pick<ReturnType<typeof createDocuments>, 'readOn'>;
  outlet: Outlet | undefined;
  atomically<T>(work: (touch: Touch) => Result<T, AppError>): Result<T, AppError>;
  /** Writes steps and lines inside that; `isPart` of something longer. */
  apply(steps: Step[], lines: FeedLine[], touch: Touch, isPart: boolean): void;
  /** A feed line of now. */
  lineOf(description: GestureLine): FeedLine;
}

export function createTakingBack({
  gestures,
  projection,
  documents,
  outlet,
  atomically,
  apply,
  lineOf,
}: Options): Pick<Circle, 'undo' | 'long'> {
  /** An entity's facets as everybody sees them, and whether it is gone from one document, whatever its home. */
  function present(document: DocumentName, type: string, id: string) {
    const copies = projection.copies(type, id);
    const { facets, rivals } = readEntity(unionOf(copies.map(({ versions }) => versions)));
    const here = copies.find((copy) => copy.document === document);
    return { facets: { ...facets, [GONE]: here ? isGone(here.versions) : true } as Facets, rivals };
  }

  /** By value: what a later gesture changed and then took back is again what this one wrote. */
  function isUntouched({ document, type, id, written }: Inverse[number]): boolean {
    const now = present(document, type, id);
    return Object.entries(written).every(
      ([facet, value]) =>
        now.rivals[facet] === undefined && isDeepStrictEqual(now.facets[facet] ?? null, value ?? null),
    );
  }

  const stepsOf = (inverse: Inverse): Step[] =>
    inverse.map(({ document, type, id, previous }) => {
      const home = projection.read(type, id)?.document ?? null;
      return { document, type, id, facets: previous, home };
    });

  return {
    undo(gestureId: string, description: GestureLine): Result<FeedLine, AppError> {
      const refusal = outlet?.refusal();
      if (refusal) return err(refusal);
      const inverse = gestures.inverse(gestureId);
      if (!inverse) return err({ tag: 'nothing_to_undo' });
      if (gestures.isLong(gestureId)) throw new Error('a long gesture is taken back part after part');
      const changed = inverse.find((one) => !isUntouched(one));
      if (changed) return err({ tag: 'changed_meanwhile', what: changed.type });
      const line = lineOf(description);
      const done = atomically((touch) => {
        apply(stepsOf(inverse), [line], touch, false);
        gestures.markUndone(gestureId);
        return ok(line);
      });
      if (done.ok) outlet?.committed();
      return done;
    },

    long: {
      isLong: gestures.isLong,
      parts: gestures.parts,
      isUntouched: (gesture, part) => gestures.part(gesture, part).every(isUntouched),
      documentsOf: (gesture, part) => [
        ...new Set(gestures.part(gesture, part).map(({ document }) => document)),
      ],
      readOn: documents.readOn,
      leave: gestures.leave,
      leaving: gestures.allLeaving,
      takeBack(gesture) {
        const refusal = outlet?.refusal();
        if (refusal) return err(refusal);
        const leaving = gestures.leaving(gesture);
        if (!leaving) return err({ tag: 'nothing_to_undo' });
        const [latest = 0, ...others] = gestures.parts(gesture);
        const inverse = gestures.part(gesture, latest);
        // By entity: one that moved to another year has a step in each of the two documents.
        const changed = new Set(inverse.filter((one) => !isUntouched(one)).map(nameOf));
        const untouched = inverse.filter((one) => !changed.has(nameOf(one)));
        const kept = leaving.kept + changed.size;
        const isLast = others.length === 0;
        const { line } = leaving;
        const told = isLast && line ? lineOf({ ...line, count: Math.max(0, line.count - kept) }) : undefined;
        const done = atomically((touch) => {
          apply(stepsOf(untouched), told ? [told] : [], touch, true);
          gestures.removePart(gesture, latest);
          if (isLast) gestures.hasLeft(gesture);
          else gestures.keep(gesture, kept);
          return ok({ left: others.length, kept, ...(told ? { line: told } : {}) });
        });
        if (done.ok) outlet?.committed();
        return done;
      },
    },
  };
}
