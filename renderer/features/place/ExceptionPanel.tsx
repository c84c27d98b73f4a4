/** A day, or several, that are not as usual: closed, or open at other hours. */
import { ActionIcon, Button, Fieldset, Group, Input, Radio, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type ExceptionInput, placeInputs } from '#shared/contract/place.ts';
import type { HoursRange } from '#shared/domain/place/model.ts';
import { ArchiveButton } from '../../components/ArchiveButton.tsx';
import { DateField } from '../../components/DateField.tsx';
import { HoursField, nextRange } from '../../components/HoursField.tsx';
import { PanelForm } from '../../components/PanelForm.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { showSaved } from '../../components/saved.ts';
import { usePanelForm } from '../../components/usePanelForm.ts';
import { useCommand } from '../../ground/engine.ts';
import { timeRange } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import type { ExceptionRun } from './exception-runs.ts';
import { whenOf } from './hours-in-words.ts';

interface ExceptionPanelProps {
  run: ExceptionRun | undefined;
  today: string;
  onClose(): void;
}

type Values = { date: string; until: string; closed: boolean; hours: HoursRange[]; reason: string };

export function ExceptionPanel({ run, today, onClose }: ExceptionPanelProps) {
  const texts = t.place.closures;
  const saveException = useCommand('place.saveException');
  const removal = useCommand('place.removeExceptions');
  const { form, draft, submit } = usePanelForm<Values, ExceptionInput>({
    draftKey: `place.exception.${run?.ids[0] ?? 'new'}`,
    initial: {
      date: run?.from ?? today,
      until: run === undefined || run.to === run.from ? '' : run.to,
      closed: run?.closed ?? true,
      hours: run?.hours ?? [],
      reason: run?.reason ?? '',
    },
    schema: placeInputs.exception,
    toInput: ({ until, hours, ...values }) => ({
      ...values,
      replaces: run?.ids ?? [],
      hours: values.closed ? [] : hours,
      ...(until === '' ? {} : { until }),
    }),
    async save(input) {
      const answer = await saveException.run({ exception: input });
      if (!answer.ok) return false;
      const when = whenOf({ from: input.date, to: input.until ?? input.date });
      showSaved(texts.done(when), answer.value.gestureId);
      onClose();
      return true;
    },
  });
  const { values, errors } = form;
  const hoursProblem = Object.entries(errors).find(
    ([path]) => path === 'hours' || path.startsWith('hours.'),
  )?.[1];

  async function remove(removed: ExceptionRun) {
    const answer = await removal.run({ ids: removed.ids });
    if (!answer.ok) return;
    showSaved(texts.backDone(whenOf(removed)), answer.value.gestureId);
    onClose();
  }

  return (
    <SidePanel opened title={run ? whenOf(run) : texts.new} onClose={onClose}>
      <PanelForm
        draft={draft}
        busy={saveException.busy}
        onSubmit={submit}
        onCancel={onClose}
        aside={
          run ? (
            <ArchiveButton
              archived={false}
              verb={t.forms.remove}
              title={texts.removeTitle}
              text={texts.removeText(whenOf(run))}
              busy={removal.busy}
              onChange={() => void remove(run)}
            />
          ) : null
        }
      >
        <Group align="flex-start" grow>
          <DateField
            label={texts.firstDay}
            required
            value={values.date}
            error={errors.date}
            onChange={(date) => form.setFieldValue('date', date)}
          />
          <DateField
            label={texts.lastDay}
            value={values.until}
            error={errors.until}
            onChange={(date) => form.setFieldValue('until', date)}
          />
        </Group>
        <Input.Description mt={-8}>{texts.lastDayHint}</Input.Description>
        <Radio.Group
          label={texts.what}
          value={values.closed ? 'closed' : 'open'}
          onChange={(choice) => {
            form.setFieldValue('closed', choice === 'closed');
            if (choice === 'open' && values.hours.length === 0) form.setFieldValue('hours', [nextRange([])]);
          }}
        >
          <Stack gap="xs" mt={6}>
            <Radio value="closed" label={texts.closed} />
            <Radio value="open" label={texts.open} />
          </Stack>
        </Radio.Group>
        {values.closed ? null : (
          <Fieldset legend={texts.open}>
            <Stack gap="xs">
              {values.hours.map((range, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: ranges have no other identity while they are typed
                <Group key={index} gap={4} wrap="nowrap">
                  <HoursField
                    what={texts.what}
                    value={range}
                    error={hoursProblem !== undefined}
                    onChange={(next) => form.setFieldValue('hours', values.hours.with(index, next))}
                  />
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={30}
                    aria-label={t.forms.removeHoursOn(texts.what, timeRange(range.start, range.end))}
                    onClick={() => form.setFieldValue('hours', values.hours.toSpliced(index, 1))}
                  >
                    <IconX size={18} />
                  </ActionIcon>
                </Group>
              ))}
              {hoursProblem === undefined ? null : <Input.Error role="alert">{hoursProblem}</Input.Error>}
              <Button
                variant="subtle"
                size="compact-sm"
                style={{ alignSelf: 'flex-start' }}
                leftSection={<IconPlus size={16} />}
                onClick={() => form.setFieldValue('hours', [...values.hours, nextRange(values.hours)])}
              >
                {t.forms.addHours}
              </Button>
            </Stack>
          </Fieldset>
        )}
        <TextInput label={texts.reason} placeholder={texts.reasonExample} {...form.getInputProps('reason')} />
      </PanelForm>
    </SidePanel>
  );
}
