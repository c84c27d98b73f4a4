/** What every part of the quarter's screen needs: the quarter, its names, and whether it may be changed. */
import { createContext, useContext } from 'react';
import type { QuarterView } from '#shared/contract/quarter.ts';
import type { Placement } from '#shared/domain/quarter/model.ts';
import type { Names } from '../../../components/booking/names.ts';
import type { Lookup } from './cell-words.ts';
import type { LineForm, QuarterLine } from './lines.ts';
import type { ViewState } from './view-state.ts';

export interface QuarterContext {
  view: QuarterView;
  names: Names;
  lookup: Lookup;
  readOnly: boolean;
  lineOf(id: string): QuarterLine | undefined;
  /** Of an activity: the id of a category the place has. */
  categoryOf(activity: string): string | undefined;
  state: ViewState;
  /** Writes the address. */
  go(change: { [K in keyof ViewState]?: ViewState[K] | undefined }): void;
  /** Opens the form of a line to add. */
  openNewLine(form: LineForm): void;
  openDate(placement: Pick<Placement, 'line' | 'date'>): void;
}

const Context = createContext<QuarterContext | null>(null);
export const QuarterProvider = Context.Provider;

export function useQuarter(): QuarterContext {
  const context = useContext(Context);
  if (!context) throw new Error('outside of the quarter');
  return context;
}
