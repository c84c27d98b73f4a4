/** Placeholder until the screen exists. */
import { Page } from '../../components/Page.tsx';
import { t } from '../../i18n/index.ts';

export default function ToSettleScreen() {
  return <Page title={t.app.soon}>{null}</Page>;
}
