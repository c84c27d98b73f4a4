/** Fares and contact. Each field is saved when it is left, if it is good. */
import { Group, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { placeInputs, type SettingsInput } from '#shared/contract/place.ts';
import type { Fares } from '#shared/domain/place/model.ts';
import { AmountField } from '../../components/AmountField.tsx';
import { problemsOf } from '../../components/form-problems.ts';
import { Section } from '../../components/Section.tsx';
import { TypedSelect } from '../../components/TypedSelect.tsx';
import { useCommand } from '../../ground/engine.ts';
import { t } from '../../i18n/index.ts';
import type { TabProps } from './tab.ts';

type Values = {
  name: string;
  address: string;
  phone: string;
  email: string;
  fares: { [K in keyof Fares]-?: number | '' };
};
type Field = Exclude<keyof Values, 'fares'> | 'fares';

const zones = (present: string) => {
  const known = Intl.supportedValuesOf('timeZone').filter(
    (zone) => zone.startsWith('Europe/') || isOverseas(zone),
  );
  return known.includes(present) ? known : [present, ...known];
};
/** French places outside Europe. */
const isOverseas = (zone: string) =>
  [
    'America/Guadeloupe',
    'America/Martinique',
    'America/Cayenne',
    'America/Miquelon',
    'Indian/Reunion',
    'Indian/Mayotte',
    'Pacific/Noumea',
    'Pacific/Tahiti',
    'Pacific/Wallis',
  ].includes(zone);

export function FaresTab({ place: { settings } }: TabProps) {
  const texts = t.place.fares;
  const save = useCommand('place.saveSettings');
  const [savedField, setSavedField] = useState<string | null>(null);
  const stored: Values = {
    name: settings.name,
    address: settings.address,
    phone: settings.phone ?? '',
    email: settings.email ?? '',
    fares: {
      full: settings.fares.full ?? '',
      member: settings.fares.member ?? '',
      solidarity: settings.fares.solidarity ?? '',
      membership: settings.fares.membership ?? '',
    },
  };
  const form = useForm<Values>({ initialValues: stored });
  const storedText = JSON.stringify(stored);

  // What a colleague changed meanwhile appears, except in a field that is being typed in.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when what is stored changes
  useEffect(() => {
    const focused = document.activeElement?.getAttribute('name')?.split('.')[0];
    const fresh = Object.entries(stored).filter(
      ([field]) => field !== focused && form.errors[field] === undefined,
    );
    form.setValues(Object.fromEntries(fresh) as Partial<Values>);
  }, [storedText]);

  function partOf(field: Field): SettingsInput {
    const { name, address, phone, email, fares } = form.values;
    if (field === 'fares') return { fares: saidIn(fares) };
    if (field === 'phone') return { phone: phone.trim() === '' ? null : phone };
    if (field === 'email') return { email: email.trim() === '' ? null : email.trim() };
    return field === 'name' ? { name } : { address };
  }

  async function leave(field: Field) {
    if (JSON.stringify(form.values[field]) === JSON.stringify(stored[field]))
      return form.clearFieldError(field);
    const part = partOf(field);
    const problems = problemsOf(placeInputs.settings, part);
    form.setErrors({ ...form.errors, ...problems });
    if (Object.keys(problems).length > 0) return;
    for (const path of Object.keys(form.errors)) if (path.startsWith(field)) form.clearFieldError(path);
    const answer = await save.run({ settings: part });
    if (answer.ok) setSavedField(field);
  }

  const input = (field: Exclude<Field, 'fares'>) => ({
    ...form.getInputProps(field),
    name: field,
    onBlur: () => void leave(field),
    rightSection: savedField === field ? <SavedMark /> : undefined,
  });
  const fare = (name: keyof Fares) => (
    <AmountField
      label={texts[name]}
      name={`fares.${name}`}
      value={form.values.fares[name]}
      error={form.errors[`fares.${name}`]}
      onChange={(cents) => form.setFieldValue('fares', { ...form.values.fares, [name]: cents })}
      onBlur={() => void leave('fares')}
    />
  );

  return (
    <>
      <Section
        title={texts.title}
        detail={
          <>
            {texts.detail} {texts.autosave}
          </>
        }
        action={savedField === 'fares' ? <SavedText /> : undefined}
      >
        <SimpleGrid cols={{ base: 2, md: 4 }} verticalSpacing="md">
          {fare('full')}
          {fare('member')}
          {fare('solidarity')}
          {fare('membership')}
        </SimpleGrid>
      </Section>
      <Section title={texts.contact}>
        <Stack maw="36rem">
          <TextInput label={texts.name} required {...input('name')} />
          <Textarea label={texts.address} autosize minRows={2} {...input('address')} />
          <Group grow align="flex-start">
            <TextInput label={texts.phone} type="tel" {...input('phone')} />
            <TextInput label={texts.email} type="email" {...input('email')} />
          </Group>
          <TypedSelect
            label={texts.time}
            description={texts.timeHint}
            allowDeselect={false}
            data={zones(settings.zone)}
            value={settings.zone}
            onChange={(zone) => {
              if (zone !== null) void save.run({ settings: { zone } });
            }}
          />
        </Stack>
      </Section>
    </>
  );
}

/** A fare that was emptied is one that nobody says. */
const saidIn = (fares: Values['fares']): Fares =>
  Object.fromEntries(Object.entries(fares).filter(([, cents]) => cents !== ''));

const SavedMark = () => (
  <IconCheck size={18} color="var(--mantine-color-water-6)" aria-label={t.forms.savedHere} />
);
const SavedText = () => (
  <Text size="sm" c="dimmed" role="status">
    <IconCheck size={16} aria-hidden style={{ verticalAlign: '-3px' }} /> {t.forms.savedHere}
  </Text>
);
