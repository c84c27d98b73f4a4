/** One space: its name, its places, its colour, what stands in it. */
import { NumberInput, TagsInput, TextInput } from '@mantine/core';
import { type PlaceView, placeInputs, type SpaceInput } from '#shared/contract/place.ts';
import { SPACE_COLOURS, type Space } from '#shared/domain/place/model.ts';
import { ArchiveButton } from '../../components/ArchiveButton.tsx';
import { ColourField } from '../../components/ColourField.tsx';
import { PanelForm } from '../../components/PanelForm.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { showSaved } from '../../components/saved.ts';
import { usePanelForm } from '../../components/usePanelForm.ts';
import { useCommand } from '../../ground/engine.ts';
import { t } from '../../i18n/index.ts';

interface SpacePanelProps {
  space: Space | undefined;
  place: PlaceView;
  onClose(): void;
}

type Values = {
  name: string;
  capacity: number | '';
  colour: Space['colour'];
  equipment: string[];
};

export function SpacePanel({ space, place, onClose }: SpacePanelProps) {
  const texts = t.place.spaces;
  const saveSpace = useCommand('place.saveSpace');
  const archive = useCommand('place.archiveSpace');
  const free = SPACE_COLOURS.find((colour) => !place.spaces.some((one) => one.colour === colour)) ?? 'grey';
  const { form, draft, submit } = usePanelForm<Values, SpaceInput>({
    draftKey: `place.space.${space?.id ?? 'new'}`,
    initial: {
      name: space?.name ?? '',
      capacity: space?.capacity ?? '',
      colour: space?.colour ?? free,
      equipment: space?.equipment ?? [],
    },
    schema: placeInputs.space,
    toInput: ({ capacity, ...values }) => ({
      ...values,
      ...(space ? { id: space.id } : {}),
      capacity: capacity === '' ? null : capacity,
    }),
    async save(input) {
      const answer = await saveSpace.run({ space: input });
      if (!answer.ok) return false;
      showSaved(t.forms.saved(input.name.trim()), answer.value.gestureId);
      onClose();
      return true;
    },
  });

  async function setArchived({ id, name }: Space, archived: boolean) {
    const answer = await archive.run({ id, archived });
    if (!answer.ok) return;
    showSaved(archived ? t.forms.archivedDone(name) : t.forms.restoredDone(name), answer.value.gestureId);
    onClose();
  }

  return (
    <SidePanel opened title={space?.name ?? texts.new} onClose={onClose}>
      <PanelForm
        draft={draft}
        busy={saveSpace.busy}
        onSubmit={submit}
        onCancel={onClose}
        aside={
          space ? (
            <ArchiveButton
              archived={space.archived}
              title={texts.archiveTitle(space.name)}
              text={texts.archiveText}
              busy={archive.busy}
              onChange={(archived) => void setArchived(space, archived)}
            />
          ) : null
        }
      >
        <TextInput label={texts.name} required data-autofocus {...form.getInputProps('name')} />
        <NumberInput
          label={texts.capacity}
          description={texts.capacityHint}
          styles={{ wrapper: { width: 160 } }}
          min={1}
          max={10_000}
          allowDecimal={false}
          allowNegative={false}
          {...form.getInputProps('capacity')}
        />
        <ColourField value={form.values.colour} onChange={(colour) => form.setFieldValue('colour', colour)} />
        <TagsInput
          label={texts.equipment}
          description={texts.equipmentHint}
          placeholder={form.values.equipment.length === 0 ? texts.equipmentExample : undefined}
          {...form.getInputProps('equipment')}
        />
      </PanelForm>
    </SidePanel>
  );
}
