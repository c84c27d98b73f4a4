/** Which colleagues look at the period shown: their initials, and a sentence where there is room. */
import { Tooltip } from '@mantine/core';
import type { PresentPerson } from '#shared/contract/team.ts';
import { type LocalDate, startOfWeek } from '#shared/domain/time/wall.ts';
import { useEngine } from '../../ground/engine.ts';
import { t } from '../../i18n/index.ts';
import classes from './planning.module.css';
import type { View } from './view-state.ts';

const MOST_INITIALS = 4;

/** Colleagues on one of these weeks (Mondays), each once, by name. */
export function watchersOf(present: readonly PresentPerson[], weeks: readonly LocalDate[]): PresentPerson[] {
  const others = present.filter(
    ({ screen, week }) => screen === 'planning' && week !== undefined && weeks.includes(week),
  );
  return [...new Map(others.map((person) => [person.hostId, person])).values()].sort((a, b) =>
    a.name.localeCompare(b.name, 'fr'),
  );
}

/** "N", "MC" for "Marie-Claude". */
export const initialsOf = (name: string): string =>
  name
    .split(/[\s-]+/)
    .filter((part) => part !== '')
    .slice(0, 2)
    .map((part) => part.charAt(0).toLocaleUpperCase('fr'))
    .join('');

export function Watching({ view, dates }: { view: View; dates: readonly LocalDate[] }) {
  const present = useEngine('team.present', {}).data ?? [];
  const watchers = watchersOf(present, [...new Set(dates.map(startOfWeek))]);
  if (watchers.length === 0) return null;
  const sentence = t.team.present.watch(
    watchers.map(({ name }) => name),
    view,
  );
  return (
    <Tooltip label={sentence}>
      <span className={classes.watching}>
        {watchers.slice(0, MOST_INITIALS).map(({ hostId, name }) => (
          <span key={hostId} className={classes.initials} aria-hidden>
            {initialsOf(name)}
          </span>
        ))}
        <span className={classes.watchingWords}>{sentence}</span>
      </span>
    </Tooltip>
  );
}
