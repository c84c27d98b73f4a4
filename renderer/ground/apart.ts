/** Code in a file of its own, fetched when it is first shown or a little before. */
import { type ComponentType, lazy } from 'react';

export interface CodeApart<Props = object> {
  fetch(): Promise<{ default: ComponentType<Props> }>;
  /**
   * The component itself once its code is here; until then, what fetches it and waits. Chosen once by who shows it: the
   * other of the two would begin again.
   */
  component(): ComponentType<Props>;
}

/**
 * React keeps what is shown in its place for 300 ms, even when the file comes at once: a component that is here already
 * must not go through `lazy`.
 */
export function apart<Props extends object>(load: CodeApart<Props>['fetch']): CodeApart<Props> {
  let here: ComponentType<Props> | undefined;
  const fetch: CodeApart<Props>['fetch'] = async () => {
    const loaded = await load();
    here = loaded.default;
    return loaded;
  };
  const Later = lazy(fetch) as ComponentType<Props>;
  return { fetch, component: () => here ?? Later };
}
