/** What the page shows: the screens when a vault is open, else the way to open, make or restore one. */
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import type { VaultState } from '#shared/contract/vault.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { callEngine, queryClient, useEngine } from '../../ground/engine.ts';
import { t } from '../../i18n/index.ts';
import type { MadeVault } from './FirstStart.tsx';
import { useKeepAwake } from './keep-awake.ts';
import { forgetRestoreWish, wishesToRestore } from './restore-wish.ts';
import { ThresholdPage } from './ThresholdPage.tsx';
import { Unlock } from './Unlock.tsx';

// The rare ways wait until they are wanted: most days one types a passphrase and nothing else.
const FirstStart = lazy(() => import('./FirstStart.tsx').then((it) => ({ default: it.FirstStart })));
const RecoverAccess = lazy(() => import('./RecoverAccess.tsx').then((it) => ({ default: it.RecoverAccess })));
const RecoverySheet = lazy(() => import('./RecoverySheet.tsx').then((it) => ({ default: it.RecoverySheet })));
const RestoreBackup = lazy(() => import('./RestoreBackup.tsx').then((it) => ({ default: it.RestoreBackup })));

interface ThresholdProps {
  children(open: NonNullable<VaultState['open']>): ReactNode;
}

export const Threshold = ({ children }: ThresholdProps) => (
  <Suspense>
    <CurrentThreshold>{children}</CurrentThreshold>
  </Suspense>
);

function CurrentThreshold({ children }: ThresholdProps) {
  const { data: state, error } = useEngine('vault.state', {});
  const [creating, setCreating] = useState(false);
  const [made, setMade] = useState<MadeVault | null>(null);
  const { data: joining } = useEngine('team.joining', {});
  const open = state?.open ?? null;
  // The engine keeps the code of a vault that joined a team until its sheet was seen, even if the page starts again.
  const joined = joining?.state === 'joined' && (creating || joining.vaultId === open?.id) ? joining : null;
  const sheet = made ?? (joined && open ? { recoveryCode: joined.recoveryCode, owner: open.label } : null);

  // Nothing of an open vault stays in the memory of the page once it is closed: until the page is loaded again,
  // it shows nothing.
  const opened = useRef<string | null>(null);
  const leaving = opened.current !== null && opened.current !== (open?.id ?? null);
  useEffect(() => {
    if (leaving) window.location.reload();
    else opened.current = open?.id ?? null;
  }, [leaving, open]);
  if (leaving) return null;

  async function sheetSeen() {
    if (joined) {
      await callEngine('team.cancelJoining', {});
      await queryClient.invalidateQueries({ queryKey: ['team.joining'] });
    }
    setMade(null);
    setCreating(false);
  }

  if (sheet !== null && open !== null)
    return (
      <ThresholdPage above={t.vault.start.step(3)} title={t.vault.recovery.title}>
        <RecoverySheet code={sheet.recoveryCode} owner={sheet.owner} onDone={() => void sheetSeen()} />
      </ThresholdPage>
    );
  if (open !== null && !creating && joining?.state !== 'waiting') return <Opened>{children(open)}</Opened>;
  if (state !== undefined) return <Closed state={state} onCreating={setCreating} onCreated={setMade} />;
  if (error)
    return (
      <ThresholdPage title={t.app.product}>
        <ErrorNotice error={error} />
      </ThresholdPage>
    );
  return null;
}

function Opened({ children }: { children: ReactNode }) {
  useKeepAwake();
  return children;
}

interface ClosedProps {
  state: VaultState;
  onCreating(creating: boolean): void;
  onCreated(made: MadeVault): void;
}

type Way = 'unlock' | 'create' | 'recover' | 'restore';

function Closed({ state, onCreating, onCreated }: ClosedProps) {
  const [way, setWay] = useState<Way>(() => (wishesToRestore() ? 'restore' : 'unlock'));
  const [chosenId, setChosenId] = useState<string | null>(null);
  const joining = useEngine('team.joining', {}).data?.state === 'waiting';
  const lastOpened = [...state.vaults].sort((a, b) => (b.lastOpenedAt ?? 0) - (a.lastOpenedAt ?? 0))[0];
  const chosen = state.vaults.find(({ id }) => id === chosenId) ?? lastOpened;
  // Tries were perhaps refused meanwhile: each way starts from the delay that remains now.
  const askAgain = () => void queryClient.invalidateQueries({ queryKey: ['vault.state'] });
  const toUnlock = () => {
    forgetRestoreWish();
    askAgain();
    setWay('unlock');
  };

  if (way === 'restore')
    return (
      <RestoreBackup
        onBack={toUnlock}
        onRestored={(id) => {
          setChosenId(id);
          toUnlock();
        }}
      />
    );
  if (way === 'create' || chosen === undefined || joining)
    return (
      <FirstStart
        joining={joining}
        onCreating={(creating) => {
          // Stays on this way when the vault that is made comes into the list.
          if (creating) setWay('create');
          onCreating(creating);
        }}
        onCreated={onCreated}
        onRestore={() => setWay('restore')}
        onBack={chosen === undefined ? undefined : toUnlock}
      />
    );
  if (way === 'recover') return <RecoverAccess vault={chosen} onBack={toUnlock} />;
  return (
    <Unlock
      state={state}
      chosen={chosen}
      onChoose={(id) => {
        askAgain();
        setChosenId(id);
      }}
      onForgotten={() => {
        askAgain();
        setWay('recover');
      }}
      onRestore={() => setWay('restore')}
      onAnother={() => setWay('create')}
    />
  );
}
