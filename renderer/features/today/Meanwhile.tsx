/** What the colleagues changed since one last said one had read; nothing when there is nothing. */
import { Button, Group, Text } from '@mantine/core';
import { IconCheck, IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import type { FeedLine } from '#shared/contract/planning.ts';
import { useCommand, useEngine } from '../../ground/engine.ts';
import { hrefOf } from '../../ground/route.ts';
import { ago, listed } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Card } from './Card.tsx';
import classes from './today.module.css';

const words = t.today.meanwhile;
const SHOWN_FIRST = 5;

export function MeanwhileCard() {
  const { data } = useEngine('team.meanwhile', {});
  const spaces = useEngine('place.get', {}).data?.spaces ?? [];
  const [all, setAll] = useState(false);
  const read = useCommand('team.meanwhileRead', {
    optimistically: (_params, edit) =>
      edit('team.meanwhile', (before) => ({ ...before, lines: [], count: 0 })),
  });
  if (data === undefined || data.count === 0) return null;
  const shown = all ? data.lines : data.lines.slice(0, SHOWN_FIRST);
  const hidden = data.lines.length - SHOWN_FIRST;
  const place = (ids: string[]) =>
    listed(ids.flatMap((id) => spaces.find((space) => space.id === id)?.name ?? []));

  async function markRead() {
    // The card goes away with its button: the keyboard goes on from the screen.
    document.getElementById('content')?.focus();
    await read.run({});
  }

  return (
    <Card icon={IconHistory} title={words.title} wide>
      <Text className={classes.detail}>{words.detail(data.count, ago(data.since))}</Text>
      <ol className={classes.list} style={{ marginBlock: 8 }}>
        {shown.map((line) => (
          <Change key={line.id} line={line} place={place} />
        ))}
      </ol>
      {all && data.count > data.lines.length ? <Text className={classes.detail}>{words.notAll}</Text> : null}
      <Group gap="xs" mt="xs">
        <Button variant="light" leftSection={<IconCheck size={18} />} onClick={() => void markRead()}>
          {words.read}
        </Button>
        {hidden > 0 ? (
          <Button variant="subtle" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? words.fewer : hidden === 1 ? words.one : words.more(hidden)}
          </Button>
        ) : null}
      </Group>
    </Card>
  );
}

function Change({ line, place }: { line: FeedLine; place(ids: string[]): string }) {
  const sentence = t.planning.feed.sentence(line, place);
  const when = <span className={classes.detail}>{` · ${ago(line.at)}`}</span>;
  const date = line.to?.date ?? line.from?.date;
  return (
    <li>
      {line.bookingId ? (
        <a href={hrefOf('planning', { booking: line.bookingId, date })} style={{ display: 'inline-block' }}>
          {sentence}
        </a>
      ) : (
        sentence
      )}
      {when}
    </li>
  );
}
