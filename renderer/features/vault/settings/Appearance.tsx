import { SegmentedControl } from '@mantine/core';
import { usePreferences } from '../../../ground/preferences.ts';
import { t } from '../../../i18n/index.ts';
import { Section } from './Section.tsx';

const schemes = ['auto', 'light', 'dark'] as const;

export function Appearance() {
  const { colourScheme, change } = usePreferences();
  return (
    <Section title={t.app.scheme.label}>
      <SegmentedControl
        aria-label={t.app.scheme.label}
        value={colourScheme}
        onChange={(value) => change({ colourScheme: value as (typeof schemes)[number] })}
        data={schemes.map((value) => ({ value, label: t.app.scheme[value] }))}
      />
    </Section>
  );
}
