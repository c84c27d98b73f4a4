/**
 * The figures of a quarter as it is composed. Only what is placed counts: what waits in "À replacer", a proposal or a
 * date given up is in no number. Each number comes with the placements behind it.
 */
import { type Balance, balanceOf } from './balance.ts';
import { type Costs, costsOf } from './costs.ts';
import { type Income, incomeOf } from './income.ts';
import { type LoadCell, loadOf } from './load.ts';
import { type FiguresInput, placedOf } from './placed.ts';
import { type PsychologistDays, psychologistsDays } from './psychologist-days.ts';

export interface Figures {
  load: LoadCell[];
  balance: Balance;
  costs: Costs;
  income: Income;
  psychologists: PsychologistDays[];
}

export function figuresOf(input: FiguresInput): Figures {
  const placed = placedOf(input);
  const costs = costsOf(placed, input);
  return {
    load: loadOf(placed, input),
    balance: balanceOf(placed, input),
    costs,
    income: incomeOf(placed, costs.cents, input),
    psychologists: psychologistsDays(input),
  };
}
