/** The whole form of a line: the fields of a booking, and when the series ends. */
import { Button, Checkbox, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { lineDates } from '#shared/domain/quarter/dates.ts';
import { lineKinds } from '#shared/domain/quarter/model.ts';
import { isLocalDate } from '#shared/domain/time/wall.ts';
import { BookingFields } from '../../../components/booking/BookingFields.tsx';
import type { BookingForm } from '../../../components/booking/booking-form.ts';
import { FieldGroup } from '../../../components/booking/FieldGroup.tsx';
import { FormShell } from '../../../components/booking/FormShell.tsx';
import { RuleFields } from '../../../components/booking/RuleFields.tsx';
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx';
import { DateField } from '../../../components/DateField.tsx';
import { DraftNotice } from '../../../components/DraftNotice.tsx';
import { KeyHint } from '../../../components/KeyHint.tsx';
import { useDraft } from '../../../ground/drafts.ts';
import { useCommand } from '../../../ground/engine.ts';
import { showDone } from '../../../ground/notices.tsx';
import { t } from '../../../i18n/index.ts';
import { closedAmong } from '../closures/closed-days.ts';
import { useQuarter } from '../ground/context.ts';
import type { LineForm, QuarterLine } from '../ground/lines.ts';
import { Comments } from './Comments.tsx';
import { type LineProblem, lineDraftKey, lineRuleOf, understandLine } from './line-form.ts';

const words = t.quarter.line;

interface LinePanelProps {
  line?: QuarterLine;
  initial: LineForm;
  onClose(): void;
}

/** `initial` is what is stored, or what was understood of a typed line. */
export function LinePanel({ line, initial, onClose }: LinePanelProps) {
  const { view, names, readOnly } = useQuarter();
  const { key } = view;
  const draft = useDraft<LineForm>(lineDraftKey(key, line?.id), initial);
  const form = draft.value;
  const [tried, setTried] = useState(false);
  const [removing, setRemoving] = useState(false);
  const saving = useCommand('quarter.saveLine');
  const removal = useCommand('quarter.removeLine');
  const { input, problems } = understandLine(form, key, line?.id);
  const shown: LineProblem[] = tried ? problems : [];
  const change = (part: Partial<LineForm>) => draft.set((now) => ({ ...now, ...part }));
  const setBooking = (next: BookingForm | ((now: BookingForm) => BookingForm)) =>
    draft.set((now) => ({ ...now, booking: typeof next === 'function' ? next(now.booking) : next }));
  const title =
    form.booking.title.trim() ||
    names.activities.find(({ id }) => id === form.booking.activity)?.name ||
    t.app.kinds[form.booking.kind];

  const save = async () => {
    setTried(true);
    if (!input) return;
    const answer = await saving.run({ key, line: input });
    if (!answer.ok) return;
    await draft.discard();
    const { dates } = answer.value;
    showDone(line ? t.quarter.add.changed(title, dates) : t.quarter.add.added(title, dates, 1));
    onClose();
  };
  const remove = async () => {
    if (!line) return;
    const answer = await removal.run({ key, line: line.id });
    if (!answer.ok) return;
    await draft.discard();
    showDone(words.removed(line.title));
    onClose();
  };

  return (
    <FormShell
      onSave={() => void save()}
      footer={
        <Group justify="space-between">
          {line && !readOnly ? (
            <Button
              variant="subtle"
              color="gray"
              c="var(--mantine-color-text)"
              leftSection={<IconTrash size={18} aria-hidden />}
              onClick={() => setRemoving(true)}
            >
              {words.remove}
            </Button>
          ) : (
            <Button variant="default" onClick={onClose}>
              {t.app.confirm.close}
            </Button>
          )}
          <Button
            type="submit"
            loading={saving.busy}
            disabled={readOnly}
            rightSection={<KeyHint keys={t.planning.panel.saveKeys} />}
          >
            {line ? t.forms.save : t.quarter.add.action}
          </Button>
        </Group>
      }
    >
      <DraftNotice draft={draft} />
      <fieldset
        disabled={readOnly}
        style={{ display: 'contents', border: 0, padding: 0, margin: 0, minWidth: 0 }}
      >
        <BookingFields
          form={form.booking}
          set={setBooking}
          names={names}
          problems={shown.filter((problem) => problem !== 'rule' && problem !== 'outside')}
          chosenSpace={form.booking.spaces.length > 0}
          kinds={lineKinds}
          canBeOption={false}
        >
          <Repeats form={form} change={change} setBooking={setBooking} problems={shown} />
        </BookingFields>
      </fieldset>
      {line ? <Comments line={line} /> : null}
      <ConfirmDialog
        opened={removing}
        title={words.removeTitle(line?.title ?? '')}
        confirm={words.remove}
        busy={removal.busy}
        onConfirm={() => void remove()}
        onClose={() => setRemoving(false)}
      >
        {words.removeText}
      </ConfirmDialog>
    </FormShell>
  );
}

interface RepeatsProps {
  form: LineForm;
  problems: readonly LineProblem[];
  change(part: Partial<LineForm>): void;
  setBooking(next: (now: BookingForm) => BookingForm): void;
}

function Repeats({ form, problems, change, setBooking }: RepeatsProps) {
  const { view } = useQuarter();
  const { booking, ends } = form;
  const { repetition } = booking;
  const changeRule = (part: Partial<BookingForm['repetition']>) =>
    setBooking((now) => ({ ...now, repetition: { ...now.repetition, ...part } }));
  const rule = lineRuleOf(form);
  const dates =
    rule === undefined || !isLocalDate(booking.date)
      ? null
      : lineDates(
          {
            rule,
            slot: {
              date: booking.date,
              start: '00:00',
              end: '24:00',
              spaces: [],
              wholePlace: false,
              setupMin: 0,
              airingMin: 0,
            },
            duringSchoolHolidays: form.duringSchoolHolidays,
          },
          view,
        );
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
          <Checkbox
            label={words.duringSchool}
            checked={form.duringSchoolHolidays}
            onChange={(event) => change({ duringSchoolHolidays: event.currentTarget.checked })}
          />
        </Stack>
      ) : null}
      <Text size="sm" role="status">
        {dates === null
          ? null
          : dates.length === 0
            ? words.noDates
            : words.result(dates.length, closedAmong(dates, form, view).length)}
      </Text>
      {problem === undefined ? null : (
        <Text size="sm" c="error" role="alert">
          {words.problems[problem as keyof typeof words.problems]}
        </Text>
      )}
    </FieldGroup>
  );
}
