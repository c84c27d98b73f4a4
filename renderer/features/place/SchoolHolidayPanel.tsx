/** One school holiday, typed or corrected by hand. */
import { Group, Select, TextInput } from '@mantine/core';
import { placeInputs, type SchoolHolidayInput } from '#shared/contract/place.ts';
import type { SchoolHoliday, SchoolZone } from '#shared/domain/place/model.ts';
import { ArchiveButton } from '../../components/ArchiveButton.tsx';
import { DateField } from '../../components/DateField.tsx';
import { PanelForm } from '../../components/PanelForm.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { showSaved } from '../../components/saved.ts';
import { usePanelForm } from '../../components/usePanelForm.ts';
import { useCommand } from '../../ground/engine.ts';
import { t } from '../../i18n/index.ts';

interface SchoolHolidayPanelProps {
  holiday: SchoolHoliday | undefined;
  zone: SchoolZone | undefined;
  onClose(): void;
}

type Values = { zone: SchoolZone | null; name: string; start: string; end: string };

export function SchoolHolidayPanel({ holiday, zone, onClose }: SchoolHolidayPanelProps) {
  const texts = t.place.school;
  const saveHoliday = useCommand('place.saveSchoolHoliday');
  const removal = useCommand('place.removeSchoolHoliday');
  const { form, draft, submit } = usePanelForm<Values, SchoolHolidayInput>({
    draftKey: `place.school.${holiday?.id ?? 'new'}`,
    initial: {
      zone: holiday?.zone ?? zone ?? null,
      name: holiday?.name ?? '',
      start: holiday?.start ?? '',
      end: holiday?.end ?? '',
    },
    schema: placeInputs.schoolHoliday,
    // A zone that nobody chose is refused by the schema.
    toInput: (values) => ({
      ...values,
      zone: values.zone as SchoolZone,
      ...(holiday ? { id: holiday.id } : {}),
    }),
    async save(input) {
      const answer = await saveHoliday.run({ holiday: input });
      if (!answer.ok) return false;
      showSaved(t.forms.saved(input.name.trim()), answer.value.gestureId);
      onClose();
      return true;
    },
  });
  const { values, errors } = form;

  async function remove({ id, name }: SchoolHoliday) {
    const answer = await removal.run({ id });
    if (!answer.ok) return;
    showSaved(t.forms.removed(name), answer.value.gestureId);
    onClose();
  }

  return (
    <SidePanel opened title={holiday?.name ?? texts.new} onClose={onClose}>
      <PanelForm
        draft={draft}
        busy={saveHoliday.busy}
        onSubmit={submit}
        onCancel={onClose}
        aside={
          holiday ? (
            <ArchiveButton
              archived={false}
              verb={t.forms.remove}
              title={texts.removeTitle(holiday.name)}
              text={texts.removeText}
              busy={removal.busy}
              onChange={() => void remove(holiday)}
            />
          ) : null
        }
      >
        <TextInput
          label={texts.name}
          placeholder={texts.nameExample}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Select
          label={texts.zone}
          w={200}
          allowDeselect={false}
          data={(['A', 'B', 'C'] as const).map((value) => ({ value, label: texts.zoneName(value) }))}
          {...form.getInputProps('zone')}
        />
        <Group grow align="flex-start">
          <DateField
            label={texts.firstDay}
            required
            value={values.start}
            error={errors.start}
            onChange={(date) => form.setFieldValue('start', date)}
          />
          <DateField
            label={texts.lastDay}
            description={texts.lastDayHint}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            required
            value={values.end}
            error={errors.end}
            onChange={(date) => form.setFieldValue('end', date)}
          />
        </Group>
      </PanelForm>
    </SidePanel>
  );
}
