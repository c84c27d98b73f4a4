/**
 * The commands that Ctrl+K offers and the keys that trigger them. A screen adds its own while it is shown:
 *   useCommands([{ id: 'planning.new', label: t.planning.new, icon: IconPlus, keys: 'n', run: open }]);
 */
import type { Icon } from '@tabler/icons-react';
import { useEffect, useSyncExternalStore } from 'react';
import { isCovered } from './layers.ts';
import { useLatest } from './use-latest.ts';

export interface AppCommand {
  id: string;
  label: string;
  /** Other words people may type for it. */
  keywords?: string;
  icon?: Icon;
  /**
   * Shown beside the label, and listened to: `n`, `Ctrl+Z`, `F9`, `Ctrl+Shift+D`. Plain keys are left to the fields
   * and dialogs that have the focus; those with Ctrl and function keys always work.
   */
  keys?: string;
  run(): void;
}

let groups = new Map<symbol, AppCommand[]>();
let flat: AppCommand[] = [];
const listeners = new Set<() => void>();
const publish = () => {
  flat = [...groups.values()].flat();
  for (const listen of listeners) listen();
};
const subscribe = (listen: () => void) => {
  listeners.add(listen);
  return () => {
    listeners.delete(listen);
  };
};

/** Offers commands for as long as the calling component is mounted. `run` may change on each render. */
export function useCommands(commands: AppCommand[]): void {
  const latest = useLatest(commands);
  const shape = JSON.stringify(commands.map(({ id, label, keys, keywords }) => [id, label, keys, keywords]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` stands for the commands; `run` is read late
  useEffect(() => {
    const own = Symbol();
    const offered = latest.current.map((command) => ({
      ...command,
      run: () => latest.current.find(({ id }) => id === command.id)?.run(),
    }));
    groups = new Map(groups).set(own, offered);
    publish();
    return () => {
      groups = new Map(groups);
      groups.delete(own);
      publish();
    };
  }, [shape]);
}

export const useAllCommands = (): AppCommand[] => useSyncExternalStore(subscribe, () => flat);

const inField = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox],[type=radio]), textarea, select'));

/** In a menu, or a small window beside its button. */
const inList = (target: EventTarget | null) =>
  target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null;

const matches = (keys: string, event: KeyboardEvent) => {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    (event.ctrlKey || event.metaKey) === parts.includes('Ctrl') &&
    event.altKey === parts.includes('Alt') &&
    // A sign such as "?" needs Shift on most keyboards: only ask for it when named or for letters.
    (parts.includes('Shift') ? event.shiftKey : !event.shiftKey || !/^[a-z]$/i.test(key))
  );
};

/** Listens to the keys of all commands. Called once. The latest registered wins. */
export function useCommandKeys(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const strong = event.ctrlKey || event.metaKey || /^F\d+$/.test(event.key);
      if (!strong && (inField(event.target) || inList(event.target) || isCovered())) return;
      const command = flat.findLast(({ keys }) => keys !== undefined && matches(keys, event));
      if (command === undefined) return;
      // Text fields keep their own Ctrl+Z.
      if (inField(event.target) && /^[zy]$/i.test(event.key)) return;
      event.preventDefault();
      command.run();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}
