/** The days on which the psychologist comes, and those that are lost; nothing where the team has none. */
import { List, Text } from '@mantine/core';
import type { PsychologistDays } from '#shared/domain/quarter/figures/psychologist-days.ts';
import { Line, Lines, Section } from '../../../components/Section.tsx';
import { capitalised } from '../../../i18n/format.ts';
import { shortDate } from '../../../i18n/fr/quarter-dates.ts';
import { t } from '../../../i18n/index.ts';
import classes from '../ground/quarter.module.css';

const words = t.quarter.figures.psychologist;

export function PsychologistSection({ psychologists }: { psychologists: readonly PsychologistDays[] }) {
  if (psychologists.length === 0) return null;
  const known = psychologists.filter(({ days, lost }) => days.length + lost.length > 0);
  return (
    <Section title={words.title}>
      {known.length === 0 ? <Text>{words.none}</Text> : null}
      {known.length === 0 ? null : (
        <Lines>
          {known.map(({ host, name, days, lost }) => (
            <Line key={host}>
              <Text fw={600}>{name}</Text>
              <details className={classes.details}>
                <summary>
                  {words.days(
                    days.length,
                    days.reduce((sum, { minutes }) => sum + minutes, 0),
                  )}
                </summary>
                <Text size="sm">{days.map(({ date }) => capitalised(shortDate(date))).join(' · ')}</Text>
              </details>
              {lost.length > 0 ? (
                <>
                  <Text size="sm" mt={4}>
                    {words.lostTitle(lost.length)}
                  </Text>
                  <List size="sm">
                    {lost.map(({ date, why }) => (
                      <List.Item key={date}>{capitalised(words.lostDay(date, words.lost[why]))}</List.Item>
                    ))}
                  </List>
                </>
              ) : null}
            </Line>
          ))}
        </Lines>
      )}
    </Section>
  );
}
