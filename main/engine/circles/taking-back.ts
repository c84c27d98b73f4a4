/** Taking gestures back, facet by facet: at once, or a long one part after part. */
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { FeedLine } from '#shared/contract/planning.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { Circle, DocumentName, Facets, GestureLine, Json, Outlet } from './circle.ts';
import type { createDocuments } from './documents.ts';
import { GONE, isGone, isSameValue, isWrittenApart, readEntity, replacesNobody, unionOf } from './facet.ts';
import type { createGestures, Inverse } from './gestures.ts';
import type { Step } from './overlay.ts';
import type { createProjection } from './projection.ts';
import type { Stamped } from './stamped.ts';

/**
 * What a gesture wrote beside what it is about: what tells of it, and what it made for it (a space). It is taken back last, and
 * stays for as long as any of the rest does.
 */
const isBeside = ({ document }: Inverse[number]): boolean => document === 'undated';

type Touch = (document: DocumentName) => void;

interface Options {
  device: string;
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
  device,
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

  /**
   * By value: what a later gesture changed and then took back is again what this one wrote. Of what another device made too, by
   * what this one wrote of it: it may stand again as it was made because somebody chose so.
   */
  function isUntouched(one: Inverse[number]): boolean {
    const { document, type, id, written } = one;
    const elsewhere = madeElsewhere(one);
    if (elsewhere)
      return elsewhere.every(({ value, own }) => isSameValue(own.v, value) && replacesNobody(own, device));
    const now = present(document, type, id);
    return Object.entries(written).every(
      ([facet, value]) =>
        now.rivals[facet] === undefined && isSameValue(now.facets[facet] ?? null, value ?? null),
    );
  }

  /**
   * Another device made it too, whole, neither knowing of the other: without what this one wrote of it, all that others wrote
   * stays. What this one wrote at first and has written since, part by part; null when it is not so.
   */
  function madeElsewhere({
    document,
    type,
    id,
    written,
    isBirth,
  }: Inverse[number]): { value: Json; own: Stamped }[] | null {
    const [copy, ...others] = isBirth ? projection.copies(type, id) : [];
    if (copy?.document !== document || others.length > 0 || isGone(copy.versions)) return null;
    const parts: { value: Json; own: Stamped }[] = [];
    let isApart = false;
    for (const [facet, value] of Object.entries(written)) {
      if (facet === GONE) continue;
      const by = copy.versions.get(facet);
      const own = by?.get(device);
      if (!by || !own || by.size < 2) return null;
      isApart ||= isWrittenApart(by, device);
      parts.push({ value, own });
    }
    return isApart ? parts : null;
  }

  /** Entities changed since. By entity: one that moved to another year has a step in each of the two documents. */
  const changedOf = (inverse: Inverse): Set<string> =>
    new Set(inverse.filter((one) => !isBeside(one) && !isUntouched(one)).map(({ id }) => id));

  /** Of all parts: what tells of the gesture, whatever was noted in it since, and what else nobody changed. */
  const besideOf = (gesture: string): Inverse =>
    gestures.aside(gesture).filter((one) => isBeside(one) && (one.id === gesture || isUntouched(one)));

  /** Nobody else wrote anything of what was made: without these values, nothing of it is left. Else it is said to be gone. */
  function isUnmade({ document, type, id, written, isBirth }: Inverse[number]): boolean {
    const [copy, ...others] = isBirth ? projection.copies(type, id) : [];
    if (copy?.document !== document || others.length > 0) return false;
    const isOurs = (by: ReadonlyMap<string, unknown>) => by.size === 1 && by.has(device);
    return [...copy.versions].every(([facet, by]) => facet in written && isOurs(by));
  }

  const stepsOf = (inverse: Inverse): Step[] =>
    inverse.map((one) => {
      const { document, type, id, previous } = one;
      const home = projection.read(type, id)?.document ?? null;
      return {
        document,
        type,
        id,
        facets: previous,
        home,
        unmade: madeElsewhere(one) !== null || isUnmade(one),
      };
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
      changed: (gesture, part) => [...changedOf(gestures.part(gesture, part))],
      documentsOf: (gesture, part) => [
        ...new Set(gestures.part(gesture, part).map(({ document }) => document)),
      ],
      readOn: documents.readOn,
      leave(gesture, line) {
        const refusal = outlet?.refusal();
        if (refusal) return err(refusal);
        gestures.leave(gesture, line);
        return ok(null);
      },
      leaving: gestures.allLeaving,
      untold: gestures.allUntold,
      takeBack(gesture) {
        const refusal = outlet?.refusal();
        if (refusal) return err(refusal);
        const leaving = gestures.leaving(gesture);
        if (!leaving) return err({ tag: 'nothing_to_undo' });
        const [latest = 0, ...others] = gestures.parts(gesture);
        const inverse = gestures.part(gesture, latest);
        const changed = changedOf(inverse);
        const stays = (one: Inverse[number]) => isBeside(one) || changed.has(one.id);
        const aside = inverse.filter(stays);
        const back = inverse.filter((one) => !stays(one));
        const elsewhere = back.filter((one) => !isBeside(one) && madeElsewhere(one));
        const kept = leaving.kept + changed.size + elsewhere.length;
        const isLast = others.length === 0;
        const { line } = leaving;
        const count = Math.max(0, (line?.count ?? 0) - kept);
        // Of nothing that was taken back, there is nothing to tell.
        const isTold = isLast && line !== null && (count > 0 || kept === 0);
        const told = isTold ? lineOf({ ...line, count }) : undefined;
        const done = atomically((touch) => {
          gestures.setAside(gesture, latest, aside);
          const changedOnes = isLast ? gestures.aside(gesture).filter((one) => !isBeside(one)) : [];
          // Nobody could take back what is told nowhere.
          const standing = line === null ? 0 : new Set(changedOnes.map(({ id }) => id)).size;
          const rest = isLast && standing === 0 ? besideOf(gesture) : [];
          apply(stepsOf([...back, ...rest]), told ? [told] : [], touch, true);
          if (isLast) gestures.hasLeft(gesture, standing > 0);
          else gestures.keep(gesture, kept);
          return ok({ left: others.length, kept, standing, ...(told ? { line: told } : {}) });
        });
        if (done.ok) outlet?.committed();
        return done;
      },
    },
  };
}
