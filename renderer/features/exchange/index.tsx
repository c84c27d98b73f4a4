/** Import et export: a calendar comes in after a look at it; the planning goes out without a confidential word. */
import { Stack } from '@mantine/core';
import { Page } from '../../components/Page.tsx';
import { t } from '../../i18n/index.ts';
import { ExportCard } from './ExportCard.tsx';
import { ImportCard } from './ImportCard.tsx';
import { PastImports } from './PastImports.tsx';

export default function ExchangeScreen() {
  return (
    <Page title={t.exchange.title} detail={t.exchange.detail} width="wide">
      <Stack gap="lg">
        <ImportCard />
        <ExportCard />
        <PastImports />
      </Stack>
    </Page>
  );
}
