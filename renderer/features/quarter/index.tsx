import { Page } from '../../components/Page.tsx';
import { t } from '../../i18n/index.ts';

export default function QuarterScreen() {
  return (
    <Page title={t.quarter.title} detail={t.quarter.detail} width="full">
      {null}
    </Page>
  );
}
