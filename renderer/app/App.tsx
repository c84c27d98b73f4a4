/** The page: the threshold of the vault, then what an open one shows. */
import { useEffect, useState } from 'react';
import { Threshold } from '../features/vault/Threshold.tsx';
import { apart } from '../ground/apart.ts';
import { useEngine } from '../ground/engine.ts';
import { parseRoute } from '../ground/route.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import type { InsideProps } from './Inside.tsx';

const inside = apart<InsideProps>(() => import('./Inside.tsx'));

export function App() {
  useCodeOfInside();
  return (
    <ErrorBoundary>
      <Threshold>{(open) => <Inside open={open} />}</Threshold>
    </ErrorBoundary>
  );
}

function Inside(props: InsideProps) {
  const [Component] = useState(inside.component);
  return <Component {...props} />;
}

/** It comes while the passphrase is typed, once its field is there: an open vault finds its frame and its first screen. */
function useCodeOfInside() {
  const answered = useEngine('vault.state', {}).isFetched;
  useEffect(() => {
    if (answered) requestIdleCallback(() => void fetchInside().catch(() => undefined));
  }, [answered]);
}

/** If that fails, showing it tries again and tells. */
async function fetchInside() {
  const [{ fetchScreen }] = await Promise.all([import('./screens.tsx'), inside.fetch()]);
  fetchScreen(parseRoute(window.location.hash).screen);
}
