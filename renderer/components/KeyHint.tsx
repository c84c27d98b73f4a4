/** Keys as printed on the keyboard: `Ctrl+K`. */
import { Kbd } from '@mantine/core';
import { Fragment } from 'react';

const names: Record<string, string> = {
  Escape: 'Échap',
  Enter: 'Entrée',
  Shift: 'Maj',
  Delete: 'Suppr',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

export function KeyHint({ keys }: { keys: string }) {
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {keys.split(/\+(?!$)/).map((key, at) => (
        <Fragment key={key}>
          {at > 0 ? '\u00a0+\u00a0' : null}
          <Kbd size="xs">{names[key] ?? (key.length === 1 ? key.toUpperCase() : key)}</Kbd>
        </Fragment>
      ))}
    </span>
  );
}
