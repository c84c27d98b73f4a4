/** How much À régler holds, for what leads there. */
import { useEngine } from '../ground/engine.ts';

/** Of things to settle: what is there twice counts once, as one gesture settles all of it. */
export function useToSettle() {
  const overlapping = useEngine('planning.toSettle', {}).data?.length ?? 0;
  const rivals = useEngine('rivals.list', {}).data?.length ?? 0;
  const doubles = useEngine('exchange.doubles', {}).data;
  const doubled = doubles === undefined ? 0 : Math.min(1, doubles.count) + doubles.open.length;
  return { overlapping, rivals, doubled, count: overlapping + rivals + doubled };
}
