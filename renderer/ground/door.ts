/** The screen at the entrance, as the app sees it: shown or not, to open and to close. */
import { useEffect, useState } from 'react';
import { showRefusal } from './notices.tsx';

export interface Door {
  open: boolean;
  show(): void;
  close(): void;
}

export function useDoor(): Door {
  const [open, setOpen] = useState(false);
  useEffect(() => window.margelle.shell.followDoor(setOpen), []);
  return { open, show: () => void showDoor(), close: () => void window.margelle.shell.closeDoor() };
}

async function showDoor(): Promise<void> {
  const answer = await window.margelle.shell.openDoor();
  if (!answer.ok) showRefusal(answer.error);
}
