/** Deciding one date: drawn at once, written, and taken back in one gesture. */
import type { ParamsOf } from '#shared/contract/index.ts';
import type { SlotRequest } from '#shared/domain/planning/model.ts';
import type { Decision, Placement } from '#shared/domain/quarter/model.ts';
import { useCommand } from '../../../ground/engine.ts';
import { showUndo } from '../../../ground/notices.tsx';
import { t } from '../../../i18n/index.ts';
import { useQuarter } from '../ground/context.ts';

type Wish = ParamsOf<'quarter.decide'>['decision'];
const words = t.quarter.done;

/** What is drawn until the engine has composed again: the obstacles are its own to say. */
function afterWish(placement: Placement, wish: Wish): Placement {
  if (wish?.kind === 'dropped') return { ...placement, standing: 'dropped', decided: 'dropped' };
  if (wish?.kind === 'forced') return { ...placement, standing: 'placed', decided: 'forced' };
  if (wish?.kind === 'moved')
    return {
      ...placement,
      slot: { ...placement.slot, ...wish.slot } as SlotRequest,
      standing: 'placed',
      decided: 'moved',
    };
  return placement;
}

/** The decision as it can be asked for again; one that the engine made itself is none. */
const wishOf = (decision: Decision | undefined): Wish =>
  decision === undefined || decision.kind === 'out' ? null : decision;

/** Where it stands now, in spite of what stands against it. */
export const forcing = ({ decided, slot }: Placement): Wish => ({
  kind: 'forced',
  ...(decided === 'moved' ? { slot } : {}),
});

export interface Deciding {
  decide(placement: Placement, wish: Wish): Promise<boolean>;
  busy: boolean;
}

export function useDecide(): Deciding {
  const { view, lineOf } = useQuarter();
  const { key } = view;
  const { run, busy } = useCommand('quarter.decide', {
    optimistically: ({ key: quarter, line, date, decision: wish }, edit) =>
      edit('quarter.get', (before, params) =>
        params.key !== quarter
          ? before
          : {
              ...before,
              placements: before.placements.map((placement) =>
                placement.line === line && placement.date === date ? afterWish(placement, wish) : placement,
              ),
            },
      ),
  });

  const decide = async (placement: Placement, wish: Wish): Promise<boolean> => {
    const line = lineOf(placement.line);
    if (!line) return false;
    const { date } = placement;
    const before = wishOf(line.decisions[date]);
    const answer = await run({ key, line: line.id, date, decision: wish });
    if (!answer.ok) return false;
    showUndo(sentence(line.title, date, wish), () => {
      void run({ key, line: line.id, date, decision: before });
    });
    return true;
  };
  return { decide, busy };
}

function sentence(title: string, date: string, wish: Wish): string {
  if (wish === null) return words.givenBack(title, date);
  if (wish.kind === 'dropped') return words.dropped(title, date);
  if (wish.kind === 'forced') return words.forced(title);
  const { slot } = wish;
  return words.moved(title, slot.date, slot.start, slot.end);
}
