/** A copy of the planning, of a space or of an activity, for another calendar or for a spreadsheet. */
import { Button, Group, Stack, Switch, Text } from '@mantine/core';
import { IconCalendarShare, IconTable } from '@tabler/icons-react';
import { useState } from 'react';
import type { ParamsOf } from '#shared/contract/index.ts';
import { addDays } from '#shared/domain/time/wall.ts';
import { DateField } from '../../components/DateField.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { TypedSelect } from '../../components/TypedSelect.tsx';
import { useCommand, useEngine } from '../../ground/engine.ts';
import { useGesture } from '../../ground/under-way.ts';
import { today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Card } from './Card.tsx';
import { useJob } from './use-job.ts';
import { Working } from './Working.tsx';

type Scope = ParamsOf<'exchange.exportIcs'>['scope'];

/** The values of the list are `planning`, `space:<id>` and `activity:<id>`. */
function scopeOf(value: string): Scope {
  const at = value.indexOf(':');
  const id = value.slice(at + 1);
  if (at < 0) return { kind: 'planning' };
  return value.startsWith('space') ? { kind: 'space', id } : { kind: 'activity', id };
}

export function ExportCard() {
  const texts = t.exchange.export;
  const { data: place } = useEngine('place.get', {});
  const { data: catalogue } = useEngine('catalogue.list', {});
  const [scope, setScope] = useState('planning');
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(() => addDays(today(), 91));
  const [publicOnly, setPublicOnly] = useState(false);
  const [done, setDone] = useState('');
  const ics = useCommand('exchange.exportIcs', { handles: 'all' });
  const csv = useCommand('exchange.exportCsv', { handles: 'all' });
  const job = useJob();
  const refusal = [ics.refusal, csv.refusal].find((it) => it && it.tag !== 'cancelled_by_user');
  const inOrder = from !== '' && to !== '' && from <= to;

  const choices = [
    { group: texts.planning, items: [{ value: 'planning', label: texts.planning }] },
    {
      group: texts.spaces,
      items: (place?.spaces ?? []).map(({ id, name }) => ({ value: `space:${id}`, label: name })),
    },
    {
      group: texts.activities,
      items: (catalogue?.activities ?? []).map(({ id, name }) => ({ value: `activity:${id}`, label: name })),
    },
  ];

  const write = useGesture(async (format: 'ics' | 'csv') => {
    if (!inOrder) return;
    const label = choices.flatMap(({ items }) => items).find(({ value }) => value === scope)?.label ?? '';
    const name = `${texts.fileName(label, from, to)}.${format}`;
    const file = await window.margelle.shell.chooseFile(
      format === 'ics' ? 'save-calendar' : 'save-table',
      name,
    );
    if (file === null) return;
    setDone('');
    ics.reset();
    csv.reset();
    const command = format === 'ics' ? ics : csv;
    const answer = await job.run((jobName) =>
      command.run({ file: file.token, job: jobName, scope: scopeOf(scope), from, to, publicOnly }),
    );
    if (answer.ok) setDone(texts.done(answer.value.bookings, file.name));
  });

  return (
    <Card title={texts.title}>
      <Stack>
        <Text>{texts.how}</Text>
        <Group align="flex-start" gap="md">
          <TypedSelect
            label={texts.scope}
            data={choices}
            value={scope}
            allowDeselect={false}
            onChange={(next) => setScope(next ?? 'planning')}
            style={{ flex: '1 1 14rem' }}
          />
          <DateField w="11rem" label={texts.from} value={from} onChange={setFrom} />
          <DateField
            w="11rem"
            label={texts.to}
            value={to}
            onChange={setTo}
            error={from !== '' && to !== '' && from > to ? texts.badRange : undefined}
          />
        </Group>
        <Switch
          label={texts.publicOnly}
          checked={publicOnly}
          onChange={(event) => setPublicOnly(event.currentTarget.checked)}
        />
        {refusal ? <ErrorNotice error={refusal} /> : null}
        {job.part === null ? (
          <Group>
            <Button
              leftSection={<IconCalendarShare size={18} aria-hidden />}
              disabled={!inOrder}
              onClick={() => write('ics')}
            >
              {texts.ics}
            </Button>
            <Button
              variant="default"
              leftSection={<IconTable size={18} aria-hidden />}
              disabled={!inOrder}
              onClick={() => write('csv')}
            >
              {texts.csv}
            </Button>
          </Group>
        ) : (
          <Working label={texts.writing} job={job} />
        )}
        <Text role="status" hidden={done === ''}>
          {done}
        </Text>
      </Stack>
    </Card>
  );
}
