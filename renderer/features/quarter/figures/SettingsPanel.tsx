/** The budget, the assumptions behind the income, and remarks for the team. */
import { NumberInput, Textarea } from '@mantine/core';
import type { FareName } from '#shared/domain/quarter/figures/income.ts';
import { type QuarterSettings, quarterSettings } from '#shared/domain/quarter/model.ts';
import { AmountField } from '../../../components/AmountField.tsx';
import { PanelForm } from '../../../components/PanelForm.tsx';
import { SidePanel } from '../../../components/SidePanel.tsx';
import { usePanelForm } from '../../../components/usePanelForm.ts';
import { useCommand } from '../../../ground/engine.ts';
import { showDone } from '../../../ground/notices.tsx';
import { t } from '../../../i18n/index.ts';
import { useQuarter } from '../ground/context.ts';

const words = t.quarter.figures.settings;
type Values = Omit<QuarterSettings, 'budgetCents'> & { budgetCents: number | '' };

interface SettingsPanelProps {
  /** Those that are counted: nothing is assumed of the others. */
  fares: readonly FareName[];
  onClose(): void;
}

export function SettingsPanel({ fares, onClose }: SettingsPanelProps) {
  const { view } = useQuarter();
  const { key, settings } = view;
  const saving = useCommand('quarter.saveSettings');
  const { form, draft, submit } = usePanelForm<Values, QuarterSettings>({
    draftKey: `quarter.settings.${key}`,
    initial: { ...settings, budgetCents: settings.budgetCents ?? '' },
    schema: quarterSettings,
    toInput: ({ budgetCents, ...values }) => ({
      ...values,
      budgetCents: budgetCents === '' ? null : budgetCents,
    }),
    async save(input) {
      const answer = await saving.run({ key, settings: input });
      if (!answer.ok) return false;
      showDone(words.saved);
      onClose();
      return true;
    },
  });
  const { values, errors } = form;
  const share = (name: 'occupancyPercent' | 'memberPercent' | 'solidarityPercent', label: string) => (
    <NumberInput
      label={label}
      min={0}
      max={100}
      allowDecimal={false}
      value={values[name]}
      error={errors[name]}
      onChange={(value) => form.setFieldValue(name, typeof value === 'number' ? value : 0)}
    />
  );
  return (
    <SidePanel opened title={words.title} onClose={onClose}>
      <PanelForm draft={draft} busy={saving.busy} onSubmit={submit} onCancel={onClose}>
        <AmountField
          label={words.budget}
          description={words.budgetHint}
          max={1_000_000}
          value={values.budgetCents}
          error={errors.budgetCents}
          onChange={(cents) => form.setFieldValue('budgetCents', cents)}
        />
        {share('occupancyPercent', words.occupancy)}
        {fares.includes('member') ? share('memberPercent', words.member) : null}
        {fares.includes('solidarity') ? share('solidarityPercent', words.solidarity) : null}
        <Textarea
          label={words.remarks}
          description={words.remarksHint}
          autosize
          minRows={3}
          maxRows={10}
          maxLength={5000}
          value={values.remarks}
          error={errors.remarks}
          onChange={(event) => form.setFieldValue('remarks', event.currentTarget.value)}
        />
      </PanelForm>
    </SidePanel>
  );
}
