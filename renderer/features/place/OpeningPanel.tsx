/** One version of the usual hours: from which date, the week, and the days that come once a month. */
import { ActionIcon, Button, Fieldset, Group, Input, Select, Stack, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type OpeningInput, placeInputs } from '#shared/contract/place.ts';
import type { OpeningRule, OpeningVersion, WeeklyHours } from '#shared/domain/place/model.ts';
import { WEEKDAYS } from '#shared/domain/place/week.ts';
import { addDays, type Nth, type Weekday } from '#shared/domain/time/wall.ts';
import { ArchiveButton } from '../../components/ArchiveButton.tsx';
import { DateField } from '../../components/DateField.tsx';
import { HoursField } from '../../components/HoursField.tsx';
import { PanelForm } from '../../components/PanelForm.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { showSaved } from '../../components/saved.ts';
import { usePanelForm } from '../../components/usePanelForm.ts';
import { WeekField } from '../../components/WeekField.tsx';
import { useCommand } from '../../ground/engine.ts';
import { capitalised } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';

interface OpeningPanelProps {
  /** To edit; absent for new hours. */
  version: OpeningVersion | undefined;
  /** New hours start as a copy of these. */
  from: OpeningVersion | undefined;
  today: string;
  onClose(): void;
}

type Values = { validFrom: string; weekly: WeeklyHours; rules: OpeningRule[] };

const NEVER: WeeklyHours = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
const NTH: Nth[] = [1, 2, 3, 4, 5, -1];
const newRule: OpeningRule = { kind: 'nth-weekday', nth: 2, weekday: 6, start: '14:00', end: '18:00' };

export function OpeningPanel({ version, from, today, onClose }: OpeningPanelProps) {
  const texts = t.place.hours;
  const saveOpening = useCommand('place.saveOpening');
  const removal = useCommand('place.removeOpening');
  const start = version ?? from;
  const { form, draft, submit } = usePanelForm<Values, OpeningInput>({
    draftKey: `place.opening.${version?.id ?? 'new'}`,
    initial: {
      validFrom: version?.validFrom ?? (from ? addDays(today, 1) : today),
      weekly: start?.weekly ?? NEVER,
      rules: start?.rules ?? [],
    },
    schema: placeInputs.opening,
    toInput: (values) => ({ ...values, ...(version ? { id: version.id } : {}) }),
    async save(input) {
      const answer = await saveOpening.run({ opening: input });
      if (!answer.ok) return false;
      showSaved(t.forms.saved(texts.title), answer.value.gestureId);
      onClose();
      return true;
    },
  });
  const { values, errors } = form;
  const problem = (path: string) => (typeof errors[path] === 'string' ? errors[path] : undefined);
  const dayProblem = (day: Weekday) =>
    problem(`weekly.${day}`) ??
    Object.keys(errors)
      .filter((path) => path.startsWith(`weekly.${day}.`))
      .map(problem)[0];
  const setRule = (index: number, part: Partial<OpeningRule>) => {
    const rule = values.rules[index];
    if (rule) form.setFieldValue('rules', values.rules.with(index, { ...rule, ...part }));
  };

  async function remove({ id }: OpeningVersion) {
    const answer = await removal.run({ id });
    if (!answer.ok) return;
    showSaved(t.forms.removed(texts.title), answer.value.gestureId);
    onClose();
  }

  return (
    <SidePanel opened width="40rem" title={version ? texts.edit : texts.new} onClose={onClose}>
      <PanelForm
        draft={draft}
        busy={saveOpening.busy}
        onSubmit={submit}
        onCancel={onClose}
        aside={
          version ? (
            <ArchiveButton
              archived={false}
              verb={t.forms.remove}
              title={texts.removeTitle}
              text={texts.removeText}
              busy={removal.busy}
              onChange={() => void remove(version)}
            />
          ) : null
        }
      >
        <DateField
          label={texts.validFrom}
          description={texts.validFromHint}
          required
          w={240}
          value={values.validFrom}
          error={problem('validFrom')}
          onChange={(date) => form.setFieldValue('validFrom', date)}
        />
        <Fieldset legend={texts.week}>
          <WeekField
            value={values.weekly}
            onChange={(weekly) => form.setFieldValue('weekly', weekly)}
            problem={dayProblem}
            none={texts.closed}
          />
        </Fieldset>
        <Fieldset legend={texts.rules}>
          <Stack gap="xs">
            <Text size="sm" c="dimmed">
              {texts.rulesDetail}
            </Text>
            {values.rules.map((rule, index) => {
              const name = texts.rule(texts.nth[rule.nth], t.forms.weekdays[rule.weekday]);
              const wrong = problem(`rules.${index}.start`) ?? problem(`rules.${index}.end`);
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: rules have no other identity while they are typed
                <div key={index}>
                  <Group gap="xs" wrap="nowrap">
                    <Select
                      aria-label={texts.ruleWhich}
                      w={116}
                      allowDeselect={false}
                      data={NTH.map((nth) => ({ value: String(nth), label: texts.nth[nth] }))}
                      value={String(rule.nth)}
                      onChange={(nth) => setRule(index, { nth: Number(nth) as Nth })}
                    />
                    <Select
                      aria-label={texts.ruleDay}
                      w={140}
                      allowDeselect={false}
                      data={WEEKDAYS.map((day) => ({ value: String(day), label: t.forms.weekdays[day] }))}
                      value={String(rule.weekday)}
                      onChange={(day) => setRule(index, { weekday: Number(day) as Weekday })}
                    />
                    <HoursField
                      what={capitalised(name)}
                      value={rule}
                      error={wrong !== undefined}
                      onChange={({ start, end }) => setRule(index, { start, end })}
                    />
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size={30}
                      aria-label={texts.removeRule(name)}
                      onClick={() => form.setFieldValue('rules', values.rules.toSpliced(index, 1))}
                    >
                      <IconX size={18} />
                    </ActionIcon>
                  </Group>
                  {wrong === undefined ? null : <Input.Error role="alert">{wrong}</Input.Error>}
                </div>
              );
            })}
            <Button
              variant="subtle"
              size="compact-sm"
              style={{ alignSelf: 'flex-start' }}
              leftSection={<IconPlus size={16} />}
              onClick={() => form.setFieldValue('rules', [...values.rules, newRule])}
            >
              {texts.addRule}
            </Button>
          </Stack>
        </Fieldset>
      </PanelForm>
    </SidePanel>
  );
}
