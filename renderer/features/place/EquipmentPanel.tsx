/** Material that can be booked, and how much of it there is. */
import { NumberInput, Select, TextInput } from '@mantine/core';
import { type EquipmentInput, type PlaceView, placeInputs } from '#shared/contract/place.ts';
import type { Equipment } from '#shared/domain/place/equipment.ts';
import { ArchiveButton } from '../../components/ArchiveButton.tsx';
import { PanelForm } from '../../components/PanelForm.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { showSaved } from '../../components/saved.ts';
import { usePanelForm } from '../../components/usePanelForm.ts';
import { useCommand } from '../../ground/engine.ts';
import { t } from '../../i18n/index.ts';

interface EquipmentPanelProps {
  equipment: Equipment | undefined;
  place: PlaceView;
  onClose(): void;
}

type Values = { name: string; quantity: number | ''; space: string | null };

export function EquipmentPanel({ equipment, place, onClose }: EquipmentPanelProps) {
  const texts = t.place.equipment;
  const saveEquipment = useCommand('place.saveEquipment');
  const removal = useCommand('place.removeEquipment');
  const { form, draft, submit } = usePanelForm<
    Values,
    Omit<EquipmentInput, 'quantity'> & { quantity: number }
  >({
    draftKey: `place.equipment.${equipment?.id ?? 'new'}`,
    initial: {
      name: equipment?.name ?? '',
      quantity: equipment?.quantity ?? 1,
      space: equipment?.space ?? null,
    },
    schema: placeInputs.equipment,
    toInput: ({ name, quantity, space }) => ({
      ...(equipment ? { id: equipment.id } : {}),
      name,
      quantity: quantity === '' ? 0 : quantity,
      ...(space === null ? {} : { space }),
    }),
    async save(input) {
      const answer = await saveEquipment.run({ equipment: input });
      if (!answer.ok) return false;
      showSaved(t.forms.saved(input.name.trim()), answer.value.gestureId);
      onClose();
      return true;
    },
  });

  async function remove({ id, name }: Equipment) {
    const answer = await removal.run({ id });
    if (!answer.ok) return;
    showSaved(t.forms.removed(name), answer.value.gestureId);
    onClose();
  }

  return (
    <SidePanel opened title={equipment?.name ?? texts.new} onClose={onClose}>
      <PanelForm
        draft={draft}
        busy={saveEquipment.busy}
        onSubmit={submit}
        onCancel={onClose}
        aside={
          equipment ? (
            <ArchiveButton
              archived={false}
              verb={t.forms.remove}
              title={texts.removeTitle(equipment.name)}
              text={texts.removeText}
              busy={removal.busy}
              onChange={() => void remove(equipment)}
            />
          ) : null
        }
      >
        <TextInput label={texts.name} required data-autofocus {...form.getInputProps('name')} />
        <NumberInput
          label={texts.quantity}
          required
          w={160}
          min={1}
          max={1000}
          allowDecimal={false}
          allowNegative={false}
          {...form.getInputProps('quantity')}
        />
        <Select
          label={texts.space}
          clearable
          clearButtonProps={{ 'aria-label': t.forms.clear }}
          placeholder={texts.anywhere}
          data={place.spaces
            .filter(({ id, archived }) => !archived || id === equipment?.space)
            .map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('space')}
        />
      </PanelForm>
    </SidePanel>
  );
}
