/** The page: the vault's door, then the frame. */
import { useState } from 'react';
import { t } from '../i18n/index.ts';
import { Frame } from './Frame.tsx';

export function App() {
  const [, setReception] = useState(false);
  return <Frame placeName={t.app.product} onReception={() => setReception(true)} />;
}
