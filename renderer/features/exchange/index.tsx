/** Placeholder until the screen exists. */
import { Page } from '../../components/Page.tsx';
import { t } from '../../i18n/index.ts';

export default function Screen() {
  return <Page title={t.app.soon}>{null}</Page>;
}
