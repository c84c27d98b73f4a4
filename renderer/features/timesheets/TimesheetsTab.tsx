/** Relevés: the months, one card a facilitator, a table to take away, a timesheet to sign. */
import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconReceiptEuro, IconTable } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { TypedSelect } from '../../components/TypedSelect.tsx';
import { useCommand, useEngine } from '../../ground/engine.ts';
import { showDone } from '../../ground/notices.tsx';
import { hrefOf, navigate, useRoute } from '../../ground/route.ts';
import { capitalised, monthAndYear } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { monthsAround, type Period, periodOf, within } from './period.ts';
import { TimesheetCard } from './TimesheetCard.tsx';
import { type Asked, TimesheetPaper } from './TimesheetPaper.tsx';

const words = t.timesheets;

export function TimesheetsTab({ today }: { today: string }) {
  const { params } = useRoute();
  const period = periodOf(params, today);
  const { data, error } = useEngine('timesheets.list', period);
  const exporting = useCommand('timesheets.exportCsv');
  const [paper, setPaper] = useState<Asked | null>(null);
  const timesheets = data?.timesheets ?? [];
  const months = monthsAround(today);
  const choose = (next: Period) => navigate('activites', { tab: 'releves', ...next }, { replace: true });

  async function exportCsv() {
    const file = await window.margelle.shell.chooseFile('save-table', `${words.fileName(period)}.csv`);
    if (file === null) return;
    const answer = await exporting.run({ ...period, file: file.token });
    if (answer.ok) showDone(words.exported(answer.value.sessions, file.name));
  }

  const monthField = (end: keyof Period) => (
    <TypedSelect
      label={words.ends[end]}
      w={200}
      allowDeselect={false}
      nothingFoundMessage={words.noMonth}
      data={[...new Set([...months, period[end]])].map((month) => ({
        value: month,
        label: capitalised(monthAndYear(`${month}-01`)),
      }))}
      value={period[end]}
      onChange={(month) => {
        if (month !== null) choose(within({ ...period, [end]: month }, end));
      }}
    />
  );

  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-end">
        <Group align="flex-end">
          {monthField('from')}
          {monthField('to')}
        </Group>
        <Button
          variant="default"
          leftSection={<IconTable size={18} aria-hidden />}
          disabled={timesheets.length === 0}
          loading={exporting.busy}
          onClick={() => void exportCsv()}
        >
          {words.export}
        </Button>
      </Group>
      {error ? <ErrorNotice error={error} /> : null}
      {data === undefined && !error ? <Skeleton h={160} /> : null}
      {data !== undefined && timesheets.length === 0 ? (
        <EmptyState
          icon={IconReceiptEuro}
          title={words.empty}
          example={words.emptyExample}
          action={
            <Button component="a" variant="default" href={hrefOf('planning')}>
              {words.openPlanning}
            </Button>
          }
        />
      ) : null}
      {timesheets.length > 0 ? (
        <>
          <Text size="sm" c="dimmed">
            {words.sum(timesheets)} {words.how}
          </Text>
          {timesheets.map((timesheet) => (
            <TimesheetCard key={timesheet.facilitator} timesheet={timesheet} onPaper={setPaper} />
          ))}
        </>
      ) : null}
      {paper ? <TimesheetPaper {...paper} today={today} onDone={() => setPaper(null)} /> : null}
    </Stack>
  );
}
