/** One activity of the catalogue: what it is, where and how long, for whom, at what price, with whom. */
import {
  Fieldset,
  Group,
  MultiSelect,
  NumberInput,
  Radio,
  Select,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { type ActivityInput, type CatalogueView, catalogueInputs } from '#shared/contract/catalogue.ts';
import type { PlaceView } from '#shared/contract/place.ts';
import type { Activity } from '#shared/domain/catalogue/activity.ts';
import type { Category } from '#shared/domain/place/model.ts';
import { AmountField } from '../../components/AmountField.tsx';
import { ArchiveButton } from '../../components/ArchiveButton.tsx';
import { ColourField } from '../../components/ColourField.tsx';
import { PanelForm } from '../../components/PanelForm.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { showSaved } from '../../components/saved.ts';
import { usePanelForm } from '../../components/usePanelForm.ts';
import { useCommand } from '../../ground/engine.ts';
import { euros } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { type ActivityValues, inputOf, valuesOf } from './activity-form.ts';
import { EquipmentField } from './EquipmentField.tsx';
import { MinutesField } from './MinutesField.tsx';

interface ActivityPanelProps {
  activity: Activity | undefined;
  catalogue: CatalogueView;
  place: PlaceView;
  /** The category that was being looked at, for a new activity. */
  category: Category | undefined;
  onClose(): void;
}

export function ActivityPanel({ activity, catalogue, place, category, onClose }: ActivityPanelProps) {
  const texts = t.catalogue;
  const saveActivity = useCommand('catalogue.saveActivity');
  const archive = useCommand('catalogue.archiveActivity');
  const { fares, categories } = place.settings;
  const { form, draft, submit } = usePanelForm<ActivityValues, ActivityInput>({
    draftKey: `catalogue.activity.${activity?.id ?? 'new'}`,
    initial: valuesOf(activity, fares, category),
    schema: catalogueInputs.activity,
    toInput: (values) => inputOf(values, activity?.id),
    async save(input) {
      const answer = await saveActivity.run({ activity: input });
      if (!answer.ok) return false;
      showSaved(t.forms.saved(input.name.trim()), answer.value.gestureId);
      onClose();
      return true;
    },
  });
  const { values, errors } = form;

  async function setArchived({ id, name }: Activity, archived: boolean) {
    const answer = await archive.run({ id, archived });
    if (!answer.ok) return;
    showSaved(archived ? t.forms.archivedDone(name) : t.forms.restoredDone(name), answer.value.gestureId);
    onClose();
  }

  /** The colour follows the category as long as nobody chose another. */
  function setCategory(next: string | null) {
    const colourOf = (id: string | null) => categories.find((one) => one.id === id)?.colour ?? 'grey';
    if (values.colour === colourOf(values.category)) form.setFieldValue('colour', colourOf(next));
    form.setFieldValue('category', next);
  }

  const named = (
    list: readonly { id: string; name: string; archived: boolean }[],
    kept: readonly (string | null)[],
  ) =>
    list
      .filter(({ id, archived }) => !archived || kept.includes(id))
      .map(({ id, name }) => ({ value: id, label: name }));
  const said = (cents: number | undefined) => (cents === undefined ? '' : euros(cents));
  const fareField = (name: 'full' | 'member' | 'solidarity') => (
    <AmountField
      label={texts[name]}
      value={values.fare[name]}
      error={errors[`fare.${name}`]}
      onChange={(cents) => form.setFieldValue('fare', { ...values.fare, [name]: cents })}
    />
  );

  return (
    <SidePanel opened width="38rem" title={activity?.name ?? texts.new} onClose={onClose}>
      <PanelForm
        draft={draft}
        busy={saveActivity.busy}
        onSubmit={submit}
        onCancel={onClose}
        aside={
          activity ? (
            <ArchiveButton
              archived={activity.archived}
              title={texts.archiveTitle(activity.name)}
              text={texts.archiveText}
              busy={archive.busy}
              onChange={(archived) => void setArchived(activity, archived)}
            />
          ) : null
        }
      >
        <TextInput label={texts.name} required data-autofocus {...form.getInputProps('name')} />
        {categories.length === 0 ? null : (
          <Select
            label={texts.category}
            placeholder={texts.noCategory}
            clearable
            clearButtonProps={{ 'aria-label': t.forms.clear }}
            data={categories.map(({ id, name }) => ({ value: id, label: name }))}
            value={values.category}
            onChange={setCategory}
          />
        )}
        <Textarea
          label={texts.description}
          description={texts.descriptionHint}
          autosize
          minRows={3}
          maxRows={12}
          {...form.getInputProps('description')}
        />
        <ColourField value={values.colour} onChange={(colour) => form.setFieldValue('colour', colour)} />
        <Switch label={texts.isPublic} {...form.getInputProps('isPublic', { type: 'checkbox' })} />

        <Fieldset legend={texts.place}>
          <Stack gap="sm">
            <MultiSelect
              label={texts.spaces}
              description={texts.spacesHint}
              data={named(place.spaces, values.spaces)}
              {...form.getInputProps('spaces')}
            />
            <Group grow align="flex-end" gap="sm">
              <MinutesField label={texts.duration} required {...form.getInputProps('defaultDurationMin')} />
              <MinutesField label={texts.setup} {...form.getInputProps('setupMin')} />
              <MinutesField label={texts.airing} {...form.getInputProps('airingMin')} />
            </Group>
          </Stack>
        </Fieldset>

        <Fieldset legend={texts.people}>
          <Stack gap="sm">
            <Group grow align="flex-start" gap="sm">
              <NumberInput
                label={texts.capacityMin}
                min={1}
                max={10_000}
                allowDecimal={false}
                {...form.getInputProps('capacityMin')}
              />
              <NumberInput
                label={texts.capacityMax}
                min={1}
                max={10_000}
                allowDecimal={false}
                {...form.getInputProps('capacityMax')}
              />
            </Group>
            <Radio.Group label={texts.registration} {...form.getInputProps('registration')}>
              <Stack gap={6} mt={6}>
                <Radio value="required" label={texts.registrations.required} />
                <Radio value="open" label={texts.registrations.open} />
                <Radio value="unsaid" label={texts.registrations.unsaid} />
              </Stack>
            </Radio.Group>
          </Stack>
        </Fieldset>

        <Fieldset legend={texts.fare}>
          <Stack gap="sm">
            <Radio.Group aria-label={texts.fare} {...form.getInputProps('fareKind')}>
              <Stack gap={6}>
                <Radio value="free" label={texts.fares.free} />
                <Radio
                  value="standard"
                  label={texts.fares.standard}
                  description={texts.standardNow(
                    said(fares.full),
                    said(fares.member),
                    said(fares.solidarity),
                  )}
                />
                <Radio value="custom" label={texts.fares.custom} />
                <Radio value="unsaid" label={texts.fares.unsaid} />
              </Stack>
            </Radio.Group>
            {values.fareKind === 'custom' ? (
              <Group grow align="flex-start" gap="sm">
                {fareField('full')}
                {fareField('member')}
                {fareField('solidarity')}
              </Group>
            ) : null}
          </Stack>
        </Fieldset>

        <Fieldset legend={texts.who}>
          <Group grow align="flex-start" gap="sm">
            <Select
              label={texts.host}
              placeholder={texts.nobody}
              clearable
              clearButtonProps={{ 'aria-label': t.forms.clear }}
              data={named(place.hosts, [values.host])}
              {...form.getInputProps('host')}
            />
            <Select
              label={texts.facilitator}
              placeholder={texts.nobody}
              clearable
              clearButtonProps={{ 'aria-label': t.forms.clear }}
              data={named(catalogue.facilitators, [values.facilitator])}
              {...form.getInputProps('facilitator')}
            />
          </Group>
        </Fieldset>

        {place.equipment.length === 0 ? null : (
          <EquipmentField
            equipment={place.equipment}
            value={values.equipment}
            problem={(path) => (typeof errors[path] === 'string' ? errors[path] : undefined)}
            onChange={(equipment) => form.setFieldValue('equipment', equipment)}
          />
        )}
        {errors[''] ? <Text c="var(--mantine-color-error)">{errors['']}</Text> : null}
      </PanelForm>
    </SidePanel>
  );
}
