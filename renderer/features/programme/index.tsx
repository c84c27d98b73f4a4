import { Page } from '../../components/Page.tsx';
import { t } from '../../i18n/index.ts';

export default function ProgrammeScreen() {
  return (
    <Page title={t.programme.title} detail={t.programme.detail} width="full">
      {null}
    </Page>
  );
}
