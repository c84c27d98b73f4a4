/** When a line takes place: once, on several dates, or by a rule; and on which days of it. */
import { Checkbox, Chip, Group, NumberInput, Pill, Select, Stack, Text } from '@mantine/core';
import { datesLeftOut, lineDates } from '#shared/domain/quarter/dates.ts';
import type { LinePlan } from '#shared/domain/quarter/model.ts';
import { isLocalDate, type LocalDate } from '#shared/domain/time/wall.ts';
import type { BookingForm } from '../../../components/booking/booking-form.ts';
import { FieldGroup } from '../../../components/booking/FieldGroup.tsx';
import { RuleFields } from '../../../components/booking/RuleFields.tsx';
import { DateField } from '../../../components/DateField.tsx';
import { longDate } from '../../../i18n/format.ts';
import { t } from '../../../i18n/index.ts';
import { closedAmong } from '../closures/closed-days.ts';
import { useQuarter } from '../ground/context.ts';
import type { LineForm } from '../ground/lines.ts';
import { daysOfForm, type LineProblem, lineRuleOf } from './line-form.ts';

const words = t.quarter.line;
/** Which days it has does not depend on its hours, nor on where it is. */
const WHENEVER = {
  start: '00:00',
  end: '24:00',
  spaces: [],
  wholePlace: false,
  setupMin: 0,
  airingMin: 0,
};

interface RepeatsProps {
  form: LineForm;
  problems: readonly LineProblem[];
  change(part: Partial<LineForm>): void;
  setBooking(next: (now: BookingForm) => BookingForm): void;
}

export function Repeats({ form, problems, change, setBooking }: RepeatsProps) {
  const { view } = useQuarter();
  const { booking, ends } = form;
  const { repetition } = booking;
  const changeRule = (part: Partial<BookingForm['repetition']>) =>
    setBooking((now) => ({ ...now, repetition: { ...now.repetition, ...part } }));
  const rule = lineRuleOf(form);
  const facts = new Map(view.days.map((day) => [day.date, day]));
  const known = (date: LocalDate) => facts.get(date);
  const plan: LinePlan | null =
    rule === undefined || !isLocalDate(booking.date)
      ? null
      : { rule, slot: { ...WHENEVER, date: booking.date }, ...daysOfForm(form) };
  const dates = plan ? lineDates(plan, view, known) : [];
  const leftOut = plan ? datesLeftOut(plan, view, known).length : 0;
  const problem = problems.find((one) => one === 'rule' || one === 'outside');
  return (
    <FieldGroup>
      <Checkbox
        label={words.repeats}
        description={words.once}
        checked={repetition.on}
        onChange={(event) => changeRule({ on: event.currentTarget.checked })}
      />
      {repetition.on ? (
        <Stack gap="sm" ps="md">
          <RuleFields repetition={repetition} onChange={changeRule} />
          {repetition.frequency === 'monthly-by-weekday' ? <Ranks form={form} change={change} /> : null}
          <Group grow align="flex-end">
            <Select
              label={words.ends}
              allowDeselect={false}
              data={[
                { value: 'quarter', label: words.endsQuarter },
                { value: 'until', label: words.endsUntil },
                { value: 'count', label: words.endsCount },
              ]}
              value={ends}
              onChange={(next) => next && change({ ends: next as LineForm['ends'] })}
            />
            {ends === 'until' ? (
              <DateField
                label={words.untilDate}
                value={repetition.until}
                onChange={(until) => changeRule({ until })}
              />
            ) : null}
            {ends === 'count' ? (
              <NumberInput
                label={words.countLabel}
                min={1}
                max={100}
                allowDecimal={false}
                value={repetition.count}
                onChange={(count) => typeof count === 'number' && count >= 1 && changeRule({ count })}
              />
            ) : null}
          </Group>
          <Select
            label={words.only}
            allowDeselect={false}
            data={[
              { value: 'all', label: words.onlyAll },
              { value: 'open-days', label: words.onlyOpen },
              { value: 'school-holidays', label: words.onlySchool },
            ]}
            value={form.only ?? 'all'}
            onChange={(next) =>
              change({ only: next === 'all' || next === null ? undefined : (next as LineForm['only']) })
            }
          />
        </Stack>
      ) : (
        <OtherDates form={form} change={change} />
      )}
      <Checkbox
        label={words.duringSchool}
        checked={form.duringSchoolHolidays}
        onChange={(event) => change({ duringSchoolHolidays: event.currentTarget.checked })}
      />
      <Checkbox
        label={words.duringPublic}
        checked={form.duringPublicHolidays !== false}
        onChange={(event) => change({ duringPublicHolidays: event.currentTarget.checked })}
      />
      <Text size="sm" role="status">
        {plan === null
          ? null
          : dates.length + leftOut === 0
            ? words.noDates
            : words.result(dates.length, closedAmong(dates, view).length, leftOut, plan)}
      </Text>
      {problem === undefined ? null : (
        <Text size="sm" c="error" role="alert">
          {words.problems[problem as keyof typeof words.problems]}
        </Text>
      )}
    </FieldGroup>
  );
}

type PartProps = Pick<RepeatsProps, 'form' | 'change'>;

const RANKS = [1, 2, 3, 4, 5, -1];

/** "1er et 3e jeudi": the rank of the first date, and the others. */
function Ranks({ form, change }: PartProps) {
  const first = lineRuleOf(form)?.nth ?? 0;
  const others = (form.alsoNth ?? []).filter((nth) => nth !== first);
  return (
    <Chip.Group
      multiple
      value={[first, ...others].map(String)}
      onChange={(ranks) => change({ alsoNth: ranks.map(Number).filter((nth) => nth !== first) })}
    >
      <Group gap={6} role="group" aria-label={words.ranks}>
        {RANKS.map((nth) => (
          <Chip key={nth} value={String(nth)} size="sm" variant="light" disabled={nth === first}>
            {words.rank(nth)}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}

/** Of an event that takes place several times without a rhythm. */
function OtherDates({ form, change }: PartProps) {
  const also = [...(form.also ?? [])].sort();
  return (
    <Stack gap="xs">
      <DateField
        label={words.alsoDate}
        value=""
        onChange={(date) => {
          if (isLocalDate(date)) change({ also: [...new Set([...also, date])] });
        }}
      />
      {also.length > 0 ? (
        <Pill.Group role="group" aria-label={words.alsoDates}>
          {also.map((date) => (
            <Pill
              key={date}
              withRemoveButton
              removeButtonProps={{ 'aria-label': words.removeDate(date), 'aria-hidden': false, tabIndex: 0 }}
              onRemove={() => change({ also: also.filter((one) => one !== date) })}
            >
              {longDate(date)}
            </Pill>
          ))}
        </Pill.Group>
      ) : null}
    </Stack>
  );
}
