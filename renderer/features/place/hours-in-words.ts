/** Opening hours as people say them: "Mardi, mercredi et vendredi", "10 h – 18 h". */
import type { HoursRange, OpeningRule, WeeklyHours } from '#shared/domain/place/model.ts';
import { groupWeek } from '#shared/domain/place/week.ts';
import { capitalised, dayAndMonth, listed, longDate, timeRange } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';

export const rangesInWords = (hours: readonly HoursRange[]): string =>
  listed(hours.map(({ start, end }) => timeRange(start, end)));

/** The open days, those of equal hours together. */
export const hoursInWords = (week: WeeklyHours): { days: string; hours: string }[] =>
  groupWeek(week).map(({ days, hours }) => ({
    days: capitalised(listed(days.map((day) => t.forms.weekdays[day]))),
    hours: rangesInWords(hours),
  }));

export const rulesInWords = (rules: readonly OpeningRule[]): { when: string; hours: string }[] =>
  rules.map(({ nth, weekday, start, end }) => ({
    when: t.place.hours.rule(t.place.hours.nth[nth], t.forms.weekdays[weekday]),
    hours: timeRange(start, end),
  }));

/** "Mardi 12 janvier", or "Du 2 août au 20 août" for several days. */
export const whenOf = ({ from, to }: { from: string; to: string }): string =>
  from === to ? capitalised(longDate(from)) : t.place.closures.range(dayAndMonth(from), dayAndMonth(to));
