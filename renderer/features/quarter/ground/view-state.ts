/** What the screen of the quarter shows, as written in the address: the quarter, the tab, the filters, what is open. */
import { type QuarterKey, quarterKey } from '#shared/domain/quarter/calendar.ts';
import { HALF_DAYS, type HalfDay } from '#shared/domain/quarter/figures/load.ts';
import type { Placement } from '#shared/domain/quarter/model.ts';
import { isLocalDate, type LocalDate, type WallTime } from '#shared/domain/time/wall.ts';

export const tabs = ['feuille', 'a-replacer', 'conflits', 'chiffres', 'fermetures', 'bilan'] as const;
export type Tab = (typeof tabs)[number];

/** Where a date begins: the half-days are those of the figures. */
export const halfOf = (start: WallTime): HalfDay =>
  start < '13:00' ? 'morning' : start < '18:00' ? 'afternoon' : 'evening';

/** Only these; absent means all. */
export interface SheetFilter {
  category?: string;
  space?: string;
  facilitator?: string;
  half?: HalfDay;
  /** Only the lines that wait for a decision. */
  undecided: boolean;
}

export interface PlacementKey {
  line: string;
  date: LocalDate;
}

export interface ViewState {
  quarter?: QuarterKey;
  tab: Tab;
  filter: SheetFilter;
  /** The line whose form is open; `new` for one to add. */
  line?: string;
  /** The date whose panel is open. */
  placement?: PlacementKey;
}

type Params = Readonly<Record<string, string | undefined>>;

/** `2027-1.abc@2027-01-12` */
export const writePlacement = ({ line, date }: Pick<Placement, 'line' | 'date'>): string => `${line}@${date}`;

export function readPlacement(text: string): PlacementKey | undefined {
  const at = text.lastIndexOf('@');
  const date = text.slice(at + 1);
  return at > 0 && isLocalDate(date) ? { line: text.slice(0, at), date } : undefined;
}

export function readViewState(params: Params): ViewState {
  const tab = tabs.find((name) => name === params.tab) ?? 'feuille';
  const half = HALF_DAYS.find((name) => name === params.half);
  const placement = params.date ? readPlacement(params.date) : undefined;
  return {
    ...(quarterKey.safeParse(params.quarter).success ? { quarter: params.quarter as QuarterKey } : {}),
    tab,
    filter: {
      ...(params.category ? { category: params.category } : {}),
      ...(params.space ? { space: params.space } : {}),
      ...(params.facilitator ? { facilitator: params.facilitator } : {}),
      ...(half ? { half } : {}),
      undecided: params.undecided === '1',
    },
    ...(params.line ? { line: params.line } : {}),
    ...(placement ? { placement } : {}),
  };
}

export function writeViewState(state: ViewState): Record<string, string | undefined> {
  const { category, space, facilitator, half, undecided } = state.filter;
  return {
    quarter: state.quarter,
    tab: state.tab === 'feuille' ? undefined : state.tab,
    category,
    space,
    facilitator,
    half,
    undecided: undecided ? '1' : undefined,
    line: state.line,
    date: state.placement && writePlacement(state.placement),
  };
}
