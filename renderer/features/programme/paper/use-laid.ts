/** Measures what is to be printed, as it will be printed, and decides what goes on which sheet. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { onePageOf, pagesOf, type Unit } from '#shared/domain/programme/layout.ts';
import { columnWidth, ptToPx, px, RESERVE, sheets } from './formats.ts';
import type { Arrangement, Candidate, Laid, PaperPlan } from './plan.ts';

/** `measure` is where every plan is drawn once, out of sight, in order. */
export function useLaid(plans: readonly PaperPlan[]): {
  laid: Laid[] | null;
  measure: RefObject<HTMLDivElement | null>;
} {
  const measure = useRef<HTMLDivElement>(null);
  const [done, setDone] = useState<{ plans: readonly PaperPlan[]; laid: Laid[] } | null>(null);
  useEffect(() => {
    let wanted = true;
    const root = measure.current;
    if (!root) return;
    // A logo has no height before it is decoded.
    void Promise.allSettled([...root.querySelectorAll('img')].map((image) => image.decode())).then(() => {
      const roots = [...root.children] as HTMLElement[];
      if (wanted)
        setDone({
          plans,
          laid: plans.flatMap((plan, rank) => (roots[rank] ? layOut(plan, roots[rank]) : [])),
        });
    });
    return () => {
      wanted = false;
    };
  }, [plans]);
  return { laid: done?.plans === plans ? done.laid : null, measure };
}

const heightOf = (element: Element | null | undefined): number =>
  element?.getBoundingClientRect().height ?? 0;

function layOut(plan: PaperPlan, root: HTMLElement): Laid {
  const sheet = sheets[plan.format];
  const part = (name: string) => heightOf(root.querySelector(`[data-part="${name}"]`));
  const inner = px(sheet.height - 2 * sheet.margin);
  const first = (inner - part('head-first') - part('foot-first')) * (1 - RESERVE);
  const rest = (inner - part('head-rest') - part('foot-rest')) * (1 - RESERVE);

  let last: Laid | undefined;
  for (const [index, candidate] of plan.candidates.entries()) {
    const body = root.querySelector<HTMLElement>(`[data-candidate="${index}"]`);
    if (!body) continue;
    for (const arrangement of candidate.arrangements) {
      body.style.width = `${px(columnWidth(sheet, arrangement.columns))}px`;
      body.style.fontSize = `${ptToPx(plan.basePt * arrangement.scale)}px`;
      const units = candidate.units.map(
        ({ level }, at): Unit => ({ level, height: heightOf(body.children[at]) }),
      );
      last = { candidate: index, ...paged(candidate, units, arrangement, first, rest) };
      if (last.leftOut === 0) return last;
    }
  }
  return last ?? { candidate: 0, arrangement: { columns: 1, scale: 1 }, pages: [[]], leftOut: 0 };
}

function paged(
  { pages }: Candidate,
  units: readonly Unit[],
  arrangement: Arrangement,
  first: number,
  rest: number,
): Omit<Laid, 'candidate'> {
  const { columns } = arrangement;
  if (pages === 'any') {
    const laid = pagesOf(units, (column) => (column < columns ? first : rest), columns);
    return { arrangement, pages: laid.length === 0 ? [[]] : laid, leftOut: 0 };
  }
  const { columns: laid, leftOut } = onePageOf(units, first, columns);
  return { arrangement, pages: [laid], leftOut };
}
