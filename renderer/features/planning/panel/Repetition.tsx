/** A series: its rule, and every date it gives with its state. Closed and taken dates are left out unless kept. */
import { Button, Checkbox, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle, IconCheck, IconDoorOff } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { SeriesPlacement } from '#shared/contract/planning.ts';
import { SERIES_MAX } from '#shared/domain/planning/model.ts';
import { isLocalDate } from '#shared/domain/time/wall.ts';
import classes from '../../../components/booking/booking.module.css';
import type { BookingForm } from '../../../components/booking/booking-form.ts';
import { FieldGroup } from '../../../components/booking/FieldGroup.tsx';
import type { SetForm } from '../../../components/booking/fields.ts';
import { RuleFields } from '../../../components/booking/RuleFields.tsx';
import {
  isIncluded,
  noneIsFree,
  type RepetitionForm,
  ruleOf,
} from '../../../components/booking/repetition-form.ts';
import { useEngine } from '../../../ground/engine.ts';
import { shortDate } from '../../../i18n/format.ts';
import { t } from '../../../i18n/index.ts';
import { placedOf } from './LiveCheck.tsx';

const words = t.planning.repetition;

export interface SeriesPreview {
  placements: SeriesPlacement[];
}

export function useSeriesPreview(form: BookingForm): SeriesPreview {
  const asked = useMemo(() => {
    const rule = ruleOf(form);
    const placed = placedOf(form);
    return rule && placed ? { rule, ...placed } : null;
  }, [form]);
  const [settled] = useDebouncedValue(asked, 250);
  const { data } = useEngine(
    'planning.previewSeries',
    settled ?? {
      rule: { frequency: 'daily', count: 1 },
      slot: { date: '2000-01-01', start: '00:00', end: '00:05', spaces: [] },
      what: { kind: 'meeting' },
      who: {},
    },
    { enabled: settled !== null, staleTime: 0 },
  );
  return { placements: (asked && data?.placements) || [] };
}

interface RepetitionProps {
  form: BookingForm;
  set: SetForm;
  preview: SeriesPreview;
}

export function Repetition({ form, set, preview }: RepetitionProps) {
  const { repetition } = form;
  const change = (part: Partial<RepetitionForm>) =>
    set((now) => ({ ...now, repetition: { ...now.repetition, ...part } }));
  return (
    <FieldGroup>
      <Checkbox
        label={words.on}
        checked={repetition.on}
        onChange={(event) => change({ on: event.currentTarget.checked })}
      />
      {repetition.on ? (
        <Stack gap="sm" ps="md">
          <RuleFields repetition={repetition} onChange={change} />
          <Group grow align="flex-end">
            <Select
              label={words.ends}
              allowDeselect={false}
              data={[
                { value: 'count', label: words.count },
                { value: 'until', label: words.until },
              ]}
              value={repetition.ends}
              onChange={(ends) => ends && change({ ends: ends as RepetitionForm['ends'] })}
            />
            {repetition.ends === 'count' ? (
              <NumberInput
                label={words.countLabel}
                min={1}
                max={SERIES_MAX}
                allowDecimal={false}
                value={repetition.count}
                onChange={(count) => typeof count === 'number' && count >= 1 && change({ count })}
              />
            ) : (
              <DatePickerInput
                label={words.untilDate}
                value={isLocalDate(repetition.until) ? repetition.until : null}
                minDate={form.date}
                valueFormat="D MMMM YYYY"
                onChange={(until) => change({ until: until ?? '' })}
              />
            )}
          </Group>
          <Dates
            form={form}
            change={change}
            onAsOption={() => set((now) => ({ ...now, asOption: true }))}
            placements={preview.placements}
          />
        </Stack>
      ) : null}
    </FieldGroup>
  );
}

const icons = { ok: IconCheck, closed: IconDoorOff, 'outside-hours': IconDoorOff, clash: IconAlertTriangle };

interface DatesProps {
  form: BookingForm;
  placements: readonly SeriesPlacement[];
  change(part: Partial<RepetitionForm>): void;
  onAsOption(): void;
}

function Dates({ form, placements, change, onAsOption }: DatesProps) {
  if (!ruleOf(form)) return <Text size="sm">{words.noRule}</Text>;
  if (placements.length === 0) return <Text size="sm">{words.noDates}</Text>;
  const { skip, keep } = form.repetition;
  const included = placements.filter((placement) => isIncluded(placement, form));
  const noneFree = noneIsFree(placements, form);
  const toggle = ({ slot: { date }, state }: SeriesPlacement, on: boolean) =>
    change({
      skip: on ? skip.filter((other) => other !== date) : [...skip, date],
      keep: state === 'ok' || !on ? keep.filter((other) => other !== date) : [...keep, date],
    });
  return (
    <div>
      <div role="status" className={included.length === 0 ? classes.check : undefined} data-state="taken">
        <Text size="sm" fw={600}>
          {included.length > 0 ? words.preview(included.length) : noneFree ? words.noneFree : words.noneKept}
        </Text>
      </div>
      {noneFree ? (
        <Button variant="default" size="sm" mt="xs" mb={4} onClick={onAsOption}>
          {words.asOption}
        </Button>
      ) : null}
      <div className={classes.dates}>
        {placements.map((placement) => {
          const { slot, state, reasons, clashes } = placement;
          const Icon = icons[state];
          const why = [...reasons.map(t.planning.day.reason), ...clashes.map(({ label }) => label)].join(
            ', ',
          );
          return (
            <Checkbox
              key={slot.date}
              checked={isIncluded(placement, form)}
              disabled={state === 'clash' && !form.asOption}
              onChange={(event) => toggle(placement, event.currentTarget.checked)}
              aria-label={`${words.include(slot.date)} (${words.states[state]}${why ? ` : ${why}` : ''})`}
              label={
                <span title={why}>
                  <Icon size={14} aria-hidden style={{ verticalAlign: '-2px', marginInlineEnd: 4 }} />
                  {shortDate(slot.date)}
                  {state === 'ok' ? '' : ` · ${why || words.states[state]}`}
                </span>
              }
            />
          );
        })}
      </div>
    </div>
  );
}
