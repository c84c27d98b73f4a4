/** Réglages: all that concerns this person on this machine. The place has its own screen. */
import { Stack, Text } from '@mantine/core';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Page } from '../../../components/Page.tsx';
import { useEngine } from '../../../ground/engine.ts';
import { t } from '../../../i18n/index.ts';
import { Appearance } from './Appearance.tsx';
import { Attempts } from './Attempts.tsx';
import { Backups } from './Backups.tsx';
import { Closing } from './Closing.tsx';
import { Passphrase } from './Passphrase.tsx';
import { Recovery } from './Recovery.tsx';
import { VaultName } from './VaultName.tsx';

export default function SettingsScreen() {
  const settings = useEngine('vault.settings', {});
  const open = useEngine('vault.state', {}).data?.open ?? null;
  return (
    <Page title={t.app.screens.reglages} detail={t.vault.settings.intro}>
      {settings.error ? <ErrorNotice error={settings.error} /> : null}
      {settings.data && open ? (
        <Stack gap="md">
          <Attempts at={settings.data.failedAttempts} />
          <Backups backup={settings.data.backup} />
          <Recovery confirmed={settings.data.recoveryConfirmed} owner={open.label} />
          <Passphrase personal={[open.name, open.label]} />
          <Closing minutes={settings.data.autoLockMinutes} />
          <VaultName label={open.label} />
          <Appearance />
        </Stack>
      ) : (
        <Text aria-live="polite">{settings.isPending ? t.app.loading : ''}</Text>
      )}
    </Page>
  );
}
