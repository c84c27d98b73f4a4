/**
 * Mode accueil: all that a visitor may read over the desk. Only public sessions of today, their time, title and space;
 * never an appointment, a note, a name.
 */
import { Badge, Button, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { BookingView } from '#shared/contract/planning.ts';
import { useEngine } from '../../ground/engine.ts';
import { useWindowTitle } from '../../ground/window-title.ts';
import { capitalised, hourOf, listed, longDate, timeRange, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import classes from './vault.module.css';

interface ReceptionProps {
  placeName: string;
  onLeave(): void;
}

const read = () => ({ date: today(), time: hourOf(Date.now()) });

export function Reception({ placeName, onLeave }: ReceptionProps) {
  const [now, setNow] = useState(read);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(read()), 20_000);
    return () => window.clearInterval(timer);
  }, []);
  useWindowTitle();
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'F9' && event.key !== 'Escape') return;
      event.preventDefault();
      onLeave();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [onLeave]);

  const { data } = useEngine('planning.range', { from: now.date, to: now.date });
  const sessions = (data?.bookings ?? [])
    .filter(({ kind, isPublic, status }) => kind === 'session' && isPublic && status === 'confirmed')
    .sort((a, b) => a.start.localeCompare(b.start));
  const left = sessions.filter(({ end }) => end > now.time);
  const running = left.filter(({ start }) => start <= now.time);
  const coming = left.filter(({ start }) => start > now.time);
  const texts = t.vault.reception;

  return (
    <main className={classes.reception}>
      <Text size="xl" c="dimmed">
        {placeName}
      </Text>
      <Title order={1} mb="xl" style={{ fontSize: 'clamp(2rem, 5vw, 3.25rem)' }}>
        {capitalised(longDate(now.date))}
      </Title>
      {data !== undefined && left.length === 0 ? (
        <Text style={{ fontSize: '1.5rem' }}>{sessions.length === 0 ? texts.nothing : texts.over}</Text>
      ) : null}
      <Stack gap="xl">
        <Lines title={texts.now} sessions={running} />
        <Lines title={texts.next} sessions={coming} />
      </Stack>
      <Button variant="subtle" color="gray" c="dimmed" className={classes.receptionLeave} onClick={onLeave}>
        {texts.leaveKeys}
        <VisuallyHidden>{texts.leave}</VisuallyHidden>
      </Button>
    </main>
  );
}

/** Outside or at a distance when it takes no space: a visitor must know where to go. */
const where = ({ spaces, mode }: BookingView, known: readonly { id: string; name: string }[]): string =>
  listed(spaces.flatMap((id) => known.find((space) => space.id === id)?.name ?? [])) ||
  (mode === 'on-site' ? '' : t.planning.panel.modes[mode]);

function Lines({ title, sessions }: { title: string; sessions: BookingView[] }) {
  const spaces = useEngine('place.get', {}).data?.spaces ?? [];
  if (sessions.length === 0) return null;
  return (
    <section>
      <Title order={2} c="dimmed" fw={500}>
        {title}
      </Title>
      {sessions.map((session) => (
        <div key={session.id} className={classes.receptionLine}>
          <span>{timeRange(session.start, session.end)}</span>
          <strong>{session.title}</strong>
          <span>
            {session.wholePlace ? (
              <Badge variant="default">{t.vault.reception.wholePlace}</Badge>
            ) : (
              where(session, spaces)
            )}
          </span>
        </div>
      ))}
    </section>
  );
}
