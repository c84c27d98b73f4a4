/** One facilitator: her months with what is due and expected, the sessions of each, and her timesheet on paper. */
import { ActionIcon, Button, Group, Paper, Table, Text, Title } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconFileTypePdf, IconPrinter } from '@tabler/icons-react';
import { Fragment, useId, useState } from 'react';
import type {
  FacilitatorTimesheet,
  TimesheetMonth,
  TimesheetSession,
} from '#shared/domain/timesheets/model.ts';
import { Tag } from '../../components/Section.tsx';
import { hrefOf } from '../../ground/route.ts';
import { capitalised, duration, euros, monthAndYear, shortDate, timeRange } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import type { Asked } from './TimesheetPaper.tsx';
import classes from './timesheets.module.css';

const words = t.timesheets;

interface TimesheetCardProps {
  timesheet: FacilitatorTimesheet;
  onPaper(asked: Asked): void;
}

export function TimesheetCard({ timesheet, onPaper }: TimesheetCardProps) {
  const id = useId();
  const name = timesheet.name || words.unknown;
  const { months, price } = timesheet;
  const isPaid = price !== null;
  return (
    <Paper component="section" aria-labelledby={id} p="md" radius="lg" withBorder bg="var(--surface)">
      <Group justify="space-between" align="flex-start" mb="xs">
        <div style={{ flex: '1 1 16rem', minWidth: 0 }}>
          <Title order={2} size="h3" id={id} dir="auto" className={classes.name}>
            {name}
          </Title>
          <Text size="sm" c="dimmed">
            {words.price(price)}
          </Text>
        </div>
        {timesheet.given.sessions > 0 ? (
          <Group gap={6}>
            <Button
              variant="light"
              size="compact-md"
              leftSection={<IconPrinter size={18} aria-hidden />}
              aria-label={words.printOf(name)}
              onClick={() => onPaper({ timesheet, months, to: 'printer' })}
            >
              {words.print}
            </Button>
            <Button
              variant="subtle"
              size="compact-md"
              leftSection={<IconFileTypePdf size={18} aria-hidden />}
              aria-label={words.pdfOf(name)}
              onClick={() => onPaper({ timesheet, months, to: 'file' })}
            >
              {words.pdf}
            </Button>
          </Group>
        ) : null}
      </Group>
      <Table className={classes.months} verticalSpacing={2}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.columns.month}</Table.Th>
            <Table.Th className={classes.number}>{words.columns.given}</Table.Th>
            <Table.Th className={classes.number}>{words.columns.duration}</Table.Th>
            {isPaid ? (
              <>
                <Table.Th className={classes.number}>{words.columns.due}</Table.Th>
                <Table.Th className={classes.number}>{words.columns.expected}</Table.Th>
              </>
            ) : null}
            <Table.Td className={classes.action} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {months.map((month) => (
            <MonthRows
              key={month.month}
              month={month}
              name={name}
              isPaid={isPaid}
              onPrint={
                months.length > 1 && month.given.sessions > 0
                  ? () => onPaper({ timesheet, months: [month], to: 'printer' })
                  : undefined
              }
            />
          ))}
        </Table.Tbody>
        {months.length > 1 ? (
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th scope="row">{words.total}</Table.Th>
              <Figures of={timesheet} isPaid={isPaid} />
              <Table.Td />
            </Table.Tr>
          </Table.Tfoot>
        ) : null}
      </Table>
    </Paper>
  );
}

const Figures = ({
  of: { given, expected },
  isPaid,
}: {
  of: Pick<TimesheetMonth, 'given' | 'expected'>;
  isPaid: boolean;
}) => (
  <>
    <Table.Td className={classes.number}>{given.sessions}</Table.Td>
    <Table.Td className={classes.number}>{duration(given.minutes)}</Table.Td>
    {isPaid ? (
      <>
        <Table.Td className={classes.number}>
          <strong>{euros(given.cents)}</strong>
        </Table.Td>
        <Table.Td className={classes.number}>{euros(expected.cents)}</Table.Td>
      </>
    ) : null}
  </>
);

interface MonthRowsProps {
  month: TimesheetMonth;
  name: string;
  isPaid: boolean;
  onPrint: (() => void) | undefined;
}

function MonthRows({ month, name, isPaid, onPrint }: MonthRowsProps) {
  const [opened, setOpened] = useState(false);
  const id = useId();
  const title = capitalised(monthAndYear(`${month.month}-01`));
  const Chevron = opened ? IconChevronDown : IconChevronRight;
  return (
    <Fragment>
      <Table.Tr>
        <Table.Th scope="row">
          <button
            type="button"
            className={classes.month}
            aria-expanded={opened}
            aria-controls={id}
            onClick={() => setOpened(!opened)}
          >
            <Chevron size={18} aria-hidden />
            {title}
          </button>
        </Table.Th>
        <Figures of={month} isPaid={isPaid} />
        <Table.Td className={classes.action}>
          {onPrint ? (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={30}
              aria-label={words.printMonthOf(title, name)}
              title={words.printMonthOf(title, name)}
              onClick={onPrint}
            >
              <IconPrinter size={18} aria-hidden />
            </ActionIcon>
          ) : null}
        </Table.Td>
      </Table.Tr>
      <Table.Tr id={id} hidden={!opened}>
        <Table.Td colSpan={isPaid ? 6 : 4}>
          {opened ? (
            <ul className={classes.sessions} aria-label={words.sessionsOf(title)}>
              {month.sessions.map((session) => (
                <Session key={session.booking} session={session} isPaid={isPaid} />
              ))}
            </ul>
          ) : null}
        </Table.Td>
      </Table.Tr>
    </Fragment>
  );
}

function Session({ session, isPaid }: { session: TimesheetSession; isPaid: boolean }) {
  const { booking, date, start, end, title, state, costCents } = session;
  return (
    <li>
      <a href={hrefOf('planning', { view: 'day', date, booking })} dir="auto" className={classes.name}>
        {capitalised(shortDate(date))}, {timeRange(start, end)} · {title}
      </a>
      <span className={classes.end}>
        {state === 'given' ? null : (
          <Tag tone={state === 'option' ? 'warm' : 'quiet'}>{words.states[state]}</Tag>
        )}
        {isPaid ? <span className={classes.amount}>{euros(costCents)}</span> : null}
      </span>
    </li>
  );
}
