/** Réglages: appearance, and all that concerns the vault. */
import { SegmentedControl, Stack, Title, useMantineColorScheme } from '@mantine/core';
import { Page } from '../../components/Page.tsx';
import { t } from '../../i18n/index.ts';

const schemes = ['auto', 'light', 'dark'] as const;

export default function SettingsScreen() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Page title={t.app.screens.reglages}>
      <Stack>
        <Title order={2} id="appearance">
          {t.app.scheme.label}
        </Title>
        <SegmentedControl
          aria-labelledby="appearance"
          value={colorScheme}
          onChange={(value) => setColorScheme(value as (typeof schemes)[number])}
          data={schemes.map((value) => ({ value, label: t.app.scheme[value] }))}
        />
      </Stack>
    </Page>
  );
}
