/** Makes what the parts of the screen share, from the engine's answers and the address. */
import { replaceEqualDeep } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { QuarterView } from '#shared/contract/quarter.ts';
import { under } from '#shared/domain/under.ts';
import { useNames } from '../../components/booking/names.ts';
import { useCategories } from '../../components/categories.ts';
import { useReadOnly } from '../../ground/read-only.ts';
import { navigate, useRoute } from '../../ground/route.ts';
import { useLatest } from '../../ground/use-latest.ts';
import type { Lookup } from './ground/cell-words.ts';
import type { QuarterContext } from './ground/context.ts';
import type { LineForm } from './ground/lines.ts';
import { readViewState, type ViewState, writeViewState } from './ground/view-state.ts';

/** The same object as long as it says the same: what is drawn from it is not drawn again. */
function useStable<T>(value: T): T {
  const last = useRef(value);
  last.current = replaceEqualDeep(last.current, value);
  return last.current;
}

export function useQuarterContext(view: QuarterView | undefined): {
  context: QuarterContext | null;
  newLine: LineForm | null;
  closeLine(): void;
} {
  const { params } = useRoute();
  const state = useStable(readViewState(params));
  const names = useNames();
  const readOnly = useReadOnly();
  const [newLine, setNewLine] = useState<LineForm | null>(null);
  const latest = useLatest(state);

  const go = useCallback<QuarterContext['go']>((change) => {
    navigate('trimestre', writeViewState({ ...latest.current, ...change } as ViewState), { replace: true });
  }, []);
  const { activities } = names;
  const { find } = useCategories();
  const categoryOf = useMemo(() => {
    const categories = new Map(activities.map(({ id, category }) => [id, category]));
    return (id: string) => find(categories.get(id))?.id;
  }, [activities, find]);
  const lines = view?.lines;
  const byId = useMemo(() => new Map(lines?.map((line) => [line.id, line])), [lines]);
  const titles = useStable(Object.fromEntries((lines ?? []).map(({ id, title }) => [id, title])));
  const met = view?.met;
  const lookup = useMemo<Lookup>(
    () => ({ names, met: met ?? {}, titleOf: (line) => under(titles, line) ?? '' }),
    [names, met, titles],
  );
  const context = useMemo<QuarterContext | null>(
    () =>
      view && names.ready
        ? {
            view,
            names,
            lookup,
            readOnly,
            lineOf: (id) => byId.get(id),
            categoryOf,
            state,
            go,
            openNewLine: (form) => {
              setNewLine(form);
              go({ line: 'new', placement: undefined });
            },
            openDate: ({ line, date }) => go({ placement: { line, date }, line: undefined }),
          }
        : null,
    [view, names, lookup, readOnly, byId, categoryOf, state, go],
  );
  const closeLine = () => {
    setNewLine(null);
    go({ line: undefined });
  };
  return { context, newLine, closeLine };
}
